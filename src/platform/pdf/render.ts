// Model -> tagged PDF. Same model, same bytes.
import PDFDocument from 'pdfkit';
import { create as createQrCode } from 'qrcode';
import { autographsHeight, drawBlock, wholeRow } from './blocks.ts';
import type { DocumentModel } from './document.ts';
import {
  type PageFlow,
  type Structure,
  addElement,
  drawArtifact,
  drawContent,
  drawRow,
  drawRule,
  ensureSpace,
  ink,
  startPage,
  sheets,
  widthOf,
} from './page-flow.ts';
import { fitText, registerFonts, wrapText } from './typeface.ts';

/** Sizes by paper: half a letter has room for small headings and a small code. */
const sizes = { letter: { qr: 88, title: 16, heading: 11.5, head: 11, small: 8.5, gap: 10, hand: 34 }, 'half-letter': { qr: 74, title: 12.5, heading: 9.5, head: 10.5, small: 8, gap: 4, hand: 28 } } as const;
const sizesOf = ({ paper = 'letter' }: DocumentModel) => sizes[paper];

/** pdfkit writes the title into the XMP packet as it is; this one reads as text there and stays itself elsewhere. */
const titleOf = (model: DocumentModel): string => {
  const title = model.title.replaceAll(/\p{C}/gu, ' ');
  const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return Object.assign(new String(title), { toString: () => escaped }) as unknown as string;
};

const createDocument = (model: DocumentModel): PDFKit.PDFDocument =>
  new PDFDocument({
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: model.language,
    displayTitle: true,
    autoFirstPage: false,
    bufferPages: true,
    info: { Title: titleOf(model), Creator: 'Amate', CreationDate: model.createdAt },
  });

const drawHead = (flow: PageFlow, model: DocumentModel): void => {
  const [first = '', ...rest] = model.headerLines;
  if (first !== '') drawRow(flow, [wholeRow(flow, first, addElement(flow, flow.root, 'P'), { font: 'bold', size: sizesOf(model).head })]);
  for (const line of rest) {
    drawRow(flow, [wholeRow(flow, line, addElement(flow, flow.root, 'P'), { size: sizesOf(model).small, color: ink.quiet })]);
  }
  const { title, gap } = sizesOf(model);
  flow.y += Math.min(6, gap);
  drawRule(flow);
  flow.y += gap;
  drawRow(flow, [wholeRow(flow, model.title, addElement(flow, flow.root, 'H1'), { font: 'bold', size: title })]);
  flow.y += gap - 2;
};

const drawSections = (flow: PageFlow, model: DocumentModel): void => {
  for (const { heading, blocks } of model.sections) {
    const section = addElement(flow, flow.root, 'Sect');
    // A heading stays with the first lines it heads.
    ensureSpace(flow, blocks[0]?.kind === 'autographs' ? autographsHeight + 24 : 54);
    drawRow(flow, [wholeRow(flow, heading, addElement(flow, section, 'H2'), { font: 'bold', size: sizesOf(model).heading })]);
    flow.y += 3;
    for (const block of blocks) drawBlock(flow, section, block);
    flow.y += 4;
  }
};

const drawQrCode = (flow: PageFlow, parent: Structure, { url, size: qrSize }: { readonly url: string; readonly size: number }): void => {
  const { document } = flow;
  const { size, data } = createQrCode(url, { errorCorrectionLevel: 'M' }).modules;
  const dot = qrSize / size;
  const top = flow.y;
  const bbox = [flow.page.left, top, flow.page.left + qrSize, top + qrSize];
  const figure = addElement(flow, parent, 'Figure', { alt: `Código QR para verificar: ${url}`, bbox } as object);
  drawContent(flow, figure, () => {
    document.fillColor('#000000');
    for (let index = 0; index < data.length; index += 1) {
      if (data[index] === 0) continue;
      document.rect(flow.page.left + (index % size) * dot, top + Math.floor(index / size) * dot, dot, dot);
    }
    document.fill();
  });
};

