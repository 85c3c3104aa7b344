import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkMedicines } from './check-medicines.ts';
import type { Severity } from './contract.ts';
import { recogniseMedicine } from './recognise-medicine.ts';
import { safetyData } from './safety-data.ts';
import type { CheckedMedicine } from './safety-request.ts';

/** Our own case set: what has to be told and what has to stay silent, written before the engine was asked. */

const rowsOf = (name: string): readonly (readonly string[])[] =>
  readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));

const grades: readonly Severity[] = ['contraindicated', 'major', 'moderate', 'minor'];
const isAtLeast = (severity: string | undefined, least: string): boolean => severity !== undefined && grades.indexOf(severity as Severity) <= grades.indexOf(least as Severity);

const newMedicine = (text: string, at: number): CheckedMedicine => ({ ref: `new:${String(at)}`, text, ingredients: recogniseMedicine(text), origin: 'new' });
const pairOf = (one = '', other = '') => checkMedicines(safetyData(), { medicines: [newMedicine(one, 0), newMedicine(other, 1)], patient: null });

test('every true pair of the case set is told, at least as grave as it has to be', () => {
  const pairs = rowsOf('cases-true-pairs.tsv');
  assert.ok(pairs.length >= 60);
  const missed = pairs.filter(([one, other, least = '']) => !isAtLeast(pairOf(one, other).alerts.find(({ kind }) => kind === 'interaction')?.severity, least));
  assert.deepEqual(missed, []);
});

test('no silent pair of the case set raises an alert', () => {
  const pairs = rowsOf('cases-silent-pairs.tsv');
  assert.ok(pairs.length >= 60);
  assert.deepEqual(pairs.filter(([one, other]) => pairOf(one, other).alerts.length > 0), []);
});
