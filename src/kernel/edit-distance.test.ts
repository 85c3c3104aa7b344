import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { editDistances } from './edit-distance.ts';

const whole = (left: string, right: string, limit = 3): number => editDistances(left, right, limit).whole;

test('one edit is a substitution, an insertion, a deletion or a swap of neighbours', () => {
  assert.equal(whole('juan', 'juan'), 0);
  assert.equal(whole('juam', 'juan'), 1);
  assert.equal(whole('juann', 'juan'), 1);
  assert.equal(whole('jun', 'juan'), 1);
  assert.equal(whole('jaun', 'juan'), 1);
  assert.equal(whole('ujna', 'juan'), 2);
});

test('distances past the limit are limit + 1', () => {
  assert.deepEqual(editDistances('pedro', 'juan', 2), { whole: 3, start: 3 });
  assert.equal(whole('ana', 'anastasia', 1), 2);
});

test('the start is the distance from the nearest beginning of the word', () => {
  assert.equal(editDistances('guadal', 'guadalupe', 1).start, 0);
  assert.equal(editDistances('guaadl', 'guadalupe', 2).start, 1);
});

// The same distance written plainly, as a full matrix without bounds.
function plainDistance(left: string, right: string): number {
  const cell = (matrix: number[][], row: number, column: number): number => matrix[row]?.[column] ?? Infinity;
  const matrix: number[][] = [];
  for (let row = 0; row <= left.length; row += 1) {
    matrix[row] = [];
    for (let column = 0; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      const swap = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      const options = [
        row === 0 && column === 0 ? 0 : Infinity,
        cell(matrix, row - 1, column) + 1,
        cell(matrix, row, column - 1) + 1,
        row > 0 && column > 0 ? cell(matrix, row - 1, column - 1) + same : Infinity,
        swap ? cell(matrix, row - 2, column - 2) + 1 : Infinity,
      ];
      (matrix[row] as number[])[column] = Math.min(...options);
    }
  }
  return cell(matrix, left.length, right.length);
}

test('bounded rows give what the full matrix gives', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 9 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 4 }), (left, right, limit) => {
      const starts = Array.from({ length: right.length + 1 }, (_, at) => plainDistance(left, right.slice(0, at)));
      const expected = { whole: Math.min(limit + 1, plainDistance(left, right)), start: Math.min(limit + 1, ...starts) };
      assert.deepEqual(editDistances(left, right, limit), expected);
    }),
    { numRuns: 2_000 },
  );
});
