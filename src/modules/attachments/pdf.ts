import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createInflate } from 'node:zlib';
import { fault } from './file-faults.ts';
import { objectStreamsOf } from './pdf-object-streams.ts';

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
/** What a character of a dictionary costs: each is looked at more closely. */
const PER_CHARACTER = 4;
const LONGEST_NAME = 64;

/** Names of what acts by itself, fetches or carries other files (7.3.8, 7.11.4, 12.6.4, 12.7.8, 13); short ones with their value, as chance writes short ones too. */
const active = /\/(?:JavaScript|Launch|EmbeddedFiles?|FileAttachment|RichMedia|SubmitForm|ImportData|GoToE|GoToR|FFilter|Rendition|OnInstantiate)(?![A-Za-z0-9])|\/(?:EF|XFA)[\s\0]*(?:<<|\[|\(|%|\d+[\s\0%])/;
const locked = /\/Encrypt(?![A-Za-z0-9])/;
/** Packed in ways that are not unpacked here; readers of old do it, and so could whoever hides something. */
const uncheckable = /\/(?:LZWDecode|RunLengthDecode|ASCIIHexDecode|Crypt)(?![A-Za-z0-9])/;
const base85 = /\/(?:ASCII85Decode|A85)(?![A-Za-z0-9])/;

/** The value of a hexadecimal digit; -1 of anything else. */
const digitOf = (sign = 0): number => {
  if (sign >= 0x30 && sign <= 0x39) return sign - 0x30;
  const letter = sign | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
};

/** Text with the names' escapes written out (7.3.5): `/J#61vaScript` is `/JavaScript`. Byte by byte: a file may hold millions of them. */
const plain = (bytes: Buffer): string => {
  if (!bytes.includes(0x23)) return bytes.toString('latin1');
  const written = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const isEscape = bytes[at] === 0x23 && digitOf(bytes[at + 1]) !== -1 && digitOf(bytes[at + 2]) !== -1;
    written[length] = isEscape ? digitOf(bytes[at + 1]) * 16 + digitOf(bytes[at + 2]) : bytes[at] ?? 0;
    if (isEscape) at += 2;
    length += 1;
  }
  return written.toString('latin1', 0, length);
};

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

type Pieces = AsyncIterable<Buffer>;

/** Looks at each piece with the end of the one before. */
const searchPieces = async (pieces: Pieces, budget: Budget): Promise<void> => {
  let carried: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    spend(budget, piece.length);
    const seen = Buffer.concat([carried, piece]);
    requireInert(plain(seen));
    carried = seen.subarray(Math.max(0, seen.length - LONGEST_NAME));
  }
};

/** Unpacks as far as it goes and says whether that was to the end. */
const searchPacked = async (packed: Pieces, budget: Budget): Promise<boolean> => {
  const inflater = createInflate({ chunkSize: PIECE });
  const source = Readable.from(packed);
  source.on('error', (error) => inflater.destroy(error));
  source.pipe(inflater);
  try {
    await searchPieces(inflater, budget);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'DomainError') throw error;
    return false;
  } finally {
    source.destroy();
  }
};

