import type { Vitals } from '#modules/documents/contract.ts';
import type { Chance } from './chance.ts';
import { lmsAt } from '#modules/growth/public.ts';
import { growth } from './growth-table.ts';
import type { DemoPatient, Signs } from './story.ts';

/** Where a visit stands: months of age at it, and how far along the story, 0 to 1. */
export type Moment = { readonly months: number; readonly along: number };

const tenth = (value: number): number => Math.round(value * 10) / 10;
const ADULT_MONTHS = 18 * 12;

const medianAt = (sex: 'H' | 'M', months: number): { readonly weight: number; readonly height: number } => {
  const points = growth[sex];
  const after = points.findIndex(([at]) => at >= months);
  const [fromMonths, fromWeight, fromHeight] = points[Math.max(0, (after === -1 ? points.length : after) - 1)] ?? [0, 3.2, 49];
  const [toMonths, toWeight, toHeight] = points[after === -1 ? points.length - 1 : after] ?? [0, 3.2, 49];
  const part = toMonths === fromMonths ? 0 : (months - fromMonths) / (toMonths - fromMonths);
  return { weight: fromWeight + (toWeight - fromWeight) * part, height: fromHeight + (toHeight - fromHeight) * part };
};

/** Weight and height; a child's height varies less than the weight does. */
const sizeAt = (patient: DemoPatient, { months, along }: Moment): { readonly weight: number; readonly height: number } => {
  if (patient.body !== undefined) {
    const [from, to, height] = patient.body;
    return { weight: tenth(from + (to - from) * along), height };
  }
  const size = patient.size ?? 1;
  const { weight, height } = medianAt(patient.sex, months);
  return { weight: tenth(weight * size), height: tenth(height * (1 + (size - 1) * 0.12)) };
};

/** Usual heart and breathing rates by age in months. */
const ratesAt = (months: number): { readonly heart: readonly [number, number]; readonly breath: readonly [number, number] } => {
  if (months < 3) return { heart: [128, 150], breath: [38, 50] };
  if (months < 12) return { heart: [116, 138], breath: [30, 42] };
  if (months < 36) return { heart: [100, 122], breath: [24, 32] };
  if (months < 72) return { heart: [88, 108], breath: [20, 26] };
  if (months < 144) return { heart: [76, 96], breath: [18, 22] };
  return { heart: [64, 84], breath: [14, 18] };
};

const childPressure = (months: number): readonly [number, number] => [Math.round(90 + (months / 12) * 1.7), Math.round(54 + (months / 12) * 1.1)];

const pressureAt = (patient: DemoPatient, { months, along }: Moment, chance: Chance, signs: Signs): Pick<Vitals, 'systolic' | 'diastolic'> => {
  if (months < 36) return { systolic: null, diastolic: null };
  const [from, to] = patient.pressure ?? [childPressure(months), childPressure(months)];
  const shift = signs.pressure === undefined ? 0 : chance.between(...signs.pressure);
  const at = (first: number, last: number, spread: number): number => 2 * Math.round((first + (last - first) * along + chance.between(-spread, spread) + shift) / 2);
  return { systolic: at(from[0], to[0], 4), diastolic: at(from[1], to[1], 3) };
};

/** Measured at visits until three years; a head follows a child's size less than her height does. */
const headAt = ({ sex, size = 1 }: DemoPatient, months: number): number | null =>
  months >= 36 ? null : tenth((lmsAt('head', sex, months * 30.4375)?.m ?? 45) * (1 + (size - 1) * 0.06));

const within = (chance: Chance, [least, most]: readonly [number, number]): number => tenth(least + chance.next() * (most - least));

/** The vital signs of a visit: what the illness says, else what is usual at that age. */
export const vitalsAt = (patient: DemoPatient, moment: Moment, chance: Chance, signs: Signs = {}): Vitals => {
  const { heart, breath } = ratesAt(moment.months);
  const isFeverish = (signs.temperature?.[1] ?? 0) >= 38;
  const shifted = isFeverish ? 10 : 0;
  const whole = (range: readonly [number, number]): number => chance.between(Math.round(range[0]), Math.round(range[1]));
  const { weight, height } = sizeAt(patient, moment);
  return {
    temperature: within(chance, signs.temperature ?? [36.2, 36.8]),
    ...pressureAt(patient, moment, chance, signs),
    heartRate: whole(signs.heartRate ?? [heart[0] + shifted, heart[1] + shifted]),
    respiratoryRate: whole(signs.respiratoryRate ?? breath),
    oxygenSaturation: whole(signs.saturation ?? (moment.months >= ADULT_MONTHS * 3 ? [93, 96] : [95, 98])),
    weight: tenth(weight + (moment.months > 24 ? chance.between(-2, 2) / 10 : 0)), height, headCircumference: headAt(patient, moment.months),
    glucose: signs.glucose === undefined ? null : whole(signs.glucose),
  };
};
