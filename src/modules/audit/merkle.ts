import { hash } from 'node:crypto';

/**
 * The Merkle tree of RFC 6962, section 2.1, over leaf hashes. A frontier holds the roots of the full subtrees
 * from the largest to the smallest: enough to add a leaf and to give the root, in logarithmic space.
 */
export type Frontier = readonly Uint8Array[];

const sha256 = (data: Uint8Array): Uint8Array => hash('sha256', data, 'buffer');

/** SHA-256(0x00, data). */
export const leafHash = (data: Uint8Array): Uint8Array => sha256(Buffer.concat([Buffer.of(0), data]));

/** SHA-256(0x01, left, right). */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => {
  const data = Buffer.allocUnsafe(65);
  data[0] = 1;
  data.set(left, 1);
  data.set(right, 33);
  return sha256(data);
};

/** Adds the leaf number `size` (from 0) in place and gives the frontier back: used on chains of millions. */
export const addLeaf = (frontier: Uint8Array[], size: number, leaf: Uint8Array): Uint8Array[] => {
  let root = leaf;
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    const left = frontier.pop();
    if (left === undefined) throw new RangeError('the frontier does not belong to this size');
    root = nodeHash(left, root);
  }
  frontier.push(root);
  return frontier;
};

/** The root of the tree; of no leaves it is SHA-256 of nothing. */
export const rootOf = (frontier: Frontier): Uint8Array => {
  const last = frontier.at(-1);
  if (last === undefined) return sha256(Buffer.alloc(0));
  return frontier.slice(0, -1).reduceRight<Uint8Array>((right, left) => nodeHash(left, right), last);
};

/** A frontier as the 32-byte roots one after the other, and back. */
export const packFrontier = (frontier: Frontier): Uint8Array => Buffer.concat(frontier);
export const unpackFrontier = (packed: Uint8Array): Uint8Array[] =>
  Array.from({ length: packed.length / 32 }, (_, at) => packed.subarray(at * 32, at * 32 + 32));

const largestPowerBelow = (size: number): number => {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
};

const rootOfLeaves = (leaves: readonly Uint8Array[]): Uint8Array => rootOf(leaves.reduce<Uint8Array[]>((frontier, leaf, at) => addLeaf(frontier, at, leaf), []));

/** The path that proves leaf `index` (from 0) to belong to the tree over `leaves`: RFC 6962, 2.1.1. */
export const inclusionProof = (leaves: readonly Uint8Array[], index: number): readonly Uint8Array[] => {
  if (index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(left, index), rootOfLeaves(right)]
    : [...inclusionProof(right, index - split), rootOfLeaves(left)];
};

const subproof = (leaves: readonly Uint8Array[], size: number, isWhole: boolean): readonly Uint8Array[] => {
  if (size === leaves.length) return isWhole ? [] : [rootOfLeaves(leaves)];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return size <= split
    ? [...subproof(left, size, isWhole), rootOfLeaves(right)]
    : [...subproof(right, size - split, false), rootOfLeaves(left)];
};

/** The path that proves the tree of the first `size` leaves to be the beginning of the whole: RFC 6962, 2.1.2. */
export const consistencyProof = (leaves: readonly Uint8Array[], size: number): readonly Uint8Array[] => {
  if (size < 1 || size > leaves.length) throw new RangeError('no such size');
  return subproof(leaves, size, true);
};

/** Leaves from one index up to but not including another. */
type Range = { readonly from: number; readonly to: number };

/** The subtrees beside the way from leaf `index` up to the root of `size` leaves, the lowest first. */
const besideTheWay = (size: number, index: number): readonly Range[] => {
  const ranges: Range[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const split = from + largestPowerBelow(to - from);
    const isLeft = index < split;
    ranges.unshift(isLeft ? { from: split, to } : { from, to: split });
    [from, to] = isLeft ? [from, split] : [split, to];
  }
  return ranges;
};

/**
 * The same path for a tree too large to hold: `pages` gives all leaf hashes in order, some at a time, and only the
 * frontiers of the subtrees beside the way are kept. Throws when there are fewer leaves than `size`.
 */
export const inclusionProofOf = async (pages: AsyncIterable<readonly Uint8Array[]>, size: number, index: number): Promise<readonly Uint8Array[]> => {
  if (index < 0 || index >= size) throw new RangeError('no such leaf');
  const ranges = besideTheWay(size, index);
  const frontiers = new Map(ranges.map((range) => [range, [] as Uint8Array[]]));
  const inOrder = [...ranges].sort((one, other) => one.from - other.from);
  let at = 0;
  for await (const page of pages) {
    for (const leaf of page) {
      const [next] = inOrder;
      const frontier = next === undefined || at < next.from ? undefined : frontiers.get(next);
      if (next !== undefined && frontier !== undefined) addLeaf(frontier, at - next.from, leaf);
      at += 1;
      if (at === next?.to) inOrder.shift();
    }
  }
  if (at < size) throw new RangeError('leaves are missing');
  return ranges.map((range) => rootOf(frontiers.get(range) ?? []));
};

const isEqual = (left: Uint8Array, right: Uint8Array): boolean => Buffer.from(left).equals(right);

export type Tree = { readonly size: number; readonly root: Uint8Array };

/**
 * Climbs from node `at` of a level whose last node is `last`, taking one step of the path a level; gives each step
 * with the side it stands on, or null when the path is not exactly as long as the tree is high.
 */
const climb = (at: number, last: number, path: readonly Uint8Array[]): readonly { readonly hash: Uint8Array; readonly isLeft: boolean }[] | null => {
  const steps = [];
  let [node, end] = [at, last];
  for (const hash of path) {
    if (end === 0) return null;
    const isLeft = node % 2 === 1 || node === end;
    steps.push({ hash, isLeft });
    // The last node of an uneven level rises without a partner.
    while (isLeft && node % 2 === 0 && node !== 0) [node, end] = [node / 2, Math.floor(end / 2)];
    [node, end] = [Math.floor(node / 2), Math.floor(end / 2)];
  }
  return end === 0 ? steps : null;
};

/** Whether `leaf` is number `index` (from 0) of the tree: RFC 9162, section 2.1.3.2. */
export const isIncluded = (leaf: Uint8Array, index: number, tree: Tree, proof: readonly Uint8Array[]): boolean => {
  if (!Number.isSafeInteger(index) || index < 0 || index >= tree.size) return false;
  const steps = climb(index, tree.size - 1, proof);
  const root = steps?.reduce((below, { hash: beside, isLeft }) => (isLeft ? nodeHash(beside, below) : nodeHash(below, beside)), leaf);
  return root !== undefined && isEqual(root, tree.root);
};

const isPowerOfTwo = (size: number): boolean => Number.isInteger(Math.log2(size));

/** Whether `older` is the beginning of `newer`: RFC 9162, section 2.1.4.2. */
export const isConsistent = (older: Tree, newer: Tree, proof: readonly Uint8Array[]): boolean => {
  if (older.size < 1 || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && isEqual(older.root, newer.root);
  const [first, ...path] = isPowerOfTwo(older.size) && proof.length > 0 ? [older.root, ...proof] : proof;
  if (first === undefined) return false;
  let [at, last] = [older.size - 1, newer.size - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  const steps = climb(at, last, path);
  if (steps === null) return false;
  const before = steps.reduce((below, { hash: beside, isLeft }) => (isLeft ? nodeHash(beside, below) : below), first);
  const now = steps.reduce((below, { hash: beside, isLeft }) => (isLeft ? nodeHash(beside, below) : nodeHash(below, beside)), first);
  return isEqual(before, older.root) && isEqual(now, newer.root);
};