async function* piecesOf(bytes: Buffer, from: number): AsyncGenerator<Buffer> {
  for (let at = from; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

const BASE85_PIECE = 4 * 16_384;

/** Adobe's base 85 (7.4.3) up to its end mark or the first sign that is none of it. Others are served between the pieces. */
async function* fromBase85(bytes: Buffer, from: number, budget: Budget): AsyncGenerator<Buffer> {
  let [piece, length, group, digits] = [Buffer.allocUnsafe(BASE85_PIECE), 0, 0, 0];
  let at = from;
  for (; at < bytes.length; at += 1) {
    const sign = bytes[at] ?? 0;
    if (sign === 0x7a) { group = 0; digits = 5; }
    else if (sign >= 0x21 && sign <= 0x75) { group = group * 85 + sign - 0x21; digits += 1; }
    else if (!(sign <= 0x20)) break;
    if (digits === 5) {
      piece.writeUInt32BE(group % 0x1_0000_0000, length);
      [length, group, digits] = [length + 4, 0, 0];
    }
    if (length < BASE85_PIECE) continue;
    spend(budget, BASE85_PIECE);
    await nextTurn();
    yield piece;
    [piece, length] = [Buffer.allocUnsafe(BASE85_PIECE), 0];
  }
  for (let missing = digits; missing > 0 && missing < 5; missing += 1) group = group * 85 + 84;
  if (digits > 1) length = piece.writeUInt32BE(group % 0x1_0000_0000, length) - 5 + digits;
  yield piece.subarray(0, length);
}

const searchBase85 = async (bytes: Buffer, from: number, budget: Budget): Promise<void> => {
  await searchPieces(fromBase85(bytes, from, budget), budget);
  const first = await fromBase85(bytes.subarray(0, from + 40), from, budget).next();
  if (first.done !== true && isZlib(first.value, 0)) await searchPacked(fromBase85(bytes, from, budget), budget);
};

/** Where readers let a stream's bytes begin: behind the line on which `stream` stands, or one sign after blanks behind it. */
const beginningsOf = (bytes: Buffer, stream: number, lineEnd: number): readonly number[] => {
  let blank = stream + 6;
  while (bytes[blank] === 0x20) blank += 1;
  const behind = bytes[lineEnd] === 0x0d && bytes[lineEnd + 1] === 0x0a ? lineEnd + 2 : lineEnd + 1;
  return [...new Set([behind, blank + 1])];
};

type Search = { readonly budget: Budget; readonly hasBase85: boolean };

const searchFrom = async (bytes: Buffer, from: number, { budget, hasBase85 }: Search): Promise<void> => {
  spend(budget, PER_STREAM);
  // Of what is broken most readers show no more than was seen here.
  if (isZlib(bytes, from)) await searchPacked(piecesOf(bytes, from), budget);
  else if (hasBase85) await searchBase85(bytes, from, budget);
};

/** Of objects a reader takes whatever it can get from a broken packing: they must unpack whole, from where the format says. */
const searchObjects = async (bytes: Buffer, stream: number, budget: Budget): Promise<void> => {
  const from = stream + (bytes[stream + 6] === 0x0d ? 8 : 7);
  if (bytes[from - 1] !== 0x0a || !isZlib(bytes, from) || !await searchPacked(piecesOf(bytes, from), budget)) throw fault('pdf-uncheckable');
};

const lineEndFrom = (bytes: Buffer, from: number): number => {
  let at = from;
  while (at < bytes.length && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
  return at;
};

const searchStreams = async (bytes: Buffer, hasBase85: boolean, budget: Budget): Promise<void> => {
  const holdObjects = await objectStreamsOf(bytes.toString('latin1'), (characters) => { spend(budget, characters * PER_CHARACTER); });
  let lineEnd = -1;
  const searched = new Set<number>();
  for (let at = bytes.indexOf('stream', 0, 'latin1'); at !== -1; at = bytes.indexOf('stream', at + 6, 'latin1')) {
    if (bytes.toString('latin1', at - 3, at) === 'end') continue;
    if (lineEnd < at) lineEnd = lineEndFrom(bytes, at);
    const fresh = holdObjects.has(at) ? [] : beginningsOf(bytes, at, lineEnd).filter((from) => !searched.has(from));
    if (holdObjects.has(at)) await searchObjects(bytes, at, budget);
    for (const from of fresh) {
      searched.add(from);
      await searchFrom(bytes, from, { budget, hasBase85 });
    }
  }
};

export const isPdf = (bytes: Buffer): boolean => bytes.subarray(0, 5).toString('latin1') === '%PDF-';

/** Refuses a PDF that is truncated, carries another file behind or inside it, runs or sends something, or cannot be looked into. */
export const requireInertPdf = async (bytes: Buffer): Promise<void> => {
  requireWhole(bytes);
  const text = plain(bytes);
  requireInert(text);
  if (uncheckable.test(text)) throw fault('pdf-uncheckable');
  await searchStreams(bytes, base85.test(text), { left: MOST_UNPACKED });
};
