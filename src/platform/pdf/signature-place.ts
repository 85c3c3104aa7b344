// Finds the one signature of a document and the bytes it covers.
import { createHash } from 'node:crypto';
import { objectById, type PdfFile, resolveDictionary, valueOf } from './file-structure.ts';
import { type PdfDictionary, arrayOf, dictionaryOf, nameOf, referenceOf } from './syntax.ts';

export type ByteRange = readonly [number, number, number, number];

export type SignaturePlace = {
  readonly byteRange: ByteRange;
  /** Octets of /Contents, padding included. */
  readonly contents: Buffer;
  /** Claimed instant of signing, from /M. */
  readonly signedAt: Date;
};

export type PlaceProblem =
  | 'pdf-no-signature'
  | 'pdf-more-than-one-signature'
  | 'pdf-byte-range'
  | 'pdf-contents'
  | 'pdf-signature-form';

const problem = (code: PlaceProblem): Error => new Error(code);

export const subFilter = 'ETSI.CAdES.detached';
export const filter = 'Adobe.PPKLite';

/** `D:YYYYMMDDHHMMSSZ`, the only form written here. */
export const pdfInstant = (instant: Date): string => `D:${instant.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`;

const instantOf = (text: string): Date => {
  const [, year, month, day, hour, minute, second] = /^D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) ?? [];
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(instant.getTime())) throw problem('pdf-signature-form');
  return instant;
};

const isSignature = (dictionary: PdfDictionary): boolean =>
  dictionary.has('ByteRange') || nameOf(dictionary.get('Type')) === 'Sig' || nameOf(dictionary.get('Type')) === 'DocTimeStamp';

/** Every dictionary of the file by its object's id, each read once. */
const dictionariesOf = (file: PdfFile): ReadonlyMap<number, PdfDictionary> => new Map(file.objects.flatMap((object): readonly (readonly [number, PdfDictionary])[] => {
  const value = valueOf(file, object);
  return value instanceof Map ? [[object.id, value as PdfDictionary]] : [];
}));

/** The signature dictionary reached as viewers reach it: catalogue, form, its one field, the field's value. */
const signatureDictionary = (file: PdfFile): PdfDictionary => {
  const dictionaries = dictionariesOf(file);
  const entries = [...dictionaries];
  // every object that is, or looks like, a signature dictionary or a signature field
  const values = entries.filter(([, value]) => isSignature(value)).map(([id]) => id);
  const fields = entries.filter(([, value]) => nameOf(value.get('FT')) === 'Sig').map(([id]) => id);
  if (values.length > 1 || fields.length > 1) throw problem('pdf-more-than-one-signature');
  const catalogue = dictionaryOf(dictionaries.get(file.rootId));
  if (values.length === 0 || fields.length === 0 || !catalogue.has('AcroForm')) throw problem('pdf-no-signature');
  const formFields = arrayOf(resolveDictionary(file, catalogue.get('AcroForm')).get('Fields')).map(referenceOf);
  if (formFields.length > 1) throw problem('pdf-more-than-one-signature');
  if (formFields[0] !== fields[0]) throw problem('pdf-no-signature');
  const signatureId = referenceOf(dictionaryOf(dictionaries.get(formFields[0] ?? 0)).get('V'));
  if (signatureId !== values[0]) throw problem('pdf-no-signature');
  return dictionaryOf(dictionaries.get(signatureId));
};

const byteRangeOf = (signature: PdfDictionary): ByteRange => {
  const range = arrayOf(signature.get('ByteRange'));
  if (range.length !== 4 || !range.every((part) => Number.isSafeInteger(part))) throw problem('pdf-byte-range');
  return range as unknown as ByteRange;
};

const placeOf = (file: PdfFile, signature: PdfDictionary): SignaturePlace => {
  const [contents, moment] = [signature.get('Contents'), signature.get('M')];
  if (typeof contents !== 'object' || contents === null || !('string' in contents)) throw problem('pdf-contents');
  const written = file.bytes.toString('latin1', contents.from, contents.to);
  if (written !== `<${contents.string.toString('hex')}>`) throw problem('pdf-contents');
  const byteRange = byteRangeOf(signature);
  const whole: ByteRange = [0, contents.from, contents.to, file.bytes.length - contents.to];
  if (!whole.every((part, index) => part === byteRange[index])) throw problem('pdf-byte-range');
  if (nameOf(signature.get('SubFilter')) !== subFilter || nameOf(signature.get('Filter')) !== filter) {
    throw problem('pdf-signature-form');
  }
  if (typeof moment !== 'object' || moment === null || !('string' in moment)) throw problem('pdf-signature-form');
  return { byteRange, contents: contents.string, signedAt: instantOf(moment.string.toString('latin1')) };
};

/** The dictionary `prepareSignature` wrote, by its place before the field, the last object; not that there is no other. */
const preparedDictionary = (file: PdfFile): PdfDictionary => dictionaryOf(valueOf(file, objectById(file, file.objects.length - 1)));

/**
 * Finds the room in a file that `prepareSignature` made, without reading every object as `findSignature` does: what is filled in
 * here is judged whole when it is finished. Throws as `findSignature` does.
 */
export const findPreparedSignature = (file: PdfFile): SignaturePlace => placeOf(file, preparedDictionary(file));

/**
 * Finds the signature and requires that its ByteRange is the whole file but the /Contents string, and that the string
 * is lower-case hexadecimal. Throws a PlaceProblem or `pdf-not-readable`.
 */
export const findSignature = (file: PdfFile): SignaturePlace => placeOf(file, signatureDictionary(file));

/** SHA-256 of the bytes a ByteRange covers. */
export const digestOf = (pdf: Uint8Array, [from, length, next, rest]: ByteRange): Uint8Array =>
  createHash('sha256').update(pdf.subarray(from, from + length)).update(pdf.subarray(next, next + rest)).digest();
