// The RFC 3161 time-stamp token: CMS SignedData (RFC 5652) over TSTInfo. Strict: whatever is not understood is refused.
import { cmsType, hashName } from '#platform/der/object-identifiers.ts';
import type { HashName } from '#platform/der/object-identifiers.ts';
import { childrenOf, copyOf, derTag, expectTag, magnitudeOf, malformed, objectIdentifierOf, readDer, sequenceOf, smallIntegerOf } from '#platform/der/read.ts';
import type { Bytes, DerValue } from '#platform/der/read.ts';
import { concatBytes } from '#platform/der/write.ts';
import { readCertificateProfile } from '#platform/efirma/profile.ts';

/** What an authority says: that a file of this digest existed at this instant. */
export type StampedInfo = {
  /** Dotted number of the policy under which it was given. */
  readonly policy: string;
  readonly hash: HashName;
  readonly imprint: Bytes;
  /** The octets of the INTEGER, which some authorities write negative, in upper-case hexadecimal. */
  readonly serial: string;
  readonly at: Date;
  /** How far off the instant may be, in milliseconds; null where the token does not say. */
  readonly accuracyMs: number | null;
  /** Magnitude of the nonce; null where there is none. */
  readonly nonce: Bytes | null;
};

export type TimeStampToken = {
  readonly info: StampedInfo;
  /** The octets of TSTInfo, whose digest the signer signs. */
  readonly infoDer: Bytes;
  readonly signerDer: Bytes;
  /** Every other certificate carried along. */
  readonly chainDer: readonly Bytes[];
  /** By which the signer digests TSTInfo and the signed attributes. */
  readonly digest: HashName;
  readonly signatureAlgorithm: string;
  /** DER SET OF Attribute, as signed. */
  readonly signedAttributes: Bytes;
  readonly signature: Bytes;
};

/** Tokens carry a chain of certificates and are a few kB. */
const MOST_TOKEN_BYTES = 64 * 1024;

/** The parameters of an algorithm are left out or NULL here. */
const identifierOf = (value: DerValue | undefined): string => {
  const [type, parameters, ...more] = sequenceOf(value);
  if (more.length > 0 || (parameters !== undefined && (parameters.tag !== derTag.null || parameters.content.length > 0))) throw malformed();
  return objectIdentifierOf(type);
};

const hashOf = (identifier: DerValue | undefined): HashName => {
  const name = hashName.get(identifierOf(identifier));
  if (name === undefined) throw malformed();
  return name;
};

const onlyChild = (value: DerValue | undefined): DerValue => {
  const [child, ...rest] = value === undefined ? [] : childrenOf(value);
  if (child === undefined || rest.length > 0) throw malformed();
  return child;
};

/** RFC 3161 2.4.2 allows fractions of a second, without trailing zeros. */
const genTimeOf = (value: DerValue | undefined): Date => {
  const digits = new TextDecoder('latin1').decode(expectTag(value, derTag.generalizedTime).content);
  const [, year, month, day, hour, minute, second, fraction = ''] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d*[1-9])?Z$/.exec(digits) ?? [];
  const milliseconds = Math.floor(Number(`0${fraction === '' ? '.0' : fraction}`) * 1000);
  const at = new Date(`${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.${String(milliseconds).padStart(3, '0')}Z`);
  if (Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(day)) throw malformed();
  return at;
};

/** An INTEGER under an IMPLICIT context tag. */
const implicitInteger = (value: DerValue): number => smallIntegerOf({ ...value, tag: derTag.integer });

const accuracyOf = (value: DerValue): number => sequenceOf(value).reduce((sum, part) => {
  if (part.tag === derTag.integer) return sum + smallIntegerOf(part) * 1000;
  if (part.tag === 0x80) return sum + implicitInteger(part);
  if (part.tag === 0x81) return sum + implicitInteger(part) / 1000;
  throw malformed();
}, 0);

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** What may follow genTime, in this order, each at most once. */
const optionalTags: readonly number[] = [derTag.sequence, derTag.boolean, derTag.integer, 0xa0, 0xa1];

const readInfo = (der: Bytes): StampedInfo => {
  const [version, policy, messageImprint, serial, genTime, ...rest] = sequenceOf(readDer(der));
  if (smallIntegerOf(version) !== 1) throw malformed();
  const [algorithmIdentifier, hashed, ...more] = sequenceOf(messageImprint);
  const places = rest.map(({ tag }) => optionalTags.indexOf(tag));
  if (more.length > 0 || places.some((place, at) => place < 0 || (at > 0 && place <= (places[at - 1] ?? -1)))) throw malformed();
  // Extensions ([1]) may limit what the token says; none is known to us.
  if (places.includes(4)) throw malformed();
  const found = (tag: number): DerValue | undefined => rest.find((part) => part.tag === tag);
  const [accuracy, nonce] = [found(derTag.sequence), found(derTag.integer)];
  return {
    policy: objectIdentifierOf(policy), hash: hashOf(algorithmIdentifier), imprint: expectTag(hashed, derTag.octetString).content, serial: hexOf(expectTag(serial, derTag.integer).content), at: genTimeOf(genTime),
    accuracyMs: accuracy === undefined ? null : accuracyOf(accuracy), nonce: nonce === undefined ? null : magnitudeOf(nonce),
  };
};

