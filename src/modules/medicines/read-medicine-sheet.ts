import { fold } from '#kernel/fold.ts';
import { readCsv } from '#platform/spreadsheet/read-csv.ts';
import { readWorkbook } from '#platform/spreadsheet/read-workbook.ts';
import type { SheetRow } from '#platform/spreadsheet/read-workbook.ts';
import { MOST_FILE_BYTES } from './file-words-table.ts';
import { cleanText, quoted, refusal } from './medicine-file.ts';

type Spellings<Name extends string> = Readonly<Record<Name, readonly string[]>>;

/** A row under the header: the cells of the columns that were asked for, empty where there is none. */
export type NamedRow<Name extends string> = { readonly line: number; readonly cell: (name: Name) => string };

const MOST_TITLE_ROWS = 20;

/** The form in which headings are compared. */
export const headingOf = (cell: string): string => fold(cell).replace(/[^a-z0-9]/g, '');

type Columns<Name extends string> = ReadonlyMap<Name, number>;

const columnsIn = <Name extends string>({ line, cells }: SheetRow, spellings: Spellings<Name>): Columns<Name> => {
  const found = cells.map(headingOf);
  return new Map((Object.keys(spellings) as Name[]).flatMap((name) => {
    const places = found.flatMap((cell, at) => (spellings[name].includes(cell) ? [at] : []));
    if (places.length > 1) throw refusal(line, `several columns could be "${name}"; only one can be read.`);
    return places.map((at) => [name, at] as const);
  }));
};

type Wanted<Name extends string> = { readonly spellings: Spellings<Name>; readonly required: readonly NoInfer<Name>[] };

/** The header may stand under a title: it is looked for in the first rows. */
const headerIn = <Name extends string>(rows: readonly SheetRow[], { spellings, required }: Wanted<Name>): { readonly at: number; readonly columns: Columns<Name> } | null => {
  for (const [at, row] of rows.slice(0, MOST_TITLE_ROWS).entries()) {
    const columns = columnsIn(row, spellings);
    if (required.every((name) => columns.has(name))) return { at, columns };
  }
  return null;
};

const unknownHeader = (first: SheetRow | undefined, required: readonly string[]): Error => {
  const found = (first?.cells ?? []).filter((cell) => cell.trim() !== '').slice(0, 12).map(quoted).join(', ');
  return refusal(first?.line ?? 1, `no header with ${required.join(' and ')} was found; the first row has ${found === '' ? 'nothing' : found}.`);
};

const sheetsOf = (file: Buffer): Iterable<readonly SheetRow[]> => (file.subarray(0, 2).toString('latin1') === 'PK' ? readWorkbook(file) : [readCsv(file)]);

/**
 * The filled rows of the first sheet of an .xlsx or .csv whose header is known. Refuses in one sentence: more than 32 MiB,
 * empty, no such header, several columns for one thing, formulas, wrong encoding, and what the spreadsheet readers refuse.
 */
export const readMedicineSheet = <Name extends string>(file: Buffer, wanted: Wanted<Name>): readonly NamedRow<Name>[] => {
  if (file.length === 0) throw new Error('The file is empty.');
  if (file.length > MOST_FILE_BYTES) throw new Error('The file is larger than 32 MiB.');
  let first: SheetRow | undefined;
  for (const rows of sheetsOf(file)) {
    const header = headerIn(rows, wanted);
    first ??= rows[0];
    if (header === null) continue;
    return rows.slice(header.at + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
      .map(({ line, cells }) => ({ line, cell: (name) => cleanText(cells[header.columns.get(name) ?? -1] ?? '', line) }));
  }
  throw unknownHeader(first, wanted.required);
};
