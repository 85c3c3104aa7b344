import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, addMonths, parseCivilDate } from './civil-date.ts';
import { vaccinationAt } from './vaccination.ts';
import type { DoseOnRecord, Slot, VaccinePerson } from './vaccination.ts';
import { scheduleByAge, vaccineCodes, vaccines } from './vaccines.ts';
import type { VaccineCode } from './vaccines.ts';

const born = parseCivilDate('2025-01-15');
const child: VaccinePerson = { birthDate: born, sex: 'M', due: null };
let nth = 0;
const dose = (vaccine: VaccineCode, on: string | null, more: Partial<DoseOnRecord> = {}): DoseOnRecord => {
  nth += 1;
  return { id: `dose-${String(nth)}`, vaccine, number: null, on: on === null ? null : parseCivilDate(on), isRefused: false, ...more };
};
const at = (person: VaccinePerson, doses: readonly DoseOnRecord[], today: string) => vaccinationAt(person, doses, parseCivilDate(today));
const slotOf = (slots: readonly Slot[], vaccine: VaccineCode, nthDose = 1, is: Slot['is'] = 'dose'): Slot =>
  slots.find((slot) => slot.vaccine === vaccine && slot.dose === nthDose && slot.is === is) ?? assert.fail(`${vaccine} ${String(nthDose)}`);
const stateOf = (slots: readonly Slot[], vaccine: VaccineCode, nthDose = 1, is: Slot['is'] = 'dose') => slotOf(slots, vaccine, nthDose, is).state;

test('every vaccine has a name and says what it protects from, in both languages', () => {
  for (const code of vaccineCodes) for (const text of Object.values({ ...vaccines[code].name, ...vaccines[code].against })) assert.ok(text.length > 0, code);
});

test('the schedule is in order: doses count from one, ages rise, nothing is due before it counts or after its age', () => {
  for (const row of scheduleByAge) {
    const before = scheduleByAge.find(({ vaccine, dose: number }) => vaccine === row.vaccine && number === row.dose - 1);
    assert.equal(before === undefined, row.dose === 1, row.vaccine);
    if (before !== undefined) assert.ok(before.from < row.from, row.vaccine);
    assert.ok(row.from < row.until && row.leastDays <= row.from * 31, row.vaccine);
    assert.equal(row.counts[0], row.vaccine);
  }
});

test('a dose is to come, due for a month, and then late', () => {
  const given = [dose('bcg', '2025-01-15'), dose('hepatitis-b', '2025-01-15')];
  const dueOn = addMonths(born, 2);
  assert.deepEqual(slotOf(at(child, given, addDays(dueOn, -1)).slots, 'hexavalente'), { vaccine: 'hexavalente', is: 'dose', dose: 1, doseId: null, state: 'upcoming', on: dueOn });
  assert.equal(stateOf(at(child, given, dueOn).slots, 'hexavalente'), 'due');
  assert.equal(stateOf(at(child, given, addDays(addMonths(dueOn, 1), -1)).slots, 'hexavalente'), 'due');
  assert.deepEqual(slotOf(at(child, given, addMonths(dueOn, 1)).slots, 'hexavalente'), { vaccine: 'hexavalente', is: 'dose', dose: 1, doseId: null, state: 'late', on: dueOn });
});

test('of a person of whom nothing is recorded it is never said that she is late', () => {
  const { slots } = at(child, [], '2026-11-23');
  assert.ok(slots.length > 10);
  assert.ok(!slots.some(({ state }) => state === 'late'));
  assert.equal(stateOf(slots, 'srp'), 'unrecorded');
});

test('only the first missing dose of a row is late; the next cannot be before it', () => {
  const { slots } = at(child, [dose('bcg', '2025-01-20'), dose('hexavalente', '2025-03-20')], '2026-11-23');
  assert.deepEqual([1, 2, 3, 4].map((number) => stateOf(slots, 'hexavalente', number)), ['given', 'late', 'upcoming', 'upcoming']);
  assert.equal(slotOf(slots, 'hexavalente', 3).on, null);
});

test('the next dose is due four weeks after the one before at the earliest, however late that one was', () => {
  const known = [dose('bcg', '2025-01-15'), dose('hexavalente', '2026-11-01')];
  assert.deepEqual([slotOf(at(child, known, '2026-11-23').slots, 'hexavalente', 2).state, slotOf(at(child, known, '2026-11-23').slots, 'hexavalente', 2).on], ['upcoming', '2026-11-29']);
  assert.equal(stateOf(at(child, known, '2026-11-29').slots, 'hexavalente', 2), 'due');
});

