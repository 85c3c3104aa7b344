// The client's duty before signing: the attributes it is asked to sign must be those of the PDF it shows.
import { copyOf } from '#platform/der/read.ts';
import { concatBytes } from '#platform/der/write.ts';
import { writeSignedAttributes } from '#platform/pdf/signature-attributes.ts';

const { subtle } = globalThis.crypto;

const sha256 = async (bytes: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await subtle.digest('SHA-256', copyOf(bytes)));

/** True when the bytes left out of the digest are an empty reserved string, `<000…0>`, and nothing else. */
const isEmptyPlaceholder = (gap: Uint8Array): boolean =>
  gap.length >= 2 &&
  gap[0] === 0x3c &&
  gap.at(-1) === 0x3e &&
  gap.subarray(1, -1).every((octet) => octet === 0x30);

/**
 * True when `signedAttributes` are exactly those of the prepared PDF and of the certificate, and the byte range leaves
 * nothing of the PDF out but its empty signature. The page refuses to sign otherwise.
 */
export const matchesPreparedPdf = async (input: {
  readonly pdf: Uint8Array;
  readonly byteRange: readonly number[];
  readonly signedAttributes: Uint8Array;
  readonly certificateDer: Uint8Array;
}): Promise<boolean> => {
  const [start, from = -1, to = -1, rest = -1, ...more] = input.byteRange;
  const isWhole = start === 0 && from > 0 && to > from && to + rest === input.pdf.length && more.length === 0;
  if (!isWhole || !isEmptyPlaceholder(input.pdf.subarray(from, to))) return false;
  const digest = await sha256(concatBytes([input.pdf.subarray(0, from), input.pdf.subarray(to)]));
  const expected = writeSignedAttributes(digest, await sha256(input.certificateDer));
  return (
    expected.length === input.signedAttributes.length &&
    expected.every((octet, index) => octet === input.signedAttributes[index])
  );
};
