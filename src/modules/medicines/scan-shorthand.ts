import type { Frequency } from '#kernel/medicine-line.ts';
import { phraseAt, readNumber } from './shorthand-numbers.ts';
import type { Found, Moment, Piece } from './shorthand-said.ts';
import type { Token } from './shorthand-tokens.ts';
import { applying, asNeeded, bedtime, continuous, fillers, formWords, frequencyNames, meals, moments, noteNames, routeNames, sites, spans } from './shorthand-words.ts';

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

const doubtful = (candidates: readonly string[], tokens: readonly Token[]): Found => ({
  took: tokens.length, pieces: [{ kind: 'doubt', about: 'frequency', candidates, span: { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 } }],
});

/** `c8`, `c/8 h`, `cada 12 horas`, `q6h`, `cada 3 días`. */
const readEvery = (tokens: readonly Token[], at: number): Found | null => {
  const wordAt = (place: number): string => tokens[place]?.word ?? '';
  const numberAt = (place: number): number | null => tokens[place]?.number ?? null;
  const next = wordAt(at + 1) === '/' ? at + 2 : at + 1;
  const value = every.has(wordAt(at)) ? numberAt(next) : null;
  if (value === null) return null;
  const most = wordAt(next + 1) === '-' ? numberAt(next + 2) : null;
  if (most !== null) return doubtful([value, most].map((each) => `c/${String(each)} h`), tokens.slice(at, next + (hours.has(wordAt(next + 3)) ? 4 : 3)));
  const { frequency, isUnit } = everySpan(value, wordAt(next + 1));
  const took = next - at + (isUnit ? 2 : 1);
  return frequency === null ? doubtful([`c/${String(value)} h`, `c/${String(value)} días`], tokens.slice(at, at + took)) : { took, pieces: [{ kind: 'frequency', frequency }] };
};

const lastsFor = new Set(['x', 'por', 'durante']);

/** `c/24 h x 3`: days to most, three doses to some; never how much is taken at once. */
const readHowLong = (tokens: readonly Token[], at: number): Found | null => {
  const [sign, count, unit] = tokens.slice(at, at + 3);
  if (sign === undefined || !lastsFor.has(sign.word) || typeof count?.number !== 'number' || hours.has(unit?.word ?? '')) return null;
  if (readNumber(tokens, at + 1).pieces[0]?.kind !== 'bare') return null;
  return { took: 2, pieces: [{ kind: 'doubt', about: 'duration', candidates: [`por ${String(count.number)} días`], span: { start: sign.start, end: count.end } }] };
};

/** `50 mg/24 h`, `50 mg/d`: an amount each so often; `25 mcg/h` is how fast a patch gives it, and no dose. */
const readPer = (tokens: readonly Token[], at: number): Found | null => {
  const [sign, next, unit] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (sign?.word !== '/' || next === undefined) return null;
  if (next.number !== null) return hours.has(unit?.word ?? '') ? { took: 3, pieces: [{ kind: 'frequency', frequency: { kind: 'every', hours: next.number } }] } : null;
  if (next.word === 'd' || next.word === 'dia') return { took: 2, pieces: [{ kind: 'frequency', frequency: { kind: 'times', perDay: 1 } }] };
  return hours.has(next.word) ? { took: 2, pieces: [{ kind: 'doubt', about: 'dose', candidates: [], span: null }] } : null;
};

const phrase = <Value>(table: ReadonlyMap<string, Value>, pieces: (value: Value) => readonly Piece[]) => (tokens: readonly Token[], at: number): Found | null => {
  const found = phraseAt(table, tokens, at);
  return found === null ? null : { took: found.took, pieces: pieces(found.value) };
};

const momentAt = (at: Moment['at']): Piece => ({ kind: 'moment', moment: { at, amount: null, end: 0 } });

const MOST_REASON_WORDS = 6;
/** Where a reason ends that begins here: at a number, a sign, or whatever else is a piece. */
const reasonEnd = (tokens: readonly Token[], from: number): number => {
  let end = from;
  while (end < tokens.length && end - from < MOST_REASON_WORDS && /^\p{L}/u.test(tokens[end]?.word ?? '') && !startsPiece(tokens, end)) end += 1;
  return end;
};

const readAsNeeded = (tokens: readonly Token[], at: number): Found | null => {
  const found = phraseAt(asNeeded, tokens, at);
  if (found === null) return null;
  const from = at + found.took;
  const end = reasonEnd(tokens, from);
  return { took: end - at, pieces: [{ kind: 'as-needed', span: end === from ? null : { start: tokens[from]?.start ?? 0, end: tokens[end - 1]?.end ?? 0 } }] };
};

