import { fold } from '#kernel/fold.ts';

/** Finding words in one text: folded as the searches of the house are, and shown where they stand in what was written. */

/** Half-open, in UTF-16 units of the text it comes with. */
export type Mark = readonly [from: number, to: number];
export type Excerpt = { readonly text: string; readonly marks: readonly Mark[] };

const EXCERPT = 200;
/** So that a match does not stand at the very edge of what is shown. */
const BEFORE = 60;

/** What was typed as words to look for, each once; a word may hold signs, as in `120/80`. */
export const wordsTyped = (typed: string): readonly string[] => [...new Set(fold(typed).split(' '))].filter((word) => word !== '');

/** Whether every word occurs; parts of words count, order does not. */
export const holdsAll = (text: string, words: readonly string[]): boolean => {
  const folded = fold(text);
  return words.every((word) => folded.includes(word));
};

/** For each unit of `folded`, where its letter begins and ends in the text. */
type Placed = { readonly folded: string; readonly begins: readonly number[]; readonly ends: readonly number[] };

/** Accents written apart belong to the letter before them, so a mark never cuts one off. */
const placed = (text: string): Placed => {
  const [begins, ends]: [number[], number[]] = [[], []];
  const known = new Map<string, string>();
  let folded = '';
  for (const { 0: letter, index } of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    const units = known.get(letter) ?? (/^\s/.test(letter) ? ' ' : fold(letter));
    known.set(letter, units);
    for (let at = 0; at < units.length; at += 1) {
      begins.push(index);
      ends.push(index + letter.length);
    }
    folded += units;
  }
  return { folded, begins, ends };
};

/** Where the first of the words stands in the folded text; -1 when none does. */
const firstOf = (folded: string, words: readonly string[]): number =>
  words.reduce((first, word) => {
    const at = folded.indexOf(word);
    return at !== -1 && (first === -1 || at < first) ? at : first;
  }, -1);

/** What to highlight from a place of the folded text on, up to a unit of the text; what overlaps is one. */
const marksUpTo = ({ folded, begins, ends }: Placed, words: readonly string[], [first, to]: Mark): readonly Mark[] => {
  const found = words.flatMap((word) => {
    const marks: Mark[] = [];
    for (let at = folded.indexOf(word, first); at !== -1; at = folded.indexOf(word, at + word.length)) {
      const mark: Mark = [begins[at] ?? to, ends[at + word.length - 1] ?? to];
      if (mark[0] >= to) break;
      if (mark[1] <= to) marks.push(mark);
    }
    return marks;
  });
  const joined: Mark[] = [];
  for (const mark of found.toSorted((one, other) => one[0] - other[0])) {
    const last = joined.at(-1);
    if (last !== undefined && mark[0] < last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], mark[1])];
    else joined.push(mark);
  }
  return joined;
};

/** Never between the two halves of a letter beyond the first plane. */
const whole = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
};

/**
 * At most 200 units around the first word found, on one line, with what to highlight; the beginning when nothing is.
 * Marks outside of what is shown are never made: one letter typed stands in a long text thousands of times.
 */
export const excerptAround = (text: string, words: readonly string[]): Excerpt => {
  const flat = text.replace(/\s+/g, ' ').trim();
  const letters = placed(flat);
  const at = firstOf(letters.folded, words);
  const first = at === -1 ? 0 : letters.begins[at] ?? 0;
  const from = first <= BEFORE ? 0 : whole(flat, Math.max(0, Math.min(first - BEFORE, flat.length - EXCERPT + 2)));
  const to = flat.length - from <= EXCERPT - 2 ? flat.length : whole(flat, from + EXCERPT - 2);
  const [ahead, behind] = [from === 0 ? '' : '…', to === flat.length ? '' : '…'];
  const marks = at === -1 ? [] : marksUpTo(letters, words, [at, to]);
  return { text: `${ahead}${flat.slice(from, to)}${behind}`, marks: marks.map(([begin, end]): Mark => [begin - from + ahead.length, end - from + ahead.length]) };
};
