// Passphrase -> private key bytes, with WebCrypto for everything WebCrypto offers.
import { type Bytes, malformed } from '#platform/der/read.ts';
import { concatBytes } from '#platform/der/write.ts';
import { decryptDesEde3Cbc } from './des-ede3.ts';
import type { KeyContainer } from './key-container.ts';

const { subtle } = globalThis.crypto;

const derivePbkdf2 = async (
  { hash, salt, iterations }: { readonly hash: string; readonly salt: Bytes; readonly iterations: number },
  passphrase: Bytes,
  length: number,
): Promise<Bytes> => {
  const material = await subtle.importKey('raw', passphrase, 'PBKDF2', false, ['deriveBits']);
  return new Uint8Array(await subtle.deriveBits({ name: 'PBKDF2', hash, salt, iterations }, material, length * 8));
};

/** `text` as a BMPString with its terminator, the form PKCS#12 hashes. */
const bmpString = (text: string): Bytes => {
  const units = [...Array(text.length).keys()].map((index) => text.charCodeAt(index));
  return Uint8Array.from([...units, 0].flatMap((unit) => [unit >> 8, unit & 255]));
};

const repeatTo64 = (bytes: Bytes): Bytes =>
  Uint8Array.from({ length: Math.ceil(bytes.length / 64) * 64 }, (_, index) => bytes[index % bytes.length] ?? 0);

/** Adds block + 1 to each 64-byte part of `state`, modulo 2^512 (RFC 7292 B.2 step 6C). */
const addBlock = (state: Bytes, digest: Bytes): void => {
  for (let from = 0; from < state.length; from += 64) {
    let carry = 1;
    for (let index = 63; index >= 0; index -= 1) {
      const sum = (state[from + index] ?? 0) + (digest[index % digest.length] ?? 0) + carry;
      state[from + index] = sum & 255;
      carry = sum >> 8;
    }
  }
};

/** Key derivation of PKCS#12 with SHA-1 (RFC 7292 appendix B). `purpose`: 1 = key, 2 = initialization vector. */
const derivePkcs12 = async (
  { salt, iterations }: { readonly salt: Bytes; readonly iterations: number },
  passphrase: string,
  purpose: 1 | 2,
  length: number,
): Promise<Bytes> => {
  const diversifier = new Uint8Array(64).fill(purpose);
  const state = concatBytes([repeatTo64(salt), repeatTo64(bmpString(passphrase))]);
  const blocks: Bytes[] = [];
  while (blocks.length * 20 < length) {
    let digest: Bytes = concatBytes([diversifier, state]);
    for (let round = 0; round < iterations; round += 1) digest = new Uint8Array(await subtle.digest('SHA-1', digest));
    blocks.push(digest);
    addBlock(state, digest);
  }
  return concatBytes(blocks).slice(0, length);
};

/** Removes PKCS#7 padding; every byte of the last block is looked at whatever it holds. */
const withoutPadding = (plain: Bytes, block: number): Bytes => {
  const padding = plain.at(-1) ?? 0;
  let wrong = padding === 0 || padding > block || plain.length === 0 ? 1 : 0;
  for (let back = 1; back <= block; back += 1) {
    const differs = plain.at(-back) === padding ? 0 : 1;
    wrong |= back <= padding ? differs : 0;
  }
  if (wrong !== 0) throw malformed();
  return plain.subarray(0, plain.length - padding);
};

const decryptAes = async (key: Bytes, iv: Bytes, encrypted: Bytes): Promise<Bytes> => {
  const aesKey = await subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
  return new Uint8Array(await subtle.decrypt({ name: 'AES-CBC', iv }, aesKey, encrypted));
};

/** Octets a passphrase may stand for: UTF-8, then Latin-1 for files made by tools that used it (ñ, accents). */
const passphraseReadings = (passphrase: string): readonly Bytes[] => {
  const composed = passphrase.normalize('NFC');
  const utf8 = new TextEncoder().encode(composed);
  const units = [...composed].map((character) => character.codePointAt(0) ?? 0);
  const isAscii = units.every((unit) => unit < 0x80);
  if (isAscii || units.some((unit) => unit > 0xff)) return [utf8];
  return [utf8, Uint8Array.from(units)];
};

const decryptWith = async (container: KeyContainer, passphrase: string, octets: Bytes): Promise<Bytes> => {
  const { derivation, cipher, encrypted } = container;
  const key =
    derivation.kind === 'pbkdf2'
      ? await derivePbkdf2(derivation, octets, cipher.keyBytes)
      : await derivePkcs12(derivation, passphrase, 1, cipher.keyBytes);
  try {
    if (cipher.name === 'aes-cbc') return await decryptAes(key, cipher.iv, encrypted);
    const derivesIv = derivation.kind === 'pkcs12' && cipher.iv === null;
    const iv = derivesIv ? await derivePkcs12(derivation, passphrase, 2, 8) : cipher.iv;
    if (iv === null) throw malformed();
    return withoutPadding(decryptDesEde3Cbc(key, iv, encrypted), 8);
  } finally {
    key.fill(0);
  }
};

/** One candidate PKCS#8 per reading of the passphrase that decrypts; none when none does. */
export const decryptKey = async (container: KeyContainer, passphrase: string): Promise<readonly Bytes[]> => {
  const candidates: Bytes[] = [];
  const readings = container.derivation.kind === 'pbkdf2' ? passphraseReadings(passphrase) : [new Uint8Array(0)];
  for (const octets of readings) {
    const plain = await decryptWith(container, passphrase, octets).catch(() => null);
    if (plain !== null) candidates.push(plain);
    octets.fill(0);
  }
  return candidates;
};
