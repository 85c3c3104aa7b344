import { addDays, addMonths, addYears, daysBetween, parseCivilDate, partsOf } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import { DAYS_OF_PREGNANCY } from './pregnancy.ts';
import { monthsAt } from './vital-ranges.ts';
import { GRACE_DAYS, influenzaSeason, LEAST_INTERVAL_DAYS, scheduleByAge, tdpaInPregnancy, tetanus } from './vaccines.ts';
import type { ScheduledDose, VaccineCode } from './vaccines.ts';

/**
 * Which vaccines a person was given, is due, or is late for; pure. What is not on record may still have been given
 * elsewhere: of somebody of whom nothing is recorded it is never said that she is late.
 */

export type DoseOnRecord = {
  readonly id: string; readonly vaccine: VaccineCode; /** As somebody numbered it. */ readonly number: number | null;
  /** Null: nobody knows the day. */
  readonly on: CivilDate | null; readonly isRefused: boolean;
};
export type VaccinePerson = { readonly birthDate: CivilDate; readonly sex: 'H' | 'M' | null; /** Expected date of birth while pregnant. */ readonly due: CivilDate | null };

export type SlotState = 'given' | 'given-early' | 'refused' | 'due' | 'late' | 'upcoming' | 'closed' | 'unrecorded';
/** One place of the schedule. `on`: the day given or refused, since when it is due, or when it will be. */
export type Slot = {
  readonly vaccine: VaccineCode; readonly is: 'dose' | 'season' | 'booster' | 'pregnancy'; /** 0 where doses are not numbered. */ readonly dose: number;
  readonly state: SlotState; readonly on: CivilDate | null; readonly doseId: string | null;
};
export type Vaccination = { readonly slots: readonly Slot[]; /** On record and in no place of the schedule. */ readonly others: readonly string[] };

/** From this age on a dose without a record is no lateness: it may have been given before anybody kept records here. */
const ADULT_MONTHS = 18 * 12;
/** A dose is due for this long before it is called late (own design). */
const DUE_MONTHS = 1;
const BOOSTER_DUE_MONTHS = 12;

type View = { readonly person: VaccinePerson; readonly months: number; readonly today: CivilDate; readonly hasRecord: boolean };

const byDay = (one: DoseOnRecord, other: DoseOnRecord): number => (one.on ?? '9999-12-31').localeCompare(other.on ?? '9999-12-31') || (one.number ?? 99) - (other.number ?? 99);

/** Puts doses into numbered places: where somebody numbered them, else the first free one, by day. A given dose takes the place of a refused one. */
const placed = (doses: readonly DoseOnRecord[], count: number): { readonly at: ReadonlyMap<number, DoseOnRecord>; readonly over: readonly DoseOnRecord[] } => {
  const at = new Map<number, DoseOnRecord>();
  const over: DoseOnRecord[] = [];
  const ordered = [...doses.filter(({ isRefused }) => !isRefused), ...doses.filter(({ isRefused }) => isRefused)];
  for (const dose of ordered.filter(({ number }) => number !== null)) {
    const number = dose.number ?? 0;
    if (number >= 1 && number <= count && !at.has(number)) at.set(number, dose);
    else over.push(dose);
  }
  for (const dose of ordered.filter(({ number }) => number === null)) {
    const free = Array.from({ length: count }, (_, nth) => nth + 1).find((number) => !at.has(number));
    if (free === undefined) over.push(dose);
    else at.set(free, dose);
  }
  return { at, over };
};

/** Whether a dose was given before it counts: too young, or too soon after the one before. */
const isEarly = ({ leastDays, dose }: ScheduledDose, on: CivilDate, { birthDate }: VaccinePerson, before: DoseOnRecord | undefined): boolean => {
  if (daysBetween(birthDate, on) < leastDays - GRACE_DAYS) return true;
  return dose > 1 && before !== undefined && !before.isRefused && before.on !== null && daysBetween(before.on, on) < LEAST_INTERVAL_DAYS - GRACE_DAYS;
};

