import { createHash, createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * Signed notes after C2SP `signed-note`: a text that ends with a line feed, an empty line, then lines
 * `— <name> <base64 of 4 bytes of key id and the signature>`. Ed25519 only (algorithm byte 0x01).
 */
export type NoteKey = { readonly name: string; readonly id: Buffer; readonly key: KeyObject };

const ed25519 = 0x01;
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');
const nameShape = /^[^\s+]+$/u;

const keyIdOf = (name: string, publicKey: Uint8Array): Buffer =>
  createHash('sha256').update(`${name}\n`).update(Buffer.of(ed25519)).update(publicKey).digest().subarray(0, 4);

/** The 32 bytes of an Ed25519 public key. */
export const rawPublicKey = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32);

/** The public key as one line, `name+id+base64(0x01, key)`, as the C2SP text calls a verifier key. */
export const verifierLine = (name: string, publicKey: Uint8Array): string =>
  `${name}+${keyIdOf(name, publicKey).toString('hex')}+${Buffer.concat([Buffer.of(ed25519), publicKey]).toString('base64')}`;

/** Reads a verifier key; throws when it is none or its id is not its own. */
export const readVerifierLine = (line: string): NoteKey => {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(line.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== ed25519) throw new Error('not an Ed25519 verifier key');
  const publicKey = bytes.subarray(1);
  const own = keyIdOf(name, publicKey);
  if (own.toString('hex') !== id) throw new Error('the key id of this verifier key is not its own');
  return { name, id: own, key: createPublicKey({ key: Buffer.concat([spkiPrefix, publicKey]), format: 'der', type: 'spki' }) };
};

/** Joins a text and its signature to a note. */
export const composeNote = (text: string, key: Pick<NoteKey, 'name' | 'id'>, signature: Uint8Array): string => {
  if (!text.endsWith('\n') || !nameShape.test(key.name)) throw new Error('this text or name cannot be signed');
  return `${text}\n— ${key.name} ${Buffer.concat([key.id, signature]).toString('base64')}\n`;
};

/** The signed text of a note, or null when it has not the form of one. */
export const textOfNote = (note: string): string | null => {
  const split = note.lastIndexOf('\n\n');
  return split < 0 || !note.endsWith('\n') ? null : note.slice(0, split + 1);
};

const signatureLine = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/** The text of a note that at least one of `keys` signed, or null. */
export const openNote = (note: string, keys: readonly NoteKey[]): string | null => {
  const text = textOfNote(note);
  if (text === null) return null;
  const lines = note.slice(text.length + 1, -1).split('\n').map((line) => signatureLine.exec(line));
  if (lines.some((line) => line === null)) return null;
  const isGood = lines.some((line) => {
    const blob = Buffer.from(line?.[2] ?? '', 'base64');
    return keys.some((each) => each.name === line?.[1] && blob.length === 68 && each.id.equals(blob.subarray(0, 4))
      && verify(null, Buffer.from(text, 'utf8'), each.key, blob.subarray(4)));
  });
  return isGood ? text : null;
};
