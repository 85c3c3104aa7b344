import type { z } from 'zod';
import { createHash } from 'node:crypto';
import { conflict, invalid, notFound } from '#kernel/errors.ts';
import type { PrescriptionId, Pseudonym } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { verifyTimeStamp } from '#platform/timestamp/verify-token.ts';
import { writeTimeStampRequest } from '#platform/timestamp/write-request.ts';
import type { constanciaBody, signedReply } from './contract.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { openPrescriptionPdf } from './open-prescription.ts';
import { bestConstancia, signedFacts } from './signed-facts.ts';
import { constanciasOf, insertConstancia, signedById } from './signed-queries.ts';

/** A constancia of conservation or a time stamp over the signed PDF: asked for with a request file, brought as the file that came back. */

type Found = { readonly bytes: Buffer; readonly fileName: string; readonly pseudonym: Pseudonym };

/** The request that a provider answers: the PDF's digest and nothing of what it says. */
export const openStampRequest = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId): Promise<Found> => {
  const { pdf, folio, pseudonym } = await openPrescriptionPdf(deps, tx, id);
  // no nonce: the answer is brought by a person, days later perhaps, and is bound by the digest
  return { bytes: Buffer.from(writeTimeStampRequest(createHash('sha256').update(pdf).digest(), null)), fileName: `receta-${folio}.tsq`, pseudonym };
};

/** The best that was brought, as it came. */
export const openConstancia = async (deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId): Promise<Found> => {
  const [row, best] = [await signedById(tx, id), bestConstancia(await constanciasOf(tx, id))];
  if (row === undefined || best === undefined) throw notFound('constancia-not-found');
  const { pseudonym } = await deps.vault.patientKey(tx, row.patient_id);
  return { bytes: best.file, fileName: `receta-${row.folio}-constancia.tst`, pseudonym };
};

/** Providers deliver the octets, or the same in base64, with a line of dashes before and after or without. */
const octetsOf = (file: Buffer): Buffer => {
  const text = file.toString('latin1').replace(/-----(?:BEGIN|END) [A-Z0-9 ]+-----/g, '').replace(/\s+/g, '');
  return /^[A-Za-z0-9+/]{8,}={0,2}$/.test(text) ? Buffer.from(text, 'base64') : file;
};

/**
 * Keeps what somebody brought for a signed prescription, with what was found of it. Refuses by the reason what is no token
 * over its very PDF, and `constancia-known` what was brought before. One whose issuer nobody here trusts is kept as such and
 * makes nothing of the prescription.
 */
export const bringConstancia = async (
  deps: PrescriptionDeps, tx: Tx<StaffActor>, id: PrescriptionId, { file }: z.infer<typeof constanciaBody>,
): Promise<{ readonly signed: z.infer<typeof signedReply>['signed']; readonly pseudonym: Pseudonym }> => {
  const row = await signedById(tx, id);
  const { pdf, pseudonym } = await openPrescriptionPdf(deps, tx, id);
  if (row === undefined) throw notFound('prescription-not-found');
  const token = octetsOf(Buffer.from(file, 'base64'));
  const now = deps.clock.now();
  const verdict = verifyTimeStamp(token, { file: pdf, trust: deps.stampTrust(), now });
  if (verdict.problem !== null) throw invalid(verdict.problem);
  const kept = await insertConstancia(tx, {
    id: deps.newId(), prescription_id: id, patient_id: row.patient_id, kind: verdict.trustedFor === 'conservation' ? 'nom-151' : 'rfc-3161', status: verdict.trustedFor === null ? 'issuer-unknown' : 'issuer-trusted',
    issuer: verdict.issuer.slice(0, 200), stamped_at: verdict.token.info.at, sha256: createHash('sha256').update(token).digest(), file: token, brought_by: tx.actor.personId, brought_at: now,
  });
  if (kept.length === 0) throw conflict('constancia-known');
  return { signed: await signedFacts(deps, tx, row), pseudonym };
};
