/** Distances of a query from a whole word and from the nearest beginning of that word. */
export type EditDistances = { readonly whole: number; readonly start: number };

/** The longest text that is compared; callers cut longer words. */
export const longestCompared = 64;

// Working rows are kept between calls: a search compares thousands of words, and calls never overlap.
const rows = [new Uint8Array(longestCompared + 1), new Uint8Array(longestCompared + 1), new Uint8Array(longestCompared + 1)] as const;

/**
 * How many insertions, deletions, substitutions and swaps of neighbouring letters turn `query` into
 * `word` (optimal string alignment: no letter is edited twice). Distances beyond `limit` are given as
 * limit + 1. Both texts at most `longestCompared` code units.
 */
export function editDistances(query: string, word: string, limit: number): EditDistances {
  const beyond = limit + 1;
  // Columns past query + limit can only cost more than the limit.
  const columns = Math.min(word.length, query.length + limit);
  let [before, last, row]: [Uint8Array, Uint8Array, Uint8Array] = [rows[0], rows[1], rows[2]];
  for (let column = 0; column <= columns; column += 1) last[column] = column;
  for (let at = 1; at <= query.length; at += 1) {
    if (fillRow(row, last, before, { query, word, at, columns }) > limit) return { whole: beyond, start: beyond };
    [before, last, row] = [last, row, before];
  }
  let start: number = beyond;
  for (let column = 0; column <= columns; column += 1) start = Math.min(start, last[column] ?? beyond);
  const whole = word.length > columns ? beyond : Math.min(beyond, last[columns] ?? beyond);
  return { whole, start };
}

type Step = { readonly query: string; readonly word: string; readonly at: number; readonly columns: number };

function fillRow(row: Uint8Array, last: Uint8Array, before: Uint8Array, step: Step): number {
  const { query, word, at, columns } = step;
  const letter = query.charCodeAt(at - 1);
  const previous = at > 1 ? query.charCodeAt(at - 2) : -1;
  let least = (row[0] = at);
  for (let column = 1; column <= columns; column += 1) {
    const other = word.charCodeAt(column - 1);
    let cost = (last[column - 1] ?? 0) + (letter === other ? 0 : 1);
    cost = Math.min(cost, (last[column] ?? 0) + 1, (row[column - 1] ?? 0) + 1);
    const swapped = column > 1 && previous === other && letter === word.charCodeAt(column - 2);
    if (swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
    row[column] = cost;
    if (cost < least) least = cost;
  }
  return least;
}
