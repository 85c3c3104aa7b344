import { plainProfile } from './colour-profile.ts';
import { orientationBlock, orientationOf } from './exif-orientation.ts';
import type { Orientation } from './exif-orientation.ts';
import { fault, requireDrawable, requireFewPieces } from './file-faults.ts';
import type { CleanImage } from './file-faults.ts';

/**
 * A JPEG (ITU-T T.81) taken apart segment by segment and put together from what draws the picture. The compressed
 * picture itself is kept byte for byte; the other segments are dropped or built anew.
 */
const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DQT = 0xdb;
const DHT = 0xc4;
const DRI = 0xdd;
/** Baseline, extended and progressive, Huffman coded: what browsers draw. */
const frames = new Set([0xc0, 0xc1, 0xc2]);
/** A picture in more passes than any encoder makes costs a reader a decoding each. */
const MOST_SCANS = 64;

type Found = {
  readonly drawing: Buffer[]; readonly profileParts: Map<number, Buffer>;
  isJfif: boolean; adobe: number | null; orientation: Orientation; announcesMore: boolean;
  size: { readonly width: number; readonly height: number } | null; hasTables: boolean; scans: number;
};

const segment = (marker: number, payload: Buffer): Buffer => {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
};

const begins = (payload: Buffer, text: string): boolean => payload.toString('latin1', 0, text.length) === text;

/** Whether tables fill their segment to the byte, so that nothing else travels in it. */
const isQuantisation = (payload: Buffer): boolean => {
  let at = 0;
  while (at < payload.length) at += 1 + ((payload[at] ?? 0) >> 4 === 0 ? 64 : 128);
  return at === payload.length && at > 0;
};
const isHuffman = (payload: Buffer): boolean => {
  let at = 0;
  while (at + 17 <= payload.length) {
    const symbols = payload.subarray(at + 1, at + 17).reduce((sum, count) => sum + count, 0);
    if (symbols > 256) return false;
    at += 17 + symbols;
  }
  return at === payload.length && at > 0;
};

const readFrame = (found: Found, payload: Buffer): void => {
  const components = payload[5] ?? 0;
  if (found.size !== null || payload[0] !== 8 || ![1, 3, 4].includes(components) || payload.length !== 6 + components * 3) throw fault('file-damaged');
  found.size = { width: payload.readUInt16BE(3), height: payload.readUInt16BE(1) };
  requireDrawable(found.size.width, found.size.height);
};

/** What phones append to a picture (a second one, a clip) is announced inside it, and then cut off; see `endOf`. */
const saysMore = (payload: Buffer): boolean => /MicroVideo|MotionPhoto|GContainer|Container:Directory|hdrgm/.test(payload.toString('latin1'));

/** What an application's segment says that is worth hearing, by its marker and its first letters. */
const heard: readonly { readonly marker: number; readonly name: string; readonly read: (found: Found, payload: Buffer) => void }[] = [
  { marker: 0xe0, name: 'JFIF\0', read: (found) => { found.isJfif = true; } },
  { marker: 0xe1, name: 'Exif\0\0', read: (found, payload) => { if (found.orientation === 1) found.orientation = orientationOf(payload.subarray(6)); } },
  { marker: 0xe1, name: '', read: (found, payload) => { if (saysMore(payload)) found.announcesMore = true; } },
  { marker: 0xe2, name: 'MPF\0', read: (found) => { found.announcesMore = true; } },
  { marker: 0xe2, name: 'ICC_PROFILE\0', read: (found, payload) => { found.profileParts.set(payload[12] ?? 0, payload.subarray(14)); } },
  { marker: 0xee, name: 'Adobe', read: (found, payload) => { if (payload.length >= 12) found.adobe = payload[11] ?? 0; } },
];

const readApplication = (found: Found, marker: number, payload: Buffer): void => {
  for (const each of heard) if (each.marker === marker && begins(payload, each.name)) each.read(found, payload);
};

const readSegment = (found: Found, marker: number, payload: Buffer): void => {
  if (marker >= 0xe0 && marker <= 0xef) { readApplication(found, marker, payload); return; }
  if (marker === 0xfe) return;
  if (frames.has(marker)) readFrame(found, payload);
  else if (marker === DQT) { if (!isQuantisation(payload)) throw fault('file-damaged'); found.hasTables = true; }
  else if (marker === DHT) { if (!isHuffman(payload)) throw fault('file-damaged'); }
  else if (marker === DRI) { if (payload.length !== 2) throw fault('file-damaged'); }
  // Arithmetic coding, lossless and hierarchical pictures: nothing draws them.
  else throw fault('file-kind-unknown');
  found.drawing.push(segment(marker, payload));
};

