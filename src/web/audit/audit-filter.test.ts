import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CivilDate } from '#kernel/civil-date.ts';
import { noFilter, requestOf } from './audit-filter.ts';

test('a filter left empty asks for everything', () => {
  assert.deepEqual(requestOf(noFilter, 'America/Mexico_City'), {});
});

test('days are those of the clinic’s wall and both ends count', () => {
  const day = '2026-11-22' as CivilDate;
  const asked = requestOf({ ...noFilter, from: day, until: day }, 'America/Mexico_City');
  assert.deepEqual(asked, { from: '2026-11-22T06:00:00.000Z', until: '2026-11-23T06:00:00.000Z' });
});
