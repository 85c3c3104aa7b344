import { createHash } from 'node:crypto';
import { isToken, openPublicCopy, readPrescriptionPayload, tokenDigest } from '#modules/prescriptions/public.ts';
import type { PrescriptionPayload } from '#modules/prescriptions/public.ts';
import { isSignedBy, judgeSigner } from '#platform/efirma/certificate.ts';
import type { Database } from '#platform/postgres/database.ts';
import { findByToken } from './queries.ts';
import type { Found } from './queries.ts';

/** What the process that serves printed codes needs of the world: no key, no clinic. */
export type CodeDeps = { readonly database: Pick<Database, 'withActor'>; readonly trustedIssuers: () => readonly Uint8Array[] };

/** The one actor of this process. */
export const codeHolder = { kind: 'gate', login: 'amate_pharmacy' } as const;

/** A prescription behind a printed code, its signature checked here and now. `fault` says which part does not hold. */
export type OpenedCode = { readonly found: Found; readonly payload: PrescriptionPayload; readonly fault: null | 'payload-changed' | 'signature-wrong' | 'certificate-refused' | 'of-another' };

type Opened = { readonly found: Found; readonly bytes: Buffer; readonly payload: PrescriptionPayload; readonly token: string };

const faultOf = ({ trustedIssuers }: CodeDeps, { found, bytes, payload, token }: Opened): OpenedCode['fault'] => {
  const certificate = Buffer.from(found.certificate, 'base64');
  if (createHash('sha256').update(bytes).digest('hex') !== found.payloadSha256) return 'payload-changed';
  if (!isSignedBy(certificate, bytes, Buffer.from(found.payloadSignature, 'base64'))) return 'signature-wrong';
  if (payload.id !== found.prescriptionId || payload.tokenSha256 !== tokenDigest(token).toString('hex')) return 'of-another';
  if (payload.certificate.sha256 !== createHash('sha256').update(certificate).digest('hex')) return 'certificate-refused';
  // as of the day it was signed: a certificate that expired since then was good when it counted
  const { refusals } = judgeSigner(certificate, { at: new Date(found.signedAt) }, { trusted: trustedIssuers() });
  return refusals.length > 0 ? 'certificate-refused' : null;
};

/** Finds and opens what a token stands for; null for a token that is malformed, unknown or opens nothing: they are not told apart. */
export const openCode = async (deps: CodeDeps, token: string): Promise<OpenedCode | null> => {
  if (!isToken(token)) return null;
  const found = await deps.database.withActor(codeHolder, (tx) => findByToken(tx, tokenDigest(token)));
  if (found === null) return null;
  try {
    const bytes = openPublicCopy(token, found, Buffer.from(found.sealed, 'base64'));
    const payload = readPrescriptionPayload(bytes);
    return { found, payload, fault: faultOf(deps, { found, bytes, payload, token }) };
  } catch {
    return null;
  }
};
