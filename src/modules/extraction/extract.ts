import { answerTo } from './answers.ts';
import { contextOf } from './context.ts';
import { findAllergies } from './find-allergies.ts';
import { findConcepts, findDiagnoses } from './find-concepts.ts';
import { findFollowUp } from './find-follow-up.ts';
import { findMedicines } from './find-medicines.ts';
import { findVitals } from './find-vitals.ts';
import type { Extraction, Fact, Transcript } from './model.ts';
import type { RawFact } from './raw-fact.ts';
import { evidenceOf, readUtterances } from './read-utterances.ts';
import type { Utterance } from './read-utterances.ts';

const readers = [findConcepts, findDiagnoses, findMedicines, findVitals, findAllergies, findFollowUp] as const;

/** A word inside what an allergy or a medicine says is not told a second time. */
const withoutCovered = (found: readonly RawFact[]): readonly RawFact[] =>
  found.filter((one) => !found.some((other) => other !== one && other.fact.kind === 'allergy' && one.fact.kind === 'medicine' && one.first >= other.first && one.last <= other.last));

const inFamily = (fact: Fact): Fact => (fact.kind === 'history' && fact.subject === 'family' ? { ...fact, kind: 'family-history' } : fact);

const undeniable = new Set<Fact['kind']>(['vital', 'plan', 'order', 'medicine', 'follow-up']);
/** `No puedo dormir` says that there is insomnia. */
const mayBeDenied = ({ kind, name }: Fact): boolean => !undeniable.has(kind) && name !== 'insomnio';

/** A medicine that is denied was not ordered; one that a patient asks about is not taken for it; what was ordered and is spoken of again is said already. */
const isNoFact = ({ fact, utterance: { isQuestion, segment: { speaker } } }: RawFact, negated: boolean): boolean =>
  fact.kind === 'medicine' && ((isQuestion && speaker !== 'clinician') || (negated && fact.status !== 'stopped' && fact.status !== 'past'));

/** What the sentence says around it, and what was answered where it was asked; null for a question that nobody answered. */
const weighed = (utterances: readonly Utterance[], { fact, utterance, first, last }: RawFact): Fact | null => {
  const { negated, uncertain, subject, relative } = contextOf(utterance, first, last);
  if (isNoFact({ fact, utterance, first, last }, negated)) return null;
  const plain: Fact = { ...fact, negated: fact.negated || (mayBeDenied(fact) && negated), uncertain: fact.uncertain || uncertain, subject, relative };
  if (!utterance.isQuestion || fact.kind === 'allergy') return inFamily(plain);
  const answer = answerTo(utterances, utterance);
  if (answer === null) return null;
  return inFamily({ ...plain, negated: answer.denies, evidence: [...fact.evidence, evidenceOf(answer.utterance, 0, answer.utterance.tokens.length - 1)] });
};

const keyOf = ({ kind, name, subject, relative, status, negated, value }: Fact): string => JSON.stringify([kind, name, subject, relative, kind === 'medicine' ? status : '', negated, value]);
const known = (fact: Fact): number => [fact.dose, fact.frequency, fact.duration, fact.route].filter((each) => each !== null).length;

/** The same thing said twice is one fact with both places; what the fuller saying tells, stays. */
const merged = (facts: readonly Fact[]): readonly Fact[] => {
  const kept = new Map<string, Fact>();
  for (const fact of facts) {
    const before = kept.get(keyOf(fact));
    const [fuller, other] = before !== undefined && known(before) >= known(fact) ? [before, fact] : [fact, before];
    kept.set(keyOf(fact), other === undefined ? fuller : { ...fuller, evidence: [...fuller.evidence, ...other.evidence] });
  }
  return [...kept.values()];
};

const noAllergies = /alergi[ac]/;
/** `¿Es alérgica a algo?` and `no`: an allergy that was asked for and denied. */
const deniedAllergies = (utterances: readonly Utterance[]): readonly Fact[] => utterances.flatMap((utterance): readonly Fact[] => {
  const at = utterance.tokens.findIndex(({ word }) => noAllergies.test(word));
  if (!utterance.isQuestion || at < 0) return [];
  const answer = answerTo(utterances, utterance);
  if (answer === null || !answer.denies) return [];
  const [fact] = findAllergies({ ...utterance, isQuestion: false, tokens: utterance.tokens.slice(0, at + 1) });
  const base = fact?.fact;
  return [{ ...(base ?? emptyAllergy(utterance, at)), negated: true, evidence: [evidenceOf(utterance, at, at), evidenceOf(answer.utterance, 0, answer.utterance.tokens.length - 1)] }];
});

const emptyAllergy = (utterance: Utterance, at: number): Fact => ({
  kind: 'allergy', name: 'alergias', said: utterance.tokens[at]?.word ?? '', negated: true, uncertain: false, subject: 'patient', relative: null, status: 'current', code: null, ingredients: [], dose: null, unit: null, route: null,
  frequency: null, frequencyHours: null, duration: null, durationDays: null, onset: null, severity: null, site: null, side: null, value: null, evidence: [],
});

/** `El naproxeno, ¿verdad?`: the patient's word on what was ordered before is no second medicine. */
const withoutEchoes = (facts: readonly Fact[], utterances: readonly Utterance[]): readonly Fact[] => {
  const place = new Map(utterances.map(({ segment }, at) => [segment.id, at]));
  const placeOf = ({ evidence: [first] }: Fact): number => place.get(first?.segment ?? '') ?? 0;
  const ordered = facts.filter(({ kind, status, ingredients }) => kind === 'medicine' && status === 'prescribed' && ingredients.length > 0);
  return facts.filter((fact) => fact.kind !== 'medicine' || fact.status !== 'current' || !ordered.some((other) => other.name === fact.name && placeOf(other) < placeOf(fact)));
};

/** Why she came: the first trouble that the patient, or who brings her, tells of before anything was asked of it. */
const complaintIn = (utterances: readonly Utterance[], facts: readonly Fact[]): readonly Fact[] => {
  const speakers = new Map(utterances.map(({ segment }) => [segment.id, segment.speaker]));
  const first = facts.find(({ kind, negated, subject, evidence }) => kind === 'symptom' && !negated && subject === 'patient' && evidence.every(({ segment }) => speakers.get(segment) !== 'clinician'));
  return first === undefined ? [] : [{ ...first, kind: 'complaint', evidence: first.evidence.slice(0, 1) }];
};

/** Everything that is understood of a talk, each with the places that say it, and the sentences in which nothing was. */
export const extract = ({ segments }: Pick<Transcript, 'segments'>): Extraction => {
  const utterances = readUtterances(segments);
  const raw = utterances.map((utterance) => ({ utterance, found: withoutCovered(readers.flatMap((read) => read(utterance))) }));
  const facts = raw.flatMap(({ found }) => found.flatMap((each) => weighed(utterances, each) ?? []));
  const unmapped = raw.filter(({ found, utterance }) => found.length === 0 && utterance.segment.speaker !== 'clinician' && utterance.tokens.length > 3)
    .map(({ utterance }) => ({ text: utterance.segment.text.slice(utterance.tokens[0]?.start, utterance.tokens.at(-1)?.end), evidence: [evidenceOf(utterance, 0, utterance.tokens.length - 1)] }));
  const told = withoutEchoes(merged([...facts, ...deniedAllergies(utterances)]), utterances);
  return { facts: [...complaintIn(utterances, told), ...told], unmapped };
};
