import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalize } from '#kernel/canonical-json.ts';
import { formatInstant } from '#kernel/civil-date.ts';
import { conflict, DomainError, forbidden, notFound } from '#kernel/errors.ts';
import type { NoteId, Pseudonym } from '#kernel/ids.ts';
import { clinicHeader, signerOf } from '#modules/workforce/public.ts';
import type { ClinicHeader, Signer } from '#modules/workforce/public.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { prepareSecondSignature } from '#platform/pdf/second-signature.ts';
import { signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import type { PreparedPdf } from '#platform/pdf/sign-pdf.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { preparedSchema, secondPrepareBody } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { documentOf, secondLines } from './document.ts';
import { areWordsFinished } from './first-signature.ts';
import { statedPayload } from './payload.ts';
import type { SecondPayload } from './payload.ts';
import { keepPrepared, loadAround, newCode, payloadOf, professionalOf, requireCertificate, requireSigner, withRoomForSignature } from './prepare-signature.ts';
import type { Loaded } from './prepare-signature.ts';
import { lockNote, noteById, signedNoteById } from './queries.ts';
import type { WaitingNote } from './queries.ts';
import { firstInForce } from './second-queries.ts';
import type { FirstRow } from './second-queries.ts';
import { openFirst } from './sealed-words.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Refuses whoever may not sign second: not a physician here and now, without a verified cédula, or supervised herself. */
export const requireSecondSigner = async (deps: RecordDeps, tx: Tx<StaffActor>): Promise<Signer> => {
  if (tx.actor.role !== 'physician') throw forbidden('second-signer-not-physician');
  const signer = await requireSigner(deps, tx);
  if (signer.supervision !== null) throw new DomainError('second-signer-supervised', 'norm-violated', {});
  return signer;
};

/** The note that waits, locked, with its first signature. Refuses its author, and what does not wait. */
export const lockWaiting = async (tx: Tx<StaffActor>, noteId: NoteId): Promise<{ readonly note: WaitingNote; readonly first: FirstRow }> => {
  const note = await lockNote(tx, noteId);
  // once somebody else signed it, the row that was waited for is not this person's to hold any more
  if (note === undefined) throw (await noteById(tx, noteId))?.state === 'signed' ? conflict('note-not-waiting') : notFound('note-not-found');
  if (note.author_id === tx.actor.personId) throw forbidden('second-signer-is-author');
  if (note.state !== 'waiting') throw conflict('note-not-waiting');
  const first = await firstInForce(tx, noteId);
  if (first === undefined) throw new Error('a waiting note has lost its first signature');
  return { note, first };
};

type Ready = { readonly note: WaitingNote; readonly first: FirstRow; readonly signer: Signer; readonly serial: string; readonly clinic: ClinicHeader; readonly key: PatientKey; readonly around: Loaded | null; readonly amendedCode: string | null };

const load = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, certificate: Uint8Array): Promise<Ready> => {
  const { note, first } = await lockWaiting(tx, noteId);
  const signer = await requireSecondSigner(deps, tx);
  const serial = requireCertificate(deps, signer, certificate);
  const key = await deps.vault.patientKey(tx, note.patient_id);
  const around = first.method === 'efirma' ? null : await loadAround(deps, tx, note, await signerOf(tx, deps.vault, note.author_id, deps.clock.now()));
  const amended = note.amends === null ? undefined : await signedNoteById(tx, note.amends);
  return { note, first, signer, serial, clinic: await clinicHeader(tx), key, around, amendedCode: amended?.verification_code ?? null };
};

type Made = { readonly payload: (digest: string) => string; readonly placed: PreparedPdf; readonly code: string };
type With = { readonly at: Date; readonly certificate: Uint8Array; readonly clinicId: StaffActor['clinicId'] };

/** A second signature over a document that carries one: its payload holds the first's, whole, and the first signature. */
const overFirst = ({ first, signer, serial, clinic, key }: Ready & { readonly first: FirstRow & { method: 'efirma' } }, { at, certificate, clinicId }: With): Made => {
  const where = { clinicId, rowId: first.id };
  const second: SecondPayload = {
    type: 'amate/second-signature', version: 1, asks: first.asks, note: statedPayload(openFirst(key, where, 'payload', first.payload)),
    first: {
      signedAt: first.signed_at.toISOString(), payloadSha256: first.payload_sha256.toString('hex'), payloadSignature: first.payload_signature.toString('base64'),
      attributesSignature: first.attributes_signature.toString('base64'), certificateSha256: sha256(first.certificate), pdfSha256: first.pdf_sha256.toString('hex'),
    },
    signer: professionalOf(signer), signedAt: at.toISOString(), certificate: { serial, sha256: sha256(certificate) }, pdf: { digestAlgorithm: 'SHA-256', digest: '' },
  };
  const placed = prepareSecondSignature(openFirst(key, where, 'pdf', first.pdf), {
    reason: first.asks === 'supervisor' ? 'Supervisión' : 'Segundo médico', name: signer.fullName, at, lines: secondLines(second, formatInstant(at, clinic.timeZone, 'es-MX')),
  });
  if (!placed.ok) throw new Error(`the signed document cannot be signed again: ${placed.code}`);
  return { placed: placed.prepared, code: first.verification_code, payload: (digest) => canonicalize({ ...second, pdf: { ...second.pdf, digest } }) };
};

/** The only e.firma on a document that its author finished without one. */
const inPlaceOfFirst = async (deps: RecordDeps, { first, signer, serial, around, amendedCode }: Ready, { at, certificate, clinicId }: With): Promise<Made> => {
  if (around === null || !areWordsFinished(first, around.content)) throw new Error('the words that wait are not those that were finished');
  const code = newCode(deps.random);
  const draft = payloadOf(around, { at, code, clinicId, serial, certificate, completes: { signer, finishedAt: first.signed_at } });
  const placed = withRoomForSignature(await renderDocument(documentOf(draft, { at, amendedCode })), signer.fullName, at);
  return { placed, code, payload: (digest) => canonicalize({ ...draft, pdf: { ...draft.pdf, digest } }) };
};

/** Freezes what a second signer signs: the canonical payload with the first signature in it, and the PDF with both. */
export const prepareSecond = async (
  deps: RecordDeps, actor: StaffActor, noteId: NoteId, asked: z.infer<typeof secondPrepareBody>,
): Promise<{ readonly prepared: z.infer<typeof preparedSchema>; readonly pseudonym: Pseudonym }> => {
  const certificate = Buffer.from(asked.certificate, 'base64');
  const ready = await deps.database.withActor(actor, (tx) => load(deps, tx, noteId, certificate));
  const { first, key } = ready;
  const circumstances = { at: deps.clock.now(), certificate, clinicId: actor.clinicId };
  const { placed, payload, code } = first.method === 'efirma' ? overFirst({ ...ready, first }, circumstances) : await inPlaceOfFirst(deps, ready, circumstances);
  const signedAttributes = signedAttributesDer({ digest: placed.digest, certificateDer: certificate });
  const prepared = await deps.database.withActor(actor, async (tx) => {
    const now = await lockWaiting(tx, noteId);
    if (now.first.id !== first.id) throw conflict('note-not-waiting');
    return keepPrepared(deps, tx, { note: now.note, key, at: circumstances.at, payload: payload(Buffer.from(placed.digest).toString('hex')), placed, signedAttributes, certificate, code, firstId: first.id });
  });
  return { prepared, pseudonym: key.pseudonym };
};
