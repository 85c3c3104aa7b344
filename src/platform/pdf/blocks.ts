// How each block of the model is drawn.
import type { DocumentBlock, KeyValuesBlock, ListBlock, ParagraphBlock, TableBlock } from './document.ts';
import {
  type Cell,
  type PageFlow,
  type Structure,
  addElement,
  drawRow,
  drawRule,
  ensureSpace,
  ink,
  page,
  textWidth,
} from './page-flow.ts';

const bodySize = 9.5;
const tableSize = 8.5;
const gap = 6;

/** One cell as wide as the page. */
export const wholeRow = (text: string, element: Structure, changes: Partial<Cell> = {}): Cell => ({
  text,
  left: page.left,
  width: textWidth,
  size: bodySize,
  font: 'regular',
  element,
  ...changes,
});

const drawParagraph = (flow: PageFlow, parent: Structure, block: ParagraphBlock): void => {
  drawRow(flow, [wholeRow(block.text, addElement(flow, parent, 'P'))]);
};

const drawKeyValues = (flow: PageFlow, parent: Structure, block: KeyValuesBlock): void => {
  const list = addElement(flow, parent, 'L');
  const labelWidth = Math.round(textWidth * 0.28);
  for (const { label, value } of block.entries) {
    const item = addElement(flow, list, 'LI');
    const [name, body] = [addElement(flow, item, 'Lbl'), addElement(flow, item, 'LBody')];
    drawRow(flow, [
      wholeRow(label, name, { width: labelWidth - 10, font: 'bold', color: ink.quiet }),
      wholeRow(value, body, { left: page.left + labelWidth, width: textWidth - labelWidth }),
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
      wholeRow('•', bullet, { left: page.left + 4, width: 12 }),
      wholeRow(text, body, { left: page.left + 16, width: textWidth - 16 }),
    ]);
    flow.y += 1.5;
  }
};

type Place = { readonly left: number; readonly width: number };

const placesOf = (columns: TableBlock['columns']): readonly Place[] => {
  const total = columns.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let left: number = page.left;
  return columns.map(({ weight = 1 }) => {
    const width = (textWidth * weight) / total;
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
  const places = placesOf(block.columns);
  const drawHeading = (elements: readonly Structure[] | null): void => {
    drawRow(
      flow,
      block.columns.map(({ heading }, index) => ({
        ...(places[index] ?? { left: page.left, width: textWidth }),
        text: heading,
        size: tableSize,
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
    default:
      block satisfies never;
  }
  flow.y += gap;
};
