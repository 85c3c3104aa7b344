import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createDemoAuthority } from '#platform/efirma/demo-authority.ts';
import { openEfirma } from '#platform/efirma/browser/open-efirma.ts';
import { issuedAt, issueTestEfirma, signingTime, testAuthority } from '#platform/efirma/testing.ts';
import { renderDocument } from '#platform/pdf/render.ts';
import { embedSignature, prepareSignature, signedAttributesDer } from '#platform/pdf/sign-pdf.ts';
import { testDocument } from '#platform/pdf/testing.ts';
import { verifyPrescription } from '../../../verifier/amate-prescription-verifier.mjs';

/** The verifier that a pharmacy may run on its own computer, against files that somebody changed. */

const authorities = [testAuthority.certificateDer];

const signedWith = async (efirma = issueTestEfirma('fiel'), at = signingTime): Promise<Buffer> => {
  const opened = await openEfirma(efirma);
  if (!opened.ok) throw new Error(opened.code);
  const placed = prepareSignature(await renderDocument({ ...testDocument, paper: 'half-letter' }), { name: 'PRUEBA', reason: 'Receta', at });
  if (!placed.ok) throw new Error(placed.code);
  const signedAttributes = signedAttributesDer({ digest: placed.prepared.digest, certificateDer: efirma.certificateDer });
  const embedded = embedSignature(placed.prepared.pdfWithPlaceholder, { signedAttributes, signature: await opened.efirma.sign(signedAttributes), certificateDer: efirma.certificateDer });
  if (!embedded.ok) throw new Error(embedded.code);
  return Buffer.from(embedded.pdf);
};

let genuine: Buffer;
let folder: string;
before(async () => {
  genuine = await signedWith();
  folder = mkdtempSync(join(tmpdir(), 'amate-rx-'));
});
after(() => { rmSync(folder, { recursive: true, force: true }); });

const refusalOf = (pdf: Uint8Array, trusted: readonly Uint8Array[] = authorities): string | null => verifyPrescription(pdf, trusted).refusals[0]?.code ?? null;
const replaced = (from: string, to: string): Buffer => {
  const text = genuine.toString('latin1');
  assert.ok(text.includes(from), from);
  return Buffer.from(text.replace(from, to), 'latin1');
};

test('a genuine file holds, here, by its own command, and for poppler’s pdfsig', () => {
  const verdict = verifyPrescription(genuine, authorities);
  assert.deepEqual([verdict.holds, verdict.refusals, verdict.signer?.curp], [true, [], 'PUSA850101MDFRNN05']);
  writeFileSync(join(folder, 'receta.pdf'), genuine);
  writeFileSync(join(folder, 'ca.cer'), testAuthority.certificateDer);
  assert.match(execFileSync(process.execPath, ['verifier/amate-prescription-verifier.mjs', join(folder, 'receta.pdf'), '--ca', join(folder, 'ca.cer')], { encoding: 'utf8' }), /La firma es válida/);
  const pdfsig = spawnSync('pdfsig', ['-nocert', join(folder, 'receta.pdf')], { encoding: 'utf8' });
  if (pdfsig.error === undefined) assert.match(pdfsig.stdout, /Signature is Valid/);
  writeFileSync(join(folder, 'falsa.pdf'), genuine.subarray(0, -1));
  assert.equal(spawnSync(process.execPath, ['verifier/amate-prescription-verifier.mjs', join(folder, 'falsa.pdf'), '--ca', join(folder, 'ca.cer')]).status, 1);
  assert.equal(spawnSync(process.execPath, ['verifier/amate-prescription-verifier.mjs']).status, 2);
});

test('what cannot be read is wrong use and no verdict', () => {
  writeFileSync(join(folder, 'basura.cer'), 'no certificate');
  for (const [file, authority] of [['no-existe.pdf', 'ca.cer'], ['receta.pdf', 'no-existe.cer'], ['receta.pdf', 'basura.cer']] as const) {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['verifier/amate-prescription-verifier.mjs', join(folder, file), '--ca', join(folder, authority)], { encoding: 'utf8' });
    assert.deepEqual([status, stdout, stderr.trim().split('\n').length], [2, '', 1], `${file} ${authority}: ${stderr}`);
  }
});

test('one flipped bit anywhere is refused', () => {
  // the zeros behind the signature’s end, and nothing else, may read as another writing of the same zeros
  const places = Array.from({ length: 500 }, (_, at) => Math.floor((at * 2_654_435_761) % genuine.length));
  const unnoticed = places.filter((at) => {
    const forged = Buffer.from(genuine);
    forged[at] = (forged[at] ?? 0) ^ 0x01;
    return verifyPrescription(forged, authorities).holds;
  });
  assert.deepEqual(unnoticed, []);
});

test('nothing in the signature block is left unread: every byte of it, two ways, and the same block in other letters', () => {
  const from = genuine.indexOf('/Contents <') + 11;
  const hexLength = Number.parseInt(genuine.toString('latin1', from + 4, from + 8), 16) * 2 + 8;
  assert.equal(genuine.toString('latin1', from, from + 4), '3082');
  const unnoticed: string[] = [];
  for (let at = from; at < from + hexLength; at += 2) {
    for (const mask of [0x01, 0x10]) {
      const forged = Buffer.from(genuine);
      forged.write((Number.parseInt(genuine.toString('latin1', at, at + 2), 16) ^ mask).toString(16).padStart(2, '0'), at, 'latin1');
      if (verifyPrescription(forged, authorities).holds) unnoticed.push(`${String((at - from) / 2)}/${String(mask)}`);
    }
  }
  assert.deepEqual(unnoticed, []);
  const inCapitals = Buffer.from(genuine);
  inCapitals.write(genuine.toString('latin1', from, from + hexLength).toUpperCase(), from, 'latin1');
  assert.equal(refusalOf(inCapitals), 'contents-malformed');
});

