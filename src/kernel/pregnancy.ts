import { addDays, daysBetween } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

/**
 * Gestational age, and what statements about a pregnancy are still worth on a given day; pure.
 *
 * A pregnancy counts 280 days from the first day of the last menstrual period (Naegele’s rule; American College of
 * Obstetricians and Gynecologists, Committee Opinion 700, 2017, for when ultrasound’s due date takes its place).
 */
export const DAYS_OF_PREGNANCY = 280;

export const dueDateAfter = (lastPeriod: CivilDate): CivilDate => addDays(lastPeriod, DAYS_OF_PREGNANCY);

/** Completed weeks and days. */
export type GestationalAge = { readonly weeks: number; readonly days: number };

/** Counted back from the due date, since that is what an ultrasound corrects. Null before the first day. */
export const gestationalAgeAt = (due: CivilDate, at: CivilDate): GestationalAge | null => {
  const days = DAYS_OF_PREGNANCY - daysBetween(at, due);
  return days < 0 ? null : { weeks: Math.floor(days / 7), days: days % 7 };
};

/** How long a statement holds before it is asked again, in days (D); a pregnancy with a due date holds until two weeks after it. */
const statementHolds = { pregnant: 90, breastfeeding: 180, puerperium: 42, 'not-pregnant': 30, unknown: 0 } as const;
const DAYS_AFTER_DUE = 14;
export type PregnancyStatus = keyof typeof statementHolds;

/** What somebody stated. `statedOn`: the day it was true of, a test’s date; `recordedOn` when nobody said. */
export type PregnancyStatement = {
  readonly status: PregnancyStatus; readonly lastPeriod: CivilDate | null; readonly due: CivilDate | null; readonly statedOn: CivilDate;
  /** Among statements of one day the later recorded holds. */
  readonly recordedAt: string;
};

/** What holds on a day. `toConfirm`: it is too old to be taken as true, and is never shown as current. */
export type PregnancyState = {
  readonly status: PregnancyStatus; readonly statedOn: CivilDate; readonly due: CivilDate | null; readonly age: GestationalAge | null;
  readonly toConfirm: null | 'due-date-passed' | 'old' | 'unknown';
};

const doubtOf = ({ status, statedOn }: PregnancyStatement, due: CivilDate | null, at: CivilDate): PregnancyState['toConfirm'] => {
  if (status === 'unknown') return 'unknown';
  if (status === 'pregnant' && due !== null) return daysBetween(due, at) > DAYS_AFTER_DUE ? 'due-date-passed' : null;
  return daysBetween(statedOn, at) > statementHolds[status] ? 'old' : null;
};

/** The newest statement by the day it is of, and what it is worth at `at`; null when nobody ever stated anything. */
export const pregnancyAt = (statements: readonly PregnancyStatement[], at: CivilDate): PregnancyState | null => {
  const [newest] = statements.toSorted((one, other) => other.statedOn.localeCompare(one.statedOn) || other.recordedAt.localeCompare(one.recordedAt));
  if (newest === undefined) return null;
  const isPregnant = newest.status === 'pregnant';
  const due = !isPregnant ? null : newest.due ?? (newest.lastPeriod === null ? null : dueDateAfter(newest.lastPeriod));
  const toConfirm = doubtOf(newest, due, at);
  return { status: newest.status, statedOn: newest.statedOn, due, age: due === null || toConfirm !== null ? null : gestationalAgeAt(due, at), toConfirm };
};

const isNewer = (one: PregnancyStatement, other: PregnancyStatement): boolean => one.statedOn > other.statedOn || (one.statedOn === other.statedOn && one.recordedAt > other.recordedAt);

/**
 * Whether a day lies in a pregnancy that was ever stated: from the last period, or 280 days before the due date, until two
 * weeks after it, or until somebody stated something else, other dates too. Without dates, as long as the statement holds.
 */
export const wasPregnantOn = (statements: readonly PregnancyStatement[], on: CivilDate): boolean => statements.some((pregnant) => {
  if (pregnant.status !== 'pregnant') return false;
  const due = pregnant.due ?? (pregnant.lastPeriod === null ? null : dueDateAfter(pregnant.lastPeriod));
  const [from, to] = due === null ? [pregnant.statedOn, addDays(pregnant.statedOn, statementHolds.pregnant)] : [addDays(due, -DAYS_OF_PREGNANCY), addDays(due, DAYS_AFTER_DUE)];
  const isOver = statements.some((later) => later.status !== 'unknown' && later.statedOn <= on && isNewer(later, pregnant));
  return on >= from && on <= to && !isOver;
});
