// The one file layout Amate writes and accepts: header, objects end to end, one cross-reference table, one trailer.
// Streams of objects, further revisions, gaps and overlaps are refused, so that two programs cannot read two documents.
import { type PdfDictionary, type PdfValue, dictionaryOf, readPdfValue, referenceOf, unreadable } from './syntax.ts';

export type PdfObject = { readonly id: number; readonly from: number; readonly to: number };

export type PdfFile = {
  readonly bytes: Buffer;
  /** In the order of the file. */
  readonly objects: readonly PdfObject[];
  readonly tableFrom: number;
  readonly trailer: PdfDictionary;
  readonly rootId: number;
};

/** A signed document is a few pages; anything past this is not ours. */
const fileLimit = 32 * 1024 * 1024;
const objectLimit = 200_000;
const ending = /startxref\n(\d{1,10})\n%%EOF\n$/;

const refusal = (code: 'pdf-bytes-after-end' | 'pdf-later-revision'): Error => new Error(code);

/** Where the last cross-reference table begins. Tells trailing bytes from a file that never ended well. */
const tableOffset = (bytes: Buffer): number => {
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - 64));
  const match = ending.exec(tail);
  if (match !== null) return Number(match[1]);
  throw bytes.lastIndexOf('\n%%EOF') >= 0 ? refusal('pdf-bytes-after-end') : unreadable();
};

const readTable = (bytes: Buffer, from: number): { readonly offsets: readonly number[]; readonly end: number } => {
  const heading = /^xref\n0 (\d{1,7})\n/.exec(bytes.toString('latin1', from, from + 24));
  if (heading === null) {
    // A table that does not begin at object 0 belongs to a further revision.
    throw bytes.toString('latin1', from, from + 5) === 'xref\n' ? refusal('pdf-later-revision') : unreadable();
  }
  const count = Number(heading[1]);
  const first = from + heading[0].length;
  if (count < 1 || count > objectLimit || first + count * 20 > bytes.length) throw unreadable();
  const offsets: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const entry = bytes.toString('latin1', first + index * 20, first + index * 20 + 20);
    const match = index === 0 ? /^(0{10}) 65535 f \n$/.exec(entry) : /^(\d{10}) 00000 n \n$/.exec(entry);
    if (match === null) throw unreadable();
    offsets.push(Number(match[1]));
  }
  return { offsets, end: first + count * 20 };
};

/** Objects must follow one another without a gap, from the header's end to the table. */
const tileObjects = (bytes: Buffer, offsets: readonly number[], tableFrom: number): readonly PdfObject[] => {
  const starts = offsets.slice(1).map((from, index) => ({ id: index + 1, from })).toSorted((one, other) => one.from - other.from);
  const objects = starts.map(({ id, from }, index) => ({ id, from, to: starts[index + 1]?.from ?? tableFrom }));
  const headerEnd = bytes.indexOf('\n', 9) + 1;
  if (!/^%PDF-1\.\d\n%/.test(bytes.toString('latin1', 0, 10)) || objects[0]?.from !== headerEnd) throw unreadable();
  for (const { id, from, to } of objects) {
    const heading = `${id} 0 obj\n`;
    if (bytes.toString('latin1', from, from + heading.length) !== heading) throw unreadable();
    if (bytes.toString('latin1', to - 8, to) !== '\nendobj\n') throw unreadable();
  }
  return objects;
};

/** Reads the layout. Throws `pdf-not-readable`, `pdf-bytes-after-end` or `pdf-later-revision`. */
export const readPdfFile = (pdf: Uint8Array): PdfFile => {
  if (pdf.length > fileLimit) throw unreadable();
  const bytes = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length);
  const tableFrom = tableOffset(bytes);
  const { offsets, end } = readTable(bytes, tableFrom);
  if (bytes.toString('latin1', end, end + 8) !== 'trailer\n') throw unreadable();
  const { value, end: trailerEnd } = readPdfValue(bytes, end + 8);
  const trailer = dictionaryOf(value);
  if (trailer.has('Prev') || trailer.has('XRefStm')) throw refusal('pdf-later-revision');
  if (trailer.has('Encrypt') || trailer.get('Size') !== offsets.length) throw unreadable();
  if (bytes.toString('latin1', trailerEnd) !== `\nstartxref\n${tableFrom}\n%%EOF\n`) throw unreadable();
  return { bytes, objects: tileObjects(bytes, offsets, tableFrom), tableFrom, trailer, rootId: referenceOf(trailer.get('Root')) };
};

export const objectById = (file: PdfFile, id: number): PdfObject => {
  const object = file.objects.find((candidate) => candidate.id === id);
  if (object === undefined) throw unreadable();
  return object;
};

/** The value of an object, without its stream. */
export const valueOf = (file: PdfFile, { id, from }: PdfObject): PdfValue =>
  readPdfValue(file.bytes, from + `${id} 0 obj\n`.length).value;

/** The dictionary an entry holds or points to. */
export const resolveDictionary = (file: PdfFile, value: PdfValue | undefined): PdfDictionary =>
  dictionaryOf(value instanceof Map ? value : valueOf(file, objectById(file, referenceOf(value))));
