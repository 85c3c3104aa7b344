import { fold } from '#kernel/fold.ts';
import { readCsv } from '#platform/spreadsheet/read-csv.ts';
import { readWorkbook } from '#platform/spreadsheet/read-workbook.ts';
import type { SheetRow } from '#platform/spreadsheet/read-workbook.ts';
import type { AgeRange } from './diagnosis-row.ts';
import type { OfficialDiagnosis } from './official-catalogue.ts';
import { FEWEST_CODES, MOST_FILE_BYTES, chapterLetters, columnSpellings, sexSpellings, yearsOfUnit } from './official-columns-table.ts';

type Column = keyof typeof columnSpellings;
type Columns = { readonly [Name in Column]: number };
type Place = { readonly columns: Columns; readonly header: number };

const keyOf = (cell: string): string => fold(cell).replace(/[^a-z0-9]/g, '');
const refusal = (line: number, reason: string): Error => new Error(`Line ${String(line)}: ${reason}`);

const columnsIn = (row: SheetRow): Columns => {
  const found = row.cells.map(keyOf);
  const at = (name: Column): number => found.findIndex((cell) => (columnSpellings[name] as readonly string[]).includes(cell));
  return { code: at('code'), term: at('term'), sex: at('sex'), youngest: at('youngest'), oldest: at('oldest') };
};

/** The header may stand under a title: it is looked for in the first rows. */
const placeOf = (rows: readonly SheetRow[]): Place | null => {
  for (const [header, row] of rows.slice(0, 20).entries()) {
    const columns = columnsIn(row);
    if (columns.code >= 0 && columns.term >= 0) return { columns, header };
  }
  return null;
};

const unknownHeader = (rows: readonly SheetRow[]): Error => {
  const first = rows[0];
  const found = (first?.cells ?? []).filter((cell) => cell.trim() !== '').slice(0, 12).map((cell) => `"${cell.replace(/\p{C}/gu, '?').slice(0, 40)}"`).join(', ');
  return refusal(first?.line ?? 1, `no header with a code and a name was found; the first row has ${found === '' ? 'nothing' : found}.`);
};

/** The first sheet with a header that is known. */
const catalogueIn = (sheets: Iterable<readonly SheetRow[]>): { readonly rows: readonly SheetRow[]; readonly place: Place } => {
  let first: readonly SheetRow[] | null = null;
  for (const rows of sheets) {
    const place = placeOf(rows);
    if (place !== null) return { rows, place };
    first ??= rows.slice(0, 1);
  }
  throw unknownHeader(first ?? []);
};

const codeOf = (cell: string, line: number): string => {
  const code = cell.trim().toUpperCase().replace(/^([A-Z]\d{2})\.([0-9X])$/, '$1$2');
  if (!/^[A-Z]\d{2}[0-9X]?$/.test(code)) throw refusal(line, `"${cell.replace(/\p{C}/gu, '?').slice(0, 20)}" is not a CIE-10 code of three or four characters.`);
  return code;
};

const termOf = (cell: string, line: number): string => {
  if (/[\p{Cc}\p{Co}\p{Cs}\uFFFD]/u.test(cell)) throw refusal(line, 'the name holds control characters or was read in a wrong encoding.');
  if (/Ã[\u0080-\u00BF]|Â[¿¡]/u.test(cell)) throw refusal(line, 'the name was saved in a wrong encoding (Ã³ instead of ó).');
  const term = cell.normalize('NFC').trim().replace(/\s+/g, ' ');
  if (/^[=@]/.test(term)) throw refusal(line, 'the name is a formula.');
  if (term.length < 3 || term.length > 400) throw refusal(line, `the name has ${String(term.length)} characters; 3 to 400 are expected.`);
  return term;
};

const sexOf = (cell: string, line: number): 'H' | 'M' | null => {
  const sex = sexSpellings[keyOf(cell)];
  if (sex === undefined) throw refusal(line, `"${cell.slice(0, 20)}" is no known limit of sex.`);
  return sex;
};

const yearsOf = (cell: string, line: number): number | null => {
  const text = keyOf(cell);
  if (text === '' || text === 'no') return null;
  const match = /^(\d{1,3})([hdma]?)$/.exec(text);
  const years = match === null ? Number.NaN : Math.floor(Number(match[1]) * (yearsOfUnit[match[2] ?? ''] ?? Number.NaN));
  if (!(years >= 0 && years <= 130)) throw refusal(line, `"${cell.slice(0, 20)}" is no known limit of age.`);
  return years;
};

const agesOf = (youngest: string, oldest: string, line: number): AgeRange | null => {
  const [from, to] = [yearsOf(youngest, line), yearsOf(oldest, line)];
  if (from === null && to === null) return null;
  const ages = { from: from ?? 0, to: to ?? 130 };
  if (ages.from > ages.to) throw refusal(line, `the lower limit of age (${String(ages.from)}) is above the upper one (${String(ages.to)}).`);
  return ages;
};

type Read = OfficialDiagnosis & { readonly line: number };

const readRow = ({ line, cells }: SheetRow, columns: Columns): Read => {
  const cell = (name: Column): string => cells[columns[name]] ?? '';
  return { line, code: codeOf(cell('code'), line), term: termOf(cell('term'), line), sex: sexOf(cell('sex'), line), ages: agesOf(cell('youngest'), cell('oldest'), line) };
};

/** Categories that are divided are headings; one that is not takes an X, as the guide codes it. */
const fourCharacters = (rows: readonly Read[]): readonly Read[] => {
  const divided = new Set(rows.filter(({ code }) => code.length === 4).map(({ code }) => code.slice(0, 3)));
  return rows.flatMap((row) => {
    if (row.code.length === 4) return [row];
    return divided.has(row.code) ? [] : [{ ...row, code: `${row.code}X` }];
  });
};

const refuseDoubled = (rows: readonly Read[]): void => {
  const lines = new Map<string, number>();
  for (const { code, line } of rows) {
    const before = lines.get(code);
    if (before !== undefined) throw refusal(line, `${code} stands already on line ${String(before)}.`);
    lines.set(code, line);
  }
};

const refuseIncomplete = (rows: readonly Read[]): void => {
  const letters = new Set(rows.map(({ code }) => code.charAt(0)));
  const missing = [...chapterLetters].filter((letter) => !letters.has(letter));
  if (missing.length > 0) throw new Error(`The file has no code that begins with ${missing.join(', ')}: it is not the whole catalogue.`);
  if (rows.length < FEWEST_CODES) throw new Error(`The file has ${String(rows.length)} codes; the whole catalogue has at least ${String(FEWEST_CODES)}.`);
};

/**
 * The official catalogue's rows from the .xlsx or .csv that the authority publishes, four characters each. Refuses the
 * whole file in one sentence with its line: header unknown, code malformed or doubled, control characters, formula, wrong
 * encoding, limits without sense, a chapter missing, too few codes, more than 32 MiB.
 */
export const readOfficial = (file: Buffer): readonly OfficialDiagnosis[] => {
  if (file.length > MOST_FILE_BYTES) throw new Error('The file is larger than 32 MiB.');
  const isWorkbook = file.subarray(0, 2).toString('latin1') === 'PK';
  const sheets = isWorkbook ? readWorkbook(file) : [readCsv(file)];
  const { rows: sheet, place: { columns, header } } = catalogueIn(sheets);
  const filled = sheet.slice(header + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const read = filled.map((row) => readRow(row, columns));
  refuseDoubled(read);
  const rows = fourCharacters(read);
  refuseIncomplete(rows);
  return rows.map(({ code, term, sex, ages }) => ({ code, term, sex, ages }));
};
