// Whether a time-stamp token may be believed: RFC 3161 2.4.2 and 2.3, RFC 5816 for the signer's certificate.
import { X509Certificate, createHash, verify } from 'node:crypto';
import { algorithm, cmsType, extensionType, hashName, keyPurpose } from '#platform/der/object-identifiers.ts';
import type { HashName } from '#platform/der/object-identifiers.ts';
import { childrenOf, copyOf, derTag, expectTag, malformed, objectIdentifierOf, readDer, sequenceOf } from '#platform/der/read.ts';
import type { Bytes, DerValue } from '#platform/der/read.ts';
import { writeObjectIdentifier } from '#platform/der/write.ts';
import { isTrusted } from '#platform/efirma/certificate.ts';
import { readCertificateProfile } from '#platform/efirma/profile.ts';
import { readTimeStampToken } from './read-token.ts';
import type { TimeStampToken } from './read-token.ts';

export type StampProblem =
  | 'stamp-unreadable'
  | 'stamp-of-another-file'
  | 'stamp-signature-wrong'
  /** Its certificate is an authority's own, too weak, or was not in force at that instant. */
  | 'stamp-certificate-wrong'
  | 'stamp-in-the-future';

/** DER certificates that are trusted, for what each is: of authorities, or of their services themselves. */
export type StampTrust = {
  /** Of the providers that issue constancias of conservation (NOM-151), and of who accredits them. */
  readonly conservation: readonly Uint8Array[];
  /** Of time-stamp authorities by RFC 3161. */
  readonly time: readonly Uint8Array[];
};

export type StampVerdict =
  | { readonly problem: StampProblem }
  /** `issuer`: the common name on the stamping certificate. `trustedFor`: null where it leads to no certificate that is trusted. */
  | { readonly problem: null; readonly token: TimeStampToken; readonly issuer: string; readonly trustedFor: keyof StampTrust | null };

const digestBy = (hash: HashName, octets: Uint8Array): Buffer => createHash(hash).update(octets).digest();

type Attributes = ReadonlyMap<string, DerValue>;

const attributesOf = (signed: Bytes): Attributes => {
  const attributes = new Map<string, DerValue>();
  for (const attribute of childrenOf(readDer(signed))) {
    const [type, values, ...more] = sequenceOf(attribute);
    const [value, ...others] = childrenOf(expectTag(values, derTag.set));
    const name = objectIdentifierOf(type);
    if (value === undefined || others.length > 0 || more.length > 0 || attributes.has(name)) throw malformed();
    attributes.set(name, value);
  }
  return attributes;
};

/** ESSCertIDv2 leaves SHA-256, its default, out (RFC 5035 4). */
const namesByV2 = (certificate: Bytes, value: DerValue): boolean => {
  const parts = sequenceOf(sequenceOf(sequenceOf(value)[0])[0]);
  const [first, second] = parts;
  const hash = first?.tag === derTag.sequence ? hashName.get(objectIdentifierOf(sequenceOf(first)[0])) : 'sha256';
  const held = first?.tag === derTag.sequence ? second : first;
  return hash !== undefined && createHash(hash).update(certificate).digest().equals(expectTag(held, derTag.octetString).content);
};

/** ESSCertID names it by SHA-1: enough to name, since the signature is proved with the certificate itself. */
const namesByV1 = (certificate: Bytes, value: DerValue): boolean => {
  const [held] = sequenceOf(sequenceOf(sequenceOf(value)[0])[0]);
  return createHash('sha1').update(certificate).digest().equals(expectTag(held, derTag.octetString).content);
};

/** The signed attributes are of this content and this certificate. */
const areAttributesRight = ({ signedAttributes, infoDer, digest, signerDer }: TimeStampToken): boolean => {
  const attributes = attributesOf(signedAttributes);
  const [type, messageDigest, byV2, byV1] = [cmsType.contentType, cmsType.messageDigest, cmsType.signingCertificateV2, cmsType.signingCertificate].map((each) => attributes.get(each));
  if (type === undefined || messageDigest === undefined || (byV2 === undefined && byV1 === undefined)) return false;
  return Buffer.from(type.whole).equals(writeObjectIdentifier(cmsType.timeStampInfo)) && digestBy(digest, infoDer).equals(expectTag(messageDigest, derTag.octetString).content)
    && (byV2 === undefined || namesByV2(signerDer, byV2)) && (byV1 === undefined || namesByV1(signerDer, byV1));
};

const rsaSchemes: Readonly<Record<HashName, string>> = { sha256: algorithm.sha256WithRsa, sha384: algorithm.sha384WithRsa, sha512: algorithm.sha512WithRsa };
const ecSchemes: Readonly<Record<HashName, string>> = { sha256: algorithm.ecdsaWithSha256, sha384: algorithm.ecdsaWithSha384, sha512: algorithm.ecdsaWithSha512 };

