import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseCivilDate } from './civil-date.ts';
import { instantOf } from './wall-clock.ts';

const at = (date: string, time: string, zone: string): string => instantOf(parseCivilDate(date), time, zone).toISOString();

test('a time on the wall becomes its instant, in a zone without and with clock changes', () => {
  assert.equal(at('2026-11-23', '09:30', 'America/Mexico_City'), '2026-11-23T15:30:00.000Z');
  assert.equal(at('2026-07-01', '09:30', 'America/Tijuana'), '2026-07-01T16:30:00.000Z');
  assert.equal(at('2026-12-01', '09:30', 'America/Tijuana'), '2026-12-01T17:30:00.000Z');
});

test('of an hour that happens twice the first is meant; an hour that is skipped moves forward', () => {
  assert.equal(at('2026-11-01', '01:30', 'America/Tijuana'), '2026-11-01T08:30:00.000Z');
  assert.equal(at('2026-03-08', '02:30', 'America/Tijuana'), '2026-03-08T10:30:00.000Z');
});
