// DES-EDE3 in CBC mode, decryption only (FIPS 46-3, NIST SP 800-67). WebCrypto has no 3DES and every SAT `.key` of
// the usual form needs it. Nothing is ever encrypted with it here. Not constant-time: it runs once, on the key
// owner's own machine, with no answer that a third party could time.
import type { Bytes } from '#platform/der/read.ts';

const initialPermutation = [
  58, 50, 42, 34, 26, 18, 10, 2, 60, 52, 44, 36, 28, 20, 12, 4, 62, 54, 46, 38, 30, 22, 14, 6, 64, 56, 48, 40, 32, 24,
  16, 8, 57, 49, 41, 33, 25, 17, 9, 1, 59, 51, 43, 35, 27, 19, 11, 3, 61, 53, 45, 37, 29, 21, 13, 5, 63, 55, 47, 39,
  31, 23, 15, 7,
];
const finalPermutation = [
  40, 8, 48, 16, 56, 24, 64, 32, 39, 7, 47, 15, 55, 23, 63, 31, 38, 6, 46, 14, 54, 22, 62, 30, 37, 5, 45, 13, 53, 21,
  61, 29, 36, 4, 44, 12, 52, 20, 60, 28, 35, 3, 43, 11, 51, 19, 59, 27, 34, 2, 42, 10, 50, 18, 58, 26, 33, 1, 41, 9,
  49, 17, 57, 25,
];
const roundPermutation = [
  16, 7, 20, 21, 29, 12, 28, 17, 1, 15, 23, 26, 5, 18, 31, 10, 2, 8, 24, 14, 32, 27, 3, 9, 19, 13, 30, 6, 22, 11, 4, 25,
];
const keyChoice1 = [
  57, 49, 41, 33, 25, 17, 9, 1, 58, 50, 42, 34, 26, 18, 10, 2, 59, 51, 43, 35, 27, 19, 11, 3, 60, 52, 44, 36, 63, 55,
  47, 39, 31, 23, 15, 7, 62, 54, 46, 38, 30, 22, 14, 6, 61, 53, 45, 37, 29, 21, 13, 5, 28, 20, 12, 4,
];
const keyChoice2 = [
  14, 17, 11, 24, 1, 5, 3, 28, 15, 6, 21, 10, 23, 19, 12, 4, 26, 8, 16, 7, 27, 20, 13, 2, 41, 52, 31, 37, 47, 55, 30,
  40, 51, 45, 33, 48, 44, 49, 39, 56, 34, 53, 46, 42, 50, 36, 29, 32,
];
const keyRotations = [1, 1, 2, 2, 2, 2, 2, 2, 1, 2, 2, 2, 2, 2, 2, 1];

/** The eight substitution boxes, a row of 16 nibbles per string. */
const substitutionRows = [
  ['e4d12fb83a6c5907', '0f74e2d1a6cb9538', '41e8d62bfc973a50', 'fc8249175b3ea06d'],
  ['f18e6b34972dc05a', '3d47f28ec01a69b5', '0e7ba4d158c6932f', 'd8a13f42b67c05e9'],
  ['a09e63f51dc7b428', 'd709346a285ecbf1', 'd6498f30b12c5ae7', '1ad069874fe3b52c'],
  ['7de3069a1285bc4f', 'd8b56f03472c1ae9', 'a690cb7df13e5284', '3f06a1d8945bc72e'],
  ['2c417ab6853fd0e9', 'eb2c47d150fa3986', '421bad78f9c5630e', 'b8c71e2d6f09a453'],
  ['c1af92680d34e75b', 'af427c9561de0b38', '9ef528c3704a1db6', '432c95fabe17608d'],
  ['4b2ef08d3c975a61', 'd0b7491ae35c2f86', '14bdc37eaf680592', '6bd814a7950fe23c'],
  ['d2846fb1a93e50c7', '1fd8a374c56b0e92', '7b419ce206adf358', '21e74a8dfc90356b'],
];

type Halves = readonly [number, number];

