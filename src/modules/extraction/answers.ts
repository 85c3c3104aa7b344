import { findPhrases, phraseBook } from './phrase-book.ts';
import type { Utterance } from './read-utterances.ts';

/** What the patient answers to a question of the clinician: the utterance that does, and whether it denies. Null where nobody can tell. */
export type Answer = { readonly utterance: Utterance; readonly denies: boolean };

const beginnings = phraseBook<boolean>([
  ['no', true], ['para nada', true], ['nada', true], ['ninguno/ninguna', true], ['nunca', true], ['que yo sepa no', true], ['tampoco', true], ['niego', true], ['eso no', true],
  ['si', false], ['simon', false], ['claro', false], ['aja', false], ['poquit-', false], ['un poco', false], ['a veces', false], ['mucho/mucha', false], ['bastante', false], ['tantit-', false],
]);
const MOST_BEFORE = 2;

export const answerTo = (utterances: readonly Utterance[], { order, segment }: Utterance): Answer | null => {
  const next = utterances.slice(order + 1).find((each) => each.segment.id !== segment.id);
  if (next === undefined || next.segment.speaker === segment.speaker || next.isQuestion) return null;
  const found = findPhrases(beginnings, next.tokens).find(({ first }) => first <= MOST_BEFORE);
  return found === undefined ? null : { utterance: next, denies: found.value };
};
