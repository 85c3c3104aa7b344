import type { z } from 'zod';
import { civilDateIn } from '#kernel/civil-date.ts';
import { conflict, invalid, notFound } from '#kernel/errors.ts';
import type { Pseudonym } from '#kernel/ids.ts';
import { bytesOfAttachments } from '#modules/attachments/public.ts';
import { requireOpenPatient, trailIds } from '#modules/patients/public.ts';
import { signedHeads } from '#modules/record/public.ts';
import type { SignedHead } from '#modules/record/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { archiveFiles } from './compose-archive.ts';
import type { Delivery } from './compose-archive.ts';
import type { deliverBody } from './contract.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { insertStep, requestById, stepsOf } from './queries.ts';
import type { RecordRequestId, RequestRow } from './queries.ts';
import { zipOf } from './zip-writer.ts';

type Asked = z.output<typeof deliverBody>;

const requireGranted = async (tx: Tx<StaffActor>, id: RecordRequestId): Promise<RequestRow> => {
  const request = await requestById(tx, id);
  if (request === undefined) throw notFound('record-request-not-found');
  const steps = new Set((await stepsOf(tx, [id])).map(({ step }) => step));
  if (!steps.has('granted')) throw conflict('record-request-not-granted');
  if (steps.has('delivered')) throw conflict('record-request-delivered');
  return request;
};

const isOfDays = (day: string, { since, until }: Pick<RequestRow, 'since' | 'until'>): boolean => (since === null || day >= since) && (until === null || day <= until);

/** An addendum goes with what it amends, whenever it was signed: the one is never shown without the other. */
const inRange = (heads: readonly SignedHead[], zone: string, days: Pick<RequestRow, 'since' | 'until'>): readonly SignedHead[] => {
  const within = new Set(heads.filter(({ signedAt }) => isOfDays(civilDateIn(zone, signedAt), days)).flatMap(({ noteId, amends }) => (amends === null ? [noteId] : [noteId, amends])));
  return heads.filter(({ noteId, amends }) => within.has(noteId) || (amends !== null && within.has(amends)));
};

const chosen = (request: RequestRow, heads: readonly SignedHead[], zone: string, { noteId }: Asked): readonly SignedHead[] => {
  if (request.wants !== 'clinical-summary') {
    if (noteId !== null) throw invalid('summary-to-deliver-wrong');
    return inRange(heads, zone, request);
  }
  if (!heads.some((head) => head.noteId === noteId && head.kind === 'clinical-summary')) throw invalid('summary-to-deliver-wrong');
  return heads.filter((head) => head.noteId === noteId || head.amends === noteId);
};

/** Prescriptions of the days that were asked for; a clinical summary is one document and goes alone. */
const prescribedIn = async (deps: ReleaseDeps, tx: Tx<StaffActor>, request: RequestRow, trail: Delivery['trail']): Promise<Delivery['prescriptions']> => {
  if (request.wants === 'clinical-summary') return [];
  const zone = deps.timeZoneOf(tx.actor.clinicId);
  return (await deps.prescribed.heads(tx, trail)).filter(({ signedAt }) => isOfDays(civilDateIn(zone, signedAt), request)).map(({ prescriptionId }) => prescriptionId);
};

/** An archive ends at 4 GB: files that would break it off are refused before anything counts as handed over; the rest is for the documents. */
const MOST_BYTES_OF_FILES = 3.5 * 1024 ** 3;

const take = async (deps: ReleaseDeps, tx: Tx<StaffActor>, id: RecordRequestId, asked: Asked): Promise<Delivery & { readonly pseudonyms: readonly Pseudonym[] }> => {
  const request = await requireGranted(tx, id);
  await requireOpenPatient(tx, request.patient_id);
  const trail = await trailIds(tx, request.patient_id);
  const documents = chosen(request, await signedHeads(tx, trail), deps.timeZoneOf(tx.actor.clinicId), asked);
  if (request.wants === 'whole-record' && await bytesOfAttachments(tx, trail) > MOST_BYTES_OF_FILES) throw invalid('archive-too-large');
  const prescriptions = await prescribedIn(deps, tx, request, trail);
  const deliveredAt = deps.clock.now();
  const isTaken = await insertStep(tx, {
    request_id: id, step: 'delivered', patient_id: request.patient_id, taken_by: tx.actor.personId, taken_at: deliveredAt, words: null,
    note_id: request.wants === 'clinical-summary' ? asked.noteId : null, documents: documents.length,
  });
  if (!isTaken) throw conflict('record-request-delivered');
  const keys = await deps.vault.patientKeys(tx, trail);
  return { request, trail, documents, prescriptions, deliveredAt, language: asked.language, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};

/** An archive under way: its parts, and what the audit is told of it before the first leaves. */
export type ReleasedArchive = { readonly bytes: AsyncIterable<Uint8Array>; readonly pseudonyms: readonly Pseudonym[]; readonly documents: number };

/**
 * Takes the delivery of a granted request, once, and gives the archive of it part by part. Only signed documents are in
 * it. Refuses `record-request-not-granted`, `record-request-delivered`, `summary-to-deliver-wrong`, `archive-too-large` and a
 * patient who was merged since.
 */
export const deliverRecord = async (deps: ReleaseDeps, actor: StaffActor, id: RecordRequestId, asked: Asked): Promise<ReleasedArchive> => {
  const { pseudonyms, ...delivery } = await deps.database.withActor(actor, (tx) => take(deps, tx, id, asked));
  return { bytes: zipOf(archiveFiles(deps, actor, delivery)), pseudonyms, documents: delivery.documents.length };
};
