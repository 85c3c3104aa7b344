// The two embedded fonts, read once a process, and line breaking with their measures.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import { visibleLines } from './visible-text.ts';

export type FontName = 'regular' | 'bold';

/** DejaVu Sans Condensed (free licence): Latin, Greek, Cyrillic, Hebrew, Arabic and the signs of clinical notes. */
const fontFiles: Readonly<Record<FontName, string>> = {
  regular: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  bold: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
};

/** A parsed font file. `_glyphs` holds each glyph that was asked for, with the first text that asked for it. */
type ParsedFont = { readonly characterSet: readonly number[]; readonly _glyphs: object };
/** What pdfkit holds after opening a font (its types do not say so). */
type PdfkitFont = { readonly _font: { readonly font: ParsedFont } };

type FontData = { readonly parsed: ParsedFont; readonly glyphs: ReadonlySet<number> };

const openFont = (name: FontName): FontData => {
  const file = readFileSync(fileURLToPath(import.meta.resolve(fontFiles[name])));
  const document = new PDFDocument({ autoFirstPage: false }).font(file) as unknown as PdfkitFont;
  const parsed = document._font.font;
  return { parsed, glyphs: new Set(parsed.characterSet) };
};

const opened = new Map<FontName, FontData>();

const fontData = (name: FontName): FontData => {
  const data = opened.get(name) ?? openFont(name);
  opened.set(name, data);
  return data;
};

/**
 * The parsed font with glyphs of its own. The tables are read once a process and never change; what a document's text
 * leaves behind (glyphs, and the layout engine that hangs on them) stays with that document, whose bytes would
 * otherwise depend on those before it.
 */
const fontOfOneDocument = (name: FontName): Buffer =>
  // pdfkit takes whatever can lay out text; its types know files only.
  Object.create(fontData(name).parsed, { _glyphs: { value: {} } }) as Buffer;

/** Makes both fonts known to a document. */
export const registerFonts = (document: PDFKit.PDFDocument): void => {
  document.registerFont('regular', fontOfOneDocument('regular'));
  document.registerFont('bold', fontOfOneDocument('bold'));
};

export type TextStyle = { readonly font: FontName; readonly size: number };

/** No word of a language is longer; shaping a longer run only to measure it would cost its square. */
const longestWord = 64;
/** Nor has a printed line more characters than these, unless they have no width: letters of accents alone would be shaped as one. */
const longestLine = 400;

/** `word` itself when it fits `width`, otherwise the pieces that do, cut between characters. */
const piecesOf = (word: string, width: number, measure: (text: string) => number): readonly string[] => {
  const blank = word.endsWith(' ') ? measure(' ') : 0;
  if (word.length <= longestWord && measure(word) - blank <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const wide = measure(character);
    if (piece !== '' && (used + wide > width || piece.length >= longestWord)) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += wide;
  }
  return [...pieces, piece];
};

const breakLine = (line: string, width: number, measure: (text: string) => number): readonly string[] => {
  const lines: string[] = [];
  let current = '';
  let used = 0;
  const space = measure(' ');
  const flush = (): void => {
    lines.push(current);
    current = '';
    used = 0;
  };
  // A word carries the blank after it, as pdfkit's own cache of shaped words does.
  for (const word of line.match(/[^ ]* |[^ ]+$/gu) ?? []) {
    for (const piece of piecesOf(word, width, measure)) {
      const wide = measure(piece);
      if ((used > 0 && used + wide - (piece.endsWith(' ') ? space : 0) > width) || current.length + piece.length > longestLine) flush();
      current += piece;
      used += wide;
    }
  }
  flush();
  return lines;
};

/** Breaks `text` into printable lines no wider than `width` points. An empty text is one empty line. */
export const wrapText = (
  document: PDFKit.PDFDocument,
  text: string,
  width: number,
  { font, size }: TextStyle,
): readonly string[] => {
  const { glyphs } = fontData(font);
  document.font(font, size);
  const single = new Map<string, number>();
  const measure = (part: string): number => {
    if (part.length > 2) return document.widthOfString(part);
    const known = single.get(part) ?? document.widthOfString(part);
    single.set(part, known);
    return known;
  };
  return visibleLines(text, (codePoint) => glyphs.has(codePoint)).flatMap((line) => breakLine(line, width, measure));
};

/** `text` on one line, cut with an ellipsis where it is wider than `width`. For repeated page furniture only. */
export const fitText = (document: PDFKit.PDFDocument, text: string, width: number, style: TextStyle): string => {
  const [first = '', ...rest] = wrapText(document, text.slice(0, 600).replaceAll(/\s+/gu, ' '), width, style);
  if (rest.length === 0) return first;
  const [shorter = ''] = wrapText(document, first, width - style.size, style);
  return `${shorter.trimEnd()}…`;
};
