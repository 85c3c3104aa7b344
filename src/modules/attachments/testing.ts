import { crc32, deflateSync } from 'node:zlib';

/** Files made for tests, byte by byte, with what a telephone would write into them. */

/** Stands in every place where a camera writes a place; no kept byte may hold it. */
export const canary = 'GPS19.432608N99.133209W-CANARIA';

const segment = (marker: number, payload: Buffer): Buffer => {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(payload.length + 2, 2);
  return Buffer.concat([head, payload]);
};

/** A TIFF block with an orientation, the canary as the place, and a thumbnail's worth of more. */
export const exifWith = (orientation: number): Buffer => {
  const block = Buffer.alloc(38);
  block.write('II*\0', 'latin1');
  block.writeUInt32LE(8, 4);
  block.writeUInt16LE(2, 8);
  block.writeUInt16LE(0x0112, 10);
  block.writeUInt16LE(3, 12);
  block.writeUInt32LE(1, 14);
  block.writeUInt16LE(orientation, 18);
  block.writeUInt16LE(0x8825, 22);
  block.writeUInt16LE(2, 24);
  block.writeUInt32LE(canary.length, 26);
  block.writeUInt32LE(38, 30);
  return Buffer.concat([block, Buffer.from(canary.repeat(3), 'latin1')]);
};

const tagOf = (type: string, length: number): Buffer => { const value = Buffer.alloc(length, 1); value.write(type, 'latin1'); return value; };
const curve = (): Buffer => { const value = tagOf('curv', 14); value.writeUInt32BE(1, 8); return value; };

/** A display's profile whose description and maker's own tag say the canary. */
export const profileWith = (): Buffer => {
  const values: readonly [string, Buffer][] = [
    ['desc', Buffer.from(`desc\0\0\0\0${canary}`, 'latin1')], ['mmod', Buffer.from(canary, 'latin1')], ['wtpt', tagOf('XYZ ', 20)],
    ['rXYZ', tagOf('XYZ ', 20)], ['gXYZ', tagOf('XYZ ', 20)], ['bXYZ', tagOf('XYZ ', 20)], ['rTRC', curve()], ['gTRC', curve()], ['bTRC', curve()],
  ];
  const head = Buffer.alloc(132 + values.length * 12);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  head.write(canary.slice(0, 28), 84, 'latin1');
  head.writeUInt32BE(values.length, 128);
  let at = head.length;
  for (const [nth, [name, value]] of values.entries()) {
    head.write(name, 132 + nth * 12, 'latin1');
    head.writeUInt32BE(at, 136 + nth * 12);
    head.writeUInt32BE(value.length, 140 + nth * 12);
    at += value.length;
  }
  return Buffer.concat([head, ...values.map(([, value]) => value)]);
};

