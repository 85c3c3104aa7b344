import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StampTrust } from '#platform/timestamp/verify-token.ts';

/** Names of files that processes of the house share. */

/** In the run folder: where the verify process listens. */
export const VERIFY_SOCKET = 'verify.sock';

const certificateIn = (file: string): readonly Uint8Array[] => {
  try {
    return [new X509Certificate(readFileSync(file)).raw];
  } catch {
    return [];
  }
};

/** A folder that is not there, and a file that is no certificate, make nobody trusted. */
const certificatesIn = (folder: string): readonly Uint8Array[] => {
  try {
    return readdirSync(folder).filter((name) => /\.(?:cer|crt|pem)$/.test(name)).sort().flatMap((name) => certificateIn(join(folder, name)));
  } catch {
    return [];
  }
};

/** Whose stamps this installation believes: certificates, DER or PEM, in `<data>/trusted-stamps/nom-151` and `<data>/trusted-stamps/rfc-3161`. */
export const readStampTrust = (dataFolder: string): StampTrust =>
  ({ conservation: certificatesIn(join(dataFolder, 'trusted-stamps', 'nom-151')), time: certificatesIn(join(dataFolder, 'trusted-stamps', 'rfc-3161')) });

/** DER of the authorities whose e.firma this installation trusts: the `.cer` files of `<data>/trusted-issuers`. */
export const readIssuers = (dataFolder: string): readonly Uint8Array[] => {
  const folder = join(dataFolder, 'trusted-issuers');
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.cer')).sort().map((name) => readFileSync(join(folder, name)));
  } catch {
    return [];
  }
};
