import type { Evidence, Fact, Transcript } from '#modules/extraction/public.ts';
import { checkMedicines, readAllergy, recogniseMedicine, safetyData } from '#modules/safety/public.ts';

/** What was said against what the chart holds. Both are shown; nobody but the physician settles it. */
export type Conflict = { readonly kind: 'allergy-denied' | 'prescribed-against-allergy' | 'active-medicine-stopped' | 'medicine-not-on-chart'; readonly said: string; readonly chart: string; readonly evidence: readonly Evidence[] };

type Known = NonNullable<Transcript['patient']>['known'];

const keysOf = (text: string): readonly string[] => recogniseMedicine(text) ?? [];
const shares = (one: readonly string[], other: readonly string[]): boolean => one.some((key) => other.includes(key));

const deniedAllergies = (facts: readonly Fact[], { allergies }: Known): readonly Conflict[] => facts.flatMap(({ kind, negated, name, said, ingredients, subject, evidence }): readonly Conflict[] => {
  if (kind !== 'allergy' || !negated || subject !== 'patient') return [];
  const against = name === 'alergias' ? allergies : allergies.filter((each) => shares(keysOf(each), ingredients));
  return against.map((chart) => ({ kind: 'allergy-denied', said, chart, evidence }));
});

/** By the safety check, so that a family of medicines counts too. */
const againstAllergies = (facts: readonly Fact[], { allergies }: Known): readonly Conflict[] => facts.flatMap(({ kind, status, name, said, ingredients, evidence }): readonly Conflict[] => {
  if (kind !== 'medicine' || status !== 'prescribed' || ingredients.length === 0) return [];
  return allergies.flatMap((text): readonly Conflict[] => {
    const patient = { ageDays: null, sex: null, weightKg: null, pregnant: null, trimester: null, breastfeeding: null, eGFR: null, allergies: [readAllergy(safetyData(), recogniseMedicine, text)], problems: null };
    const { alerts } = checkMedicines(safetyData(), { medicines: [{ ref: 'new:0', text: name, ingredients, origin: 'new' }], patient });
    return alerts.some((alert) => alert.kind === 'allergy' || alert.kind === 'cross-allergy') ? [{ kind: 'prescribed-against-allergy', said, chart: text, evidence }] : [];
  });
});

const aboutMedicines = (facts: readonly Fact[], { activeMedicines }: Known): readonly Conflict[] => facts.flatMap(({ kind, status, subject, said, ingredients, evidence }): readonly Conflict[] => {
  if (kind !== 'medicine' || subject !== 'patient' || ingredients.length === 0) return [];
  const held = activeMedicines.filter((each) => shares(keysOf(each), ingredients));
  if (status === 'stopped') return held.map((chart) => ({ kind: 'active-medicine-stopped', said, chart, evidence }));
  return status === 'current' && held.length === 0 ? [{ kind: 'medicine-not-on-chart', said, chart: '', evidence }] : [];
});

export const conflictsOf = (facts: readonly Fact[], patient: Transcript['patient']): readonly Conflict[] =>
  (patient === null ? [] : [...deniedAllergies(facts, patient.known), ...againstAllergies(facts, patient.known), ...aboutMedicines(facts, patient.known)]);
