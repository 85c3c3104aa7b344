import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { matchesPreparedPdf } from '#platform/efirma/browser/signing-request.ts';
import { type DemoEfirma } from '#platform/efirma/demo-authority.ts';
import { issueTestEfirma, signingTime, testAuthority, testSigner } from '#platform/efirma/testing.ts';
import { renderDocument } from './render.ts';
import { embedSignature, type PreparedPdf, prepareSignature, signedAttributesDer } from './sign-pdf.ts';
import { testDocument } from './testing.ts';
import { verifySignedPdf } from './verify-signed-pdf.ts';
import { verifySigning } from './verify-signing.ts';

const pair = issueTestEfirma('fiel');
const rendered = await renderDocument(testDocument);
const expected = { trusted: [testAuthority.certificateDer], expectedCurp: testSigner.curp };

const signWith = async (efirma: DemoEfirma, data: Uint8Array): Promise<Uint8Array> => {
  const opened = await openEfirma(efirma);
  assert.ok(opened.ok);
  return opened.efirma.sign(data);
};

const prepareAt = (at: Date, pdf = rendered): PreparedPdf => {
  const result = prepareSignature(pdf, { reason: 'Receta médica', name: testSigner.name, at });
  assert.ok(result.ok);
  return result.prepared;
};

const signPdf = async (efirma: DemoEfirma, at = signingTime, chainDer: readonly Uint8Array[] = []): Promise<Buffer> => {
  const { pdfWithPlaceholder, digest } = prepareAt(at);
  const signedAttributes = signedAttributesDer({ digest, certificateDer: efirma.certificateDer });
  const signature = await signWith(efirma, signedAttributes);
  const embedded = embedSignature(pdfWithPlaceholder, { signedAttributes, signature, certificateDer: efirma.certificateDer, chainDer });
  assert.ok(embedded.ok);
  return Buffer.from(embedded.pdf);
};

const signed = await signPdf(pair);
const problemsOf = (pdf: Uint8Array) => verifySignedPdf(pdf, expected).problems;
const contentsFrom = signed.indexOf('/Contents <') + '/Contents <'.length;

const replaced = (find: string, replacement: string): Buffer => {
  const at = signed.lastIndexOf(find);
  assert.ok(at > 0);
  return Buffer.concat([signed.subarray(0, at), Buffer.from(replacement, 'latin1'), signed.subarray(at + find.length)]);
};