const update = '\n9999 0 obj\n<< /Type /Annot >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 10000 /Prev 1 >>\nstartxref\n1\n%%EOF\n';
const forgeries: Readonly<Record<string, () => Uint8Array>> = {
  'an incremental update': () => Buffer.concat([genuine, Buffer.from(update)]),
  'bytes behind the end': () => Buffer.concat([genuine, Buffer.from('more')]),
  'a blank line and a second end': () => Buffer.concat([genuine, Buffer.from('\n%%EOF\n')]),
  'cut off': () => genuine.subarray(0, genuine.length - 200),
  'nothing at all': () => new Uint8Array(0),
  'no PDF': () => Buffer.from('hello'),
  'another version in its head': () => replaced('%PDF-1.7', '%PDF-2.0'),
  'a range that leaves out the end': () => { const [, , , rest = '0'] = /\/ByteRange \[0 (\d+) (\d+) (\d+)/.exec(genuine.toString('latin1')) ?? []; return replaced(` ${rest}`, ` ${String(Number(rest) - 100).padStart(rest.length, '0')}`); },
  'a range that begins later': () => replaced('/ByteRange [0 ', '/ByteRange [1 '),
  'a second range': () => replaced('/Type /Catalog', '/ByteRange [0 1 2 3] /Type /Catalog'),
  'a second signature': () => replaced('/Type /Catalog', '/FT /Sig /Type /Catalog'),
  'another kind of signature': () => replaced('/ETSI.CAdES.detached', '/adbe.pkcs7.detached'),
  'object streams': () => replaced('/Type /Catalog', '/Type /ObjStm'),
  'an encrypted file': () => replaced('/Type /Catalog', '/Encrypt 1 0 R /Type /Catalog'),
  'names written in code': () => replaced('/Type /Catalog', '/Byte#52ange /Type /Catalog'),
  'an earlier revision named': () => replaced('trailer', 'trailer\n/Prev 12'),
  'letters that are no number in the block': () => { const at = genuine.indexOf('/Contents <') + 40; const forged = Buffer.from(genuine); forged.write('zz', at, 'latin1'); return forged; },
  'a block of zeros': () => { const at = genuine.indexOf('/Contents <') + 11; const forged = Buffer.from(genuine); forged.fill('0', at, at + 400, 'latin1'); return forged; },
  'an endless length in the block': () => { const at = genuine.indexOf('/Contents <') + 11; const forged = Buffer.from(genuine); forged.write('3084ffffffff', at, 'latin1'); return forged; },
  'something behind the block’s own end': () => { const end = genuine.indexOf('>', genuine.indexOf('/Contents <')); const forged = Buffer.from(genuine); forged.write('01', end - 2, 'latin1'); return forged; },
  'a stream that never ends': () => Buffer.from(genuine.toString('latin1').replaceAll('endstream', 'endstreax'), 'latin1'),
  'another day of signing': () => replaced('/M (D:2026', '/M (D:2025'),
};
for (const [called, forge] of Object.entries(forgeries)) {
  test(`refused: ${called}`, () => {
    const verdict = verifyPrescription(forge(), authorities);
    assert.equal(verdict.holds, false);
    assert.notEqual(verdict.refusals[0]?.es ?? '', '');
  });
}

test('whose certificate it is, each with its own reason', async () => {
  assert.equal(refusalOf(genuine, [createDemoAuthority(issuedAt).certificateDer]), 'issuer-unknown');
  assert.equal(refusalOf(await signedWith(issueTestEfirma('csd'))), 'not-a-fiel');
  assert.equal(refusalOf(await signedWith(issueTestEfirma('fiel', { rfc: 'EKU9003173C9 / VADA800927DJ3', curp: ' / VADA800927HSRSRL05' }))), 'not-a-person');
  assert.equal(refusalOf(await signedWith(issueTestEfirma('fiel'), new Date('2040-01-01T00:00:00Z'))), 'issuer-unknown');
  assert.equal(refusalOf(await signedWith(issueTestEfirma('fiel', { notBefore: new Date('2026-06-01T00:00:00Z') }))), 'not-in-force');
});

test('the signature of one file under another is refused', async () => {
  const other = await signedWith(issueTestEfirma('fiel'), new Date('2026-03-06T12:00:00Z'));
  const block = (pdf: Buffer): readonly [number, number] => { const from = pdf.indexOf('/Contents <') + 11; return [from, pdf.indexOf('>', from)]; };
  const [[from, to], [start, end]] = [block(genuine), block(other)];
  const forged = Buffer.concat([genuine.subarray(0, from), other.subarray(start, end), genuine.subarray(to)]);
  assert.equal(refusalOf(forged), 'digest-differs');
});

test('a hostile file costs no more than a look', () => {
  for (const piece of ['/ByteRange [0 ', 'stream\n', '<<'.repeat(100), '%PDF-1.7\nstartxref\n']) {
    const bomb = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(8_000_000, piece), Buffer.from('\nstartxref\n1\n%%EOF\n')]);
    assert.equal(verifyPrescription(bomb, authorities).holds, false);
  }
  assert.equal(refusalOf(new Uint8Array(51 * 1024 * 1024)), 'file-too-large');
});
