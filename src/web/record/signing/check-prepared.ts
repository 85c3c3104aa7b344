import { canonicalize } from '#kernel/canonical-json.ts';
import { originOf } from '#kernel/carried-text.ts';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { NoteContent, Prepared } from '#modules/record/contract.ts';
import { matchesPreparedPdf } from '#platform/efirma/browser/signing-request.ts';
import { isSameContent } from '../draft/same-content.ts';
import { fromBase64, sha256, utf8 } from './bytes.ts';
import type { Bytes } from './bytes.ts';

/** What the person has in front of her: only this may be signed. */
export type Shown = { readonly noteId: NoteId; readonly patientId: PatientId; readonly patientName: string; readonly content: NoteContent; readonly isSecond?: boolean };

/** Where what was prepared departs from what is shown; the signature is refused with any of them. */
export type Discrepancy = 'payload-digest' | 'payload-form' | 'other-note' | 'other-patient' | 'other-words' | 'other-certificate' | 'other-pdf';

export const parsePayload = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null && Object.hasOwn(inner, name) ? (inner as Record<string, unknown>)[name] : undefined), value);

const isCanonical = (payload: unknown, text: string): boolean => {
  try {
    return payload !== null && canonicalize(payload) === text;
  } catch {
    return false;
  }
};

/** The words alone are signed, without the draft's marks, and with what those marks come to. */
const saysWhatIsShown = (payload: unknown, content: NoteContent): boolean => {
  if (content.kind !== 'evolution') return isSameContent(at(payload, 'note', 'content'), content);
  const { carried: _, ...words } = content;
  return isSameContent(at(payload, 'note', 'content'), words) && isSameContent(at(payload, 'note', 'origin'), originOf(content));
};

/** SHA-256 of the PDF without its reserved signature, as hexadecimal. */
const digestOfPdf = async (pdf: Bytes, [, from, to]: Prepared['byteRange']): Promise<string> => {
  const whole = new Uint8Array(from + pdf.length - to);
  whole.set(pdf.subarray(0, from));
  whole.set(pdf.subarray(to), from);
  return sha256(whole);
};

type PreparedBytes = { readonly prepared: Prepared; readonly pdf: Bytes; readonly certificateDer: Bytes };

/** What holds of anything that is signed here: its digests, its form, its certificate, its PDF. */
export const judgeBytes = async ({ prepared, pdf, certificateDer }: PreparedBytes, payload: unknown): Promise<readonly (readonly [Discrepancy, boolean])[]> => {
  const pdfDigest = prepared.byteRange[2] > pdf.length ? '' : await digestOfPdf(pdf, prepared.byteRange);
  const signsThisPdf = await matchesPreparedPdf({ pdf, byteRange: prepared.byteRange, signedAttributes: fromBase64(prepared.signedAttributes), certificateDer });
  return [
    ['payload-digest', (await sha256(utf8(prepared.payload))) === prepared.payloadSha256],
    ['payload-form', isCanonical(payload, prepared.payload)],
    ['other-certificate', at(payload, 'certificate', 'sha256') === (await sha256(certificateDer))],
    ['other-pdf', signsThisPdf && pdfDigest === prepared.pdfDigest && at(payload, 'pdf', 'digest') === pdfDigest],
  ];
};

/**
 * The client's duty before signing (security, 5.9): recomputes every digest from the bytes it was given and holds the
 * payload against what is on the screen. An empty list means that payload, PDF and attributes say what is shown.
 */
export const checkPrepared = async (input: PreparedBytes & { readonly shown: Shown }): Promise<readonly Discrepancy[]> => {
  const { prepared, shown } = input;
  const payload = parsePayload(prepared.payload);
  // a second signer signs around what the first one signed, or in the place of one who finished without an e.firma
  const isAround = shown.isSecond === true && at(payload, 'type') === 'amate/second-signature';
  const note = isAround ? at(payload, 'note') : payload;
  const judgements: readonly (readonly [Discrepancy, boolean])[] = [
    ...await judgeBytes(input, payload),
    ['payload-form', at(note, 'type') === 'amate/note'],
    ['other-note', at(note, 'note', 'id') === shown.noteId],
    ['other-patient', at(note, 'patient', 'id') === shown.patientId && at(note, 'patient', 'fullName') === shown.patientName],
    ['other-words', saysWhatIsShown(note, shown.content)],
  ];
  return [...new Set(judgements.filter(([, isSame]) => !isSame).map(([discrepancy]) => discrepancy))];
};
