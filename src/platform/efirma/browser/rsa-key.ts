// Whether the numbers of an RSA private key fit each other and a public key. Browsers differ here: some refuse a key
// with a spoiled CRT value, others sign with it by another path; a damaged file must not open in any of them.
import { algorithm } from '#platform/der/object-identifiers.ts';
import {
  type Bytes,
  type DerValue,
  bitsOf,
  derTag,
  expectTag,
  magnitudeOf,
  malformed,
  objectIdentifierOf,
  readDer,
  sequenceOf,
  smallIntegerOf,
} from '#platform/der/read.ts';

const numberOf = (value: DerValue | undefined): bigint =>
  BigInt(`0x${[...magnitudeOf(value)].map((octet) => octet.toString(16).padStart(2, '0')).join('')}`);

const expectRsa = (scheme: DerValue | undefined): void => {
  const [type, parameters, ...rest] = sequenceOf(scheme);
  if (objectIdentifierOf(type) !== algorithm.rsaEncryption || rest.length > 0) throw malformed();
  if (expectTag(parameters, derTag.null).content.length > 0) throw malformed();
};

const publicNumbers = (publicKeyInfo: Bytes): readonly bigint[] => {
  const [scheme, key] = sequenceOf(readDer(publicKeyInfo));
  expectRsa(scheme);
  return sequenceOf(readDer(bitsOf(key).octets)).map(numberOf);
};

/** RFC 8017 3.2: the relations between n, e, d and the CRT values. Throws when the PKCS#8 is not RSA in DER. */
export const isKeyOf = (pkcs8: Bytes, publicKeyInfo: Bytes): boolean => {
  const [version, scheme, octets] = sequenceOf(readDer(pkcs8));
  expectRsa(scheme);
  const numbers = sequenceOf(readDer(expectTag(octets, derTag.octetString).content));
  if (smallIntegerOf(version) !== 0 || smallIntegerOf(numbers[0]) !== 0 || numbers.length !== 9) throw malformed();
  const [n = 0n, e = 0n, d = 0n, p = 0n, q = 0n, dp = 0n, dq = 0n, qInverse = 0n] = numbers.slice(1).map(numberOf);
  const [publicModulus, publicExponent] = publicNumbers(publicKeyInfo);
  if (p < 3n || q < 3n || n !== publicModulus || e !== publicExponent || p * q !== n) return false;
  return (
    dp === d % (p - 1n) &&
    dq === d % (q - 1n) &&
    (dp * e) % (p - 1n) === 1n &&
    (dq * e) % (q - 1n) === 1n &&
    (qInverse * q) % p === 1n
  );
};