const closed: Pick<Slot, 'state' | 'on'> = { state: 'closed', on: null };
const isWanted = ({ state }: Pick<Slot, 'state'>): boolean => state === 'late' || state === 'due';

const later = (one: CivilDate, other: CivilDate): CivilDate => (one > other ? one : other);

/** Of a dose that is not on record; `before` is the one ahead of it. */
const stateByAge = (row: ScheduledDose, { person, months, today, hasRecord }: View, before: DoseOnRecord | undefined): Pick<Slot, 'state' | 'on'> => {
  const atAge = addMonths(person.birthDate, row.from);
  const dueOn = row.dose > 1 && before !== undefined && before.on !== null && !before.isRefused ? later(atAge, addDays(before.on, LEAST_INTERVAL_DAYS)) : atAge;
  if (today > addMonths(person.birthDate, row.until)) return closed;
  if (today < dueOn) return { state: 'upcoming', on: dueOn };
  if (today < addMonths(dueOn, DUE_MONTHS)) return { state: 'due', on: dueOn };
  return { state: hasRecord && months < ADULT_MONTHS ? 'late' : 'unrecorded', on: dueOn };
};

/** An earlier dose that is still missing is the one that is due; when those behind it are due is known once it is given. */
const isBehindMissing = (slots: readonly Slot[], { vaccine, dose }: ScheduledDose): boolean =>
  slots.some((slot) => slot.vaccine === vaccine && slot.dose === dose - 1 && (isWanted(slot) || (slot.state === 'upcoming' && slot.on === null)));

const isFor = ({ bornFrom }: ScheduledDose, { birthDate, sex }: VaccinePerson): boolean => bornFrom === undefined || birthDate >= bornFrom[sex ?? 'M'];

/** A dose given after the row's ages belongs to another, as a child's and an elder's of one vaccine. */
const answers = ({ vaccine, on }: DoseOnRecord, { counts, until }: ScheduledDose, { birthDate }: VaccinePerson): boolean =>
  counts.includes(vaccine) && (on === null || on <= addMonths(birthDate, until));

/** Whether a series that nobody began may not be begun any more. */
const isTooLate = (row: ScheduledDose, at: ReadonlyMap<number, DoseOnRecord>, { person, today }: View): boolean =>
  row.startByDays !== undefined && !at.has(1) && daysBetween(person.birthDate, today) >= row.startByDays;

const slotsOfRow = (rows: readonly ScheduledDose[], doses: readonly DoseOnRecord[], view: View): { readonly slots: readonly Slot[]; readonly over: readonly DoseOnRecord[] } => {
  const { at, over } = placed(doses, rows.length);
  const slots: Slot[] = [];
  for (const row of rows) {
    const { vaccine, dose } = row;
    const held = at.get(dose);
    const common = { vaccine, is: 'dose', dose, doseId: held?.id ?? null } as const;
    if (held?.isRefused === true) slots.push({ ...common, state: 'refused', on: held.on });
    else if (held !== undefined) slots.push({ ...common, state: held.on !== null && isEarly(row, held.on, view.person, at.get(dose - 1)) ? 'given-early' : 'given', on: held.on });
    else {
      const told = isTooLate(row, at, view) ? closed : stateByAge(row, view, at.get(dose - 1));
      slots.push({ ...common, ...(isWanted(told) && isBehindMissing(slots, row) ? { state: 'upcoming', on: null } : told) });
    }
  }
  return { slots, over };
};

const tetanusSlot = (doses: readonly DoseOnRecord[], { person, months, today, hasRecord }: View): Slot => {
  const common = { vaccine: 'td', is: 'booster', dose: 0 } as const;
  const beginsOn = addMonths(person.birthDate, tetanus.from);
  // a dose of before fifteen years answers a child’s schedule, not the first of these
  const last = doses.findLast(({ on, isRefused }) => on !== null && on >= beginsOn && !isRefused);
  const next = last === undefined || last.on === null ? beginsOn : addYears(last.on, tetanus.everyYears);
  if (today < next) return last === undefined ? { ...common, state: 'upcoming', on: next, doseId: null } : { ...common, state: 'given', on: last.on, doseId: last.id };
  if (last === undefined && (months >= ADULT_MONTHS || !hasRecord)) return { ...common, state: 'unrecorded', on: next, doseId: null };
  return { ...common, state: today < addMonths(next, BOOSTER_DUE_MONTHS) ? 'due' : 'late', on: next, doseId: null };
};

