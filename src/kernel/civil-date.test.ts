import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays, addMonths, addYears, ageAt, civilDateFrom, civilDateIn, daysBetween, formatCivilDate, formatInstant,
  isCivilDate, parseCivilDate, partsOf, timeIn, weekdayOf,
} from './civil-date.ts';
import { DomainError } from './errors.ts';

const on = parseCivilDate;
const code = (expected: string) => (error: unknown) => error instanceof DomainError && error.code === expected;

const anyDate = fc
  .date({ min: new Date('1850-01-01T00:00:00Z'), max: new Date('2150-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => on(date.toISOString().slice(0, 10)));

test('only days that the calendar has are dates', () => {
  for (const text of ['2024-02-29', '2000-02-29', '1900-02-28', '0001-01-01', '9999-12-31']) assert.equal(on(text), text);
  for (const text of ['2023-02-29', '1900-02-29', '2024-04-31', '2024-00-10', '2024-13-01', '2024-01-00', '0000-01-01', '24-01-01', '2024-1-1', '2024-01-01T00:00', '', '٢٠٢٤-٠١-٠١']) {
    assert.equal(isCivilDate(text), false, text);
    assert.throws(() => on(text), code('civil-date-invalid'));
  }
});

test('parts that make no day make no date', () => {
  assert.equal(civilDateFrom({ year: 2024, month: 2, day: 29 }), '2024-02-29');
  assert.equal(civilDateFrom({ year: 2024, month: 2, day: 30 }), undefined);
  assert.equal(civilDateFrom({ year: 2024, month: 2, day: 1.5 }), undefined);
});

test('N004-5.4b: five years after 29 February is 1 March, never a day early', () => {
  assert.equal(addYears(on('2020-02-29'), 5), '2025-03-01');
  assert.equal(addYears(on('2020-02-29'), 4), '2024-02-29');
  assert.equal(addYears(on('2021-11-22'), 5), '2026-11-22');
  assert.equal(addYears(on('2024-02-29'), -1), '2023-03-01');
});

test('a month that lacks the day rolls to the first of the next', () => {
  assert.equal(addMonths(on('2023-01-31'), 1), '2023-03-01');
  assert.equal(addMonths(on('2024-01-31'), 1), '2024-03-01');
  assert.equal(addMonths(on('2023-10-31'), 1), '2023-12-01');
  assert.equal(addMonths(on('2023-12-15'), 1), '2024-01-15');
  assert.equal(addMonths(on('2024-01-15'), -1), '2023-12-15');
  assert.throws(() => addMonths(on('9999-12-31'), 1), code('civil-date-out-of-range'));
});

test('age is completed years, months and days', () => {
  assert.deepEqual(ageAt(on('1990-05-10'), on('2026-05-09')), { years: 35, months: 11, days: 29 });
  assert.deepEqual(ageAt(on('1990-05-10'), on('2026-05-10')), { years: 36, months: 0, days: 0 });
  assert.deepEqual(ageAt(on('2026-01-31'), on('2026-02-28')), { years: 0, months: 0, days: 28 });
  assert.deepEqual(ageAt(on('2026-11-20'), on('2026-11-20')), { years: 0, months: 0, days: 0 });
  assert.throws(() => ageAt(on('2026-11-21'), on('2026-11-20')), code('date-before-birth'));
});

test('born on 29 February, the birthday of other years is 1 March', () => {
  assert.equal(ageAt(on('2008-02-29'), on('2026-02-28')).years, 17);
  assert.equal(ageAt(on('2008-02-29'), on('2026-03-01')).years, 18);
});

test('days agree with the engine, forwards and backwards', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: -60_000, max: 60_000 }), (date, days) => {
      const engine = new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
      assert.equal(addDays(date, days), engine);
      assert.equal(daysBetween(date, on(engine)), days);
      assert.equal(weekdayOf(date), new Date(date).getUTCDay() || 7);
    }),
  );
});

test('days run to both ends of the calendar and not past them', () => {
  assert.equal(addDays(on('9999-12-30'), 1), '9999-12-31');
  assert.equal(addDays(on('0001-01-02'), -1), '0001-01-01');
  assert.throws(() => addDays(on('9999-12-31'), 1), code('civil-date-out-of-range'));
  assert.throws(() => addDays(on('0001-01-01'), -1), code('civil-date-out-of-range'));
});

test('an age never goes down as days pass, and adds up to the date it was taken at', () => {
  fc.assert(
    fc.property(anyDate, fc.integer({ min: 0, max: 45_000 }), (birth, lived) => {
      const at = addDays(birth, lived);
      const age = ageAt(birth, at);
      assert.ok(age.months < 12 && age.days >= 0 && age.days <= 31);
      assert.equal(addDays(addMonths(birth, age.years * 12 + age.months), age.days), at);
      assert.ok(ageAt(birth, addDays(at, 1)).years >= age.years);
    }),
  );
});

test('a date is printed day first with the month in letters', () => {
  assert.equal(formatCivilDate(on('2026-11-02'), 'es-MX'), '02/nov/2026');
  assert.equal(formatCivilDate(on('2026-01-31'), 'es-MX'), '31/ene/2026');
  assert.equal(formatCivilDate(on('2026-08-09'), 'en-US'), '09/Aug/2026');
  const months = Array.from({ length: 12 }, (_, at) => formatCivilDate(on(`2026-${String(at + 1).padStart(2, '0')}-05`), 'es-MX').slice(3, 6));
  assert.deepEqual(months, 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' '));
});

test('an instant falls on the day of its place', () => {
  const instant = new Date('2026-11-03T04:30:00Z');
  assert.equal(civilDateIn('America/Mexico_City', instant), '2026-11-02');
  assert.equal(civilDateIn('UTC', instant), '2026-11-03');
  assert.equal(timeIn('America/Mexico_City', instant), '22:30');
  assert.equal(timeIn('America/Tijuana', new Date('2026-11-03T08:00:00Z')), '00:00');
  assert.throws(() => timeIn('America/Nowhere', instant), code('time-zone-unknown'));
});

test('N004-5.10: date and time are shown with the zone they were taken in', () => {
  const instant = new Date('2026-07-03T20:05:00Z');
  assert.equal(formatInstant(instant, 'America/Mexico_City', 'es-MX'), '03/jul/2026 14:05 (UTC-06:00)');
  assert.equal(formatInstant(instant, 'America/Tijuana', 'en-US'), '03/Jul/2026 13:05 (UTC-07:00)');
  assert.equal(formatInstant(instant, 'UTC', 'es-MX'), '03/jul/2026 20:05 (UTC+00:00)');
});

test('parts and date are two writings of one day', () => {
  fc.assert(fc.property(anyDate, (date) => assert.equal(civilDateFrom(partsOf(date)), date)));
});
