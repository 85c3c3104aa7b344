import { randomBytes } from 'node:crypto';
import { fixedClock, systemClock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { standingNotice } from '#modules/privacy/public.ts';
import type { ConsentGiven } from '#modules/privacy/contract.ts';
import { createTestDatabase, foundedClinic, signedIn } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { syntheticCurp } from '#test/synthetic-curp.ts';
import type { IdentityInput } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { openPatientIndex } from './patient-index.ts';
import type { PatientIndex } from './patient-index.ts';

/** A synthetic adult; parts can be given otherwise. The CURP agrees with names, date, sex and entity unless it is given too. */
export const anIdentity = (parts: Partial<IdentityInput> & { readonly homonym?: string } = {}): IdentityInput => {
  const { homonym, ...given } = parts;
  const name = given.name ?? { given: 'Rosalía', firstSurname: 'Quintanar', secondSurname: 'Bermúdez' };
  const birthDate = given.birthDate === undefined ? '1984-03-17' : given.birthDate;
  const sex = given.sex ?? 'M';
  const value = syntheticCurp({
    given: name.given, firstSurname: name.firstSurname, secondSurname: name.secondSurname ?? '', birthDate: birthDate ?? '1984-03-17', sex, entity: 'PL',
    ...(homonym === undefined ? {} : { homonym }),
  });
  return {
    name, birthDate, birthDateUnknown: null, sex, biologicalSex: sex === 'H' ? 1 : 2, gender: null, birthEntity: '21', nationality: 'MEX',
    curp: birthDate === null ? { state: 'absent', reason: 'not-at-hand' } : { state: 'given', value },
    residence: { entity: '21', municipality: '114', locality: '0001' },
    address: { street: 'Calle de las Jacarandas 12', neighbourhood: 'Centro', postalCode: '72000', city: 'Puebla' }, addressAbsent: null,
    phones: [{ kind: 'mobile', number: '222 555 0134' }], email: 'rosalia@example.test', emergencyContact: null, guardian: null,
    ...given,
  };
};

/** A clinic with a receptionist and a physician signed in, and its search index open. */
export type Desk = {
  readonly home: TestDatabase;
  readonly deps: PatientDeps;
  readonly index: PatientIndex;
  readonly clinicId: ClinicId;
  readonly receptionist: StaffActor;
  readonly physician: StaffActor;
  readonly consent: (parts?: Partial<ConsentGiven>) => Promise<ConsentGiven>;
  readonly close: () => Promise<void>;
};

export const testNow = '2026-11-20T18:00:00.000Z';

/** Who may do what in these tests: receptionists do all but attest. */
const may: PatientDeps['may'] = (actor, permission) => actor.role === 'physician' || permission !== 'edit-patient-identity';

export const depsOf = (home: TestDatabase, index: PatientIndex): PatientDeps => ({
  database: home.database, vault: home.vault, clock: fixedClock(testNow), random: (length) => new Uint8Array(randomBytes(length)), index, may,
  timeZoneOf: () => 'America/Mexico_City',
  responsible: () => Promise.resolve({ name: 'Consultorio de Prueba', address: 'Avenida Inventada 100, Puebla', contact: 'privacidad@example.test' }),
});

/** A second clinic, or the first, in a database that is already open. */
export const deskIn = async (home: TestDatabase, index: PatientIndex): Promise<Omit<Desk, 'close'>> => {
  const deps = depsOf(home, index);
  const clinicId = await foundedClinic(home);
  const receptionist = await signedIn(home, clinicId, 'amate_frontdesk', 'receptionist');
  const physician = await signedIn(home, clinicId, 'amate_clinician', 'physician');
  const consent: Desk['consent'] = async (parts = {}) => {
    const notice = await home.database.withActor(receptionist, (tx) => standingNotice(tx, deps));
    return {
      basis: 'consent', noticeVersion: notice.version, noticeSha256: notice.sha256, mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null,
      secondaryPurposes: false, ...parts,
    };
  };
  return { home, deps, index, clinicId, receptionist, physician, consent };
};

export const openDesk = async (): Promise<Desk> => {
  const home = await createTestDatabase();
  const index = await openPatientIndex({ database: home.database, vault: home.vault, clock: systemClock });
  const desk = await deskIn(home, index);
  return { ...desk, close: async () => { await index.close(); await home.close(); } };
};

/** Asks again until the answer is true; the index hears of changes a moment after their commit. */
export const eventually = async (holds: () => Promise<boolean> | boolean, within = 3_000): Promise<boolean> => {
  const until = performance.now() + within;
  while (performance.now() < until) {
    if (await holds()) return true;
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
  return false;
};
