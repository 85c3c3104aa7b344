import { daysBetween } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import type { NoteDiagnosis } from '#modules/documents/contract.ts';
import type { EvolutionContent } from '#modules/record/contract.ts';
import { diagnosisByCode, diagnosisCatalogue } from '#modules/terminology/public.ts';
import { vitalsAt } from './body.ts';
import type { Moment } from './body.ts';
import { chanceOf, say } from './chance.ts';
import { childStages } from './child-stages-table.ts';
import { medicines } from './medicines-table.ts';
import type { PlannedVisit } from './plan-visits.ts';
import type { DemoPatient, Medicine } from './story.ts';

const DAYS_A_MONTH = 30.4375;
const known: Readonly<Record<string, Medicine>> = medicines;

const diagnosisOf = (told: string, seen: ReadonlySet<string>): NoteDiagnosis => {
  const code = told.replace('?', '');
  const found = diagnosisByCode(code);
  if (found === undefined) throw new Error(`the catalogue has no ${code}`);
  const { name, version } = diagnosisCatalogue();
  return { code, term: found.display.es, catalogue: `${name} ${version}`, certainty: told.endsWith('?') ? 'presumptive' : 'confirmed', firstTime: !seen.has(code) };
};

const medicineOf = (key: string, weight: number, years: number): EvolutionContent['medicines'][number] => {
  const medicine = known[key];
  if (medicine === undefined) throw new Error(`no medicine ${key}`);
  return medicine(weight, years);
};

const sugarOf = (along: number): string => (9.1 - 2.3 * Math.min(1, along * 1.6)).toFixed(1);
const controlOf = (along: number): string => {
  if (along < 0.35) return 'control parcial, en mejoría';
  return along < 0.7 ? 'control cercano a la meta' : 'control en meta';
};

const monthsText = (months: number): string => (months === 1 ? 'un mes' : `${String(months)} meses`);

const stageAt = (months: number) => {
  const stage = childStages.findLast(({ from }) => months >= from);
  if (stage === undefined) throw new Error('a visit before the birth');
  return stage;
};

/** The values that the tables' words may name. */
const valuesOf = (patient: DemoPatient, visit: PlannedVisit, moment: Moment, vitals: EvolutionContent['vitals']): Readonly<Record<string, string>> => {
  const weeks = (patient.weeks ?? 0) - Math.round(visit.daysAgo / 7);
  const years = Math.floor(moment.months / 12);
  const stage = stageAt(moment.months);
  return {
    hitos: stage.milestones, vacunas: stage.vaccines, alimentacion: stage.food,
    ta: `${String(vitals.systolic ?? '')}/${String(vitals.diastolic ?? '')}`, peso: String(vitals.weight ?? ''), talla: String(vitals.height ?? ''),
    glucosa: String(vitals.glucose ?? 96), hba1c: sugarOf(visit.along), control: controlOf(visit.along), ldl: String(Math.round(158 - 66 * visit.along)),
    tsh: (8.4 - 5.9 * Math.min(1, visit.along * 1.5)).toFixed(1), sdg: String(weeks), fondo: String(Math.max(0, weeks - 1)), fcf: String(138 + (weeks % 9)),
    meses: monthsText(Math.floor(moment.months)), gad: String(Math.round(13 - 8 * visit.along)), phq: String(Math.round(11 - 7 * visit.along)), edad: String(years), hemoglobina: (9.8 + 2.6 * visit.along).toFixed(1),
    imc: vitals.weight === null || vitals.height === null ? '' : (vitals.weight / (vitals.height / 100) ** 2).toFixed(1),
  };
};

export const momentOf = (visit: PlannedVisit, birthDate: CivilDate, along: number): Moment => ({ months: daysBetween(birthDate, visit.date) / DAYS_A_MONTH, along });

/** The whole content of a visit's note. `seen` are the codes of the visits before; `along` tells how far the person's year has gone. */
export const wordsOf = (patient: DemoPatient, visit: PlannedVisit, when: { readonly moment: Moment; readonly seen: ReadonlySet<string>; readonly attempt?: number }): EvolutionContent => {
  const { pattern } = visit;
  const { moment } = when;
  const key = `${patient.key} ${String(visit.daysAgo)}`;
  const vitals = vitalsAt(patient, moment, chanceOf(`${key} signs`), pattern.signs);
  const chance = chanceOf(`${key} words ${String(when.attempt ?? 0)}`);
  const words = { sex: patient.sex, values: valuesOf(patient, visit, moment, vitals) };
  const told = (text: string): string => say(text, chance, words);
  return {
    kind: 'evolution', subjective: told(pattern.s), vitals, vitalsNotTaken: '', examination: told(pattern.e), results: told(pattern.r ?? ''),
    diagnoses: pattern.dx.map((code) => diagnosisOf(code, when.seen)), assessment: told(pattern.a), plan: told(pattern.p),
    medicines: pattern.meds.map((key) => medicineOf(key, vitals.weight ?? 60, moment.months / 12)), prognosis: told(pattern.prog),
  };
};
