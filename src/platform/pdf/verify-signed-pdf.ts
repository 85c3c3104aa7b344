// Our own verdict on a signed PDF. Other verifiers pass files whose signature covers less than the whole; this one
// accepts the one shape that Amate writes and nothing else.
import { type CertificateJudgement, type CertificateTrust, isSignedBy, judgeSigner, revocationStatus } from '#platform/efirma/certificate.ts';
import type { CertificateProfile, CertificateRefusal } from '#platform/efirma/profile.ts';
import { copyOf } from '#platform/der/read.ts';
import { type CmsContent, messageDigestOf, readCms } from './cms.ts';
import { readPdfFile } from './file-structure.ts';
import { signedAttributesDer } from './sign-pdf.ts';
import { splitRevisions } from './second-signature.ts';
import { digestOf, findSignature, type PlaceProblem, type SignaturePlace } from './signature-place.ts';

const structureProblems = [
  'pdf-not-readable',
  'pdf-bytes-after-end',
  'pdf-later-revision',
  'pdf-no-signature',
  'pdf-more-than-one-signature',
  'pdf-byte-range',
  'pdf-contents',
  'pdf-signature-form',
] as const satisfies readonly (PlaceProblem | 'pdf-not-readable' | 'pdf-bytes-after-end' | 'pdf-later-revision')[];

export type PdfProblem =
  | (typeof structureProblems)[number]
  | 'pdf-digest-mismatch'
  | 'pdf-attributes'
  | 'pdf-signature-invalid'
  | CertificateRefusal;

export type PdfVerdict = {
  readonly ok: boolean;
  readonly problems: readonly PdfProblem[];
  /** Who signed, as far as it could be read; meaningful only when `ok`. */
  readonly signer: CertificateProfile | null;
  /** DER of the signer's certificate. */
  readonly certificateDer: Uint8Array | null;
  /** The time the signature claims; no time stamp vouches for it. */
  readonly signedAt: Date | null;
  readonly revocation: typeof revocationStatus;
};

export type PdfExpectation = Pick<CertificateTrust, 'trusted'> & {
  /** CURP and RFC of the professional who must have signed; left out, anyone with a trusted FIEL may have. */
  readonly expectedCurp?: string | undefined;
  readonly expectedRfc?: string | undefined;
};

const nothingRead = { signer: null, certificateDer: null, signedAt: null, revocation: revocationStatus } as const;

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.from(one).equals(other);

const signatureProblem = (cms: CmsContent, digest: Uint8Array): PdfProblem | null => {
  const claimed = messageDigestOf(cms.signedAttributes);
  if (claimed !== null && !isSame(claimed, digest)) return 'pdf-digest-mismatch';
  const expected = signedAttributesDer({ digest, certificateDer: cms.certificateDer });
  if (!isSame(cms.signedAttributes, expected)) return 'pdf-attributes';
  return isSignedBy(cms.certificateDer, cms.signedAttributes, cms.signature) ? null : 'pdf-signature-invalid';
};

const readContents = (contents: Uint8Array): CmsContent => {
  try {
    return readCms(copyOf(contents));
  } catch {
    throw new Error('pdf-contents');
  }
};

const judge = (pdf: Uint8Array, { byteRange, contents, signedAt }: SignaturePlace, expected: PdfExpectation): PdfVerdict => {
  const cms = readContents(contents);
  const broken = signatureProblem(cms, digestOf(pdf, byteRange));
  const trust = { trusted: expected.trusted, intermediates: cms.chainDer };
  const judgement: CertificateJudgement = judgeSigner(cms.certificateDer, { ...expected, at: signedAt }, trust);
  const problems: readonly PdfProblem[] = [...(broken === null ? [] : [broken]), ...judgement.refusals];
  return {
    ok: problems.length === 0,
    problems,
    signer: judgement.profile,
    certificateDer: cms.certificateDer,
    signedAt,
    revocation: judgement.revocation,
  };
};

/** What `work` throws becomes the verdict that names it. */
const judged = (work: () => PdfVerdict): PdfVerdict => {
  try {
    return work();
  } catch (error) {
    const code = error instanceof Error ? error.message : '';
    const known = structureProblems.find((problem) => problem === code);
    return { ok: false, problems: [known ?? 'pdf-not-readable'], ...nothingRead };
  }
};

/**
 * Accepts a PDF exactly when it has one signature, over the whole file but the signature's own string; nothing after
 * its end and no later revision; digest, signed attributes and signature fit; and the certificate is a natural
 * person's FIEL under a trusted authority, in force at the time the signature claims. Never throws.
 */
export const verifySignedPdf = (pdf: Uint8Array, expected: PdfExpectation): PdfVerdict => judged(() => judge(pdf, findSignature(readPdfFile(pdf)), expected));

/**
 * Judges a PDF that two people signed: the first revision alone as `verifySignedPdf` does, and the update over the
 * whole file, which holds nothing but the second signature. Never throws; a file of any other shape fails for both.
 */
export const verifyTwiceSignedPdf = (pdf: Uint8Array, expected: { readonly first: PdfExpectation; readonly second: PdfExpectation }): { readonly first: PdfVerdict; readonly second: PdfVerdict } => {
  const second = judged(() => judge(pdf, splitRevisions(pdf), expected.second));
  const first = judged(() => judge(splitRevisions(pdf).base, findSignature(readPdfFile(splitRevisions(pdf).base)), expected.first));
  return { first, second };
};
