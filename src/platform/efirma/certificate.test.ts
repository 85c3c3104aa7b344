import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate, createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { judgeCertificate } from './certificate.ts';
import { createDemoAuthority, encryptPrivateKey, issueDemoEfirma } from './demo-authority.ts';
import { readCertificateProfile } from './profile.ts';
import { issuedAt, issueTestEfirma, signingTime, testAuthority, testPassphrase, testSigner } from './testing.ts';

const fiel = issueTestEfirma('fiel', { serialNumber: '30001000000300023685' });
const expected = { trusted: [testAuthority.certificateDer], at: signingTime, expectedCurp: testSigner.curp };
const refusalsOf = (der: Uint8Array, changes: Partial<Parameters<typeof judgeCertificate>[1]> = {}) =>
  judgeCertificate(der, { ...expected, ...changes }).refusals;

test('EF-2, EF-3, EF-4: reads RFC, CURP, the 20-digit serial and the key usages of a FIEL', () => {
  const profile = readCertificateProfile(fiel.certificateDer);
  assert.ok(profile);
  assert.equal(profile.commonName, testSigner.name);
  assert.equal(profile.curp, testSigner.curp);
  assert.equal(profile.rfc, testSigner.rfc);
  assert.equal(profile.holder, 'natural-person');
  assert.equal(profile.serialNumber, '30001000000300023685');
  assert.equal(profile.rsaBits, 2048);
  assert.deepEqual(profile.keyUsage, ['digitalSignature', 'nonRepudiation', 'dataEncipherment', 'keyAgreement']);
  assert.equal(profile.issuerCommonName, 'AMATE DEMO CA — sin validez');
});

test('agrees with the platform library on serial, dates and subject', () => {
  const profile = readCertificateProfile(fiel.certificateDer);
  const peer = new X509Certificate(fiel.certificateDer);
  assert.equal(Buffer.from(profile?.serialNumber ?? '').toString('hex').toUpperCase(), peer.serialNumber);
  assert.deepEqual(profile?.notBefore, peer.validFromDate);
  assert.deepEqual(profile?.notAfter, peer.validToDate);
  assert.match(peer.subject, new RegExp(testSigner.curp));
});

test('EF-5: a good FIEL is accepted and its revocation recorded as not checked', () => {
  const judgement = judgeCertificate(fiel.certificateDer, { ...expected, expectedRfc: testSigner.rfc });
  assert.deepEqual(
    { ok: judgement.ok, refusals: judgement.refusals, revocation: judgement.revocation },
    { ok: true, refusals: [], revocation: 'not-checked' },
  );
});

test('check 32: a CSD is refused as one', () => {
  assert.deepEqual(refusalsOf(issueTestEfirma('csd').certificateDer), ['efirma-is-csd']);
});

test('check 32: a legal person is refused as one, whoever represents it', () => {
  assert.deepEqual(refusalsOf(issueTestEfirma('fiel-company').certificateDer), ['efirma-is-company']);
  assert.deepEqual(refusalsOf(issueTestEfirma('fiel-company').certificateDer, { expectedCurp: 'XEXX010101HNEXXXA4' }), [
    'efirma-is-company',
  ]);
});

test('check 32: expired and not yet valid, to the second', () => {
  assert.deepEqual(refusalsOf(fiel.certificateDer, { at: new Date('2029-01-01T00:00:00Z') }), []);
  assert.deepEqual(refusalsOf(fiel.certificateDer, { at: new Date('2029-01-01T00:00:01Z') }), ['efirma-expired']);
  const later = issueTestEfirma('fiel', { notBefore: new Date('2026-03-05T12:00:01Z') });
  assert.deepEqual(refusalsOf(later.certificateDer), ['efirma-not-yet-valid']);
  const expired = issueTestEfirma('fiel', { notAfter: new Date('2026-01-01T00:00:00Z') });
  assert.deepEqual(refusalsOf(expired.certificateDer), ['efirma-expired']);
});

test('check 32, EF-6: another CURP, or the same CURP with another RFC, is someone else', () => {
  assert.deepEqual(refusalsOf(fiel.certificateDer, { expectedCurp: 'XEXX010101HNEXXXA4' }), ['efirma-someone-else']);
  assert.deepEqual(refusalsOf(fiel.certificateDer, { expectedRfc: 'XEXX010101AB1' }), ['efirma-someone-else']);
});

