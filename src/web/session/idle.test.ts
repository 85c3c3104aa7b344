import assert from 'node:assert/strict';
import { test } from 'node:test';
import { idleVerdict } from './idle.ts';
import { stepAfter, waitText } from './sign-in-steps.ts';

const minutes = (count: number): number => count * 60_000;

test('fifteen idle minutes lock; the last one warns with its seconds', () => {
  assert.deepEqual(idleVerdict(minutes(13.9), 0, minutes(15)), { is: 'present' });
  assert.deepEqual(idleVerdict(minutes(14), 0, minutes(15)), { is: 'warning', secondsLeft: 60 });
  assert.deepEqual(idleVerdict(minutes(15) - 1, 0, minutes(15)), { is: 'warning', secondsLeft: 1 });
  assert.deepEqual(idleVerdict(minutes(15), 0, minutes(15)), { is: 'over' });
});

test('a machine that slept through the limit is locked when it wakes', () => {
  assert.deepEqual(idleVerdict(minutes(600), 0, minutes(15)), { is: 'over' });
});

test('each answer to a right password leads to its step', () => {
  assert.deepEqual(stepAfter({ next: 'totp', others: ['passkey'] }), { is: 'code', hasPasskey: true });
  assert.deepEqual(stepAfter({ next: 'passkey', others: [] }), { is: 'passkey', hasCode: false });
  assert.equal(stepAfter({ next: 'enrol', enrolment: { secret: 'JBSWY3DP', uri: 'otpauth://totp/x' } }).is, 'enrol');
});

test('a wait reads in seconds and then in minutes', () => {
  assert.deepEqual([waitText(8), waitText(65), waitText(600)], ['8 s', '1 min 05 s', '10 min 00 s']);
});
