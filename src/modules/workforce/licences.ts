import type { CivilDate } from '#kernel/civil-date.ts';
import { civilDateIn } from '#kernel/civil-date.ts';
import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { LicenceId, PersonId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { requireConformity } from '#kernel/norms.ts';
import type { z } from 'zod';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Licence, LicenceGiven, renewBody } from './contract.ts';
import { attest, clinicRow, countActiveStaff, insertLicence, licenceRows, lockLicence, nameRows, recordAct, staffRow, withdraw } from './queries.ts';
import type { LicenceRow, NewLicence } from './queries.ts';
import type { StaffingDeps } from './dependencies.ts';
import { isExpired, stateOf } from './model.ts';
import type { LicenceFacts } from './model.ts';
import { cedulaRules, normalizeCedula } from './rules.ts';

const UNIQUE = '23505';

export const factsOf = (row: LicenceRow): LicenceFacts => ({
  id: row.id, kind: row.kind, cedula: row.cedula, title: row.title, institution: row.institution, council: row.council, certificate: row.certificate,
  expiresOn: row.expires_on as CivilDate | null, isVerified: row.verified_at !== null,
});

const verificationOf = (row: LicenceRow, names: ReadonlyMap<PersonId, string>): Licence['verification'] => {
  if (row.verified_at === null || row.verified_by === null || row.verification_method === null || row.evidence_sha256 === null) return null;
  return {
    at: row.verified_at.toISOString(), byPersonId: row.verified_by, byName: names.get(row.verified_by) ?? '', method: row.verification_method,
    evidenceSha256: row.evidence_sha256, selfAttested: row.self_attested, note: row.verification_note,
  };
};

export const licenceView = (row: LicenceRow, names: ReadonlyMap<PersonId, string>, on: CivilDate): Licence => ({
  id: row.id, kind: row.kind, cedula: row.cedula, title: row.title, institution: row.institution, council: row.council, certificate: row.certificate,
  expiresOn: row.expires_on, state: stateOf(factsOf(row), on), verification: verificationOf(row, names),
});

/** The calendar day at the clinic. */
export const todayAtClinic = async (tx: Tx, at: Date): Promise<CivilDate> => {
  const clinic = await clinicRow(tx);
  if (clinic === undefined) throw notFound('clinic-absent');
  return civilDateIn(clinic.time_zone, at);
};

export const namesById = async (tx: Tx): Promise<ReadonlyMap<PersonId, string>> => new Map((await nameRows(tx)).map((row) => [row.id, row.full_name]));

const store = async (tx: Tx<ClinicActor>, licence: NewLicence): Promise<void> => {
  await insertLicence(tx, tx.actor.clinicId, licence).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE) throw conflict('licence-known');
    throw error;
  });
};

/** One licence as it is shown. */
export const licenceById = async (tx: Tx<ClinicActor>, personId: PersonId, licenceId: LicenceId, at: Date): Promise<Licence> => {
  const row = (await licenceRows(tx, personId)).find((each) => each.id === licenceId);
  if (row === undefined) throw notFound('licence-absent');
  return licenceView(row, await namesById(tx), await todayAtClinic(tx, at));
};

/**
 * Enters a cédula; it counts for nothing until it is attested. Refuses `staff-absent`, `cedula-refused` (ID-CED),
 * `licence-known` (the number, or a second profession), `certificate-expired`. Answers its id.
 */
export const addLicence = async (tx: Tx<ClinicActor>, deps: StaffingDeps, personId: PersonId, given: LicenceGiven): Promise<LicenceId> => {
  if (await staffRow(tx, personId) === undefined) throw notFound('staff-absent');
  const cedula = normalizeCedula(given.cedula);
  requireConformity('cedula-refused', cedulaRules, { cedula });
  const specialty = given.kind === 'specialty' ? given : null;
  if (specialty !== null && isExpired({ expiresOn: specialty.expiresOn as CivilDate }, await todayAtClinic(tx, deps.clock.now()))) throw conflict('certificate-expired');
  const id = newId<'licence'>(deps.clock.now().getTime(), deps.random);
  await store(tx, {
    id, person_id: personId, kind: given.kind, cedula, title: given.title, institution: given.institution,
    council: specialty?.council ?? null, certificate: specialty?.certificate ?? null, expires_on: specialty?.expiresOn ?? null,
  });
  return id;
};

export type Attestation = {
  readonly personId: PersonId;
  readonly licenceId: LicenceId;
  /** Who vouches, a person of this clinic. */
  readonly byPersonId: PersonId;
  readonly method: 'sep-online' | 'original-seen' | 'certified-copy';
  /** SHA-256 of the screenshot or scan, 64 hex digits; the evidence itself stays with the administrator. */
  readonly evidenceSha256: string;
  readonly note: string;
};

/**
 * Records who verified a licence, when, how, with the hash of the evidence; once and for good (a correction is a new
 * licence). Nobody vouches for her own, unless she is the only person of the clinic: then it is marked as such.
 * Refuses `licence-absent`, `licence-attested`, `licence-own`.
 */
export const attestLicence = async (tx: Tx<ClinicActor>, deps: Pick<StaffingDeps, 'clock'>, attestation: Attestation): Promise<void> => {
  const row = await lockLicence(tx, attestation.personId, attestation.licenceId);
  if (row === undefined) throw notFound('licence-absent');
  if (row.verified_at !== null) throw conflict('licence-attested');
  const isOwn = row.person_id === attestation.byPersonId;
  if (isOwn && await countActiveStaff(tx) > 1) throw forbidden('licence-own');
  await attest(tx, {
    licenceId: row.id, at: deps.clock.now(), by: attestation.byPersonId, method: attestation.method, evidenceSha256: attestation.evidenceSha256, note: attestation.note, isOwn,
  });
  await recordAct(tx, {
    action: 'attest-licence', entity: 'org.licence', entityId: row.id,
    detail: { method: attestation.method, evidence_sha256: attestation.evidenceSha256, self_attested: isOwn, by: attestation.byPersonId },
  });
};

/** A new certificate of the same specialty: a new licence, unverified, in place of the old one. Refuses `licence-absent`, `licence-not-specialty`, `certificate-expired`. */
export const renewLicence = async (tx: Tx<ClinicActor>, deps: StaffingDeps, which: { readonly personId: PersonId; readonly licenceId: LicenceId }, given: z.output<typeof renewBody>): Promise<LicenceId> => {
  const row = await lockLicence(tx, which.personId, which.licenceId);
  if (row === undefined) throw notFound('licence-absent');
  if (row.kind !== 'specialty') throw conflict('licence-not-specialty');
  await withdraw(tx, row.id, deps.clock.now());
  return addLicence(tx, deps, which.personId, {
    kind: 'specialty', cedula: row.cedula, title: row.title, institution: row.institution, council: given.council, certificate: given.certificate, expiresOn: given.expiresOn,
  });
};

/** Takes a licence out of force; the row stays. Refuses `licence-absent`. */
export const withdrawLicence = async (tx: Tx<ClinicActor>, deps: Pick<StaffingDeps, 'clock'>, which: { readonly personId: PersonId; readonly licenceId: LicenceId }): Promise<void> => {
  const row = await lockLicence(tx, which.personId, which.licenceId);
  if (row === undefined) throw notFound('licence-absent');
  await withdraw(tx, row.id, deps.clock.now());
};
