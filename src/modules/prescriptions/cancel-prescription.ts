import type { z } from 'zod';
import { conflict, invalid, notFound } from '#kernel/errors.ts';
import type { PrescriptionId } from '#kernel/ids.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { cancelBody } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { lockEnding, prescriptionById } from './queries.ts';
import { sealEnding } from './sealed-words.ts';
import { insertEnding } from './signed-queries.ts';

/**
 * Ends a signed prescription: from this moment on nothing more of it is handed over. Any prescriber of the clinic may, since whoever
 * sees the harm must be able to stop it; who did stands beside it. Twice is refused.
 */
export const cancelPrescription = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, asked: z.infer<typeof cancelBody>): Promise<void> => {
  await lockEnding(tx, id);
  const row = await prescriptionById(tx, id);
  if (row === undefined || (row.state !== 'signed' && row.author_id !== tx.actor.personId)) throw notFound('prescription-not-found');
  if (row.state !== 'signed') throw conflict('prescription-not-signed');
  if (asked.reason === 'other' && asked.words.trim() === '') throw invalid('reason-needs-words');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const ended = await insertEnding(tx, {
    prescription_id: id, patient_id: row.patient_id, kind: 'cancelled', reason: asked.reason, words: asked.words.trim() === '' ? null : sealEnding(key, { clinicId: tx.actor.clinicId, rowId: id }, asked.words),
    replaced_by: null, ended_by: tx.actor.personId, ended_at: deps.clock.now(),
  });
  if (ended.length === 0) throw conflict('prescription-ended');
  await recordAct(tx, { action: 'prescription-cancelled', entity: 'rx.ending', entityId: id, patientId: row.patient_id, detail: { reason: asked.reason } });
};
