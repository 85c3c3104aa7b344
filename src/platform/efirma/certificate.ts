// The server's judgement of a signer's certificate, and of signatures made with its key.
import { X509Certificate, verify } from 'node:crypto';
import {
  type CertificateProfile,
  type CertificateRefusal,
  type SignerExpectation,
  certificateRefusals,
  readCertificateProfile,
} from './profile.ts';

/** No network: revocation is never claimed as checked (EF-5). */
export const revocationStatus = 'not-checked';

export type CertificateTrust = {
  /** DER certificates of the authorities the installation trusts (configuration: SAT's, or the demo's). */
  readonly trusted: readonly Uint8Array[];
  /** Further certificates between the signer's and a trusted one, in any order. */
  readonly intermediates?: readonly Uint8Array[] | undefined;
};

export type CertificateJudgement = {
  readonly ok: boolean;
  readonly refusals: readonly CertificateRefusal[];
  readonly revocation: typeof revocationStatus;
  readonly profile: CertificateProfile | null;
};

const longestPath = 4;

/** The last certificates read, by their octets: one signing asks five times for the same two. */
const recent = new Map<string, X509Certificate>();
const mostRecent = 32;
/** SAT certificates have under 2 kB. */
const longestRemembered = 16_384;

const parse = (der: Uint8Array): X509Certificate | null => {
  const octets = Buffer.from(der.buffer, der.byteOffset, der.length).toString('latin1');
  const known = recent.get(octets);
  if (known !== undefined) return known;
  try {
    const certificate = new X509Certificate(der);
    const [oldest] = recent.keys();
    if (oldest !== undefined && recent.size >= mostRecent) recent.delete(oldest);
    if (octets.length <= longestRemembered) recent.set(octets, certificate);
    return certificate;
  } catch {
    return null;
  }
};

const isInForce = (certificate: X509Certificate, at: Date): boolean =>
  certificate.validFromDate <= at && at <= certificate.validToDate;

const hasIssued = (issuer: X509Certificate, subject: X509Certificate): boolean =>
  issuer.ca && subject.checkIssued(issuer) && subject.verify(issuer.publicKey);

/**
 * True when a chain of at most four signatures leads from `leaf` to a trusted authority, each authority in force at
 * `at`, and every intermediate serves in it. A stray intermediate would be bytes nobody vouches for.
 */
export const isTrusted = (leaf: Uint8Array, trust: CertificateTrust, at: Date): boolean => {
  const anchors = trust.trusted.map(parse).filter((anchor) => anchor !== null);
  const isAnchor = (one: X509Certificate): boolean => anchors.some((anchor) => anchor.raw.equals(one.raw));
  const unused = new Set((trust.intermediates ?? []).map(parse));
  if (unused.has(null)) return false;
  let current = parse(leaf);
  let reached = false;
  for (let step = 0; step < longestPath && current !== null; step += 1) {
    const subject: X509Certificate = current;
    reached ||= anchors.some((anchor) => isInForce(anchor, at) && hasIssued(anchor, subject));
    const next = [...unused].find((candidate) => candidate !== null && hasIssued(candidate, subject)) ?? null;
    if (next !== null && !isInForce(next, at)) return false;
    unused.delete(next);
    current = next;
  }
  return reached && [...unused].every((rest) => rest !== null && isAnchor(rest));
};

/** The profile's own refusals and the issuer's trust, without asking whose certificate it must be. */
export const judgeSigner = (
  der: Uint8Array,
  expected: SignerExpectation,
  trust: CertificateTrust,
): CertificateJudgement => {
  const profile = readCertificateProfile(der);
  if (profile === null || parse(der) === null) {
    return { ok: false, refusals: ['efirma-not-a-certificate'], revocation: revocationStatus, profile: null };
  }
  const own = certificateRefusals(profile, expected);
  const refusals: readonly CertificateRefusal[] = isTrusted(der, trust, expected.at)
    ? own
    : [...own, 'efirma-untrusted-issuer'];
  return { ok: refusals.length === 0, refusals, revocation: revocationStatus, profile };
};

/**
 * Judges whether the DER certificate may sign for the professional with `expectedCurp` at `at`.
 * `refusals` lists every reason (EF-2, EF-4, EF-6); it is empty exactly when `ok`.
 */
export const judgeCertificate = (
  der: Uint8Array,
  input: CertificateTrust & { readonly at: Date; readonly expectedCurp: string; readonly expectedRfc?: string },
): CertificateJudgement => judgeSigner(der, input, input);

/** True when `signature` is the certificate's RSASSA-PKCS1-v1_5 SHA-256 signature of `data`. Judges nothing else. */
export const isSignedBy = (certificateDer: Uint8Array, data: Uint8Array, signature: Uint8Array): boolean => {
  const key = parse(certificateDer)?.publicKey;
  return key?.asymmetricKeyType === 'rsa' && verify('sha256', data, key, signature);
};
