import { openZip } from '#platform/spreadsheet/zip-entries.ts';

/** What WHO's table gives for a CIE-10 code of four characters. */
export type Icd11Target = {
  readonly code: string;
  /** One code, or several joined by `&` (together) and `/` (with), as WHO writes them. */
  readonly icd11: string;
  /** WHO's own, in the language of the table; never edited. */
  readonly title: string;
  /** Of the release; without it, of the foundation. */
  readonly uri: string;
};

export type Icd11Table = {
  /** `YYYY-MM` of ICD-11, out of the links of the table. */
  readonly release: string;
  readonly targets: readonly Icd11Target[];
  /** Codes that WHO says have no place in ICD-11. */
  readonly without: readonly string[];
};

/** The file of WHO's `mapping.zip` that gives one ICD-11 category for each code, and the beginning of its header; the last cell is a date. */
const TABLE_NAME = '10To11MapToOneCategory.txt';
const HEADER = ['10ClassKind', '10DepthInKind', 'icd10Code', 'icd10Chapter', 'icd10Title', '11ClassKind', '11DepthInKind', 'ICD-11 FoundationURI', 'Linearization (releaseURI)', 'icd11Code', 'icd11Chapter', 'icd11Title'];
const NO_PLACE = 'No Mapping';
/** WHO's list has some 12,000 categories with their parts; far fewer is a part of the table or another one. */
const FEWEST_CODES = 8_000;
const MOST_FILE_BYTES = 32 * 1024 * 1024;

const refusal = (line: number, reason: string): Error => new Error(`Line ${String(line)}: ${reason}`);
const quoted = (cell: string): string => `"${cell.replace(/\p{C}/gu, '?').slice(0, 40)}"`;

const textIn = (file: Buffer): string => {
  if (file.length > MOST_FILE_BYTES) throw new Error('The file is larger than 32 MiB.');
  if (file.subarray(0, 2).toString('latin1') !== 'PK') return file.toString('utf8');
  const zip = openZip(file);
  const name = zip.names.find((each) => each === TABLE_NAME || each.endsWith(`/${TABLE_NAME}`));
  const text = name === undefined ? null : zip.textOf(name);
  if (text === null) throw new Error(`The ZIP holds no ${TABLE_NAME}.`);
  return text;
};

type Row = { readonly line: number; readonly code: string; readonly target: Omit<Icd11Target, 'code'> | null; readonly release: string | null };

const refuseOddTarget = ({ icd11, title, uri }: Omit<Icd11Target, 'code'>, line: number): void => {
  if (!/^[0-9A-Z]{2,6}(\.[0-9A-Z]{1,3})?([&/][0-9A-Z]{2,6}(\.[0-9A-Z]{1,3})?)*$/.test(icd11) || icd11.length > 80) throw refusal(line, `${quoted(icd11)} is not an ICD-11 code.`);
  if (!/^https?:\/\/id\.who\.int\/icd\/[\w/.&-]+$/.test(uri)) throw refusal(line, `${quoted(uri)} is not a link of WHO’s classification.`);
  if (title.length < 2 || title.length > 500 || /[\p{Cc}\uFFFD]/u.test(title)) throw refusal(line, 'the title is missing, too long, or was read in a wrong encoding.');
};

const targetOf = (cells: readonly string[], line: number): Row['target'] => {
  const [kind = '', , foundation = '', linked = '', icd11 = '', , title = ''] = cells.slice(5).map((cell) => cell.trim());
  // A code that WHO gives only a block or a chapter for, or no place at all, has no category of ICD-11.
  if (foundation === NO_PLACE || icd11 === '' || !/category$/i.test(kind)) return null;
  const target = { icd11, title, uri: linked === '' ? foundation : linked };
  refuseOddTarget(target, line);
  return target;
};

const rowOf = (text: string, line: number): Row | null => {
  const cells = text.split('\t');
  if (cells.length < HEADER.length) throw refusal(line, `${String(cells.length)} cells; ${String(HEADER.length)} are expected.`);
  const [kind = '', , printed = ''] = cells.map((cell) => cell.trim());
  if (!/category$/i.test(kind)) return null;
  const match = /^([A-Z]\d{2})(?:\.(\d))?/.exec(printed);
  // Codes of five characters refine one of four; CIE-10 of this country has four.
  if (match === null) throw refusal(line, `${quoted(printed)} is not an ICD-10 code.`);
  if (!/^[A-Z]\d{2}(\.\d)?$/.test(printed)) return null;
  return { line, code: `${match[1] ?? ''}${match[2] ?? ''}`, target: targetOf(cells, line), release: /\/release\/11\/(20\d{2}-\d{2})\//.exec(cells[8] ?? '')?.[1] ?? null };
};

/** A category that is divided is a heading; one that is not takes an X, as the catalogue of the country codes it. */
const fourCharacters = (rows: readonly Row[]): readonly Row[] => {
  const divided = new Set(rows.filter(({ code }) => code.length === 4).map(({ code }) => code.slice(0, 3)));
  return rows.flatMap((row) => {
    if (row.code.length === 4) return [row];
    return divided.has(row.code) ? [] : [{ ...row, code: `${row.code}X` }];
  });
};

const releaseOf = (rows: readonly Row[]): string => {
  const releases = [...new Set(rows.flatMap(({ release }) => release ?? []))];
  if (releases.length !== 1) throw new Error(releases.length === 0 ? 'The table names no release of ICD-11.' : `The table mixes the releases ${releases.slice(0, 3).join(', ')}.`);
  return releases[0] ?? '';
};

const refuseDoubled = (rows: readonly Row[]): void => {
  const lines = new Map<string, number>();
  for (const { code, line } of rows) {
    const before = lines.get(code);
    if (before !== undefined) throw refusal(line, `${code} stands already on line ${String(before)}: this is not the table with one category for each code.`);
    lines.set(code, line);
  }
};

/**
 * WHO's table from ICD-10 to ICD-11 out of its `mapping.zip` or the text file in it. Refuses the whole file in one
 * sentence with its line: header unknown, cells missing, code or link malformed, a code twice, releases mixed, too few.
 */
export const readIcd11Map = (file: Buffer): Icd11Table => {
  const [header = '', ...lines] = textIn(file).replace(/^\uFEFF/, '').split(/\r?\n/);
  const found = header.split('\t').map((cell) => cell.trim());
  if (HEADER.some((cell, at) => found[at] !== cell)) throw refusal(1, `the header is not that of ${TABLE_NAME}; it begins with ${found.slice(0, 3).map(quoted).join(', ')}.`);
  const read = lines.flatMap((text, at) => (text.trim() === '' ? [] : rowOf(text, at + 2) ?? []));
  refuseDoubled(read);
  const rows = fourCharacters(read);
  if (rows.length < FEWEST_CODES) throw new Error(`The table has ${String(rows.length)} codes; the whole one has at least ${String(FEWEST_CODES)}.`);
  return {
    release: releaseOf(rows),
    targets: rows.flatMap(({ code, target }) => (target === null ? [] : [{ code, ...target }])),
    without: rows.filter(({ target }) => target === null).map(({ code }) => code),
  };
};
