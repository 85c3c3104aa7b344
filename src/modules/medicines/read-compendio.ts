import { fold } from '#kernel/fold.ts';
import { FEWEST_PRODUCTS, compendioColumns, medicineGroups } from './file-words-table.ts';
import type { OfficialProduct } from './medicine-file.ts';
import { quoted, refusal } from './medicine-file.ts';
import { readMedicineSheet } from './read-medicine-sheet.ts';
import type { NamedRow } from './read-medicine-sheet.ts';

type Row = NamedRow<keyof typeof compendioColumns>;

/** Spreadsheets drop a leading nought and the dots. */
const claveOf = (cell: string, line: number): string => {
  const [whole, group = '', middle, digits, pack] = /^(\d{2,3})[. ]?(\d{3})[. ]?(\d{4})(?:[. ]?(\d{2}))?$/.exec(cell) ?? [];
  if (whole === undefined) throw refusal(line, `${quoted(cell)} is no clave such as 010.000.0104.00.`);
  return [group.padStart(3, '0'), middle, digits, ...(pack === undefined ? [] : [pack])].join('.');
};

const withPack = (pack: string): string => (pack === '' || /^(?:envase|caja)\b/.test(fold(pack)) ? pack : `Envase con ${pack}`);

const productOf = (row: Row): OfficialProduct => {
  const { line, cell } = row;
  const [clave, name] = [claveOf(cell('clave'), line), cell('name')];
  if (name.length < 2 || name.length > 400) throw refusal(line, `the generic name of ${clave} has ${String(name.length)} characters; 2 to 400 are expected.`);
  const says = [cell('form'), cell('strength'), cell('description'), cell('route'), withPack(cell('pack'))].filter((text) => text !== '').map((text) => (/[.;:]$/.test(text) ? text : `${text}.`)).join(' ');
  if (says.length > 4_000) throw refusal(line, `the description of ${clave} is longer than 4,000 characters.`);
  return { clave, name, says };
};

/** The medicines of the Compendio, and how many rows of the file are other supplies. */
export type Compendio = { readonly products: readonly OfficialProduct[]; readonly others: number };

/**
 * The medicines of the Compendio Nacional from the .xlsx or .csv that the authority publishes. Refuses the whole file in one
 * sentence with its line: what `readMedicineSheet` refuses, a malformed or doubled clave, a name that is missing, too few rows.
 */
export const readCompendio = (file: Buffer): Compendio => {
  const rows = readMedicineSheet(file, { spellings: compendioColumns, required: ['clave', 'name'] });
  const lines = new Map<string, number>();
  const products = rows.flatMap((row): readonly OfficialProduct[] => {
    if (!medicineGroups.has(claveOf(row.cell('clave'), row.line).slice(0, 3))) return [];
    const product = productOf(row);
    const before = lines.get(product.clave);
    if (before !== undefined) throw refusal(row.line, `${product.clave} stands already on line ${String(before)}.`);
    lines.set(product.clave, row.line);
    return [product];
  });
  if (products.length < FEWEST_PRODUCTS) throw new Error(`The file has ${String(products.length)} medicines; the Compendio has at least ${String(FEWEST_PRODUCTS)}.`);
  return { products, others: rows.length - products.length };
};
