import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spanishNumber } from './number-words.ts';

test('numbers are said as Spanish says them before what is counted', () => {
  const said: readonly (readonly [number, string, string])[] = [
    [0, 'cero', 'cero'], [1, 'un', 'una'], [2, 'dos', 'dos'], [16, 'dieciséis', 'dieciséis'], [21, 'veintiún', 'veintiuna'], [22, 'veintidós', 'veintidós'], [30, 'treinta', 'treinta'], [31, 'treinta y un', 'treinta y una'],
    [90, 'noventa', 'noventa'], [100, 'cien', 'cien'], [101, 'ciento un', 'ciento una'], [120, 'ciento veinte', 'ciento veinte'], [200, 'doscientos', 'doscientas'], [500, 'quinientos', 'quinientas'], [555, 'quinientos cincuenta y cinco', 'quinientas cincuenta y cinco'],
    [1_000, 'mil', 'mil'], [1_001, 'mil un', 'mil una'], [21_000, 'veintiún mil', 'veintiún mil'], [31_000, 'treinta y un mil', 'treinta y un mil'], [200_000, 'doscientos mil', 'doscientas mil'], [999_999, 'novecientos noventa y nueve mil novecientos noventa y nueve', 'novecientas noventa y nueve mil novecientas noventa y nueve'],
  ];
  for (const [value, masculine, feminine] of said) assert.deepEqual([spanishNumber(value, 'masculine'), spanishNumber(value, 'feminine')], [masculine, feminine], String(value));
});

test('each of a million is said its own way; what is none of them is not said', () => {
  const all = new Set<string>();
  for (let value = 0; value < 1_000_000; value += 1) all.add(spanishNumber(value, 'masculine') ?? '');
  assert.equal(all.size, 1_000_000);
  for (const value of [-1, 1_000_000, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(spanishNumber(value, 'feminine'), null);
});
