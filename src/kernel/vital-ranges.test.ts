import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCivilDate } from './civil-date.ts';
import { bandsOf, isOddAtAge, isReportable, monthsAt, possible, rangeSources, reportable, vitalLevel, vitalSigns } from './vital-ranges.ts';
import type { VitalLevel, VitalSign } from './vital-ranges.ts';

const ADULT = 40 * 12;
const levels = (sign: VitalSign, months: number | null, values: readonly number[], sex: 'H' | 'M' | null = null): readonly (VitalLevel | null)[] => values.map((value) => vitalLevel(sign, value, { months, sex }));

test('an adult: each threshold begins at its own value and not one before', () => {
  assert.deepEqual(levels('heartRate', ADULT, [40, 41, 49, 50, 100, 101, 130, 131]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('respiratoryRate', ADULT, [8, 9, 11, 12, 20, 21, 24, 25]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('systolic', ADULT, [90, 91, 100, 101, 139, 140, 179, 180]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('diastolic', ADULT, [39, 40, 59, 60, 89, 90, 109, 110]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('temperature', ADULT, [35, 35.1, 35.9, 36, 37.9, 38, 39, 39.1]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('oxygenSaturation', ADULT, [89, 90, 91, 92, 100]), ['very-low', 'low', 'low', 'usual', 'usual']);
  assert.deepEqual(levels('glucose', ADULT, [53, 54, 69, 70, 199, 200, 299, 300]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'high', 'very-high']);
});

test('a child’s heart rate is judged between the centiles of its own band, and the next band begins with its first month', () => {
  const edges: readonly (readonly [number, number, number])[] = [[0, 107, 181], [2, 107, 181], [3, 104, 175], [6, 98, 168], [9, 93, 161], [12, 88, 156], [18, 82, 149], [24, 76, 142], [36, 70, 136], [48, 65, 131], [72, 59, 123], [96, 52, 115], [144, 47, 108], [180, 43, 104], [191, 43, 104]];
  for (const [months, least, most] of edges) assert.deepEqual(levels('heartRate', months, [least - 1, least, most, most + 1]), ['low', 'usual', 'usual', 'high'], String(months));
  assert.equal(vitalLevel('heartRate', 104, { months: 192, sex: null }), 'high', 'at sixteen the adult’s band begins');
});

test('fast breathing begins at 60 before two months, at 50 before one year, at 40 before five, later above the ninety-ninth centile', () => {
  const edges: readonly (readonly [number, number, number])[] = [[0, 25, 60], [1, 25, 60], [2, 25, 50], [11, 22, 50], [12, 21, 40], [59, 17, 40], [60, 17, 30], [72, 16, 28], [96, 14, 26], [144, 12, 24], [180, 11, 23], [191, 11, 23]];
  for (const [months, least, fast] of edges) assert.deepEqual(levels('respiratoryRate', months, [least - 1, least, fast - 1, fast]), ['low', 'usual', 'usual', 'high'], String(months));
  assert.deepEqual([levels('respiratoryRate', 1, [75]), levels('respiratoryRate', 2, [60, 61])], [['high'], ['high', 'very-high']]);
});

test('a child’s systolic pressure: hypotension by age, screening by age and sex, 140/90 whatever the age', () => {
  const low: readonly (readonly [number, number])[] = [[0, 60], [1, 70], [11, 70], [12, 72], [60, 80], [119, 88], [120, 90], [191, 90]];
  for (const [months, least] of low) assert.deepEqual(levels('systolic', months, [least - 1, least]), ['very-low', 'usual'], String(months));
  assert.deepEqual(levels('systolic', 24, [99, 100, 101], 'H'), ['usual', 'high', 'high']);
  assert.deepEqual(levels('systolic', 24, [100, 101], 'M'), ['usual', 'high']);
  assert.deepEqual(levels('systolic', 24, [99, 100]), ['usual', 'high'], 'without a known sex the lower of both');
  assert.deepEqual(levels('systolic', 155, [112, 113, 139, 140], 'H'), ['usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('systolic', 156, [119, 120], 'H'), ['usual', 'high']);
  assert.deepEqual(levels('diastolic', 12, [51, 52], 'H'), ['usual', 'high']);
  assert.deepEqual(levels('diastolic', 12, [53, 54], 'M'), ['usual', 'high']);
  assert.deepEqual(levels('diastolic', 156, [79, 80, 89, 90]), ['usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('systolic', 6, [120]), ['usual'], 'before one year nothing says what is high');
});

test('the young infant’s temperature and the newborn’s glucose have bands of their own', () => {
  assert.deepEqual(levels('temperature', 0, [35.9, 36, 36.4, 36.5, 37.4, 37.5, 37.9, 38]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'high', 'very-high']);
  assert.deepEqual(levels('temperature', 2, [35.9, 36, 37.5, 38]), ['low', 'usual', 'high', 'very-high']);
  assert.deepEqual(levels('temperature', 3, [37.5, 38, 39.1]), ['usual', 'high', 'very-high']);
  assert.deepEqual(levels('glucose', 0, [29, 30, 46, 47, 149, 150, 200]), ['very-low', 'low', 'low', 'usual', 'usual', 'high', 'very-high']);
  assert.deepEqual(levels('glucose', 1, [60, 70]), ['low', 'usual']);
});

test('nothing is judged by an age that nobody knows, and weight, height and head never', () => {
  for (const sign of vitalSigns) assert.equal(vitalLevel(sign, 1, { months: null, sex: null }), null, sign);
  for (const sign of ['weight', 'height', 'headCircumference'] as const) assert.equal(vitalLevel(sign, 1, { months: ADULT, sex: 'M' }), null);
});

test('bands follow each other without a gap to the end of life, limits are in order, and each names its source', () => {
  for (const sign of vitalSigns) {
    for (const sex of ['H', 'M', null] as const) {
      const bands = bandsOf(sign, sex);
      assert.deepEqual(bands.map(({ until }) => until), bands.map(({ until }) => until).toSorted((one, other) => one - other), sign);
      if (bands.length > 0) assert.equal(bands.at(-1)?.until, Number.POSITIVE_INFINITY, sign);
      for (const { below, from, sources, until } of bands) {
        const limits = [...below, ...from].filter((limit) => limit !== null);
        assert.deepEqual(limits, limits.toSorted((one, other) => one - other), `${sign} ${String(until)}`);
        assert.ok(sources.every((source) => rangeSources[source].cites.length > 20) && sources.length > 0, sign);
      }
    }
  }
});

test('what may be reported is possible, and a value that can be neither is told from both', () => {
  for (const sign of vitalSigns) assert.ok(possible[sign].least <= reportable[sign].least && possible[sign].most >= reportable[sign].most, sign);
  assert.deepEqual([39, 40, 220, 221].map((value) => isReportable('heartRate', value)), [false, true, true, false]);
});

test('a value is odd at one age and not at another', () => {
  assert.deepEqual([isOddAtAge('heartRate', 180, 3), isOddAtAge('heartRate', 201, ADULT), isOddAtAge('heartRate', 200, ADULT)], [false, true, false]);
  assert.deepEqual([isOddAtAge('weight', 72, 24), isOddAtAge('weight', 72, ADULT), isOddAtAge('weight', 7.2, ADULT), isOddAtAge('weight', 7.2, 6)], [true, false, true, false]);
  assert.deepEqual([isOddAtAge('temperature', 42.1, null), isOddAtAge('height', 160, null), isOddAtAge('height', 60, null)], [true, false, true], 'an unknown age is an adult’s');
});

test('months of age are completed months; before birth and without a date nobody knows', () => {
  const at = (birth: string | null, day: string): number | null => monthsAt(birth, parseCivilDate(day));
  assert.deepEqual([at('2026-08-23', '2026-11-22'), at('2026-08-23', '2026-11-23'), at('2010-11-24', '2026-11-23'), at('2010-11-23', '2026-11-23')], [2, 3, 191, 192]);
  assert.deepEqual([at(null, '2026-11-23'), at('2026-11-24', '2026-11-23'), at('sin fecha', '2026-11-23')], [null, null, null]);
});
