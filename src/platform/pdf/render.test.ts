import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { issueTestEfirma, signingTime, testAuthority, testSigner } from '#platform/efirma/testing.ts';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import type { DocumentModel } from './document.ts';
import { renderDocument } from './render.ts';
import { embedSignature, prepareSignature, signedAttributesDer } from './sign-pdf.ts';
import { documentSaying, skipsReading as skip, structureOf, taggedText, testDocument, textOf, withoutBlanks } from './testing.ts';
import { verifySignedPdf } from './verify-signed-pdf.ts';
import { visibleLines } from './visible-text.ts';

const always = (): boolean => true;

test('the same model gives the same bytes, another instant gives others', async () => {
  const first = await renderDocument(testDocument);
  await renderDocument(documentSaying('µ μ Δ ∆ Ω Ω - \u2010 \u00a0 fi ﬁ'));
  const second = await renderDocument(testDocument);
  assert.ok(Buffer.from(first).equals(second));
  const later = await renderDocument({ ...testDocument, createdAt: new Date('2026-03-05T12:00:01Z') });
  assert.ok(!Buffer.from(first).equals(later));
});

test('what was printed before leaves nothing behind: a new process gives the same bytes', async () => {
  // Two letters drawn as the glyph of a third: a font that remembers them would say the wrong ones of the next document.
  const [crowded, plain] = ['fi fl i\u030b ЖЩ €', 'ﬁ ﬂ ı Ж'] as const;
  const before = await renderDocument(documentSaying(crowded));
  const after = await renderDocument(documentSaying(plain));
  const alone = (text: string): Buffer => execFileSync(process.execPath, ['--input-type=module', '-e', `
    const { renderDocument } = await import(${JSON.stringify(new URL('render.ts', import.meta.url).href)});
    const { documentSaying } = await import(${JSON.stringify(new URL('testing.ts', import.meta.url).href)});
    process.stdout.write(await renderDocument(documentSaying(${JSON.stringify(text)})));`], { maxBuffer: 1e8 });
  assert.ok(alone(plain).equals(after));
  assert.ok(alone(crowded).equals(before));
});

test('tagged, titled, in Spanish, on Letter paper, with its fonts embedded', { skip }, async () => {
  const pdf = await renderDocument(testDocument);
  const information = execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' });
  assert.match(information, /Title:\s+Receta médica R-000123/);
  assert.match(information, /Tagged:\s+yes/);
  assert.match(information, /612 x 792 pts \(letter\)/);
  assert.match(Buffer.from(pdf).toString('latin1'), /\/Lang \(es-MX\)/);
  const structure = structureOf(pdf);
  for (const type of ['Document', 'H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD', 'L', 'LI', 'Lbl', 'LBody', 'Figure', 'Sect']) {
    assert.match(structure, new RegExp(`^ *${type}\\b`, 'm'), type);
  }
  assert.doesNotMatch(structure, /Página 1 de/);
});

test('carries Spanish letters and signs, the verification code and the mark DEMO', { skip }, async () => {
  const letters = 'áéíóúñü ÁÉÍÓÚÑÜ ¿¡ «» — … ° µ ≥ ≤ ± → €';
  const text = textOf(await renderDocument(documentSaying(letters)));
  for (const letter of letters.replaceAll(' ', '')) assert.ok(text.includes(letter), letter);
  assert.match(text, /K7QX-2M4P-9RTA/);
  assert.match(withoutBlanks(text), /DEMO/);
  assert.match(text, /Página 1 de 1/);
});

test('a 50 000-character narrative loses no letter over its pages', { skip }, async () => {
  const words = Array.from({ length: 6000 }, (_, index) => `síntoma${index}`).join(' ').slice(0, 50_000);
  const pdf = await renderDocument(documentSaying(words));
  assert.ok(taggedText(pdf).includes(withoutBlanks(words)));
  const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8' }))?.[1]);
  assert.ok(pages > 5);
  assert.match(textOf(pdf), new RegExp(`Página ${pages} de ${pages}`));
});

test('50 000 characters without a blank are broken, kept, and quick', { skip }, async () => {
  const word = 'abcdefghij'.repeat(5000);
  const started = performance.now();
  const pdf = await renderDocument(documentSaying(word));
  assert.ok(performance.now() - started < 5000);
  assert.ok(taggedText(pdf).includes(word));
});

test('hostile text is printed, not obeyed: controls, overrides, emoji, missing scripts, lone halves', { skip }, async () => {
  const text = textOf(await renderDocument(documentSaying('a\u0000b\u202Ec\u200Dd 😀🧬 中 \uD800 e\u0301 \u0007')));
  for (const visible of ['a[U+0000]b[U+202E]c[U+200D]d', '😀', '[U+1F9EC]', '[U+4E2D]', '[U+D800]', 'é', '[U+0007]']) {
    assert.ok(text.includes(visible), visible);
  }
});

