// Rows of text that run from page to page, each piece tagged with its structure element.
import { type FontName, fitText, wrapText } from './typeface.ts';

export type Structure = ReturnType<PDFKit.PDFDocument['struct']>;

/** Letter, in points. */
export const page = { width: 612, height: 792, left: 54, right: 558, top: 60, bottom: 726 } as const;
export const textWidth = page.right - page.left;
export const ink = { text: '#1b1f24', quiet: '#4d5661', rule: '#9aa4ae', watermark: '#e7eaed' } as const;

export type PageFlow = {
  readonly document: PDFKit.PDFDocument;
  readonly root: Structure;
  /** Small line at the top of every page but the first. */
  readonly runningTitle: string;
  readonly watermark: string | undefined;
  /** Distance from the page's top to the next free line. */
  y: number;
};

export type Cell = {
  readonly text: string;
  readonly left: number;
  readonly width: number;
  readonly size: number;
  readonly font: FontName;
  readonly color?: string;
  /** Where the piece hangs in the structure tree; null leaves it out of the tree as repeated page furniture. */
  readonly element: Structure | null;
};

const lineHeightOf = (size: number): number => Math.round(size * 1.32 * 4) / 4;

/** Draws something that is not content: rules, watermarks, page furniture. */
export const drawArtifact = (flow: PageFlow, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void => {
  flow.document.markContent('Artifact', { type });
  draw();
  flow.document.endMarkedContent();
};

/** Draws what belongs to `element` of the structure tree. */
export const drawContent = (flow: PageFlow, element: Structure, draw: () => void): void => {
  const { document } = flow;
  const tag = (element as unknown as { readonly dictionary: { readonly data: { readonly S: string } } }).dictionary.data.S;
  const content = document.markStructureContent(tag);
  draw();
  document.endMarkedContent();
  element.add(content);
};

const drawWatermark = (flow: PageFlow, text: string): void => {
  const { document } = flow;
  drawArtifact(flow, () => {
    document.save().rotate(-52, { origin: [page.width / 2, page.height / 2] });
    document.font('bold', 96).fillColor(ink.watermark);
    const left = (page.width - document.widthOfString(text)) / 2;
    document.text(text, left, page.height / 2 - 58, { lineBreak: false });
    document.restore();
  });
};

const drawRunningTitle = (flow: PageFlow): void => {
  const { document } = flow;
  drawArtifact(
    flow,
    () => {
      const title = fitText(document, flow.runningTitle, textWidth, { font: 'regular', size: 8 });
      document.fillColor(ink.quiet).text(title, page.left, 34, { lineBreak: false });
      document.moveTo(page.left, 48).lineTo(page.right, 48).lineWidth(0.5).stroke(ink.rule);
    },
    'Pagination',
  );
};

export const startPage = (flow: PageFlow): void => {
  const { document } = flow;
  document.addPage({ size: 'LETTER', margin: 0 });
  if (flow.watermark !== undefined) drawWatermark(flow, flow.watermark);
  if (document.bufferedPageRange().count > 1) drawRunningTitle(flow);
  flow.y = page.top;
};

/** Starts a page when fewer than `height` points are left on this one. */
export const ensureSpace = (flow: PageFlow, height: number): void => {
  if (flow.y + height > page.bottom) startPage(flow);
};

/** Child of `parent` with the given structure type. */
export const addElement = (
  flow: PageFlow,
  parent: Structure,
  type: string,
  options: Parameters<PDFKit.PDFDocument['struct']>[1] = {},
): Structure => {
  const element = flow.document.struct(type, options);
  parent.add(element);
  return element;
};

const drawLines = (flow: PageFlow, cell: Cell, lines: readonly string[]): void => {
  const { document } = flow;
  if (lines.every((line) => line === '')) return;
  const draw = (): void => {
    document.font(cell.font, cell.size).fillColor(cell.color ?? ink.text);
    lines.forEach((line, index) => {
      if (line !== '') document.text(line, cell.left, flow.y + index * lineHeightOf(cell.size), { lineBreak: false });
    });
  };
  if (cell.element === null) drawArtifact(flow, draw);
  else drawContent(flow, cell.element, draw);
};

/** Points that these cells, drawn side by side, take of the page's height. */
export const heightOfRow = (flow: PageFlow, cells: readonly Cell[]): number =>
  Math.max(...cells.map((cell) => wrapText(flow.document, cell.text, cell.width, cell).length)) * Math.max(...cells.map((cell) => lineHeightOf(cell.size)));

/**
 * Draws cells side by side and moves below the tallest. A row taller than what is left of the page goes on over the
 * next pages; a short one moves whole. `onNewPage` draws what each further page repeats (a table's heading).
 */
export const drawRow = (flow: PageFlow, cells: readonly Cell[], onNewPage: () => void = () => undefined): void => {
  const columns = cells.map((cell) => ({ cell, lines: wrapText(flow.document, cell.text, cell.width, cell) }));
  const step = Math.max(...cells.map((cell) => lineHeightOf(cell.size)));
  const height = Math.max(...columns.map(({ lines }) => lines.length)) * step;
  const turnPage = (): void => {
    startPage(flow);
    onNewPage();
  };
  if (flow.y + height > page.bottom && height <= 4 * step) turnPage();
  for (let from = 0; from * step < height; ) {
    if (flow.y + step > page.bottom) turnPage();
    const count = Math.max(1, Math.floor((page.bottom - flow.y) / step));
    for (const { cell, lines } of columns) drawLines(flow, cell, lines.slice(from, from + count));
    flow.y += Math.min(count, height / step - from) * step;
    from += count;
  }
};

export const drawRule = (flow: PageFlow): void => {
  drawArtifact(flow, () => {
    flow.document.moveTo(page.left, flow.y).lineTo(page.right, flow.y).lineWidth(0.5).stroke(ink.rule);
  });
};
