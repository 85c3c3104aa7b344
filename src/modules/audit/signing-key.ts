import { createPrivateKey, createPublicKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { composeNote, rawPublicKey, readVerifierLine, verifierLine } from './signed-note.ts';
import type { NoteKey } from './signed-note.ts';

/** The key that signs checkpoints. It lives in a file that no database role can read. */
export type SigningKey = {
  /** The public key as one line, to be printed and given to auditors. */
  readonly verifier: string;
  readonly noteKey: NoteKey;
  readonly signNote: (text: string) => string;
};

const privateName = 'audit-signing.key';
/** The public half, beside the private one. */
export const publicKeyFile = 'audit-signing.pub';

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const keyFrom = (privateKey: KeyObject): SigningKey => {
  const raw = rawPublicKey(createPublicKey(privateKey));
  const name = `amate-audit-${raw.subarray(0, 4).toString('hex')}`;
  const verifier = verifierLine(name, raw);
  const noteKey = readVerifierLine(verifier);
  return { verifier, noteKey, signNote: (text) => composeNote(text, noteKey, sign(null, Buffer.from(text, 'utf8'), privateKey)) };
};

/** Writes a file so that after a loss of power either the old or the new content is there, whole. */
export const writeWhole = async (path: string, content: string, mode: number): Promise<void> => {
  // Two processes that write at once must not share a draft.
  const draft = `${path}.${randomUUID()}.new`;
  await writeFile(draft, content, { mode, flush: true });
  await chmod(draft, mode);
  await rename(draft, path);
  const folder = await open(join(path, '..'), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
};

/** Reads the signing key of `<data>/keys`; null when there is none yet. */
export const readSigningKey = async (folder: string): Promise<SigningKey | null> => {
  try {
    return keyFrom(createPrivateKey(await readFile(join(folder, privateName))));
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
};

/** Makes the signing key of an installation that has sealed nothing yet. Readable by the process's user alone. */
export const makeSigningKey = async (folder: string): Promise<SigningKey> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = keyFrom(privateKey);
  await writeWhole(join(folder, publicKeyFile), `${key.verifier}\n`, 0o644);
  await writeWhole(join(folder, privateName), privateKey.export({ format: 'pem', type: 'pkcs8' }) as string, 0o600);
  return key;
};

/** The public keys of a file, one a line; empty lines and lines that begin with # are passed over. */
export const readVerifierFile = async (path: string): Promise<readonly NoteKey[]> => {
  const lines = (await readFile(path, 'utf8')).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map(readVerifierLine);
};
