import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { conflict, forbidden } from '#kernel/errors.ts';
import type { NoteId } from '#kernel/ids.ts';
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { embedSecondSignature } from '#platform/pdf/second-signature.ts';
import { embedSignature } from '#platform/pdf/sign-pdf.ts';
import { verifySignedPdf, verifyTwiceSignedPdf } from '#platform/pdf/verify-signed-pdf.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { Signer } from '#modules/workforce/public.ts';
import type { returnBody, signBody, signedReply } from './contract.ts';
import { consentFindings } from './consents.ts';
import type { RecordDeps } from './dependencies.ts';
import { signedFacts } from './open-note.ts';
import { readPayload } from './payload.ts';
import type { NotePayload } from './payload.ts';
import { lockWaiting, requireSecondSigner } from './prepare-second.ts';
import { refuseIncomplete, requireCertificate } from './prepare-signature.ts';
import { insertSignedNote, lockNote, signedNoteById } from './queries.ts';
import type { PreparationRow, SignedRow, WaitingNote } from './queries.ts';
import { insertReturned, insertSecondSignature, markCompleted, markDraftAgain, secondOf } from './second-queries.ts';
import type { FirstRow } from './second-queries.ts';
import { openFirst, openPrepared, openSigned, sealReturn, sealSecond, sealSigned } from './sealed-words.ts';
import { livePreparation } from './sign-note.ts';
import { storeChildren } from './signed-children.ts';

type Asked = z.infer<typeof signBody>;
type Reply = z.infer<typeof signedReply>;
type Step = { readonly note: WaitingNote; readonly first: FirstRow; readonly prepared: PreparationRow; readonly signer: Signer; readonly serial: string; readonly key: PatientKey; readonly at: Date };
/** What both signers leave behind: `payload` is the note's own, whatever the second signed around it. */
type Finished = { readonly payloadBytes: Buffer; readonly payload: NotePayload; readonly signedBytes: Buffer; readonly pdf: Uint8Array; readonly payloadSignature: Buffer; readonly attributesSignature: Buffer };

const expecting = (deps: RecordDeps, curp: string | null) => ({ trusted: deps.trustedIssuers(), ...(curp === null ? {} : { expectedCurp: curp }) });

const finished = (deps: RecordDeps, tx: Tx<StaffActor>, { first, prepared, signer, key }: Step, asked: Asked): Finished => {
  const { clinicId } = tx.actor;
  const where = { clinicId, rowId: prepared.id };
  const signedBytes = openPrepared(key, where, 'payload', prepared.payload);
  const payloadSignature = Buffer.from(asked.payloadSignature, 'base64');
  const attributesSignature = Buffer.from(asked.attributesSignature, 'base64');
  if (!isSignedBy(prepared.certificate, signedBytes, payloadSignature)) throw forbidden('signature-of-payload-wrong');
  const parts = { signedAttributes: prepared.signed_attributes, signature: attributesSignature, certificateDer: prepared.certificate };
  const reserved = openPrepared(key, where, 'pdf', prepared.pdf);
  const embedded = first.method === 'efirma' ? embedSecondSignature(reserved, parts) : embedSignature(reserved, parts);
  if (!embedded.ok) throw forbidden('signature-of-pdf-wrong', { reason: embedded.code });
  const payloadBytes = first.method === 'efirma' ? openFirst(key, { clinicId, rowId: first.id }, 'payload', first.payload) : signedBytes;
  const payload = readPayload(payloadBytes);
  const own = expecting(deps, signer.curp);
  const verdicts = first.method === 'efirma' ? Object.values(verifyTwiceSignedPdf(embedded.pdf, { first: expecting(deps, payload.author.curp), second: own })) : [verifySignedPdf(embedded.pdf, own)];
  const [problem] = verdicts.flatMap(({ problems }) => problems);
  if (problem !== undefined) throw forbidden('signature-of-pdf-wrong', { reason: problem });
  return { payloadBytes, payload, signedBytes, pdf: embedded.pdf, payloadSignature, attributesSignature };
};

/** The document as it is kept: by e.firma, the first signer's payload and signature and the PDF with both; else the second's alone. */
const signedRowOf = (tx: Tx<StaffActor>, { note, first, prepared, serial, key, at }: Step, made: Finished): SignedRow => {
  const where = { clinicId: tx.actor.clinicId, rowId: note.id };
  const signed = first.method === 'efirma'
    ? { preparation_id: first.id, payload_sha256: first.payload_sha256, payload_signature: first.payload_signature, signed_attributes: first.signed_attributes, attributes_signature: first.attributes_signature, certificate: first.certificate, certificate_serial: first.certificate_serial }
    : { preparation_id: prepared.id, payload_sha256: prepared.payload_sha256, payload_signature: made.payloadSignature, signed_attributes: prepared.signed_attributes, attributes_signature: made.attributesSignature, certificate: prepared.certificate, certificate_serial: serial };
  return {
    ...signed, note_id: note.id, encounter_id: note.encounter_id, patient_id: note.patient_id, kind: note.kind, amends: note.amends, author_id: note.author_id, signed_at: at,
    payload: sealSigned(key, where, 'payload', made.payloadBytes), algorithm: 'RSASSA-PKCS1-v1_5-SHA-256', revocation: 'not-checked',
    pdf: sealSigned(key, where, 'pdf', made.pdf), pdf_sha256: createHash('sha256').update(made.pdf).digest(), verification_code: prepared.verification_code,
  };
};

