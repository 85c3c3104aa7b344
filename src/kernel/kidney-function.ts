import { ageAt, daysBetween } from './civil-date.ts';
import type { CivilDate } from './civil-date.ts';

/**
 * Estimated glomerular filtration rate in mL/min/1.73 m² from a creatinine in mg/dL (IDMS-traceable); pure.
 *
 * Adults: CKD-EPI 2021 without race (Inker LA et al., N Engl J Med 2021;385:1737-49; constants read on the National
 * Kidney Foundation’s page, Q). One to seventeen years: bedside Schwartz, 0.413 × height / creatinine (Schwartz GJ et
 * al., J Am Soc Nephrol 2009;20:629-37, Q). Both suppose stable function and hold in no pregnancy.
 */
export const ckdEpi2021 = (creatinine: number, years: number, sex: 'H' | 'M'): number => {
  const [k, exponent, factor] = sex === 'M' ? [0.7, -0.241, 1.012] : [0.9, -0.302, 1];
  return 142 * Math.min(creatinine / k, 1) ** exponent * Math.max(creatinine / k, 1) ** -1.2 * 0.9938 ** years * factor;
};

export const bedsideSchwartz = (creatinine: number, height: number): number => (0.413 * height) / creatinine;

/** KDIGO 2012 and 2024: G1 from 90, G2 from 60, G3a from 45, G3b from 30, G4 from 15, G5 below; from two years of age on. */
export type KidneyStage = 'G1' | 'G2' | 'G3a' | 'G3b' | 'G4' | 'G5';
const stages = [['G1', 90], ['G2', 60], ['G3a', 45], ['G3b', 30], ['G4', 15]] as const;
/** Of the rounded value, as laboratories report it. */
export const kidneyStageOf = (filtration: number): KidneyStage => stages.find(([, least]) => filtration >= least)?.[0] ?? 'G5';

/** `height` in cm, measured about when the sample was taken; asked for below eighteen years. */
export type CreatinineResult = { readonly creatinine: number; readonly height: number | null; readonly takenOn: CivilDate; readonly recordedAt: string };
export type KidneyPatient = { readonly birthDate: CivilDate | null; /** The biological one; null when it is neither or unknown. */ readonly sex: 'H' | 'M' | null; /** At the time of use. */ readonly isPregnant: boolean; /** When a sample was taken: a creatinine of a pregnancy is lower than the kidneys are good. */ readonly wasPregnantOn: (day: CivilDate) => boolean };

/** Why nothing is estimated from a creatinine. */
export type NoEstimate = 'pregnant' | 'age-unknown' | 'sex-unknown' | 'height-unknown' | 'under-one-year';
export type KidneyState = {
  readonly creatinine: number; readonly takenOn: CivilDate;
  /** Older than a year: told, and to be repeated. */
  readonly isOld: boolean;
  readonly estimate: { readonly filtration: number; readonly equation: 'ckd-epi-2021' | 'bedside-schwartz'; readonly stage: KidneyStage | null } | null;
  readonly noEstimate: NoEstimate | null;
};

/** A creatinine says something of today’s kidneys for a year (D; KDIGO: at least yearly where there is a risk). */
const CREATININE_HOLDS_DAYS = 365;

type Estimated = Pick<KidneyState, 'estimate' | 'noEstimate'>;
const none = (noEstimate: NoEstimate): Estimated => ({ estimate: null, noEstimate });

const estimateOf = ({ creatinine, height, takenOn }: CreatinineResult, { birthDate, sex, isPregnant, wasPregnantOn }: KidneyPatient): Estimated => {
  if (isPregnant || wasPregnantOn(takenOn)) return none('pregnant');
  if (birthDate === null || takenOn < birthDate) return none('age-unknown');
  const { years } = ageAt(birthDate, takenOn);
  if (years < 1) return none('under-one-year');
  if (years < 18) {
    if (height === null) return none('height-unknown');
    const filtration = Math.round(bedsideSchwartz(creatinine, height));
    return { estimate: { filtration, equation: 'bedside-schwartz', stage: years < 2 ? null : kidneyStageOf(filtration) }, noEstimate: null };
  }
  if (sex === null) return none('sex-unknown');
  const filtration = Math.round(ckdEpi2021(creatinine, years, sex));
  return { estimate: { filtration, equation: 'ckd-epi-2021', stage: kidneyStageOf(filtration) }, noEstimate: null };
};

/** What the newest creatinine says of the kidneys at `at`; null when there is none. */
export const kidneysAt = (results: readonly CreatinineResult[], patient: KidneyPatient, at: CivilDate): KidneyState | null => {
  const [newest] = results.toSorted((one, other) => other.takenOn.localeCompare(one.takenOn) || other.recordedAt.localeCompare(one.recordedAt));
  if (newest === undefined) return null;
  const { creatinine, takenOn } = newest;
  return { creatinine, takenOn, isOld: daysBetween(takenOn, at) > CREATININE_HOLDS_DAYS, ...estimateOf(newest, patient) };
};
