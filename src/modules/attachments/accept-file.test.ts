import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { DomainError } from '#kernel/errors.ts';
import { acceptFile } from './accept-file.ts';
import { orientationOf } from './exif-orientation.ts';
import { canary, exifWith, jpegWith, pdfStream, pdfWith, pngChunk, pngSignature, pngWith, profileWith, riff, webpCanvas, webpChunk, webpPixel, webpWith } from './testing.ts';

const codeOf = async (bytes: Buffer): Promise<string> => {
  try {
    await acceptFile(bytes);
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof DomainError, String(error));
    return error.code;
  }
};
const refused = async (code: string, files: Readonly<Record<string, Buffer>>): Promise<void> => {
  for (const [name, bytes] of Object.entries(files)) assert.equal(await codeOf(bytes), code, name);
};
const traces = [canary, 'GPS', 'Photoshop', 'xmpmeta', 'JFIF\0\x01\x02', Buffer.from(canary, 'utf16le').toString('latin1')];
const holdsNone = (bytes: Buffer): void => { for (const trace of traces) assert.ok(!bytes.toString('latin1').includes(trace), trace); };
const html = Buffer.from('<html><script>alert(1)</script></html>');
const zip = Buffer.from('PK\u0003\u0004rest PK\u0005\u0006\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0', 'latin1');

test('of a JPEG the picture stays and the place, texts, thumbnail, profile’s words and comments go', async () => {
  const sent = jpegWith();
  assert.ok(sent.includes(canary));
  const kept = await acceptFile(sent);
  assert.deepEqual([kept.mediaType, kept.width, kept.height], ['image/jpeg', 8, 8]);
  holdsNone(kept.bytes);
  const scan = sent.subarray(sent.indexOf(Buffer.of(0xff, 0xdb)));
  assert.ok(kept.bytes.subarray(kept.bytes.indexOf(Buffer.of(0xff, 0xdb))).equals(scan), 'the picture byte for byte');
  assert.equal(orientationOf(kept.bytes.subarray(kept.bytes.indexOf('Exif\0\0') + 6)), 6);
  assert.ok(kept.bytes.includes('ICC_PROFILE') && kept.bytes.includes('rTRC'));
  assert.ok((await acceptFile(kept.bytes)).bytes.equals(kept.bytes), 'cleaned again it is the same');
});

test('of a PNG the pixels and what shows them stay, and every text chunk goes', async () => {
  for (const isInterlaced of [false, true]) {
    const sent = pngWith({ isInterlaced, ...(isInterlaced ? { pixels: deflateSync(Buffer.alloc(interlacedSize())) } : {}) });
    const kept = await acceptFile(sent);
    assert.deepEqual([kept.mediaType, kept.width, kept.height], ['image/png', 5, 3]);
    holdsNone(kept.bytes);
    assert.ok(kept.bytes.includes('iCCP') && kept.bytes.includes('eXIf'));
    assert.ok((await acceptFile(kept.bytes)).bytes.equals(kept.bytes));
  }
});

/** Adam7 of 5 by 3 in RGB, by hand: pass 1 has 1×1, 2 1×1, 4 1×1, 5 3×1, 6 2×2, 7 5×1; pass 3 has no row. */
const interlacedSize = (): number => (1 + 3) + (1 + 3) + 0 + (1 + 3) + (1 + 9) + 2 * (1 + 6) + (1 + 15);

test('of a WebP the coded picture stays and EXIF, XMP and what nobody knows go', async () => {
  const kept = await acceptFile(webpWith());
  assert.deepEqual([kept.mediaType, kept.width, kept.height], ['image/webp', 1, 1]);
  holdsNone(kept.bytes);
  assert.ok(kept.bytes.includes(webpPixel));
  assert.equal(orientationOf(kept.bytes.subarray(kept.bytes.indexOf('EXIF') + 8)), 6);
  assert.ok((await acceptFile(kept.bytes)).bytes.equals(kept.bytes));
});

test('an upright picture says nothing of how it is turned', async () => {
  const kept = await acceptFile(jpegWith({ orientation: 1 }));
  assert.ok(!kept.bytes.includes('Exif'));
});

test('a PDF that only shows is kept byte for byte', async () => {
  const pdf = pdfWith([pdfStream('/Filter/FlateDecode', deflateSync('BT (hola) Tj ET')), pdfStream('', Buffer.from('0 0 m 9 9 l S'))]);
  const kept = await acceptFile(pdf);
  assert.equal(kept.mediaType, 'application/pdf');
  assert.ok(kept.bytes.equals(pdf));
});

test('what is none of the four is refused, whatever it is called', async () => {
  await refused('file-kind-unknown', {
    svg: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), html, zip, gif: Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'),
    heic: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), script: Buffer.from('#!/bin/sh\nrm -rf /'), exe: Buffer.from('MZ\x90\0', 'latin1'), nothing: Buffer.alloc(1), zeros: Buffer.alloc(500),
    'html before a PNG': Buffer.concat([html, pngWith()]), 'space before a PDF': Buffer.concat([Buffer.from(' '), pdfWith()]), 'a PDF of the future': Buffer.from('%PDF-9.9\n'),
    'lossless JPEG': Buffer.from(jpegWith().toString('latin1').replace('\xff\xc0', '\xff\xc3'), 'latin1'), tiff: exifWith(1), 'RIFF sound': Buffer.from('RIFF\x10\0\0\0WAVEfmt 12345678', 'latin1'),
  });
});

