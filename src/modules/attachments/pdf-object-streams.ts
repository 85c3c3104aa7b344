import { setImmediate as nextTurn } from 'node:timers/promises';
import { fault } from './file-faults.ts';

/**
 * Streams that hold objects (ISO 32000, 7.5.7) are the one place where what acts can stand out of sight. A reader unpacks
 * them by what their dictionary says, in many ways; here they are kept only when packed in the one way that is looked into.
 */
const token = /[\0\t\n\f\r ]+|%[^\r\n]*|<<|>>|\/[^\0\t\n\f\r ()<>[\]{}/%]{0,4000}|[^\0\t\n\f\r ()<>[\]{}/%]{1,4000}|[^]/y;
const isBlank = (word: string): boolean => /^[\0\t\n\f\r %]/.test(word);
/** A dictionary of more characters than any program writes is none that is followed to its end. */
const LONGEST_DICTIONARY = 2 * 1024 * 1024;

/** Where a string (7.3.4.2) that opens at `from` is over; brackets in it nest. */
const endOfString = (raw: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < raw.length; at += 1) {
    const sign = raw.charAt(at);
    if (sign === '\\') at += 1;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    if (depth === 0) return at + 1;
  }
  return raw.length;
};
const endOfDigits = (raw: string, from: number): number => { const end = raw.indexOf('>', from); return end === -1 ? raw.length : end + 1; };

/** Told how many characters were read; throws when it were too many. */
export type Spend = (characters: number) => void;

/** The words from a place on, without blanks and comments, a string as one pair of brackets; each with where it ends. */
function* wordsFrom(raw: string, from: number, spend: Spend): Generator<{ readonly word: string; readonly end: number }> {
  for (let at = from; at < raw.length;) {
    token.lastIndex = at;
    const word = token.exec(raw)?.[0] ?? '';
    const isString = word === '(' || word === '<';
    const end = isString ? (word === '(' ? endOfString : endOfDigits)(raw, at) : at + word.length;
    spend(end - at);
    if (end - from > LONGEST_DICTIONARY) throw fault('pdf-uncheckable');
    if (!isBlank(word)) yield { word: isString ? '()' : word, end };
    at = end;
  }
}

type Dictionary = { readonly entries: ReadonlyMap<string, readonly string[]>; readonly end: number };
const opening = new Set(['<<', '[']);
const closing = new Set(['>>', ']']);
const nameOf = (word: string): string => word.slice(1).replaceAll(/#([0-9a-fA-F]{2})/g, (_whole, digits: string) => String.fromCharCode(parseInt(digits, 16)));

/** Its own keys with the words of their values; those of a key said twice are joined. */
const entriesOf = (words: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const entries = new Map<string, string[]>();
  let [depth, key, isAwaited] = [0, '', false];
  for (const word of words) {
    if (closing.has(word)) depth -= 1;
    if (depth === 0 && word.startsWith('/') && !isAwaited) {
      [key, isAwaited] = [nameOf(word), true];
      entries.set(key, entries.get(key) ?? []);
    } else {
      isAwaited = false;
      entries.get(key)?.push(word);
    }
    if (opening.has(word)) depth += 1;
  }
  return entries;
};

const beginning = /[\0\t\n\f\r ]*(?:<<|%)/y;

/** The dictionary that opens at a place. */
const dictionaryAt = (raw: string, from: number, spend: Spend): Dictionary | null => {
  beginning.lastIndex = from;
  if (!beginning.test(raw)) return null;
  const words: string[] = [];
  let depth = 0;
  for (const { word, end } of wordsFrom(raw, from, spend)) {
    if (depth === 0 && word !== '<<') return null;
    if (closing.has(word)) depth -= 1;
    if (depth === 0 && closing.has(word)) return { entries: entriesOf(words.slice(1)), end };
    if (opening.has(word)) depth += 1;
    words.push(word);
  }
  return null;
};

/** Names alone, in one array at most: whatever else a filter can be is not followed. */
const filtersOf = (words: readonly string[]): string => words.filter((word) => word !== '[' && word !== ']' && word !== 'null').map((word) => (word.startsWith('/') ? nameOf(word) : '?')).join(' ');

/** Whether it is packed; refuses every way but one, with no rearranging of the bytes before it. */
const isPacked = ({ entries }: Dictionary): boolean => {
  const filters = filtersOf(entries.get('Filter') ?? []);
  const said = [...entries.get('DecodeParms') ?? [], ...entries.get('DP') ?? []];
  if (!['', 'FlateDecode', 'Fl'].includes(filters) || said.some((word) => word === 'R' || nameOf(word) === 'Predictor')) throw fault('pdf-uncheckable');
  return filters !== '';
};

const PAUSE = 512 * 1024;

/**
 * Where the word `stream` stands of each packed stream that holds objects. Refuses one packed in a way that is not looked
 * into, and what `spend` refuses.
 */
export const objectStreamsOf = async (raw: string, spend: Spend): Promise<ReadonlySet<number>> => {
  const found = new Set<number>();
  let sincePause = 0;
  const spent = (characters: number): void => { sincePause += characters; spend(characters); };
  for (let at = raw.indexOf('obj'); at !== -1; at = raw.indexOf('obj', at + 3)) {
    if (raw.charAt(at - 1) === 'd') continue;
    if (sincePause > PAUSE) { sincePause = 0; await nextTurn(); }
    const dictionary = dictionaryAt(raw, at + 3, spent);
    if (dictionary === null || !dictionary.entries.has('N') || !dictionary.entries.has('First')) continue;
    const [next] = wordsFrom(raw, dictionary.end, spent);
    if (next?.word.startsWith('stream') !== true) continue;
    if (isPacked(dictionary)) found.add(next.end - next.word.length);
  }
  return found;
};
