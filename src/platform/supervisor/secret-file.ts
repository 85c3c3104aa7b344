import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { systemCodeOf } from './refusal.ts';

/** Gives a path made by root to the owner of its folder, so that the owner can run without root later. */
export const giveToFolderOwner = (path: string): void => {
  if (process.getuid?.() !== 0) return;
  const owner = statSync(dirname(path));
  if (owner.uid !== 0) chownSync(path, owner.uid, owner.gid);
};

/** Writes a file that only its owner may read, whole or not at all, also across a power cut. */
export const writeSecretFile = (path: string, text: string): void => {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.new`;
  const file = openSync(temporary, 'wx', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
    closeSync(file);
    giveToFolderOwner(temporary);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
};

/** The text of a secret file without its line end, or null when it is not there. */
export const readSecretFile = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trimEnd();
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return null;
    throw error;
  }
};

/** Reads a secret, or makes it from `bytes` random bytes (base64url) the first time. */
export const ensureSecretFile = (path: string, bytes: number): { readonly secret: string; readonly isNew: boolean } => {
  const present = readSecretFile(path);
  if (present !== null && present !== '') return { secret: present, isNew: false };
  const secret = randomBytes(bytes).toString('base64url');
  writeSecretFile(path, `${secret}\n`);
  return { secret, isNew: true };
};
