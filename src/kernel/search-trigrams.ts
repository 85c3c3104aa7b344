import { longestCompared } from './edit-distance.ts';
import { foldedWords } from './fold.ts';
import { emptyVocabulary, linkWord, plainMatches, typoMatches, unlinkWord } from './search-vocabulary.ts';
import type { Vocabulary, WordMatch } from './search-vocabulary.ts';

/**
 * A search index held in memory, for texts that the database keeps sealed. Words are found in any
 * order, without accents, by their beginning (as a person types) and with typos.
 */
export type TrigramIndex<Key extends string = string> = {
  /** Enters or replaces what can be found under an id: names, synonyms, numbers. Empty texts are allowed. */
  add(id: Key, texts: readonly string[]): void;
  /** Forgets an id and every word that only it used; an unknown id is no error. */
  remove(id: Key): void;
  /**
   * Ids that match, best first, at most `limit`. Every word of the query must match; from three words
   * on, two thirds are enough but rank lower. Exact words rank before words begun, those before typos;
   * then texts that hold little else. Words with digits match exactly or by their beginning only.
   * A query without letters or digits finds nothing; only its first eight distinct words count.
   */
  search(query: string, limit: number): readonly Key[];
  /** How many ids are entered. */
  size(): number;
};

/** An empty index. */
export function createTrigramIndex<Key extends string = string>(): TrigramIndex<Key> {
  const state: State<Key> = {
    vocabulary: emptyVocabulary(), slots: new Map(), ids: [], texts: [], free: [], tick: 0, tally: newTally(1024),
  };
  return {
    add: (id, texts) => add(state, id, texts),
    remove: (id) => remove(state, id),
    search: (query, limit) => search(state, query, limit),
    size: () => state.slots.size,
  };
}

// Per entry slot, the sum of the scores of the query's words and how many of them matched so far.
type Tally = { readonly total: Float32Array; readonly matched: Uint8Array; readonly lastTick: Uint32Array };

type State<Key> = {
  readonly vocabulary: Vocabulary;
  readonly slots: Map<Key, number>;
  readonly ids: (Key | undefined)[];
  // Word numbers of all texts of the slot, each text ended by -1.
  readonly texts: number[][];
  readonly free: number[];
  tick: number;
  tally: Tally;
};

const textEnd = -1;
const mostQueryWords = 8;
const longestQuery = 200;
const highestTick = 0xffff_0000;

const newTally = (slots: number): Tally => ({
  total: new Float32Array(slots), matched: new Uint8Array(slots), lastTick: new Uint32Array(slots),
});

function add<Key extends string>(state: State<Key>, id: Key, texts: readonly string[]): void {
  remove(state, id);
  const slot = state.free.pop() ?? state.ids.length;
  const numbers = new Map<string, number>();
  const written: number[] = [];
  for (const text of texts) {
    for (const word of foldedWords(text)) {
      const number = numbers.get(word) ?? linkWord(state.vocabulary, word, slot);
      numbers.set(word, number);
      written.push(number);
    }
    written.push(textEnd);
  }
  state.slots.set(id, slot);
  state.ids[slot] = id;
  state.texts[slot] = written;
  if (slot >= state.tally.total.length) state.tally = newTally(state.tally.total.length * 2);
}

function remove<Key extends string>(state: State<Key>, id: Key): void {
  const slot = state.slots.get(id);
  if (slot === undefined) return;
  for (const number of new Set(state.texts[slot])) {
    if (number !== textEnd) unlinkWord(state.vocabulary, number, slot);
  }
  state.slots.delete(id);
  state.ids[slot] = undefined;
  state.texts[slot] = [];
  state.free.push(slot);
}

function search<Key extends string>(state: State<Key>, query: string, limit: number): readonly Key[] {
  const cut = foldedWords(query.slice(0, longestQuery)).map((word) => word.slice(0, longestCompared));
  const words = [...new Set(cut)].slice(0, mostQueryWords);
  if (words.length === 0 || limit <= 0) return [];
  const plain = words.map((word) => plainMatches(state.vocabulary, word));
  const found = collect(state, plain, words.length);
  // Typos always rank below plain matches, so they are only looked for when those do not fill the page.
  if (found.length >= limit) return rank(state, found, plain, limit);
  const withTypos = words.map((word) => typoMatches(state.vocabulary, word));
  return rank(state, collect(state, withTypos, Math.ceil((words.length * 2) / 3)), withTypos, limit);
}

