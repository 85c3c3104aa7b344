import { conflict } from '#kernel/errors.ts';
import type { ProofReply } from './contract.ts';
import { linkHash } from './chain.ts';
import { headDigest, readCheckpoint } from './checkpoint.ts';
import { isIncluded, nodeHash } from './merkle.ts';
import type { Head } from './model.ts';
import { textOfNote } from './signed-note.ts';

const HASH = 32;
const nodeAt = (level: Uint8Array, at: number): Uint8Array => level.subarray(at * HASH, (at + 1) * HASH);

/** Every level of the tree over joined leaf hashes, leaves first; the last node of an uneven level rises as it is. */
const levelsOf = (leaves: Uint8Array): readonly Uint8Array[] => {
  const levels = [leaves];
  for (let level = leaves; level.length > HASH; level = levels.at(-1) ?? level) {
    const count = level.length / HASH;
    const above = new Uint8Array(Math.ceil(count / 2) * HASH);
    for (let at = 0; at < count; at += 2) above.set(at + 1 < count ? nodeHash(nodeAt(level, at), nodeAt(level, at + 1)) : nodeAt(level, at), (at / 2) * HASH);
    levels.push(above);
  }
  return levels;
};

const pathIn = (levels: readonly Uint8Array[], index: number): readonly Uint8Array[] => levels.slice(0, -1).flatMap((level, height) => {
  const beside = Math.floor(index / 2 ** height) ^ 1;
  return beside < level.length / HASH ? [nodeAt(level, beside)] : [];
});

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const altered = (seq: number) => conflict('audit-altered', { reason: 'proof-fails', seq });

export type ProvenLink = { readonly seq: number; readonly prev: Uint8Array; readonly entry: string };

/**
 * Proofs of many entries under one checkpoint: the tree is computed once, in 64 bytes for each entry of the clinic's
 * log. `leaves` are the hashes of the head's entries in order, joined. What it gives was checked; refuses
 * `audit-altered` when what is stored does not lead to the signed root.
 */
export const openProver = (head: Head, checkpoint: { readonly number: number; readonly note: string }, leaves: Uint8Array): ((link: ProvenLink) => ProofReply) => {
  const isSigned = readCheckpoint(textOfNote(checkpoint.note) ?? '')?.heads.includes(headDigest(head)) ?? false;
  if (!isSigned || leaves.length !== head.size * HASH) throw altered(head.size);
  const levels = levelsOf(leaves);
  return ({ seq, prev, entry }) => {
    const path = pathIn(levels, seq - 1);
    if (!isIncluded(linkHash(seq, prev, entry), seq - 1, head, path)) throw altered(seq);
    return {
      kind: 'amate-audit-proof', version: 1, seq, prev: hex(prev), entry,
      head: { clinic: head.clinic, size: head.size, chain: hex(head.chain), root: hex(head.root) },
      path: path.map(hex), checkpoint: { number: checkpoint.number, note: checkpoint.note },
    };
  };
};
