import type { EncounterId, NoteId, PatientId, PractitionerId, Pseudonym } from '#kernel/ids.ts';
import { trailIds } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { NoteContent, NoteKind } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import type { NotePayload } from './payload.ts';
import { signedPage } from './queries.ts';
import type { SignedPageRow } from './queries.ts';
import { openSigned } from './sealed-words.ts';

/** A signed document with its words opened; `payload` holds the very bytes that were signed. */
export type SignedDocument = {
  readonly noteId: NoteId;
  readonly encounterId: EncounterId;
  /** Whose chart it was signed in: one merged into the asked patient keeps her own id. */
  readonly patientId: PatientId;
  readonly kind: NoteKind;
  readonly amends: NoteId | null;
  readonly answers: NoteId | null;
  readonly signedAt: Date;
  readonly authorId: PractitionerId;
  readonly authorName: string;
  readonly content: NoteContent;
  readonly stated: NotePayload;
  readonly payload: Buffer;
};

const PAGE = 100;

/** The pseudonyms of a patient and of everyone merged into her: whose record is seen when her documents are read. */
export const pseudonymsOf = async (deps: Pick<RecordDeps, 'vault'>, tx: Tx<StaffActor>, patientId: PatientId): Promise<readonly Pseudonym[]> =>
  [...(await deps.vault.patientKeys(tx, await trailIds(tx, patientId))).values()].map(({ pseudonym }) => pseudonym);

/**
 * Every signed document of a patient and of whoever was merged into her, newest first, a page of a hundred in memory at
 * a time. The reader's access is for the caller to record. PDFs are opened one by one with `openSignedPdf`.
 */
export async function* signedDocuments(deps: Pick<RecordDeps, 'vault'>, tx: Tx<StaffActor>, patientId: PatientId): AsyncGenerator<SignedDocument> {
  const trail = await trailIds(tx, patientId);
  const keys = await deps.vault.patientKeys(tx, trail);
  const opened = (row: SignedPageRow): SignedDocument => {
    const key = keys.get(row.patient_id);
    if (key === undefined) throw new Error('a patient of this trail has no key');
    const payload = openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.note_id }, 'payload', row.payload);
    const stated = readPayload(payload);
    return {
      noteId: row.note_id, encounterId: row.encounter_id, patientId: row.patient_id, kind: row.kind, amends: row.amends, answers: row.answers, signedAt: row.signed_at,
      authorId: row.author_id, authorName: stated.author.fullName, content: stated.note.content, stated, payload,
    };
  };
  let last: SignedPageRow | undefined;
  do {
    const rows = await signedPage(tx, trail, { after: last === undefined ? null : { at: last.signed_at, id: last.note_id }, limit: PAGE });
    for (const row of rows) yield opened(row);
    last = rows.length === PAGE ? rows.at(-1) : undefined;
  } while (last !== undefined);
}