test('cut off anywhere, no file is accepted', async () => {
  for (const [name, whole] of Object.entries({ jpeg: jpegWith(), png: pngWith(), webp: webpWith(), pdf: pdfWith() })) {
    for (let end = 16; end < whole.length - 1; end += Math.max(1, Math.floor(whole.length / 150))) {
      assert.notEqual(await codeOf(whole.subarray(0, end)), 'accepted', `${name} of ${String(end)}`);
    }
  }
});

test('two things in one file are refused', async () => {
  await refused('file-has-more', {
    'JPEG and HTML': Buffer.concat([jpegWith(), html]), 'JPEG and ZIP': Buffer.concat([jpegWith(), zip]), 'PNG and HTML': Buffer.concat([pngWith(), html]), 'PNG and ZIP': Buffer.concat([pngWith(), zip]),
    'WebP and HTML': Buffer.concat([webpWith(), html]), 'PDF and HTML': Buffer.concat([pdfWith(), html]), 'PDF and ZIP': Buffer.concat([pdfWith(), zip]),
    'a ZIP inside a PDF': pdfWith([pdfStream('', zip)]), 'behind the packed pixels': pngWith({ pixels: Buffer.concat([deflateSync(Buffer.alloc(3 * 16)), html]) }),
    'two pictures in a WebP': riff(webpCanvas(), webpChunk('VP8L', webpPixel), webpChunk('VP8L', webpPixel)),
  });
});

test('what a telephone announces behind its picture is cut off and not kept', async () => {
  const announced = (payload: string): Buffer => {
    const picture = jpegWith();
    const head = Buffer.of(0xff, 0xe2, 0, payload.length + 2);
    return Buffer.concat([picture.subarray(0, 2), head, Buffer.from(payload, 'latin1'), picture.subarray(2), jpegWith(), html]);
  };
  const kept = await acceptFile(announced('MPF\0II*\0'));
  assert.ok(!kept.bytes.includes('script') && kept.bytes.lastIndexOf(Buffer.of(0xff, 0xd8)) === 0);
  assert.equal(await codeOf(announced('ABC\0II*\0')), 'file-has-more');
  assert.equal(await codeOf(Buffer.concat([jpegWith(), Buffer.from('any maker’s data SEFT')])), 'accepted');
});

test('a picture too large to unpack is refused before anything is unpacked', async () => {
  await refused('image-too-large', {
    'PNG of 256 megapixels': pngWith({ width: 16_000, height: 16_000, pixels: deflateSync(Buffer.alloc(9)) }), 'PNG too long': pngWith({ width: 2 ** 31 - 1, height: 1, pixels: deflateSync(Buffer.alloc(9)) }),
    'JPEG of 4 gigapixels': jpegWith({ width: 65_535, height: 65_535 }), 'WebP of 268 megapixels': riff(webpChunk('VP8L', Buffer.from('2fffffff0f071011118888fe0700', 'hex'))),
    'a JPEG of a hundred passes': jpegWith({ scan: Buffer.concat(Array.from({ length: 99 }, () => Buffer.from([0x2f, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]))) }),
  });
});

test('pixels that unpack to more or less than the picture’s size are refused', async () => {
  const bomb = deflateSync(Buffer.alloc(40 * 1024 * 1024));
  await refused('file-damaged', {
    more: pngWith({ pixels: bomb }), less: pngWith({ pixels: deflateSync(Buffer.alloc(9)) }), broken: pngWith({ pixels: Buffer.from('not packed at all') }),
    'a checksum': Buffer.from(pngWith().toString('latin1').replace('IHDR', 'IHDS'), 'latin1'), 'an unknown critical chunk': pngWith({ more: [pngChunk('EVIL', html)] }),
    'a header alone': Buffer.concat([pngSignature, pngChunk('IEND', Buffer.alloc(0))]), 'a canvas of another size': riff(webpCanvas(9, 9), webpChunk('VP8L', webpPixel)),
    'words in a table': Buffer.from(jpegWith().toString('latin1').replace('\xff\xdb\x00\x43', '\xff\xdb\x00\x42'), 'latin1'), 'no height': jpegWith({ height: 0 }),
  });
});

test('a picture in far more pieces than anything draws is refused before they fill the memory', async () => {
  const many = (piece: Buffer): Buffer => Buffer.alloc(piece.length * 20_000, piece);
  const jpeg = jpegWith();
  const inJpeg = (hex: string): Buffer => Buffer.concat([jpeg.subarray(0, 2), many(Buffer.from(hex, 'hex')), jpeg.subarray(2)]);
  await refused('file-damaged', {
    'intervals of a JPEG': inJpeg('ffdd00040000'), 'notes of a JPEG': inJpeg('ffe10002'), 'chunks of a PNG': pngWith({ more: [many(pngChunk('abCd', Buffer.alloc(0)))] }),
    'chunks of a WebP': riff(webpCanvas(), many(webpChunk('XMP ', Buffer.alloc(0))), webpChunk('VP8L', webpPixel)),
  });
});