const isSigned = ({ signerDer, signatureAlgorithm, digest, signedAttributes, signature }: TimeStampToken): boolean => {
  const { publicKey } = new X509Certificate(signerDer);
  const schemes = publicKey.asymmetricKeyType === 'rsa' ? [algorithm.rsaEncryption, rsaSchemes[digest]] : publicKey.asymmetricKeyType === 'ec' ? [ecSchemes[digest]] : [];
  return schemes.includes(signatureAlgorithm) && verify(digest, signedAttributes, publicKey, signature);
};

const LEAST_RSA_BITS = 2048;

const maySign = ({ signerDer, info }: TimeStampToken): boolean => {
  const profile = readCertificateProfile(signerDer);
  if (profile === null || new X509Certificate(signerDer).ca) return false;
  const { keyUsage, rsaBits, notBefore, notAfter } = profile;
  const isToSign = keyUsage.length === 0 || keyUsage.includes('digitalSignature') || keyUsage.includes('nonRepudiation');
  return isToSign && (rsaBits === null || rsaBits >= LEAST_RSA_BITS) && notBefore <= info.at && info.at <= notAfter;
};

/** RFC 3161 2.3: one purpose, stamping time, and that critical. */
const isForTime = (signerDer: Bytes): boolean => {
  const profile = readCertificateProfile(signerDer);
  return profile?.extendedKeyUsage.length === 1 && profile.extendedKeyUsage[0] === keyPurpose.timeStamping && profile.criticalExtensions.includes(extensionType.extendedKeyUsage);
};

/**
 * Under this number of Mexico's tree (country 484, Secretaría de Economía) stand the policies that providers put on their
 * constancias: seen on those of three of them.
 */
const CONSERVATION_POLICIES = '2.16.484.101.10.316.';

/**
 * For what the token's issuer is trusted. A constancia's certificate is trusted itself or was issued by a trusted one
 * directly: a provider also issues certificates to persons, who could else stamp what they like. It need not be one for
 * stamping time only: those that providers use are not. The certificates carried along are signed by nobody as a set, so
 * those that lead nowhere are looked away from.
 */
const trustedFor = ({ signerDer, chainDer, info }: TimeStampToken, { conservation, time }: StampTrust): keyof StampTrust | null => {
  const isAmong = (trusted: readonly Uint8Array[]): boolean => trusted.some((each) => Buffer.from(each).equals(signerDer));
  if (info.policy.startsWith(CONSERVATION_POLICIES) && (isAmong(conservation) || isTrusted(signerDer, { trusted: conservation }, info.at))) return 'conservation';
  const chains: readonly (readonly Bytes[])[] = [[], chainDer, ...chainDer.map((each) => [each])];
  const leads = isAmong(time) || chains.some((intermediates) => isTrusted(signerDer, { trusted: time, intermediates }, info.at));
  return leads && isForTime(signerDer) ? 'time' : null;
};

export type StampExpectation = { readonly file: Uint8Array; readonly trust: StampTrust; readonly now: Date };

const MOST_CERTIFICATES = 8;
/** Clocks differ. */
const AHEAD_MS = 5 * 60_000;

const judge = (token: TimeStampToken, { file, now }: StampExpectation): StampProblem | null => {
  if (token.chainDer.length >= MOST_CERTIFICATES) return 'stamp-unreadable';
  if (!digestBy(token.info.hash, file).equals(token.info.imprint)) return 'stamp-of-another-file';
  if (!areAttributesRight(token) || !isSigned(token)) return 'stamp-signature-wrong';
  if (!maySign(token)) return 'stamp-certificate-wrong';
  return token.info.at.getTime() > now.getTime() + AHEAD_MS ? 'stamp-in-the-future' : null;
};

/**
 * Judges a token of an authority over `file`. One that holds in itself and comes from nobody known is no problem: it is then
 * trusted for nothing. Revocation is not asked for: there is no network here.
 */
export const verifyTimeStamp = (bytes: Uint8Array, expected: StampExpectation): StampVerdict => {
  try {
    const token = readTimeStampToken(copyOf(bytes), [...expected.trust.conservation, ...expected.trust.time]);
    const problem = judge(token, expected);
    if (problem !== null) return { problem };
    return { problem: null, token, issuer: readCertificateProfile(token.signerDer)?.commonName ?? '', trustedFor: trustedFor(token, expected.trust) };
  } catch {
    return { problem: 'stamp-unreadable' };
  }
};
