import type { Indicator, Lms, Sex } from './who-tables.ts';
import { DAYS_OF_MONTH, lmsAt, STANDING_FROM, stretchesOf } from './who-tables.ts';

/** What the chart's units are: kg, cm, kg/m², cm. */
export const growthUnits = { weight: 'kg', height: 'cm', bmi: 'kg/m²', head: 'cm' } as const satisfies Record<Indicator, string>;

/** Weight and BMI are skewed: beyond three deviations the distance between the second and the third is carried on. */
const isStretched: Readonly<Record<Indicator, boolean>> = { weight: true, bmi: true, height: false, head: false };

const round = (value: number, digits: number): number => Number(value.toFixed(digits));

/** The value at z deviations. */
export const valueAt = ({ l, m, s }: Lms, z: number): number => (l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l));

/**
 * Standard deviations from the median, by LMS. For weight and BMI beyond ±3 by WHO's own correction (WHO Child Growth
 * Standards: Methods and development, 2006, chapter 7; as in its package `anthro`, compute_zscore_adjusted). Unrounded.
 */
export const zScore = (indicator: Indicator, lms: Lms, value: number): number => {
  const plain = lms.l === 0 ? Math.log(value / lms.m) / lms.s : ((value / lms.m) ** lms.l - 1) / (lms.s * lms.l);
  if (!isStretched[indicator] || Math.abs(plain) <= 3) return plain;
  const side = plain > 0 ? 1 : -1;
  const third = valueAt(lms, 3 * side);
  return side * 3 + (value - third) / Math.abs(third - valueAt(lms, 2 * side));
};

// Abramowitz and Stegun 7.1.26: the error stays below 1.5e-7, which no printed percentile shows.
const COEFFICIENTS = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
/** Of a hundred children how many lie below, 0 to 100. */
export const percentileOf = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = COEFFICIENTS.reduce((sum, each) => (sum + each) * t, 0) * Math.exp(-x * x) / 2;
  return 100 * (z < 0 ? tail : 1 - tail);
};

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

/** How a value stands at an age in days, already corrected; z to two decimals, the percentile to one. */
export const scoreOf = (indicator: Indicator, sex: Sex, days: number, value: number): Score => {
  if (days < 0) return none('before-term');
  const lms = lmsAt(indicator, sex, days);
  if (lms === null) return none('beyond-table');
  const z = zScore(indicator, lms, value);
  const [least, most] = plausible[indicator];
  return { z: round(z, 2), percentile: round(percentileOf(z), 1), isPlausible: z >= least && z <= most, why: null };
};

export const curveScores = [-3, -2, -1, 0, 1, 2, 3] as const;
/** Lines of a chart; broken where WHO changes from lying to standing and from one table to the other. */
export type Curve = { readonly table: 'standard' | 'reference'; readonly from: number; readonly until: number; readonly lines: readonly { readonly z: number; readonly points: readonly (readonly [days: number, value: number])[] }[] };

/** Every row of the first year, then every other one: no eye tells it from the whole. */
const drawn = (days: number, at: number, count: number): boolean => days < 365 || at % 2 === 0 || at === count - 1;

/** The seven lines from −3 to +3 deviations over WHO's whole table, ages in days. */
export const growthCurves = (indicator: Indicator, sex: Sex): readonly Curve[] => stretchesOf(indicator, sex).map(({ table, from, until, rows }) => {
  const shown = rows.filter(({ day }, at) => drawn(day, at, rows.length));
  return { table, from, until, lines: curveScores.map((z) => ({ z, points: shown.map((row) => [round(Math.min(row.day, until), 1), round(valueAt(row, z), 2)] as const) })) };
});
