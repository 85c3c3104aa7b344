import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import type { NoteId, Pseudonym } from '#kernel/ids.ts';
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { verifySigning } from '#platform/pdf/verify-signing.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { verificationSchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { readPayload } from './payload.ts';
import { signedNoteById } from './queries.ts';
import type { SignedRow } from './queries.ts';
import { openSigned } from './sealed-words.ts';

type Parts = { readonly row: SignedRow; readonly payload: Buffer; readonly pdf: Buffer };

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Every part that no longer agrees with what was signed, by code; empty when all hold. */
const signatureProblems = ({ row, payload, pdf }: Parts, trusted: readonly Uint8Array[]): readonly string[] => {
  const problems: string[] = [];
  if (!sha256(payload).equals(row.payload_sha256)) problems.push('payload-changed');
  if (!isSignedBy(row.certificate, row.signed_attributes, row.attributes_signature)) problems.push('attributes-signature-wrong');
  if (!sha256(pdf).equals(row.pdf_sha256)) problems.push('pdf-changed');
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
  try {
    const parts = { row, payload: openSigned(key, where, 'payload', row.payload), pdf: openSigned(key, where, 'pdf', row.pdf) };
    const problems = [...signatureProblems(parts, deps.trustedIssuers())];
    const stated = readPayload(parts.payload).note.id === noteId ? [] : ['payload-of-another-note'];
    return { verification: { ok: problems.length + stated.length === 0, problems: [...problems, ...stated], checkedAt }, pseudonym: key.pseudonym };
  } catch {
    return { verification: { ok: false, problems: ['sealed-words-changed'], checkedAt }, pseudonym: key.pseudonym };
  }
};
