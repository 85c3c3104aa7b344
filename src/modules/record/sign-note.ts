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
import type { NoteDiagnosis } from '#modules/documents/contract.ts';
import { vitalUnits } from '#modules/documents/public.ts';
import { diagnosisByCode, diagnosisCatalogue } from '#modules/terminology/public.ts';
import type { NoteKind, signBody, signedReply } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { diagnosesOf, vitalsOf } from './content-parts.ts';
import { signedFacts } from './open-note.ts';
import { readPayload } from './payload.ts';
import type { NotePayload } from './payload.ts';
import { requireCertificate, requireSigner } from './prepare-signature.ts';
import { requireDuty } from './save-draft.ts';
import { closeEncounter, draftsOfEncounter, encounterById, insertDiagnosis, insertSignedNote, insertVital, lockNote, markSigned, preparationById, signedNoteById } from './queries.ts';
import type { DraftNote, PreparationRow, SignedRow } from './queries.ts';
import { insertOrigin } from './history-queries.ts';
import { openPrepared, openSigned, sealSigned } from './sealed-words.ts';

type Asked = z.infer<typeof signBody>;
type Reply = z.infer<typeof signedReply>;

/** The same signature sent again after a lost reply: answered as the first time, changing nothing. */
const answerAgain = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, preparationId: PreparationId): Promise<Reply> => {
  const done = await signedNoteById(tx, noteId);
  if (done === undefined || done.preparation_id !== preparationId || done.author_id !== tx.actor.personId) throw conflict('note-already-signed');
  const key = await deps.vault.patientKey(tx, done.patient_id);
  const payload = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: noteId }, 'payload', done.payload));
  return { noteId, signed: signedFacts(done, payload.author) };
};

const livePreparation = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, id: PreparationId): Promise<PreparationRow> => {
  const prepared = await preparationById(tx, note.id, id);
  if (prepared === undefined) throw notFound('preparation-not-found');
  if (prepared.expires_at <= deps.clock.now()) throw conflict('preparation-expired');
  if (prepared.note_version !== note.version) throw conflict('draft-changed-elsewhere', { version: note.version, savedAt: note.saved_at.toISOString() });
  return prepared;
};

/**
 * Which catalogue a code is filed under. That column is not sealed, so it never holds what a client typed: today's
 * catalogue when the note names it and it knows the code, else a word that says the note itself tells.
 */
const filedUnder = ({ code, catalogue }: NoteDiagnosis): string => {
  const { name, version } = diagnosisCatalogue();
  const today = `${name} ${version}`;
  return catalogue === today && diagnosisByCode(code) !== undefined ? today : 'as-in-note';
};

const storeChildren = async (tx: Tx<StaffActor>, note: DraftNote, { content, origin }: NotePayload['note'], at: Date): Promise<void> => {
  const of = { noteId: note.id, patientId: note.patient_id, at };
  for (const [index, diagnosis] of diagnosesOf(content).entries()) await insertDiagnosis(tx, { ...of, place: index + 1, ...diagnosis, catalogue: filedUnder(diagnosis) });
  for (const { code, value } of vitalsOf(content)) await insertVital(tx, { ...of, code, value, unit: vitalUnits[code] });
  if (origin !== undefined) await insertOrigin(tx, { ...of, ...origin });
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

/** Documents that end a stay in hospital; every other encounter ends when none of its documents is in work any more. */
const endings: readonly NoteKind[] = ['discharge', 'voluntary-discharge', 'death'];

const endsEncounter = async (tx: Tx<StaffActor>, note: DraftNote): Promise<boolean> => {
  if (note.kind === 'addendum' || await draftsOfEncounter(tx, note.encounter_id) > 0) return false;
  const encounter = await encounterById(tx, note.encounter_id);
  return encounter?.kind !== 'hospital' || endings.includes(note.kind);
};

/** What ends the encounter ends the visit; papers made at a desk are none. */
const endVisit = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, at: Date): Promise<void> => {
  const closed = await closeEncounter(tx, note.encounter_id, at);
  if (closed === undefined || closed.kind === 'administrative') return;
  await deps.facts.visitEnded(tx, { patientId: closed.patient_id, appointmentId: closed.appointment_id, at });
};

const complete = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, asked: Asked): Promise<Reply> => {
  const prepared = await livePreparation(deps, tx, note, asked.preparationId);
  const signer = await requireSigner(deps, tx);
  const serial = requireCertificate(deps, signer, prepared.certificate);
  const key = await deps.vault.patientKey(tx, note.patient_id);
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
  const payload: NotePayload = readPayload(payloadBytes);
  const row = signedRowOf(tx, note, key, { prepared, payloadBytes, payloadSignature, attributesSignature, pdf: embedded.pdf, serial, at: deps.clock.now() });
  await storeChildren(tx, note, payload.note, row.signed_at);
  await insertSignedNote(tx, row);
  await markSigned(tx, note);
  if (await endsEncounter(tx, note)) await endVisit(deps, tx, note, row.signed_at);
  await recordAct(tx, { action: 'note-signed', entity: 'clin.signed_note', entityId: note.id, patientId: note.patient_id, detail: { payload_sha256: row.payload_sha256.toString('hex'), pdf_sha256: row.pdf_sha256.toString('hex') } });
  return { noteId: note.id, signed: signedFacts(row, payload.author) };
};

/**
 * Verifies both signatures the browser made over what was prepared and stores the signed note, its PDF, its children
 * and the audit row in this one transaction. Sending the same signature again answers the same.
 * Refuses: not the author, another version, expired preparation, a certificate that may not sign, a wrong signature.
 */
export const signNote = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: Asked): Promise<Reply> => {
  const note = await lockNote(tx, noteId);
  if (note === undefined) throw notFound('note-not-found');
  if (note.author_id !== tx.actor.personId) throw forbidden('note-of-another');
  await requireDuty(tx, note);
  if (note.state === 'discarded') throw conflict('note-discarded');
  return note.state === 'signed' ? answerAgain(deps, tx, noteId, asked.preparationId) : complete(deps, tx, note, asked);
};
