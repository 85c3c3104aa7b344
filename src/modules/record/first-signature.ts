import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalize } from '#kernel/canonical-json.ts';
import { conflict } from '#kernel/errors.ts';
import type { NoteId, Pseudonym } from '#kernel/ids.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { finishBody, NoteContent, signedReply } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { endVisit } from './end-encounter.ts';
import { wordsWithOrigin } from './note-origin.ts';
import type { NotePayload } from './payload.ts';
import { loadComplete } from './prepare-signature.ts';
import { lockNote } from './queries.ts';
import type { DraftNote, PreparationRow } from './queries.ts';
import { secondAskedOf } from './second-asked.ts';
import type { Asked } from './second-asked.ts';
import { firstInForce, insertFirstSignature, markWaiting } from './second-queries.ts';
import type { FirstRow } from './second-queries.ts';
import { sealFirst } from './sealed-words.ts';

/** What its author signs of a document that somebody else must sign too. */

const wordsDigest = (content: NoteContent): Buffer => createHash('sha256').update(canonicalize(wordsWithOrigin(content).content)).digest();

const noEfirma = {
  method: 'attested', payload: null, payload_sha256: null, payload_signature: null, signed_attributes: null, attributes_signature: null, certificate: null,
  certificate_serial: null, pdf: null, pdf_sha256: null, verification_code: null,
} as const;

const store = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, row: FirstRow): Promise<void> => {
  await insertFirstSignature(tx, row);
  await markWaiting(tx, note.id);
  await endVisit(deps, tx, note, row.signed_at);
  await recordAct(tx, { action: 'note-awaits-second', entity: 'clin.first_signature', entityId: note.id, patientId: note.patient_id, detail: { asks: row.asks, method: row.method } });
};

type Parts = {
  readonly prepared: PreparationRow; readonly serial: string; readonly key: PatientKey; readonly payload: NotePayload; readonly payloadBytes: Buffer;
  readonly payloadSignature: Buffer; readonly attributesSignature: Buffer; readonly pdf: Uint8Array;
};

/** Keeps an author's e.firma signatures and leaves the note waiting; the note's own words stay as they are until it is signed or returned. */
export const waitForSecond = async (
  deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, { second, at, parts }: { readonly second: Asked; readonly at: Date; readonly parts: Parts },
): Promise<void> => {
  const { prepared, key } = parts;
  const where = { clinicId: tx.actor.clinicId, rowId: prepared.id };
  await store(deps, tx, note, {
    id: prepared.id, note_id: note.id, patient_id: note.patient_id, author_id: tx.actor.personId, asks: second.asks, named_id: second.namedId, note_version: note.version,
    method: 'efirma', signed_at: at, words_sha256: wordsDigest(parts.payload.note.content), payload: sealFirst(key, where, 'payload', parts.payloadBytes), payload_sha256: prepared.payload_sha256,
    payload_signature: parts.payloadSignature, signed_attributes: prepared.signed_attributes, attributes_signature: parts.attributesSignature, certificate: prepared.certificate,
    certificate_serial: parts.serial, pdf: sealFirst(key, where, 'pdf', parts.pdf), pdf_sha256: createHash('sha256').update(parts.pdf).digest(), verification_code: prepared.verification_code,
  });
};

/**
 * How somebody under supervision who has no e.firma finishes a document (LIC-4): an act proved a moment ago by her
 * password or passkey. NOM-004 5.10 takes an electronic signature; the e.firma on the document is then the supervisor's
 * alone, and the document says so. Refuses `finishing-not-supervised` to whoever signs alone.
 */
export const finishNote = async (
  deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: z.infer<typeof finishBody>,
): Promise<{ readonly reply: z.infer<typeof signedReply>; readonly pseudonym: Pseudonym | null }> => {
  const held = await lockNote(tx, noteId);
  if (held?.state === 'waiting' && held.author_id === tx.actor.personId) {
    const first = await firstInForce(tx, noteId);
    if (first?.method === 'attested' && first.note_version === asked.version) return { reply: { noteId, signed: null, awaits: first.asks }, pseudonym: null };
  }
  const { note, content, patient, signer } = await loadComplete(deps, tx, noteId, asked.version);
  const second = secondAskedOf(signer, content);
  if (second?.asks !== 'supervisor' || note.state !== 'draft') throw conflict('finishing-not-supervised');
  await store(deps, tx, note, {
    ...noEfirma, id: deps.newId<'preparation'>(), note_id: noteId, patient_id: note.patient_id, author_id: tx.actor.personId, asks: second.asks, named_id: second.namedId,
    note_version: note.version, signed_at: deps.clock.now(), words_sha256: wordsDigest(content),
  });
  return { reply: { noteId, signed: null, awaits: second.asks }, pseudonym: patient.key.pseudonym };
};

/** Whether the words a note waits with are the ones its author finished. */
export const areWordsFinished = (first: FirstRow, content: NoteContent): boolean => wordsDigest(content).equals(first.words_sha256);
