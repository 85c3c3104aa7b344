import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAmount, readDuration, readFrequency, readQuantity, showAmount, showDuration, showFrequency } from './cells.ts';

test('doses as they are typed', () => {
  assert.deepEqual(readAmount('500 mg'), { value: 500, unit: 'mg' });
  assert.deepEqual(readAmount('1 tab'), { value: 1, unit: 'tableta' });
  assert.deepEqual(readAmount('½ tableta'), { value: 0.5, unit: 'tableta' });
  assert.deepEqual(readAmount('2,5 ml'), { value: 2.5, unit: 'mL' });
  assert.deepEqual(readAmount('10 UI'), { value: 10, unit: '[IU]' });
  assert.equal(readAmount(''), null);
  for (const wrong of ['500', 'mg', '-1 mg', '0 mg', '1e3 mg', '5 peras', '<b>']) assert.equal(readAmount(wrong), undefined, wrong);
});

test('frequencies as they are typed', () => {
  assert.deepEqual(readFrequency('c/8 h'), { kind: 'every', hours: 8 });
  assert.deepEqual(readFrequency('cada 12 horas'), { kind: 'every', hours: 12 });
  assert.deepEqual(readFrequency('24'), { kind: 'every', hours: 24 });
  assert.deepEqual(readFrequency('1-0-1'), { kind: 'pattern', doses: [1, 0, 1] });
  assert.deepEqual(readFrequency('3 veces al día'), { kind: 'times', perDay: 3 });
  assert.deepEqual(readFrequency('semanal'), { kind: 'weekly', everyWeeks: 1 });
  assert.deepEqual(readFrequency('dosis única'), { kind: 'once' });
  for (const wrong of ['0', '0-0-0', 'siempre', 'c/ h']) assert.equal(readFrequency(wrong), undefined, wrong);
});

test('durations and quantities as they are typed', () => {
  assert.deepEqual(readDuration('7'), { days: 7 });
  assert.deepEqual(readDuration('2 semanas'), { days: 14 });
  assert.deepEqual(readDuration('continuo'), { continuous: true });
  assert.equal(readDuration('0'), undefined);
  assert.deepEqual(readQuantity('21 cápsulas', { amount: 12, unit: 'cápsula' }), { value: 21, unit: 'cápsula', packs: 2 });
  assert.deepEqual(readQuantity('1 frasco', { amount: 60, unit: 'mL' }), { value: 1, unit: 'frasco', packs: null });
});

test('what is shown can be typed again', () => {
  for (const typed of ['c/8 h', '3 veces al día', '1-0-1', 'semanal', 'cada 2 semanas', 'dosis única']) assert.equal(showFrequency(readFrequency(typed) ?? null), typed);
  for (const typed of ['7 días', '1 día', 'continuo']) assert.equal(showDuration(readDuration(typed) ?? null), typed);
  for (const typed of ['500 mg', '0.5 tableta', '10 UI', '100 mcg', '21 cápsulas', '2 inhalaciones', '3 dosis', '1 frasco']) assert.equal(showAmount(readAmount(typed) ?? null), typed);
});