/** Bit `position` (1 = most significant of the left half) of a 64-bit block held as two words. */
const bitAt = (halves: Halves, position: number): number =>
  position <= 32 ? (halves[0] >>> (32 - position)) & 1 : (halves[1] >>> (64 - position)) & 1;

const permute = (halves: Halves, table: readonly number[]): Halves => {
  let left = 0;
  let right = 0;
  table.forEach((position, index) => {
    if (index < 32) left |= bitAt(halves, position) << (31 - index);
    else right |= bitAt(halves, position) << (63 - index);
  });
  return [left >>> 0, right >>> 0];
};

/** Substitution followed by the round permutation, for each box and each of its 64 inputs. */
const substitutionTables: readonly Uint32Array[] = substitutionRows.map((rows, box) =>
  Uint32Array.from({ length: 64 }, (_, input) => {
    const row = ((input >> 4) & 2) | (input & 1);
    const nibble = Number.parseInt(rows[row]?.[(input >> 1) & 15] ?? '0', 16);
    const placed = nibble << (28 - 4 * box);
    return permute([placed >>> 0, 0], roundPermutation)[0];
  }),
);

/** Sixteen round keys, each as eight 6-bit groups. */
const roundKeys = (key: Uint8Array): readonly Uint8Array[] => {
  const view = new DataView(key.buffer, key.byteOffset, 8);
  const block: Halves = [view.getUint32(0), view.getUint32(4)];
  let bits = keyChoice1.map((position) => bitAt(block, position));
  return keyRotations.map((turns) => {
    const [left, right] = [bits.slice(0, 28), bits.slice(28)];
    bits = [...left.slice(turns), ...left.slice(0, turns), ...right.slice(turns), ...right.slice(0, turns)];
    const chosen = keyChoice2.map((position) => bits[position - 1] ?? 0);
    return Uint8Array.from({ length: 8 }, (_, group) =>
      chosen.slice(group * 6, group * 6 + 6).reduce((sum, bit) => sum * 2 + bit, 0),
    );
  });
};

const roundOutput = (half: number, key: Uint8Array): number => {
  // The expansion: eight overlapping groups of six bits, the half read as a ring.
  const ring = ((half >>> 1) | (half << 31)) >>> 0;
  let output = 0;
  for (let group = 0; group < 8; group += 1) {
    const shift = 26 - 4 * group;
    const six = (shift >= 0 ? ring >>> shift : (ring << 2) | (ring >>> 30)) & 63;
    output |= substitutionTables[group]?.[six ^ (key[group] ?? 0)] ?? 0;
  }
  return output >>> 0;
};

const runRounds = (halves: Halves, keys: readonly Uint8Array[]): Halves => {
  let [left, right] = permute(halves, initialPermutation);
  for (const key of keys) [left, right] = [right, (left ^ roundOutput(right, key)) >>> 0];
  return permute([right, left], finalPermutation);
};

/**
 * Decrypts DES-EDE3-CBC without touching the padding.
 * `key` is 24 bytes, `iv` 8, `encrypted` a multiple of 8. Throws on any other length.
 */
export const decryptDesEde3Cbc = (key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Bytes => {
  if (key.length !== 24 || iv.length !== 8 || encrypted.length % 8 !== 0) throw new Error('des-ede3-lengths');
  const [first = [], second = [], third = []] = [0, 8, 16].map((from) => roundKeys(key.subarray(from, from + 8)));
  const steps = [third.toReversed(), second, first.toReversed()];
  const plain = new Uint8Array(encrypted.length);
  const input = new DataView(encrypted.buffer, encrypted.byteOffset, encrypted.length);
  const output = new DataView(plain.buffer);
  const ivView = new DataView(iv.buffer, iv.byteOffset, 8);
  let previous: Halves = [ivView.getUint32(0), ivView.getUint32(4)];
  for (let at = 0; at < encrypted.length; at += 8) {
    const block: Halves = [input.getUint32(at), input.getUint32(at + 4)];
    const [left, right] = steps.reduce<Halves>(runRounds, block);
    output.setUint32(at, left ^ previous[0]);
    output.setUint32(at + 4, right ^ previous[1]);
    previous = block;
  }
  return plain;
};
