// Rows of text that run from page to page, each piece tagged with its structure element.
import { type FontName, fitText, wrapText } from './typeface.ts';

export type Structure = ReturnType<PDFKit.PDFDocument['struct']>;

/** A sheet and where its text stands, in points. */
export type Sheet = { readonly width: number; readonly height: number; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** Letter upright, and half a letter lying, as prescriptions are printed in Mexico. */
export const sheets = {
  letter: { width: 612, height: 792, left: 54, right: 558, top: 60, bottom: 726 },
  'half-letter': { width: 612, height: 396, left: 36, right: 576, top: 34, bottom: 356 },
} as const satisfies Record<string, Sheet>;
export const widthOf = ({ page }: Pick<PageFlow, 'page'>): number => page.right - page.left;
export const ink = { text: '#1b1f24', quiet: '#4d5661', rule: '#9aa4ae', watermark: '#e7eaed' } as const;

export type PageFlow = {
  readonly document: PDFKit.PDFDocument;
  readonly root: Structure;
  readonly page: Sheet;
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
    document.save().rotate(flow.page.height < flow.page.width ? -30 : -52, { origin: [flow.page.width / 2, flow.page.height / 2] });
    document.font('bold', 96).fillColor(ink.watermark);
    const left = (flow.page.width - document.widthOfString(text)) / 2;
    document.text(text, left, flow.page.height / 2 - 58, { lineBreak: false });
    document.restore();
  });
};

const drawRunningTitle = (flow: PageFlow): void => {
  const { document } = flow;
  drawArtifact(
    flow,
    () => {
      const title = fitText(document, flow.runningTitle, widthOf(flow), { font: 'regular', size: 8 });
      document.fillColor(ink.quiet).text(title, flow.page.left, flow.page.top - 26, { lineBreak: false });
      document.moveTo(flow.page.left, flow.page.top - 12).lineTo(flow.page.right, flow.page.top - 12).lineWidth(0.5).stroke(ink.rule);
    },
    'Pagination',
  );
};

export const startPage = (flow: PageFlow): void => {
  const { document } = flow;
  document.addPage({ size: [flow.page.width, flow.page.height], margin: 0 });
  if (flow.watermark !== undefined) drawWatermark(flow, flow.watermark);
  if (document.bufferedPageRange().count > 1) drawRunningTitle(flow);
  flow.y = flow.page.top;
};

/** Starts a page when fewer than `height` points are left on this one. */
export const ensureSpace = (flow: PageFlow, height: number): void => {
  if (flow.y + height > flow.page.bottom) startPage(flow);
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
  if (flow.y + height > flow.page.bottom && height <= 4 * step) turnPage();
  for (let from = 0; from * step < height; ) {
    if (flow.y + step > flow.page.bottom) turnPage();
    const count = Math.max(1, Math.floor((flow.page.bottom - flow.y) / step));
    for (const { cell, lines } of columns) drawLines(flow, cell, lines.slice(from, from + count));
    flow.y += Math.min(count, height / step - from) * step;
    from += count;
  }
};

export const drawRule = (flow: PageFlow): void => {
  drawArtifact(flow, () => {
    flow.document.moveTo(flow.page.left, flow.y).lineTo(flow.page.right, flow.y).lineWidth(0.5).stroke(ink.rule);
  });
};