const pdfsig = (pdf: Uint8Array): string => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amate-pdfsig-'));
  try {
    writeFileSync(path.join(folder, 'signed.pdf'), pdf);
    return execFileSync('pdfsig', ['-nocert', path.join(folder, 'signed.pdf')], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const pdfsigIsMissing = spawnSync('pdfsig', ['-v']).error !== undefined;
const skip = pdfsigIsMissing ? 'pdfsig is not installed (package poppler-utils)' : false;

test('a signed document verifies and says who signed and when', () => {
  const verdict = verifySignedPdf(signed, { ...expected, expectedRfc: testSigner.rfc });
  assert.deepEqual(verdict.problems, []);
  assert.equal(verdict.signer?.curp, testSigner.curp);
  assert.deepEqual(verdict.signedAt, signingTime);
  assert.equal(verdict.revocation, 'not-checked');
});

test('an embedded issuer certificate does no harm, a stray one is refused', async () => {
  assert.deepEqual(problemsOf(await signPdf(pair, signingTime, [testAuthority.certificateDer])), []);
  const stray = issueTestEfirma('fiel').certificateDer;
  assert.deepEqual(problemsOf(await signPdf(pair, signingTime, [stray])), ['efirma-untrusted-issuer']);
});

test('pdfsig calls the signature valid and the whole document signed', { skip }, () => {
  const report = pdfsig(signed);
  assert.match(report, /Signature is Valid/);
  assert.match(report, /Total document signed/);
  assert.match(report, /ETSI\.CAdES\.detached/);
});

test('pdfsig calls a flipped byte invalid', { skip }, () => {
  const flipped = Buffer.from(signed);
  flipped[2000] = (flipped[2000] ?? 0) ^ 1;
  assert.match(pdfsig(flipped), /Digest Mismatch/);
});

test('openssl accepts the CMS over the signed bytes', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'amate-cms-'));
  try {
    const contentsTo = signed.indexOf('>', contentsFrom);
    const cms = Buffer.from(signed.toString('latin1', contentsFrom, contentsTo).replace(/(00)+$/, ''), 'hex');
    const content = Buffer.concat([signed.subarray(0, contentsFrom - 1), signed.subarray(contentsTo + 1)]);
    for (const [name, bytes] of [['cms', cms], ['content', content], ['ca.der', testAuthority.certificateDer]] as const) {
      writeFileSync(path.join(folder, name), bytes);
    }
    execFileSync('openssl', ['x509', '-inform', 'der', '-in', 'ca.der', '-out', 'ca.pem'], { cwd: folder });
    const verifyArguments = ['cms', '-verify', '-inform', 'der', '-in', 'cms', '-content', 'content', '-binary', '-cades'];
    const trustArguments = ['-CAfile', 'ca.pem', '-attime', String(signingTime.getTime() / 1000), '-out', '/dev/null'];
    const run = spawnSync('openssl', [...verifyArguments, ...trustArguments], { cwd: folder, encoding: 'utf8' });
    assert.match(run.stderr, /CAdES Verification successful|CMS Verification successful/);
    assert.equal(run.status, 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('EF-7, check 33: a byte changed anywhere in the file is refused', () => {
  const step = Math.max(1, Math.floor(signed.length / 900));
  for (let at = 0; at < signed.length; at += step) {
    const flipped = Buffer.from(signed);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << at % 8);
    assert.notDeepEqual(problemsOf(flipped), [], `byte ${at}`);
  }
});

test('every byte of the CMS counts, and so does its padding', () => {
  for (let at = contentsFrom; at < contentsFrom + 6000; at += 11) {
    const changed = Buffer.from(signed);
    const digit = signed.toString('latin1', at, at + 1);
    changed.write(digit === '0' ? '1' : '0', at, 'latin1');
    assert.notDeepEqual(problemsOf(changed), [], `byte ${at}`);
  }
  const padded = Buffer.from(signed);
  padded.write('1', signed.indexOf('>', contentsFrom) - 1, 'latin1');
  assert.deepEqual(problemsOf(padded), ['pdf-contents']);
});

test('the same signature in other letters is refused: capitals, blanks', () => {
  const digits = signed.toString('latin1', contentsFrom, contentsFrom + 400);
  assert.deepEqual(problemsOf(replaced(digits, digits.toUpperCase())), ['pdf-contents']);
  const spaced = Buffer.from(signed);
  spaced.write('  ', signed.indexOf('>', contentsFrom) - 2, 'latin1');
  assert.notDeepEqual(problemsOf(spaced), []);
});

test('any mutation of several bytes is refused', () => {
  const place = fc.record({ at: fc.nat(signed.length - 1), octet: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 5 }), (places) => {
      const changed = Buffer.from(signed);
      for (const { at, octet } of places) changed[at] = octet;
      assert.equal(problemsOf(changed).length === 0, changed.equals(signed));
    }),
    { numRuns: 300 },
  );
});

test('bytes after the end are refused', () => {
  assert.deepEqual(problemsOf(Buffer.concat([signed, Buffer.from('\n')])), ['pdf-bytes-after-end']);
  assert.deepEqual(problemsOf(Buffer.concat([signed, Buffer.alloc(500)])), ['pdf-bytes-after-end']);
  assert.deepEqual(problemsOf(signed.subarray(0, -1)), ['pdf-bytes-after-end']);
});

/** Appends a revision that redefines `object`, in the classic form. */
const appendRevision = (object: string, id: number): Buffer => {
  const from = signed.length;
  const table = from + object.length;
  const previous = /startxref\n(\d+)\n%%EOF\n$/.exec(signed.toString('latin1'))?.[1] ?? '';
  const entry = `${String(from).padStart(10, '0')} 00000 n \n`;
  const root = /\/Root (\d+) 0 R/.exec(signed.toString('latin1'))?.[1] ?? '';
  const trailer = `trailer\n<< /Size ${id + 1} /Root ${root} 0 R /Prev ${previous} >>\n`;
  const text = `${object}xref\n${id} 1\n${entry}${trailer}startxref\n${table}\n%%EOF\n`;
  return Buffer.concat([signed, Buffer.from(text, 'latin1')]);
};

test('a later revision is refused, be it a form fill or a comment', () => {
  const revisions = ['900 0 obj\n<< /Type /Annot /Subtype /Text >>\nendobj\n', '900 0 obj\n<< /FT /Tx /V (5 mg) >>\nendobj\n'];
  for (const object of revisions) assert.deepEqual(problemsOf(appendRevision(object, 900)), ['pdf-later-revision']);
});

