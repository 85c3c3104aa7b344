import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import type { BirthTerm } from '#modules/growth/contract.ts';
import { requireOpenPatient } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { RecordDeps } from './dependencies.ts';
import { insertBirthTerm } from './growth-queries.ts';

/** States how long the pregnancy lasted, in completed weeks and days. The newest statement holds; earlier ones stay. */
export const stateBirthTerm = async (deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId, { weeks, days }: BirthTerm): Promise<{ readonly pseudonym: Pseudonym }> => {
  await requireOpenPatient(tx, patientId);
  const key = await deps.vault.patientKey(tx, patientId);
  await insertBirthTerm(tx, { id: deps.newId<'birth-term'>(), patientId, gestationDays: weeks * 7 + days, by: tx.actor.personId, at: deps.clock.now() });
  return { pseudonym: key.pseudonym };
};
