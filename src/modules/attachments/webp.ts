import { plainProfile } from './colour-profile.ts';
import { orientationBlock, orientationOf } from './exif-orientation.ts';
import { fault, requireDrawable, requireFewPieces } from './file-faults.ts';
import type { CleanImage } from './file-faults.ts';

/**
 * A WebP (RFC 9649) taken apart chunk by chunk: the coded picture and its transparency are kept byte for byte, colour
 * and orientation are built anew, everything else is dropped.
 */
type Chunk = { readonly type: string; readonly data: Buffer };

const chunksOf = (bytes: Buffer): readonly Chunk[] => {
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length || end < 20) throw fault('file-damaged');
  if (end !== bytes.length) throw fault('file-has-more');
  const chunks: Chunk[] = [];
  for (let at = 12; at < end;) {
    if (at + 8 > end) throw fault('file-damaged');
    const length = bytes.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw fault('file-damaged');
    chunks.push({ type: bytes.toString('latin1', at, at + 4), data: bytes.subarray(at + 8, at + 8 + length) });
    requireFewPieces(chunks.length);
    at += 8 + length + (length % 2);
  }
  return chunks;
};

const written = ({ type, data }: Chunk): Buffer => {
  const chunk = Buffer.alloc(8 + data.length + (data.length % 2));
  chunk.write(type, 'latin1');
  chunk.writeUInt32LE(data.length, 4);
  data.copy(chunk, 8);
  return chunk;
};

type Size = { readonly width: number; readonly height: number };

/** RFC 6386, section 9.1: a key frame, whose first partition lies within the data. */
const lossySize = (data: Buffer): Size & { readonly hasAlpha?: boolean } => {
  if (data.length < 11 || data.readUIntBE(3, 3) !== 0x9d01_2a) throw fault('file-damaged');
  const tag = data.readUIntLE(0, 3);
  if ((tag & 1) !== 0 || 10 + (tag >> 5) > data.length) throw fault('file-damaged');
  return { width: data.readUInt16LE(6) & 0x3fff, height: data.readUInt16LE(8) & 0x3fff };
};

const losslessSize = (data: Buffer): Size & { readonly hasAlpha: boolean } => {
  if (data.length < 6 || data[0] !== 0x2f) throw fault('file-damaged');
  const bits = data.readUInt32LE(1);
  if (bits >>> 29 !== 0) throw fault('file-damaged');
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1, hasAlpha: ((bits >>> 28) & 1) === 1 };
};

const known = new Set(['VP8X', 'VP8 ', 'VP8L', 'ALPH', 'ICCP', 'EXIF', 'XMP ']);

const onlyOne = (chunks: readonly Chunk[], ...types: readonly string[]): Chunk | undefined => {
  const [one, more] = chunks.filter(({ type }) => types.includes(type));
  if (more !== undefined) throw fault('file-has-more');
  return one;
};

const turnOf = (chunk: Chunk | undefined) => {
  if (chunk === undefined) return 1;
  const isPrefixed = chunk.data.toString('latin1', 0, 6) === 'Exif\0\0';
  return orientationOf(isPrefixed ? chunk.data.subarray(6) : chunk.data);
};

const extended = (flags: number, { width, height }: Size): Chunk => {
  const data = Buffer.alloc(10);
  data.writeUInt8(flags, 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return { type: 'VP8X', data };
};

const requireSameCanvas = (chunk: Chunk | undefined, { width, height }: Size): void => {
  if (chunk === undefined) return;
  if (chunk.data.length !== 10 || chunk.data.readUIntLE(4, 3) + 1 !== width || chunk.data.readUIntLE(7, 3) + 1 !== height) throw fault('file-damaged');
};

export const isWebp = (bytes: Buffer): boolean => bytes.length >= 20 && bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP';

type Picture = { readonly chunk: Chunk; readonly size: Size; readonly hasAlpha: boolean };

const pictureOf = (chunks: readonly Chunk[]): Picture => {
  const chunk = onlyOne(chunks, 'VP8 ', 'VP8L');
  // Readers skip what they do not know: nothing of it is kept, but a first chunk must be one that begins a picture.
  if (chunk === undefined || !known.has(chunks[0]?.type ?? '')) throw fault('file-damaged');
  const { hasAlpha = false, ...size } = chunk.type === 'VP8L' ? losslessSize(chunk.data) : lossySize(chunk.data);
  requireDrawable(size.width, size.height);
  return { chunk, size, hasAlpha };
};

const profileChunks = (icc: Chunk | undefined): readonly Chunk[] => {
  const profile = icc === undefined ? null : plainProfile(icc.data);
  return profile === null ? [] : [{ type: 'ICCP', data: profile }];
};

const turnChunks = (exif: Chunk | undefined): readonly Chunk[] => {
  const turn = turnOf(exif);
  return turn === 1 ? [] : [{ type: 'EXIF', data: orientationBlock(turn) }];
};

const framed = (chunks: readonly Chunk[]): Buffer => {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks.map(written)]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

/** The picture alone, upright as it was. Refuses what is truncated, moving, too large, or more than one thing. */
export const cleanWebp = (bytes: Buffer): CleanImage => {
  const chunks = chunksOf(bytes);
  if (chunks.some(({ type }) => type === 'ANIM' || type === 'ANMF')) throw fault('image-animated');
  const { chunk, size, hasAlpha } = pictureOf(chunks);
  requireSameCanvas(onlyOne(chunks, 'VP8X'), size);
  const alpha = chunk.type === 'VP8 ' ? chunks.filter(({ type }) => type === 'ALPH') : [];
  onlyOne(alpha, 'ALPH');
  const profile = profileChunks(onlyOne(chunks, 'ICCP'));
  const turn = turnChunks(onlyOne(chunks, 'EXIF'));
  const flags = profile.length * 0x20 + (hasAlpha || alpha.length > 0 ? 0x10 : 0) + turn.length * 0x08;
  return { bytes: framed([...(flags === 0 ? [] : [extended(flags, size)]), ...profile, ...alpha, chunk, ...turn]), ...size };
};
