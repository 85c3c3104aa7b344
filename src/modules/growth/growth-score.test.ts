import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { comparableHeight, correctedDays, growthCurves, lyingLength, scoreOf, sizeCurves, weightForSize } from './growth-score.ts';
import { DAYS_OF_MONTH, indicators, lmsAt, lmsOfLength, sizeRows, stretchesOf } from './who-tables.ts';
import type { Indicator, Sex } from './who-tables.ts';
import { reference } from './who-reference-data.ts';
import { weightForLength } from './who-size-data.ts';
import { standard } from './who-standard-data.ts';

const month = (count: number): number => count * DAYS_OF_MONTH;
const near = (actual: number | undefined, expected: number, within: number, what: string): void => {
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= within, `${what}: ${String(actual)} is not ${String(expected)}`);
};

/** Cells of WHO's tables by age in days, chosen among those its package publishes day by day, and by month from five years on. */
const cells: readonly (readonly [Indicator, Sex, number, number, number, number])[] = [
  ['weight', 'H', 0, 0.3487, 3.3464, 0.14602], ['weight', 'H', 7, 0.2776, 3.4879, 0.14483], ['weight', 'H', month(1), 0.2297, 4.4709, 0.13395], ['weight', 'H', 365, 0.0645, 9.646, 0.10925],
  ['weight', 'H', 487, 0.0343, 10.5228, 0.11041], ['weight', 'H', 1826, -0.1506, 18.3352, 0.13517], ['weight', 'M', 14, 0.2304, 3.5693, 0.14339], ['weight', 'M', 61, 0.0959, 5.1315, 0.12998],
  ['weight', 'M', 365, -0.2022, 8.9462, 0.12267], ['weight', 'M', 487, -0.2478, 9.8124, 0.12303], ['height', 'H', 14, 1, 52.3461, 0.03652], ['height', 'H', 365, 1, 75.7391, 0.03137],
  ['height', 'H', 548, 1, 82.2628, 0.03279], ['head', 'H', 49, 1, 38.4824, 0.03041], ['head', 'H', 365, 1, 46.0637, 0.02789], ['head', 'H', 640, 1, 47.8446, 0.0281],
  ['bmi', 'H', 14, 0.4177, 13.6377, 0.09454], ['bmi', 'H', 365, -0.4113, 16.7992, 0.08009], ['bmi', 'H', 730, -0.6473, 15.7356, 0.07771], ['bmi', 'H', 731, -0.6187, 16.0189, 0.07785],
  ['bmi', 'H', 1248, -0.2881, 15.4645, 0.08036], ['bmi', 'H', 1461, -0.3622, 15.3326, 0.08238], ['bmi', 'M', 77, 0.1118, 16.1277, 0.09304], ['bmi', 'M', 730, -0.5989, 15.4052, 0.08545],
  ['bmi', 'M', 731, -0.5684, 15.6881, 0.08454], ['bmi', 'M', 1461, -0.5684, 15.2602, 0.09168],
  ['height', 'H', month(60), 1, 109.7265, 0.04156], ['height', 'H', month(144), 1, 149.0807, 0.04753], ['height', 'H', month(228), 1, 176.5432, 0.04134], ['height', 'M', month(109), 1, 132.9989, 0.04613],
  ['height', 'M', month(228), 1, 163.1548, 0.04009], ['bmi', 'H', month(84), -1.246, 15.4832, 0.09068], ['bmi', 'H', month(135), -1.7884, 17.0784, 0.11189], ['bmi', 'H', month(228), -0.8419, 22.1883, 0.12948],
  ['bmi', 'M', month(65), -0.9605, 15.2448, 0.09875], ['bmi', 'M', month(168), -1.2266, 19.5647, 0.137], ['weight', 'H', month(61), -0.2026, 18.5057, 0.12988], ['weight', 'H', month(120), -0.6764, 31.1586, 0.16305],
  ['weight', 'M', month(94), -0.5585, 24.5482, 0.16084], ['weight', 'M', month(120), -0.5958, 31.8578, 0.17262],
];

test('the tables hold WHO’s cells', () => {
  for (const [indicator, sex, days, l, m, s] of cells) {
    const lms = lmsAt(indicator, sex, days);
    const what = `${indicator} ${sex} at ${String(days)} days`;
    // between two months a straight line is up to this far from the daily row
    near(lms?.m, m, 0.0025, `${what}, M`);
    near(lms?.l, l, 0.0011, `${what}, L`);
    near(lms?.s, s, 0.00002, `${what}, S`);
  }
});

