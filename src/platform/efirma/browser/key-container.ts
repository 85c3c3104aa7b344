// What an encrypted PKCS#8 file (RFC 5958, RFC 8018) says about how it was encrypted.
import { algorithm } from '#platform/der/object-identifiers.ts';
import {
  type Bytes,
  type DerValue,
  copyOf,
  derTag,
  expectTag,
  malformed,
  objectIdentifierOf,
  readDer,
  sequenceOf,
  smallIntegerOf,
} from '#platform/der/read.ts';

export type KeyContainer = {
  readonly derivation:
    | { readonly kind: 'pbkdf2'; readonly hash: string; readonly salt: Bytes; readonly iterations: number }
    | { readonly kind: 'pkcs12'; readonly salt: Bytes; readonly iterations: number };
  readonly cipher:
    | { readonly name: 'des-ede3-cbc'; readonly keyBytes: 24; readonly iv: Bytes }
    | { readonly name: 'aes-cbc'; readonly keyBytes: 16 | 24 | 32; readonly iv: Bytes }
    /** PKCS#12 schemes derive the initialization vector from the passphrase too. */
    | { readonly name: 'des-ede3-cbc'; readonly keyBytes: 24; readonly iv: null };
  readonly encrypted: Bytes;
};

/** An RSA-4096 key file has under 3 kB; anything past this is not a key. */
const keyFileLimit = 16_384;
/** A hostile file could otherwise freeze the page for minutes. */
const iterationLimit = 10_000_000;
/** The PKCS#12 derivation runs one WebCrypto call per iteration, three times. */
const pkcs12IterationLimit = 100_000;

const hashOf = new Map([
  [algorithm.hmacWithSha1 as string, 'SHA-1'],
  [algorithm.hmacWithSha256, 'SHA-256'],
  [algorithm.hmacWithSha384, 'SHA-384'],
  [algorithm.hmacWithSha512, 'SHA-512'],
]);

const aesKeyBytes = new Map<string, 16 | 24 | 32>([
  [algorithm.aes128Cbc, 16],
  [algorithm.aes192Cbc, 24],
  [algorithm.aes256Cbc, 32],
]);

const iterationsOf = (value: DerValue | undefined, limit: number): number => {
  const iterations = smallIntegerOf(value);
  if (iterations < 1 || iterations > limit) throw malformed();
  return iterations;
};

const ivOf = (value: DerValue | undefined, length: number): Bytes => {
  const { content } = expectTag(value, derTag.octetString);
  if (content.length !== length) throw malformed();
  return content;
};

const cipherOf = (scheme: DerValue | undefined): KeyContainer['cipher'] => {
  const [type, parameters] = sequenceOf(scheme);
  const identifier = objectIdentifierOf(type);
  if (identifier === algorithm.desEde3Cbc) return { name: 'des-ede3-cbc', keyBytes: 24, iv: ivOf(parameters, 8) };
  const keyBytes = aesKeyBytes.get(identifier);
  if (keyBytes === undefined) throw malformed();
  return { name: 'aes-cbc', keyBytes, iv: ivOf(parameters, 16) };
};

const isNull = (der: Bytes): boolean => der.length === 2 && der[0] === derTag.null && der[1] === 0;

const pbkdf2Of = (derivation: DerValue | undefined, keyBytes: number): KeyContainer['derivation'] => {
  const [type, parameters] = sequenceOf(derivation);
  if (objectIdentifierOf(type) !== algorithm.pbkdf2) throw malformed();
  const [salt, iterations, ...optional] = sequenceOf(parameters);
  const keyLength = optional[0]?.tag === derTag.integer ? optional.shift() : undefined;
  if (keyLength !== undefined && smallIntegerOf(keyLength) !== keyBytes) throw malformed();
  // RFC 8018 A.2: the pseudo-random function is HMAC-SHA-1 when the field is absent.
  const [prf, ...prfParameters] = optional.length === 0 ? [] : sequenceOf(optional[0]);
  const hash = hashOf.get(prf === undefined ? algorithm.hmacWithSha1 : objectIdentifierOf(prf));
  if (hash === undefined || optional.length > 1 || prfParameters.some(({ whole }) => !isNull(whole))) throw malformed();
  return {
    kind: 'pbkdf2',
    hash,
    salt: expectTag(salt, derTag.octetString).content,
    iterations: iterationsOf(iterations, iterationLimit),
  };
};

const schemeOf = (scheme: DerValue | undefined): Omit<KeyContainer, 'encrypted'> => {
  const [type, parameters] = sequenceOf(scheme);
  const identifier = objectIdentifierOf(type);
  if (identifier === algorithm.pbes2) {
    const [derivation, encryption] = sequenceOf(parameters);
    const cipher = cipherOf(encryption);
    return { cipher, derivation: pbkdf2Of(derivation, cipher.keyBytes) };
  }
  if (identifier !== algorithm.pbeWithSha1And3KeyTripleDes) throw malformed();
  const [salt, iterations] = sequenceOf(parameters);
  return {
    cipher: { name: 'des-ede3-cbc', keyBytes: 24, iv: null },
    derivation: {
      kind: 'pkcs12',
      salt: expectTag(salt, derTag.octetString).content,
      iterations: iterationsOf(iterations, pkcs12IterationLimit),
    },
  };
};

/** Reads EncryptedPrivateKeyInfo. Throws on anything else, on unsupported schemes and outside the bounds above. */
export const readKeyContainer = (keyDer: Uint8Array): KeyContainer => {
  if (keyDer.length > keyFileLimit) throw malformed();
  const [scheme, encrypted, ...rest] = sequenceOf(readDer(copyOf(keyDer)));
  const { content } = expectTag(encrypted, derTag.octetString);
  if (rest.length > 0 || content.length === 0) throw malformed();
  return { ...schemeOf(scheme), encrypted: content };
};
