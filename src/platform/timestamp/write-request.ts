// What a time-stamp authority is asked: RFC 3161 2.4.1.
import { algorithm } from '#platform/der/object-identifiers.ts';
import type { Bytes } from '#platform/der/read.ts';
import { writeInteger, writeNull, writeObjectIdentifier, writeOctetString, writeSequence, writeTrue } from '#platform/der/write.ts';

/** TimeStampReq for a file of this SHA-256, asking for the authority's certificate with it; `nonce` as a magnitude of random octets. */
export const writeTimeStampRequest = (sha256: Uint8Array, nonce: Uint8Array | null): Bytes => writeSequence(
  writeInteger(1),
  writeSequence(writeSequence(writeObjectIdentifier(algorithm.sha256), writeNull()), writeOctetString(sha256)),
  ...(nonce === null ? [] : [writeInteger(nonce)]),
  writeTrue(),
);
