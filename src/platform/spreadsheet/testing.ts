import { deflateRawSync } from 'node:zlib';

/** Spreadsheets made for tests. */

export type Cells = readonly (readonly string[])[];

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