const drawClosing = (flow: PageFlow, model: DocumentModel): void => {
  const { verification, signatureBox } = model;
  if (verification === undefined && signatureBox === undefined) return;
  const { qr: qrSize, gap, hand } = sizesOf(model);
  ensureSpace(flow, qrSize + 4 * gap);
  flow.y += Math.min(6, gap);
  drawRule(flow);
  flow.y += gap;
  const section = addElement(flow, flow.root, 'Sect');
  const start = { y: flow.y, pages: flow.document.bufferedPageRange().count };
  if (verification !== undefined) drawQrCode(flow, section, { url: verification.url, size: qrSize });
  const left = verification === undefined ? flow.page.left : flow.page.left + qrSize + 16;
  const column = { left, width: flow.page.right - left };
  if (signatureBox !== undefined) {
    drawRow(flow, [wholeRow(flow, signatureBox.heading, addElement(flow, section, 'H2'), { ...column, font: 'bold', size: 10.5 })]);
    if (signatureBox.autograph === true) drawAutographLine(flow, { left, hand });
    for (const line of signatureBox.lines) {
      drawRow(flow, [wholeRow(flow, line, addElement(flow, section, 'P'), { ...column, size: 8.5 })]);
    }
    flow.y += 4;
  }
  if (verification !== undefined) {
    for (const line of [`${verification.label ?? 'Código de verificación'}: ${verification.code}`, verification.url]) {
      drawRow(flow, [wholeRow(flow, line, addElement(flow, section, 'P'), { ...column, size: 8.5, color: ink.quiet })]);
    }
  }
  if (flow.document.bufferedPageRange().count === start.pages) flow.y = Math.max(flow.y, start.y + qrSize);
};

const drawAutographLine = (flow: PageFlow, { left, hand }: { readonly left: number; readonly hand: number }): void => {
  flow.y += hand;
  drawArtifact(flow, () => {
    flow.document.moveTo(left, flow.y).lineTo(left + 240, flow.y).lineWidth(0.75).stroke(ink.text);
  });
  flow.y += 4;
};

/** A page without the signature says so: it is worth nothing alone. */
const drawContinues = ({ document, page }: PageFlow): void => {
  const words = 'Continúa: la firma y el código están en la última página.';
  document.font('bold', 7.5).fillColor(ink.text);
  document.text(words, page.right - document.widthOfString(words), page.bottom + 7, { lineBreak: false });
};

/** Footer and `Página x de y`, once the number of pages is known. */
const drawFooters = (flow: PageFlow, model: DocumentModel): void => {
  const { document } = flow;
  const style = { font: 'regular', size: 7.5 } as const;
  const { count } = document.bufferedPageRange();
  const footer = wrapText(document, model.footer, widthOf(flow) - 110, style);
  const lines = footer.length <= 2 ? footer : [footer[0] ?? '', fitText(document, footer.slice(1).join(' '), widthOf(flow) - 110, style)];
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    drawArtifact(
      flow,
      () => {
        document.font(style.font, style.size).fillColor(ink.quiet);
        lines.forEach((line, row) => document.text(line, flow.page.left, flow.page.bottom + 18 + row * 10, { lineBreak: false }));
        const place = `Página ${index + 1} de ${count}`;
        document.text(place, flow.page.right - document.widthOfString(place), flow.page.bottom + 18, { lineBreak: false });
        if (model.signatureBox?.autograph === true && index < count - 1) drawContinues(flow);
      },
      'Pagination',
    );
  }
};

const collect = (document: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Buffer.concat(chunks)));
    document.on('error', reject);
  });

/**
 * Renders the model as a tagged PDF 1.7 on its paper with embedded fonts. The same model gives the same bytes.
 * Every character of the model's text is printed: one without a glyph, or that could not be seen, as `[U+XXXX]`.
 * Only the footer is cut, past its second line.
 */
export const renderDocument = async (model: DocumentModel): Promise<Uint8Array> => {
  const document = createDocument(model);
  const whole = collect(document);
  registerFonts(document);
  const root = document.struct('Document');
  document.addStructure(root);
  const runningTitle = [model.title, model.headerLines[0] ?? '', model.runningHead ?? ''].filter((part) => part !== '').join(' · ');
  const flow: PageFlow = { document, root, runningTitle, watermark: model.watermark, page: sheets[model.paper ?? 'letter'], y: 0 };
  startPage(flow);
  drawHead(flow, model);
  drawSections(flow, model);
  drawClosing(flow, model);
  drawFooters(flow, model);
  root.end();
  document.end();
  return whole;
};
