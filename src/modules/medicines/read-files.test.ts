import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asCsv, asXlsx, asZip } from '#platform/spreadsheet/testing.ts';
import { readClasses } from './read-classes.ts';
import { readCompendio } from './read-compendio.ts';
import { readRxnorm } from './read-rxnorm.ts';
import { classes, compendio, compendioHeader, inventedProducts, rxnorm, rxnormRow } from './testing.ts';

const base = inventedProducts();

test('the Compendio is read from .xlsx and .csv, in UTF-8 with a mark and in Latin-1, under a title, with other headings', () => {
  const expected = readCompendio(asXlsx([compendioHeader, ...base])).products;
  assert.equal(expected.length, 220);
  assert.deepEqual(expected[0], { clave: '010.000.8000.00', name: 'Inventamicina AAx', says: 'TABLETA. Cada tableta contiene: Inventamicina 1 mg. Envase con 10 tabletas.' });
  assert.deepEqual(readCompendio(Buffer.concat([Buffer.from('\uFEFF'), asCsv([compendioHeader, ...base])])).products, expected);
  assert.deepEqual(readCompendio(asCsv([compendioHeader, ...base], 'latin1', ';')).products, expected);
  assert.deepEqual(readCompendio(asXlsx([['Un título'], [], ['Clave CNIS', 'Genérico', 'Descripción', 'Envase'], ...base])).products, expected);
  assert.deepEqual(readCompendio(asXlsx([compendioHeader, ...base.map(([clave = '', ...rest]) => [clave.replaceAll('.', '').replace(/^0/, ''), ...rest])])).products, expected);
});

test('other supplies than medicines are left out and counted; controlled ones of group 040 are medicines', () => {
  const { products, others } = readCompendio(compendio([['060.000.0001.00', 'Gasa inventada', 'Gasa', 'Paquete'], ['040.000.0002.00', 'Inventazepam', 'TABLETA', 'Envase con 30 tabletas']]));
  assert.deepEqual([products.length, others, products.at(-1)?.clave], [221, 1, '040.000.0002.00']);
});

const bomb = { 'xl/worksheets/sheet1.xml': `<worksheet>${' '.repeat(1_000_000)}</worksheet>` };
const refused: readonly (readonly [string, () => unknown, RegExp])[] = [
  ['an empty file', () => readCompendio(Buffer.alloc(0)), /^The file is empty\.$/],
  ['a file for something else', () => readCompendio(asCsv([['CATALOG_KEY', 'NOMBRE'], ['A000', 'Otra cosa']])), /^Line 1: no header with clave and name was found; the first row has "CATALOG_KEY", "NOMBRE"\.$/],
  ['a part of the file', () => readCompendio(asXlsx([compendioHeader, ...base.slice(0, 50)])), /has 50 medicines; the Compendio has at least 200/],
  ['a clave twice', () => readCompendio(asXlsx([compendioHeader, ...base, base[0] ?? []])), /^Line 222: 010\.000\.8000\.00 stands already on line 2\.$/],
  ['a malformed clave', () => readCompendio(compendio([['01.00', 'Algo', '', '']])), /^Line 223: "01\.00" is no clave/],
  ['a row without a name', () => readCompendio(compendio([['010.000.0001.00', '', 'Algo', '']])), /generic name of 010\.000\.0001\.00 has 0 characters/],
  ['a formula', () => readCompendio(compendio([['010.000.0001.00', '=HYPERLINK("x")', '', '']])), /formula/],
  ['text saved in a wrong encoding', () => readCompendio(compendio([['010.000.0001.00', 'Ã³xido inventado', '', '']])), /wrong encoding/],
  ['UTF-16', () => readCompendio(Buffer.from('\uFEFFclave,nombre', 'utf16le')), /UTF-16/],
  ['two columns for one thing', () => readCompendio(asXlsx([['CLAVE', 'CLAVE CNIS', 'NOMBRE'], ...base])), /several columns could be "clave"/],
  ['a sheet that unpacks to more than it says', () => readCompendio(asZip(bomb, { 'xl/worksheets/sheet1.xml': 100 })), /unpacks to more than it says/],
  ['a sheet that claims a gigabyte', () => readCompendio(asZip(bomb, { 'xl/worksheets/sheet1.xml': 1_000_000_000 })), /unpacks to more than is read/],
  ['a workbook cut in two', () => readCompendio(compendio([]).subarray(0, 900)), /truncated or damaged/],
  ['RxNorm: another file', () => readRxnorm(asCsv([['a', 'b']])), /^Line 1: the row has 0 columns instead of 18/],
  ['RxNorm: empty', () => readRxnorm(Buffer.alloc(0)), /^The file is empty/],
  ['RxNorm: Latin-1', () => readRxnorm(Buffer.from(rxnormRow(1, 'IN', 'ñandú'), 'latin1')), /not in UTF-8/],
  ['RxNorm: a ZIP without it', () => readRxnorm(asZip({ 'rrf/RXNREL.RRF': 'x' })), /holds no RXNCONSO\.RRF/],
  ['RxNorm: a ZIP bomb', () => readRxnorm(asZip({ 'rrf/RXNCONSO.RRF': 'x'.repeat(1_000_000) }, { 'rrf/RXNCONSO.RRF': 4_000_000_000 })), /unpacks to more than is read/],
  ['RxNorm: a part of the file', () => readRxnorm(Buffer.from(rxnormRow(1, 'IN', 'inventumab'))), /has 1 names/],
  ['classes: an unknown fraction', () => readClasses(classes([['Paracetamol', 'VII', 'no', 'Lista']])), /^Line 2: "VII" is no fraction/],
  ['classes: no source', () => readClasses(classes([['Paracetamol', 'VI', 'no', '']])), /does not say its source/],
  ['classes: a name twice', () => readClasses(classes([['Paracetamol', 'VI', 'no', 'Lista'], ['PARACETAMOL', 'V', 'no', 'Lista']])), /^Line 3: "PARACETAMOL" stands already on line 2/],
  ['classes: nothing said', () => readClasses(classes([['Paracetamol', '', '', 'Lista']])), /neither a fraction/],
];
for (const [title, read, reason] of refused) {
  test(`refused whole, in one sentence: ${title}`, () => {
    assert.throws(read, (error: Error) => reason.test(error.message) && !error.message.includes('\n'));
  });
}

