// A small reader of PDF objects (ISO 32000-1, 7.3), for the files our own renderer writes.

export type PdfValue =
  | null
  | boolean
  | number
  | { readonly name: string }
  | { readonly reference: number; readonly generation: number }
  /** Place of a string in the file, its delimiters included. */
  | { readonly string: Buffer; readonly from: number; readonly to: number }
  | readonly PdfValue[]
  | PdfDictionary;

export type PdfDictionary = ReadonlyMap<string, PdfValue>;

export const unreadable = (): Error => new Error('pdf-not-readable');

/** Nested deeper than any document of ours; a bomb otherwise. */
const depthLimit = 32;

type Cursor = { readonly bytes: Buffer; at: number };

const isBlank = (octet: number | undefined): boolean =>
  octet === 0x20 || octet === 0x0a || octet === 0x0d || octet === 0x09 || octet === 0x0c || octet === 0x00;

const skipBlanks = (cursor: Cursor): void => {
  while (isBlank(cursor.bytes[cursor.at])) cursor.at += 1;
};

/** By octets and without a string of its own: asked several times for each value of a file. */
const startsWith = ({ bytes, at }: Cursor, text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (bytes[at + index] !== text.charCodeAt(index)) return false;
  return true;
};

/** 1 for the octets that end a token. */
const stops = Uint8Array.from({ length: 256 }, (_, octet) => Number(/[\s\0()<>[\]{}/%]/.test(String.fromCharCode(octet))));

/** Characters up to the next blank or delimiter. */
const readToken = (cursor: Cursor): string => {
  const from = cursor.at;
  while (cursor.at < cursor.bytes.length && stops[cursor.bytes[cursor.at] ?? 0] === 0) cursor.at += 1;
  return cursor.bytes.toString('latin1', from, cursor.at);
};

const readLiteralString = (cursor: Cursor): PdfValue => {
  const from = cursor.at;
  const octets: number[] = [];
  let open = 0;
  for (;;) {
    const octet = cursor.bytes[cursor.at];
    if (octet === undefined) throw unreadable();
    cursor.at += 1;
    if (octet === 0x5c) {
      // The escaped octet is kept as it stands: no string of ours is compared past its place.
      octets.push(cursor.bytes[cursor.at] ?? 0);
      cursor.at += 1;
      continue;
    }
    if (octet === 0x28) open += 1;
    if (octet === 0x29) open -= 1;
    if (open === 0) break;
    octets.push(octet);
  }
  return { string: Buffer.from(octets.slice(1)), from, to: cursor.at };
};

const readHexString = (cursor: Cursor): PdfValue => {
  const from = cursor.at;
  const end = cursor.bytes.indexOf(0x3e, from);
  if (end < 0) throw unreadable();
  cursor.at = end + 1;
  const digits = cursor.bytes.toString('latin1', from + 1, end);
  const octets = Buffer.from(digits, 'hex');
  // decoding stops at the first character that is no digit
  if (octets.length * 2 !== digits.length) throw unreadable();
  return { string: octets, from, to: end + 1 };
};

const readArray = (cursor: Cursor, depth: number): PdfValue => {
  cursor.at += 1;
  const items: PdfValue[] = [];
  for (;;) {
    skipBlanks(cursor);
    if (startsWith(cursor, ']')) break;
    items.push(readValue(cursor, depth + 1));
  }
  cursor.at += 1;
  return items;
};

const readName = (cursor: Cursor): string => {
  cursor.at += 1;
  return readToken(cursor);
};

const readDictionary = (cursor: Cursor, depth: number): PdfDictionary => {
  cursor.at += 2;
  const entries = new Map<string, PdfValue>();
  for (;;) {
    skipBlanks(cursor);
    if (startsWith(cursor, '>>')) break;
    if (!startsWith(cursor, '/')) throw unreadable();
    const key = readName(cursor);
    // A key written twice reads differently in different programs.
    if (entries.has(key)) throw unreadable();
    entries.set(key, readValue(cursor, depth + 1));
  }
  cursor.at += 2;
  return entries;
};

const readNumberOrReference = (cursor: Cursor, token: string): PdfValue => {
  const number = Number(token);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(token)) throw unreadable();
  // most numbers stand before a bracket, a name or a line's end: no text is made of what follows them
  const [blank = 0, digit = 0] = cursor.bytes.subarray(cursor.at, cursor.at + 2);
  if (!isBlank(blank) || digit < 0x30 || digit > 0x39) return number;
  const ahead = cursor.bytes.toString('latin1', cursor.at, cursor.at + 16);
  const reference = /^\s(\d{1,5})\sR(?![^\s()<>[\]{}/%])/.exec(ahead);
  if (reference === null || !/^\d+$/.test(token)) return number;
  cursor.at += reference[0].length;
  return { reference: number, generation: Number(reference[1]) };
};

const keywords = new Map<string, PdfValue>([['null', null], ['true', true], ['false', false]]);

const readValue = (cursor: Cursor, depth: number): PdfValue => {
  if (depth > depthLimit) throw unreadable();
  skipBlanks(cursor);
  if (startsWith(cursor, '<<')) return readDictionary(cursor, depth);
  if (startsWith(cursor, '<')) return readHexString(cursor);
  if (startsWith(cursor, '(')) return readLiteralString(cursor);
  if (startsWith(cursor, '[')) return readArray(cursor, depth);
  if (startsWith(cursor, '/')) return { name: readName(cursor) };
  const token = readToken(cursor);
  const keyword = keywords.get(token);
  return keyword === undefined ? readNumberOrReference(cursor, token) : keyword;
};

/** Reads the value at `at` and tells where it ends. Throws `pdf-not-readable`. */
export const readPdfValue = (bytes: Buffer, at: number): { readonly value: PdfValue; readonly end: number } => {
  const cursor: Cursor = { bytes, at };
  const value = readValue(cursor, 0);
  return { value, end: cursor.at };
};

export const dictionaryOf = (value: PdfValue | undefined): PdfDictionary => {
  if (!(value instanceof Map)) throw unreadable();
  return value;
};

export const arrayOf = (value: PdfValue | undefined): readonly PdfValue[] => {
  if (!Array.isArray(value)) throw unreadable();
  return value;
};

export const nameOf = (value: PdfValue | undefined): string | null =>
  typeof value === 'object' && value !== null && 'name' in value ? value.name : null;

export const referenceOf = (value: PdfValue | undefined): number => {
  if (typeof value !== 'object' || value === null || !('reference' in value) || value.generation !== 0) throw unreadable();
  return value.reference;
};
