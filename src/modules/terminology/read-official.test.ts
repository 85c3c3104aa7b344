import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asCsv, asXlsx, asZip } from '#platform/spreadsheet/testing.ts';
import type { Cells } from '#platform/spreadsheet/testing.ts';
import { readOfficial } from './read-official.ts';
import { header, invented, rowFor } from './testing.ts';

const base = invented();
/** The whole file with a row more, on the line after all others. */
const withRow = (...rows: Cells): Cells => [header, ...base, ...rows];
const lastLine = base.length + 2;

test('the same file as .xlsx and as .csv, in UTF-8 and in Latin-1, with comma or semicolon, reads the same', () => {
  const rows = withRow(rowFor('A001', 'Cólico "inventado", con comas & signos'));
  const [first, ...others] = [asXlsx(rows), asCsv(rows), asCsv(rows, 'latin1'), asCsv(rows, 'utf8', ';')].map(readOfficial);
  assert.equal(first?.length, 10_401);
  assert.equal(first?.at(-1)?.term, 'Cólico "inventado", con comas & signos');
  for (const other of others) assert.deepEqual(other, first);
});

test('limits of sex and age are read in their units; a title above the header is no hindrance', () => {
  const rows = [['Catálogo inventado'], ...withRow(rowFor('A001', 'De mujeres', ['MUJER', '010A', '054A']), rowFor('A002', 'De recién nacidos', ['NO', 'NO', '028D']), rowFor('A003', 'De hombres', ['1']))];
  const read = readOfficial(asXlsx(rows)).slice(-3);
  assert.deepEqual(read.map(({ code, sex, ages }) => ({ code, sex, ages })), [
    { code: 'A001', sex: 'M', ages: { from: 10, to: 54 } }, { code: 'A002', sex: null, ages: { from: 0, to: 0 } }, { code: 'A003', sex: 'H', ages: null },
  ]);
});

test('a category that is divided is a heading; one that is not takes an X', () => {
  const read = readOfficial(asCsv(withRow(rowFor('A00', 'Encabezado'), rowFor('A00.1', 'Parte'), rowFor('A01', 'Sin partes')))).slice(-2);
  assert.deepEqual(read.map(({ code }) => code), ['A001', 'A01X']);
});

const refusals: readonly (readonly [what: string, rows: Cells, said: RegExp])[] = [
  ['an unknown header', [['Columna', 'Otra'], ...base], /^Line 1: no header.*"Columna", "Otra"/],
  ['an empty file', [[]], /no header/],
  ['a doubled code', withRow(rowFor('A300', 'Otra vez')), new RegExp(`^Line ${String(lastLine)}: A300 stands already on line 2`)],
  ['a malformed code', withRow(rowFor('A0012', 'Muy largo')), new RegExp(`^Line ${String(lastLine)}: "A0012" is not`)],
  ['a range as a code', withRow(rowFor('A00-A09', 'Un capítulo')), /is not a CIE-10 code/],
  ['a missing code', withRow(rowFor('', 'Sin clave')), /"" is not/],
  ['a control character', withRow(rowFor('A001', 'Con \u0007 campana')), /control characters/],
  ['text saved twice in UTF-8', withRow(rowFor('A001', Buffer.from('Cólico', 'utf8').toString('latin1'))), /wrong encoding/],
  ['a formula', withRow(rowFor('A001', '=HYPERLINK(1)')), /formula/],
  ['an unknown sex', withRow(rowFor('A001', 'Término', ['TAL VEZ'])), /"TAL VEZ" is no known limit of sex/],
  ['an unknown age', withRow(rowFor('A001', 'Término', ['NO', 'joven'])), /"joven" is no known limit of age/],
  ['an age beyond life', withRow(rowFor('A001', 'Término', ['NO', '900A'])), /limit of age/],
  ['ages the wrong way round', withRow(rowFor('A001', 'Término', ['NO', '060A', '010A'])), /\(60\) is above the upper one \(10\)/],
  ['a name too short', withRow(rowFor('A001', 'x')), /1 characters/],
  ['a missing chapter', [header, ...base.filter((row) => row[1] !== 'Q')], /begins with Q/],
  ['too few codes', [header, ...base.slice(0, 9_000)], /9000 codes; .*10000/],
];
for (const [what, rows, said] of refusals) {
  test(`${what} is refused, with line and reason, in both kinds of file`, () => {
    assert.throws(() => readOfficial(asCsv(rows)), { message: said });
    assert.throws(() => readOfficial(asXlsx(rows)), { message: said });
  });
}

test('a truncated workbook is refused wherever it was cut', () => {
  const whole = asXlsx([header, ...base]);
  for (const share of [0.01, 0.3, 0.7, 0.99]) assert.throws(() => readOfficial(whole.subarray(0, Math.floor(whole.length * share))), /truncated/, String(share));
  assert.throws(() => readOfficial(asXlsx([header], { 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1">' })), /truncated/);
  const damaged = Buffer.from(whole);
  damaged.fill(0xff, 200, 260);
  assert.throws(() => readOfficial(damaged), /truncated/);
});

test('a ZIP that unpacks to more than it says, or to more than is read, or is no workbook, is refused', () => {
  const bomb = ' '.repeat(4_000_000);
  assert.throws(() => readOfficial(asZip({ 'xl/worksheets/sheet1.xml': bomb }, { 'xl/worksheets/sheet1.xml': 1_000 })), /unpacks to more than it says/);
  assert.throws(() => readOfficial(asZip({ 'xl/worksheets/sheet1.xml': bomb }, { 'xl/worksheets/sheet1.xml': 3_000_000_000 })), /more than is read/);
  assert.throws(() => readOfficial(asZip({ 'word/document.xml': '<w/>' })), /no sheet/);
  assert.throws(() => readOfficial(asZip(Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`f${String(at)}`, ''])))), /201 files/);
});

test('a workbook made of openings that never end is refused in the time of its length', () => {
  const many = (opening: string): string => opening.repeat(3_000_000 / opening.length);
  const sheet = (body: string): Buffer => asXlsx([header], { 'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${body}</sheetData></worksheet>` });
  for (const body of [many('<row>'), many('<row '), `<row>${many('<c>')}</row>`, `<row><c>${many('<v ')}</c></row>`, `<row><c t="inlineStr">${many('<t ')}</c></row>`]) assert.throws(() => readOfficial(sheet(body)), /does not end|no header/);
  for (const body of [many('<si>'), `<si>${many('<rPh>')}</si>`, `<si>${many('<rPh ')}</si>`, `<si>${many('<t>')}</si>`]) assert.throws(() => readOfficial(asXlsx([header, ...base], { 'xl/sharedStrings.xml': body })));
});

test('a workbook with a document type, and a file in UTF-16, are refused', () => {
  assert.throws(() => readOfficial(asXlsx([header], { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "b">]><sst/>' })), /document type/);
  assert.throws(() => readOfficial(Buffer.from('\uFEFFCLAVE,NOMBRE\r\n', 'utf16le')), /UTF-16/);
  assert.throws(() => readOfficial(Buffer.from('CLAVE,NOMBRE\r\nA001,"abierta')), /^Error: Line 2: a quotation mark/);
});
