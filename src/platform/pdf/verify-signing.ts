// Re-verification, offline, of what one signing ceremony stored (EF-7): the canonical payload, its signature, the
// certificate and the signed PDF.
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { type PdfExpectation, type PdfProblem, verifySignedPdf } from './verify-signed-pdf.ts';

export type StoredSigning = {
  /** UTF-8 bytes of the canonical JSON (RFC 8785), as signed. */
  readonly payload: Uint8Array;
  readonly payloadSignature: Uint8Array;
  readonly certificateDer: Uint8Array;
  readonly signedPdf: Uint8Array;
};

export type SigningProblem =
  | { readonly part: 'payload'; readonly code: 'payload-signature-invalid' }
  | { readonly part: 'certificate'; readonly code: 'certificate-differs' }
  | { readonly part: 'pdf'; readonly code: PdfProblem };

/**
 * Names every stored part that no longer holds. `payload` covers the payload and its signature, which prove each
 * other; `certificate` says that the stored certificate is not the one inside the PDF.
 */
export const verifySigning = (stored: StoredSigning, expected: PdfExpectation): readonly SigningProblem[] => {
  const verdict = verifySignedPdf(stored.signedPdf, expected);
  const embedded = verdict.certificateDer;
  const differs = embedded !== null && !Buffer.from(embedded).equals(stored.certificateDer);
  const isPayloadSigned = isSignedBy(embedded ?? stored.certificateDer, stored.payload, stored.payloadSignature);
  return [
    ...(isPayloadSigned ? [] : [{ part: 'payload', code: 'payload-signature-invalid' } as const]),
    ...(differs ? [{ part: 'certificate', code: 'certificate-differs' } as const] : []),
    ...verdict.problems.map((code) => ({ part: 'pdf', code }) as const),
  ];
};
