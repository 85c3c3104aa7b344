import { editDistances, longestCompared } from './edit-distance.ts';

/**
 * The distinct words of an index. Names and diagnoses repeat their words, so typos are looked for among
 * some ten thousand words instead of among all entries. Words are numbered; numbers of words that no
 * entry uses any more are given out again, so nothing of an erased person's name stays behind.
 */
export type Vocabulary = {
  readonly numbers: Map<string, number>;
  readonly texts: string[];
  readonly entries: number[][];
  readonly trigrams: Map<string, number[]>;
  readonly free: number[];
  shared: Uint8Array;
};

export type WordMatch = { readonly word: number; readonly score: number };

export const emptyVocabulary = (): Vocabulary => ({
  numbers: new Map(),
  texts: [],
  entries: [],
  trigrams: new Map(),
  free: [],
  shared: new Uint8Array(1024),
});

const hasDigit = /\p{N}/u;

// Two blanks in front make the first one and two letters trigrams of their own, which serves prefixes.
// Words with digits (codes, telephone numbers) are never matched with typos: beginnings are enough.
function trigramsOf(text: string): Set<string> {
  const padded = `  ${text} `;
  const count = hasDigit.test(text) ? 2 : padded.length - 2;
  const found = new Set<string>();
  for (let at = 0; at < count; at += 1) found.add(padded.slice(at, at + 3));
  return found;
}

/** Notes that an entry uses a word and returns the word's number. Call once per entry and word. */
export function linkWord(vocabulary: Vocabulary, word: string, entry: number): number {
  const text = word.slice(0, longestCompared);
  const number = vocabulary.numbers.get(text) ?? numberWord(vocabulary, text);
  const linked = vocabulary.entries[number];
  // Two words that only differ past the cut are one word; the entry is then already linked.
  if (linked?.at(-1) !== entry) linked?.push(entry);
  return number;
}

function numberWord(vocabulary: Vocabulary, text: string): number {
  const number = vocabulary.free.pop() ?? vocabulary.texts.length;
  vocabulary.numbers.set(text, number);
  vocabulary.texts[number] = text;
  vocabulary.entries[number] = [];
  for (const trigram of trigramsOf(text)) {
    const words = vocabulary.trigrams.get(trigram);
    if (words) words.push(number);
    else vocabulary.trigrams.set(trigram, [number]);
  }
  if (number >= vocabulary.shared.length) vocabulary.shared = new Uint8Array(vocabulary.shared.length * 2);
  return number;
}

/** Notes that an entry no longer uses a word; a word without entries is forgotten. */
export function unlinkWord(vocabulary: Vocabulary, number: number, entry: number): void {
  const linked = vocabulary.entries[number] ?? [];
  takeOut(linked, entry);
  if (linked.length > 0) return;
  const text = vocabulary.texts[number] ?? '';
  for (const trigram of trigramsOf(text)) {
    const words = vocabulary.trigrams.get(trigram) ?? [];
    takeOut(words, number);
    if (words.length === 0) vocabulary.trigrams.delete(trigram);
  }
  vocabulary.numbers.delete(text);
  vocabulary.texts[number] = '';
  vocabulary.free.push(number);
}

function takeOut(numbers: number[], number: number): void {
  const at = numbers.indexOf(number);
  if (at < 0) return;
  const last = numbers.pop();
  if (last !== undefined && at < numbers.length) numbers[at] = last;
}

// Scores order the ways of matching: the word itself, a word it begins, then words with typos.
const exactScore = 1;
const prefixScore = 0.8;
const prefixCoverage = 0.15;
const insideScore = 0.6;
const typoScores = [0, 0.65, 0.5, 0.4] as const;
const startPenalty = 0.1;
const sameInitial = 0.03;

/** The word itself and the words that it begins, best first. */
export function plainMatches(vocabulary: Vocabulary, query: string): readonly WordMatch[] {
  const firstTrigram = query.length === 1 ? `  ${query}` : ` ${query.slice(0, 2)}`;
  const matches: WordMatch[] = [];
  for (const word of vocabulary.trigrams.get(firstTrigram) ?? []) {
    const text = vocabulary.texts[word] ?? '';
    if (!text.startsWith(query)) continue;
    const exact = text.length === query.length;
    matches.push({ word, score: exact ? exactScore : prefixScore + (prefixCoverage * query.length) / text.length });
  }
  return matches.sort((left, right) => right.score - left.score);
}

/** Plain matches, then words that are meant with up to three typos or that contain the query, best first. */
export function typoMatches(vocabulary: Vocabulary, query: string): readonly WordMatch[] {
  const plain = plainMatches(vocabulary, query);
  const edits = allowedEdits(query);
  if (edits === 0) return plain;
  const seen = new Set(plain.map((match) => match.word));
  const typos: WordMatch[] = [];
  for (const word of candidates(vocabulary, query, edits)) {
    if (seen.has(word)) continue;
    const score = typoScore(query, vocabulary.texts[word] ?? '', edits);
    if (score > 0) typos.push({ word, score });
  }
  typos.sort((left, right) => right.score - left.score);
  return [...plain, ...typos];
}

function allowedEdits(query: string): number {
  if (query.length < 3 || hasDigit.test(query)) return 0;
  if (query.length < 6) return 1;
  return query.length < 10 ? 2 : 3;
}

// One edit spoils at most three trigrams and a swap four: words that share fewer than the rest are out.
function candidates(vocabulary: Vocabulary, query: string, edits: number): readonly number[] {
  const { shared } = vocabulary;
  const trigrams = trigramsOf(query);
  const least = Math.max(edits === 1 ? 1 : 2, trigrams.size - 4 * edits);
  const touched: number[] = [];
  for (const trigram of trigrams) {
    for (const word of vocabulary.trigrams.get(trigram) ?? []) {
      const count = (shared[word] ?? 0) + 1;
      shared[word] = count;
      if (count === 1) touched.push(word);
    }
  }
  const found = touched.filter((word) => (shared[word] ?? 0) >= least);
  for (const word of touched) shared[word] = 0;
  return found;
}

function typoScore(query: string, text: string, edits: number): number {
  if (text.length > query.length && query.length >= 4 && text.includes(query)) return insideScore;
  const { whole, start } = editDistances(query, text, edits);
  const initial = query.charCodeAt(0) === text.charCodeAt(0);
  const bonus = initial ? sameInitial : 0;
  if (whole <= edits) return (typoScores[whole] ?? 0) + bonus;
  // The beginning of a longer word, typed with a typo; without the same initial it would match too much.
  if (initial && query.length >= 4 && start <= edits) return (typoScores[start] ?? 0) - startPenalty + bonus;
  return 0;
}