/** The slots that match at least `needed` of the query's words; their tallies are left in the state. */
function collect<Key>(state: State<Key>, matches: readonly (readonly WordMatch[])[], needed: number): readonly number[] {
  const { matched, lastTick } = state.tally;
  if (state.tick > highestTick) {
    lastTick.fill(0);
    state.tick = 0;
  }
  const start = state.tick;
  const touched: number[] = [];
  for (const words of matches) {
    state.tick += 1;
    for (const match of words) countMatch(state, match, start, touched);
  }
  return needed <= 1 ? touched : touched.filter((slot) => (matched[slot] ?? 0) >= needed);
}

function countMatch<Key>({ tick, tally, vocabulary }: State<Key>, match: WordMatch, start: number, touched: number[]): void {
  const { total, matched, lastTick } = tally;
  for (const slot of vocabulary.entries[match.word] ?? []) {
    const at = lastTick[slot] ?? 0;
    // Matches come best first: the first score an entry gets for a query word is its best.
    if (at === tick) continue;
    if (at <= start) {
      total[slot] = 0;
      matched[slot] = 0;
      touched.push(slot);
    }
    lastTick[slot] = tick;
    total[slot] = (total[slot] ?? 0) + match.score;
    matched[slot] = (matched[slot] ?? 0) + 1;
  }
}

// A matched word more outweighs any sum of scores; a short entry is a better guess than a long one.
const matchedWeight = mostQueryWords + 1;
const wordPenalty = 0.001;
const longestEntry = 60;
const fitWeight = 0.05;
const leadWeight = 0.01;
const bucketsPerPoint = 256;

const roughScore = <Key>({ tally, texts }: State<Key>, slot: number): number =>
  (tally.matched[slot] ?? 0) * matchedWeight + (tally.total[slot] ?? 0)
  - wordPenalty * Math.min(longestEntry, texts[slot]?.length ?? 0);

function rank<Key extends string>(
  state: State<Key>, found: readonly number[], matches: readonly (readonly WordMatch[])[], limit: number,
): readonly Key[] {
  const kept = bestRoughly(state, found, Math.max(4 * limit, 256));
  const scores = new Map<number, number>();
  for (const { word, score } of matches.flat()) scores.set(word, Math.max(score, scores.get(word) ?? 0));
  const leads = new Set((matches[0] ?? []).map((match) => match.word));
  const ranked = kept.map((slot) => {
    const id = state.ids[slot] as Key;
    return { id, score: roughScore(state, slot) + fit(state.texts[slot] ?? [], scores, leads) };
  });
  ranked.sort((left, right) => right.score - left.score || (left.id < right.id ? -1 : 1));
  return ranked.slice(0, limit).map((entry) => entry.id);
}

// A short query can match every entry: a histogram keeps the best few hundred without sorting them all.
function bestRoughly<Key>(state: State<Key>, found: readonly number[], count: number): readonly number[] {
  if (found.length <= count) return found;
  const counts = new Uint32Array((mostQueryWords + 1) * matchedWeight * bucketsPerPoint);
  const buckets = new Uint16Array(found.length);
  for (let at = 0; at < found.length; at += 1) {
    const bucket = Math.max(0, Math.floor(roughScore(state, found[at] ?? 0) * bucketsPerPoint));
    buckets[at] = bucket;
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  let floor = counts.length - 1;
  for (let above = counts[floor] ?? 0; above < count && floor > 0; above += counts[floor] ?? 0) floor -= 1;
  const better = found.filter((_, at) => (buckets[at] ?? 0) > floor);
  const level = found.filter((_, at) => buckets[at] === floor);
  return [...better, ...level.slice(0, count - better.length)];
}

/** How much of the entry's best text the query covers, and whether its first word leads that text. */
function fit(numbers: readonly number[], scores: ReadonlyMap<number, number>, leads: ReadonlySet<number>): number {
  let best = 0;
  let [sum, length, lead] = [0, 0, 0];
  for (const number of numbers) {
    if (number !== textEnd) {
      if (length === 0 && leads.has(number)) lead = leadWeight;
      sum += scores.get(number) ?? 0;
      length += 1;
      continue;
    }
    if (length > 0) best = Math.max(best, (fitWeight * sum) / length + lead);
    [sum, length, lead] = [0, 0, 0];
  }
  return best;
}
