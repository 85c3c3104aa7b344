import type { Age } from '#kernel/civil-date.ts';
import type { Language } from '#kernel/language.ts';
import type { AddendumContent, EvolutionContent, NoteContent, VitalCode, Vitals } from './contract.ts';

/** States and shapes of a note that need no database. */

const noVitals: Vitals = {
  temperature: null, systolic: null, diastolic: null, heartRate: null, respiratoryRate: null,
  oxygenSaturation: null, weight: null, height: null, glucose: null,
};

/** Units of the vital signs, as UCUM codes them and as a person reads them. */
export const vitalUnits = {
  temperature: '°C', systolic: 'mmHg', diastolic: 'mmHg', heartRate: '/min', respiratoryRate: '/min',
  oxygenSaturation: '%', weight: 'kg', height: 'cm', glucose: 'mg/dL',
} as const satisfies Record<VitalCode, string>;

export const emptyEvolution: EvolutionContent = {
  kind: 'evolution', subjective: '', vitals: noVitals, vitalsNotTaken: '', examination: '', results: '',
  diagnoses: [], assessment: '', plan: '', medicines: [], prognosis: '',
};

export const emptyAddendum: AddendumContent = { kind: 'addendum', reason: '', text: '' };

/** The vital signs that were measured, in the order of the chart. */
export const measuredVitals = (vitals: Vitals): readonly { readonly code: VitalCode; readonly value: number }[] =>
  (Object.keys(vitalUnits) as VitalCode[]).flatMap((code) => {
    const value = vitals[code];
    return value === null ? [] : [{ code, value }];
  });

const EXCERPT = 180;

/** The first words of a note, for lists; at most 180 characters on one line. */
export const excerptOf = (content: NoteContent): string => {
  const text = content.kind === 'evolution' ? content.subjective || content.assessment || content.plan : content.text;
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length <= EXCERPT ? flat : `${flat.slice(0, EXCERPT - 1)}…`;
};

/** An age in words: days below a month, months below two years, years after. */
export const ageText = (age: Age, language: Language): string => {
  const english = language === 'en-US';
  const count = (number: number, one: string, many: string): string => `${String(number)} ${number === 1 ? one : many}`;
  if (age.years >= 2) return english ? count(age.years, 'year', 'years') : count(age.years, 'año', 'años');
  const months = age.years * 12 + age.months;
  if (months >= 1) return english ? count(months, 'month', 'months') : count(months, 'mes', 'meses');
  return english ? count(age.days, 'day', 'days') : count(age.days, 'día', 'días');
};
