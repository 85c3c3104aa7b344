import { noteUnchecked } from './alert-book.ts';
import type { AlertBook } from './alert-book.ts';
import { partsOf } from './known-medicine.ts';
import type { ActingPart, KnownMedicine } from './known-medicine.ts';
import type { Advice } from './fact-rows.ts';
import type { SafetyData } from './safety-data.ts';
import type { PatientAllergy, SafetyPatient } from './safety-request.ts';

const direct: Advice = {
  rule: 'allergy', severity: 'contraindicated', effect: 'Alergia registrada a este medicamento.',
  recommendation: 'No lo indique; elija otro grupo.', source: 'Expediente del paciente',
};

/** For a group on whose members among themselves the table says nothing. */
const unsaid = (group: string): Advice => ({
  rule: `cross-allergy:${group}`, severity: 'major', effect: 'Alergia registrada a un medicamento del mismo grupo.',
  recommendation: 'Confirme la reacción antes de indicarlo.', source: 'Regla de Amate: mismo grupo de alergia',
});

type AllergyFacts = { readonly allergy: PatientAllergy; readonly keys: ReadonlySet<string>; readonly groups: ReadonlySet<string> };

const factsOf = (data: SafetyData, allergy: PatientAllergy): AllergyFacts => {
  const keys = new Set(partsOf(data, allergy.ingredients ?? []).flatMap((part) => part.keys));
  return { allergy, keys, groups: new Set([...allergy.groups, ...[...keys].flatMap((key) => data.groupsOf.get(key) ?? [])]) };
};

const crossings = (data: SafetyData, groups: ReadonlySet<string>, held: readonly string[]): readonly Advice[] => held.flatMap((group) => {
  const rows = data.crossAllergies.filter(({ one, other }) => (one === group && groups.has(other)) || (other === group && groups.has(one)));
  const isSame = groups.has(group) && !rows.some(({ one, other }) => one === group && other === group);
  return isSame ? [...rows, unsaid(group)] : rows;
});

const advices = (data: SafetyData, { keys, groups }: AllergyFacts, part: ActingPart): readonly (Advice & { readonly kind: 'allergy' | 'cross-allergy' })[] => {
  if (part.keys.some((key) => keys.has(key))) return [{ ...direct, kind: 'allergy' }];
  const held = [...new Set(part.keys.flatMap((key) => data.groupsOf.get(key) ?? []))];
  return crossings(data, groups, held).map((row) => ({ ...row, kind: 'cross-allergy' }));
};

const meet = (data: SafetyData, facts: AllergyFacts, { medicine, parts }: KnownMedicine, book: AlertBook): void => {
  const recorded = [...facts.keys, ...facts.groups].toSorted().join('+');
  for (const part of parts) {
    book.evaluated += 1;
    for (const advice of advices(data, facts, part)) book.found.push({ ...advice, subject: [part.key, recorded], between: [facts.allergy.text, part.display], refs: [medicine.ref] });
  }
};

/** New medicines against what is recorded. An allergy whose words nobody can read is named as not checked. */
export const checkAllergies = (data: SafetyData, medicines: readonly KnownMedicine[], { allergies }: SafetyPatient, book: AlertBook): void => {
  const fresh = medicines.filter(({ isNew }) => isNew);
  const refs = fresh.map(({ medicine }) => medicine.ref);
  if (fresh.length === 0) return;
  if (allergies === null) {
    noteUnchecked(book, 'allergy', 'allergies-not-asked', refs);
    return;
  }
  for (const facts of allergies.map((allergy) => factsOf(data, allergy))) {
    if (facts.keys.size === 0 && facts.groups.size === 0) noteUnchecked(book, 'allergy', 'allergy-not-recognised', refs);
    for (const known of fresh) meet(data, facts, known, book);
  }
};