test('moving pictures are refused', async () => {
  await refused('image-animated', { png: pngWith({ more: [pngChunk('acTL', Buffer.alloc(8))] }), webp: riff(webpCanvas(), webpChunk('ANIM', Buffer.alloc(6)), webpChunk('ANMF', Buffer.alloc(16))) });
});

test('a PDF that acts when it is opened is refused, wherever that hides', async () => {
  const script = '<</S/JavaScript/JS(app.alert(1))>>';
  const packed = deflateSync(`1 0 ${script}`);
  const base85 = (bytes: Buffer): Buffer => Buffer.from(Array.from({ length: Math.ceil(bytes.length / 4) }, (_, at) => {
    let value = Buffer.concat([bytes.subarray(at * 4, at * 4 + 4), Buffer.alloc(4)]).readUInt32BE(0);
    let text = '';
    for (let nth = 0; nth < 5; nth += 1) { text = String.fromCharCode(33 + (value % 85)) + text; value = Math.floor(value / 85); }
    return text;
  }).join('') + '~>', 'latin1');
  const long = deflateSync(Buffer.concat([Buffer.alloc(3 * 65_536 - 5, 0x20), Buffer.from(script), Buffer.alloc(9_000, 0x20)]));
  await refused('pdf-active', {
    script: pdfWith([script], '/OpenAction 4 0 R'), 'in another way of writing': pdfWith(['<</S/J#61va#53cript/JS(1)>>']), launch: pdfWith(['<</S/Launch/F(cmd.exe)>>']),
    'an embedded file': pdfWith(['<</Type/Filespec/EF<</F 5 0 R>>>>']), 'named files': pdfWith([], '/Names<</EmbeddedFiles 4 0 R>>'), form: pdfWith(['<</XFA 5 0 R>>']), sends: pdfWith(['<</S/SubmitForm/F(http://x)>>']),
    'in a stream of objects': pdfWith([pdfStream('/Type/ObjStm/N 1/First 4/Filter/FlateDecode', packed)]), 'in a stream that claims to be a picture': pdfWith([pdfStream('/Subtype/Image/Filter/FlateDecode', packed)]),
    'with a wrong length': pdfWith([Buffer.concat([Buffer.from('<</Length 1/Filter/FlateDecode>>stream\r\n'), packed, Buffer.from('endstream')])]), 'across two pieces': pdfWith([pdfStream('/Filter/FlateDecode', long)]),
    'packed twice': pdfWith([pdfStream('/Filter[/ASCII85Decode/FlateDecode]', base85(packed))]),
  });
  await refused('pdf-locked', { encrypted: pdfWith(['<</Filter/Standard>>'], '/Encrypt 4 0 R') });
  await refused('pdf-uncheckable', { lzw: pdfWith([pdfStream('/Filter/LZWDecode', Buffer.from('abc'))]) });
});

test('a PDF that unpacks without end is refused', async () => {
  const bomb = deflateSync(Buffer.alloc(90 * 1024 * 1024));
  await refused('pdf-uncheckable', { bomb: pdfWith([bomb, bomb, bomb].map((data) => pdfStream('/Filter/FlateDecode', data))) });
});

/** The same numbers in each run. */
const numbers = (): ((below: number) => number) => {
  let state = 12_345;
  return (below) => { state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0; return Math.floor((state / 2 ** 32) * below); };
};

test('bytes changed by chance are kept or refused by a code, and never keep what tells of the place', async () => {
  const next = numbers();
  const wholes = [jpegWith(), pngWith(), webpWith(), pdfWith([pdfStream('/Filter/FlateDecode', deflateSync('hola')), pdfStream('/Filter/ASCII85Decode', Buffer.from('9jqo^BlbD-~>'))])];
  for (const whole of wholes) {
    for (let nth = 0; nth < 500; nth += 1) {
      const bytes = Buffer.from(whole);
      for (let change = 0; change <= next(4); change += 1) bytes[next(bytes.length)] = next(3) === 0 ? 0xff : next(256);
      const file = next(5) === 0 ? bytes.subarray(0, next(bytes.length)) : bytes;
      if (await codeOf(file) === 'accepted') assert.ok(!(await acceptFile(file)).bytes.includes(canary), String(nth));
    }
  }
});

test('of a profile only the numbers of colour stay; one that is no display’s is dropped', async () => {
  const odd = profileWith();
  odd.write('CMYK', 16, 'latin1');
  const withProfile = (profile: Buffer): Buffer => riff(webpCanvas(), webpChunk('ICCP', profile), webpChunk('VP8L', webpPixel));
  assert.ok((await acceptFile(withProfile(profileWith()))).bytes.includes('acsp'));
  for (const profile of [odd, profileWith().subarray(0, 200), Buffer.alloc(3)]) assert.ok(!(await acceptFile(withProfile(profile))).bytes.includes('acsp'));
});
