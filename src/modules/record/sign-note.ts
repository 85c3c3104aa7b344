import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { NoteId, PreparationId } from '#kernel/ids.ts';
import { embedSignature } from '#platform/pdf/sign-pdf.ts';
import { verifySigning } from '#platform/pdf/verify-signing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { Signer } from '#modules/workforce/public.ts';
import type { signBody, signedReply } from './contract.ts';
import { consentFindings } from './consents.ts';
import type { RecordDeps } from './dependencies.ts';
import { endVisit } from './end-encounter.ts';
import { waitForSecond } from './first-signature.ts';
import { signedFacts } from './open-note.ts';
import { readPayload } from './payload.ts';
import type { NotePayload } from './payload.ts';
import { refuseIncomplete, requireCertificate, requireSigner } from './prepare-signature.ts';
import { requireDuty } from './save-draft.ts';
import { insertSignedNote, lockNote, markSigned, preparationById, signedNoteById } from './queries.ts';
import type { DraftNote, PreparationRow, SignedRow, WaitingNote } from './queries.ts';
import { secondAskedOf } from './second-asked.ts';
import { firstInForce } from './second-queries.ts';
import { openPrepared, openSigned, sealSigned } from './sealed-words.ts';
import { storeChildren } from './signed-children.ts';

type Asked = z.infer<typeof signBody>;
type Reply = z.infer<typeof signedReply>;

/** The same signature sent again after a lost reply: answered as the first time, changing nothing. */
const answerAgain = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, preparationId: PreparationId): Promise<Reply> => {
  const done = await signedNoteById(tx, noteId);
  if (done === undefined || done.preparation_id !== preparationId || done.author_id !== tx.actor.personId) throw conflict('note-already-signed');
  const key = await deps.vault.patientKey(tx, done.patient_id);
  const payload = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: noteId }, 'payload', done.payload));
  return { noteId, signed: signedFacts(done, payload.author), awaits: null };
};

/** As above, for a document that waits for its second signature. */
const answerWaiting = async (tx: Tx<StaffActor>, noteId: NoteId, preparationId: PreparationId): Promise<Reply> => {
  const first = await firstInForce(tx, noteId);
  if (first?.id !== preparationId) throw conflict('note-waits-for-second');
  return { noteId, signed: null, awaits: first.asks };
};

export const livePreparation = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote | WaitingNote, id: PreparationId): Promise<PreparationRow> => {
  const prepared = await preparationById(tx, note.id, id);
  if (prepared === undefined || prepared.prepared_by !== tx.actor.personId) throw notFound('preparation-not-found');
  if (prepared.expires_at <= deps.clock.now()) throw conflict('preparation-expired');
  if (prepared.note_version !== note.version) throw conflict('draft-changed-elsewhere', { version: note.version, savedAt: note.saved_at.toISOString() });
  return prepared;
};

const signedRowOf = (tx: Tx<StaffActor>, note: DraftNote, key: PatientKey, parts: {
  readonly prepared: PreparationRow; readonly payloadBytes: Buffer; readonly payloadSignature: Buffer; readonly attributesSignature: Buffer; readonly pdf: Uint8Array; readonly serial: string; readonly at: Date;
}): SignedRow => {
  const where = { clinicId: tx.actor.clinicId, rowId: note.id };
  const { prepared } = parts;
  return {
    note_id: note.id, preparation_id: prepared.id, encounter_id: note.encounter_id, patient_id: note.patient_id, kind: note.kind, amends: note.amends,
    author_id: tx.actor.personId, signed_at: parts.at, payload: sealSigned(key, where, 'payload', parts.payloadBytes), payload_sha256: prepared.payload_sha256,
    payload_signature: parts.payloadSignature, signed_attributes: prepared.signed_attributes, attributes_signature: parts.attributesSignature,
    algorithm: 'RSASSA-PKCS1-v1_5-SHA-256', certificate: prepared.certificate, certificate_serial: parts.serial, revocation: 'not-checked',
    pdf: sealSigned(key, where, 'pdf', parts.pdf), pdf_sha256: createHash('sha256').update(parts.pdf).digest(), verification_code: prepared.verification_code,
  };
};

type Verified = {
  readonly prepared: PreparationRow; readonly serial: string; readonly key: PatientKey; readonly payloadBytes: Buffer; readonly payload: NotePayload;
  readonly payloadSignature: Buffer; readonly attributesSignature: Buffer; readonly pdf: Uint8Array;
};