const store = async (tx: Tx<StaffActor>, step: Step, made: Finished): Promise<SignedRow> => {
  const { note, first, prepared, signer, serial, key, at } = step;
  await insertSecondSignature(tx, {
    note_id: note.id, first_id: first.id, preparation_id: prepared.id, patient_id: note.patient_id, signer_id: signer.personId, signed_at: at,
    payload: sealSecond(key, { clinicId: tx.actor.clinicId, rowId: note.id }, 'payload', made.signedBytes), payload_sha256: prepared.payload_sha256, payload_signature: made.payloadSignature,
    signed_attributes: prepared.signed_attributes, attributes_signature: made.attributesSignature, certificate: prepared.certificate, certificate_serial: serial,
  });
  const row = signedRowOf(tx, step, made);
  await storeChildren(tx, note, made.payload.note, at);
  await insertSignedNote(tx, row);
  await markCompleted(tx, note);
  await recordAct(tx, {
    action: 'note-cosigned', entity: 'clin.signed_note', entityId: note.id, patientId: note.patient_id,
    detail: { asks: first.asks, author: note.author_id, payload_sha256: row.payload_sha256.toString('hex'), pdf_sha256: row.pdf_sha256.toString('hex') },
  });
  return row;
};

/** The same second signature sent again after a lost reply: answered as the first time, changing nothing. */
const answerAgain = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: Asked): Promise<Reply | null> => {
  const second = await secondOf(tx, noteId);
  if (second === undefined) return null;
  const done = await signedNoteById(tx, noteId);
  if (done === undefined || second.preparation_id !== asked.preparationId || second.signer_id !== tx.actor.personId) throw conflict('note-cosigned-already');
  const key = await deps.vault.patientKey(tx, done.patient_id);
  const payload = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: noteId }, 'payload', done.payload));
  return { noteId, signed: signedFacts(done, payload.author), awaits: null };
};

/**
 * Completes a document with the second signature (LIC-4; LGS 51 Bis 2): verifies it over the payload and first signature
 * and over the whole PDF, and stores signed note, children, second signature and audit row in this one transaction.
 * Refuses the author, whoever may not sign alone, what is no longer waiting and what somebody else completed first.
 */
export const cosignNote = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: Asked): Promise<Reply> => {
  // held first, so that two supervisors come one after the other and the second is told
  await lockNote(tx, noteId);
  const again = await answerAgain(deps, tx, noteId, asked);
  if (again !== null) return again;
  const { note, first } = await lockWaiting(tx, noteId);
  const prepared = await livePreparation(deps, tx, note, asked.preparationId);
  if (prepared.first_id !== first.id) throw conflict('note-not-waiting');
  const signer = await requireSecondSigner(deps, tx);
  const serial = requireCertificate(deps, signer, prepared.certificate);
  const step: Step = { note, first, prepared, signer, serial, key: await deps.vault.patientKey(tx, note.patient_id), at: deps.clock.now() };
  const made = finished(deps, tx, step, asked);
  // a consent that was revoked since the first signature carries no document
  refuseIncomplete(await consentFindings(deps, tx, note, made.payload.note.content));
  const row = await store(tx, step, made);
  return { noteId, signed: signedFacts(row, made.payload.author), awaits: null };
};

/** Returns what waits to its author, with the reason: it is a draft again, and her signature stays beside it. */
export const returnNote = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: z.infer<typeof returnBody>): Promise<void> => {
  const { note, first } = await lockWaiting(tx, noteId);
  await requireSecondSigner(deps, tx);
  const key = await deps.vault.patientKey(tx, note.patient_id);
  await insertReturned(tx, {
    first_id: first.id, note_id: noteId, patient_id: note.patient_id, returned_by: tx.actor.personId, returned_at: deps.clock.now(),
    reason: sealReturn(key, { clinicId: tx.actor.clinicId, rowId: first.id }, asked.reason),
  });
  await markDraftAgain(tx, note);
  await recordAct(tx, { action: 'note-returned', entity: 'clin.note', entityId: noteId, patientId: note.patient_id, detail: { author: note.author_id } });
};
