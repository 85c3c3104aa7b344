import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, pbkdf2Sync, createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import { algorithm } from '#platform/der/object-identifiers.ts';
import { writeInteger, writeNull, writeObjectIdentifier, writeOctetString, writeSequence } from '#platform/der/write.ts';
import { isSignedBy } from '../certificate.ts';
import { encryptPrivateKey } from '../demo-authority.ts';
import { issueTestEfirma, testPassphrase, testSigner } from '../testing.ts';
import { openEfirma } from './open-efirma.ts';

const pair = issueTestEfirma('fiel');
const otherPair = issueTestEfirma('fiel');
const privateKey = createPrivateKey({ key: Buffer.from(pair.keyDer), format: 'der', type: 'pkcs8', passphrase: testPassphrase });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
const data = new TextEncoder().encode('{"folio":"R-0001"}');
const refused = { ok: false, code: 'efirma-cannot-open' } as const;

const opensAndSigns = async (keyDer: Uint8Array, passphrase: string): Promise<boolean> => {
  const opened = await openEfirma({ certificateDer: pair.certificateDer, keyDer, passphrase });
  if (!opened.ok) return false;
  return isSignedBy(pair.certificateDer, data, await opened.efirma.sign(data));
};

test('EF-1, EF-7: opens the SAT form and signs what the certificate verifies', async () => {
  const opened = await openEfirma({ ...pair, passphrase: testPassphrase });
  assert.ok(opened.ok);
  assert.equal(opened.efirma.certificate.curp, testSigner.curp);
  const signature = await opened.efirma.sign(data);
  assert.equal(signature.length, 256);
  assert.ok(isSignedBy(pair.certificateDer, data, signature));
  assert.ok(!isSignedBy(otherPair.certificateDer, data, signature));
  assert.ok(!isSignedBy(pair.certificateDer, new TextEncoder().encode('{"folio":"R-0002"}'), signature));
});

test('opens PBES2 with AES and with every HMAC', async () => {
  for (const cipher of ['des-ede3-cbc', 'aes-128-cbc', 'aes-192-cbc', 'aes-256-cbc'] as const) {
    for (const prf of ['sha1', 'sha256', 'sha384', 'sha512'] as const) {
      const keyDer = encryptPrivateKey(pkcs8, 'contraseña', { cipher, prf, iterations: 5 });
      assert.ok(await opensAndSigns(keyDer, 'contraseña'), `${cipher} ${prf}`);
    }
  }
});

