import type { Cells } from '#platform/spreadsheet/testing.ts';

/** Files shaped as the official catalogue's, with invented terms: no official text is in this repository. */

export const header = ['CONSECUTIVO', 'LETRA', 'CATALOG_KEY', 'NOMBRE', 'LSEX', 'LINF', 'LSUP'] as const;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A row for `code`; a limit left out is NO. */
export const rowFor = (code: string, term: string, [sex, youngest, oldest]: readonly string[] = []): readonly string[] =>
  ['1', code.charAt(0), code, term, sex ?? 'NO', youngest ?? 'NO', oldest ?? 'NO'];

/** 10,400 codes of all letters under invented terms, divided categories with their headings left out. */
export const invented = (): readonly (readonly string[])[] => Array.from({ length: 10_400 }, (_, at) => {
  const code = `${letters.charAt(at % 26)}${String(Math.floor(at / 26) % 40 + 30).padStart(2, '0')}${String(Math.floor(at / 1_040))}`;
  return rowFor(code, `Padecimiento inventado ${code}, categoría de prueba`);
});

const mapHeader = ['10ClassKind', '10DepthInKind', 'icd10Code', 'icd10Chapter', 'icd10Title', '11ClassKind', '11DepthInKind', 'ICD-11 FoundationURI', 'Linearization (releaseURI)', 'icd11Code', 'icd11Chapter', 'icd11Title'];

/** A row of WHO's table from ICD-10 to ICD-11, with invented titles and links. */
export const mapRow = (code: string, icd11: string, release = '2026-01'): readonly string[] =>
  ['category', '2', code, 'I', `Invented heading ${code}`, 'category', '1', 'http://id.who.int/icd/entity/1', `http://id.who.int/icd/release/11/${release}/mms/1`, icd11, '01', `Invented title ${icd11}`];

/** 8,840 rows of invented codes with their headings, as WHO's table is written. */
export const inventedMap = (): Cells => [...letters].flatMap((letter) => Array.from({ length: 34 }, (_, at) => `${letter}${String(at + 30)}`).flatMap((stem) =>
  [mapRow(stem, '1A0Z'), ...Array.from({ length: 10 }, (_, part) => mapRow(`${stem}.${String(part)}`, `${letter}A${String(part)}0.Z`))]));

/** The table's text: its header ends in the date of the release. */
export const asMap = (rows: Cells): Buffer => Buffer.from(`\uFEFF${[[...mapHeader, '2026-Jan-17'], ...rows].map((cells) => cells.join('\t')).join('\r\n')}\r\n`);
