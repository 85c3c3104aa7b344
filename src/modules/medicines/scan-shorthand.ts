import type { Frequency } from '#kernel/medicine-line.ts';
import { phraseAt, readNumber } from './shorthand-numbers.ts';
import type { Found, Piece } from './shorthand-said.ts';
import type { Token } from './shorthand-tokens.ts';
import { asNeeded, bedtime, continuous, fillers, formWords, frequencyNames, moments, noteNames, routeNames, spans } from './shorthand-words.ts';

/** The words of a line that are no piece of it: the name first, then whatever nobody understood. */
export type Scanned = { readonly pieces: readonly Piece[]; readonly runs: readonly (readonly Token[])[] };

const every = new Set(['c', 'q', 'cada']);
const hours = new Set(['h', 'hs', 'hr', 'hrs', 'hora', 'horas']);
const minutes = new Set(['min', 'mins', 'minuto', 'minutos']);
/** What `c8` can mean without its unit: hours that divide a day or fill days. */
const usualHours = new Set([1, 2, 3, 4, 6, 8, 12, 24, 36, 48, 72]);

const everySpan = (value: number, unit: string): { readonly frequency: Frequency | null; readonly isUnit: boolean } => {
  if (hours.has(unit)) return { frequency: { kind: 'every', hours: value }, isUnit: true };
  if (minutes.has(unit)) return { frequency: { kind: 'every', hours: value / 60 }, isUnit: true };
  const days = spans.get(unit);
  if (days === 7 || days === 30) return { frequency: { kind: 'weekly', everyWeeks: days === 7 ? value : value * 4 }, isUnit: true };
  if (days === 1) return { frequency: value % 7 === 0 ? { kind: 'weekly', everyWeeks: value / 7 } : { kind: 'every', hours: value * 24 }, isUnit: true };
  return { frequency: usualHours.has(value) ? { kind: 'every', hours: value } : null, isUnit: false };
};

/** `c8`, `c/8 h`, `cada 12 horas`, `q6h`, `cada 3 días`. */
const readEvery = (tokens: readonly Token[], at: number): Found | null => {
  if (!every.has(tokens[at]?.word ?? '')) return null;
  const next = tokens[at + 1]?.word === '/' ? at + 2 : at + 1;
  const value = tokens[next]?.number ?? null;
  if (value === null) return null;
  if (tokens[next + 1]?.word === '-' && tokens[next + 2]?.number != null) return { took: next + 3 - at, pieces: [{ kind: 'doubt', about: 'frequency', candidates: [value, tokens[next + 2]?.number ?? 0].map((each) => `c/${String(each)} h`) }] };
  const { frequency, isUnit } = everySpan(value, tokens[next + 1]?.word ?? '');
  // the d of `c24 3d` belongs to its own number; that of `cada 3 d` to this one
  const took = next - at + (isUnit ? 2 : 1);
  return { took, pieces: [frequency === null ? { kind: 'doubt', about: 'frequency', candidates: [`c/${String(value)} h`, `c/${String(value)} días`] } : { kind: 'frequency', frequency }] };
};

const phrase = <Value>(table: ReadonlyMap<string, Value>, piece: (value: Value) => Piece) => (tokens: readonly Token[], at: number): Found | null => {
  const found = phraseAt(table, tokens, at);
  return found === null ? null : { took: found.took, pieces: [piece(found.value)] };
};

const readAsNeeded = (tokens: readonly Token[], at: number): Found | null => {
  const found = phraseAt(asNeeded, tokens, at);
  if (found === null) return null;
  let next = at + found.took;
  const words: string[] = [];
  while (next < tokens.length && words.length < 6 && tokens[next]?.number === null && (words.length > 0 || tokens[next]?.word !== 'por') && !startsPiece(tokens, next)) {
    if (/^\p{L}/u.test(tokens[next]?.word ?? '')) words.push(String(next));
    else break;
    next += 1;
  }
  const [first, last] = [tokens[at + found.took], tokens[next - 1]];
  return { took: next - at, pieces: [{ kind: 'as-needed', reason: words.length === 0 || first === undefined || last === undefined ? '' : `${String(first.start)}:${String(last.end)}` }] };
};

const reads = [
  readEvery,
  phrase(frequencyNames, (frequency) => ({ kind: 'frequency', frequency })),
  phrase(continuous, () => ({ kind: 'duration', duration: { continuous: true } })),
  phrase(noteNames, (note) => ({ kind: 'note', note })),
  phrase(bedtime, () => ({ kind: 'moment', moment: { at: 3, amount: null, end: 0 } })),
  phrase(moments, (at) => ({ kind: 'moment', moment: { at, amount: null, end: 0 } })),
  phrase(routeNames, (route) => ({ kind: 'route', route })),
  phrase(formWords, (forms) => ({ kind: 'form', forms })),
] as const;

/** The longest that is understood at a word: `crema vaginal` before `crema`. */
const readWord = (tokens: readonly Token[], at: number): Found | null => {
  const found = reads.flatMap((read) => read(tokens, at) ?? []);
  const longest = found.reduce<Found | null>((best, each) => (best === null || each.took > best.took ? each : best), null);
  if (longest === null) return null;
  const isBedtime = phraseAt(bedtime, tokens, at)?.took === longest.took;
  return isBedtime ? { took: longest.took, pieces: [...longest.pieces, { kind: 'note', note: 'bedtime' }] } : longest;
};

function startsPiece(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  return tokens[at]?.number !== null || readWord(tokens, at) !== null || ['por', 'durante', 'x', 'cada', 'c'].includes(word);
}

const isSign = ({ word }: Token): boolean => !/[\p{L}\p{N}]/u.test(word);

/**
 * A line's pieces in the order they stand, and the runs of words between them. `nameLength` says how many tokens from a place are a
 * whole name that is known, so that no word of it is taken for a piece.
 */
export const scanShorthand = (tokens: readonly Token[], nameLength: (at: number) => number): Scanned => {
  const pieces: Piece[] = [];
  const runs: Token[][] = [];
  let open: Token[] | null = null;
  const name = (taken: readonly Token[]): void => {
    if (open === null) runs.push(open = []);
    open.push(...taken);
  };
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at];
    if (token === undefined) break;
    const known = runs.length === 0 || (open !== null && runs.length === 1) ? nameLength(at) : 0;
    const found = known > 0 ? null : token.number === null ? readAsNeeded(tokens, at) ?? readWord(tokens, at) : readNumber(tokens, at);
    if (known > 0) name(tokens.slice(at, at + known));
    else if (found !== null) {
      pieces.push(...found.pieces);
      open = null;
    } else if (open !== null || !(isSign(token) || fillers.has(token.word))) name([token]);
    at += Math.max(1, known, found?.took ?? 1);
  }
  return { pieces, runs: runs.map(trimmed).filter((run) => run.length > 0) };
};

/** A run without the signs and fillers at its end: `paracetamol,` is `paracetamol`. */
const trimmed = (run: readonly Token[]): readonly Token[] => run.slice(0, run.findLastIndex((token) => !isSign(token) && !fillers.has(token.word)) + 1);
