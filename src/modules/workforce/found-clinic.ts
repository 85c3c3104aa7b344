import { invalid } from '#kernel/errors.ts';
import type { ClinicId, PersonId, SiteId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { RequestFacts } from '#platform/http/route.ts';
import type { SystemActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { lookAtLink, requireGoodPassword, spendFirstRun } from '#modules/identity/public.ts';
import type { Duty } from '#modules/identity/public.ts';
import { addStaffMember } from './add-staff-member.ts';
import type { Clinic, FirstRun } from './contract.ts';
import type { StaffingDeps, WorkforceDeps } from './dependencies.ts';
import { addLicence } from './licences.ts';
import { insertClinic, insertSite, setResponsible } from './queries.ts';

export type NewClinic = Pick<Clinic, 'kind' | 'name' | 'legalName' | 'address' | 'phone' | 'clues' | 'timeZone' | 'language' | 'demo' | 'secondFactor'>;

/** Refuses `time-zone-unknown`. */
export const requireTimeZone = (timeZone: string): void => {
  try {
    new Intl.DateTimeFormat('es-MX', { timeZone });
  } catch {
    throw invalid('time-zone-unknown');
  }
};

/**
 * Founds the clinic of the transaction's actor: its keys, its row, its first site. As amate_worker, or as the gate once it spent the first-run link.
 * Answers the site's id.
 */
export const foundClinic = async (tx: Tx<SystemActor>, deps: StaffingDeps, clinic: NewClinic): Promise<SiteId> => {
  requireTimeZone(clinic.timeZone);
  await deps.vault.foundClinic(tx);
  // A transaction that is tried again makes other keys; none of an earlier try may stay in memory.
  deps.vault.forgetOpenedKeys();
  const { clinicId } = tx.actor;
  await insertClinic(tx, {
    clinic_id: clinicId, kind: clinic.kind, name: clinic.name, legal_name: clinic.legalName, address: clinic.address, phone: clinic.phone, clues: clinic.clues,
    language: clinic.language, time_zone: clinic.timeZone, second_factor: clinic.secondFactor, demo: clinic.demo,
  });
  const siteId = newId<'site'>(deps.clock.now().getTime(), deps.random);
  await insertSite(tx, clinicId, { id: siteId, name: clinic.name, address: clinic.address, phone: clinic.phone, clues: clinic.clues });
  return siteId;
};

/** Names who answers for the clinic. As administrator or worker. */
export const nameResponsible = async (tx: Tx<SystemActor>, personId: PersonId): Promise<void> => { await setResponsible(tx, tx.actor.clinicId, personId); };

const dutiesOf = (isPhysician: boolean): readonly Duty[] => (isPhysician ? ['administrator', 'physician'] : ['administrator']);

/**
 * The first run: spends the one-time link, founds the clinic and its first person in one transaction; of two at once
 * one is refused `link-absent`. Refuses also `password-weak`, `staff-curp-invalid`, `staff-rfc-invalid`, `cedula-refused`.
 * The person then signs in as anybody, and enrols a second factor on that occasion.
 */
export const beginPractice = async (deps: WorkforceDeps, given: FirstRun, facts: RequestFacts): Promise<{ readonly clinicId: ClinicId; readonly personId: PersonId }> => {
  const { person, clinic, licence } = given;
  // Looked at first, so that a stranger without a link costs no password hash.
  await lookAtLink(deps.identity, given.token, facts);
  await requireGoodPassword(person.password, [person.email, person.givenNames, person.firstSurname, person.secondSurname ?? '', clinic.name]);
  const passwordHash = await deps.identity.passwords.hash(person.password);
  const clinicId = newId<'clinic'>(deps.clock.now().getTime(), deps.random);
  const founder: SystemActor = { kind: 'system', login: 'amate_gate', clinicId, cause: 'first run', purpose: 'administration' };
  const personId = await deps.database.withActor(founder, async (tx) => {
    await spendFirstRun(tx, given.token);
    await foundClinic(tx, deps, { ...clinic, demo: false, secondFactor: 'by-duty' });
    const added = await addStaffMember(tx, deps, { ...person, duties: dutiesOf(person.isPhysician), passwordHash });
    if (person.isPhysician) await nameResponsible(tx, added);
    if (licence !== null) await addLicence(tx, deps, added, licence);
    return added;
  });
  return { clinicId, personId };
};