test('boys’ weight at one month is the cell that copies disagree on', () => {
  assert.deepEqual(lmsAt('weight', 'H', month(1)), { l: 0.2297, m: 4.4709, s: 0.13395 });
});

test('the tables are those that were checked', () => {
  const digest = createHash('sha256').update(JSON.stringify([standard, reference, weightForLength])).digest('hex');
  assert.equal(digest, '08f08d5dbd5c95e5f1671b5f86059bb0fa2d1d390030019de20094d0875b9f0c');
});

const everyStretch = indicators.flatMap((indicator) => (['H', 'M'] as const).flatMap((sex) => stretchesOf(indicator, sex).map((stretch) => ({ ...stretch, indicator, what: `${indicator} ${sex} ${stretch.table} from ${String(stretch.from)}` }))));

test('every row is later than the one before, and only a newborn or the BMI falls', () => {
  for (const { rows, from, until, indicator, what } of everyStretch) {
    const days = rows.map(({ day }) => day);
    assert.ok(Math.min(...days) <= from && Math.max(...days) >= until - 1, `${what} does not reach from end to end`);
    assert.ok(rows.every(({ l, m, s }) => Number.isFinite(l) && m > 0 && s > 0 && s < 0.2), what);
    const steps = rows.slice(1).map((row, at) => ({ day: row.day, days: row.day - (rows[at]?.day ?? Number.NaN), by: row.m - (rows[at]?.m ?? Number.NaN) }));
    assert.ok(steps.every(({ days }) => days > 0), what);
    assert.ok(indicator === 'bmi' || steps.every(({ day, by }) => day <= 1 || by > 0), `${what}: the median falls`);
  }
});

test('no row jumps out of its line: a typing slip would show in the second difference', () => {
  for (const { rows, what } of everyStretch) {
    const months = rows.filter(({ day }) => day >= 90);
    for (const [at, here] of months.slice(1, -1).entries()) {
      const [before, after] = [months[at], months[at + 2]];
      assert.ok(before !== undefined && after !== undefined);
      const isInfant = here.day < 365;
      near(here.m, (before.m + after.m) / 2, here.m * (isInfant ? 0.01 : 0.0025), `${what}, M at ${String(here.day)}`);
      near(here.s, (before.s + after.s) / 2, isInfant ? 0.001 : 0.0004, `${what}, S at ${String(here.day)}`);
      near(here.l, (before.l + after.l) / 2, 0.02, `${what}, L at ${String(here.day)}`);
    }
  }
});

test('weight for length holds WHO’s cells, also those of its table by height', () => {
  const known: readonly (readonly [Sex, number, number, number])[] = [
    ['H', 45, 2.441, 0.09182], ['H', 52.3, 3.833, 0.08753], ['H', 65.7, 7.4327, 0.08217], ['H', 80.4, 10.5217, 0.08303], ['H', 93.5, 13.5404, 0.08029], ['H', 110, 18.2689, 0.08755],
    ['M', 45, 2.4607, 0.09029], ['M', 58.6, 5.5098, 0.09133], ['M', 70.5, 8.2651, 0.09062],
    // by height, 0.7 cm less
    ['H', 85 + 0.7, 11.6707, 0.08156], ['H', 100 + 0.7, 15.3576, 0.08229], ['H', 120 + 0.7, 22.353, 0.09424], ['M', 65 + 0.7, 7.2402, 0.09113], ['M', 90 + 0.7, 12.6461, 0.08911], ['M', 112.5 + 0.7, 19.6116, 0.09527], ['M', 120 + 0.7, 22.8173, 0.09828],
  ];
  for (const [sex, cm, m, s] of known) {
    near(lmsOfLength(sex, cm)?.m, m, 0.002, `M at ${String(cm)} cm`);
    near(lmsOfLength(sex, cm)?.s, s, 0.00002, `S at ${String(cm)} cm`);
  }
  for (const sex of ['H', 'M'] as const) {
    const rows = sizeRows(sex);
    const steps = rows.slice(1).map((row, at) => ({ cm: row.day, rise: (row.m - (rows[at]?.m ?? 0)) / (row.day - (rows[at]?.day ?? 0)) }));
    assert.ok(rows.length === 92 && steps.every(({ rise }) => rise > 0.15 && rise < 0.45), 'the weight rises with every centimetre');
    for (const [at, { cm, rise }] of steps.slice(1).entries()) near(rise, steps[at]?.rise ?? 0, 0.016, `the rise at ${String(cm)} cm`);
  }
});

