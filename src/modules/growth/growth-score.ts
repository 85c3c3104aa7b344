import { percentileOf, valueAt, zScore } from '#kernel/lms.ts';
import type { Indicator, Sex } from './who-tables.ts';
import type { Row } from './who-tables.ts';
import { DAYS_OF_MONTH, lmsAt, lmsOfLength, sizeRows, STANDING_FROM, stretchesOf } from './who-tables.ts';

/** What the chart's units are: kg, cm, kg/m², cm. */
export const growthUnits = { weight: 'kg', height: 'cm', bmi: 'kg/m²', head: 'cm' } as const satisfies Record<Indicator, string>;

/** Weight and BMI are skewed; their scores beyond three deviations are WHO's corrected ones. */
export const isSkewed = { weight: true, bmi: true, height: false, head: false } as const satisfies Record<Indicator, boolean>;

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Pregnancy at term, 40 weeks: what corrected age counts from. */
const TERM_DAYS = 280;
/** Below 37 weeks a birth is preterm (WHO). */
const PRETERM_BELOW = 259;
const CORRECTED_UNTIL = 24 * DAYS_OF_MONTH;

/**
 * Age in days as if born at 40 weeks, for who was born before 37 and has not completed two years; null where nothing is to
 * be corrected. Negative until the expected day of birth.
 */
export const correctedDays = (days: number, gestationDays: number | null): number | null =>
  gestationDays === null || gestationDays >= PRETERM_BELOW || days >= CORRECTED_UNTIL ? null : days - (TERM_DAYS - gestationDays);

export type Posture = 'lying' | 'standing';
/** WHO compares lying below two years and standing from then; one is the other 0.7 cm away. `days`: the age it is compared at. */
export const comparableHeight = (cm: number, measured: Posture, days: number): number => {
  if (measured === 'standing' && days < STANDING_FROM) return cm + 0.7;
  return measured === 'lying' && days >= STANDING_FROM ? cm - 0.7 : cm;
};

/** Beyond these WHO calls a score biologically implausible: the measure is to be taken again. */
const plausible: Readonly<Record<Indicator, readonly [number, number]>> = { weight: [-6, 5], height: [-6, 6], bmi: [-5, 5], head: [-5, 5] };

/** Why there is no score. */
export type NoScore = 'before-term' | 'beyond-table';
export type Score =
  | { readonly z: number; readonly percentile: number; readonly isPlausible: boolean; readonly why: null }
  | { readonly z: null; readonly percentile: null; readonly isPlausible: true; readonly why: NoScore };

const none = (why: NoScore): Score => ({ z: null, percentile: null, isPlausible: true, why });

const scored = (z: number, [least, most]: readonly [number, number]): Score => ({ z: round(z, 2), percentile: round(percentileOf(z), 1), isPlausible: z >= least && z <= most, why: null });

/** How a value stands at an age in days, already corrected; z to two decimals, the percentile to one. */
export const scoreOf = (indicator: Indicator, sex: Sex, days: number, value: number): Score => {
  if (days < 0) return none('before-term');
  const lms = lmsAt(indicator, sex, days);
  if (lms === null) return none('beyond-table');
  return scored(zScore(lms, value, isSkewed[indicator]), plausible[indicator]);
};

const LENGTH_OVER_HEIGHT = 0.7;
const SIZE_UNTIL = 60 * DAYS_OF_MONTH;

/** The length lying that a size means: below two years it was taken so, from then on it is a height. */
export const lyingLength = (cm: number, days: number): number => round(days < STANDING_FROM ? cm : cm + LENGTH_OVER_HEIGHT, 1);

/**
 * How a weight stands at a size, whatever the age, below five years: 45 to 110 cm lying, 65 to 120 cm standing. `days`:
 * the age by the calendar, which says how the child was measured.
 */
export const weightForSize = (sex: Sex, weight: number, cm: number, days: number): Score => {
  const [least, most] = days < STANDING_FROM ? [45, 110] : [65, 120];
  const lms = days >= SIZE_UNTIL || cm < least || cm > most ? null : lmsOfLength(sex, lyingLength(cm, days));
  return lms === null ? none('beyond-table') : scored(zScore(lms, weight, true), [-5, 5]);
};

const curveScores = [-3, -2, -1, 0, 1, 2, 3] as const;
/** Lines of a chart; broken where WHO changes from lying to standing and from one table to the other. */
export type Curve = { readonly table: 'standard' | 'reference'; readonly from: number; readonly until: number; readonly lines: readonly { readonly z: number; readonly points: readonly (readonly [days: number, value: number])[] }[] };

/** Every row of the first two years, then every other one: no eye tells it from the whole. */
const drawn = (days: number, at: number, count: number): boolean => days < STANDING_FROM || at % 2 === 0 || at === count - 1;

const linesOf = (rows: readonly Row[], until: number): Curve['lines'] =>
  curveScores.map((z) => ({ z, points: rows.map((row) => [round(Math.min(row.day, until), 1), round(valueAt(row, z), 2)] as const) }));

/** The same of weight for length: cm lying in the place of days. */
export const sizeCurves = (sex: Sex): readonly Curve[] => [{ table: 'standard', from: 45, until: 121, lines: linesOf(sizeRows(sex), 121) }];

/** The seven lines from −3 to +3 deviations over WHO's whole table, ages in days. */
export const growthCurves = (indicator: Indicator, sex: Sex): readonly Curve[] => stretchesOf(indicator, sex).map(({ table, from, until, rows }) => {
  const shown = rows.filter(({ day }, at) => drawn(day, at, rows.length));
  return { table, from, until, lines: linesOf(shown, until) };
});