test('doses fill places by day, whatever the order they were written in; one somebody numbered stays where she put it', () => {
  const [first, second] = [dose('hexavalente', '2025-03-16'), dose('hexavalente', '2025-05-16')];
  const numbered = dose('hexavalente', '2025-07-20', { number: 3 });
  const { slots } = at(child, [numbered, second, first], '2025-08-01');
  assert.deepEqual([1, 2, 3, 4].map((number) => slotOf(slots, 'hexavalente', number).doseId), [first.id, second.id, numbered.id, null]);
});

test('what is over, twice of one number, or in no schedule, is told and lost from no list', () => {
  const again = dose('bcg', '2025-02-01');
  const twin = dose('srp', '2026-01-20', { number: 1 });
  const cholera = dose('rabia', '2026-02-01');
  const { others } = at(child, [dose('bcg', '2025-01-15'), again, dose('srp', '2026-01-16', { number: 1 }), twin, cholera], '2026-03-01');
  assert.deepEqual(new Set(others), new Set([again.id, twin.id, cholera.id]));
});

test('a dose given too young, or too soon after the one before, is told apart; four days are let pass', () => {
  const least = addDays(born, 42);
  assert.equal(stateOf(at(child, [dose('hexavalente', addDays(least, -4))], '2025-06-01').slots, 'hexavalente'), 'given');
  assert.equal(stateOf(at(child, [dose('hexavalente', addDays(least, -5))], '2025-06-01').slots, 'hexavalente'), 'given-early');
  const soon = (days: number) => at(child, [dose('hexavalente', '2025-03-15'), dose('hexavalente', addDays(parseCivilDate('2025-03-15'), days))], '2025-06-01').slots;
  assert.equal(stateOf(soon(24), 'hexavalente', 2), 'given');
  assert.equal(stateOf(soon(23), 'hexavalente', 2), 'given-early');
  assert.equal(stateOf(at(child, [dose('srp', '2025-12-01')], '2026-03-01').slots, 'srp'), 'given-early');
});

test('a dose of which nobody knows the day counts as given, without a day', () => {
  const { slots } = at(child, [dose('bcg', null)], '2026-03-01');
  assert.deepEqual([slotOf(slots, 'bcg').state, slotOf(slots, 'bcg').on], ['given', null]);
});

test('a refusal is told with its day, until the dose is given after all', () => {
  const refused = dose('srp', '2026-01-20', { isRefused: true });
  assert.equal(stateOf(at(child, [refused], '2026-02-20').slots, 'srp'), 'refused');
  assert.equal(stateOf(at(child, [refused, dose('srp', '2026-02-10')], '2026-02-20').slots, 'srp'), 'given');
});

test('nobody is reminded of a dose whose age has passed: hepatitis B of birth after a month, rotavirus after eight', () => {
  const known = [dose('bcg', '2025-01-15'), dose('rotavirus', '2025-03-20')];
  const limit = addMonths(born, 8);
  assert.deepEqual([stateOf(at(child, known, addDays(limit, 1)).slots, 'rotavirus', 2), stateOf(at(child, known, addDays(limit, 1)).slots, 'hepatitis-b')], ['closed', 'closed']);
  assert.equal(stateOf(at(child, known, limit).slots, 'rotavirus', 2), 'late');
});

test('rotavirus is not begun from fifteen weeks on; what was begun, however late, goes on', () => {
  const limit = addDays(born, 105);
  const states = (doses: readonly DoseOnRecord[], today: string) => [1, 2].map((number) => stateOf(at(child, [dose('bcg', '2025-01-15'), ...doses], today).slots, 'rotavirus', number));
  assert.deepEqual(states([], addDays(limit, -1)), ['late', 'upcoming']);
  assert.deepEqual(states([], limit), ['closed', 'closed']);
  assert.deepEqual(states([dose('rotavirus', addDays(limit, 5))], addDays(limit, 40)), ['given', 'due']);
});

test('born on 29 February: a term falls on 1 March where the year has no such day', () => {
  const leap: VaccinePerson = { birthDate: parseCivilDate('2024-02-29'), sex: 'H', due: null };
  const known = [dose('bcg', '2024-03-01')];
  assert.equal(stateOf(at(leap, known, '2025-02-28').slots, 'srp'), 'upcoming');
  assert.equal(slotOf(at(leap, known, '2025-03-01').slots, 'srp').on, '2025-03-01');
});

