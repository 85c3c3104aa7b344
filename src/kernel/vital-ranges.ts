import { ageAt, isCivilDate } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';
import type { Verified } from './norms.ts';

/**
 * Which values of a vital sign are possible, which are odd and which call for a second look, by age; pure.
 *
 * Three questions, kept apart. Possible: beyond these limits nobody lives, the value is a slip and is not stored. Odd:
 * storable, but so rare at this age that the screen asks once more. Flagged: plausible and out of the usual, told beside
 * the value with a word. None of them decides anything: a flag is no diagnosis, and thresholds are at rest, breathing air.
 */

export const vitalSigns = ['temperature', 'systolic', 'diastolic', 'heartRate', 'respiratoryRate', 'oxygenSaturation', 'weight', 'height', 'headCircumference', 'glucose'] as const;
export type VitalSign = (typeof vitalSigns)[number];

export type Limits = { readonly least: number; readonly most: number };

/**
 * What is refused as impossible: wider than what was ever survived (D). °C, mmHg, per minute, %, kg, cm, mg/dL. They are
 * not the ranges of the DGIS file: a heart rate of 38 must be recordable.
 */
export const possible = {
  temperature: { least: 20, most: 46 }, systolic: { least: 20, most: 350 }, diastolic: { least: 5, most: 250 }, heartRate: { least: 15, most: 350 },
  respiratoryRate: { least: 2, most: 150 }, oxygenSaturation: { least: 1, most: 100 }, weight: { least: 0.3, most: 650 }, height: { least: 20, most: 260 },
  headCircumference: { least: 15, most: 80 }, glucose: { least: 5, most: 2500 },
} as const satisfies Record<VitalSign, Limits>;

/** What GIIS-B015-04-11 admits in fields 26-35 (O); of the head it asks nothing, hence whatever is possible. A value beyond is recorded, asked about, and cannot be reported as it is. */
export const reportable = {
  temperature: { least: 30, most: 44 }, systolic: { least: 50, most: 300 }, diastolic: { least: 20, most: 200 }, heartRate: { least: 40, most: 220 },
  respiratoryRate: { least: 10, most: 99 }, oxygenSaturation: { least: 1, most: 100 }, weight: { least: 1, most: 400 }, height: { least: 30, most: 220 },
  headCircumference: possible.headCircumference, glucose: { least: 20, most: 999 },
} as const satisfies Record<VitalSign, Limits>;

export const isReportable = (sign: VitalSign, value: number): boolean => value >= reportable[sign].least && value <= reportable[sign].most;

/** Where thresholds come from and how their wording was verified. */
export const rangeSources = {
  news2: { cites: 'Royal College of Physicians. National Early Warning Score (NEWS) 2, 2017: values of three points, 16 years and older', verified: 'Q' },
  fleming: { cites: 'Fleming S et al. Lancet 2011;377:1011-18: 1st and 99th centile at rest, birth to 18 years', verified: 'M' },
  pals: { cites: 'American Heart Association, Pediatric Advanced Life Support: hypotension by age; above 60 breaths a minute is urgent', verified: 'Q' },
  aap: { cites: 'Flynn JT et al. Pediatrics 2017;140:e20171904: screening table by age and sex; stage 2 from 140/90', verified: 'M' },
  nom030: { cites: 'NOM-030-SSA2-2009: arterial hypertension from 140/90 mmHg, third stage from 180/110', verified: 'M' },
  imci: { cites: 'WHO, Integrated Management of Childhood Illness: fast breathing by age; hypoxaemia below 90 %; fever and hypothermia of the young infant', verified: 'M' },
  ada: { cites: 'American Diabetes Association, Standards of Care: hypoglycaemia below 70 and 54 mg/dL; 200 mg/dL at any hour', verified: 'M' },
  pes: { cites: 'Adamkin DH, AAP. Pediatrics 2011;127:575-9: operational threshold of the newborn’s glucose', verified: 'M' },
  design: { cites: 'Own design: the usual resting range of everyday practice', verified: 'D' },
} as const satisfies Record<string, { readonly cites: string; readonly verified: Verified }>;
export type RangeSource = keyof typeof rangeSources;

