import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { canonicalize } from '#kernel/canonical-json.ts';
import { notFound } from '#kernel/errors.ts';
import type { NoteId, Pseudonym } from '#kernel/ids.ts';
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { verifyTwiceSignedPdf } from '#platform/pdf/verify-signed-pdf.ts';
import { verifySigning } from '#platform/pdf/verify-signing.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { verificationSchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import { signedNoteById } from './queries.ts';
import type { SignedRow } from './queries.ts';
import { firstInForce, secondOf } from './second-queries.ts';
import type { SecondRow } from './second-queries.ts';
import { openSecond, openSigned } from './sealed-words.ts';

type Second = { readonly row: SecondRow; readonly payload: Buffer };
type Parts = { readonly row: SignedRow; readonly payload: Buffer; readonly pdf: Buffer; /** There when the PDF carries two signatures. */ readonly second: Second | null };

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Every part that no longer agrees with what was signed, by code; empty when all hold. */
const secondProblems = ({ row, payload, pdf }: Parts, second: Second, trusted: readonly Uint8Array[]): readonly string[] => {
  const verdicts = verifyTwiceSignedPdf(pdf, { first: { trusted }, second: { trusted } });
  const isFirstsOwn = verdicts.first.certificateDer !== null && row.certificate.equals(verdicts.first.certificateDer);
  const isSecondsOwn = verdicts.second.certificateDer !== null && second.row.certificate.equals(verdicts.second.certificateDer);
  const judgements: readonly (readonly [string, boolean])[] = [
    ['payload: payload-signature-invalid', isSignedBy(row.certificate, payload, row.payload_signature)],
    ['certificate: certificate-differs', isFirstsOwn && isSecondsOwn],
    ['second-payload-changed', sha256(second.payload).equals(second.row.payload_sha256)],
    ['second-payload-signature-wrong', isSignedBy(second.row.certificate, second.payload, second.row.payload_signature)],
    ['second-attributes-signature-wrong', isSignedBy(second.row.certificate, second.row.signed_attributes, second.row.attributes_signature)],
    ['second-payload-of-another-note', holdsPayload(second.payload, payload)],
  ];
  return [...judgements.filter(([, holds]) => !holds).map(([problem]) => problem), ...verdicts.first.problems.map((code) => `pdf: ${code}`), ...verdicts.second.problems.map((code) => `second pdf: ${code}`)];
};

/** Whether what was signed second holds the very payload that was signed first. */
const holdsPayload = (second: Buffer, first: Buffer): boolean => {
  const { note } = JSON.parse(second.toString('utf8')) as { readonly note: unknown };
  return canonicalize(note) === first.toString('utf8');
};

const signatureProblems = (parts: Parts, trusted: readonly Uint8Array[]): readonly string[] => {
  const { row, payload, pdf, second } = parts;
  const problems: string[] = [];
  if (!sha256(payload).equals(row.payload_sha256)) problems.push('payload-changed');
  if (!isSignedBy(row.certificate, row.signed_attributes, row.attributes_signature)) problems.push('attributes-signature-wrong');
  if (!sha256(pdf).equals(row.pdf_sha256)) problems.push('pdf-changed');
  if (second !== null) return [...problems, ...secondProblems(parts, second, trusted)];
  const stored = { payload, payloadSignature: row.payload_signature, certificateDer: row.certificate, signedPdf: pdf };
  return [...problems, ...verifySigning(stored, { trusted }).map(({ part, code }) => `${part}: ${code}`)];
};

/** Checks a stored signed note again: payload, PDF, both signatures. Names each part that fails. */
export const verifyNote = async (
  deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId,
): Promise<{ readonly verification: z.infer<typeof verificationSchema>; readonly pseudonym: Pseudonym }> => {
  const row = await signedNoteById(tx, noteId);
  if (row === undefined) throw notFound('note-not-found');
  const key = await deps.vault.patientKey(tx, row.patient_id);
  const where = { clinicId: tx.actor.clinicId, rowId: noteId };
  const checkedAt = deps.clock.now().toISOString();
  const isTwiceSigned = (await firstInForce(tx, noteId))?.method === 'efirma';
  const secondRow = isTwiceSigned ? await secondOf(tx, noteId) : undefined;
  try {
    const second = secondRow === undefined ? null : { row: secondRow, payload: openSecond(key, where, 'payload', secondRow.payload) };
    const parts = { row, payload: openSigned(key, where, 'payload', row.payload), pdf: openSigned(key, where, 'pdf', row.pdf), second };
    const problems = [...signatureProblems(parts, deps.trustedIssuers())];
    const stated = readPayload(parts.payload).note.id === noteId ? [] : ['payload-of-another-note'];
    return { verification: { ok: problems.length + stated.length === 0, problems: [...problems, ...stated], checkedAt }, pseudonym: key.pseudonym };
  } catch {
    return { verification: { ok: false, problems: ['sealed-words-changed'], checkedAt }, pseudonym: key.pseudonym };
  }
};
