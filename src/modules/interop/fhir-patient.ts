import { civilDateIn, daysBetween, isCivilDate } from '#kernel/civil-date.ts';
import type { Clock } from '#kernel/clock.ts';
import { readAllergy, recogniseMedicine, safetyData } from '#modules/safety/public.ts';
import type { PatientAllergy, PatientProblem, SafetyPatient } from '#modules/safety/public.ts';
import type { CdsRequest, FhirResource } from './contract.ts';
import { numberAt, pieceAt, piecesAt, resourcesOf, saidBy, textAt } from './fhir-reading.ts';

/** The patient that was prefetched. What was not, or came empty, is not known: an empty list says nothing of who filled it. */

type Prefetch = NonNullable<CdsRequest['prefetch']>;

const sexes: Readonly<Record<string, 'H' | 'M'>> = { male: 'H', female: 'M' };

const isActive = (resource: FhirResource): boolean => {
  const codes = saidBy(pieceAt(resource, 'clinicalStatus'));
  return codes.length === 0 || codes.some((code) => ['active', 'recurrence', 'relapse'].includes(code.toLowerCase()));
};

/** SNOMED CT: no known allergy, and no known drug allergy. */
const NO_ALLERGY = new Set(['716186003', '409137002']);

const allergiesOf = ({ allergies }: Prefetch): readonly PatientAllergy[] | null => {
  const held = resourcesOf(allergies, ['AllergyIntolerance']).filter(isActive);
  const said = held.map((resource) => saidBy(pieceAt(resource, 'code')));
  if (said.length === 0) return null;
  return said.filter((texts) => !texts.some((text) => NO_ALLERGY.has(text))).map((texts) => readAllergy(safetyData(), recogniseMedicine, texts[0] ?? ''));
};

const codeOfDiagnosis = (resource: FhirResource): string | null =>
  piecesAt(pieceAt(resource, 'code'), 'coding').filter((coding) => /icd-10|cie-10/i.test(textAt(coding, 'system') ?? '')).map((coding) => textAt(coding, 'code')).find((code) => code !== undefined) ?? null;

const problemsOf = ({ conditions }: Prefetch): readonly PatientProblem[] | null => {
  const held = resourcesOf(conditions, ['Condition']).filter(isActive);
  return held.length === 0 ? null : held.map((resource) => ({ code: codeOfDiagnosis(resource), text: saidBy(pieceAt(resource, 'code'))[0] ?? '' }));
};

const valueIn = (held: Prefetch['weight'], toUnit: Readonly<Record<string, number>>): number | null => {
  const [newest] = resourcesOf(held, ['Observation']).toSorted((one, other) => ((textAt(one, 'effectiveDateTime') ?? '') < (textAt(other, 'effectiveDateTime') ?? '') ? 1 : -1));
  const quantity = pieceAt(newest, 'valueQuantity');
  const [value, factor] = [numberAt(quantity, 'value'), toUnit[textAt(quantity, 'code') ?? textAt(quantity, 'unit') ?? '']];
  return value === undefined || factor === undefined ? null : value * factor;
};

/** CIE-10: pregnant, by the way or under care. */
const isPregnancy = ({ code }: PatientProblem): boolean => /^Z3[345]/i.test(code ?? '');

export const patientOf = ({ prefetch = {} }: CdsRequest, { clock, timeZone }: { readonly clock: Clock; readonly timeZone: string }): SafetyPatient => {
  const [patient] = resourcesOf(prefetch.patient, ['Patient']);
  const born = textAt(patient, 'birthDate') ?? '';
  const today = civilDateIn(timeZone, clock.now());
  const problems = problemsOf(prefetch);
  return {
    ageDays: isCivilDate(born) && born <= today ? daysBetween(born, today) : null, sex: sexes[textAt(patient, 'gender') ?? ''] ?? null,
    weightKg: valueIn(prefetch.weight, { kg: 1, g: 0.001 }), pregnant: problems?.some(isPregnancy) === true ? true : null, trimester: null, breastfeeding: null,
    eGFR: valueIn(prefetch.filtration, { 'mL/min/{1.73_m2}': 1, 'mL/min/1.73m2': 1, 'mL/min/1.73 m²': 1 }),
    allergies: allergiesOf(prefetch), problems,
  };
};
