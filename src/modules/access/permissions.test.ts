import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duties } from '#modules/identity/public.ts';
import { permissions } from './contract.ts';
import { isSteppedUp, may, permissionsOf } from './permissions.ts';

const holders = (permission: string): string[] => duties.filter((duty) => may({ role: duty }, permission));

test('reception and administration hold nothing clinical', () => {
  const clinical = ['read-record', 'write-note', 'sign-note', 'edit-summary', 'record-vitals', 'release-record'];
  for (const permission of clinical) {
    assert.ok(!may({ role: 'receptionist' }, permission), permission);
    assert.ok(!may({ role: 'administrator' }, permission), permission);
    assert.ok(!may({ role: 'auditor' }, permission), permission);
  }
  assert.ok(!may({ role: 'administrator' }, 'read-agenda'), 'the agenda names patients, whom her login cannot read');
});

test('physicians and nurses sign, only an administrator manages staff and verifies licences, only an auditor reads the audit', () => {
  assert.deepEqual(holders('sign-note'), ['physician', 'nurse']);
  assert.deepEqual(holders('use-phrases'), ['physician', 'nurse']);
  assert.deepEqual(holders('edit-clinic-phrases'), ['physician']);
  assert.deepEqual(holders('manage-staff'), ['administrator']);
  assert.deepEqual(holders('verify-licence'), ['administrator']);
  assert.deepEqual(holders('read-audit'), ['auditor']);
  assert.deepEqual(holders('read-earlier-states'), ['auditor']);
});

test('what no table names is refused: unknown duties and unknown permissions', () => {
  assert.equal(may({ role: 'owner' }, 'read-record'), false);
  assert.equal(may({ role: 'physician' }, 'everything'), false);
  assert.equal(may({ role: 'constructor' }, 'toString'), false);
});

test('each permission is held by some duty', () => {
  assert.deepEqual(permissions.filter((permission) => holders(permission).length === 0), []);
  assert.equal(permissionsOf('auditor').length, 4);
});

test('a proof of presence holds for five minutes and not from a clock set back', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  const ago = (seconds: number) => ({ steppedUpAt: new Date(now.getTime() - seconds * 1000) });
  assert.equal(isSteppedUp(ago(300), now), true);
  assert.equal(isSteppedUp(ago(301), now), false);
  assert.equal(isSteppedUp(ago(-120), now), false);
  assert.equal(isSteppedUp({ steppedUpAt: null }, now), false);
});
