import { createHash } from 'node:crypto';
import { conflict, DomainError, notFound } from '#kernel/errors.ts';
import type { FileId, PatientId, Pseudonym } from '#kernel/ids.ts';
import { requireKnownPatient, trailIds } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Attachment, MediaType } from './contract.ts';
import type { AttachmentDeps } from './dependencies.ts';
import { attachmentById, attachmentsOf, insertError, partOfAttachment } from './queries.ts';
import type { AttachmentRow, MarkedRow } from './queries.ts';
import { openPart, openReason, openWords, sealReason } from './sealed-bytes.ts';

const extensions = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp', 'application/pdf': 'pdf' } as const satisfies Record<MediaType, string>;
export const extensionOf = (mediaType: MediaType): string => extensions[mediaType];

type Opener = { readonly tx: Tx<StaffActor>; readonly key: PatientKey | undefined; readonly names: ReadonlyMap<string, string> };

const viewOf = ({ tx, key, names }: Opener, row: MarkedRow): Attachment => {
  if (key === undefined) throw new Error('a patient of this trail has no key');
  const where = { clinicId: tx.actor.clinicId, id: row.id };
  const isMarked = row.error_words !== null && row.marked_at !== null && row.marked_by !== null;
  return {
    id: row.id, kind: row.kind, mediaType: row.media_type, bytes: row.bytes, width: row.width, height: row.height, sha256: row.sha256.toString('hex'), ...openWords(key, where, row.words),
    takenOn: row.taken_on, encounterId: row.encounter_id, noteId: row.note_id, recordedAt: row.recorded_at.toISOString(), recordedBy: names.get(row.recorded_by) ?? '',
    error: isMarked ? { reason: openReason(key, where, row.error_words), at: row.marked_at.toISOString(), by: names.get(row.marked_by) ?? '' } : null,
  };
};

/** What is said of every file of a patient and of everybody merged into her, newest first, those recorded by mistake too. The bytes are opened one by one. */
export const listAttachments = async (deps: Pick<AttachmentDeps, 'vault'>, tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly attachments: readonly Attachment[]; readonly pseudonyms: readonly Pseudonym[] }> => {
  await requireKnownPatient(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, names, rows] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), attachmentsOf(tx, trail)]);
  return { attachments: rows.map((row) => viewOf({ tx, names, key: keys.get(row.patient_id) }, row)), pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};

/** A file under way: its bytes as they were kept, a megabyte at a time. */
export type OpenedAttachment = { readonly mediaType: MediaType; readonly bytes: AsyncIterable<Uint8Array>; readonly pseudonym: Pseudonym };
type OpenDeps = Pick<AttachmentDeps, 'database' | 'vault'>;

const broken = (): DomainError => new DomainError('attachment-broken', 'conflict');

async function* piecesOf(deps: OpenDeps, actor: StaffActor, { id, parts }: AttachmentRow, key: PatientKey): AsyncGenerator<Buffer> {
  for (let number = 1; number <= parts; number += 1) {
    const part = await deps.database.reading(actor, (tx) => partOfAttachment(tx, id, number));
    if (part === undefined) throw broken();
    yield openPart(key, { clinicId: actor.clinicId, id }, part.bytes, number);
  }
}

/**
 * A file's bytes as they were kept. They are gone through once before the first leaves, and never held together: many
 * who read slowly would fill the memory. Refuses `attachment-not-found`, and fails on bytes that are not what was stored.
 */
export const openAttachment = async (deps: OpenDeps, actor: StaffActor, id: FileId): Promise<OpenedAttachment> => {
  const { row, key } = await deps.database.reading(actor, async (tx) => {
    const found = await attachmentById(tx, id);
    if (found === undefined) throw notFound('attachment-not-found');
    return { row: found, key: await deps.vault.patientKey(tx, found.patient_id) };
  });
  const digest = createHash('sha256');
  for await (const piece of piecesOf(deps, actor, row, key)) digest.update(piece);
  if (!digest.digest().equals(row.sha256)) throw broken();
  return { mediaType: row.media_type, bytes: piecesOf(deps, actor, row, key), pseudonym: key.pseudonym };
};

/** Refuses `attachment-not-found` of a file that is not in the record of this patient or of somebody merged into her. */
export const requireAttachmentOf = async (tx: Tx<StaffActor>, patientId: PatientId, id: FileId): Promise<void> => {
  const [row, trail] = await Promise.all([attachmentById(tx, id), trailIds(tx, patientId)]);
  if (row === undefined || !trail.includes(row.patient_id)) throw notFound('attachment-not-found');
};

/** Says of a file that it was recorded by mistake, once and with the reason; the file stays. Refuses `attachment-not-found` and `attachment-already-marked`. */
export const markAttachment = async (deps: AttachmentDeps, tx: Tx<StaffActor>, id: FileId, reason: string): Promise<{ readonly markedAt: string }> => {
  const row = await attachmentById(tx, id);
  if (row === undefined) throw notFound('attachment-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const markedAt = deps.clock.now();
  const words = sealReason(key, { clinicId: tx.actor.clinicId, id }, reason);
  if (!await insertError(tx, { attachmentId: id, patientId: row.patient_id, words, markedBy: tx.actor.personId, markedAt })) throw conflict('attachment-already-marked');
  return { markedAt: markedAt.toISOString() };
};
