import { notFound } from '#kernel/errors.ts';
import type { PreparationId, PrescriptionId, Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { preparationById } from './queries.ts';
import { openPrepared } from './sealed-words.ts';

/** The frozen PDF before its signature, for the person who prepared it. */
export const preparedPrescriptionPdf = async (
  deps: PrescriptionDeps, tx: Tx<StaffActor>, prescriptionId: PrescriptionId, preparationId: PreparationId,
): Promise<{ readonly pdf: Buffer; readonly pseudonym: Pseudonym }> => {
  const prepared = await preparationById(tx, prescriptionId, preparationId);
  if (prepared === undefined || prepared.prepared_by !== tx.actor.personId) throw notFound('preparation-not-found');
  const key = await deps.vault.patientKey(tx, prepared.patient_id);
  return { pdf: openPrepared(key, { clinicId: tx.actor.clinicId, rowId: preparationId }, 'pdf', prepared.pdf), pseudonym: key.pseudonym };
};
