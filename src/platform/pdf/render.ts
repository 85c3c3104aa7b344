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
  page,
  startPage,
  textWidth,
} from './page-flow.ts';
import { fitText, registerFonts, wrapText } from './typeface.ts';

const qrSize = 88;

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
  if (first !== '') drawRow(flow, [wholeRow(first, addElement(flow, flow.root, 'P'), { font: 'bold', size: 11 })]);
  for (const line of rest) {
    drawRow(flow, [wholeRow(line, addElement(flow, flow.root, 'P'), { size: 8.5, color: ink.quiet })]);
  }
  flow.y += 6;
  drawRule(flow);
  flow.y += 10;
  drawRow(flow, [wholeRow(model.title, addElement(flow, flow.root, 'H1'), { font: 'bold', size: 16 })]);
  flow.y += 8;
};

const drawSections = (flow: PageFlow, model: DocumentModel): void => {
  for (const { heading, blocks } of model.sections) {
    const section = addElement(flow, flow.root, 'Sect');
    // A heading stays with the first lines it heads.
    ensureSpace(flow, blocks[0]?.kind === 'autographs' ? autographsHeight + 24 : 54);
    drawRow(flow, [wholeRow(heading, addElement(flow, section, 'H2'), { font: 'bold', size: 11.5 })]);
    flow.y += 3;
    for (const block of blocks) drawBlock(flow, section, block);
    flow.y += 4;
  }
};

const drawQrCode = (flow: PageFlow, parent: Structure, url: string): void => {
  const { document } = flow;
  const { size, data } = createQrCode(url, { errorCorrectionLevel: 'M' }).modules;
  const dot = qrSize / size;
  const top = flow.y;
  const bbox = [page.left, top, page.left + qrSize, top + qrSize];
  const figure = addElement(flow, parent, 'Figure', { alt: `Código QR para verificar: ${url}`, bbox } as object);
  drawContent(flow, figure, () => {
    document.fillColor('#000000');
    for (let index = 0; index < data.length; index += 1) {
      if (data[index] === 0) continue;
      document.rect(page.left + (index % size) * dot, top + Math.floor(index / size) * dot, dot, dot);
    }
    document.fill();
  });
};

const drawClosing = (flow: PageFlow, model: DocumentModel): void => {
  const { verification, signatureBox } = model;
  if (verification === undefined && signatureBox === undefined) return;
  ensureSpace(flow, qrSize + 40);
  flow.y += 6;
  drawRule(flow);
  flow.y += 10;
  const section = addElement(flow, flow.root, 'Sect');
  const start = { y: flow.y, pages: flow.document.bufferedPageRange().count };
  if (verification !== undefined) drawQrCode(flow, section, verification.url);
  const left = verification === undefined ? page.left : page.left + qrSize + 16;
  const column = { left, width: page.right - left };
  if (signatureBox !== undefined) {
    drawRow(flow, [wholeRow(signatureBox.heading, addElement(flow, section, 'H2'), { ...column, font: 'bold', size: 10.5 })]);
    if (signatureBox.autograph === true) drawAutographLine(flow, left);
    for (const line of signatureBox.lines) {
      drawRow(flow, [wholeRow(line, addElement(flow, section, 'P'), { ...column, size: 8.5 })]);
    }
    flow.y += 4;
  }
  if (verification !== undefined) {
    for (const line of [`Código de verificación: ${verification.code}`, verification.url]) {
      drawRow(flow, [wholeRow(line, addElement(flow, section, 'P'), { ...column, size: 8.5, color: ink.quiet })]);
    }
  }
  if (flow.document.bufferedPageRange().count === start.pages) flow.y = Math.max(flow.y, start.y + qrSize);
};

const drawAutographLine = (flow: PageFlow, left: number): void => {
  flow.y += 34;
  drawArtifact(flow, () => {
    flow.document.moveTo(left, flow.y).lineTo(left + 240, flow.y).lineWidth(0.75).stroke(ink.text);
  });
  flow.y += 4;
};

/** Footer and `Página x de y`, once the number of pages is known. */
const drawFooters = (flow: PageFlow, model: DocumentModel): void => {
  const { document } = flow;
  const style = { font: 'regular', size: 7.5 } as const;
  const { count } = document.bufferedPageRange();
  const footer = wrapText(document, model.footer, textWidth - 110, style);
  const lines = footer.length <= 2 ? footer : [footer[0] ?? '', fitText(document, footer.slice(1).join(' '), textWidth - 110, style)];
  for (let index = 0; index < count; index += 1) {
    document.switchToPage(index);
    drawArtifact(
      flow,
      () => {
        document.font(style.font, style.size).fillColor(ink.quiet);
        lines.forEach((line, row) => document.text(line, page.left, 744 + row * 10, { lineBreak: false }));
        const place = `Página ${index + 1} de ${count}`;
        document.text(place, page.right - document.widthOfString(place), 744, { lineBreak: false });
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
 * Renders the model as a tagged PDF 1.7 on Letter paper with embedded fonts. The same model gives the same bytes.
 * Every character of the model's text is printed: one without a glyph, or that could not be seen, as `[U+XXXX]`.
 * Only the footer is cut, past its second line.
 */
export const renderDocument = async (model: DocumentModel): Promise<Uint8Array> => {
  const document = createDocument(model);
  const whole = collect(document);
  registerFonts(document);
  const root = document.struct('Document');
  document.addStructure(root);
  const runningTitle = [model.title, model.headerLines[0] ?? ''].filter((part) => part !== '').join(' · ');
  const flow: PageFlow = { document, root, runningTitle, watermark: model.watermark, y: 0 };
  startPage(flow);
  drawHead(flow, model);
  drawSections(flow, model);
  drawClosing(flow, model);
  drawFooters(flow, model);
  root.end();
  document.end();
  return whole;
};