test('influenza is asked for each season, from August on it counts, and before its months it is to come', () => {
  const toddler: VaccinePerson = { birthDate: parseCivilDate('2023-05-01'), sex: 'H', due: null };
  const season = (doses: readonly DoseOnRecord[], today: string) => slotOf(at(toddler, doses, today).slots, 'influenza', 0, 'season');
  assert.deepEqual([season([], '2026-11-23').state, season([], '2026-11-23').on], ['due', '2026-10-01']);
  assert.equal(season([dose('influenza', '2026-07-31')], '2026-11-23').state, 'due');
  assert.equal(season([dose('influenza', '2026-08-01')], '2026-11-23').state, 'given');
  assert.equal(season([dose('influenza', '2026-11-01')], '2027-03-31').state, 'given');
  assert.deepEqual([season([dose('influenza', '2026-11-01')], '2027-04-01').state, season([], '2027-04-01').on], ['upcoming', '2027-10-01']);
  assert.equal(at(toddler, [], '2028-05-01').slots.some(({ is }) => is === 'season'), false);
});

test('a child of the first influenza doses is not asked for the season beside them', () => {
  const { slots } = at(child, [dose('bcg', '2025-01-15')], '2026-11-23');
  assert.deepEqual(slots.filter(({ vaccine }) => vaccine === 'influenza').map(({ is, state }) => [is, state]), [['dose', 'late'], ['dose', 'upcoming']]);
});

test('Td comes at fifteen and every ten years after the last, which a Tdpa may be; an adult without a record is not late', () => {
  const adult: VaccinePerson = { birthDate: parseCivilDate('1980-06-01'), sex: 'H', due: null };
  const td = (doses: readonly DoseOnRecord[], today: string) => slotOf(at(adult, doses, today).slots, 'td', 0, 'booster');
  assert.equal(td([], '2026-11-23').state, 'unrecorded');
  assert.equal(td([dose('bcg', '1980-07-01')], '2026-11-23').state, 'unrecorded');
  assert.equal(td([dose('tdpa', '2016-11-24')], '2026-11-23').state, 'given');
  assert.deepEqual([td([dose('td', '2016-11-23')], '2026-11-23').state, td([dose('td', '2016-11-23')], '2026-11-23').on], ['due', '2026-11-23']);
  assert.equal(td([dose('td', '2015-11-23')], '2026-11-23').state, 'late');
  assert.equal(td([dose('td', '2016-11-23', { isRefused: true })], '2026-11-23').state, 'unrecorded');
});

test('in a pregnancy Tdpa is due from its twentieth week, once in each', () => {
  const due = parseCivilDate('2027-03-01');
  const woman: VaccinePerson = { birthDate: parseCivilDate('1995-06-01'), sex: 'M', due };
  const slot = (doses: readonly DoseOnRecord[], today: string) => slotOf(at(woman, doses, today).slots, 'tdpa', 0, 'pregnancy');
  const from = addDays(due, -140);
  assert.equal(slot([], addDays(from, -1)).state, 'upcoming');
  assert.equal(slot([], from).state, 'due');
  assert.equal(slot([dose('tdpa', addDays(due, -281))], from).state, 'due');
  assert.equal(slot([dose('tdpa', addDays(due, -100))], '2027-02-01').state, 'given');
  assert.equal(stateOf(at(woman, [], '2026-11-23').slots, 'influenza', 0, 'season'), 'due');
});

test('an elder’s pneumococcal dose is not a child’s, and the child’s not an elder’s', () => {
  const elder: VaccinePerson = { birthDate: parseCivilDate('1955-06-01'), sex: 'M', due: null };
  const { slots } = at(elder, [dose('neumococica-conjugada', '2022-01-01')], '2026-11-23');
  assert.equal(stateOf(slots, 'neumococica-polisacarida'), 'given');
  assert.equal(stateOf(slots, 'neumococica-conjugada'), 'closed');
});

test('VPH is asked of girls and of the boys born since the programme took them in', () => {
  const at12 = (sex: 'H' | 'M', birth: string) => at({ birthDate: parseCivilDate(birth), sex, due: null }, [dose('bcg', birth)], '2026-11-23').slots.find(({ vaccine }) => vaccine === 'vph')?.state;
  assert.deepEqual([at12('M', '2012-01-01'), at12('H', '2012-01-01'), at12('H', '2014-01-01')], ['late', undefined, 'late']);
});

test('a birthday to come, or a dose of before birth, breaks nothing', () => {
  assert.ok(at(child, [], '2025-01-15').slots.every(({ state }) => ['due', 'upcoming', 'unrecorded'].includes(state)));
  assert.equal(stateOf(at(child, [dose('bcg', '2024-01-01')], '2025-03-01').slots, 'bcg'), 'given-early');
});
