import type { Lms } from '#kernel/lms.ts';
import { reference } from './who-reference-data.ts';
import { weightForLength } from './who-size-data.ts';
import { standard } from './who-standard-data.ts';

/** WHO's rows as they are looked up: each indicator and sex is a run of stretches without a break inside. */

export const indicators = ['weight', 'height', 'bmi', 'head'] as const;
export type Indicator = (typeof indicators)[number];
export type Sex = 'H' | 'M';

/** WHO's month: 365.25 / 12 days. */
export const DAYS_OF_MONTH = 30.4375;
/** The first day measured standing: two completed years. */
export const STANDING_FROM = 731;

export type Row = Lms & { readonly day: number };
/** Rows by age; holds from `from` up to, and without, `until`, in days. */
export type Stretch = { readonly table: 'standard' | 'reference'; readonly from: number; readonly until: number; readonly rows: readonly Row[] };

const read = (text: string): readonly Lms[] => text.trim().split(',').map((row) => {
  const numbers = row.trim().split(/\s+/).map(Number);
  const [l = Number.NaN, m = Number.NaN, s = Number.NaN] = numbers.length === 2 ? [1, ...numbers] : numbers;
  return { l, m, s };
});

const monthly = (text: string, firstMonth: number): readonly Row[] => read(text).map((row, at) => ({ ...row, day: (firstMonth + at) * DAYS_OF_MONTH }));
const onDays = (text: string, days: readonly number[]): readonly Row[] => read(text).flatMap((row, at) => {
  const day = days[at];
  return day === undefined ? [] : [{ ...row, day }];
});
const merged = (early: readonly Row[], months: readonly Row[]): readonly Row[] => [...early, ...months.filter(({ day }) => day > 0)].toSorted((one, other) => one.day - other.day);

const WEEKS = [14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84];
const weightDays = [0, 1, 3, 5, 7, ...WEEKS];
const bmiDays = [0, 7, ...WEEKS];
const otherDays = [0, ...WEEKS];

const FIVE_YEARS = 60 * DAYS_OF_MONTH;
const upTo = (months: number): number => months * DAYS_OF_MONTH + 0.5;

const stretch = (table: Stretch['table'], from: number, until: number, rows: readonly Row[]): Stretch => ({ table, from, until, rows });

const tablesOf = (who: 'Boys' | 'Girls'): Readonly<Record<Indicator, readonly Stretch[]>> => ({
  weight: [
    stretch('standard', 0, FIVE_YEARS, merged(onDays(standard[`weightNewborn${who}`], weightDays), monthly(standard[`weight${who}`], 0))),
    stretch('reference', FIVE_YEARS, upTo(120), monthly(reference[`weight${who}`], 60)),
  ],
  height: [
    stretch('standard', 0, STANDING_FROM, merged(onDays(standard[`lengthWeeks${who}`], otherDays), monthly(standard[`length${who}`], 0))),
    stretch('standard', STANDING_FROM, FIVE_YEARS, monthly(standard[`height${who}`], 24)),
    stretch('reference', FIVE_YEARS, upTo(228), monthly(reference[`height${who}`], 60)),
  ],
  bmi: [
    stretch('standard', 0, STANDING_FROM, merged(onDays(standard[`bmiWeeks${who}`], bmiDays), monthly(standard[`bmiLying${who}`], 0))),
    stretch('standard', STANDING_FROM, FIVE_YEARS, monthly(standard[`bmiStanding${who}`], 24)),
    stretch('reference', FIVE_YEARS, upTo(228), monthly(reference[`bmi${who}`], 60)),
  ],
  head: [stretch('standard', 0, upTo(60), merged(onDays(standard[`headWeeks${who}`], otherDays), monthly(standard[`head${who}`], 0)))],
});

const boys = tablesOf('Boys');
const girls = tablesOf('Girls');

export const stretchesOf = (indicator: Indicator, sex: Sex): readonly Stretch[] => (sex === 'H' ? boys : girls)[indicator];

const between = (before: Row, after: Row, day: number): Lms => {
  const part = (day - before.day) / (after.day - before.day);
  const mix = (from: number, to: number): number => from + (to - from) * part;
  return { l: mix(before.l, after.l), m: mix(before.m, after.m), s: mix(before.s, after.s) };
};

const within = (rows: readonly Row[], day: number): Lms | null => {
  const at = rows.findIndex((row) => row.day >= day);
  const after = rows[at === -1 ? rows.length - 1 : at];
  const before = rows[at - 1];
  if (after === undefined) return null;
  return at <= 0 || before === undefined ? after : between(before, after, day);
};

/** WHO's L, M and S at an age in days, by straight lines between its rows; null outside the table. */
export const lmsAt = (indicator: Indicator, sex: Sex, days: number): Lms | null => {
  const rows = stretchesOf(indicator, sex).find(({ from, until }) => days >= from && days < until)?.rows;
  return rows === undefined ? null : within(rows, days);
};

/** By length in the place of days. */
const bySize = ({ l, rows }: (typeof weightForLength)[keyof typeof weightForLength]): readonly Row[] => rows.trim().split(',').map((row) => {
  const [day = Number.NaN, m = Number.NaN, s = Number.NaN] = row.trim().split(/\s+/).map(Number);
  return { day, l, m, s };
});
const sizes = { H: bySize(weightForLength.Boys), M: bySize(weightForLength.Girls) } as const;

/** The rows of weight for length, `day` being cm lying. */
export const sizeRows = (sex: Sex): readonly Row[] => sizes[sex];
/** WHO's L, M and S of the weight at a length in cm lying; the caller keeps to the table. */
export const lmsOfLength = (sex: Sex, cm: number): Lms | null => within(sizes[sex], cm);
