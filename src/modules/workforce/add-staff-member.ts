import { conflict } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import type { PersonId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import { parsePersonName } from '#kernel/person-name.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { openAccount } from '#modules/identity/public.ts';
import type { Duty } from '#modules/identity/public.ts';
import type { StaffingDeps } from './dependencies.ts';
import { insertMembership, insertStaff } from './queries.ts';
import { requireCurp, requireRfc, sealForStaff } from './sealed-identity.ts';

export type NewStaffMember = {
  readonly givenNames: string;
  readonly firstSurname: string;
  readonly secondSurname: string | null;
  readonly email: string;
  readonly curp: string | null;
  readonly rfc: string | null;
  readonly language: Language;
  readonly duties: readonly Duty[];
  /** From `passwords.hash`; null until the person sets one through her link. */
  readonly passwordHash: string | null;
};

const UNIQUE = '23505';

/** The parts of a name as they are stored. Refuses `person-name-invalid`. */
export const tidyName = (typed: Pick<NewStaffMember, 'givenNames' | 'firstSurname' | 'secondSurname'>): Pick<NewStaffMember, 'givenNames' | 'firstSurname' | 'secondSurname'> => {
  const name = parsePersonName({ given: typed.givenNames, firstSurname: typed.firstSurname, secondSurname: typed.secondSurname ?? undefined });
  return { givenNames: name.given, firstSurname: name.firstSurname, secondSurname: name.secondSurname ?? null };
};

/**
 * Adds a person to the staff of the transaction's clinic, as administrator or worker, with her duties. An e-mail
 * that has an account already keeps its password and factors. Refuses `staff-known`, `staff-curp-invalid`,
 * `staff-rfc-invalid`, `person-name-invalid`. Answers the person's id at this clinic.
 */
export const addStaffMember = async (tx: Tx<ClinicActor>, deps: StaffingDeps, person: NewStaffMember): Promise<PersonId> => {
  if (person.curp !== null) requireCurp(person.curp);
  if (person.rfc !== null) requireRfc(person.rfc);
  const name = tidyName(person);
  const { clinicId } = tx.actor;
  const now = deps.clock.now().getTime();
  const personId = newId<'person'>(now, deps.random);
  const accountId = await openAccount(tx, deps, person);
  await insertStaff(tx, clinicId, {
    id: personId, account_id: accountId, given_names: name.givenNames, first_surname: name.firstSurname, second_surname: name.secondSurname, email: person.email.trim(),
    curp_sealed: await sealForStaff(tx, deps.vault, { column: 'curp_sealed', personId }, person.curp),
    rfc_sealed: await sealForStaff(tx, deps.vault, { column: 'rfc_sealed', personId }, person.rfc),
  }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === UNIQUE) throw conflict('staff-known');
    throw error;
  });
  for (const duty of new Set(person.duties)) await insertMembership(tx, clinicId, { id: newId<'membership'>(now, deps.random), personId, duty });
  return personId;
};
