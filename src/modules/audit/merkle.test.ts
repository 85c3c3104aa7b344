import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as standAlone from '../../../verifier/amate-audit-verifier.mjs';
import { addLeaf, consistencyProof, inclusionProof, inclusionProofOf, isConsistent, isIncluded, leafHash, packFrontier, rootOf, unpackFrontier } from './merkle.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
// The leaves and roots of the test vectors that certificate transparency implementations hold in common.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((text) => leafHash(Buffer.from(text, 'hex')));
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const rootAt = (size: number): Uint8Array => rootOf(leaves.slice(0, size).reduce<Uint8Array[]>((frontier, leaf, at) => addLeaf(frontier, at, leaf), []));

test('the root of nought to eight leaves is that of RFC 6962', () => {
  assert.deepEqual(roots.map((_, size) => hex(rootAt(size))), roots);
});

test('a frontier survives being stored', () => {
  const frontier = leaves.slice(0, 7).reduce<Uint8Array[]>((grown, leaf, at) => addLeaf(grown, at, leaf), []);
  assert.equal(hex(rootOf(unpackFrontier(packFrontier(frontier)))), roots[7]);
});

async function* pagesOf(all: readonly Uint8Array[], width: number): AsyncGenerator<readonly Uint8Array[]> {
  for (let at = 0; at < all.length; at += width) yield all.slice(at, at + width);
}

test('the path found while reading leaf after leaf is the one of the recursive definition, for every leaf of every size', async () => {
  const many = Array.from({ length: 70 }, (_, at) => leafHash(Buffer.from([at])));
  for (const size of [1, 2, 3, 5, 8, 13, 31, 32, 33, 64, 70]) {
    for (let at = 0; at < size; at += 1) {
      const streamed = await inclusionProofOf(pagesOf(many.slice(0, size), 7), size, at);
      assert.deepEqual(streamed.map(hex), inclusionProof(many.slice(0, size), at).map(hex), `${String(at)} of ${String(size)}`);
    }
  }
});

test('a tree that lost leaves gives no path', async () => {
  await assert.rejects(inclusionProofOf(pagesOf(leaves.slice(0, 6), 4), 7, 2), RangeError);
  await assert.rejects(inclusionProofOf(pagesOf(leaves, 4), 8, 8), RangeError);
});

const implementations = { house: { isIncluded, isConsistent }, 'stand-alone verifier': { isIncluded: standAlone.isIncluded, isConsistent: standAlone.isConsistent } };
const stranger = leafHash(Buffer.from('ff'));

for (const [name, checks] of Object.entries(implementations)) {
  const provesOnlyItsPlace = (size: number, at: number): void => {
    const proof = inclusionProof(leaves.slice(0, size), at);
    const leaf = leaves[at] ?? assert.fail();
    const tree = { size, root: rootAt(size) };
    assert.ok(checks.isIncluded(leaf, at, tree, proof), `${String(at)} of ${String(size)}`);
    for (let other = 0; other < size; other += 1) {
      assert.equal(checks.isIncluded(leaf, other, tree, proof), other === at, `${String(at)} as ${String(other)} of ${String(size)}`);
    }
    assert.ok(!checks.isIncluded(stranger, at, tree, proof));
    assert.ok(!checks.isIncluded(leaf, at, { ...tree, root: stranger }, proof));
    assert.ok(!checks.isIncluded(leaf, at, tree, [...proof, leaf]));
    if (proof.length > 0) assert.ok(!checks.isIncluded(leaf, at, tree, proof.slice(1)));
  };
  test(`${name}: every leaf of every size proves its place, and no other place, leaf, root or altered path`, () => {
    for (let size = 1; size <= leaves.length; size += 1) for (let at = 0; at < size; at += 1) provesOnlyItsPlace(size, at);
  });

  const provesOnlyItsBeginning = (size: number, older: number): void => {
    const proof = consistencyProof(leaves.slice(0, size), older);
    const [before, now] = [{ size: older, root: rootAt(older) }, { size, root: rootAt(size) }];
    assert.ok(checks.isConsistent(before, now, proof), `${String(older)} in ${String(size)}`);
    assert.ok(!checks.isConsistent({ ...before, root: stranger }, now, proof));
    assert.ok(!checks.isConsistent(before, { ...now, root: stranger }, proof));
    assert.ok(!checks.isConsistent(now, { size: size - 1, root: rootAt(size - 1) }, proof));
    if (older === size) return;
    assert.ok(!checks.isConsistent(before, now, []));
    assert.ok(!checks.isConsistent(before, now, proof.slice(1)));
    assert.ok(!checks.isConsistent(before, now, [...proof, rootAt(1)]));
    assert.ok(!checks.isConsistent({ ...before, size: older + 1 }, now, proof));
  };
  test(`${name}: every earlier tree proves to be the beginning of a later one, and no altered one does`, () => {
    for (let size = 1; size <= leaves.length; size += 1) for (let older = 1; older <= size; older += 1) provesOnlyItsBeginning(size, older);
  });
}