test('a weight is judged by the size that was measured: lying below two years, standing from then, and to five years', () => {
  assert.deepEqual([lyingLength(80, 730), lyingLength(80, 731)], [80, 80.7]);
  assert.equal(weightForSize('H', 10.4475, 80, 500).z, 0);
  near(weightForSize('H', 10.5781, 80, 800).z ?? undefined, 0, 0.006, 'standing');
  assert.deepEqual([weightForSize('M', 2.4, 44.9, 1), weightForSize('M', 12, 64.9, 800), weightForSize('M', 18, 110, 1_827)].map(({ why }) => why), ['beyond-table', 'beyond-table', 'beyond-table']);
  assert.deepEqual([weightForSize('M', 18, 110, 1_800).why, sizeCurves('M')[0]?.lines.length], [null, 7]);
});

test('what WHO’s own programs answer for these children is answered here', () => {
  const known: readonly (readonly [Indicator, Sex, number, number, number])[] = [
    ['weight', 'M', 1522, 17, 0.24], ['height', 'H', 987, 72.86 - 0.7, -6.09], ['height', 'M', 731, 77.5, -2.55], ['height', 'H', Math.round(month(8)), 60, -4.81], ['height', 'H', Math.round(month(9)), 60.7, -5.02],
    ['weight', 'M', month(60.32), 18.7, 0.21], ['weight', 'M', month(60.911701), 20.5, 0.79], ['height', 'M', month(60.32), 113.8, 0.96], ['height', 'M', month(60.911701), 113.6, 0.85],
    ['bmi', 'M', month(60.32), 18.7 / 1.138 ** 2, -0.58], ['bmi', 'M', month(60.911701), 20.5 / 1.136 ** 2, 0.42],
  ];
  for (const [indicator, sex, days, value, z] of known) near(scoreOf(indicator, sex, days, value).z ?? undefined, z, 0.0101, `${indicator} ${sex} ${String(days)}`);
});

test('nothing is said outside a table, and why is', () => {
  assert.deepEqual([scoreOf('weight', 'H', month(120), 31).why, scoreOf('weight', 'H', month(121), 31).why], [null, 'beyond-table']);
  assert.deepEqual([scoreOf('head', 'M', month(60), 50).why, scoreOf('head', 'M', month(61), 50).why], [null, 'beyond-table']);
  assert.deepEqual([scoreOf('height', 'M', month(228), 163).why, scoreOf('bmi', 'M', month(229), 22).why], [null, 'beyond-table']);
  assert.equal(scoreOf('weight', 'H', -1, 2.1).why, 'before-term');
});

test('a score that WHO calls implausible is marked', () => {
  assert.equal(scoreOf('height', 'H', 365, 48).isPlausible, false);
  assert.equal(scoreOf('height', 'H', 365, 70).isPlausible, true);
});

test('age is corrected to forty weeks below thirty-seven and until two years', () => {
  assert.equal(correctedDays(100, 30 * 7), 30);
  assert.equal(correctedDays(40, 30 * 7), -30, 'before the expected day of birth');
  assert.equal(correctedDays(100, 37 * 7), null);
  assert.equal(correctedDays(100, null), null);
  assert.equal(correctedDays(731, 30 * 7), null);
});

test('standing below two years adds 0.7 cm, lying from then takes it off', () => {
  assert.deepEqual([comparableHeight(80, 'standing', 730), comparableHeight(80, 'lying', 730), comparableHeight(90, 'lying', 731), comparableHeight(90, 'standing', 731)], [80.7, 80, 89.3, 90]);
});

test('the lines of a chart keep their order and break where WHO does', () => {
  const curves = growthCurves('height', 'H');
  assert.deepEqual(curves.map(({ table, from }) => [table, from]), [['standard', 0], ['standard', 731], ['reference', month(60)]]);
  for (const { points } of indicators.flatMap((indicator) => growthCurves(indicator, 'M')).flatMap(({ lines }) => lines.slice(1).map((line, at) => ({ points: line.points.map(([, value], place) => [value, lines[at]?.points[place]?.[1]] as const) })))) {
    assert.ok(points.every(([value, below]) => below !== undefined && value > below));
  }
});