test('an issuer outside the trusted list is refused, also under the same name', () => {
  const impostor = createDemoAuthority(issuedAt);
  assert.deepEqual(refusalsOf(fiel.certificateDer, { trusted: [] }), ['efirma-untrusted-issuer']);
  assert.deepEqual(refusalsOf(fiel.certificateDer, { trusted: [impostor.certificateDer] }), ['efirma-untrusted-issuer']);
  assert.deepEqual(refusalsOf(fiel.certificateDer, { trusted: [fiel.certificateDer] }), ['efirma-untrusted-issuer']);
});

test('a FIEL is not an authority: what it issued is not trusted', () => {
  const holder = issueTestEfirma('fiel');
  const privateKey = createPrivateKey({ key: Buffer.from(holder.keyDer), format: 'der', type: 'pkcs8', passphrase: testPassphrase });
  const rogue = issueDemoEfirma(
    { ...testAuthority, privateKey, certificateDer: holder.certificateDer },
    { kind: 'fiel', ...testSigner, passphrase: testPassphrase, notBefore: issuedAt },
  );
  const judgement = { trusted: [testAuthority.certificateDer], intermediates: [holder.certificateDer] };
  assert.deepEqual(refusalsOf(rogue.certificateDer, judgement), ['efirma-untrusted-issuer']);
});

test('an RSA key under 2048 bits is refused', () => {
  assert.deepEqual(refusalsOf(issueTestEfirma('fiel', { rsaBits: 1024 }).certificateDer), ['efirma-weak-key']);
});

test('bytes that are no certificate are refused as such', () => {
  const { certificateDer } = fiel;
  const longer = Buffer.concat([certificateDer, Buffer.from([0])]);
  for (const der of [new Uint8Array(0), Buffer.from('hola'), fiel.keyDer, certificateDer.slice(0, 400), longer, Buffer.alloc(20_000)]) {
    assert.deepEqual(refusalsOf(der), ['efirma-not-a-certificate']);
  }
});

test('a certificate with any byte changed is refused', () => {
  for (let at = 0; at < fiel.certificateDer.length; at += 7) {
    const changed = fiel.certificateDer.slice();
    changed[at] = (changed[at] ?? 0) ^ 0x01;
    assert.notDeepEqual(refusalsOf(changed), [], `byte ${at}`);
  }
});

test('openssl reads the .cer and opens the .key', () => {
  const text = execFileSync('openssl', ['x509', '-inform', 'der', '-noout', '-text', '-nameopt', 'utf8'], {
    input: fiel.certificateDer,
    encoding: 'utf8',
  });
  assert.match(text, /Digital Signature, Non Repudiation, Data Encipherment, Key Agreement/);
  assert.match(text, /AMATE DEMO CA — sin validez/);
  assert.match(text, /sha256WithRSAEncryption/);
  const openKey = (passphrase: string) =>
    execFileSync('openssl', ['pkcs8', '-inform', 'der', '-passin', `pass:${passphrase}`], {
      input: fiel.keyDer,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'ignore'],
    });
  assert.match(openKey(testPassphrase), /BEGIN PRIVATE KEY/);
  assert.throws(() => openKey('otra'));
});

test('EF-1: the .key is PBES2 with PBKDF2, 2048 iterations and des-ede3-cbc', () => {
  const text = execFileSync('openssl', ['asn1parse', '-inform', 'der'], { input: fiel.keyDer, encoding: 'utf8' });
  assert.match(text, /:PBES2[^]*:PBKDF2[^]*INTEGER\s+:0800[^]*:des-ede3-cbc/);
});

test('every container form opens in the platform library', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
  for (const cipher of ['des-ede3-cbc', 'aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'] as const) {
    for (const prf of ['sha1', 'sha256', 'sha384', 'sha512'] as const) {
      const key = Buffer.from(encryptPrivateKey(pkcs8, 'contraseña', { cipher, prf, iterations: 3 }));
      const opened = createPrivateKey({ key, format: 'der', type: 'pkcs8', passphrase: 'contraseña' });
      assert.ok(opened.equals(privateKey), `${cipher} ${prf}`);
    }
  }
});
