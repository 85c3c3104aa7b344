import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCivilDate } from '#kernel/civil-date.ts';
import { readNextVisit } from './next-visit.ts';

const today = parseCivilDate('2026-11-23');

test('the next visit is read from shorthand in either language, or from a whole date that is still to come', () => {
  assert.deepEqual(['3m', '2 sem', '10d', '1 año', '2 weeks', '2027-02-01'].map((typed) => readNextVisit(typed, today)), ['2027-02-23', '2026-12-07', '2026-12-03', '2027-11-23', '2026-12-07', '2027-02-01']);
  assert.deepEqual(['', '3', '0d', 'luego', '2026-01-01'].map((typed) => readNextVisit(typed, today)), [null, null, null, null, null]);
});
