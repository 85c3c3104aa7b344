import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of files that processes of the house share. */

/** In the run folder: where the verify process listens. */
export const VERIFY_SOCKET = 'verify.sock';

/** DER of the authorities whose e.firma this installation trusts: the `.cer` files of `<data>/trusted-issuers`. */
export const readIssuers = (dataFolder: string): readonly Uint8Array[] => {
  const folder = join(dataFolder, 'trusted-issuers');
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.cer')).sort().map((name) => readFileSync(join(folder, name)));
  } catch {
    return [];
  }
};
