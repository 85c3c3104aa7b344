import { editDistances, longestCompared } from '#kernel/edit-distance.ts';
import { foldedWords } from '#kernel/fold.ts';
import type { MedicineCatalogue } from './model.ts';
import { isSameMeaning, nameIndexOf } from './name-index.ts';
import type { NameIndex, Named } from './name-index.ts';
import { soundOf } from './name-sound.ts';
import { isSaltOf, isUnsaying } from './name-words.ts';

/** `typo`: a few letters off; `sound`: sounds alike; `beginning`: only begun; `part`: only some of the words are known; `several`: the name means more than one thing. */
export type CandidateReason = 'typo' | 'sound' | 'beginning' | 'part' | 'several';

export type MedicineCandidate = { readonly text: string; readonly ingredients: readonly string[]; readonly why: CandidateReason };

export type MedicineResolution = {
  readonly status: 'resolved' | 'suggested' | 'unknown';
  /** Keys of the catalogue, sorted; empty unless resolved: what is only suggested is no one's medicine yet. */
  readonly ingredients: readonly string[];
  readonly brand: string | null;
  /** What may have been meant, the likeliest first; empty unless suggested. */
  readonly candidates: readonly MedicineCandidate[];
};

const LONGEST_NAME = 200;
const MOST_WORDS = 24;
const MOST_CANDIDATES = 6;

type Read = { readonly names: readonly (readonly Named[])[]; readonly gaps: readonly (readonly string[])[] };

const unknown: MedicineResolution = { status: 'unknown', ingredients: [], brand: null, candidates: [] };

/** The words as names, the longest first, and the runs of words that are none and yet might say something. */
const readNames = ({ byName, longest }: NameIndex, text: string): Read => {
  const words = foldedWords(text);
  const names: (readonly Named[])[] = [];
  const gaps: string[][] = [];
  let isOpen = false;
  for (let at = 0; at < words.length;) {
    const length = Array.from({ length: Math.min(longest, words.length - at) }, (_, less) => Math.min(longest, words.length - at) - less)
      .find((many) => byName.has(words.slice(at, at + many).join(' ')));
    const meanings = length === undefined ? undefined : byName.get(words.slice(at, at + length).join(' '));
    const word = words[at] ?? '';
    const isSaid = meanings !== undefined || isUnsaying(word) || (names.length > 0 && isSaltOf(text, word));
    if (meanings !== undefined) names.push(meanings);
    else if (!isSaid) {
      if (isOpen) gaps.at(-1)?.push(word);
      else gaps.push([word]);
    }
    isOpen = !isSaid;
    at += length ?? 1;
  }
  return { names, gaps };
};

const union = (parts: readonly Named[]): readonly string[] => [...new Set(parts.flatMap(({ ingredients }) => ingredients))].sort();

/** One meaning of several names together; null when they contradict each other, as a trade name and a substance that is not in it. */
const together = (parts: readonly Named[]): Named | null => {
  const brands = [...new Map(parts.filter(({ brand }) => brand !== null).map((part) => [part.brand, part])).values()];
  const [branded] = brands;
  if (branded === undefined) return { text: parts.map(({ text }) => text).join(' + '), ingredients: union(parts), brand: null };
  const isWithin = parts.every(({ ingredients }) => ingredients.every((key) => branded.ingredients.includes(key)));
  return brands.length === 1 && isWithin ? branded : null;
};

const candidateOf = (why: CandidateReason) => ({ text, ingredients }: Named): MedicineCandidate => ({ text, ingredients, why });

const typosAllowed = (text: string): number => (text.length < 4 ? 0 : text.length < 8 ? 1 : text.length < 12 ? 2 : 3);

const distance = (typed: string, name: string): number =>
  editDistances(typed.slice(0, longestCompared), name.slice(0, longestCompared), typosAllowed(typed)).whole;

/** Names near to words that are none: that sound the same, that they begin, that are a few letters off. */
const nearNames = ({ byName, bySound, index }: NameIndex, words: readonly string[]): readonly MedicineCandidate[] => {
  const typed = words.join(' ');
  if (typed.length < 3) return [];
  const meaning = (names: readonly string[], why: CandidateReason): readonly MedicineCandidate[] => names.flatMap((name) => byName.get(name) ?? []).map(candidateOf(why));
  const found = index.search(typed, 40);
  const begun = found.filter((name) => name.startsWith(typed)).slice(0, MOST_CANDIDATES);
  const off = found.map((name) => ({ name, edits: Math.min(distance(typed, name), distance(soundOf(typed), soundOf(name))) }))
    .filter(({ edits }) => edits <= typosAllowed(typed)).toSorted((one, other) => one.edits - other.edits);
  return [...meaning(bySound.get(soundOf(typed)) ?? [], 'sound'), ...meaning(off.map(({ name }) => name), 'typo'), ...meaning(begun, 'beginning')];
};

