import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { keyPurpose } from '#platform/der/object-identifiers.ts';
import { createDemoAuthority, issueDemoEfirma, issueDemoStamper } from '#platform/efirma/demo-authority.ts';
import { writeDemoStamp } from './demo-stamps.ts';
import { readTimeStampToken } from './read-token.ts';
import { openOpensslAuthority } from './testing.ts';
import { verifyTimeStamp } from './verify-token.ts';
import type { StampTrust } from './verify-token.ts';
import { writeTimeStampRequest } from './write-request.ts';

const openssl = openOpensslAuthority();
const elliptic = openOpensslAuthority('ec');
after(() => { openssl.close(); elliptic.close(); });

const file = randomBytes(1_000);
const sha256 = createHash('sha256').update(file).digest();
const now = new Date();
const nobody: StampTrust = { conservation: [], time: [] };
const judged = (token: Uint8Array, trust: StampTrust = nobody, of: Uint8Array = file, at = now) => {
  const verdict = verifyTimeStamp(token, { file: of, trust, now: at });
  return verdict.problem ?? verdict.trustedFor;
};

for (const [key, authority] of [['RSA', openssl], ['ECDSA', elliptic]] as const) {
  test(`a request of ours is answered by OpenSSL, and its ${key} answer holds as a reply and as a token, with its chain and without`, () => {
    const request = writeTimeStampRequest(sha256, randomBytes(8));
    for (const options of [{}, { token: true }, { token: true, chain: true }]) {
      const answer = authority.answer(request, options);
      assert.equal(judged(answer), null, 'nobody is trusted');
      assert.equal(judged(answer, { conservation: [], time: [authority.root] }), 'time');
      assert.equal(judged(answer, { conservation: [], time: [authority.certificate] }), 'time', 'the service itself is trusted');
      assert.equal(judged(answer, { conservation: [authority.root], time: [] }), null, 'its policy is none of a constancia');
      assert.equal(judged(answer, { conservation: [], time: [(authority === openssl ? elliptic : openssl).root] }), null, 'another root');
      const { info } = readTimeStampToken(answer, []);
      assert.deepEqual([info.hash, Buffer.from(info.imprint).equals(sha256), info.policy, info.accuracyMs], ['sha256', true, '1.3.6.1.4.1.99999.1', 1500.1]);
      assert.ok(Math.abs(info.at.getTime() - now.getTime()) < 60_000);
    }
  });
}

test('a token without certificates is read by the one that is trusted', () => {
  const query = openssl.run('ts', '-query', '-digest', sha256.toString('hex'), '-sha256', '-no_nonce');
  const answer = openssl.answer(query, { token: true });
  assert.equal(judged(answer, { conservation: [], time: [openssl.certificate] }), 'time');
  assert.equal(judged(answer, { conservation: [], time: [openssl.root] }), 'stamp-unreadable', 'nobody knows who signed it');
});

test('digests of 384 and 512 bits hold; one that can be forged is refused', () => {
  for (const name of ['sha384', 'sha512', 'sha1'] as const) {
    const answer = openssl.answer(openssl.run('ts', '-query', '-digest', createHash(name).update(file).digest('hex'), `-${name}`, '-cert'));
    assert.equal(judged(answer, { conservation: [], time: [openssl.root] }), name === 'sha1' ? 'stamp-unreadable' : 'time', name);
  }
});

const authority = createDemoAuthority(new Date('2025-01-01T00:00:00Z'));
const provider = issueDemoStamper(authority, { name: 'Constancias DEMO', purposes: [keyPurpose.emailProtection, keyPurpose.clientAuth], isCritical: false, notBefore: new Date('2025-06-01T00:00:00Z') });
const policy = '2.16.484.101.10.316.100.1.1';
const stampOf = (changes: Partial<Parameters<typeof writeDemoStamp>[1]> = {}, by = provider) =>
  writeDemoStamp(by, { file, policy, at: new Date('2026-01-01T12:00:00Z'), serial: 7, certificates: [by.certificateDer], ...changes });
const conserving: StampTrust = { conservation: [authority.certificateDer], time: [] };

test('a constancia holds by the provider’s certificate, whatever its purposes, where the policy is one of constancias', () => {
  assert.equal(judged(stampOf(), conserving), 'conservation');
  assert.equal(judged(stampOf(), { conservation: [provider.certificateDer], time: [] }), 'conservation');
  assert.equal(judged(stampOf({ policy: '2.16.484.101.10.3160.1' }), conserving), null);
  assert.equal(judged(stampOf(), { conservation: [], time: [authority.certificateDer] }), null, 'it is not one for stamping time');
});

