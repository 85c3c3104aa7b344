import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { DomainError } from '#kernel/errors.ts';
import { requireInertPdf } from './pdf.ts';
import { pdfStream, pdfWith } from './testing.ts';

const codeOf = async (bytes: Buffer): Promise<string> => {
  try {
    await requireInertPdf(bytes);
    return 'accepted';
  } catch (error) {
    assert.ok(error instanceof DomainError, String(error));
    return error.code;
  }
};
const answered = async (code: string, files: Readonly<Record<string, Buffer>>): Promise<void> => {
  for (const [name, bytes] of Object.entries(files)) assert.equal(await codeOf(bytes), code, name);
};

const script = '9 0 <</S/JavaScript/JS(app.alert(1))>>';
const objects = (said: string, data: Buffer): Buffer => pdfWith([pdfStream(`/Type/ObjStm/N 1/First 4${said}`, data)]);
const spaced = (between: string, data: Buffer): Buffer => pdfWith([Buffer.concat([Buffer.from(`<</Type/XObject/Length ${String(data.length)}/Filter/FlateDecode>>\nstream${between}`), data, Buffer.from('\nendstream')])]);
/** As rows of which each byte is the difference to the one above (PNG's “up”), which a reader adds up again. */
const asDifferences = (text: string, columns: number): Buffer => {
  const rows = Buffer.from(text.padEnd(Math.ceil(text.length / columns) * columns, ' '));
  return Buffer.concat(Array.from({ length: rows.length / columns }, (_, row) => Buffer.from([2, ...Array.from({ length: columns }, (_each, at) => ((rows[row * columns + at] ?? 0) - (row === 0 ? 0 : rows[(row - 1) * columns + at] ?? 0) + 256) % 256)])));
};

test('objects that a reader would unpack and Amate does not see are refused, however they are packed', async () => {
  const packed = deflateSync(script);
  const broken = Buffer.from(packed);
  broken.writeUInt32BE(0, broken.length - 4);
  await answered('pdf-uncheckable', {
    'packed twice': objects('/Filter[/FlateDecode/FlateDecode]', deflateSync(packed)), 'by the short name of a packing': objects('/Filter/LZW', Buffer.from('abc')), 'in hexadecimal, said short': objects('/Filter[/AHx]', Buffer.from(`${Buffer.from(script).toString('hex')}>`)),
    'named elsewhere': objects('/Filter 9 0 R', packed), 'rearranged by rows': objects('/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 8>>', deflateSync(asDifferences(script, 8))),
    'rearranged as said elsewhere': objects('/Filter/FlateDecode/DecodeParms 9 0 R', packed), 'with a wrong checksum': objects('/Filter/FlateDecode', broken), 'broken before its end': objects('/Filter/FlateDecode', packed.subarray(0, packed.length - 9)),
    'without the head of its packing': objects('/Filter/FlateDecode', packed.subarray(2)), 'with a key written in escapes': pdfWith([pdfStream('/#4e 1/#46irst 4/Filter[/FlateDecode/FlateDecode]', deflateSync(packed))]),
    'said after a comment and a string of brackets': pdfWith([pdfStream('/N 1 %>>\n/First 4/X(\\)>>)/Y<3e3e>/Filter[/Fl/Fl]', deflateSync(packed))]), 'said twice': objects('/Filter/FlateDecode/Filter/LZW', packed),
  });
  await answered('pdf-active', { 'as they are': objects('/Filter/FlateDecode', packed), 'with one in an array': objects('/Filter[/FlateDecode]/DecodeParms[null]', packed) });
});

test('what a lenient reader skips between a word and what it stands for hides nothing', async () => {
  const packed = deflateSync(script);
  await answered('pdf-active', {
    'blanks before the bytes': spaced('  \n', packed), 'words before the bytes': spaced(' of bytes\r\n', packed), 'no end of line': spaced(' x', packed),
    'a zero byte': pdfWith(['<</Type/Filespec/EF\0<</F 5 0 R>>>>']), 'a comment': pdfWith(['<</Type/Filespec/EF%\n<</F 5 0 R>>>>']), 'a comment in a reference': pdfWith(['<</XFA 5%\n0 R>>']),
  });
});

test('what fetches from elsewhere as it is opened is refused: it tells who opened it, and with what name', async () => {
  await answered('pdf-active', {
    'a page of another machine': pdfWith(['<</S/GoToR/D[0/Fit]/F(\\\\\\\\example.org\\\\x)>>'], '/AA<</O 4 0 R>>'), 'bytes of another file': pdfWith([pdfStream('/F(http://example.org/x)/FFilter/FlateDecode', Buffer.alloc(0))]),
  });
});

test('objects packed as every program packs them, outlines, and pictures of any packing are accepted', async () => {
  const plain = deflateSync('9 0 <</Type/Annot/Subtype/Link/A<</S/URI/URI(https://example.org)>>>>');
  await answered('accepted', {
    objects: objects('/Filter/FlateDecode', plain), 'unpacked objects': objects('', Buffer.from('9 0 <</Type/Annot>>')), 'a table of places by rows': pdfWith([pdfStream('/Type/XRef/Filter/FlateDecode/DecodeParms<</Columns 5/Predictor 12>>', deflateSync(Buffer.alloc(60)))]),
    'a profile and an outline': pdfWith(['<</Type/Outlines/First 5 0 R/Last 5 0 R/Count 1>>', pdfStream('/N 3/Filter/FlateDecode', deflateSync('a profile'))]),
    'letters that happen to say obj': pdfWith([pdfStream('', Buffer.from('obj'.repeat(900_000)))]), 'a picture packed twice': pdfWith([pdfStream('/Subtype/Image/Filter[/FlateDecode/DCTDecode]', deflateSync('not looked at'))]), 'objects that end before their length': objects('/Filter/FlateDecode', Buffer.concat([plain, Buffer.from('\r\n')])),
  });
});

/** How often others had their turn while a file was looked into. */
const turnsDuring = async (bytes: Buffer): Promise<number> => {
  let [turns, isDone] = [0, false];
  const turn = (): void => { turns += 1; if (!isDone) setImmediate(turn); };
  setImmediate(turn);
  await codeOf(bytes);
  isDone = true;
  return turns;
};

test('a PDF made to be looked into for long keeps nobody waiting, and is given up in the end', async () => {
  const zeros = Buffer.concat([Buffer.from('<</Filter/ASCII85Decode>>\nstream\n'), Buffer.alloc(3_000_000, 'z'), Buffer.from('~>\nendstream')]);
  assert.ok(await turnsDuring(pdfWith([zeros])) > 100);
  await answered('pdf-uncheckable', {
    'one inside of the other': pdfWith([Buffer.concat([Buffer.from('<</Filter/ASCII85Decode>>\n'), Buffer.from('stream\n'.repeat(40)), zeros])]), 'dictionaries without end': pdfWith([Buffer.from('obj<<'.repeat(60_000))]),
    'a string without end': pdfWith([Buffer.from(`5 0 obj<</N 1/First 4/X(${'('.repeat(2_200_000)}`)]),
  });
});
