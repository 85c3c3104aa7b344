import type { SheetRow } from './read-workbook.ts';

const separators = [',', ';', '\t', '|'] as const;

/** UTF-8 when the bytes are; else the Windows form of Latin-1, in which Mexican spreadsheets write a .csv. */
const textOf = (file: Buffer): string => {
  if ((file[0] === 0xff && file[1] === 0xfe) || (file[0] === 0xfe && file[1] === 0xff) || file.includes(0)) throw new Error('The file is in UTF-16 or is no text; save it as CSV in UTF-8.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
};

const separatorOf = (header: string): string =>
  separators.map((separator) => ({ separator, count: header.split(separator).length })).toSorted((one, other) => other.count - one.count)[0]?.separator ?? ',';

/** The fields of one line; null when a quote is left open. */
const fieldsOf = (line: string, separator: string): readonly string[] | null => {
  const fields: string[] = [];
  let [field, isQuoted] = ['', false];
  for (let at = 0; at < line.length; at += 1) {
    const letter = line.charAt(at);
    if (letter === '"' && isQuoted && line.charAt(at + 1) === '"') { field += '"'; at += 1; }
    else if (letter === '"' && (isQuoted || field === '')) isQuoted = !isQuoted;
    else if (letter === separator && !isQuoted) { fields.push(field); field = ''; }
    else field += letter;
  }
  return isQuoted ? null : [...fields, field];
};

/**
 * A .csv as rows of texts: UTF-8 or Windows-1252, separated by comma, semicolon, tabulator or bar, whichever the first
 * line has most of. Refuses UTF-16, quotes left open and a field over several lines.
 */
export const readCsv = (file: Buffer): readonly SheetRow[] => {
  const lines = textOf(file).replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const separator = separatorOf(lines.find((line) => line.trim() !== '') ?? '');
  return lines.flatMap((text, at) => {
    if (text.trim() === '') return [];
    const cells = fieldsOf(text, separator);
    if (cells === null) throw new Error(`Line ${String(at + 1)}: a quotation mark is left open.`);
    if (cells.some((cell) => /^\s*[=@]/.test(cell))) throw new Error(`Line ${String(at + 1)}: a cell holds a formula; only plain values are read.`);
    return [{ line: at + 1, cells }];
  });
};