/** Below `below[0]` very low, below `below[1]` low; from `from[0]` on high, from `from[1]` on very high. Null: not flagged. */
export type Band = {
  /** Holds before this age in completed months; the last band has none. */
  readonly until: number;
  readonly below: readonly [veryLow: number | null, low: number | null];
  readonly from: readonly [high: number | null, veryHigh: number | null];
  readonly sources: readonly RangeSource[];
};

const ADULT = 16 * 12;
const EVER = Number.POSITIVE_INFINITY;
const band = (until: number, below: Band['below'], from: Band['from'], ...sources: readonly RangeSource[]): Band => ({ until, below, from, sources });

/** Months a band ends at, first and ninety-ninth centile of the heart rate. */
const hearts = [
  [3, 107, 181], [6, 104, 175], [9, 98, 168], [12, 93, 161], [18, 88, 156], [24, 82, 149], [36, 76, 142],
  [48, 70, 136], [72, 65, 131], [96, 59, 123], [144, 52, 115], [180, 47, 108], [ADULT, 43, 104],
] as const;
const heartRate: readonly Band[] = [
  ...hearts.map(([until, low, most]) => band(until, [null, low], [most + 1, null], 'fleming')),
  band(EVER, [41, 50], [101, 131], 'design', 'news2'),
];

/** Months a band ends at, first centile, and where fast breathing begins: WHO's before five years, above the ninety-ninth centile after. */
const breaths = [
  [2, 25, 60], [3, 25, 50], [6, 24, 50], [9, 23, 50], [12, 22, 50], [18, 21, 40], [24, 19, 40], [36, 18, 40],
  [60, 17, 40], [72, 17, 30], [96, 16, 28], [144, 14, 26], [180, 12, 24], [ADULT, 11, 23],
] as const;
const respiratoryRate: readonly Band[] = [
  ...breaths.map(([until, low, fast]) => band(until, [null, low], [fast, until === 2 ? null : 61], 'fleming', until > 60 ? 'pals' : 'imci')),
  band(EVER, [9, 12], [21, 25], 'news2'),
];

/** The screening table, from one year of age on: systolic and diastolic of boys, then of girls. */
const screening = [
  [98, 52, 98, 54], [100, 55, 101, 58], [101, 58, 102, 60], [102, 60, 103, 62], [103, 63, 104, 64], [105, 66, 105, 67],
  [106, 68, 106, 68], [107, 69, 107, 69], [107, 70, 108, 71], [108, 72, 109, 72], [110, 74, 111, 74], [113, 75, 114, 75],
] as const;

/** Without a known sex the lower of both. */
const bySex = (boys: number, girls: number, sex: 'H' | 'M' | null): number => (sex === 'H' ? boys : sex === 'M' ? girls : Math.min(boys, girls));
/** Hypotension: below 70 plus twice the age in years, from ten years on below 90. */
const hypotension = (years: number): number => Math.min(90, 70 + 2 * years);

const systolic = (sex: 'H' | 'M' | null): readonly Band[] => [
  band(1, [60, null], [null, null], 'pals'), band(12, [70, null], [null, null], 'pals'),
  ...screening.map(([boys, , girls], at) => band((at + 2) * 12, [hypotension(at + 1), null], [bySex(boys, girls, sex), 140], 'pals', 'aap')),
  band(ADULT, [90, null], [120, 140], 'pals', 'aap'),
  band(EVER, [91, 101], [140, 180], 'news2', 'nom030'),
];
const diastolic = (sex: 'H' | 'M' | null): readonly Band[] => [
  band(12, [null, null], [null, null], 'aap'),
  ...screening.map(([, boys, , girls], at) => band((at + 2) * 12, [null, null], [bySex(boys, girls, sex), 90], 'aap')),
  band(ADULT, [null, null], [80, 90], 'aap'),
  band(EVER, [40, 60], [90, 110], 'design', 'nom030'),
];

