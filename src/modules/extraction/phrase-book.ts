import type { Token } from './read-utterances.ts';

/**
 * Phrases with alternatives (`duele/duelen`), stems (`duel-`) and gaps (`*`: up to three words), found in linear time: each is
 * kept under the first letters of its first word.
 */
type Word = { readonly words: ReadonlySet<string>; readonly stems: readonly string[] };
type Phrase<Value> = { readonly parts: readonly (Word | null)[]; readonly value: Value };
export type PhraseBook<Value> = ReadonlyMap<string, readonly Phrase<Value>[]>;
export type FoundPhrase<Value> = { readonly first: number; readonly last: number; readonly value: Value };

const WIDEST_GAP = 3;
const KEY_LETTERS = 3;
const keyOf = (word: string): string => word.slice(0, KEY_LETTERS);

const wordOf = (text: string): Word => {
  const all = text.split('/');
  return { words: new Set(all.filter((each) => !each.endsWith('-'))), stems: all.filter((each) => each.endsWith('-')).map((each) => each.slice(0, -1)) };
};

const fits = ({ words, stems }: Word, word: string): boolean => words.has(word) || stems.some((stem) => word.startsWith(stem));

/** `entries`: patterns, folded, with what each stands for. A pattern begins with a word of at least one letter, never with a gap. */
export const phraseBook = <Value>(entries: readonly (readonly [pattern: string, value: Value])[]): PhraseBook<Value> => {
  const book = new Map<string, Phrase<Value>[]>();
  for (const [pattern, value] of entries) {
    const parts = pattern.split(' ').map((part) => (part === '*' ? null : wordOf(part)));
    const first = parts[0];
    if (first === null || first === undefined) throw new Error(`a phrase begins with a gap: ${pattern}`);
    for (const key of new Set([...first.words, ...first.stems].map(keyOf))) book.set(key, [...(book.get(key) ?? []), { parts, value }]);
  }
  return book;
};

const isWord = ({ word }: Token): boolean => /^[\p{L}\d]/u.test(word);

/** Where the rest of a phrase ends, or -1. */
const endOf = (parts: readonly (Word | null)[], tokens: readonly Token[], at: number): number => {
  const [part, ...rest] = parts;
  if (part === undefined) return at - 1;
  const token = tokens[at];
  if (part !== null) return token !== undefined && fits(part, token.word) ? endOf(rest, tokens, at + 1) : -1;
  for (let skipped = 0; skipped <= WIDEST_GAP; skipped += 1) {
    const end = endOf(rest, tokens, at + skipped);
    if (end >= 0) return end;
    const passed = tokens[at + skipped];
    if (passed === undefined || !isWord(passed)) return -1;
  }
  return -1;
};

/** The longest phrases, from left to right, none over another. */
export const findPhrases = <Value>(book: PhraseBook<Value>, tokens: readonly Token[]): readonly FoundPhrase<Value>[] => {
  const found: FoundPhrase<Value>[] = [];
  for (let at = 0; at < tokens.length;) {
    let best: FoundPhrase<Value> | null = null;
    for (const { parts, value } of book.get(keyOf(tokens[at]?.word ?? '')) ?? []) {
      const last = endOf(parts, tokens, at);
      if (last >= 0 && (best === null || last > best.last)) best = { first: at, last, value };
    }
    if (best !== null) found.push(best);
    at = best === null ? at + 1 : best.last + 1;
  }
  return found;
};
