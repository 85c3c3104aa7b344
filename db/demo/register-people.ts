import { addDays, addYears } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { fixedClock } from '#kernel/clock.ts';
import { entityOfCurp, curpEntities } from '#kernel/curp-entities.ts';
import type { PatientId } from '#kernel/ids.ts';
import { registerPatient, registerUnknown } from '#modules/patients/public.ts';
import type { PatientDeps } from '#modules/patients/public.ts';
import type { IdentityInput } from '#modules/patients/contract.ts';
import { standingNotice } from '#modules/privacy/public.ts';
import type { ConsentGiven } from '#modules/privacy/contract.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { syntheticCurp } from '#test/synthetic-curp.ts';
import { chanceOf } from './chance.ts';
import type { Chance } from './chance.ts';
import { unknownPerson } from './patients-table.ts';
import type { DemoPatient } from './story.ts';

const streets = ['Calle Colorín', 'Calle Capulín', 'Avenida del Mezquite', 'Calle Tejocote', 'Andador Jacaranda', 'Calle Huizache', 'Cerrada del Fresno', 'Calle Copal', 'Avenida Liquidámbar', 'Calle Zapote Blanco'] as const;
const quarters = [['Jardines del Ahuehuete', '04000', '003'], ['Lomas del Colibrí', '03900', '014'], ['Barrio del Tepozán', '14000', '012'], ['Ampliación Los Tules', '09100', '007']] as const;

export const birthDateOf = ({ age: [years, days] }: DemoPatient, today: CivilDate): CivilDate => addDays(addYears(today, -years), -days);

const phoneOf = (chance: Chance): string => `55 5000 ${String(chance.between(1_100, 9_899))}`;

const addressOf = (chance: Chance): Pick<IdentityInput, 'address' | 'residence'> => {
  const [neighbourhood, postalCode, municipality] = chance.pick(quarters);
  const street = `${chance.pick(streets)} ${String(chance.between(3, 298))}`;
  return { address: { street, neighbourhood, postalCode, city: 'Ciudad de México' }, residence: { entity: '09', municipality, locality: '0001' } };
};

const curpOf = (patient: DemoPatient, birthDate: string): IdentityInput['curp'] => {
  if (patient.noCurp !== undefined) return { state: 'absent', reason: patient.noCurp };
  const value = syntheticCurp({
    given: patient.given, firstSurname: patient.first, secondSurname: patient.second ?? '', birthDate, sex: patient.sex, entity: patient.entity, homonym: patient.homonym,
  });
  return { state: 'given', value };
};

const entityKeyOf = (letters: string): string => {
  const entity = entityOfCurp(letters);
  return (entity === undefined ? null : curpEntities[entity].key) ?? 'NE';
};

const identityOf = (patient: DemoPatient, today: CivilDate): IdentityInput => {
  const chance = chanceOf(`identity ${patient.guardian?.name ?? patient.key}`);
  const phone = phoneOf(chance);
  const birthDate = birthDateOf(patient, today);
  return {
    name: { given: patient.given, firstSurname: patient.first, secondSurname: patient.second }, birthDate, birthDateUnknown: null,
    curp: curpOf(patient, birthDate), sex: patient.sex, biologicalSex: patient.sex === 'H' ? 1 : 2, gender: null,
    birthEntity: entityKeyOf(patient.entity), nationality: patient.nationality ?? 'MEX', ...addressOf(chance), addressAbsent: null,
    phones: [{ kind: 'mobile', number: phone }], email: null,
    emergencyContact: patient.emergency === undefined ? null : { ...patient.emergency, phone: phoneOf(chance) },
    guardian: patient.guardian === undefined ? null : { ...patient.guardian, phone },
  };
};

/** Whoever consents for a minor: a grandparent who looks after a child does so as guardian. */
const capacityOf = (relationship: string): 'mother' | 'father' | 'guardian' =>
  (relationship === 'mother' || relationship === 'father' ? relationship : 'guardian');

export type Desk = { readonly deps: Omit<PatientDeps, 'clock'>; readonly actor: StaffActor; readonly today: CivilDate };

const consentOf = async (desk: Desk, patient: DemoPatient): Promise<ConsentGiven> => {
  const notice = await desk.deps.database.withActor(desk.actor, (tx) => standingNotice(tx, desk.deps));
  const { guardian } = patient;
  return {
    basis: 'consent', noticeVersion: notice.version, noticeSha256: notice.sha256, mechanism: 'autograph-on-paper',
    givenBy: guardian === undefined ? 'patient' : capacityOf(guardian.relationship), giverName: guardian?.name ?? null, secondaryPurposes: false,
  };
};

/** Registers a person at the desk as of `at`; answers the patient's id. */
export const registerPerson = async (desk: Desk, patient: DemoPatient, at: Date): Promise<PatientId> => {
  const deps: PatientDeps = { ...desk.deps, clock: fixedClock(at) };
  const { id } = await registerPatient(deps, desk.actor, { identity: identityOf(patient, desk.today), ground: await consentOf(desk, patient), ip: null });
  return id;
};

/** Opens the record of the person nobody could name. */
export const registerStranger = async (desk: Desk, at: Date): Promise<PatientId> =>
  (await registerUnknown({ ...desk.deps, clock: fixedClock(at) }, desk.actor, unknownPerson)).id;
