import { createHash } from 'node:crypto';
import { civilDateIn } from '#kernel/civil-date.ts';
import { requireConformity } from '#kernel/norms.ts';
import { requireAttachmentOf } from '#modules/attachments/public.ts';
import { requireOpenPatient } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { AskBody } from './contract.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { insertRequest } from './queries.ts';
import type { RecordRequestId } from './queries.ts';
import { requestRules } from './rules.ts';
import { requestWords } from './sealed-words.ts';

/** Files a written request. Refuses `record-request-incomplete` with the numerals, a patient who was merged or is not there, and a scan that is no file of her record. */
export const askForRecord = async (deps: ReleaseDeps, tx: Tx<StaffActor>, request: AskBody): Promise<{ readonly id: RecordRequestId }> => {
  const { clinicId, personId } = tx.actor;
  const now = deps.clock.now();
  requireConformity('record-request-incomplete', requestRules, { request, today: civilDateIn(deps.timeZoneOf(clinicId), now) });
  await requireOpenPatient(tx, request.patientId);
  if (request.attachmentId !== null) await requireAttachmentOf(tx, request.patientId, request.attachmentId);
  const key = await deps.vault.patientKey(tx, request.patientId);
  const id = deps.newId<'record-request'>();
  const digest = request.scanSha256 === null ? createHash('sha256').update(request.words.text).digest() : Buffer.from(request.scanSha256, 'hex');
  await insertRequest(tx, {
    id, patient_id: request.patientId, capacity: request.capacity, identity_checked: request.identityChecked, wants: request.wants, since: request.since, until: request.until,
    request_sha256: digest, attachment_id: request.attachmentId, words: requestWords.seal(key, { clinicId, rowId: id }, request.words),
    requested_on: request.requestedOn, recorded_by: personId, recorded_at: now,
  });
  return { id };
};
