import { readFileSync } from 'node:fs';
import type { MedicineCatalogue, Strength } from '#modules/medicines/public.ts';
import type { Frequency } from '#kernel/medicine-line.ts';
import { safetyDataOf } from './safety-data.ts';
import type { SafetyData, SafetyTexts } from './safety-data.ts';
import type { CheckedMedicine, MedicineOrder, SafetyPatient } from './safety-request.ts';

/** Small tables with rows invented for tests, and the program's own interactions. */

const row = (...cells: readonly (string | number)[]): string => cells.map(String).join('\t');
const advice = (severity: string, effect: string): string => row(severity, effect, 'Recomendación de prueba.', 'fuente de prueba', 'memory');

const smallTexts: SafetyTexts = {
  'interactions.json': readFileSync(new URL('data/interactions.json', import.meta.url), 'utf8'),
  'allergy-groups.tsv': [
    row('penicilinas', 'Penicilinas', 'penicilina|penicilinas', 'amoxicilina|ampicilina|dicloxacilina'),
    row('cefalosporinas', 'Cefalosporinas', 'cefalosporina|cefalosporinas', 'cefalexina|ceftriaxona'),
    row('aine', 'AINE', 'aine|aines|antiinflamatorios', 'ibuprofeno|naproxeno|acido acetilsalicilico'),
    row('sulfonamidas_antibioticas', 'Sulfas', 'sulfa|sulfas', 'sulfametoxazol'),
    row('macrolidos', 'Macrólidos', 'macrolidos', 'claritromicina|azitromicina'),
  ].join('\n'),
  'cross-allergy.tsv': [
    row('penicilinas', 'penicilinas', advice('contraindicated', 'Misma cadena.')),
    row('penicilinas', 'cefalosporinas', advice('moderate', 'Cruce raro.')),
    row('group:aine', 'group:aine', advice('major', 'COX-1.')),
    row('sulfonamidas_antibioticas', 'sulfonamidas_antibioticas', advice('contraindicated', 'Sulfas.')),
  ].join('\n'),
  'pregnancy.tsv': [
    row('isotretinoina', '', advice('contraindicated', 'Malformaciones.')),
    row('class:ieca', '2|3', advice('contraindicated', 'Daño renal fetal.')),
    row('class:ieca', '1', advice('major', 'Evitar.')),
    row('paracetamol', '', advice('minor', 'Se puede usar.')),
  ].join('\n'),
  'lactation.tsv': row('codeina', advice('major', 'Apnea del lactante.')),
  'age.tsv': [row('acido acetilsalicilico', 6574, '', advice('major', 'Reye.')), row('class:benzodiacepinas', '', 23741, advice('moderate', 'Caídas.'))].join('\n'),
  'max-dose.tsv': [
    row('paracetamol', '', 'adult', 6575, '', 1000, 4000, '', '', 'mg', '', '', 'fuente de prueba', 'memory'),
    row('paracetamol', '', 'child', 28, 6574, 1000, 4000, 15, 75, 'mg', 40, '', 'fuente de prueba', 'memory'),
    row('ketorolaco', 'oral', 'adult', 6575, '', 20, 40, '', '', 'mg', '', 'Cinco días a lo más.', 'fuente de prueba', 'memory'),
    row('ketorolaco', 'intramuscular', 'adult', 6575, '', 60, 120, '', '', 'mg', '', '', 'fuente de prueba', 'memory'),
    row('metotrexato', 'oral', 'adult', 6575, '', 30, 5, '', '', 'mg', '', 'Una vez por SEMANA.', 'fuente de prueba', 'memory'),
    row('levotiroxina', 'oral', 'adult', 6575, '', 300, 300, '', '', 'ug', '', '', 'fuente de prueba', 'memory'),
    row('amoxicilina', 'oral', 'child', 90, 6574, 2000, 4000, '', 90, 'mg', 25, '', 'fuente de prueba', 'memory'),
  ].join('\n'),
  'renal.tsv': [
    row('metformina', 30, advice('contraindicated', 'Acidosis láctica.')),
    row('metformina', 45, advice('moderate', 'Reducir dosis.')),
    row('gabapentina', 60, advice('moderate', 'Ajustar dosis.')),
  ].join('\n'),
  'condition.tsv': [row('class:betabloqueadores_no_selectivos', 'J45|J46', 'asma', advice('major', 'Broncoespasmo.')), row('class:aine', 'K25|K26', 'ulcera gastrica', advice('major', 'Sangrado.')), row('class:aine', 'I50', '', advice('major', 'Retención.'))].join('\n'),
  'duplicate-classes.tsv': [row('isrs', 'ISRS', 'moderate', ''), row('ibp', 'Inhibidores de la bomba de protones', 'moderate', '')].join('\n'),
};

const noCatalogue: MedicineCatalogue = { name: 'catálogo de prueba', version: '1', sha256: 'a'.repeat(64), ingredients: new Map(), presentations: [], presentationById: new Map(), brands: [], aliases: [], productNames: new Map(), unread: [] };

export const smallData: SafetyData = safetyDataOf(smallTexts, noCatalogue);

export const medicine = (ingredients: string | null, more: Partial<CheckedMedicine> = {}): CheckedMedicine => {
  const origin = more.origin ?? 'new';
  return { ref: `${origin}:${ingredients ?? 'nada'}`, text: ingredients ?? 'nada', ingredients: ingredients?.split('+') ?? null, origin, ...more };
};

export const order = (dose: number | null, unit: string | null, more: Partial<MedicineOrder> = {}): MedicineOrder =>
  ({ dose, unit, route: 'oral', frequency: { kind: 'every', hours: 8 } satisfies Frequency, days: 7, strengths: [], ...more });

export const strength = (ingredient: string, amount: number, unit: string, per: Strength['per'] = null): Strength => ({ ingredient, amount, unit, per });

/** An adult of whom everything is known and nothing is wrong. */
export const healthy: SafetyPatient = { ageDays: 40 * 365.25, sex: 'H', weightKg: 70, pregnant: null, trimester: null, breastfeeding: null, eGFR: 95, allergies: [], problems: [] };
export const child: SafetyPatient = { ...healthy, ageDays: 5 * 365.25, weightKg: 18 };