test('what OpenSSL judges of our tokens is what we judge', () => {
  const stamper = issueDemoStamper(authority, { name: 'Sellos DEMO', purposes: [keyPurpose.timeStamping], isCritical: true, notBefore: new Date('2025-06-01T00:00:00Z') });
  writeFileSync(join(openssl.folder, 'ours.tst'), stampOf({}, stamper));
  writeFileSync(join(openssl.folder, 'ours.bin'), file);
  writeFileSync(join(openssl.folder, 'ours.pem'), `-----BEGIN CERTIFICATE-----\n${Buffer.from(authority.certificateDer).toString('base64')}\n-----END CERTIFICATE-----\n`);
  assert.match(openssl.run('ts', '-verify', '-data', 'ours.bin', '-in', 'ours.tst', '-token_in', '-CAfile', 'ours.pem').toString(), /OK/);
  assert.equal(judged(stampOf({}, stamper), { conservation: [], time: [authority.certificateDer] }), 'time');
});

test('a person whose certificate the provider issued stamps no constancia', () => {
  const { certificateDer, privateKey } = issueDemoStamper(authority, { name: 'Autoridad intermedia', purposes: [keyPurpose.emailProtection], isCritical: false, notBefore: new Date('2025-06-01T00:00:00Z') });
  const beneath = issueDemoStamper({ certificateDer, privateKey, name: [['2.5.4.3', 'Autoridad intermedia']] }, { name: 'Persona', purposes: [keyPurpose.timeStamping], isCritical: true, notBefore: new Date('2025-06-01T00:00:00Z') });
  const token = stampOf({ certificates: [beneath.certificateDer, certificateDer] }, beneath);
  assert.equal(judged(token, conserving), null);
  assert.equal(judged(token, { conservation: [], time: [authority.certificateDer] }), null, 'who issued it is no authority');
});

test('refused with its reason: another file, a certificate out of force, an instant to come', () => {
  assert.equal(judged(stampOf(), conserving, randomBytes(1_000)), 'stamp-of-another-file');
  assert.equal(judged(stampOf({ at: new Date('2025-05-31T00:00:00Z') }), conserving), 'stamp-certificate-wrong', 'before the certificate');
  assert.equal(judged(stampOf({ at: new Date('2031-01-01T00:00:00Z') }), conserving), 'stamp-certificate-wrong', 'after it');
  assert.equal(judged(stampOf(), conserving, file, new Date('2025-12-31T00:00:00Z')), 'stamp-in-the-future');
  const person = issueDemoEfirma(authority, { kind: 'fiel', name: 'PERSONA DE PRUEBA', rfc: 'XAXX010101000', curp: 'XAXX010101HDFXXX00', passphrase: 'x', notBefore: new Date('2025-06-01T00:00:00Z') });
  assert.equal(judged(stampOf({ certificates: [person.certificateDer] }), conserving), 'stamp-unreadable', 'the certificate carried is another');
  assert.equal(judged(stampOf({}, { certificateDer: authority.certificateDer, privateKey: authority.privateKey }), conserving), 'stamp-certificate-wrong', 'an authority’s own');
  assert.equal(judged(stampOf({}, { certificateDer: provider.certificateDer, privateKey: authority.privateKey }), conserving), 'stamp-signature-wrong', 'another key');
});

test('no bit of a constancia can change and leave it a trusted one', () => {
  const whole = Buffer.from(stampOf());
  for (let at = 0; at < whole.length; at += 1) {
    const altered = Buffer.from(whole);
    altered[at] = (altered[at] ?? 0) ^ (1 << (at % 8));
    assert.notEqual(judged(altered, conserving), 'conservation', `octet ${String(at)}`);
  }
  for (const cut of [0, 1, 10, whole.length - 1]) assert.equal(judged(whole.subarray(0, cut), conserving), 'stamp-unreadable');
  assert.equal(judged(Buffer.concat([whole, Buffer.from([0])]), conserving), 'stamp-unreadable');
  assert.equal(judged(Buffer.alloc(100_000, 0x30), conserving), 'stamp-unreadable');
});

test('any bytes are judged without a throw', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (octets) => {
    assert.equal(judged(octets, conserving), 'stamp-unreadable');
  }), { numRuns: 500 });
});
