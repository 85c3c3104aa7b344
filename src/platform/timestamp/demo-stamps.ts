// Makes time-stamp tokens for the demo and for tests, with keys that a production installation never trusts.
import { createHash, sign } from 'node:crypto';
import { algorithm, cmsType } from '#platform/der/object-identifiers.ts';
import { malformed } from '#platform/der/read.ts';
import type { Bytes } from '#platform/der/read.ts';
import { concatBytes, sortedSetMembers, writeDer, writeInteger, writeNull, writeObjectIdentifier, writeOctetString, writeSequence, writeSetOf } from '#platform/der/write.ts';
import type { DemoStamper } from '#platform/efirma/demo-authority.ts';
import { readCertificateProfile } from '#platform/efirma/profile.ts';

export type DemoStampRequest = {
  readonly file: Uint8Array;
  readonly policy: string;
  readonly at: Date;
  readonly serial: number;
  /** Carried along; left out where the request did not ask for certificates. */
  readonly certificates: readonly Uint8Array[];
};

const sha256 = (octets: Uint8Array): Buffer => createHash('sha256').update(octets).digest();
const sha256Identifier = (): Bytes => writeSequence(writeObjectIdentifier(algorithm.sha256), writeNull());

const GENERALIZED_TIME = 0x18;
const writeInfo = ({ file, policy, at, serial }: DemoStampRequest): Bytes => writeSequence(
  writeInteger(1), writeObjectIdentifier(policy), writeSequence(sha256Identifier(), writeOctetString(sha256(file))), writeInteger(serial),
  writeDer(GENERALIZED_TIME, new TextEncoder().encode(`${at.toISOString().slice(0, 19).replaceAll(/\D/g, '')}Z`)),
);

const attribute = (type: string, value: Bytes): Bytes => writeSequence(writeObjectIdentifier(type), writeSetOf([value]));

/** A TimeStampToken over a file. Throws `der-malformed` when the stamper's certificate is none. */
export const writeDemoStamp = ({ certificateDer, privateKey }: DemoStamper, request: DemoStampRequest): Bytes => {
  const profile = readCertificateProfile(certificateDer);
  if (profile === null) throw malformed();
  const info = writeInfo(request);
  const attributes = writeSetOf([
    attribute(cmsType.contentType, writeObjectIdentifier(cmsType.timeStampInfo)), attribute(cmsType.messageDigest, writeOctetString(sha256(info))),
    attribute(cmsType.signingCertificateV2, writeSequence(writeSequence(writeSequence(writeOctetString(sha256(certificateDer)))))),
  ]);
  const signerInfo = writeSequence(
    writeInteger(1), writeSequence(profile.issuerDer, profile.serialDer), sha256Identifier(), concatBytes([Uint8Array.of(0xa0), attributes.subarray(1)]),
    writeSequence(writeObjectIdentifier(algorithm.rsaEncryption), writeNull()), writeOctetString(sign('sha256', attributes, privateKey)),
  );
  return writeSequence(writeObjectIdentifier(cmsType.signedData), writeDer(0xa0, writeSequence(
    writeInteger(3), writeSetOf([sha256Identifier()]), writeSequence(writeObjectIdentifier(cmsType.timeStampInfo), writeDer(0xa0, writeOctetString(info))),
    ...(request.certificates.length === 0 ? [] : [writeDer(0xa0, sortedSetMembers(request.certificates))]), writeSetOf([signerInfo]),
  )));
};
