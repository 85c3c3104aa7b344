import { editDistances, longestCompared } from '#kernel/edit-distance.ts';
import { foldedWords } from '#kernel/fold.ts';
import type { PatientId } from '#kernel/ids.ts';
import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import { createIndexColumns } from './index-columns.ts';
import type { IndexedNumbers } from './index-columns.ts';
import { parseSearch } from './search-query.ts';
import type { SearchQuery } from './search-query.ts';

/** What a patient is found by: words of the name, numbers. */
export type IndexEntry = IndexedNumbers & { readonly texts: readonly string[] };

/** The patients of one clinic, in memory. Holds words and numbers only; who they are is read from the database. */
export type ClinicIndex = {
  readonly put: (id: PatientId, entry: IndexEntry) => void;
  readonly remove: (id: PatientId) => void;
  /** `changed` of the entry of a patient; undefined for one who is not entered. */
  readonly changeOf: (id: PatientId) => number | undefined;
  /** Ids, best first. A query of several kinds of parts must be answered in all of them. */
  readonly search: (typed: string, limit: number) => readonly PatientId[];
  readonly size: () => number;
};

// A number narrows to a few patients; a clinic where more share one is asked for a better number.
const mostByNumber = 500;

/** How well a typed word fits one of a name: 3 the same, 2 its beginning, 1 with a typo, 0 not. */
const wordFits = (typed: string, words: readonly string[]): number => {
  if (words.includes(typed)) return 3;
  if (words.some((word) => word.startsWith(typed))) return 2;
  if (typed.length < 4) return 0;
  const limit = typed.length < 8 ? 1 : 2;
  return words.some((word) => editDistances(typed.slice(0, longestCompared), word.slice(0, longestCompared), limit).start <= limit) ? 1 : 0;
};

/** Nothing when a word of the query does not fit; else the sum of how well each does. */
const nameFits = (typed: readonly string[], name: string): number => {
  const words = name.split(' ');
  const fits = typed.map((word) => wordFits(word, words));
  return fits.includes(0) ? 0 : fits.reduce((sum, fit) => sum + fit, 0);
};

export const createClinicIndex = (): ClinicIndex => {
  const words = createTrigramIndex<PatientId>();
  const columns = createIndexColumns();
  const names = new Map<PatientId, string>();
  const namedAmong = (ids: readonly PatientId[], query: SearchQuery, limit: number): readonly PatientId[] => {
    const typed = foldedWords(query.words);
    return ids
      .map((id) => ({ id, fit: nameFits(typed, names.get(id) ?? '') }))
      .filter(({ fit }) => fit > 0)
      .sort((one, other) => other.fit - one.fit)
      .slice(0, limit)
      .map(({ id }) => id);
  };
  return {
    put: (id, entry) => {
      words.add(id, entry.texts);
      names.set(id, foldedWords(entry.texts.join(' ')).join(' '));
      columns.put(id, entry);
    },
    remove: (id) => {
      words.remove(id);
      names.delete(id);
      columns.remove(id);
    },
    changeOf: columns.changeOf,
    search: (typed, limit) => {
      const query = parseSearch(typed);
      const hasNumbers = query.digits !== null || query.curp !== null || query.birthDate !== null;
      const hasWords = foldedWords(query.words).length > 0;
      if (!hasNumbers) return words.search(query.words, limit);
      if (!hasWords) return columns.find(query, limit);
      return namedAmong(columns.find(query, mostByNumber), query, limit);
    },
    size: () => words.size(),
  };
};