test('of RxNorm its own unsuppressed English names are read; what a trade name holds, from the products that bear it', () => {
  const rows = [
    rxnormRow(161, 'IN', 'acetaminophen'), rxnormRow(161, 'SY', 'APAP'), rxnormRow(161, 'IN', 'other words', { source: 'MTHSPL' }), rxnormRow(162, 'IN', 'gone', { suppressed: 'O' }),
    rxnormRow(2, 'BN', 'Inventol'), rxnormRow(3, 'SBD', 'acetaminophen 325 MG / oxycodone hydrochloride 5 MG Oral Tablet [Inventol]'), rxnormRow(4, 'BN', 'Without product'),
    rxnormRow(5, 'SCD', '12 HR acetaminophen 650 MG Extended Release Oral Tablet'), rxnormRow(6, 'SCD', '{2 (acetaminophen 1 MG Oral Tablet) } Pack'),
  ];
  const names = readRxnorm(rxnorm(rows)).slice(210);
  assert.deepEqual(names.map(({ kind, name, parts }) => `${kind}: ${name} = ${parts.join(' + ')}`), [
    'ingredient: acetaminophen = acetaminophen', 'ingredient: APAP = acetaminophen', 'brand: Inventol = acetaminophen + oxycodone hydrochloride',
    'product: acetaminophen 325 MG / oxycodone hydrochloride 5 MG Oral Tablet [Inventol] = acetaminophen + oxycodone hydrochloride', 'product: 12 HR acetaminophen 650 MG Extended Release Oral Tablet = acetaminophen',
  ]);
  assert.equal(readRxnorm(asZip({ 'rrf/RXNCONSO.RRF': 'all of it', 'prescribe/rrf/RXNCONSO.RRF': rxnorm(rows).toString('utf8') })).length, names.length + 210);
  assert.throws(() => readRxnorm(asZip({ 'a/RXNCONSO.RRF': 'x', 'b/RXNCONSO.RRF': 'x' })), /holds several RXNCONSO/);
  assert.equal(readRxnorm(asZip({ 'readme.txt': 'x', 'rrf/RXNCONSO.RRF': rxnorm(rows).toString('utf8') })).length, names.length + 210);
});
