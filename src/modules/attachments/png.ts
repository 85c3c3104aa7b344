import { crc32, createInflate, deflateSync, inflateSync } from 'node:zlib';
import { plainProfile } from './colour-profile.ts';
import { orientationBlock, orientationOf } from './exif-orientation.ts';
import { fault, requireDrawable, requireFewPieces } from './file-faults.ts';
import type { CleanImage } from './file-faults.ts';

/**
 * A PNG (W3C PNG, third edition) taken apart chunk by chunk. Chunks that draw are kept, those that only tell are
 * dropped, and the pixels are unpacked once, a piece at a time, to know that they are there and nothing beside them.
 */
const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const LARGEST_PROFILE = 1024 * 1024;

/** Chunks that say how pixels are to be shown, with the most bytes each can hold. */
const showing: Readonly<Record<string, number>> = { tRNS: 256, gAMA: 4, cHRM: 32, sRGB: 1, sBIT: 4, bKGD: 6, pHYs: 9, cICP: 4 };
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const depths: Readonly<Record<number, readonly number[]>> = { 0: [1, 2, 4, 8, 16], 2: [8, 16], 3: [1, 2, 4, 8], 4: [8, 16], 6: [8, 16] };

type Chunk = { readonly type: string; readonly data: Buffer };

const chunksOf = (bytes: Buffer): readonly Chunk[] => {
  const chunks: Chunk[] = [];
  for (let at = SIGNATURE.length; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (at + 12 + length > bytes.length) throw fault('file-damaged');
    const named = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(named) !== bytes.readUInt32BE(at + 8 + length)) throw fault('file-damaged');
    const chunk = { type: named.toString('latin1', 0, 4), data: named.subarray(4) };
    chunks.push(chunk);
    requireFewPieces(chunks.length);
    at += 12 + length;
    if (chunk.type === 'IEND') {
      if (at !== bytes.length) throw fault('file-has-more');
      return chunks;
    }
  }
  throw fault('file-damaged');
};

const written = ({ type, data }: Chunk): Buffer => {
  const chunk = Buffer.alloc(12 + data.length);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, 'latin1');
  data.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + data.length)), 8 + data.length);
  return chunk;
};

type Header = { readonly width: number; readonly height: number; readonly bits: number; readonly isInterlaced: boolean };

const headerOf = (chunk: Chunk | undefined): Header => {
  if (chunk?.type !== 'IHDR' || chunk.data.length !== 13) throw fault('file-damaged');
  const { data } = chunk;
  const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  const [depth, colour, interlace] = [data.readUInt8(8), data.readUInt8(9), data.readUInt8(12)];
  // Of packing and filtering, the two bytes between, there is one way each.
  if (depths[colour]?.includes(depth) !== true || data.readUInt16BE(10) !== 0 || interlace > 1) throw fault('file-damaged');
  requireDrawable(width, height);
  return { width, height, bits: depth * (channels[colour] ?? 0), isInterlaced: interlace === 1 };
};

/** Adam7: where each pass begins and how far it steps, across and down. */
const passes = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;

const sizeOf = (width: number, height: number, bits: number): number => (width === 0 || height === 0 ? 0 : height * (1 + Math.ceil((width * bits) / 8)));

/** Bytes that the pixels unpack to. */
const unpackedSize = ({ width, height, bits, isInterlaced }: Header): number => (isInterlaced
  ? passes.reduce((sum, [x, y, across, down]) => sum + sizeOf(Math.max(0, Math.ceil((width - x) / across)), Math.max(0, Math.ceil((height - y) / down)), bits), 0)
  : sizeOf(width, height, bits));

const requirePixels = async (packed: Buffer, expected: number): Promise<void> => {
  const inflater = createInflate();
  inflater.end(packed);
  let size = 0;
  try {
    for await (const piece of inflater) {
      size += (piece as Buffer).length;
      if (size > expected) break;
    }
  } catch {
    throw fault('file-damaged');
  }
  if (size !== expected) throw fault('file-damaged');
  // What lies behind the end of the packed pixels no reader ever shows.
  if (inflater.bytesWritten !== packed.length) throw fault('file-has-more');
};

const profileChunk = (data: Buffer): readonly Chunk[] => {
  const name = data.indexOf(0);
  if (name < 1 || name > 79 || data[name + 1] !== 0) return [];
  try {
    const profile = plainProfile(inflateSync(data.subarray(name + 2), { maxOutputLength: LARGEST_PROFILE }));
    return profile === null ? [] : [{ type: 'iCCP', data: Buffer.concat([Buffer.from('colour\0\0', 'latin1'), deflateSync(profile)]) }];
  } catch {
    return [];
  }
};

const turnChunk = (data: Buffer): readonly Chunk[] => {
  const orientation = orientationOf(data);
  return orientation === 1 ? [] : [{ type: 'eXIf', data: orientationBlock(orientation) }];
};

const keptOf = (chunk: Chunk): readonly Chunk[] => {
  const { type, data } = chunk;
  if (['acTL', 'fcTL', 'fdAT'].includes(type)) throw fault('image-animated');
  if (['IHDR', 'IDAT', 'IEND'].includes(type)) return [chunk];
  if (type === 'PLTE') { if (data.length % 3 !== 0 || data.length > 768) throw fault('file-damaged'); return [chunk]; }
  if (type === 'iCCP') return profileChunk(data);
  if (type === 'eXIf') return turnChunk(data);
  // A reader that does not know a critical chunk (upper case) must not draw the image.
  if (/^[A-Z]/.test(type)) throw fault('file-damaged');
  return data.length <= (showing[type] ?? -1) ? [chunk] : [];
};

export const isPng = (bytes: Buffer): boolean => bytes.subarray(0, SIGNATURE.length).equals(SIGNATURE);

/** The picture alone. Refuses what is truncated, changed on the way (its checksums), moving, too large, or more than one thing. */
export const cleanPng = async (bytes: Buffer): Promise<CleanImage> => {
  const chunks = chunksOf(bytes);
  const header = headerOf(chunks[0]);
  const types = chunks.map(({ type }) => type);
  const [first, last] = [types.indexOf('IDAT'), types.lastIndexOf('IDAT')];
  if (first === -1 || types.slice(first, last).some((type) => type !== 'IDAT') || types.lastIndexOf('IHDR') !== 0) throw fault('file-damaged');
  if (chunks.at(-1)?.data.length !== 0) throw fault('file-has-more');
  const kept = chunks.flatMap(keptOf);
  await requirePixels(Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)), unpackedSize(header));
  return { bytes: Buffer.concat([SIGNATURE, ...kept.map(written)]), width: header.width, height: header.height };
};
