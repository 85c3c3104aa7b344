/** A distribution at one age by Cole's LMS: its power, median and coefficient of variation; pure. */
export type Lms = { readonly l: number; readonly m: number; readonly s: number };

/** The value at z deviations. */
export const valueAt = ({ l, m, s }: Lms, z: number): number => (l === 0 ? m * Math.exp(s * z) : m * (1 + l * s * z) ** (1 / l));

/**
 * Standard deviations from the median, unrounded. Of a skewed measure (weight, BMI) beyond ±3 by WHO's own correction: the
 * distance between the second and the third deviation is carried on (WHO Child Growth Standards: Methods and development,
 * 2006, chapter 7; as in its package `anthro`, compute_zscore_adjusted).
 */
export const zScore = (lms: Lms, value: number, isSkewed: boolean): number => {
  const plain = lms.l === 0 ? Math.log(value / lms.m) / lms.s : ((value / lms.m) ** lms.l - 1) / (lms.s * lms.l);
  if (!isSkewed || Math.abs(plain) <= 3) return plain;
  const side = plain > 0 ? 1 : -1;
  const third = valueAt(lms, 3 * side);
  return side * 3 + (value - third) / Math.abs(third - valueAt(lms, 2 * side));
};

// Abramowitz and Stegun 7.1.26: the error stays below 1.5e-7, which no printed percentile shows.
const COEFFICIENTS = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];

/** Of a hundred people how many lie below, 0 to 100. */
export const percentileOf = (z: number): number => {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const tail = COEFFICIENTS.reduce((sum, each) => (sum + each) * t, 0) * Math.exp(-x * x) / 2;
  return 100 * (z < 0 ? tail : 1 - tail);
};
