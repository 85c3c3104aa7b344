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

type Numbers = { readonly n: bigint; readonly e: bigint; readonly d: bigint; readonly p: bigint; readonly q: bigint; readonly dp: bigint; readonly dq: bigint; readonly qInverse: bigint };

const numbersOf = (pkcs8: Bytes): Numbers => {
  const [version, scheme, octets] = sequenceOf(readDer(pkcs8));
  expectRsa(scheme);
  const fields = sequenceOf(readDer(expectTag(octets, derTag.octetString).content));
  if (smallIntegerOf(version) !== 0 || smallIntegerOf(fields[0]) !== 0 || fields.length !== 9) throw malformed();
  const [n, e, d, p, q, dp, dq, qInverse] = fields.slice(1).map(numberOf) as [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint];
  return { n, e, d, p, q, dp, dq, qInverse };
};

const isWhole = ({ n, e, d, p, q, dp, dq, qInverse }: Numbers): boolean => [
  dp === d % (p - 1n), dq === d % (q - 1n), (dp * e) % (p - 1n) === 1n, (dq * e) % (q - 1n) === 1n, (qInverse * q) % p === 1n, p * q === n,
].every(Boolean);

/** RFC 8017 3.2: the relations between n, e, d and the CRT values. Throws when the PKCS#8 is not RSA in DER. */
export const isKeyOf = (pkcs8: Bytes, publicKeyInfo: Bytes): boolean => {
  const numbers = numbersOf(pkcs8);
  const [publicModulus, publicExponent] = publicNumbers(publicKeyInfo);
  const isSamePair = numbers.n === publicModulus && numbers.e === publicExponent;
  return isSamePair && numbers.p > 2n && numbers.q > 2n && isWhole(numbers);
};
