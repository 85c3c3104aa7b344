import { foldedWords } from '#kernel/fold.ts';
import type { SafetyData } from './safety-data.ts';
import type { PatientAllergy } from './safety-request.ts';

/** The longest run of words that may name one medicine, and how many words of an allergy are read. */
const LONGEST_NAME = 4;
const MOST_WORDS = 60;

const runsOf = (words: readonly string[]): readonly string[] =>
  words.flatMap((_, from) => Array.from({ length: Math.min(LONGEST_NAME, words.length - from) }, (__, more) => words.slice(from, from + more + 1).join(' ')));

/**
 * An allergy as somebody wrote it (`alergia a sulfas`, `Amoxicilina: ronchas`) to ingredients and allergy groups.
 * `named` gives the ingredients of a medicine's name, null where it is none. Nothing found: `ingredients` is null.
 */
export const readAllergy = (data: SafetyData, named: (name: string) => readonly string[] | null, text: string): PatientAllergy => {
  const runs = new Set(runsOf(foldedWords(text).slice(0, MOST_WORDS)));
  const groups = [...data.allergyGroups.values()].filter(({ words }) => words.some((word) => runs.has(foldedWords(word).join(' ')))).map(({ key }) => key);
  const ingredients = [...new Set([...runs].flatMap((run) => named(run) ?? []))];
  return { text, ingredients: ingredients.length === 0 ? null : ingredients, groups };
};
