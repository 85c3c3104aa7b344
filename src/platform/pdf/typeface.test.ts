import assert from 'node:assert/strict';
import { test } from 'node:test';
import PDFDocument from 'pdfkit';
import { registerFonts, wrapText } from './typeface.ts';

test('accents without a letter take no width and still fill a line: a line of all of them would be shaped for minutes', () => {
  const document = new PDFDocument({ autoFirstPage: false });
  registerFonts(document);
  const wrapped = (text: string): readonly string[] => wrapText(document, text, 504, { font: 'regular', size: 9 });
  const text = `a${'\u0332'.repeat(20_000)} fin`;
  const lines = wrapped(text);
  assert.ok(lines.every(({ length }) => length <= 400), String(Math.max(...lines.map(({ length }) => length))));
  assert.equal(lines.join(''), text, 'and none is lost');
  assert.equal(wrapped('i'.repeat(200)).length, 1, 'a line of narrow letters is as long as before');
});
