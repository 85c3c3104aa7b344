import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import { createIndexColumns } from './index-columns.ts';
import type { IndexedNumbers } from './index-columns.ts';
import { parseSearch } from './search-query.ts';

/** What a patient is found by: words of the name, numbers. */
export type IndexEntry = IndexedNumbers & { readonly texts: readonly string[] };

/** The patients of one clinic, in memory. Holds words and numbers only; who they are is read from the database. */
export type ClinicIndex = {
  readonly put: (id: string, entry: IndexEntry) => void;
  readonly remove: (id: string) => void;
  /** Ids, best first. A query of several kinds of parts must be answered in all of them. */
  readonly search: (typed: string, limit: number) => readonly string[];
  readonly size: () => number;
};

// Names narrowed by a number: this many of the best names are looked through.
const namesLookedThrough = 5_000;

export const createClinicIndex = (): ClinicIndex => {
  const words = createTrigramIndex();
  const columns = createIndexColumns();
  return {
    put: (id, entry) => {
      words.add(id, entry.texts);
      columns.put(id, entry);
    },
    remove: (id) => {
      words.remove(id);
      columns.remove(id);
    },
    search: (typed, limit) => {
      const query = parseSearch(typed);
      const hasNumbers = query.digits !== null || query.curp !== null || query.birthDate !== null;
      if (query.words === '') return hasNumbers ? columns.find(query, limit) : [];
      if (!hasNumbers) return words.search(query.words, limit);
      return words.search(query.words, namesLookedThrough).filter((id) => columns.answers(id, query)).slice(0, limit);
    },
    size: () => words.size(),
  };
};