const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/** Where the compressed data that begin at `from` end: at the next marker that is neither a stuffed byte nor a restart. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at !== -1 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0x00 && next !== 0xff && !isRestart(next)) return at;
  }
  throw fault('file-damaged');
};

const readScan = (found: Found, bytes: Buffer, header: Buffer, from: number): number => {
  if (found.size === null || !found.hasTables || header.length !== 4 + (header[0] ?? 0) * 2) throw fault('file-damaged');
  found.scans += 1;
  if (found.scans > MOST_SCANS) throw fault('image-too-large');
  const end = endOfScan(bytes, from);
  if (end === from) throw fault('file-damaged');
  found.drawing.push(segment(SOS, header), bytes.subarray(from, end));
  return end;
};

/** The marker at a place, and where what follows it begins; a marker may be padded with bytes of ones. */
const markerAt = (bytes: Buffer, from: number): { readonly marker: number; readonly at: number } => {
  if (bytes[from] !== 0xff) throw fault('file-damaged');
  let at = from + 1;
  while (bytes[at] === 0xff) at += 1;
  const marker = bytes[at] ?? 0;
  if (marker < 0xc0 || marker === SOI || isRestart(marker)) throw fault('file-damaged');
  return { marker, at: at + 1 };
};

const payloadAt = (bytes: Buffer, at: number): Buffer => {
  const length = at + 2 > bytes.length ? 0 : bytes.readUInt16BE(at);
  if (length < 2 || at + length > bytes.length) throw fault('file-damaged');
  return bytes.subarray(at + 2, at + length);
};

/** Reads up to the end of the image and says where that is. */
const readSegments = (found: Found, bytes: Buffer): number => {
  for (let [from, pieces] = [2, 1]; ; pieces += 1) {
    requireFewPieces(pieces);
    const { marker, at } = markerAt(bytes, from);
    if (marker === EOI) return at;
    const payload = payloadAt(bytes, at);
    from = at + 2 + payload.length;
    if (marker === SOS) from = readScan(found, bytes, payload, from);
    else readSegment(found, marker, payload);
  }
};

/** What follows the image is cut off when the image announces it or a phone's maker marks it; anything else is foreign. */
const requireKnownEnd = (found: Found, rest: Buffer): void => {
  const isMarkedByMaker = rest.length > 4 && rest.toString('latin1', rest.length - 4) === 'SEFT';
  if (!found.announcesMore && !isMarkedByMaker && rest.some((byte) => byte !== 0)) throw fault('file-has-more');
};

const profileOf = ({ profileParts }: Found): Buffer | null =>
  (profileParts.size === 0 ? null : plainProfile(Buffer.concat([...profileParts].toSorted(([one], [other]) => one - other).map(([, part]) => part))));

const JFIF = Buffer.from('JFIF\0\x01\x01\x00\x00\x01\x00\x01\x00\x00', 'latin1');
const adobeOf = (transform: number): Buffer => Buffer.concat([Buffer.from('Adobe\0d\0\0\0\0', 'latin1'), Buffer.of(transform)]);

/** The picture alone, upright as it was. Refuses what is truncated, no JPEG a browser draws, too large, or more than one thing. */
export const cleanJpeg = (bytes: Buffer): CleanImage => {
  const found: Found = { drawing: [], profileParts: new Map(), isJfif: false, adobe: null, orientation: 1, announcesMore: false, size: null, hasTables: false, scans: 0 };
  const end = readSegments(found, bytes);
  if (found.size === null || found.scans === 0) throw fault('file-damaged');
  requireKnownEnd(found, bytes.subarray(end));
  const profile = profileOf(found);
  const kept = Buffer.concat([
    Buffer.of(0xff, SOI),
    ...(found.isJfif ? [segment(0xe0, JFIF)] : []),
    ...(found.orientation === 1 ? [] : [segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), orientationBlock(found.orientation)]))]),
    ...(profile === null ? [] : [segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profile]))]),
    ...(found.adobe === null ? [] : [segment(0xee, adobeOf(found.adobe))]),
    ...found.drawing,
    Buffer.of(0xff, EOI),
  ]);
  return { bytes: kept, ...found.size };
};