test('two signatures are refused', async () => {
  const again = prepareSignature(signed, { reason: 'Otra', name: 'Otra', at: signingTime });
  assert.deepEqual(again, { ok: false, code: 'pdf-not-preparable' });
  // A second signature dictionary inside one revision: the table is rebuilt around a copy of the first.
  const { pdfWithPlaceholder } = prepareAt(signingTime);
  const text = Buffer.from(pdfWithPlaceholder).toString('latin1');
  const [, size = '', table = ''] = /xref\n0 (\d+)\n([^]*)$/.exec(text) ?? [];
  const tableFrom = text.lastIndexOf(`xref\n0 ${size}\n`);
  const second = `${size} 0 obj\n<<\n/Type /Sig\n/ByteRange [0 1 2 3]\n>>\nendobj\n`;
  const count = Number(size) + 1;
  const entries = table.slice(0, table.indexOf('trailer')) + `${String(tableFrom).padStart(10, '0')} 00000 n \n`;
  const trailer = table.slice(table.indexOf('trailer'), table.indexOf('startxref')).replace(`/Size ${size}`, `/Size ${count}`);
  const doubled = `${text.slice(0, tableFrom)}${second}xref\n0 ${count}\n${entries}${trailer}startxref\n${tableFrom + second.length}\n%%EOF\n`;
  assert.deepEqual(problemsOf(Buffer.from(doubled, 'latin1')), ['pdf-more-than-one-signature']);
});

test('a byte range that leaves anything out is refused', () => {
  const range = /\/ByteRange \[0 (\d+) (\d+) (\d+)\]/.exec(signed.toString('latin1'));
  assert.ok(range);
  const [whole, from = '', to = '', rest = ''] = range;
  const change = (one: string, two: string, three: string): Buffer =>
    replaced(whole, `/ByteRange [0 ${one} ${two} ${three}]`.padEnd(whole.length));
  const less = String(Number(rest) - 1).padStart(rest.length, '0');
  for (const changed of [change(from, to, less), change(String(Number(from) - 1), to, rest), change(from, String(Number(to) - 1), rest)]) {
    assert.deepEqual(problemsOf(changed), ['pdf-byte-range']);
  }
});

test('an unsigned document and what is no PDF are refused', () => {
  assert.deepEqual(problemsOf(rendered), ['pdf-no-signature']);
  assert.deepEqual(problemsOf(prepareAt(signingTime).pdfWithPlaceholder), ['pdf-contents']);
  for (const bytes of ['', 'hola', '%PDF-1.7\n', 'startxref\n0\n%%EOF\n', 'xref\n0 9999999\nstartxref\n0\n%%EOF\n']) {
    assert.deepEqual(problemsOf(Buffer.from(bytes)), ['pdf-not-readable']);
  }
});

test('nesting and circular bombs end at once', () => {
  const started = performance.now();
  const nested = replaced('/Reason <', `/Reason ${'['.repeat(100_000)}<`);
  assert.notDeepEqual(problemsOf(nested), []);
  const table = Buffer.from(`xref\n0 1\n0000000000 65535 f \ntrailer\n${'<</A'.repeat(50_000)}\nstartxref\n0\n%%EOF\n`);
  assert.deepEqual(problemsOf(table), ['pdf-not-readable']);
  assert.ok(performance.now() - started < 1000);
});

test('check 32: CSD, company, expired, not yet valid and someone else are refused after signing too', async () => {
  const at = (date: string): Date => new Date(date);
  assert.deepEqual(problemsOf(await signPdf(issueTestEfirma('csd'))), ['efirma-is-csd']);
  assert.deepEqual(problemsOf(await signPdf(issueTestEfirma('fiel-company'))), ['efirma-is-company']);
  assert.deepEqual(problemsOf(await signPdf(pair, at('2029-06-01T00:00:00Z'))), ['efirma-expired']);
  assert.deepEqual(problemsOf(await signPdf(pair, at('2024-06-01T00:00:00Z'))), ['efirma-not-yet-valid', 'efirma-untrusted-issuer']);
  assert.deepEqual(verifySignedPdf(signed, { ...expected, expectedCurp: 'XEXX010101HNEXXXA4' }).problems, ['efirma-someone-else']);
  assert.deepEqual(verifySignedPdf(signed, { ...expected, trusted: [] }).problems, ['efirma-untrusted-issuer']);
});

