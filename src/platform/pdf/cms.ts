// The CMS SignedData (RFC 5652) that a PDF signature holds, in the one DER form Amate writes.
import { algorithm, cmsType } from '#platform/der/object-identifiers.ts';
import {
  type Bytes,
  type DerValue,
  childrenOf,
  derTag,
  expectTag,
  isPadding,
  malformed,
  objectIdentifierOf,
  readDer,
  readLeadingDer,
  sequenceOf,
} from '#platform/der/read.ts';
import {
  concatBytes,
  sortedSetMembers,
  writeDer,
  writeInteger,
  writeNull,
  writeObjectIdentifier,
  writeOctetString,
  writeSequence,
  writeSetOf,
} from '#platform/der/write.ts';
import { type CertificateProfile, readCertificateProfile } from '#platform/efirma/profile.ts';
import { sha256Identifier } from './signature-attributes.ts';

export type CmsContent = {
  readonly certificateDer: Bytes;
  /** Every other certificate carried along. */
  readonly chainDer: readonly Bytes[];
  /** DER SET OF Attribute, as signed. */
  readonly signedAttributes: Bytes;
  readonly signature: Bytes;
};

/** Same content under another identifier octet, as IMPLICIT tagging asks. */
const retagged = (tag: number, der: Bytes): Bytes => concatBytes([Uint8Array.of(tag), der.subarray(1)]);

const writeNamed = (content: CmsContent, profile: CertificateProfile): Bytes => {
  const signerInfo = writeSequence(
    writeInteger(1),
    writeSequence(profile.issuerDer, profile.serialDer),
    sha256Identifier(),
    retagged(0xa0, content.signedAttributes),
    writeSequence(writeObjectIdentifier(algorithm.rsaEncryption), writeNull()),
    writeOctetString(content.signature),
  );
  const signedData = writeSequence(
    writeInteger(1),
    writeSetOf([sha256Identifier()]),
    writeSequence(writeObjectIdentifier(cmsType.data)),
    writeDer(0xa0, sortedSetMembers([content.certificateDer, ...content.chainDer])),
    writeSetOf([signerInfo]),
  );
  return writeSequence(writeObjectIdentifier(cmsType.signedData), writeDer(0xa0, signedData));
};

/** Writes ContentInfo. Throws `der-malformed` when the certificate is none. */
export const writeCms = (content: CmsContent): Bytes => {
  const profile = readCertificateProfile(content.certificateDer);
  if (profile === null) throw malformed();
  return writeNamed(content, profile);
};

const onlyChild = (value: DerValue | undefined): DerValue => {
  if (value === undefined) throw malformed();
  const [child, ...rest] = childrenOf(value);
  if (child === undefined || rest.length > 0) throw malformed();
  return child;
};

type Named = { readonly certificate: DerValue; readonly profile: CertificateProfile };

/** The certificate the signer info names by issuer and serial number. */
const findSigner = (certificates: readonly DerValue[], identifier: Bytes): Named => {
  const named = certificates.flatMap((certificate): readonly Named[] => {
    const profile = readCertificateProfile(certificate.whole);
    return profile !== null && Buffer.from(identifier).equals(writeSequence(profile.issuerDer, profile.serialDer)) ? [{ certificate, profile }] : [];
  });
  const [signer, ...rest] = named;
  if (signer === undefined || rest.length > 0) throw malformed();
  return signer;
};

/**
 * Reads ContentInfo from the start of `bytes`; what follows it must be zeros. Throws `der-malformed` unless writing
 * the parts again gives the same bytes: nothing in it is then left unaccounted for.
 */
export const readCms = (bytes: Bytes): CmsContent => {
  const outer = readLeadingDer(bytes);
  const [type, explicit] = sequenceOf(outer);
  if (objectIdentifierOf(type) !== cmsType.signedData) throw malformed();
  const parts = sequenceOf(onlyChild(explicit));
  const certificates = childrenOf(expectTag(parts[3], 0xa0));
  const signerInfo = sequenceOf(onlyChild(parts[4]));
  const { certificate: signer, profile } = findSigner(certificates, expectTag(signerInfo[1], derTag.sequence).whole);
  const content: CmsContent = {
    certificateDer: signer.whole,
    chainDer: certificates.filter((certificate) => certificate !== signer).map(({ whole }) => whole),
    signedAttributes: retagged(derTag.set, expectTag(signerInfo[3], 0xa0).whole),
    signature: expectTag(signerInfo[5], derTag.octetString).content,
  };
  if (!Buffer.from(outer.whole).equals(writeNamed(content, profile))) throw malformed();
  if (!isPadding(bytes.subarray(outer.whole.length))) throw malformed();
  return content;
};

/** messageDigest among the signed attributes; null when it is not there in the expected form. */
export const messageDigestOf = (signedAttributes: Uint8Array): Bytes | null => {
  try {
    const attributes = childrenOf(expectTag(readDer(Uint8Array.from(signedAttributes)), derTag.set)).map(sequenceOf);
    const found = attributes.find(([type]) => objectIdentifierOf(type) === cmsType.messageDigest);
    return found === undefined ? null : expectTag(onlyChild(found[1]), derTag.octetString).content;
  } catch {
    return null;
  }
};
