import assert from 'node:assert/strict';
import { createCipheriv } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { decryptDesEde3Cbc } from './des-ede3.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const zeroIv = new Uint8Array(8);

/** One block, so that CBC with a zero vector is ECB. */
const decryptBlock = (key: string, encrypted: string): string =>
  Buffer.from(decryptDesEde3Cbc(hex(key), zeroIv, hex(encrypted))).toString('hex');

const single = (key: string): string => key.repeat(3);

test('NIST SP 800-17: variable plaintext, variable key and substitution tables', () => {
  const vectors: readonly (readonly [key: string, plain: string, encrypted: string])[] = [
    ['0101010101010101', '8000000000000000', '95f8a5e5dd31d900'],
    ['0101010101010101', '4000000000000000', 'dd7f121ca5015619'],
    ['0101010101010101', '2000000000000000', '2e8653104f3834ea'],
    ['8001010101010101', '0000000000000000', '95a8d72813daa94d'],
    ['7ca110454a1a6e57', '01a1d6d039776742', '690f5b0d9a26939b'],
    ['0131d9619dc1376e', '5cd54ca83def57da', '7a389d10354bd271'],
    ['07a1133e4a0b2686', '0248d43806f67172', '868ebb51cab4599a'],
  ];
  for (const [key, plain, encrypted] of vectors) assert.equal(decryptBlock(single(key), encrypted), plain);
});

test('NIST SP 800-67: three different keys', () => {
  const key = '0123456789abcdef 23456789abcdef01 456789abcdef0123';
  const blocks = ['a826fd8ce53b855f', 'cce21c8112256fe6', '68d5c05dd9b6b900'];
  const plain = blocks.map((block) => decryptBlock(key, block)).join('');
  assert.equal(Buffer.from(plain, 'hex').toString(), 'The qufck brown fox jump');
});

test('decrypts whatever the platform library encrypts', () => {
  const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
  fc.assert(
    fc.property(bytes(24), bytes(8), fc.uint8Array({ maxLength: 200 }), (key, iv, text) => {
      const plain = Buffer.alloc(Math.ceil(text.length / 8) * 8);
      plain.set(text);
      const cipher = createCipheriv('des-ede3-cbc', key, iv).setAutoPadding(false);
      const encrypted = Buffer.concat([cipher.update(plain), cipher.final()]);
      assert.deepEqual(Buffer.from(decryptDesEde3Cbc(key, iv, encrypted)), plain);
    }),
  );
});

test('refuses keys, vectors and texts of other lengths', () => {
  assert.throws(() => decryptDesEde3Cbc(new Uint8Array(16), zeroIv, new Uint8Array(8)));
  assert.throws(() => decryptDesEde3Cbc(new Uint8Array(24), new Uint8Array(7), new Uint8Array(8)));
  assert.throws(() => decryptDesEde3Cbc(new Uint8Array(24), zeroIv, new Uint8Array(9)));
});
