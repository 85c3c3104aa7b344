import type { Prepared } from '#modules/record/contract.ts';
import type { CertificateProfile, CertificateRefusal } from '#platform/efirma/profile.ts';
import type { Bytes } from './bytes.ts';

/** The steps of signing, as a pure machine. Neither the key nor the passphrase ever enters it. */

export type Certificate = { readonly fileName: string; readonly der: Bytes; readonly profile: CertificateProfile; readonly refusals: readonly CertificateRefusal[] };

/** Why the ceremony stands still; `says` is the server's own sentence when it has one. */
export type Problem = { readonly code: string; readonly says?: string; readonly fields?: readonly string[] };

export type Signatures = { readonly payloadSignature: string; readonly attributesSignature: string };
/** As much of what was signed as the ceremony looks at. */
export type SignedFacts = { readonly signedAt: string };
export type PreparedDocument = { readonly prepared: Prepared; readonly pdf: Blob };
export type Preparation = { readonly ok: true; readonly note: PreparedDocument } | { readonly ok: false; readonly problem: Problem };

export type Ceremony =
  | { readonly at: 'files'; readonly certificate: Certificate | null; readonly keyName: string | null; readonly problem: Problem | null }
  | { readonly at: 'preparing'; readonly certificate: Certificate; readonly keyName: string; readonly doing: 'saving' | 'opening' | 'preparing' | 'checking' }
  /** Everything agrees: the PDF is shown and one act is left. */
  | { readonly at: 'review'; readonly certificate: Certificate; readonly keyName: string; readonly prepared: Prepared; readonly pdf: Blob }
  | { readonly at: 'sending'; readonly certificate: Certificate; readonly keyName: string; readonly prepared: Prepared; readonly pdf: Blob; readonly signatures: Signatures | null }
  /** The signatures were made and sent, and no answer came: the same ones are sent again. */
  | { readonly at: 'unanswered'; readonly certificate: Certificate; readonly keyName: string; readonly prepared: Prepared; readonly pdf: Blob; readonly signatures: Signatures }
  | { readonly at: 'signed'; /** Null while somebody else must sign too. */ readonly facts: SignedFacts | null };

export type CeremonyEvent =
  | { readonly type: 'certificate'; readonly certificate: Certificate | null; readonly problem: Problem | null }
  | { readonly type: 'key'; readonly name: string | null }
  | { readonly type: 'began' }
  | { readonly type: 'doing'; readonly doing: 'opening' | 'preparing' | 'checking' }
  | { readonly type: 'prepared'; readonly prepared: Prepared; readonly pdf: Blob }
  | { readonly type: 'signing' }
  | { readonly type: 'made'; readonly signatures: Signatures }
  | { readonly type: 'lost' }
  | { readonly type: 'again' }
  | { readonly type: 'signed'; readonly facts: SignedFacts | null }
  /** Refused, or stopped by the person: back to the files, which stay chosen. */
  | { readonly type: 'stopped'; readonly problem: Problem | null };

/** A new ceremony; a certificate chosen for the preview is kept, it is no secret. */
export const newCeremony = (certificate: Certificate | null): Ceremony => ({ at: 'files', certificate, keyName: null, problem: null });

/** True when nothing but the passphrase is missing to prepare. */
export const mayBegin = (ceremony: Ceremony): boolean =>
  ceremony.at === 'files' && ceremony.keyName !== null && ceremony.certificate !== null && ceremony.certificate.refusals.length === 0;

/** True while closing would cut something that is under way on the server. */
export const isCommitted = (ceremony: Ceremony): boolean => ceremony.at === 'sending' || ceremony.at === 'unanswered';

const stopped = (ceremony: Ceremony, problem: Problem | null): Ceremony => {
  if (ceremony.at === 'signed') return ceremony;
  if (ceremony.at === 'files') return { ...ceremony, problem };
  // the opened key was forgotten with the attempt: the passphrase is asked again
  return { at: 'files', certificate: ceremony.certificate, keyName: ceremony.keyName, problem };
};

const onFiles = (ceremony: Ceremony & { at: 'files' }, event: CeremonyEvent): Ceremony => {
  switch (event.type) {
    case 'certificate': return { ...ceremony, certificate: event.certificate, problem: event.problem };
    // what is wrong with the certificate stays said
    case 'key': return { ...ceremony, keyName: event.name, problem: ceremony.certificate === null ? ceremony.problem : null };
    case 'began':
      return mayBegin(ceremony) && ceremony.certificate !== null && ceremony.keyName !== null
        ? { at: 'preparing', certificate: ceremony.certificate, keyName: ceremony.keyName, doing: 'saving' } : ceremony;
    default: return ceremony;
  }
};

const onSending = (ceremony: Ceremony & { at: 'sending' }, event: CeremonyEvent): Ceremony => {
  if (event.type === 'made') return { ...ceremony, signatures: event.signatures };
  if (event.type === 'lost' && ceremony.signatures !== null) return { ...ceremony, at: 'unanswered', signatures: ceremony.signatures };
  return event.type === 'signed' && ceremony.signatures !== null ? { at: 'signed', facts: event.facts } : ceremony;
};

const onPreparing = (ceremony: Ceremony & { at: 'preparing' }, event: CeremonyEvent): Ceremony => {
  if (event.type === 'doing') return { ...ceremony, doing: event.doing };
  return event.type === 'prepared' && ceremony.doing === 'checking'
    ? { at: 'review', certificate: ceremony.certificate, keyName: ceremony.keyName, prepared: event.prepared, pdf: event.pdf } : ceremony;
};

/** One step; what does not belong to the present step changes nothing. */
export const ceremonyAfter = (ceremony: Ceremony, event: CeremonyEvent): Ceremony => {
  if (event.type === 'stopped') return stopped(ceremony, event.problem);
  switch (ceremony.at) {
    case 'files': return onFiles(ceremony, event);
    case 'preparing': return onPreparing(ceremony, event);
    case 'review': return event.type === 'signing' ? { ...ceremony, at: 'sending', signatures: null } : ceremony;
    case 'sending': return onSending(ceremony, event);
    case 'unanswered': return event.type === 'again' ? { ...ceremony, at: 'sending' } : ceremony;
    case 'signed': return ceremony;
  }
};
