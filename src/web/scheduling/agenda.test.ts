import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Appointment } from '#modules/scheduling/contract.ts';
import { summaryOf, waitedMinutes } from './agenda-acts.ts';
import { parseClockText } from './clock-text.ts';

test('a time is taken as people type it', () => {
  const typed = ['1530', '15:30', '3:30p', '3:30 p.m.', '9', '915', '12a', '12:15pm', '0:05', '7.45', '15 h'];
  assert.deepEqual(typed.map(parseClockText), ['15:30', '15:30', '15:30', '15:30', '09:00', '09:15', '00:00', '12:15', '00:05', '07:45', '15:00']);
});

test('what is no time of day is refused', () => {
  assert.deepEqual(['', '25', '9:60', '13p', '0p', 'nueve', '1:2', '-9'].map(parseClockText), [null, null, null, null, null, null, null, null]);
});

const visit = (status: Appointment['status'], arrivedAt: string | null = null): Appointment => ({
  id: 'a', patientId: 'b', patientName: 'X', recordNumber: '1', age: '3', practitionerId: 'c', practitionerName: 'Y',
  startsAt: '2026-11-23T15:00:00Z', minutes: 30, kind: 'first', status, arrivedAt,
});
const now = Date.parse('2026-11-23T15:12:40Z');

test('only who is in the room waits, in whole minutes', () => {
  assert.equal(waitedMinutes(visit('arrived', '2026-11-23T15:00:00Z'), now), 12);
  assert.equal(waitedMinutes(visit('in-consult', '2026-11-23T15:00:00Z'), now), null);
});

test('the day in figures leaves the cancelled out', () => {
  const day = [visit('booked'), visit('arrived', '2026-11-23T15:05:00Z'), visit('arrived', '2026-11-23T14:42:00Z'), visit('attended'), visit('cancelled')];
  assert.deepEqual(summaryOf(day, now), { unconfirmed: 1, waiting: 2, longestWait: 30, attended: 1, expected: 4 });
});
