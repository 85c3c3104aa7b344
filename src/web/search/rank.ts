import { foldedWords } from '#kernel/fold.ts';

const scoreOfWord = (wanted: string, words: readonly string[]): number => {
  const at = words.findIndex((word) => word.startsWith(wanted));
  if (at >= 0) return 3 - Math.min(at, 5) * 0.2 + (words[at] === wanted ? 0.5 : 0);
  return words.some((word) => word.includes(wanted)) ? 1 : 0;
};

/** How well a label answers what was typed: 0 when a word fits nowhere; accents and order do not matter. */
const scoreOf = (typed: string, label: string): number => {
  const wanted = foldedWords(typed);
  const words = foldedWords(label);
  const scores = wanted.map((word) => scoreOfWord(word, words));
  return scores.includes(0) ? 0 : scores.reduce((sum, score) => sum + score, 0);
};

/** The entries that fit, best first; all of them, in their order, when nothing was typed. */
export const ranked = <Entry>(typed: string, entries: readonly Entry[], labelOf: (entry: Entry) => string): readonly Entry[] => {
  if (foldedWords(typed).length === 0) return entries;
  return entries
    .map((entry, at) => ({ entry, at, score: scoreOf(typed, labelOf(entry)) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.at - other.at)
    .map(({ entry }) => entry);
};
