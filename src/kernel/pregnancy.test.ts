import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, parseCivilDate } from './civil-date.ts';
import { dueDateAfter, gestationalAgeAt, pregnancyAt, wasPregnantOn } from './pregnancy.ts';
import type { PregnancyStatement, PregnancyStatus } from './pregnancy.ts';

const day = parseCivilDate;
const said = (status: PregnancyStatus, statedOn: string, rest: { readonly lastPeriod?: string; readonly due?: string; readonly recordedAt?: string } = {}): PregnancyStatement =>
  ({ status, statedOn: day(statedOn), lastPeriod: rest.lastPeriod === undefined ? null : day(rest.lastPeriod), due: rest.due === undefined ? null : day(rest.due), recordedAt: rest.recordedAt ?? `${statedOn}T12:00:00.000Z` });

test('the due date is 280 days after the last period, over a leap day too', () => {
  assert.equal(dueDateAfter(day('2026-02-16')), '2026-11-23');
  assert.equal(dueDateAfter(day('2027-06-10')), '2028-03-16');
});

test('gestational age: the first day is 0 weeks, the due date 40, and there is none before the first day', () => {
  const due = dueDateAfter(day('2026-02-16'));
  const at = (date: string) => gestationalAgeAt(due, day(date));
  assert.deepEqual([at('2026-02-15'), at('2026-02-16'), at('2026-02-22'), at('2026-02-23')], [null, { weeks: 0, days: 0 }, { weeks: 0, days: 6 }, { weeks: 1, days: 0 }]);
  assert.deepEqual([at('2026-11-23'), at('2026-12-07')], [{ weeks: 40, days: 0 }, { weeks: 42, days: 0 }]);
});

test('an ultrasound’s due date outweighs the last period', () => {
  const state = pregnancyAt([said('pregnant', '2026-06-01', { lastPeriod: '2026-02-16', due: '2026-11-30' })], day('2026-06-01'));
  assert.deepEqual([state?.due, state?.age], ['2026-11-30', { weeks: 14, days: 0 }]);
});

test('a pregnancy stands until two weeks after its due date and not a day longer', () => {
  const statements = [said('pregnant', '2026-04-01', { lastPeriod: '2026-02-16' })];
  const on = (date: string) => pregnancyAt(statements, day(date));
  assert.deepEqual([on('2026-12-07')?.toConfirm, on('2026-12-07')?.age], [null, { weeks: 42, days: 0 }]);
  assert.deepEqual([on('2026-12-08')?.toConfirm, on('2026-12-08')?.age], ['due-date-passed', null]);
});

test('every other statement is asked again after its own time', () => {
  const holds = { pregnant: 90, breastfeeding: 180, puerperium: 42, 'not-pregnant': 30 } as const;
  for (const [status, days] of Object.entries(holds)) {
    const statements = [said(status as PregnancyStatus, '2026-01-10')];
    assert.equal(pregnancyAt(statements, addDays(day('2026-01-10'), days))?.toConfirm, null, status);
    assert.equal(pregnancyAt(statements, addDays(day('2026-01-10'), days + 1))?.toConfirm, 'old', status);
  }
  assert.equal(pregnancyAt([said('unknown', '2026-01-10')], day('2026-01-10'))?.toConfirm, 'unknown');
  assert.equal(pregnancyAt([], day('2026-01-10')), null);
});

test('the newest statement holds by the day it is of, whenever it was typed; of one day the later recorded', () => {
  const late = said('not-pregnant', '2026-03-01', { recordedAt: '2026-05-01T09:00:00.000Z' });
  const test2 = said('pregnant', '2026-04-01', { recordedAt: '2026-04-01T09:00:00.000Z' });
  assert.equal(pregnancyAt([late, test2], day('2026-05-01'))?.status, 'pregnant');
  const noon = said('not-pregnant', '2026-04-01', { recordedAt: '2026-04-01T18:00:00.000Z' });
  assert.equal(pregnancyAt([test2, noon], day('2026-04-02'))?.status, 'not-pregnant');
});

test('a day lies in a pregnancy from its last period until it was over, whenever that was typed', () => {
  const pregnant = said('pregnant', '2026-05-01', { lastPeriod: '2026-02-16' });
  const on = (statements: readonly PregnancyStatement[], ...days: readonly string[]): readonly boolean[] => days.map((each) => wasPregnantOn(statements, day(each)));
  assert.deepEqual(on([pregnant], '2026-02-15', '2026-02-16', '2026-05-01', '2026-12-07', '2026-12-08'), [false, true, true, true, false]);
  assert.deepEqual(on([said('puerperium', '2026-11-10'), pregnant], '2026-11-09', '2026-11-10'), [true, false], 'born before the due date');
  assert.deepEqual(on([said('unknown', '2026-06-01'), said('not-pregnant', '2026-01-01'), pregnant], '2026-06-02'), [true], 'not knowing ends nothing, nor does what was true before');
  assert.deepEqual(on([said('pregnant', '2026-05-01')], '2026-04-30', '2026-05-01', '2026-07-30', '2026-07-31'), [false, true, true, false], 'without dates as long as the statement holds');
  assert.deepEqual(on([said('breastfeeding', '2026-05-01')], '2026-05-02'), [false]);
  const dated = said('pregnant', '2026-05-01', { lastPeriod: '2025-08-01', recordedAt: '2026-05-01T20:00:00.000Z' });
  assert.deepEqual(on([pregnant, dated], '2026-04-30', '2026-05-20', '2026-05-23'), [true, true, false], 'dates stated later hold from then on');
});
