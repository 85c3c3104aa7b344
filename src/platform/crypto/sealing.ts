import { createCipheriv, createDecipheriv, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { ClinicId } from '#kernel/ids.ts';

/**
 * AES-256-GCM bound to its place. A sealed value is
 * `1 byte format | 2 bytes key version | 12 bytes nonce | ciphertext | 16 bytes tag`
 * and opens only with the key of that version at that clinic, table, column and row.
 */
const FORMAT = 1;
const HEADER = 1 + 2 + 12;
const TAG = 16;

/** Where a sealed value lives; part of what is authenticated, so a value moved to another row does not open. */
export type Place = {
  readonly clinicId: ClinicId;
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
};

/** A key with the version that is written beside each value it seals. */
export type VersionedKey = { readonly version: number; readonly key: Uint8Array };

class SealBroken extends Error {
  constructor() {
    super('a sealed value does not open at its place');
    this.name = 'SealBroken';
  }
}

const placeBytes = (place: Place, version: number): Buffer =>
  Buffer.from([place.clinicId, place.table, place.column, place.rowId, String(version)].join('|'), 'utf8');

// Derived once for each opened key and forgotten with it.
const derived = new WeakMap<Uint8Array, Map<string, KeyObject>>();

/** One derived key per column, so that no two columns share a key (HKDF-SHA-256, RFC 5869). */
const columnKey = (key: Uint8Array, { clinicId, table, column }: Place): KeyObject => {
  const known = derived.get(key) ?? new Map<string, KeyObject>();
  const name = `${clinicId}|${table}.${column}`;
  const made = known.get(name) ?? createSecretKey(new Uint8Array(hkdfSync('sha256', key, clinicId, `${table}.${column}`, 32)));
  known.set(name, made);
  derived.set(key, known);
  return made;
};

/** Seals bytes or text at a place. */
export const seal = (key: VersionedKey, place: Place, plain: Uint8Array | string): Buffer => {
  const header = Buffer.alloc(HEADER);
  header.writeUInt8(FORMAT, 0);
  header.writeUInt16BE(key.version, 1);
  randomBytes(12).copy(header, 3);
  const cipher = createCipheriv('aes-256-gcm', columnKey(key.key, place), header.subarray(3));
  cipher.setAAD(placeBytes(place, key.version));
  const body = Buffer.concat([cipher.update(typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain), cipher.final()]);
  return Buffer.concat([header, body, cipher.getAuthTag()]);
};

/** The key version a sealed value needs. */
export const versionOf = (sealed: Uint8Array): number => {
  if (sealed.length < HEADER + TAG || sealed[0] !== FORMAT) throw new SealBroken();
  return Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength).readUInt16BE(1);
};

/** Opens a sealed value; throws `SealBroken` when key, place or bytes differ from when it was sealed. */
export const open = (key: VersionedKey, place: Place, sealed: Uint8Array): Buffer => {
  if (versionOf(sealed) !== key.version) throw new SealBroken();
  try {
    const decipher = createDecipheriv('aes-256-gcm', columnKey(key.key, place), sealed.subarray(3, HEADER));
    decipher.setAAD(placeBytes(place, key.version));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(HEADER, sealed.length - TAG)), decipher.final()]);
  } catch {
    throw new SealBroken();
  }
};

/**
 * A keyed fingerprint for exact look-ups: HMAC-SHA-256 over kind and value, 32 bytes.
 * The caller normalises the value first; equal values of different kinds differ.
 */
export const blindIndex = (blindKey: Uint8Array, kind: string, value: string): Buffer =>
  createHmac('sha256', blindKey).update(`${kind}\0${value}`, 'utf8').digest();
