import type { CivilDate } from '#kernel/civil-date.ts';
import { conflict, notFound } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { clearFactors, endSessionsOf, linkForPerson, signInStates } from '#modules/identity/public.ts';
import type { Duty, IssuedLink } from '#modules/identity/public.ts';
import { tidyName } from './add-staff-member.ts';
import type { resetBody, StaffDetail, staffChange, StaffMember } from './contract.ts';
import type { StaffingDeps } from './dependencies.ts';
import { licenceView, namesById, todayAtClinic } from './licences.ts';
import { countAdministratorsBut, insertMembership, licenceRows, lockStaff, recordAct, staffRow, staffRows, supervisionRows, switchMembership, updateStaff } from './queries.ts';
import type { LicenceRow, StaffRow, SupervisionRow } from './queries.ts';
import { openForStaff, requireCurp, requireRfc, sealForStaff } from './sealed-identity.ts';
import { practiceReasons, practitionerOf } from './signer.ts';
import { inForce, supervisionView } from './supervision.ts';

type Surroundings = {
  readonly licences: readonly LicenceRow[];
  readonly names: ReadonlyMap<PersonId, string>;
  readonly states: ReadonlyMap<PersonId, { readonly ready: boolean; readonly second_factor: boolean }>;
  readonly supervisions: readonly SupervisionRow[];
  readonly on: CivilDate;
};

const surroundings = async (tx: Tx<StaffActor>, personId: PersonId | null, at: Date): Promise<Surroundings> => {
  const [licences, names, states, supervisions, on] = await Promise.all([licenceRows(tx, personId), namesById(tx), signInStates(tx), supervisionRows(tx, personId), todayAtClinic(tx, at)]);
  return { licences, names, supervisions, states: new Map(states.map((row) => [row.person_id, row])), on };
};

const viewOf = (row: StaffRow, { licences, names, states, supervisions, on }: Surroundings): StaffMember => {
  const supervised = inForce(supervisions).get(row.id);
  const own = licences.filter((licence) => licence.person_id === row.id);
  const reasons = practiceReasons(practitionerOf(row, own, on));
  const state = states.get(row.id);
  return {
    id: row.id, givenNames: row.given_names, firstSurname: row.first_surname, secondSurname: row.second_surname, fullName: names.get(row.id) ?? '', email: row.email,
    active: row.active, duties: [...row.duties], signInReady: state?.ready ?? false, secondFactor: state?.second_factor ?? false,
    licences: own.map((licence) => licenceView(licence, names, on)), mayPractise: reasons.length === 0, reasons: [...reasons],
    supervision: supervised === undefined ? null : supervisionView(supervised, names),
  };
};

const found = async (tx: Tx<StaffActor>, personId: PersonId): Promise<StaffRow> => {
  const row = await staffRow(tx, personId);
  if (row === undefined) throw notFound('staff-absent');
  return row;
};

/** All staff, present first, with licences and readiness to sign in. As administrator. */
export const listStaff = async (tx: Tx<StaffActor>, at: Date): Promise<readonly StaffMember[]> => {
  const [rows, around] = await Promise.all([staffRows(tx), surroundings(tx, null, at)]);
  return rows.map((row) => viewOf(row, around));
};

/** One person with CURP and RFC opened. As administrator. Refuses `staff-absent`. */
export const openStaffMember = async (tx: Tx<StaffActor>, deps: StaffingDeps, personId: PersonId): Promise<StaffDetail> => {
  const row = await found(tx, personId);
  const around = await surroundings(tx, personId, deps.clock.now());
  return {
    ...viewOf(row, around), selfIsThis: personId === tx.actor.personId, supervisions: around.supervisions.map((each) => supervisionView(each, around.names)),
    curp: await openForStaff(tx, deps.vault, { column: 'curp_sealed', personId }, row.curp_sealed),
    rfc: await openForStaff(tx, deps.vault, { column: 'rfc_sealed', personId }, row.rfc_sealed),
  };
};

const requireAnotherAdministrator = async (tx: Tx<StaffActor>, row: StaffRow): Promise<void> => {
  if (row.active && row.duties.includes('administrator') && await countAdministratorsBut(tx, row.id) === 0) throw conflict('last-administrator');
};

const changeDuties = async (tx: Tx<StaffActor>, deps: StaffingDeps, row: StaffRow, wanted: ReadonlySet<Duty>): Promise<void> => {
  const gone = row.duties.filter((duty) => !wanted.has(duty));
  const added = [...wanted].filter((duty) => !row.duties.includes(duty));
  if (gone.length === 0 && added.length === 0) return;
  if (gone.includes('administrator')) await requireAnotherAdministrator(tx, row);
  for (const duty of gone) await switchMembership(tx, row.id, duty, false);
  for (const duty of added) {
    const wasHeld = await switchMembership(tx, row.id, duty, true);
    if (!wasHeld) await insertMembership(tx, tx.actor.clinicId, { id: newId<'membership'>(deps.clock.now().getTime(), deps.random), personId: row.id, duty });
  }
  await endSessionsOf(tx, row.id, 'role-changed');
  await recordAct(tx, { action: 'change-duties', entity: 'org.staff_member', entityId: row.id, detail: { added, removed: gone } });
};

