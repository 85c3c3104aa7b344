import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Appointment } from '#modules/scheduling/contract.ts';
import { nextOf } from './next-patient.ts';

const at = (id: string, status: Appointment['status'], time: string, practitionerId = 'me'): Appointment =>
  ({ id, patientId: `patient-${id}`, practitionerId, status, startsAt: `2026-11-23T${time}:00.000Z` }) as Appointment;

test('who waits comes before who is expected, the earlier first', () => {
  const day = [at('a', 'booked', '15:00'), at('b', 'arrived', '16:30'), at('c', 'arrived', '16:00'), at('d', 'attended', '14:00')];
  assert.equal(nextOf(day, 'me', 'patient-x')?.id, 'c');
  assert.equal(nextOf(day.filter(({ status }) => status !== 'arrived'), 'me', 'patient-x')?.id, 'a');
});

test('the present patient, other physicians’ patients and who is gone are not next', () => {
  assert.equal(nextOf([at('a', 'arrived', '15:00')], 'me', 'patient-a'), null);
  assert.equal(nextOf([at('a', 'arrived', '15:00', 'another'), at('b', 'cancelled', '16:00'), at('c', 'no-show', '17:00')], 'me', 'patient-x'), null);
});