test('right-to-left words keep every letter', { skip }, async () => {
  const text = textOf(await renderDocument(documentSaying('antes שלום después')));
  const hebrew = [...(/[\u0590-\u05ff]+/u.exec(text)?.[0] ?? '')].toSorted();
  assert.deepEqual(hebrew, [...'שלום'].toSorted());
});

test('tables repeat their heading, keep tall rows and surplus cells', { skip }, async () => {
  const tall = Array.from({ length: 200 }, (_, index) => `renglón${index}`).join('\n');
  const model: DocumentModel = {
    ...testDocument,
    sections: [
      {
        heading: 'Tabla',
        blocks: [
          {
            kind: 'table',
            columns: [{ heading: 'Fármaco' }, { heading: 'Nota' }],
            rows: [['uno', tall], ['dos', 'x', 'sobrante'], ['tres']],
          },
        ],
      },
    ],
  };
  const pdf = await renderDocument(model);
  const [text, tagged] = [textOf(pdf), taggedText(pdf)];
  assert.ok((text.match(/Fármaco/g) ?? []).length > 2);
  assert.equal((tagged.match(/Fármaco/g) ?? []).length, 1);
  for (let index = 0; index < 200; index += 1) assert.ok(tagged.includes(`renglón${index}`));
  assert.ok(tagged.includes('sobrante') && tagged.includes('tres'));
});

test('a line to sign on for each person, names and roles below, in pairs that stay on one page', { skip }, async () => {
  const signers = Array.from({ length: 7 }, (_, at) => ({ name: `Persona Ejemplo ${at}`, role: at === 6 ? '' : `Testigo ${at}` }));
  for (const before of [0, 30, 38, 42, 46, 50]) {
    const filler = { heading: 'Texto', blocks: [{ kind: 'paragraph', text: 'renglón\n'.repeat(before) }] } as const;
    const pdf = await renderDocument({ ...testDocument, sections: [filler, { heading: 'Firmas autógrafas', blocks: [{ kind: 'autographs', signers }] }] });
    const pages = textOf(pdf).split('\f').map(withoutBlanks);
    const pageOf = (text: string): number => pages.findIndex((page) => page.includes(withoutBlanks(text)));
    for (const { name, role } of signers) assert.ok(pageOf(name) >= 0 && (role === '' || pageOf(role) === pageOf(name)), name);
    assert.equal(pageOf('Firmas autógrafas'), pageOf('Persona Ejemplo 0'));
    assert.equal(pageOf('Persona Ejemplo 0'), pageOf('Persona Ejemplo 1'));
  }
});

test('a model without sections, verification or signature box renders', async () => {
  const { language, title, footer, createdAt } = testDocument;
  const pdf = await renderDocument({ language, title, footer, createdAt, headerLines: [], sections: [] });
  assert.equal(Buffer.from(pdf).toString('latin1', 0, 8), '%PDF-1.7');
});

test('a title that imitates PDF and XML syntax breaks neither the file nor its signature', async () => {
  const title = 'R <b>&1 %%EOF /ByteRange [0 1 2 3] endobj ) startxref';
  const rendered = await renderDocument({ ...testDocument, title, headerLines: ['/Type /Sig'], footer: '%%EOF' });
  assert.ok(Buffer.from(rendered).toString('latin1').includes('R &lt;b&gt;&amp;1 %%EOF'));
  const pair = issueTestEfirma('fiel');
  const hostile = { reason: ')>> endobj %%EOF', name: '/Contents <00>', at: signingTime };
  const prepared = prepareSignature(rendered, hostile);
  const opened = await openEfirma(pair);
  assert.ok(prepared.ok && opened.ok);
  const { digest, pdfWithPlaceholder } = prepared.prepared;
  const { certificateDer } = pair;
  const signedAttributes = signedAttributesDer({ digest, certificateDer });
  const signature = await opened.efirma.sign(signedAttributes);
  const embedded = embedSignature(pdfWithPlaceholder, { signedAttributes, signature, certificateDer });
  assert.ok(embedded.ok);
  const expected = { trusted: [testAuthority.certificateDer], expectedCurp: testSigner.curp };
  assert.deepEqual(verifySignedPdf(embedded.pdf, expected).problems, []);
});

test('every line break breaks, a tab is blanks, NFC joins accents', () => {
  assert.deepEqual(visibleLines('a\r\nb\rc\nd\u2028e\vf', always), ['a', 'b', 'c', 'd', 'e', 'f']);
  assert.deepEqual(visibleLines('a\tb', always), ['a    b']);
  assert.deepEqual(visibleLines('n\u0303', always), ['ñ']);
});

test('what has no glyph or cannot be seen is printed as its number', () => {
  assert.deepEqual(visibleLines('a中b', (codePoint) => codePoint < 0x3000), ['a[U+4E2D]b']);
  for (const codePoint of [0, 7, 0x1b, 0x7f, 0xad, 0x200b, 0x200d, 0x202e, 0x2066, 0xfe0f, 0xfeff, 0xe000, 0xe0041]) {
    const [line = ''] = visibleLines(`x${String.fromCodePoint(codePoint)}y`, always);
    assert.equal(line, `x[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]y`);
  }
});
