import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ageTicks, axisOf, linesWithin, pathOf, percentileText, pointsWithin, windowAt, windowsOf, zText } from './plot-scale.ts';

const curves = [
  { table: 'standard' as const, from: 0, until: 1826, lines: [{ z: 0, points: [[0, 3], [700, 12], [1826, 18]] as [number, number][] }] },
  { table: 'reference' as const, from: 1826, until: 3653, lines: [{ z: 0, points: [[1826.3, 18.3], [3652.5, 31]] as [number, number][] }] },
];

test('a newborn sees the weeks first, a child of six the years from five on', () => {
  assert.equal(windowAt(windowsOf({ curves, indicator: 'weight' }, 10), 10), 'weeks');
  assert.equal(windowAt(windowsOf({ curves, indicator: 'weight' }, 200), 200), 'infant');
  assert.equal(windowAt(windowsOf({ curves, indicator: 'weight' }, 1_000), 1_000), 'child');
  assert.equal(windowAt(windowsOf({ curves, indicator: 'weight' }, 2_300), 2_300), 'school', 'weight ends at ten years');
  assert.equal(windowAt(windowsOf({ curves: [...curves, { table: 'reference' as const, from: 3_653, until: 6_940, lines: [] }], indicator: 'bmi' }, 2_300), 2_300), 'older');
  assert.deepEqual(windowsOf({ curves: curves.slice(0, 1), indicator: 'head' }, 2_300), ['weeks', 'infant', 'child'], 'no ages without a line');
  const size = windowsOf({ curves, indicator: 'weight-for-length' }, 100);
  assert.deepEqual([size, windowAt(size, 730), windowAt(size, 731)], [['lying', 'standing'], 'lying', 'standing']);
});

test('a point stands where its corrected age does', () => {
  const points = [{ x: 44 }, { x: 100 }, { x: -20 }];
  assert.deepEqual(pointsWithin(points, 'weeks'), [points[0]]);
});

test('lines are cut at the window, and a rest of one point is none', () => {
  assert.deepEqual(linesWithin({ curves }, 'older').map(({ points }) => points.length), [2]);
  assert.deepEqual(linesWithin({ curves }, 'infant').map(({ points }) => points.map(([day]) => day)), [[0, 700]]);
});

test('axes end on round numbers and hold every value', () => {
  assert.deepEqual(axisOf([2.1, 17.8]), { least: 2, most: 18, ticks: [2, 4, 6, 8, 10, 12, 14, 16, 18] });
  const { least, most, ticks } = axisOf([46, 121]);
  assert.ok(least <= 46 && most >= 121 && ticks.length <= 11);
  assert.deepEqual(ageTicks('infant').filter(({ label }) => label !== null).map(({ label }) => label), ['0', '2', '4', '6', '8', '10', '12', '14', '16', '18', '20', '22', '24']);
  assert.deepEqual([ageTicks('older')[0]?.label, ageTicks('older').at(-1)?.label, ageTicks('weeks').at(-1)?.label, ageTicks('child').at(-1)?.label], ['5', '19', '13', '60']);
});

test('a path begins where its line does', () => {
  assert.equal(pathOf([[0, 1], [2, 3]], (days) => days * 10, (value) => 100 - value), 'M0.0 99.0L20.0 97.0');
});

test('scores read as people write them', () => {
  assert.deepEqual([-0.04, 0, 1.2, -3.456].map(zText), ['−0.04', '0.00', '+1.20', '−3.46']);
  assert.deepEqual([0, 0.05, 2.28, 48.4, 97.72, 99.97].map(percentileText), ['<0.1', '<0.1', '2.3', '48', '97.7', '>99.9']);
});
