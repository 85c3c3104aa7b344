// Prepare -> (the browser signs) -> embed. Nothing is rendered between the two: embedding fills the reserved string.
import { createHash } from 'node:crypto';
import { type Bytes, copyOf, isPadding } from '#platform/der/read.ts';
import { isSignedBy } from '#platform/efirma/certificate.ts';
import { messageDigestOf, writeCms } from './cms.ts';
import { objectById, type PdfFile, type PdfObject, readPdfFile, resolveDictionary, valueOf } from './file-structure.ts';
import { writeSignedAttributes } from './signature-attributes.ts';
import { type ByteRange, digestOf, filter, findPreparedSignature, pdfInstant, subFilter } from './signature-place.ts';
import { type PdfDictionary, arrayOf, dictionaryOf, referenceOf, unreadable } from './syntax.ts';

export type PreparedPdf = {
  readonly pdfWithPlaceholder: Uint8Array;
  readonly byteRange: ByteRange;
  /** SHA-256 of the bytes the signature covers. */
  readonly digest: Uint8Array;
};

export type SigningRefusal =
  | 'pdf-not-preparable'
  | 'pdf-has-no-placeholder'
  | 'pdf-signature-too-long'
  | 'pdf-digest-mismatch'
  | 'pdf-signature-invalid';

export type Prepared = { readonly ok: true; readonly prepared: PreparedPdf } | { readonly ok: false; readonly code: SigningRefusal };
export type Embedded = { readonly ok: true; readonly pdf: Uint8Array } | { readonly ok: false; readonly code: SigningRefusal };

/** Room for the CMS: about 2.5 kB today; a longer chain fits. */
const defaultReservedBytes = 8_192;

/** UTF-16 as hexadecimal, so that no text can pass for PDF syntax. */
const hexText = (text: string): string => `<feff${Buffer.from(text.toWellFormed(), 'utf16le').swap16().toString('hex')}>`;

/** Invisible and hidden: what the reader sees of the signature is drawn in the page. Print + Locked + Hidden. */
const widgetFlags = 2 + 4 + 128;

/** Wide enough for any offset below the file limit. */
const byteRangeField = (range: ByteRange): string => `[${range.join(' ')}]`.padEnd(48, ' ');

const insertEntries = (file: PdfFile, object: PdfObject, entries: string): Buffer => {
  const slice = file.bytes.subarray(object.from, object.to);
  const end = slice.lastIndexOf('>>');
  return Buffer.concat([slice.subarray(0, end), Buffer.from(entries, 'latin1'), slice.subarray(end)]);
};

const firstPageId = (file: PdfFile, catalogue: PdfDictionary): number => {
  const pages = resolveDictionary(file, catalogue.get('Pages'));
  return referenceOf(arrayOf(pages.get('Kids'))[0]);
};

type SignatureText = { readonly reason: string; readonly name: string; readonly at: Date; readonly reservedBytes: number };

const writeSignatureObject = (id: number, { reason, name, at, reservedBytes }: SignatureText): string =>
  `${id} 0 obj\n<<\n/Type /Sig\n/Filter /${filter}\n/SubFilter /${subFilter}\n` +
  `/ByteRange ${byteRangeField([0, 0, 0, 0])}\n/Contents <${'00'.repeat(reservedBytes)}>\n` +
  `/M (${pdfInstant(at)})\n/Name ${hexText(name)}\n/Reason ${hexText(reason)}\n>>\nendobj\n`;

const writeFieldObject = (id: number, signatureId: number, pageId: number): string =>
  `${id} 0 obj\n<<\n/Type /Annot\n/Subtype /Widget\n/FT /Sig\n/T (Firma)\n/TU (Firma)\n/V ${signatureId} 0 R\n` +
  `/P ${pageId} 0 R\n/Rect [0 0 0 0]\n/F ${widgetFlags}\n>>\nendobj\n`;

/** Writes the objects one after another with a fresh table: the signed file is one single revision. */
const assemble = (file: PdfFile, replaced: ReadonlyMap<number, Buffer>, added: readonly Buffer[]): Buffer => {
  const header = file.bytes.subarray(0, file.objects[0]?.from ?? 0);
  const size = file.objects.length + 1 + added.length;
  const offsets = new Array<number>(size).fill(0);
  const parts = [header];
  let at = header.length;
  const place = (id: number, bytes: Buffer): void => {
    offsets[id] = at;
    parts.push(bytes);
    at += bytes.length;
  };
  for (const object of file.objects) place(object.id, replaced.get(object.id) ?? file.bytes.subarray(object.from, object.to));
  added.forEach((bytes, index) => place(file.objects.length + 1 + index, bytes));
  const entries = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const trailerFrom = file.bytes.indexOf('trailer\n', file.tableFrom);
  const trailerText = file.bytes.toString('latin1', trailerFrom, file.bytes.lastIndexOf('startxref\n'));
  const trailer = trailerText.replace(/\/Size \d+/, `/Size ${size}`);
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}${trailer}startxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table, 'latin1')]);
};