/** The first day of the season that runs or comes next. */
const seasonAt = (today: CivilDate): { readonly begins: CivilDate; readonly isOn: boolean } => {
  const { year, month } = partsOf(today);
  const isAfterNewYear = month <= influenzaSeason.lastMonth;
  return { begins: parseCivilDate(`${String(isAfterNewYear ? year - 1 : year)}-${String(influenzaSeason.firstMonth)}-01`), isOn: isAfterNewYear || month >= influenzaSeason.firstMonth };
};

const seasonSlots = (doses: readonly DoseOnRecord[], { person, months, today }: View): readonly Slot[] => {
  const { child, elder, countsFromMonth, firstMonth } = influenzaSeason;
  const isAsked = (months >= child.from && months < child.until) || months >= elder || person.due !== null;
  if (!isAsked) return [];
  const { begins, isOn } = seasonAt(today);
  const countsFrom = addMonths(begins, countsFromMonth - firstMonth);
  const held = doses.filter(({ on }) => on !== null && on >= countsFrom).at(-1);
  const common = { vaccine: 'influenza', is: 'season', dose: 0, doseId: held?.id ?? null } as const;
  if (held !== undefined) return [{ ...common, state: held.isRefused ? 'refused' : 'given', on: held.on }];
  return [{ ...common, state: isOn ? 'due' : 'upcoming', on: begins }];
};

const pregnancySlots = (doses: readonly DoseOnRecord[], { person, today }: View): readonly Slot[] => {
  if (person.due === null) return [];
  const begun = addDays(person.due, -DAYS_OF_PREGNANCY);
  const from = addDays(begun, tdpaInPregnancy.fromWeek * 7);
  const held = doses.filter(({ on, vaccine }) => vaccine === 'tdpa' && on !== null && on >= begun).at(-1);
  const common = { vaccine: 'tdpa', is: 'pregnancy', dose: 0, doseId: held?.id ?? null } as const;
  if (held !== undefined) return [{ ...common, state: held.isRefused ? 'refused' : 'given', on: held.on }];
  return [{ ...common, state: today < from ? 'upcoming' : 'due', on: from }];
};

/** The schedule of a person on a day. Doses count for the first row that takes them; ages are never corrected for prematurity. */
export const vaccinationAt = (person: VaccinePerson, doses: readonly DoseOnRecord[], today: CivilDate): Vaccination => {
  const view: View = { person, months: monthsAt(person.birthDate, today) ?? 0, today, hasRecord: doses.length > 0 };
  const ordered = doses.toSorted(byDay);
  const slots: Slot[] = [];
  let left: readonly DoseOnRecord[] = ordered;
  for (const name of new Set(scheduleByAge.map(({ vaccine }) => vaccine))) {
    const rows = scheduleByAge.filter((row) => row.vaccine === name && isFor(row, person));
    const taken = left.filter((dose) => rows[0] !== undefined && answers(dose, rows[0], person));
    const { slots: placedSlots, over } = slotsOfRow(rows, taken, view);
    slots.push(...placedSlots);
    left = left.filter((dose) => !taken.includes(dose) || over.includes(dose));
  }
  const isBegun = !slots.some(({ vaccine, state }) => vaccine === 'influenza' && isWanted({ state }));
  const seasons = isBegun ? seasonSlots(ordered.filter(({ vaccine }) => vaccine === 'influenza'), view) : [];
  const further = [...seasons, tetanusSlot(ordered.filter(({ vaccine }) => tetanus.counts.includes(vaccine)), view), ...pregnancySlots(ordered, view)];
  const held = new Set(further.map(({ doseId }) => doseId));
  return { slots: [...slots, ...further], others: left.filter(({ id }) => !held.has(id)).map(({ id }) => id) };
};
