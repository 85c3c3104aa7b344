import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { matchesPreparedPdf } from '#platform/efirma/browser/signing-request.ts';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import { issueTestEfirma, signingTime, testAuthority, testSigner } from '#platform/efirma/testing.ts';
import { renderDocument } from './render.ts';
import { embedSecondSignature, prepareSecondSignature } from './second-signature.ts';
import { embedSignature, type PreparedPdf, prepareSignature, signedAttributesDer } from './sign-pdf.ts';
import { testDocument } from './testing.ts';
import { verifySignedPdf, verifyTwiceSignedPdf } from './verify-signed-pdf.ts';

const supervisor = { name: 'OTRA SINTÉTICA PEÑA', curp: 'OISP700101MDFTNX08', rfc: 'OISP700101AB1' };
const [firstPair, secondPair] = [issueTestEfirma('fiel'), issueTestEfirma('fiel', supervisor)];
const later = new Date(signingTime.getTime() + 3_600_000);
const trusted = [testAuthority.certificateDer];
const expected = { first: { trusted, expectedCurp: testSigner.curp }, second: { trusted, expectedCurp: supervisor.curp } };

const partsFor = async (efirma: DemoEfirma, prepared: PreparedPdf) => {
  const opened = await openEfirma(efirma);
  assert.ok(opened.ok);
  const signedAttributes = signedAttributesDer({ digest: prepared.digest, certificateDer: efirma.certificateDer });
  return { signedAttributes, signature: await opened.efirma.sign(signedAttributes), certificateDer: efirma.certificateDer };
};

const once = await (async () => {
  const result = prepareSignature(await renderDocument(testDocument), { reason: 'Nota clínica', name: testSigner.name, at: signingTime });
  assert.ok(result.ok);
  const embedded = embedSignature(result.prepared.pdfWithPlaceholder, await partsFor(firstPair, result.prepared));
  assert.ok(embedded.ok);
  return Buffer.from(embedded.pdf);
})();

const prepareSecond = (lines: readonly string[] = ['Cofirma: Dra. Otra Sintética Peña · Cédula 0000001', 'Firmado con e.firma']): PreparedPdf => {
  const result = prepareSecondSignature(once, { reason: 'Supervisión', name: supervisor.name, at: later, lines });
  assert.ok(result.ok);
  return result.prepared;
};
const twice = await (async () => {
  const prepared = prepareSecond();
  const embedded = embedSecondSignature(prepared.pdfWithPlaceholder, await partsFor(secondPair, prepared));
  assert.ok(embedded.ok);
  return Buffer.from(embedded.pdf);
})();

const problemsOf = (pdf: Uint8Array): readonly string[] => {
  const { first, second } = verifyTwiceSignedPdf(pdf, expected);
  return [...first.problems, ...second.problems];
};

const outputOf = (program: string, pdf: Uint8Array, ...options: readonly string[]): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amate-twice-'));
  try {
    writeFileSync(path.join(folder, 'signed.pdf'), pdf);
    return execFileSync(program, [...options, 'signed.pdf', ...(program === 'pdftotext' ? ['-'] : [])], { encoding: 'utf8', cwd: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const skip = spawnSync('pdfsig', ['-v']).error === undefined ? false : 'pdfsig is not installed (package poppler-utils)';

test('a second signature leaves the first revision byte for byte, and both verify with who and when', () => {
  const { first, second } = verifyTwiceSignedPdf(twice, expected);
  assert.deepEqual([first.problems, second.problems], [[], []]);
  assert.deepEqual([first.signer?.curp, second.signer?.curp], [testSigner.curp, supervisor.curp]);
  assert.deepEqual([first.signedAt, second.signedAt], [signingTime, later]);
  assert.ok(twice.subarray(0, once.length).equals(once));
});

test('pdfsig calls both signatures valid, the second over the whole document', { skip }, () => {
  const report = outputOf('pdfsig', twice, '-nocert');
  assert.equal(report.match(/Signature is Valid/g)?.length, 2, report);
  assert.equal(report.match(/\bTotal document signed/g)?.length, 1, report);
  assert.match(report, /Not total document signed/);
});

test('the second signer’s name is on the page', { skip }, () => {
  assert.match(outputOf('pdftotext', twice), /Otra Sintética Peña/);
});

test('what holds two signatures is not accepted where one is due, nor the other way', () => {
  assert.deepEqual(verifySignedPdf(twice, expected.first).ok, false);
  const { first, second } = verifyTwiceSignedPdf(once, expected);
  assert.deepEqual([first.ok, second.ok], [false, false]);
});

test('a byte changed anywhere is refused', () => {
  const step = Math.max(1, Math.floor(twice.length / 300));
  const wrong = [...Array.from({ length: Math.floor(twice.length / step) }, (_, at) => at * step), ...Array.from({ length: 250 }, (_, at) => twice.length - 1 - at * 5)];
  for (const at of wrong) {
    const flipped = Buffer.from(twice);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << at % 8);
    assert.notDeepEqual(problemsOf(flipped), [], `byte ${at}`);
  }
});

test('bytes after the end, a third revision and a signature of somebody else are refused', async () => {
  assert.notDeepEqual(problemsOf(Buffer.concat([twice, Buffer.from('\n')])), []);
  assert.equal(prepareSecondSignature(twice, { reason: 'x', name: 'x', at: later, lines: [] }).ok, false);
  const swapped = verifyTwiceSignedPdf(twice, { first: expected.second, second: expected.first });
  assert.deepEqual([swapped.first.problems, swapped.second.problems], [['efirma-someone-else'], ['efirma-someone-else']]);
  const prepared = prepareSecond();
  const wrong = embedSecondSignature(prepared.pdfWithPlaceholder, { ...await partsFor(secondPair, prepared), certificateDer: firstPair.certificateDer });
  assert.deepEqual(wrong, { ok: false, code: 'pdf-signature-invalid' });
});

test('the browser can hold the second request against the PDF it was given', async () => {
  const prepared = prepareSecond();
  const { signedAttributes } = await partsFor(secondPair, prepared);
  const asked = { pdf: prepared.pdfWithPlaceholder, byteRange: prepared.byteRange, signedAttributes, certificateDer: secondPair.certificateDer };
  assert.equal(await matchesPreparedPdf(asked), true);
  assert.equal(await matchesPreparedPdf({ ...asked, pdf: once }), false);
});

test('names cannot pass for syntax, whatever they hold', () => {
  for (const line of ['a) Tj (b', '> Tj T*\nendstream', '😀 ñ €']) assert.equal(prepareSecond([line]).pdfWithPlaceholder.length > once.length, true, line);
});
