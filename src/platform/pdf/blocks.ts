// How each block of the model is drawn.
import type { AutographsBlock, DocumentBlock, EntryBlock, KeyValuesBlock, ListBlock, ParagraphBlock, TableBlock } from './document.ts';
import {
  type Cell,
  type PageFlow,
  type Structure,
  addElement,
  drawArtifact,
  drawRow,
  drawRule,
  ensureSpace,
  heightOfRow,
  ink,
  widthOf,
} from './page-flow.ts';

const bodySize = 9.5;
const tableSize = 8.5;
/** Headings of a table of many columns, as a chart has, are small enough for their longest word. */
const chartHeadingSize = 6.75;
const manyColumns = 7;
const gap = 6;

/** One cell as wide as the page. */
export const wholeRow = (flow: Pick<PageFlow, 'page'>, text: string, element: Structure, changes: Partial<Cell> = {}): Cell => ({
  text,
  left: flow.page.left,
  width: widthOf(flow),
  size: bodySize,
  font: 'regular',
  element,
  ...changes,
});

const drawParagraph = (flow: PageFlow, parent: Structure, block: ParagraphBlock): void => {
  drawRow(flow, [wholeRow(flow, block.text, addElement(flow, parent, 'P'))]);
};

const drawKeyValues = (flow: PageFlow, parent: Structure, block: KeyValuesBlock): void => {
  const list = addElement(flow, parent, 'L');
  const labelWidth = Math.round(widthOf(flow) * 0.28);
  for (const { label, value } of block.entries) {
    const item = addElement(flow, list, 'LI');
    const [name, body] = [addElement(flow, item, 'Lbl'), addElement(flow, item, 'LBody')];
    drawRow(flow, [
      wholeRow(flow, label, name, { width: labelWidth - 10, font: 'bold', color: ink.quiet }),
      wholeRow(flow, value, body, { left: flow.page.left + labelWidth, width: widthOf(flow) - labelWidth }),
    ]);
    flow.y += 1.5;
  }
};

const drawList = (flow: PageFlow, parent: Structure, block: ListBlock): void => {
  const list = addElement(flow, parent, 'L');
  for (const text of block.items) {
    const item = addElement(flow, list, 'LI');
    const [bullet, body] = [addElement(flow, item, 'Lbl'), addElement(flow, item, 'LBody')];
    drawRow(flow, [
      wholeRow(flow, '•', bullet, { left: flow.page.left + 4, width: 12 }),
      wholeRow(flow, text, body, { left: flow.page.left + 16, width: widthOf(flow) - 16 }),
    ]);
    flow.y += 1.5;
  }
};

type Place = { readonly left: number; readonly width: number };

const placesOf = (flow: PageFlow, columns: TableBlock['columns']): readonly Place[] => {
  const total = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let left: number = flow.page.left;
  return columns.map(({ weight = 1 }) => {
    const width = (widthOf(flow) * weight) / total;
    const place = { left: left + 2, width: width - 6 };
    left += width;
    return place;
  });
};

/** Cells past the last column are kept, below each other in it. */
const fitCells = (row: readonly string[], columns: number): readonly string[] => [
  ...row.slice(0, columns - 1),
  row.slice(columns - 1).join('\n'),
];

const drawTable = (flow: PageFlow, parent: Structure, block: TableBlock): void => {
  const table = addElement(flow, parent, 'Table');
  const places = placesOf(flow, block.columns);
  const drawHeading = (elements: readonly Structure[] | null): void => {
    drawRow(
      flow,
      block.columns.map(({ heading }, index) => ({
        ...(places[index] ?? { left: flow.page.left, width: widthOf(flow) }),
        text: heading,
        size: block.columns.length > manyColumns ? chartHeadingSize : tableSize,
        font: 'bold',
        color: ink.quiet,
        element: elements?.[index] ?? null,
      })),
    );
    flow.y += 2;
    drawRule(flow);
    flow.y += 3;
  };
  const headingRow = addElement(flow, table, 'TR');
  ensureSpace(flow, 40);
  drawHeading(block.columns.map(() => addElement(flow, headingRow, 'TH', { scope: 'Column' } as object)));
  for (const row of block.rows) {
    const rowElement = addElement(flow, table, 'TR');
    const cells = fitCells(row, places.length);
    const drawn = places.map((place, index): Cell => ({
      ...place,
      text: cells[index] ?? '',
      size: tableSize,
      font: 'regular',
      element: addElement(flow, rowElement, 'TD'),
    }));
    drawRow(flow, drawn, () => drawHeading(null));
    flow.y += 2.5;
  }
};

/** Room for the hand above a line. */
const handHeight = 38;
/** What a first pair of signatures takes with names of usual length: its heading stays with it. */
export const autographsHeight = 110;

const drawAutographs = (flow: PageFlow, parent: Structure, { signers }: AutographsBlock): void => {
  const width = (widthOf(flow) - 24) / 2;
  for (let first = 0; first < signers.length; first += 2) {
    const pair = signers.slice(first, first + 2).map((signer, at) => ({ ...signer, left: flow.page.left + at * (width + 24), element: addElement(flow, parent, 'P') }));
    const cellsOf = (part: 'name' | 'role', color: string): readonly Cell[] =>
      pair.map((signer) => wholeRow(flow, signer[part], signer.element, { left: signer.left, width, size: tableSize, color }));
    const rows = [cellsOf('name', ink.text), cellsOf('role', ink.quiet)];
    ensureSpace(flow, rows.reduce((height, cells) => height + heightOfRow(flow, cells), handHeight + 4));
    flow.y += handHeight;
    drawArtifact(flow, () => {
      for (const { left } of pair) flow.document.moveTo(left, flow.y).lineTo(left + width, flow.y).lineWidth(0.75).stroke(ink.text);
    });
    flow.y += 4;
    for (const cells of rows) drawRow(flow, cells);
  }
};

/** A numbered thing with its name large and what belongs to it below, all of it on one page where it fits. */
const drawEntry = (flow: PageFlow, parent: Structure, { name, lines }: EntryBlock): void => {
  const indent = { left: flow.page.left + 14, width: widthOf(flow) - 14 };
  const cells = [wholeRow(flow, name, addElement(flow, parent, 'P'), { font: 'bold', size: 10.5 }), ...lines.map((line) => wholeRow(flow, line, addElement(flow, parent, 'P'), { ...indent, size: 9 }))];
  ensureSpace(flow, cells.reduce((height, cell) => height + heightOfRow(flow, [cell]), 4));
  for (const cell of cells) drawRow(flow, [cell]);
};

/** Draws one block under `parent` and leaves the gap that follows it. */
export const drawBlock = (flow: PageFlow, parent: Structure, block: DocumentBlock): void => {
  switch (block.kind) {
    case 'paragraph':
      drawParagraph(flow, parent, block);
      break;
    case 'key-values':
      drawKeyValues(flow, parent, block);
      break;
    case 'table':
      drawTable(flow, parent, block);
      break;
    case 'list':
      drawList(flow, parent, block);
      break;
    case 'entry':
      drawEntry(flow, parent, block);
      break;
    case 'autographs':
      drawAutographs(flow, parent, block);
      break;
    default:
      block satisfies never;
  }
  flow.y += gap;
};
