import type { Age } from '#kernel/civil-date.ts';
import type { Language } from '#kernel/language.ts';
import { noVitals, vitalCodes } from '#modules/documents/contract.ts';
import type { VitalCode, Vitals } from '#modules/documents/contract.ts';
import type { AddendumContent, EvolutionContent } from './contract.ts';

/** States and shapes of a note that need no database. */

export const emptyEvolution: EvolutionContent = {
  kind: 'evolution', subjective: '', vitals: noVitals, vitalsNotTaken: '', examination: '', results: '',
  diagnoses: [], assessment: '', plan: '', medicines: [], prognosis: '',
};

export const emptyAddendum: AddendumContent = { kind: 'addendum', reason: '', text: '' };

/** What somebody under supervision is, as documents print it. */
export const gradeNames = {
  student: 'estudiante de medicina', intern: 'médica o médico interno de pregrado', 'social-service': 'pasante de servicio social', resident: 'médica o médico residente',
} as const satisfies Record<string, string>;

/** The vital signs that were measured, in the order of the chart. */
export const measuredVitals = (vitals: Vitals): readonly { readonly code: VitalCode; readonly value: number }[] =>
  vitalCodes.flatMap((code) => {
    const value = vitals[code];
    return value === null ? [] : [{ code, value }];
  });

/** An age in words: days below a month, months below two years, years after. */
export const ageText = (age: Age, language: Language): string => {
  const english = language === 'en-US';
  const count = (number: number, one: string, many: string): string => `${String(number)} ${number === 1 ? one : many}`;
  if (age.years >= 2) return english ? count(age.years, 'year', 'years') : count(age.years, 'año', 'años');
  const months = age.years * 12 + age.months;
  if (months >= 1) return english ? count(months, 'month', 'months') : count(months, 'mes', 'meses');
  return english ? count(age.days, 'day', 'days') : count(age.days, 'día', 'días');
};