/**
 * Changes what is sent. A change of duties ends the person's sessions at this clinic at once.
 * Refuses `staff-absent`, `last-administrator`, `staff-curp-invalid`, `staff-rfc-invalid`, `person-name-invalid`.
 */
export const changeStaffMember = async (tx: Tx<StaffActor>, deps: StaffingDeps, personId: PersonId, change: z.output<typeof staffChange>): Promise<void> => {
  await lockStaff(tx);
  const row = await found(tx, personId);
  if (typeof change.curp === 'string') requireCurp(change.curp);
  if (typeof change.rfc === 'string') requireRfc(change.rfc);
  const name = tidyName({
    givenNames: change.givenNames ?? row.given_names, firstSurname: change.firstSurname ?? row.first_surname,
    secondSurname: change.secondSurname === undefined ? row.second_surname : change.secondSurname,
  });
  await updateStaff(tx, tx.actor.clinicId, {
    id: personId, given_names: name.givenNames, first_surname: name.firstSurname, second_surname: name.secondSurname, active: row.active,
    curp_sealed: change.curp === undefined ? row.curp_sealed : await sealForStaff(tx, deps.vault, { column: 'curp_sealed', personId }, change.curp),
    rfc_sealed: change.rfc === undefined ? row.rfc_sealed : await sealForStaff(tx, deps.vault, { column: 'rfc_sealed', personId }, change.rfc),
  });
  if (change.duties !== undefined) await changeDuties(tx, deps, row, new Set(change.duties));
};

/** Takes a person off the staff, or back on; her sessions at this clinic end at once. Refuses `staff-absent`, `not-oneself`, `last-administrator`. */
export const setActive = async (tx: Tx<StaffActor>, personId: PersonId, active: boolean): Promise<void> => {
  if (personId === tx.actor.personId) throw conflict('not-oneself');
  await lockStaff(tx);
  const row = await found(tx, personId);
  if (row.active === active) return;
  if (!active) await requireAnotherAdministrator(tx, row);
  await updateStaff(tx, tx.actor.clinicId, { ...row, active });
  await endSessionsOf(tx, personId, 'disabled');
  await recordAct(tx, { action: active ? 'readmit-staff' : 'dismiss-staff', entity: 'org.staff_member', entityId: personId, detail: {} });
};

/** Ends every session of a person at this clinic. Refuses `staff-absent`. Answers how many. */
export const endSessionsOfStaff = async (tx: Tx<StaffActor>, personId: PersonId): Promise<number> => {
  await found(tx, personId);
  const ended = await endSessionsOf(tx, personId, 'killed');
  await recordAct(tx, { action: 'end-sessions-of-staff', entity: 'org.staff_member', entityId: personId, detail: { ended } });
  return ended;
};

/** A fresh invitation link for somebody who has not set a password yet; earlier links of this clinic close. Refuses `staff-absent`. */
export const inviteAgain = async (tx: Tx<StaffActor>, deps: StaffingDeps, personId: PersonId): Promise<IssuedLink> => {
  const link = await linkForPerson(tx, deps, personId, 'invitation');
  if (link === null) throw notFound('staff-absent');
  await recordAct(tx, { action: 'invite-staff', entity: 'org.staff_member', entityId: personId, detail: {} });
  return link;
};

/**
 * Resets a lost password (by a one-time link) or a lost second factor (the next sign-in enrols a new one), after the
 * administrator checked who asks. Ends the person's sessions. A password reset leaves the second factor standing.
 * Refuses `staff-absent`, `not-oneself`, `works-elsewhere` (another clinic relies on the same account).
 */
export const resetSignIn = async (tx: Tx<StaffActor>, deps: StaffingDeps, personId: PersonId, asked: z.output<typeof resetBody>): Promise<IssuedLink | null> => {
  if (personId === tx.actor.personId) throw conflict('not-oneself');
  await found(tx, personId);
  if (asked.what !== 'password' && !await clearFactors(tx, personId)) throw conflict('works-elsewhere');
  const link = asked.what === 'second-factor' ? null : await linkForPerson(tx, deps, personId, 'reset');
  if (asked.what !== 'second-factor' && link === null) throw conflict('works-elsewhere');
  await endSessionsOf(tx, personId, 'killed');
  await recordAct(tx, { action: 'reset-sign-in', entity: 'org.staff_member', entityId: personId, detail: { what: asked.what, identity_check: asked.identityCheck } });
  return link;
};
