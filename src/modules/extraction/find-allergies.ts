import { medicineCatalogue, resolveMedicine } from '#modules/medicines/public.ts';
import { plainFact } from './model.ts';
import { findPhrases, phraseBook } from './phrase-book.ts';
import type { RawFact } from './raw-fact.ts';
import { evidenceOf, saidAt } from './read-utterances.ts';
import type { Utterance } from './read-utterances.ts';

const cues = phraseBook<true>([['alergic-', true], ['alergia/alergias', true], ['me dio alergia', true], ['me hace reaccion', true]]);
const nothing = new Set(['nada', 'ninguna', 'ninguno', 'alguna', 'algo', 'medicamentos', 'algun', 'medicamento', 'alimentos', 'medicina', 'medicinas']);
const linking = new Set(['a', 'al', 'la', 'las', 'el', 'los', 'por', 'con', 'de', 'que', 'es', 'soy', 'una', 'un']);
const MOST_WORDS = 2;

/** What stands at a place, as far as the catalogue knows it, else the one word. */
const namedAt = (utterance: Utterance, first: number): RawFact => {
  const { ingredients: held } = medicineCatalogue();
  for (let last = Math.min(utterance.tokens.length - 1, first + MOST_WORDS - 1); last >= first; last -= 1) {
    const { status, ingredients } = resolveMedicine(medicineCatalogue(), saidAt(utterance, first, last));
    const name = ingredients.map((key) => (held.get(key)?.es ?? key).toLowerCase()).join(' con ');
    if (status === 'resolved') return { utterance, first, last, fact: { ...plainFact('allergy', name, saidAt(utterance, first, last), [evidenceOf(utterance, first, last)]), ingredients } };
  }
  return { utterance, first, last: first, fact: plainFact('allergy', utterance.tokens[first]?.word ?? '', saidAt(utterance, first, first), [evidenceOf(utterance, first, first)]) };
};

const denials = new Set(['no', 'ninguna', 'ninguno', 'niega', 'sin', 'nada']);

/** What somebody is allergic to: the words behind the cue, as a medicine where the catalogue knows them. `nada` denies all of them. */
export const findAllergies = (utterance: Utterance): readonly RawFact[] => {
  const { tokens } = utterance;
  return findPhrases(cues, tokens).flatMap(({ last }): readonly RawFact[] => {
    const place = tokens.findIndex(({ word }, at) => at > last && !linking.has(word));
    const word = tokens[place]?.word ?? '';
    if (/^\p{L}/u.test(word) && !nothing.has(word)) return [namedAt(utterance, place)];
    const isDenied = tokens.slice(0, Math.max(last, place) + 1).some((token) => denials.has(token.word));
    return isDenied && !utterance.isQuestion ? [{ utterance, first: 0, last, fact: { ...plainFact('allergy', 'alergias', saidAt(utterance, 0, last), [evidenceOf(utterance, 0, last)]), negated: true } }] : [];
  });
};
