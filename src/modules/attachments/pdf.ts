import { createInflate } from 'node:zlib';
import { fault } from './file-faults.ts';

/**
 * A PDF that somebody else made (ISO 32000). It is kept byte for byte, because it may bear a signature, and Amate
 * never shows it: it is handed out to be saved. What acts when it is opened is refused, wherever it hides: every
 * packed stream is unpacked a piece at a time and searched, whatever its dictionary claims.
 */
const TAIL = 2_048;
const MOST_UNPACKED = 256 * 1024 * 1024;
/** What looking into one stream costs at least, in the same coin as unpacked bytes: many tiny ones are not free. */
const PER_STREAM = 4_096;
const PIECE = 64 * 1024;
const LONGEST_NAME = 64;

/** Names of what acts by itself or carries other files (7.11.4, 12.6.4, 12.7.8, 13); short ones with their value, as chance writes short ones too. */
const active = /\/(?:JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia|SubmitForm|ImportData|GoToE|Rendition|OnInstantiate)(?![A-Za-z0-9])|\/(?:EF|XFA)\s*(?:<<|\[|\(|\d+\s+\d+\s+R)/;
const locked = /\/Encrypt(?![A-Za-z0-9])/;
/** Packed in ways that are not unpacked here; readers of old do it, and so could whoever hides something. */
const uncheckable = /\/(?:LZWDecode|RunLengthDecode|ASCIIHexDecode|Crypt)(?![A-Za-z0-9])/;
const base85 = /\/(?:ASCII85Decode|A85)(?![A-Za-z0-9])/;

/** Text with the names' escapes written out (7.3.5): `/J#61vaScript` is `/JavaScript`. */
const plain = (bytes: Buffer): string => bytes.toString('latin1').replaceAll(/#([0-9a-fA-F]{2})/g, (_whole, digits: string) => String.fromCharCode(parseInt(digits, 16)));

const requireInert = (text: string): void => {
  if (active.test(text)) throw fault('pdf-active');
  if (locked.test(text)) throw fault('pdf-locked');
};

const requireWhole = (bytes: Buffer): void => {
  if (!/^%PDF-(?:1\.[0-7]|2\.0)[\s%]/.test(bytes.toString('latin1', 0, 10))) throw fault('file-kind-unknown');
  const tail = bytes.toString('latin1', Math.max(0, bytes.length - TAIL));
  const end = /startxref\s+(\d+)\s+%%EOF([\s\0]*)$/.exec(tail);
  if (end === null) throw fault(/startxref\s+\d+\s+%%EOF/.test(bytes.toString('latin1')) ? 'file-has-more' : 'file-damaged');
  const table = bytes.toString('latin1', Number(end[1]), Number(end[1]) + 32);
  if (!/^\s*(?:xref\b|\d+\s+\d+\s+obj\b)/.test(table)) throw fault('file-damaged');
  // A ZIP's directory near the end is what makes a file open as a ZIP as well.
  if (bytes.subarray(Math.max(0, bytes.length - 66_000)).includes('PK\u0005\u0006', 0, 'latin1')) throw fault('file-has-more');
};

/** RFC 1950: what a packed stream begins with. */
const isZlib = (bytes: Buffer, at: number): boolean =>
  at + 2 < bytes.length && ((bytes[at] ?? 0) & 0x0f) === 8 && (bytes[at] ?? 0) >> 4 <= 7 && bytes.readUInt16BE(at) % 31 === 0;

type Budget = { left: number };

const spend = (budget: Budget, bytes: number): void => {
  budget.left -= bytes;
  if (budget.left < 0) throw fault('pdf-uncheckable');
};

/** Unpacks as far as any reader could and looks at each piece with the end of the one before. */
const searchPacked = async (packed: Buffer, budget: Budget): Promise<void> => {
  const inflater = createInflate({ chunkSize: PIECE });
  inflater.end(packed);
  let carried: Buffer = Buffer.alloc(0);
  try {
    for await (const given of inflater) {
      const piece = given as Buffer;
      spend(budget, piece.length);
      const seen = Buffer.concat([carried, piece]);
      requireInert(plain(seen));
      carried = seen.subarray(Math.max(0, seen.length - LONGEST_NAME));
    }
  } catch (error) {
    // Broken packing shows a reader no more than it showed here.
    if (error instanceof Error && error.name === 'DomainError') throw error;
  }
};

/** Adobe's base 85 (7.4.3) up to its end mark; null when it is none. */
const fromBase85 = (text: string): Buffer | null => {
  const digits = text.replaceAll(/\s/g, '').replaceAll('z', '!!!!!');
  if (!/^[!-u]*$/.test(digits)) return null;
  const padding = (5 - digits.length % 5) % 5;
  const whole = digits + 'u'.repeat(padding);
  const bytes = Buffer.alloc((whole.length / 5) * 4);
  for (let at = 0; at < whole.length; at += 5) {
    let value = 0;
    for (let nth = 0; nth < 5; nth += 1) value = value * 85 + whole.charCodeAt(at + nth) - 33;
    bytes.writeUInt32BE(value % 0x1_0000_0000, (at / 5) * 4);
  }
  return bytes.subarray(0, bytes.length - padding);
};

const searchBase85 = async (bytes: Buffer, from: number, budget: Budget): Promise<void> => {
  const end = bytes.indexOf('~>', from, 'latin1');
  spend(budget, (end === -1 ? bytes.length : end) - from);
  const decoded = end === -1 ? null : fromBase85(bytes.toString('latin1', from, end));
  if (decoded === null) return;
  requireInert(plain(decoded));
  if (isZlib(decoded, 0)) await searchPacked(decoded, budget);
};

const searchStreams = async (bytes: Buffer, hasBase85: boolean): Promise<void> => {
  const budget: Budget = { left: MOST_UNPACKED };
  for (let at = bytes.indexOf('stream', 0, 'latin1'); at !== -1; at = bytes.indexOf('stream', at + 6, 'latin1')) {
    let from = at + 6;
    if (bytes[from] === 0x0d) from += 1;
    if (bytes[from] === 0x0a) from += 1;
    if (from === at + 6 || bytes.toString('latin1', at - 3, at) === 'end') continue;
    spend(budget, PER_STREAM);
    if (isZlib(bytes, from)) await searchPacked(bytes.subarray(from), budget);
    else if (hasBase85) await searchBase85(bytes, from, budget);
  }
};

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/** Refuses a PDF that is truncated, carries another file behind or inside it, runs or sends something, or cannot be looked into. */
export const requireInertPdf = async (bytes: Buffer): Promise<void> => {
  requireWhole(bytes);
  const text = plain(bytes);
  requireInert(text);
  if (uncheckable.test(text)) throw fault('pdf-uncheckable');
  await searchStreams(bytes, base85.test(text));
};
