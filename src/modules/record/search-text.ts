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

type Placed = { readonly folded: string; /** For each unit of `folded`, where its letter begins and ends in the text. */ readonly places: readonly Mark[] };

/** Accents written apart belong to the letter before them, so a mark never cuts one off. */
const placed = (text: string): Placed => {
  const places: Mark[] = [];
  let folded = '';
  for (const { segment, index } of new Intl.Segmenter('es').segment(text)) {
    const units = /^\s+$/.test(segment) ? ' ' : fold(segment);
    for (let at = 0; at < units.length; at += 1) places.push([index, index + segment.length]);
    folded += units;
  }
  return { folded, places };
};

const marksOf = ({ folded, places }: Placed, words: readonly string[]): readonly Mark[] => {
  const found = words.flatMap((word) => {
    const marks: Mark[] = [];
    for (let at = folded.indexOf(word); at !== -1; at = folded.indexOf(word, at + word.length)) {
      marks.push([places[at]?.[0] ?? 0, places[at + word.length - 1]?.[1] ?? 0]);
    }
    return marks;
  });
  const inOrder = found.toSorted((one, other) => one[0] - other[0]);
  return inOrder.reduce<readonly Mark[]>((joined, mark) => {
    const last = joined.at(-1);
    return last !== undefined && mark[0] < last[1] ? [...joined.slice(0, -1), [last[0], Math.max(last[1], mark[1])]] : [...joined, mark];
  }, []);
};

/** Never between the two halves of a letter beyond the first plane. */
const whole = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at;
};

/** At most 200 units around the first word found, on one line, with what to highlight; the beginning when nothing is. */
export const excerptAround = (text: string, words: readonly string[]): Excerpt => {
  const flat = text.replace(/\s+/g, ' ').trim();
  const marks = marksOf(placed(flat), words);
  const first = marks[0]?.[0] ?? 0;
  const from = first <= BEFORE ? 0 : whole(flat, Math.max(0, Math.min(first - BEFORE, flat.length - EXCERPT + 2)));
  const to = flat.length - from <= EXCERPT - 2 ? flat.length : whole(flat, from + EXCERPT - 2);
  const [ahead, behind] = [from === 0 ? '' : '…', to === flat.length ? '' : '…'];
  const shown = marks.filter((mark) => mark[0] >= from && mark[1] <= to).map((mark): Mark => [mark[0] - from + ahead.length, mark[1] - from + ahead.length]);
  return { text: `${ahead}${flat.slice(from, to)}${behind}`, marks: shown };
};