const distinct = (candidates: readonly MedicineCandidate[]): readonly MedicineCandidate[] =>
  [...new Map(candidates.toReversed().map((candidate) => [candidate.ingredients.join('|'), candidate])).values()].toReversed().slice(0, MOST_CANDIDATES);

/** Candidates for words that were not all understood: what was understood, with what the rest may mean. */
const guesses = (names: NameIndex, read: Read): readonly MedicineCandidate[] => {
  const known = read.names.flatMap(([first]) => first ?? []);
  const near = read.gaps.map((gap) => {
    const whole = nearNames(names, gap);
    return whole.length > 0 ? whole : gap.filter((word) => word.length >= 5).flatMap((word) => nearNames(names, [word]).filter(({ why }) => why !== 'beginning').slice(0, 2).map((candidate) => ({ ...candidate, why: 'part' as const })));
  });
  const [first = []] = near;
  if (near.every((found) => found.length > 0)) {
    const rest = [...known, ...near.slice(1).flatMap(([best]) => (best === undefined ? [] : [{ ...best, brand: null }]))];
    if (rest.length === 0) return first;
    return first.map(({ text, ingredients, why }) => ({ text: [...rest.map((part) => part.text), text].join(' + '), ingredients: union([...rest, { text, ingredients, brand: null }]), why }));
  }
  return [...known.map(candidateOf('part')), ...near.flat()];
};

const claveTyped = /^(?:clave:?\s*)?(?:\d{3}[. ]?\d{3}[. ]?)?(?<digits>\d{4})(?:[. ]?\d{2})?$/iu;

const settled = (meanings: readonly Named[]): MedicineResolution => {
  const [only, ...more] = meanings;
  if (only === undefined) return unknown;
  if (more.length === 0) return { status: 'resolved', ingredients: only.ingredients, brand: only.brand, candidates: [] };
  return { status: 'suggested', ingredients: [], brand: null, candidates: distinct(meanings.map(candidateOf('several'))) };
};

/** Every way of taking one meaning of each name; a name means one thing nearly always. */
const combinations = (names: readonly (readonly Named[])[]): readonly (readonly Named[])[] =>
  names.slice(0, 6).reduce<readonly (readonly Named[])[]>((held, meanings) => held.flatMap((parts) => meanings.slice(0, 3).map((part) => [...parts, part])).slice(0, 30), [[]]);

/** By the names in it. */
const resolveWords = (index: NameIndex, text: string): MedicineResolution => {
  const read = readNames(index, text);
  if (read.gaps.length === 0 && read.names.length > 0) {
    const meanings = combinations(read.names).flatMap((parts) => together(parts) ?? []);
    const different = meanings.filter((meaning, at) => meanings.findIndex((other) => isSameMeaning(other, meaning)) === at);
    if (different.length > 0) return settled(different);
    return { status: 'suggested', ingredients: [], brand: null, candidates: distinct(read.names.flat().map(candidateOf('part'))) };
  }
  const candidates = distinct(guesses(index, read));
  return candidates.length === 0 ? unknown : { status: 'suggested', ingredients: [], brand: null, candidates };
};

/**
 * What a person called a medicine, as ingredients: a generic name in Spanish or English, a synonym, a trade name, several of them
 * joined, a whole name of an imported file, or a clave; accents, capitals, salts, forms and strengths do not matter. Every word must be understood exactly for it to be
 * `resolved`; a name with typos, only begun, or known in part is `suggested` with candidates, never resolved; anything else is `unknown`.
 */
export const resolveMedicine = (catalogue: MedicineCatalogue, text: string): MedicineResolution => {
  if (text.length > LONGEST_NAME) return unknown;
  const index = nameIndexOf(catalogue);
  const digits = claveTyped.exec(text.trim())?.groups?.['digits'];
  if (digits !== undefined) return settled(index.byClave.get(digits) ?? []);
  const words = foldedWords(text);
  const product = catalogue.productNames.get(words.join(' '));
  if (product !== undefined) return { status: 'resolved', ingredients: product.ingredients, brand: product.brand, candidates: [] };
  if (words.length === 0 || words.length > MOST_WORDS) return unknown;
  return resolveWords(index, text);
};
