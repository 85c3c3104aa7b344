import assert from 'node:assert/strict';
import { test } from 'node:test';
import { percentileOf, valueAt, zScore } from './lms.ts';

const near = (actual: number, expected: number, within: number, what: string): void => { assert.ok(Math.abs(actual - expected) <= within, `${what}: ${String(actual)} is not ${String(expected)}`); };

test('beyond three deviations a skewed measure goes on by the distance of the second from the third, another does not', () => {
  const lms = { l: -0.5, m: 10, s: 0.12 };
  const [second, third] = [valueAt(lms, 2), valueAt(lms, 3)];
  near(zScore(lms, third + (third - second), true), 4, 1e-9, 'weight');
  near(zScore(lms, valueAt(lms, -3) - (valueAt(lms, -2) - valueAt(lms, -3)) * 0.5, true), -3.5, 1e-9, 'bmi');
  near(zScore({ l: 1, m: 100, s: 0.04 }, 84, false), -4, 1e-9, 'height');
  near(zScore({ l: 0, m: 10, s: 0.1 }, 10 * Math.exp(0.1), true), 1, 1e-9, 'L of nought');
});

test('percentiles are those of the normal distribution', () => {
  for (const [z, percentile] of [[0, 50], [1, 84.134], [-1, 15.866], [2, 97.725], [-1.881, 2.999], [3, 99.865]] as const) near(percentileOf(z), percentile, 0.001, String(z));
});
