/**
 * Growth of children by WHO's tables: pure data and functions.
 *
 * - standard: WHO Child Growth Standards (2006), birth to five years; how children grow who lack nothing
 * - reference: WHO Growth Reference (2007), five to nineteen years; weight only to ten
 * - LMS: power, median and coefficient of variation of the distribution at an age
 * - z: distance from the median in standard deviations
 * - corrected age: as if born at forty weeks, for preterm children until two years
 */
export { comparableHeight, correctedDays, growthCurves, growthUnits, isSkewed, lyingLength, scoreOf, sizeCurves, weightForSize } from './growth-score.ts';
export type { Curve } from './growth-score.ts';
export { indicators, lmsAt, STANDING_FROM } from './who-tables.ts';
export type { Indicator, Sex } from './who-tables.ts';