/** What the browser sent, held against what was prepared. */
const verified = async (deps: RecordDeps, tx: Tx<StaffActor>, signer: Signer, { prepared, asked }: { readonly prepared: PreparationRow; readonly asked: Asked }): Promise<Verified> => {
  const serial = requireCertificate(deps, signer, prepared.certificate);
  const key = await deps.vault.patientKey(tx, prepared.patient_id);
  const where = { clinicId: tx.actor.clinicId, rowId: prepared.id };
  const payloadBytes = openPrepared(key, where, 'payload', prepared.payload);
  const payloadSignature = Buffer.from(asked.payloadSignature, 'base64');
  const attributesSignature = Buffer.from(asked.attributesSignature, 'base64');
  const embedded = embedSignature(openPrepared(key, where, 'pdf', prepared.pdf), {
    signedAttributes: prepared.signed_attributes, signature: attributesSignature, certificateDer: prepared.certificate,
  });
  if (!embedded.ok) throw forbidden(embedded.code === 'pdf-signature-invalid' ? 'signature-of-pdf-wrong' : embedded.code);
  const stored = { payload: payloadBytes, payloadSignature, certificateDer: prepared.certificate, signedPdf: embedded.pdf };
  const [broken] = verifySigning(stored, { trusted: deps.trustedIssuers(), ...(signer.curp === null ? {} : { expectedCurp: signer.curp }) });
  if (broken !== undefined) throw forbidden(broken.part === 'payload' ? 'signature-of-payload-wrong' : 'signature-of-pdf-wrong', { reason: broken.code });
  return { prepared, serial, key, payloadBytes, payload: readPayload(payloadBytes), payloadSignature, attributesSignature, pdf: embedded.pdf };
};

const complete = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, asked: Asked): Promise<Reply> => {
  const prepared = await livePreparation(deps, tx, note, asked.preparationId);
  const signer = await requireSigner(deps, tx);
  const parts = await verified(deps, tx, signer, { prepared, asked });
  const { payload } = parts;
  const at = deps.clock.now();
  const second = secondAskedOf(signer, payload.note.content);
  // who must sign beside her changed since this was prepared: what was printed would be wrong
  if ((second?.asks ?? null) !== (payload.second?.asks ?? null)) throw conflict('preparation-expired');
  // the consent it rests on was changed or revoked while it lay there to be signed
  if ((payload.consent?.noteId ?? null) !== note.consent_id) throw conflict('preparation-expired');
  refuseIncomplete(await consentFindings(deps, tx, note, payload.note.content));
  if (second !== null) {
    await waitForSecond(deps, tx, note, { second, at, parts });
    return { noteId: note.id, signed: null, awaits: second.asks };
  }
  const row = signedRowOf(tx, note, parts.key, { ...parts, at });
  await storeChildren(tx, note, payload.note, row.signed_at);
  await insertSignedNote(tx, row);
  await markSigned(tx, note);
  await endVisit(deps, tx, note, row.signed_at);
  await recordAct(tx, { action: 'note-signed', entity: 'clin.signed_note', entityId: note.id, patientId: note.patient_id, detail: { payload_sha256: row.payload_sha256.toString('hex'), pdf_sha256: row.pdf_sha256.toString('hex') } });
  return { noteId: note.id, signed: signedFacts(row, payload.author), awaits: null };
};

/**
 * Verifies both signatures the browser made over what was prepared and stores the signed note, its PDF, its children
 * and the audit row in this one transaction. Where a second signature is due (LIC-4, LGS 51 Bis 2) the document waits for
 * it instead. Sending the same signature again answers the same.
 * Refuses: not the author, another version, expired preparation, a certificate that may not sign, a wrong signature.
 */
export const signNote = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: Asked): Promise<Reply> => {
  const note = await lockNote(tx, noteId);
  if (note === undefined) throw notFound('note-not-found');
  if (note.author_id !== tx.actor.personId) throw forbidden('note-of-another');
  await requireDuty(tx, note);
  if (note.state === 'discarded') throw conflict('note-discarded');
  switch (note.state) {
    case 'signed': return answerAgain(deps, tx, noteId, asked.preparationId);
    case 'waiting': return answerWaiting(tx, noteId, asked.preparationId);
    case 'draft': return complete(deps, tx, note, asked);
  }
};
