import type { Tx } from '#platform/postgres/transaction.ts';
import { beginning, linkHash } from './chain.ts';
import { addLeaf, packFrontier, rootOf } from './merkle.ts';
import { columnsOf, fault, readEntry } from './model.ts';
import type { Fault, Head } from './model.ts';
import { linksOf, openingsOf } from './queries.ts';
import type { End, LinkRow } from './queries.ts';

type Walk = {
  readonly clinic: string;
  size: number;
  chain: Uint8Array;
  readonly frontier: Uint8Array[];
  /** Size of the last head that agreed: what lies behind it is proven. */
  proven: number;
  /** Heads still to be met, by size. */
  readonly expected: Pick<Head, 'size' | 'chain' | 'root'>[];
};

const isEqual = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

const linkFault = (row: LinkRow, walk: Walk, hash: Uint8Array): Fault | null => {
  const { clinic } = walk;
  const seq = walk.size + 1;
  if (row.seq !== seq) return fault('entry-missing', { clinic, seq });
  if (!isEqual(row.prev, walk.chain)) {
    // An entry that agrees with itself accuses the one before: that one was replaced, hash and all.
    const accusesBefore = seq > 1 && isEqual(linkHash(seq, row.prev, row.entry), row.hash);
    return fault('previous-differs', { clinic, seq: accusesBefore ? seq - 1 : seq });
  }
  if (!isEqual(row.hash, hash)) return fault('hash-differs', { clinic, seq });
  const entry = readEntry(row.entry);
  if (entry === null) return fault('entry-not-canonical', { clinic, seq });
  if (entry.clinic !== clinic) return fault('entry-of-other-clinic', { clinic, seq });
  return columnsOf(entry) === row.columns ? null : fault('columns-differ', { clinic, seq });
};

/** Compares the walk with every head that a checkpoint opened at this size. */
const headFault = (walk: Walk): Fault | null => {
  for (let [next] = walk.expected; next !== undefined && next.size <= walk.size; [next] = walk.expected) {
    walk.expected.shift();
    if (next.size < walk.size) continue;
    if (!isEqual(next.chain, walk.chain) || !isEqual(next.root, rootOf(walk.frontier))) {
      return fault('tree-differs', { clinic: walk.clinic, seq: walk.proven + 1, through: walk.size });
    }
    walk.proven = walk.size;
  }
  return null;
};

const step = (row: LinkRow, walk: Walk): Fault | null => {
  const hash = linkHash(walk.size + 1, walk.chain, row.entry);
  const wrong = linkFault(row, walk, hash);
  if (wrong !== null) return wrong;
  addLeaf(walk.frontier, walk.size, hash);
  walk.size += 1;
  walk.chain = hash;
  return headFault(walk);
};

const endFault = (walk: Walk, end: End): Fault | null => {
  const { clinic } = walk;
  const [unmet] = walk.expected;
  if (unmet !== undefined) return fault('tail-cut', { clinic, seq: walk.size + 1, through: walk.expected.at(-1)?.size ?? null });
  if (walk.size > walk.proven) return fault('unsealed-entries', { clinic, seq: walk.proven + 1, through: walk.size });
  const isHead = end.size === walk.size && end.last !== null && isEqual(end.last, walk.chain)
    && end.frontier !== null && isEqual(end.frontier, packFrontier(walk.frontier));
  return isHead || walk.size === 0 && end.size === null ? null : fault('head-differs', { clinic, seq: walk.size });
};

export type ChainOptions = {
  /** Heads kept outside, to be met on the way. */
  readonly heldHeads: readonly Head[];
  readonly batch: number;
};

/** Gives the opened heads of a clinic in order, loading them as the walk comes near. */
const openingsAhead = (tx: Tx, end: End, walk: Walk, held: readonly Head[]) => {
  const waiting = held.filter((head) => head.clinic === end.clinic).sort((one, other) => one.size - other.size);
  let loaded = 0;
  let isAll = false;
  const reachOf = (): number => (isAll ? Infinity : walk.expected.at(-1)?.size ?? 0);
  return async (through: number): Promise<void> => {
    while (reachOf() < through) {
      const rows = await openingsOf(tx, end.clinic, { after: loaded, through: end.checkpoint }, 1000);
      walk.expected.push(...rows);
      loaded = rows.at(-1)?.number ?? loaded;
      isAll = rows.length < 1000;
    }
    for (let [next] = waiting; next !== undefined && next.size <= Math.min(through, reachOf()); [next] = waiting) {
      walk.expected.push(next);
      waiting.shift();
    }
    walk.expected.sort((one, other) => one.size - other.size);
  };
};

export type ChainFindings = { readonly fault: Fault | null; readonly entries: number };

/**
 * Walks one clinic's log from its first entry: positions without gap, hash links, canonical entries, the columns
 * beside them, the tree at every head a checkpoint opened, and the end. Stops at the first thing that does not hold.
 */
export const verifyChain = async (tx: Tx, end: End, options: ChainOptions): Promise<ChainFindings> => {
  // Nothing may stand before the beginning either, where the walk would not see it.
  if (end.first !== null && end.first < 1) return { fault: fault('entry-missing', { clinic: end.clinic, seq: 1 }), entries: 0 };
  const walk: Walk = { clinic: end.clinic, size: 0, chain: beginning, frontier: [], proven: 0, expected: [] };
  const prepare = openingsAhead(tx, end, walk, options.heldHeads);
  const load = (after: number): Promise<readonly LinkRow[]> => linksOf(tx, end.clinic, { after, through: end.entries }, options.batch);
  for (let rows = await load(0); rows.length > 0;) {
    const last = rows.at(-1)?.seq ?? 0;
    // The next rows travel while these are hashed.
    const following = rows.length < options.batch ? Promise.resolve([]) : load(last);
    following.catch(() => undefined);
    await prepare(last);
    for (const row of rows) {
      const wrong = step(row, walk);
      if (wrong !== null) {
        await following;
        return { fault: wrong, entries: walk.size };
      }
    }
    rows = await following;
  }
  await prepare(Infinity);
  return { fault: endFault(walk, end), entries: walk.size };
};
