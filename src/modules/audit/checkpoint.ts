import { hash } from 'node:crypto';
import type { Head } from './model.ts';

/**
 * A checkpoint says where every chain of the installation ended. It holds of each head only a digest, so that
 * a clinic may take all checkpoints away and learn nothing of the others; the digest of a clinic's own head is
 * checked against the head opened beside it.
 */
export type Checkpoint = {
  readonly number: number;
  /** UTC with milliseconds, from the clock of the sealer. */
  readonly time: string;
  /** SHA-256 of the whole note before this one, signature included; zeros before the first. */
  readonly previous: Uint8Array;
  /** Digests of all heads, base64, sorted. */
  readonly heads: readonly string[];
};

/** A checkpoint somebody kept: the signed note, and the heads it is known to open, if they were kept too. */
export type HeldCheckpoint = { readonly note: string; readonly heads: readonly Head[] };

const title = 'amate-audit-checkpoint/v1';
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** The digest of a head that stands in the checkpoints. */
export const headDigest = (head: Head): string =>
  hash('sha256', `amate-audit-head/v1\n${head.clinic}\n${String(head.size)}\n${base64(head.chain)}\n${base64(head.root)}\n`, 'base64');

/** SHA-256 of a whole note: what the next checkpoint names as the one before. */
export const noteHash = (note: string): Uint8Array => hash('sha256', note, 'buffer');

/** The text that is signed. */
export const checkpointText = (checkpoint: Checkpoint): string => [
  title,
  `number ${String(checkpoint.number)}`,
  `time ${checkpoint.time}`,
  `previous ${base64(checkpoint.previous)}`,
  ...[...checkpoint.heads].sort().map((digest) => `head ${digest}`),
  '',
].join('\n');

const digestShape = /^head ([A-Za-z0-9+/]{43}=)$/;
const opening = /^number ([1-9][0-9]{0,15})\ntime (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)\nprevious ([A-Za-z0-9+/]{43}=)$/;

/** Reads a checkpoint's text; null unless it is exactly what `checkpointText` writes. */
export const readCheckpoint = (text: string): Checkpoint | null => {
  const [first, number, time, previous, ...rest] = text.split('\n');
  const parts = opening.exec([number, time, previous].join('\n'));
  const heads = rest.slice(0, -1).map((line) => digestShape.exec(line)?.[1]);
  if (first !== title || parts === null || rest.at(-1) !== '' || heads.includes(undefined)) return null;
  const read: Checkpoint = { number: Number(parts[1]), time: parts[2] ?? '', previous: Buffer.from(parts[3] ?? '', 'base64'), heads: heads as string[] };
  return checkpointText(read) === text ? read : null;
};

type KeptHead = { readonly clinic: string; readonly size: number; readonly chain: string; readonly root: string };

/** A checkpoint to keep outside, as the text of a file; hashes in hex. */
export const writeHeld = (held: HeldCheckpoint): string => `${JSON.stringify({
  note: held.note,
  heads: held.heads.map((head): KeptHead => ({ clinic: head.clinic, size: head.size, chain: Buffer.from(head.chain).toString('hex'), root: Buffer.from(head.root).toString('hex') })),
})}\n`;

/** Heads as `audit.notes` and the files give them, hashes in hex. */
export const readHeads = (heads: readonly KeptHead[]): readonly Head[] =>
  heads.map((head) => ({ clinic: head.clinic, size: head.size, chain: Buffer.from(head.chain, 'hex'), root: Buffer.from(head.root, 'hex') }));

/** Reads a kept checkpoint: the file of `writeHeld`, or the bare note as it was printed. */
export const readHeld = (text: string): HeldCheckpoint => {
  if (!text.startsWith('{')) return { note: text, heads: [] };
  const kept = JSON.parse(text) as { readonly note: string; readonly heads?: readonly KeptHead[] };
  return { note: kept.note, heads: readHeads(kept.heads ?? []) };
};
