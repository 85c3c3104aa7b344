import assert from 'node:assert/strict';
import { test } from 'node:test';
import { spanishAmount, spanishNumber } from './number-words.ts';

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

test('decimals are said after the point, each leading zero too', () => {
  const said: readonly (readonly [number, string])[] = [
    [0.5, 'cero punto cinco'], [1.5, 'uno punto cinco'], [2.25, 'dos punto veinticinco'], [21.1, 'veintiuno punto uno'], [0.05, 'cero punto cero cinco'], [0.005, 'cero punto cero cero cinco'], [100.125, 'cien punto ciento veinticinco'], [7.521, 'siete punto quinientos veintiuno'],
  ];
  for (const [value, words] of said) assert.equal(spanishAmount(value, 'feminine'), words, String(value));
  assert.deepEqual([spanishAmount(21, 'feminine'), spanishAmount(1, 'masculine')], ['veintiuna', 'un']);
  for (const value of [0.0001, 1e-7, -0.5, 1_000_000.5, Number.NaN, Number.POSITIVE_INFINITY]) assert.equal(spanishAmount(value, 'masculine'), null, String(value));
  const all = new Set<string>();
  for (let value = 0; value < 20_000; value += 1) all.add(spanishAmount(value / 1_000, 'masculine') ?? '');
  assert.equal(all.size, 20_000);
});