const readMeal = phrase(meals, ({ note, at }) => [{ kind: 'note', note }, momentAt(at)]);
const readNote = phrase(noteNames, (note) => [{ kind: 'note', note }]);

const reads = [
  readEvery, readPer, readHowLong, readMeal, readNote,
  phrase(sites, ({ note, route }) => [{ kind: 'note', note }, { kind: 'route', route }]),
  phrase(frequencyNames, (frequency) => [{ kind: 'frequency', frequency }]),
  phrase(continuous, () => [{ kind: 'duration', duration: { continuous: true } }]),
  phrase(applying, () => [{ kind: 'applied' }]),
  phrase(bedtime, () => [momentAt(3), { kind: 'note', note: 'bedtime' }]),
  phrase(moments, (at) => [momentAt(at)]),
  phrase(routeNames, (route) => [{ kind: 'route', route }]),
  phrase(formWords, (forms) => [{ kind: 'form', forms }]),
] as const;

const longest = (found: readonly Found[]): Found | null => found.reduce<Found | null>((best, each) => (best === null || each.took > best.took ? each : best), null);

/** The longest that is understood at a word: `crema vaginal` before `crema`. */
const readWord = (tokens: readonly Token[], at: number): Found | null => readAsNeeded(tokens, at) ?? longest(reads.flatMap((read) => read(tokens, at) ?? []));

/** `30 min antes de los alimentos` and `#20` begin with what is no amount. */
const readBegun = (tokens: readonly Token[], at: number): Found | null => {
  const handed = tokens[at]?.word === '#' ? tokens[at + 1]?.number ?? null : null;
  if (handed !== null) return { took: 2, pieces: [{ kind: 'handed', value: handed }] };
  return tokens[at]?.number === null ? readWord(tokens, at) : readMeal(tokens, at) ?? readNote(tokens, at) ?? readNumber(tokens, at);
};

function startsPiece(tokens: readonly Token[], at: number): boolean {
  const word = tokens[at]?.word ?? '';
  return tokens[at]?.number !== null || readWord(tokens, at) !== null || ['por', 'durante', 'x', 'cada', 'c'].includes(word);
}

const isSign = ({ word }: Token): boolean => !/[\p{L}\p{N}]/u.test(word);

/** What is being read: the pieces, the runs of other words, and the run that is still open. */
type Reading = { readonly pieces: Piece[]; readonly runs: Token[][]; open: Token[] | null };

const intoRun = (reading: Reading, tokens: readonly Token[]): void => {
  if (reading.open === null) reading.runs.push(reading.open = []);
  reading.open.push(...tokens);
};

const isBeforeOrInName = ({ runs, open }: Reading): boolean => runs.length === 0 || (open !== null && runs.length === 1);

/** Reads on from a place; how many tokens that took. */
const readOn = (reading: Reading, tokens: readonly Token[], at: number): number => {
  const [token] = tokens.slice(at, at + 1);
  if (token === undefined) return 1;
  const found = readBegun(tokens, at);
  if (found !== null) {
    reading.pieces.push(...found.pieces);
    reading.open = null;
  } else if (reading.open !== null || !(isSign(token) || fillers.has(token.word))) intoRun(reading, [token]);
  return Math.max(1, found?.took ?? 1);
};

/**
 * A line's pieces in the order they stand, and the runs of words between them. `nameLength` says how many tokens from a place are a
 * whole name that is known, so that no word of it is taken for a piece.
 */
export const scanShorthand = (tokens: readonly Token[], nameLength: (at: number) => number): Scanned => {
  const reading: Reading = { pieces: [], runs: [], open: null };
  for (let at = 0; at < tokens.length;) {
    const known = isBeforeOrInName(reading) ? nameLength(at) : 0;
    if (known > 0) intoRun(reading, tokens.slice(at, at + known));
    at += known > 0 ? known : readOn(reading, tokens, at);
  }
  return { pieces: reading.pieces, runs: reading.runs.map(trimmed).filter((run) => run.length > 0) };
};

/** A run without the signs and fillers at its end: `paracetamol,` is `paracetamol`. */
const trimmed = (run: readonly Token[]): readonly Token[] => run.slice(0, run.findLastIndex((token) => !isSign(token) && !fillers.has(token.word)) + 1);