/** `PKIStatusInfo` 0 or 1: granted, granted with changes. */
const isGranted = (status: DerValue | undefined): boolean => smallIntegerOf(sequenceOf(status)[0]) <= 1;

/** A reply of an authority holds its token behind a status; a token alone begins with its type. */
const contentInfoIn = (bytes: Bytes): DerValue => {
  const outer = readDer(bytes);
  const [first, second] = sequenceOf(outer);
  if (first?.tag === derTag.objectIdentifier) return outer;
  if (!isGranted(first) || second === undefined) throw malformed();
  return second;
};

type SignerInfo = Pick<TimeStampToken, 'digest' | 'signatureAlgorithm' | 'signedAttributes' | 'signature'> & { readonly identifier: DerValue };

const readSignerInfo = (value: DerValue): SignerInfo => {
  const [version, identifier, digest, attributes, signatureAlgorithm, signature, ...unsigned] = sequenceOf(value);
  if (identifier === undefined || smallIntegerOf(version) !== (identifier.tag === derTag.sequence ? 1 : 3)) throw malformed();
  if (unsigned.some(({ tag }) => tag !== 0xa1) || unsigned.length > 1) throw malformed();
  return {
    identifier, digest: hashOf(digest), signatureAlgorithm: identifierOf(signatureAlgorithm),
    signedAttributes: concatBytes([Uint8Array.of(derTag.set), expectTag(attributes, 0xa0).whole.subarray(1)]), signature: expectTag(signature, derTag.octetString).content,
  };
};

/** Whether the signer info names this certificate, by issuer and serial number. */
const isNamedBy = (identifier: DerValue, certificate: Bytes): boolean => {
  const profile = readCertificateProfile(certificate);
  return profile !== null && identifier.tag === derTag.sequence && Buffer.from(identifier.content).equals(concatBytes([profile.issuerDer, profile.serialDer]));
};

/** Certificates are carried where the request asked for them; between them and the signers there may be revocation lists. */
const certificatesIn = (parts: readonly DerValue[]): readonly DerValue[] => {
  const tags = parts.map(({ tag }) => tag);
  if (tags.some((tag, at) => ![0xa0, 0xa1].includes(tag) || tags.indexOf(tag) !== at)) throw malformed();
  return parts.filter(({ tag }) => tag === 0xa0).flatMap(childrenOf);
};

/**
 * Reads a token, alone or in an authority's reply that granted it. The signer's certificate is the one inside, else one of
 * `known` (DER). Throws `der-malformed` for whatever is not exactly that: other content, several signers, no certificate of
 * the signer, octets left over, more than 64 KiB.
 */
export const readTimeStampToken = (bytes: Uint8Array, known: readonly Uint8Array[]): TimeStampToken => {
  if (bytes.length > MOST_TOKEN_BYTES) throw malformed();
  const [type, explicit] = sequenceOf(contentInfoIn(copyOf(bytes)));
  if (objectIdentifierOf(type) !== cmsType.signedData) throw malformed();
  const [version, digests, content, ...rest] = sequenceOf(onlyChild(expectTag(explicit, 0xa0)));
  const [contentType, octets] = sequenceOf(content);
  if (smallIntegerOf(version) !== 3 || objectIdentifierOf(contentType) !== cmsType.timeStampInfo) throw malformed();
  const infoDer = expectTag(onlyChild(expectTag(octets, 0xa0)), derTag.octetString).content;
  const carried = certificatesIn(rest.slice(0, -1));
  const { identifier, ...signer } = readSignerInfo(onlyChild(expectTag(rest.at(-1), derTag.set)));
  const isOwn = ({ whole }: Pick<DerValue, 'whole'>): boolean => isNamedBy(identifier, whole);
  const [own, ...others] = carried.filter(isOwn);
  const signerDer = own?.whole ?? known.map((each) => ({ whole: copyOf(each) })).find(isOwn)?.whole;
  const isDigestNamed = childrenOf(expectTag(digests, derTag.set)).map(hashOf).includes(signer.digest);
  if (signerDer === undefined || others.length > 0 || !isDigestNamed) throw malformed();
  return { info: readInfo(infoDer), infoDer, signerDer, chainDer: carried.filter((each) => each !== own).map(({ whole }) => whole), ...signer };
};
