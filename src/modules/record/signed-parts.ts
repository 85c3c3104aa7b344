import { notFound } from '#kernel/errors.ts';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { Language } from '#kernel/language.ts';
import { documentType } from '#modules/documents/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { revocationOf } from './consent-queries.ts';
import { readRevocation } from './consents.ts';
import type { Note, NoteKind } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import type { NotePayload, SecondPayload } from './payload.ts';
import { signedHeadsOf, signedNoteById } from './queries.ts';
import type { SignedRow } from './queries.ts';
import { openSecond, openSigned } from './sealed-words.ts';
import { firstInForce, secondOf } from './second-queries.ts';

/** That a signed document is there, and none of its words. */
export type SignedHead = { readonly noteId: NoteId; readonly patientId: PatientId; readonly kind: NoteKind; readonly amends: NoteId | null; readonly signedAt: Date };

/** The signed documents of these patients, oldest first. */
export const signedHeads = async (tx: Tx<StaffActor>, patientIds: readonly PatientId[]): Promise<readonly SignedHead[]> =>
  (await signedHeadsOf(tx, patientIds)).map((row) => ({ noteId: row.note_id, patientId: row.patient_id, kind: row.kind, amends: row.amends, signedAt: row.signed_at }));

/** Everything that proves one signed document, byte for byte as it was signed. */
export type SignedParts = {
  readonly stated: NotePayload;
  readonly payload: Buffer;
  readonly payloadSignature: Buffer;
  readonly signedAttributes: Buffer;
  readonly attributesSignature: Buffer;
  /** DER. */
  readonly certificate: Buffer;
  readonly pdf: Buffer;
  /** Of a document that two people signed by e.firma: what the second signed, the first's content whole in it. */
  readonly second: SecondParts | null;
  /** That a signed consent was revoked since; no part of what was signed. */
  readonly revocation: Note['revocation'];
};
export type SecondParts = Pick<SignedParts, 'payload' | 'payloadSignature' | 'signedAttributes' | 'attributesSignature' | 'certificate'> & { readonly stated: SecondPayload };

/** A revocation as it was recorded; null of what is no consent, or one that stands. */
const revocationParts = async (tx: Tx<StaffActor>, note: Pick<SignedRow, 'note_id' | 'kind'>, key: PatientKey): Promise<Note['revocation']> => {
  if (note.kind !== 'consent') return null;
  const [row, names] = await Promise.all([revocationOf(tx, note.note_id), staffNames(tx)]);
  return row === undefined ? null : readRevocation(tx, key, names, row);
};

/** An attested first signature leaves none of its own: then the second's is the only one, and stands as the document's. */
const secondParts = async (tx: Tx<StaffActor>, noteId: NoteId, key: PatientKey): Promise<SecondParts | null> => {
  const [first, row] = await Promise.all([firstInForce(tx, noteId), secondOf(tx, noteId)]);
  if (row === undefined || first?.method !== 'efirma') return null;
  const payload = openSecond(key, { clinicId: tx.actor.clinicId, rowId: noteId }, 'payload', row.payload);
  return {
    stated: JSON.parse(payload.toString('utf8')) as SecondPayload, payload, payloadSignature: row.payload_signature,
    signedAttributes: row.signed_attributes, attributesSignature: row.attributes_signature, certificate: row.certificate,
  };
};

/** The parts of one signed document. Refuses `note-not-found`, also for a draft. The reader's access is for the caller to record. */
export const openSignedParts = async (deps: Pick<RecordDeps, 'vault'>, tx: Tx<StaffActor>, noteId: NoteId): Promise<SignedParts> => {
  const row = await signedNoteById(tx, noteId);
  if (row === undefined) throw notFound('note-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const where = { clinicId: tx.actor.clinicId, rowId: noteId };
  const payload = openSigned(key, where, 'payload', row.payload);
  return {
    stated: readPayload(payload), payload, payloadSignature: row.payload_signature, signedAttributes: row.signed_attributes, attributesSignature: row.attributes_signature,
    certificate: row.certificate, pdf: openSigned(key, where, 'pdf', row.pdf), second: await secondParts(tx, noteId, key), revocation: await revocationParts(tx, row, key),
  };
};

const ownTitles = { evolution: { 'es-MX': 'Nota de evolución', 'en-US': 'Evolution note' }, addendum: { 'es-MX': 'Adenda', 'en-US': 'Addendum' } } as const;

/** What a kind of document is called. */
export const documentTitle = (kind: NoteKind, language: Language): string =>
  (kind === 'evolution' || kind === 'addendum' ? ownTitles[kind] : documentType(kind).title)[language];
