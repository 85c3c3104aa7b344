import { deflateRawSync } from 'node:zlib';

/** Files shaped as the official catalogue's, with invented terms: no official text is in this repository. */

export type Cells = readonly (readonly string[])[];
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

export const asCsv = (rows: Cells, encoding: 'utf8' | 'latin1' = 'utf8', separator = ','): Buffer =>
  Buffer.from(rows.map((cells) => cells.map((cell) => (/[",;]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(separator)).join('\r\n'), encoding);

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A ZIP of these files; `claimed` says another unpacked size than the true one. */
export const asZip = (files: Readonly<Record<string, string>>, claimed: Readonly<Record<string, number>> = {}): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [packed, size] = [deflateRawSync(text), claimed[name] ?? Buffer.byteLength(text)];
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x0403_4b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30);
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x0201_4b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46);
    parts.push(local, packed);
    directory.push(entry);
    at += local.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, ...directory, end]);
};

/** The first 100 rows' texts are shared, the others inline; empty cells are left out, as spreadsheets do. */
export const sheetXml = (rows: Cells, shared: string[]): string => {
  const cellXml = (cell: string, line: number, column: number): string => {
    const place = `${String.fromCharCode(65 + column)}${String(line)}`;
    if (cell === '') return '';
    if (cell.startsWith('=')) return `<c r="${place}"><f>${escaped(cell.slice(1))}</f><v>1</v></c>`;
    if (line > 100) return `<c r="${place}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
    shared.push(cell);
    return `<c r="${place}" s="1" t="s"><v>${String(shared.length - 1)}</v></c>`;
  };
  const body = rows.map((cells, at) => `<row r="${String(at + 1)}">${cells.map((cell, column) => cellXml(cell, at + 1, column)).join('')}</row>`).join('');
  return `<?xml version="1.0"?><worksheet><sheetData>${body}</sheetData></worksheet>`;
};

export const asXlsx = (rows: Cells, changes: Readonly<Record<string, string>> = {}): Buffer => {
  const shared: string[] = [];
  const sheet = sheetXml(rows, shared);
  return asZip({ 'xl/worksheets/sheet1.xml': sheet, 'xl/sharedStrings.xml': `<sst>${shared.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`, ...changes });
};

const mapHeader = ['10ClassKind', '10DepthInKind', 'icd10Code', 'icd10Chapter', 'icd10Title', '11ClassKind', '11DepthInKind', 'ICD-11 FoundationURI', 'Linearization (releaseURI)', 'icd11Code', 'icd11Chapter', 'icd11Title'];

/** A row of WHO's table from ICD-10 to ICD-11, with invented titles and links. */
export const mapRow = (code: string, icd11: string, release = '2026-01'): readonly string[] =>
  ['category', '2', code, 'I', `Invented heading ${code}`, 'category', '1', 'http://id.who.int/icd/entity/1', `http://id.who.int/icd/release/11/${release}/mms/1`, icd11, '01', `Invented title ${icd11}`];

/** 8,840 rows of invented codes with their headings, as WHO's table is written. */
export const inventedMap = (): Cells => [...letters].flatMap((letter) => Array.from({ length: 34 }, (_, at) => `${letter}${String(at + 30)}`).flatMap((stem) =>
  [mapRow(stem, '1A0Z'), ...Array.from({ length: 10 }, (_, part) => mapRow(`${stem}.${String(part)}`, `${letter}A${String(part)}0.Z`))]));

/** The table's text: its header ends in the date of the release. */
export const asMap = (rows: Cells): Buffer => Buffer.from(`\uFEFF${[[...mapHeader, '2026-Jan-17'], ...rows].map((cells) => cells.join('\t')).join('\r\n')}\r\n`);