const fillByteRange = (pdf: Buffer): ByteRange => {
  const rangeFrom = pdf.lastIndexOf(`/ByteRange ${byteRangeField([0, 0, 0, 0])}`) + '/ByteRange '.length;
  const from = pdf.indexOf('/Contents <', rangeFrom) + '/Contents '.length;
  const to = pdf.indexOf('>', from) + 1;
  const byteRange: ByteRange = [0, from, to, pdf.length - to];
  pdf.write(byteRangeField(byteRange), rangeFrom, 'latin1');
  return byteRange;
};

const prepare = (pdf: Uint8Array, text: SignatureText): PreparedPdf => {
  const file = readPdfFile(pdf);
  const catalogueObject = objectById(file, file.rootId);
  const catalogue = dictionaryOf(valueOf(file, catalogueObject));
  const pageObject = objectById(file, firstPageId(file, catalogue));
  const pageDictionary = dictionaryOf(valueOf(file, pageObject));
  if (catalogue.has('AcroForm') || pageDictionary.has('Annots')) throw unreadable();
  const signatureId = file.objects.length + 1;
  const fieldId = signatureId + 1;
  const replaced = new Map([
    [catalogueObject.id, insertEntries(file, catalogueObject, `/AcroForm <<\n/Fields [${fieldId} 0 R]\n/SigFlags 3\n>>\n`)],
    [pageObject.id, insertEntries(file, pageObject, `/Annots [${fieldId} 0 R]\n`)],
  ]);
  const added = [writeSignatureObject(signatureId, text), writeFieldObject(fieldId, signatureId, pageObject.id)];
  const prepared = assemble(file, replaced, added.map((object) => Buffer.from(object, 'latin1')));
  const byteRange = fillByteRange(prepared);
  return { pdfWithPlaceholder: prepared, byteRange, digest: digestOf(prepared, byteRange) };
};

/**
 * Adds an empty signature to a PDF from `renderDocument` and computes the digest to sign. `at` (whole seconds, UTC)
 * becomes the signature's time. Refuses, with `pdf-not-preparable`, files of any other layout and signed ones.
 */
export const prepareSignature = (
  pdf: Uint8Array,
  { reason, name, at, reservedBytes = defaultReservedBytes }: Omit<SignatureText, 'reservedBytes'> & { readonly reservedBytes?: number },
): Prepared => {
  try {
    return { ok: true, prepared: prepare(pdf, { reason, name, at, reservedBytes }) };
  } catch {
    return { ok: false, code: 'pdf-not-preparable' };
  }
};

/** The DER the browser signs with RSASSA-PKCS1-v1_5 SHA-256: SET OF Attribute of PAdES baseline B. */
export const signedAttributesDer = (input: { readonly digest: Uint8Array; readonly certificateDer: Uint8Array }): Bytes =>
  writeSignedAttributes(input.digest, createHash('sha256').update(input.certificateDer).digest());

export type SignatureParts = {
  readonly signedAttributes: Uint8Array;
  readonly signature: Uint8Array;
  readonly certificateDer: Uint8Array;
  /** Certificates between the signer's and a trusted one; the trusted one itself may be among them. */
  readonly chainDer?: readonly Uint8Array[];
};

const embed = (pdf: Uint8Array, parts: SignatureParts): Embedded => {
  const { byteRange, contents } = findPreparedSignature(readPdfFile(pdf));
  if (!isPadding(contents)) return { ok: false, code: 'pdf-has-no-placeholder' };
  const digest = messageDigestOf(parts.signedAttributes);
  if (digest === null || !digestOf(pdf, byteRange).every((octet, index) => octet === digest[index])) {
    return { ok: false, code: 'pdf-digest-mismatch' };
  }
  if (!isSignedBy(parts.certificateDer, parts.signedAttributes, parts.signature)) {
    return { ok: false, code: 'pdf-signature-invalid' };
  }
  const cms = writeCms({
    certificateDer: copyOf(parts.certificateDer),
    chainDer: (parts.chainDer ?? []).map(copyOf),
    signedAttributes: copyOf(parts.signedAttributes),
    signature: copyOf(parts.signature),
  });
  if (cms.length > contents.length) return { ok: false, code: 'pdf-signature-too-long' };
  const signed = Buffer.from(pdf);
  signed.write(Buffer.from(cms).toString('hex'), byteRange[1] + 1, 'latin1');
  return { ok: true, pdf: signed };
};

/**
 * Puts the signature into the reserved string of a prepared PDF; no other byte changes. Refuses a signature that is
 * not the certificate's or not of this file. Whether the certificate may sign, and whether the finished file holds nothing but
 * this signature, is `verifySignedPdf`'s question.
 */
export const embedSignature = (pdfWithPlaceholder: Uint8Array, parts: SignatureParts): Embedded => {
  try {
    return embed(pdfWithPlaceholder, parts);
  } catch {
    return { ok: false, code: 'pdf-has-no-placeholder' };
  }
};
