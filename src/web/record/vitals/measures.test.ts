import assert from 'node:assert/strict';
import { test } from 'node:test';
import { vitalCodes, vitalsSchema } from '#modules/documents/contract.ts';
import { vitalUnits } from '#modules/documents/public.ts';
import { bodyMassIndex, changeOf, isUnlikely, measures, measureOrder, readVital, writeVital } from './measures.ts';

test('every vital sign of the record can be typed, in the record’s unit', () => {
  assert.deepEqual([...measureOrder].sort(), [...vitalCodes].sort());
  for (const code of vitalCodes) assert.equal(measures[code].unit, vitalUnits[code]);
});

test('the form takes what the record takes and stops what it refuses', () => {
  for (const code of vitalCodes) {
    const { least, most } = measures[code];
    const accepts = (value: number): boolean => vitalsSchema.shape[code].safeParse(value).success;
    assert.deepEqual([least - 1, least, most, most + 1].map(accepts), [false, true, true, false], code);
    assert.deepEqual([least - 1, least, most, most + 1].map((value) => readVital(code, String(Math.max(0, value))).is), ['outside', 'value', 'value', 'outside'], code);
  }
});

test('a decimal comma reads as a point; words are no number', () => {
  assert.deepEqual(readVital('temperature', ' 36,5 '), { is: 'value', value: 36.5 });
  assert.deepEqual(readVital('temperature', ''), { is: 'empty' });
  for (const typed of ['treinta', '36.', '-36', '3e1', '36.555']) assert.deepEqual(readVital('temperature', typed), { is: 'no-number' }, typed);
  assert.equal(writeVital('temperature', 36.5), '36.5');
  assert.equal(writeVital('systolic', 118), '118');
});

test('a change says which way and by how much', () => {
  assert.deepEqual(changeOf(130, 118), { direction: 'up', by: 12 });
  assert.deepEqual(changeOf(36.4, 36.6), { direction: 'down', by: 0.2 });
  assert.deepEqual(changeOf(72, 72), { direction: 'same', by: 0 });
  assert.equal(changeOf(72, null), null);
});

test('a weight that lost a digit is asked about, a plausible one is not', () => {
  assert.equal(isUnlikely('weight', 7.2, 72), true);
  assert.equal(isUnlikely('weight', 70, 72), false);
  assert.equal(isUnlikely('weight', 7.2, undefined), false);
  assert.equal(isUnlikely('systolic', 300, 100), false);
});

test('body mass index: 72.4 kg and 165 cm give 26.6', () => {
  assert.equal(bodyMassIndex({ weight: 72.4, height: 165 }), 26.6);
  assert.equal(bodyMassIndex({ weight: 72.4, height: null }), null);
});
