import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock, systemClock } from './clock.ts';

test('a fixed clock does not move, not even when a caller changes the date it was given', () => {
  const clock = fixedClock('2026-11-22T18:30:00Z');
  clock.now().setFullYear(1999);
  assert.equal(clock.now().toISOString(), '2026-11-22T18:30:00.000Z');
});

test('a fixed clock refuses what is not an instant', () => {
  assert.throws(() => fixedClock('yesterday'), RangeError);
});

test('the system clock follows the machine', () => {
  const before = Date.now();
  const now = systemClock.now().getTime();
  assert.ok(now >= before && now <= Date.now());
});
