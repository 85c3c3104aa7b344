import { openZip } from './zip-entries.ts';

/** A row of a sheet and the line that a person finds it on. */
export type SheetRow = { readonly line: number; readonly cells: readonly string[] };

const MOST_ROWS = 60_000;
const MOST_COLUMNS = 120;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decoded = (text: string): string => text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
  if (name !== undefined) return entities[name] ?? whole;
  const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  return point <= 0x10_ffff ? String.fromCodePoint(point) : whole;
});

type Element = { readonly attributes: string; readonly inner: string; readonly from: number; readonly to: number };

/** The elements of a name, none inside of another, in the time of the text's length however it is made. Refuses one that does not end. */
function* elementsOf(xml: string, name: string): Generator<Element> {
  const opening = new RegExp(`<${name}(\\s[^<>]*)?>`, 'g');
  for (let found = opening.exec(xml); found !== null; found = opening.exec(xml)) {
    const [, attributes = ''] = found;
    const isEmpty = attributes.endsWith('/');
    const end = isEmpty ? opening.lastIndex : xml.indexOf(`</${name}>`, opening.lastIndex);
    if (end === -1) throw new Error(`The workbook is truncated or damaged: a <${name}> does not end.`);
    const to = isEmpty ? end : end + name.length + 3;
    yield { attributes: isEmpty ? attributes.slice(0, -1) : attributes, inner: xml.slice(opening.lastIndex, end), from: found.index, to };
    opening.lastIndex = to;
  }
}

/** Rich text is several runs; what is said phonetically beside them is left out. */
const textIn = (xml: string): string => {
  let [runs, at] = ['', 0];
  for (const { from, to } of elementsOf(xml, 'rPh')) {
    runs += xml.slice(at, from);
    at = to;
  }
  return [...elementsOf(runs + xml.slice(at), 't')].map(({ inner }) => (inner.includes('<') ? '' : decoded(inner))).join('');
};

const sharedTexts = (xml: string | null): readonly string[] => (xml === null ? [] : [...elementsOf(xml, 'si')].map(({ inner }) => textIn(inner)));

/** `AB12` → 27; columns count from 0. */
const columnOf = (reference: string): number =>
  [...reference.replace(/\d+$/, '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

const cellText = (attributes: string, inner: string, texts: readonly string[], line: number): string => {
  if (/<f[\s/>]/.test(inner)) throw new Error(`Line ${String(line)}: a cell holds a formula; only plain values are read.`);
  const kind = /\bt="([^"]*)"/.exec(attributes)?.[1] ?? 'n';
  if (kind === 'inlineStr') return textIn(inner);
  if (kind === 'e') throw new Error(`Line ${String(line)}: a cell holds an error instead of a value.`);
  const value = decoded(/<v(?:\s[^<>]*)?>([^<]*)<\/v>/.exec(inner)?.[1] ?? '');
  return kind === 's' ? texts[Number(value)] ?? '' : value;
};

const rowCells = (xml: string, texts: readonly string[], line: number): readonly string[] => {
  const cells: string[] = [];
  for (const { attributes, inner } of elementsOf(xml, 'c')) {
    const reference = /\br="([A-Z]{1,3}\d+)"/.exec(attributes)?.[1];
    const column = reference === undefined ? cells.length : columnOf(reference);
    if (column >= MOST_COLUMNS) continue;
    while (cells.length < column) cells.push('');
    cells[column] = cellText(attributes, inner, texts, line);
  }
  return cells;
};

const sheetRows = (xml: string, texts: readonly string[]): readonly SheetRow[] => {
  if (!xml.includes('</worksheet>') && !/<\/\w+:worksheet>/.test(xml)) throw new Error('The workbook is truncated: a sheet does not end.');
  const rows: SheetRow[] = [];
  for (const { attributes, inner } of elementsOf(xml, 'row')) {
    const line = Number(/\br="(\d+)"/.exec(attributes)?.[1] ?? rows.length + 1);
    rows.push({ line, cells: rowCells(inner, texts, line) });
    if (rows.length > MOST_ROWS) throw new Error(`The sheet has more than ${String(MOST_ROWS)} rows.`);
  }
  return rows;
};

/**
 * The sheets of an .xlsx workbook as rows of texts, in the order of their files, each read when it is asked for: two
 * hundred large ones would fill the memory. Refuses formulas, cells in error, XML
 * with a document type, and what `openZip` refuses. Dates and number formats are not interpreted.
 */
export function* readWorkbook(file: Buffer): Generator<readonly SheetRow[]> {
  const { names, textOf } = openZip(file);
  const plain = (name: string): string | null => {
    const xml = textOf(name);
    if (xml !== null && /<!DOCTYPE|<!ENTITY/i.test(xml)) throw new Error('The workbook declares a document type; it is not read.');
    return xml;
  };
  const sheets = names.filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort((one, other) => one.length - other.length || (one < other ? -1 : 1));
  if (sheets.length === 0) throw new Error('The file holds no sheet: it is not an .xlsx workbook.');
  const texts = sharedTexts(plain('xl/sharedStrings.xml'));
  for (const name of sheets) yield sheetRows(plain(name) ?? '', texts);
}
