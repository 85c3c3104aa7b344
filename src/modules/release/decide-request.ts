import type { z } from 'zod';
import { conflict, notFound } from '#kernel/errors.ts';
import { requireOpenPatient } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { decideBody } from './contract.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { insertStep, requestById } from './queries.ts';
import type { RecordRequestId } from './queries.ts';
import { stepWords } from './sealed-words.ts';

type Decision = z.output<typeof decideBody>;

/** Grants or refuses a request, once and with the reason. Refuses `record-request-decided` and `record-request-not-found`. */
export const decideRequest = async (deps: ReleaseDeps, tx: Tx<StaffActor>, id: RecordRequestId, { decision, reason }: Decision): Promise<{ readonly state: Decision['decision'] }> => {
  const request = await requestById(tx, id);
  if (request === undefined) throw notFound('record-request-not-found');
  if (decision === 'granted') await requireOpenPatient(tx, request.patient_id);
  const key = await deps.vault.patientKey(tx, request.patient_id);
  const isTaken = await insertStep(tx, {
    request_id: id, step: decision, patient_id: request.patient_id, taken_by: tx.actor.personId, taken_at: deps.clock.now(),
    words: stepWords.seal(key, { clinicId: tx.actor.clinicId, rowId: `${id}/${decision}` }, { reason }), note_id: null, documents: null,
  });
  if (!isTaken) throw conflict('record-request-decided');
  return { state: decision };
};