test('opens what openssl encrypts: PBES2 and PBE-SHA1-3DES', async () => {
  const forms = [['-v2', 'des3'], ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512'], ['-v1', 'PBE-SHA1-3DES']];
  await Promise.all(
    forms.map(async (form) => {
      const keyDer = execFileSync(
        'openssl',
        ['pkcs8', '-topk8', '-inform', 'der', '-outform', 'der', ...form, '-passout', `pass:${testPassphrase}`],
        { input: pkcs8 },
      );
      assert.ok(await opensAndSigns(keyDer, testPassphrase), form.join(' '));
      assert.ok(!(await opensAndSigns(keyDer, 'otra')), form.join(' '));
    }),
  );
});

test('opens a passphrase with ñ that another tool wrote as Latin-1', async () => {
  const salt = Buffer.alloc(8, 7);
  const iv = Buffer.alloc(8, 9);
  const cipher = createCipheriv('des-ede3-cbc', pbkdf2Sync(Buffer.from('señal-1', 'latin1'), salt, 10, 24, 'sha1'), iv);
  const encrypted = Buffer.concat([cipher.update(pkcs8), cipher.final()]);
  const derivation = writeSequence(writeObjectIdentifier(algorithm.pbkdf2), writeSequence(writeOctetString(salt), writeInteger(10)));
  const encryption = writeSequence(writeObjectIdentifier(algorithm.desEde3Cbc), writeOctetString(iv));
  const scheme = writeSequence(writeObjectIdentifier(algorithm.pbes2), writeSequence(derivation, encryption));
  assert.ok(await opensAndSigns(writeSequence(scheme, writeOctetString(encrypted)), 'señal-1'));
});

test('EF-6, check 32: wrong passphrase, foreign key, broken key and no key answer alike', async () => {
  const flipped = pair.keyDer.slice();
  flipped[flipped.length - 20] = (flipped.at(-20) ?? 0) ^ 1;
  const attempts = [
    { keyDer: pair.keyDer, passphrase: 'otra' },
    { keyDer: pair.keyDer, passphrase: '' },
    { keyDer: otherPair.keyDer, passphrase: testPassphrase },
    { keyDer: flipped, passphrase: testPassphrase },
    { keyDer: pair.keyDer.slice(0, -1), passphrase: testPassphrase },
    { keyDer: pair.certificateDer, passphrase: testPassphrase },
    { keyDer: new Uint8Array(0), passphrase: testPassphrase },
    { keyDer: new Uint8Array(50_000), passphrase: testPassphrase },
    { keyDer: Uint8Array.from(pkcs8), passphrase: testPassphrase },
  ];
  for (const attempt of attempts) {
    assert.deepEqual(await openEfirma({ certificateDer: pair.certificateDer, ...attempt }), refused);
  }
});

test('EF-6: a refusal is answered at the same step of the clock whatever its cause', async () => {
  const timed = async (keyDer: Uint8Array, passphrase: string): Promise<number> => {
    const started = performance.now();
    await openEfirma({ certificateDer: pair.certificateDer, keyDer, passphrase });
    return performance.now() - started;
  };
  const times = [await timed(pair.keyDer, 'otra'), await timed(otherPair.keyDer, testPassphrase), await timed(Buffer.alloc(3), '')];
  for (const time of times) assert.ok(time >= 249, `${time} ms`);
});

test('a key flipped at any byte does not open', async () => {
  const positions = Array.from({ length: 40 }, (_, index) => Math.floor((index * pair.keyDer.length) / 40));
  const opened = await Promise.all(
    positions.map((at) => {
      const flipped = pair.keyDer.slice();
      flipped[at] = (flipped[at] ?? 0) ^ 0x04;
      return opensAndSigns(flipped, testPassphrase);
    }),
  );
  assert.deepEqual(opened.filter(Boolean), []);
});

test('more than ten million iterations are refused without deriving', async () => {
  const container = (iterations: number) => {
    const parameters = writeSequence(writeOctetString(Buffer.alloc(8)), writeInteger(iterations));
    const derivation = writeSequence(writeObjectIdentifier(algorithm.pbkdf2), parameters);
    const encryption = writeSequence(writeObjectIdentifier(algorithm.desEde3Cbc), writeOctetString(Buffer.alloc(8)));
    const scheme = writeSequence(writeObjectIdentifier(algorithm.pbes2), writeSequence(derivation, encryption));
    return writeSequence(scheme, writeOctetString(Buffer.alloc(8)));
  };
  const started = performance.now();
  for (const iterations of [10_000_001, 2 ** 40]) {
    assert.deepEqual(await openEfirma({ ...pair, keyDer: container(iterations) }), refused);
  }
  assert.ok(performance.now() - started < 2000);
});

test('a PKCS#12 scheme past its own bound is refused', async () => {
  const parameters = writeSequence(writeOctetString(Buffer.alloc(8)), writeInteger(100_001));
  const scheme = writeSequence(writeObjectIdentifier(algorithm.pbeWithSha1And3KeyTripleDes), parameters);
  assert.deepEqual(await openEfirma({ ...pair, keyDer: writeSequence(scheme, writeOctetString(Buffer.alloc(8))) }), refused);
  const unknown = writeSequence(writeObjectIdentifier('1.2.840.113549.1.5.3'), writeNull());
  assert.deepEqual(await openEfirma({ ...pair, keyDer: writeSequence(unknown, writeOctetString(Buffer.alloc(8))) }), refused);
});

test('what is no certificate is said so before the key is tried', async () => {
  const opened = await openEfirma({ ...pair, certificateDer: pair.keyDer });
  assert.deepEqual(opened, { ok: false, code: 'efirma-not-a-certificate' });
});

test('a closed e.firma signs no more', async () => {
  const opened = await openEfirma(pair);
  assert.ok(opened.ok);
  opened.efirma.close();
  await assert.rejects(opened.efirma.sign(data), /efirma-closed/);
});
