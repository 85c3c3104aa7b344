import { readFileSync } from 'node:fs';
import { diagnosisCatalogue } from '#modules/terminology/public.ts';
import { plainFact } from './model.ts';
import type { FactKind } from './model.ts';
import { findPhrases, phraseBook } from './phrase-book.ts';
import type { PhraseBook } from './phrase-book.ts';
import type { RawFact } from './raw-fact.ts';
import { evidenceOf, saidAt } from './read-utterances.ts';
import type { Utterance } from './read-utterances.ts';

type Concept = { readonly kind: FactKind; readonly name: string };

let own: PhraseBook<Concept> | null = null;
const book = (): PhraseBook<Concept> => (own ??= phraseBook(
  readFileSync(new URL('data/spoken-findings.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).flatMap((line) => {
    const [kind = '', name = '', patterns = ''] = line.split('\t');
    return patterns.split('|').map((pattern) => [pattern, { kind: kind as FactKind, name }] as const);
  }),
));

/** Exploration is the clinician's to tell; studies and advice are hers too, where she does not ask. */
const mayTell = ({ kind }: Concept, { segment: { speaker }, isQuestion }: Utterance): boolean => {
  if (kind === 'finding' || kind === 'order' || kind === 'plan') return speaker === 'clinician' && !isQuestion;
  // what a clinician says of an illness without asking is her impression, or advice
  return kind !== 'history' || speaker !== 'clinician' || isQuestion;
};

/** Every concept of the book in an utterance, as far as who speaks may tell it. */
export const findConcepts = (utterance: Utterance): readonly RawFact[] => findPhrases(book(), utterance.tokens).filter(({ value }) => mayTell(value, utterance)).map(({ first, last, value }) =>
  ({ utterance, first, last, fact: plainFact(value.kind, value.name, saidAt(utterance, first, last), [evidenceOf(utterance, first, last)]) }));

type Term = { readonly name: string; readonly code: string };
let terms: PhraseBook<Term> | null = null;
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const termBook = (): PhraseBook<Term> => (terms ??= phraseBook([...diagnosisCatalogue().byCode.values()].flatMap(({ code, display: { es: term }, synonyms }) =>
  [term, ...synonyms].map((text) => fold(text).replace(/[^\p{L}\d ]+/gu, ' ').replace(/\s+/g, ' ').trim()).filter((text) => text.length >= 5).map((text) => [text, { name: term.toLowerCase(), code }] as const))));

/** Diagnoses of the terms that a clinician names and does not ask for. */
export const findDiagnoses = (utterance: Utterance): readonly RawFact[] => {
  if (utterance.segment.speaker !== 'clinician' || utterance.isQuestion) return [];
  return findPhrases(termBook(), utterance.tokens).map(({ first, last, value }) =>
    ({ utterance, first, last, fact: { ...plainFact('diagnosis', value.name, saidAt(utterance, first, last), [evidenceOf(utterance, first, last)]), code: value.code } }));
};