test('embedding refuses a signature of another file, another key or too long a chain', async () => {
  const { pdfWithPlaceholder, digest } = prepareAt(signingTime);
  const { certificateDer } = pair;
  const signedAttributes = signedAttributesDer({ digest, certificateDer });
  const signature = await signWith(pair, signedAttributes);
  const parts = { signedAttributes, signature, certificateDer };
  const other = prepareAt(new Date('2026-03-05T12:00:01Z')).pdfWithPlaceholder;
  const codeOf = (pdf: Uint8Array, changes: Partial<Parameters<typeof embedSignature>[1]> = {}) => {
    const embedded = embedSignature(pdf, { ...parts, ...changes });
    return embedded.ok ? 'ok' : embedded.code;
  };
  assert.equal(codeOf(other), 'pdf-digest-mismatch');
  assert.equal(codeOf(pdfWithPlaceholder, { signature: await signWith(issueTestEfirma('fiel'), signedAttributes) }), 'pdf-signature-invalid');
  assert.equal(codeOf(pdfWithPlaceholder, { chainDer: Array<Uint8Array>(20).fill(testAuthority.certificateDer) }), 'pdf-signature-too-long');
  assert.equal(codeOf(rendered), 'pdf-has-no-placeholder');
  assert.equal(codeOf(signed), 'pdf-has-no-placeholder');
  assert.equal(codeOf(pdfWithPlaceholder), 'ok');
});

test('preparing and embedding change no byte of the page: what was shown is what was signed', () => {
  const { pdfWithPlaceholder } = prepareAt(signingTime);
  assert.equal(signed.length, pdfWithPlaceholder.length);
  const differing = [...signed.keys()].filter((at) => signed[at] !== pdfWithPlaceholder[at]);
  const contentsTo = signed.indexOf('>', contentsFrom);
  assert.ok(differing.every((at) => at >= contentsFrom && at < contentsTo));
});

test('the browser recomputes what it is asked to sign from the PDF it shows', async () => {
  const { pdfWithPlaceholder: pdf, byteRange, digest } = prepareAt(signingTime);
  const { certificateDer } = pair;
  const request = { pdf, byteRange, certificateDer, signedAttributes: signedAttributesDer({ digest, certificateDer }) };
  assert.equal(await matchesPreparedPdf(request), true);
  const otherPdf = Buffer.from(pdf);
  otherPdf[900] = (otherPdf[900] ?? 0) ^ 1;
  assert.equal(await matchesPreparedPdf({ ...request, pdf: otherPdf }), false);
  const [start, from, to, rest] = byteRange;
  assert.equal(await matchesPreparedPdf({ ...request, byteRange: [start, from - 1, to, rest] }), false);
  assert.equal(await matchesPreparedPdf({ ...request, byteRange: [start, from, to, rest - 1] }), false);
  assert.equal(await matchesPreparedPdf({ ...request, pdf: signed }), false);
  assert.equal(await matchesPreparedPdf({ ...request, certificateDer: testAuthority.certificateDer }), false);
});

test('EF-7, check 33: a stored signing says which part no longer holds', async () => {
  const payload = Buffer.from('{"folio":"R-000123","lines":[{"dose":"500 mg"}]}');
  const stored = { payload, payloadSignature: await signWith(pair, payload), certificateDer: pair.certificateDer, signedPdf: signed };
  assert.deepEqual(verifySigning(stored, expected), []);
  const flip = (bytes: Uint8Array, at: number): Buffer => {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    return flipped;
  };
  const insideStream = signed.indexOf('stream\n') + 60;
  const payloadProblem = { part: 'payload', code: 'payload-signature-invalid' };
  for (let at = 0; at < payload.length; at += 1) {
    assert.deepEqual(verifySigning({ ...stored, payload: flip(payload, at) }, expected), [payloadProblem]);
  }
  assert.deepEqual(verifySigning({ ...stored, payloadSignature: flip(stored.payloadSignature, 9) }, expected), [payloadProblem]);
  assert.deepEqual(verifySigning({ ...stored, signedPdf: flip(signed, insideStream) }, expected), [{ part: 'pdf', code: 'pdf-digest-mismatch' }]);
  assert.deepEqual(verifySigning({ ...stored, certificateDer: testAuthority.certificateDer }, expected), [
    { part: 'certificate', code: 'certificate-differs' },
  ]);
});