const temperature: readonly Band[] = [
  band(1, [36, 36.5], [37.5, 38], 'imci'), band(3, [35.1, 36], [37.5, 38], 'imci'), band(ADULT, [35.1, 36], [38, 39.1], 'design'), band(EVER, [35.1, 36], [38, 39.1], 'design', 'news2'),
];
/** At 2,200 m many healthy people are at 92-94 %: those are not flagged (D). */
const oxygenSaturation: readonly Band[] = [band(EVER, [90, 92], [null, null], 'imci', 'news2')];
const glucose: readonly Band[] = [band(1, [30, 47], [150, 200], 'pes', 'design'), band(EVER, [54, 70], [200, 300], 'ada', 'design')];

/** The bands of a sign, youngest first; none for weight, height and head, which growth charts judge. */
export const bandsOf = (sign: VitalSign, sex: 'H' | 'M' | null): readonly Band[] => {
  switch (sign) {
    case 'heartRate': return heartRate;
    case 'respiratoryRate': return respiratoryRate;
    case 'systolic': return systolic(sex);
    case 'diastolic': return diastolic(sex);
    case 'temperature': return temperature;
    case 'oxygenSaturation': return oxygenSaturation;
    case 'glucose': return glucose;
    case 'weight': case 'height': case 'headCircumference': return [];
  }
};

export type VitalLevel = 'very-low' | 'low' | 'usual' | 'high' | 'very-high';
/** `sex`: the biological one. `months`: completed months of age when it was measured; null when nobody knows, and then nothing is judged by age. */
export type Measured = { readonly months: number | null; readonly sex: 'H' | 'M' | null };

const isUnder = (value: number, limit: number | null): boolean => limit !== null && value < limit;
const isFrom = (value: number, limit: number | null): boolean => limit !== null && value >= limit;

/** How a value stands at this age; null when no band judges it. */
export const vitalLevel = (sign: VitalSign, value: number, { months, sex }: Measured): VitalLevel | null => {
  const holds = months === null ? undefined : bandsOf(sign, sex).find(({ until }) => months < until);
  if (holds === undefined) return null;
  const { below: [veryLow, low], from: [high, veryHigh] } = holds;
  if (isUnder(value, veryLow)) return 'very-low';
  if (isUnder(value, low)) return 'low';
  if (isFrom(value, veryHigh)) return 'very-high';
  return isFrom(value, high) ? 'high' : 'usual';
};

type Odd = readonly [until: number, least: number, most: number];
/** Beyond these a value is asked about at this age (D): wide enough that a sick patient is rarely asked about. */
const odd: Readonly<Record<VitalSign, readonly Odd[]>> = {
  temperature: [[EVER, 33, 42]],
  systolic: [[12, 40, 130], [72, 55, 160], [ADULT, 60, 190], [EVER, 60, 260]],
  diastolic: [[12, 15, 90], [72, 25, 110], [ADULT, 25, 130], [EVER, 30, 150]],
  heartRate: [[12, 60, 230], [72, 50, 220], [ADULT, 35, 210], [EVER, 30, 200]],
  respiratoryRate: [[12, 15, 100], [72, 10, 80], [ADULT, 8, 60], [EVER, 6, 50]],
  oxygenSaturation: [[EVER, 60, 100]],
  weight: [[1, 1.5, 6], [12, 2, 15], [24, 5, 20], [72, 7, 40], [144, 12, 100], [ADULT, 20, 160], [EVER, 30, 250]],
  height: [[1, 38, 60], [12, 42, 90], [24, 60, 105], [72, 70, 135], [144, 95, 185], [ADULT, 115, 210], [EVER, 120, 215]],
  headCircumference: [[1, 27, 42], [12, 30, 52], [36, 38, 56], [EVER, 42, 66]],
  glucose: [[1, 25, 250], [EVER, 40, 600]],
};

/** Whether a possible value is so rare at this age that it may be a slip of the keyboard. An unknown age is an adult's here. */
export const isOddAtAge = (sign: VitalSign, value: number, months: number | null): boolean => {
  const [, least, most] = odd[sign].find(([until]) => (months ?? ADULT) < until) ?? [EVER, Number.NEGATIVE_INFINITY, EVER];
  return value < least || value > most;
};

/** Completed months from birth to a day; null without a birth date or before it. */
export const monthsAt = (birthDate: string | null, day: CivilDate): number | null => {
  if (birthDate === null || !isCivilDate(birthDate) || day < birthDate) return null;
  const { years, months } = ageAt(birthDate, day);
  return years * 12 + months;
};
