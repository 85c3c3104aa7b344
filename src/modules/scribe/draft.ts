import { extract } from '#modules/extraction/public.ts';
import type { Evidence, Fact, Transcript } from '#modules/extraction/public.ts';
import { diagnosisByCode } from '#modules/terminology/public.ts';
import { conflictsOf } from './conflicts.ts';
import type { Conflict } from './conflicts.ts';

export type Sentence = { readonly text: string; readonly evidence: readonly Evidence[]; readonly status: 'supported' };
export type Suggestion = { readonly system: 'CIE-10'; readonly code: string; readonly display: string; readonly score: number; readonly evidence: readonly Evidence[] };
export type Draft = {
  readonly sections: Readonly<Record<'S' | 'O' | 'A' | 'P', { readonly sentences: readonly Sentence[] }>>;
  readonly facts: readonly Fact[]; readonly codes: readonly Suggestion[]; readonly conflicts: readonly Conflict[];
  readonly unmapped: readonly { readonly text: string; readonly evidence: readonly Evidence[] }[];
  /** Sentences of a language model that the guard refused; without a model there are none. */
  readonly rejected: readonly never[];
};

const listed = (names: readonly string[]): string => (names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} y ${names.at(-1) ?? ''}`);
const begun = (text: string): string => text.charAt(0).toLocaleUpperCase('es-MX') + text.slice(1);

/** One sentence of several facts, with the evidence of all; none where there is no fact. */
const sentence = (facts: readonly Fact[], said: (names: string) => string, nameOf: (fact: Fact) => string = ({ name }) => name): readonly Sentence[] =>
  (facts.length === 0 ? [] : [{ text: begun(said(listed([...new Set(facts.map(nameOf))]))), evidence: facts.flatMap(({ evidence }) => evidence), status: 'supported' }]);

const unitText: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', Cel: '°C', '[degF]': '°F', '[lb_av]': 'lb', '[IU]': 'UI', ug: 'mcg', '/min': 'por minuto' };
const unitOf = ({ unit }: Fact): string => (unit === null ? '' : unitText[unit] ?? unit);

const medicineText = (fact: Fact): string => {
  const { name, dose, route, frequency, duration } = fact;
  return [name, dose === null ? '' : `${String(dose)} ${unitOf(fact)}`, route === null ? '' : `vía ${route}`, frequency ?? '', duration === null ? '' : `por ${duration}`].filter((part) => part !== '').join(' ');
};
const doubted = ({ name, uncertain }: Fact): string => (uncertain ? `probable ${name}` : name);
const vitalText = (fact: Fact): string => `${fact.name} ${String(fact.value)} ${unitOf(fact)}`.trim();

const sectionsOf = (facts: readonly Fact[]): Draft['sections'] => {
  const own = facts.filter(({ subject }) => subject === 'patient');
  const of = (kind: Fact['kind'], more: (fact: Fact) => boolean = () => true): readonly Fact[] => own.filter((fact) => fact.kind === kind && more(fact));
  const family = facts.filter(({ kind, negated }) => kind === 'family-history' && !negated);
  const is = ({ negated }: Fact): boolean => !negated;
  const isNot = ({ negated }: Fact): boolean => negated;
  return {
    S: { sentences: [
      ...sentence(of('complaint'), (names) => `Acude por ${names}.`), ...sentence(of('symptom', is), (names) => `Refiere ${names}.`, doubted), ...sentence(of('symptom', isNot), (names) => `Niega ${names}.`),
      ...sentence(of('history', is), (names) => `Antecedentes: ${names}.`), ...sentence(of('history', isNot), (names) => `Niega antecedente de ${names}.`), ...sentence(family, (names) => `Antecedentes heredofamiliares: ${names}.`, ({ name, relative }) => `${name}${relative === null ? '' : ` (${relative})`}`),
      ...sentence(of('medicine', ({ status }) => status === 'current'), (names) => `Toma ${names}.`, medicineText), ...sentence(of('medicine', ({ status }) => status === 'past'), (names) => `Tomó ${names}.`, medicineText),
      ...sentence(of('allergy', is), (names) => `Alergias: ${names}.`), ...sentence(of('allergy', isNot), (names) => `Niega ${names === 'alergias' ? names : `alergia a ${names}`}.`),
    ] },
    O: { sentences: [...sentence(of('vital'), (names) => `${names}.`, vitalText), ...sentence(of('finding', is), (names) => `Exploración: ${names}.`), ...sentence(of('finding', isNot), (names) => `Sin ${names}.`)] },
    A: { sentences: of('diagnosis', is).flatMap((fact) => sentence([fact], (name) => `${name}.`, doubted)) },
    P: { sentences: [
      ...of('medicine', ({ status }) => status === 'prescribed').flatMap((fact) => sentence([fact], (name) => `${name}.`, medicineText)), ...sentence(of('medicine', ({ status }) => status === 'stopped'), (names) => `Suspender ${names}.`),
      ...sentence(of('order', is), (names) => `Se solicita ${names}.`), ...sentence(of('plan'), (names) => `${names}.`), ...sentence(of('follow-up'), (names) => `${names}.`),
    ] },
  };
};

const codesOf = (facts: readonly Fact[]): readonly Suggestion[] => facts.flatMap(({ kind, code, uncertain, negated, subject, evidence }): readonly Suggestion[] => {
  const term = code === null ? undefined : diagnosisByCode(code);
  return kind !== 'diagnosis' || negated || subject !== 'patient' || code === null || term === undefined ? [] : [{ system: 'CIE-10', code, display: term.display.es, score: uncertain ? 0.5 : 1, evidence }];
});

/** A draft note of a talk by rules alone: every sentence is made of facts and carries where they were said. */
export const draftOf = (transcript: Transcript): Draft => {
  const { facts, unmapped } = extract(transcript);
  return { sections: sectionsOf(facts), facts, codes: codesOf(facts), conflicts: conflictsOf(facts, transcript.patient), unmapped, rejected: [] };
};
