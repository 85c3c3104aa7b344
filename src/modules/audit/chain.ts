import { hash } from 'node:crypto';

/** What the first entry of a chain follows: 32 zero bytes. */
export const beginning: Uint8Array = new Uint8Array(32);

/**
 * The hash of one entry: SHA-256(0x00, position as 8 bytes big-endian, hash before, entry in UTF-8). The first
 * three parts have fixed lengths, so no two triples give the same bytes; and with its leading zero byte this is
 * at once the RFC 6962 leaf hash of the rest, so one digest serves the chain and the tree.
 */
export const linkHash = (seq: number, previous: Uint8Array, entry: string): Uint8Array => {
  const length = Buffer.byteLength(entry);
  const data = Buffer.allocUnsafe(41 + length);
  data[0] = 0;
  data.writeBigUInt64BE(BigInt(seq), 1);
  data.set(previous, 9);
  data.write(entry, 41, 'utf8');
  return hash('sha256', data, 'buffer');
};
