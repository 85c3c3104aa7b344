import { notFound } from '#kernel/errors.ts';
import type { NoteId, PreparationId, Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { RecordDeps } from './dependencies.ts';
import { preparationById } from './queries.ts';
import { openPrepared } from './sealed-words.ts';

/** The frozen PDF before its signature, for the person who prepared it. */
export const preparedPdf = async (
  deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, preparationId: PreparationId,
): Promise<{ readonly pdf: Buffer; readonly pseudonym: Pseudonym }> => {
  const prepared = await preparationById(tx, noteId, preparationId);
  if (prepared === undefined || prepared.prepared_by !== tx.actor.personId) throw notFound('preparation-not-found');
  const key = await deps.vault.patientKey(tx, prepared.patient_id);
  return { pdf: openPrepared(key, { clinicId: tx.actor.clinicId, rowId: preparationId }, 'pdf', prepared.pdf), pseudonym: key.pseudonym };
};