// Annex K's luminance tables, and a grey picture of one block: a DC of 0 and an end of block, padded with ones.
const dcTable = Buffer.from([0x00, 0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
const acTable = Buffer.concat([Buffer.from([0x10, 0, 2, ...Array.from({ length: 14 }, () => 0)]), Buffer.from([0x01, 0x00])]);

export type JpegParts = { readonly orientation?: number; readonly width?: number; readonly height?: number; readonly hasMetadata?: boolean; readonly scan?: Buffer; readonly mark?: number };

/** The part of a JPEG up to its scan, and the scan with its end. `mark` makes pictures differ. */
export const jpegWith = ({ orientation = 6, width = 8, height = 8, hasMetadata = true, scan, mark = 16 }: JpegParts = {}): Buffer => {
  const frame = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  const metadata = [
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifWith(orientation)])),
    segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${canary}</x:xmpmeta>`, 'latin1')),
    segment(0xe2, Buffer.concat([Buffer.from('ICC_PROFILE\0\x01\x01', 'latin1'), profileWith()])),
    segment(0xed, Buffer.from(`Photoshop 3.0\u00008BIM${canary}`, 'latin1')), segment(0xfe, Buffer.from(canary, 'latin1')),
  ];
  return Buffer.concat([
    Buffer.of(0xff, 0xd8), segment(0xe0, Buffer.concat([Buffer.from('JFIF\0\x01\x02\x01\x00\x48\x00\x48\x01\x01', 'latin1'), Buffer.from('aaa', 'latin1')])),
    ...(hasMetadata ? metadata : []),
    segment(0xdb, Buffer.concat([Buffer.of(0), Buffer.alloc(64, mark)])), segment(0xc0, frame), segment(0xc4, dcTable), segment(0xc4, acTable),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), scan ?? Buffer.of(0b0010_1111), Buffer.of(0xff, 0xd9),
  ]);
};

export const pngChunk = (type: string, data: Buffer): Buffer => {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [head, tail] = [Buffer.alloc(4), Buffer.alloc(4)];
  head.writeUInt32BE(data.length, 0);
  tail.writeUInt32BE(crc32(named), 0);
  return Buffer.concat([head, named, tail]);
};

export const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export type PngParts = { readonly width?: number; readonly height?: number; readonly more?: readonly Buffer[]; readonly pixels?: Buffer; readonly isInterlaced?: boolean };

/** An RGB picture; `pixels` replaces its packed bytes. */
export const pngWith = ({ width = 5, height = 3, more, pixels, isInterlaced = false }: PngParts = {}): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, isInterlaced ? 1 : 0], 8);
  const told = more ?? [
    pngChunk('tEXt', Buffer.from(`Comment\0${canary}`, 'latin1')), pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${canary}`, 'latin1')),
    pngChunk('zTXt', Buffer.concat([Buffer.from('GPS\0\0', 'latin1'), deflateSync(canary)])), pngChunk('eXIf', exifWith(6)), pngChunk('tIME', Buffer.alloc(7, 1)),
    pngChunk('iCCP', Buffer.concat([Buffer.from(`${canary}\0\0`, 'latin1'), deflateSync(profileWith())])), pngChunk('prVt', Buffer.from(canary, 'latin1')),
  ];
  const packed = pixels ?? deflateSync(Buffer.alloc(height * (1 + width * 3)));
  return Buffer.concat([pngSignature, pngChunk('IHDR', header), ...told, pngChunk('IDAT', packed), pngChunk('IEND', Buffer.alloc(0))]);
};

export const webpChunk = (type: string, data: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
};

export const riff = (...chunks: readonly Buffer[]): Buffer => {
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...chunks]);
  const head = Buffer.from('RIFF\0\0\0\0', 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

/** A lossless picture of one pixel, as libwebp writes it. */
export const webpPixel = Buffer.from('2f00000010071011118888fe0700', 'hex');

export const webpCanvas = (width = 1, height = 1): Buffer => {
  const data = Buffer.alloc(10);
  data.writeUInt8(0x2c, 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return webpChunk('VP8X', data);
};

export const webpWith = (): Buffer => riff(
  webpCanvas(), webpChunk('ICCP', profileWith()), webpChunk('VP8L', webpPixel), webpChunk('EXIF', exifWith(6)), webpChunk('XMP ', Buffer.from(canary, 'latin1')), webpChunk('note', Buffer.from(canary, 'latin1')),
);

/** A page of PDF whose objects are given; the table of places is right, so a reader opens it. */
export const pdfWith = (objects: readonly (string | Buffer)[] = [], catalogue = ''): Buffer => {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: number[] = [];
  const all = [`<</Type/Catalog/Pages 2 0 R ${catalogue}>>`, '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>', ...objects];
  for (const [nth, object] of all.entries()) {
    places.push(parts.reduce((sum, part) => sum + part.length, 0));
    parts.push(Buffer.from(`${String(nth + 1)} 0 obj\n`, 'latin1'), typeof object === 'string' ? Buffer.from(object, 'latin1') : object, Buffer.from('\nendobj\n', 'latin1'));
  }
  const table = parts.reduce((sum, part) => sum + part.length, 0);
  const lines = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(Buffer.from(`xref\n0 ${String(all.length + 1)}\n0000000000 65535 f \n${lines}trailer\n<</Size ${String(all.length + 1)}/Root 1 0 R>>\nstartxref\n${String(table)}\n%%EOF\n`, 'latin1'));
  return Buffer.concat(parts);
};

export const pdfStream = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`<<${dictionary}/Length ${String(data.length)}>>\nstream\n`, 'latin1'), data, Buffer.from('\nendstream', 'latin1')]);
