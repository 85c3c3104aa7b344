// What the physician's key signs: the signed attributes of a PAdES baseline-B signature (ETSI EN 319 142-1, 6.3;
// EN 319 122-1, 5.2). No signing-time attribute: PAdES carries the time in /M, which the digest covers. Pure, so
// that the browser can rebuild what it is asked to sign.
import { algorithm, cmsType } from '#platform/der/object-identifiers.ts';
import type { Bytes } from '#platform/der/read.ts';
import { writeObjectIdentifier, writeOctetString, writeSequence, writeSetOf } from '#platform/der/write.ts';

const attribute = (type: string, value: Bytes): Bytes => writeSequence(writeObjectIdentifier(type), writeSetOf([value]));

/** DER SET OF Attribute from the SHA-256 of the PDF's signed bytes and the SHA-256 of the signer's certificate. */
export const writeSignedAttributes = (digest: Uint8Array, certificateHash: Uint8Array): Bytes => {
  // ESSCertIDv2 leaves SHA-256, its default, out.
  const certificateId = writeSequence(writeOctetString(certificateHash));
  return writeSetOf([
    attribute(cmsType.contentType, writeObjectIdentifier(cmsType.data)),
    attribute(cmsType.messageDigest, writeOctetString(digest)),
    attribute(cmsType.signingCertificateV2, writeSequence(writeSequence(certificateId))),
  ]);
};

/** DigestAlgorithmIdentifier of SHA-256 (RFC 5754: parameters absent). */
export const sha256Identifier = (): Bytes => writeSequence(writeObjectIdentifier(algorithm.sha256));
