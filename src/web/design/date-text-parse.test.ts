import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from '#kernel/civil-date.ts';
import { parseDateText } from './date-text-parse.ts';

const today = '2026-11-23' as CivilDate;
const read = (typed: string): string | null => parseDateText(typed, today);

test('a date is taken as people type it, the day first', () => {
  const typed = ['02/11/2026', '2/nov/2026', '2 nov 26', '021126', '02112026', '2 de noviembre', '2026-11-02', '2.11.26', '02/Nov/2026'];
  assert.deepEqual(typed.map(read), typed.map(() => '2026-11-02'));
});

test('a year of two digits is never far ahead: births lie behind', () => {
  assert.deepEqual(['1/1/61', '1/1/36', '1/1/37'].map(read), ['1961-01-01', '2036-01-01', '1937-01-01']);
});

test('what names no day is refused', () => {
  assert.deepEqual(['', '31/02/2026', '11/23/2026', 'noviembre', '2', '2/nov/2026/1', '2 xyz 2026', '2/11/026'].map(read), Array(8).fill(null));
});
