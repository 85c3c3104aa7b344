import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokensOf } from './read-utterances.ts';
import { spokenNumber } from './spoken-number.ts';

const said: readonly (readonly [string, number, number])[] = [
  ['quinientos miligramos', 500, 1], ['treinta y ocho y medio', 38.5, 5], ['treinta y ocho punto cinco', 38.5, 5], ['dos punto cinco', 2.5, 3], ['uno punto cero cinco', 1.05, 4],
  ['mil doscientos', 1200, 2], ['ciento veinte sobre ochenta', 120, 2], ['mil', 1000, 1], ['dos mil', 2000, 2], ['ochocientos setenta y cinco', 875, 4], ['media tableta', 0.5, 1],
  ['una y media', 1.5, 3], ['38.5 grados', 38.5, 1], ['1,200 mg', 1200, 1], ['½ tableta', 0.5, 1], ['veintiún días', 21, 1], ['treinta días', 30, 1], ['ochenta y la otra', 80, 1], ['500 mil unidades', 500000, 2],
];

test('a number is read as it is said, and how many words say it', () => {
  for (const [text, value, took] of said) assert.deepEqual(spokenNumber(tokensOf(text), 0), { value, took }, text);
});

test('what is no number is none', () => {
  for (const text of ['paracetamol', 'y medio', '', 'constructor', 'punto cinco']) assert.equal(spokenNumber(tokensOf(text), 0), null, text);
});
