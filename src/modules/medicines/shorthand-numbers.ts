import type { Amount } from '#kernel/medicine-line.ts';
import type { Found, Moment, Piece } from './shorthand-said.ts';
import type { Token } from './shorthand-tokens.ts';
import { countedUnits, meals, measuredUnits, moments, spans, spoons } from './shorthand-words.ts';

/** What may begin with a number: amounts, ratios, schemes of the day, lengths of time. */

const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.word ?? '';
const numberAt = (tokens: readonly Token[], at: number): number | null => tokens[at]?.number ?? null;

const spanOf = (tokens: readonly Token[], at: number, took: number) => ({ start: tokens[at]?.start ?? 0, end: tokens[at + took - 1]?.end ?? 0 });

/** Numbers with a sign between them, as far as they go: `1-0-1`, `875/125`. */
const run = (tokens: readonly Token[], at: number, sign: string): readonly number[] => {
  const values: number[] = [];
  for (let next = at; numberAt(tokens, next) !== null; next += 2) {
    values.push(numberAt(tokens, next) ?? 0);
    if (wordAt(tokens, next + 1) !== sign || numberAt(tokens, next + 2) === null) break;
  }
  return values;
};

type Unit = { readonly amount: (value: number) => Amount; readonly isCounted: boolean };

const unitAt = (tokens: readonly Token[], at: number): Unit | null => {
  const word = wordAt(tokens, at);
  const measured = measuredUnits.get(word);
  if (measured !== undefined) return { amount: (value) => ({ value, unit: measured }), isCounted: measured === 'mL' };
  const spoon = spoons.get(word);
  if (spoon !== undefined) return { amount: (value) => ({ value: value * spoon, unit: 'mL' }), isCounted: true };
  const counted = countedUnits.get(word);
  // `dosis única` says how often, not how much
  if (counted === undefined || (counted === 'dosis' && wordAt(tokens, at + 1) === 'unica')) return null;
  return { amount: (value) => ({ value, unit: counted }), isCounted: true };
};

const perDay = new Set(['d', 'dia', 'day']);
const perDose = new Set(['dosis', 'do', 'dose']);

/** `10 mg/kg`, `50 mg/kg/día`, `10 mg/kg/dosis`. */
const byWeight = (tokens: readonly Token[], at: number): Found | null => {
  const unit = measuredUnits.get(wordAt(tokens, at + 1));
  if (unit === undefined || wordAt(tokens, at + 2) !== '/' || wordAt(tokens, at + 3) !== 'kg') return null;
  const value = numberAt(tokens, at) ?? 0;
  if (wordAt(tokens, at + 4) === '/' && perDay.has(wordAt(tokens, at + 5))) return { took: 6, pieces: [{ kind: 'by-weight', value, unit: `${unit}/kg/d` }] };
  const took = wordAt(tokens, at + 4) === '/' && perDose.has(wordAt(tokens, at + 5)) ? 6 : 4;
  return { took, pieces: [{ kind: 'by-weight', value, unit: `${unit}/kg` }] };
};

/** `250 mg/5 mL`, `100 mg/mL`, `100 mcg/dosis`: how strong it is, not how much is taken. */
const concentration = (tokens: readonly Token[], at: number): Found | null => {
  if (!measuredUnits.has(wordAt(tokens, at + 1)) || wordAt(tokens, at + 2) !== '/') return null;
  const value = numberAt(tokens, at) ?? 0;
  const per = numberAt(tokens, at + 3);
  const unit = wordAt(tokens, per === null ? at + 3 : at + 4);
  if (measuredUnits.get(unit) === 'mL' || unit === 'dosis') return { took: per === null ? 4 : 5, pieces: [{ kind: 'ratio', values: [value, per ?? 1], perVolume: true }] };
  if (per === null || !measuredUnits.has(unit)) return null;
  return { took: 5, pieces: [{ kind: 'ratio', values: [value, per], perVolume: false }] };
};

/** `875/125 mg`, `400/80`; `1/2 tableta` is half a tablet. */
const ratio = (tokens: readonly Token[], at: number): Found | null => {
  const values = run(tokens, at, '/');
  const [first = 0, second = 1] = values;
  if (values.length < 2) return null;
  const took = values.length * 2 - 1;
  const unit = unitAt(tokens, at + took);
  if (unit?.isCounted === true && values.length === 2 && first < second && second <= 4) {
    return { took: took + 1, pieces: [{ kind: 'counted', amount: unit.amount(first / second), span: spanOf(tokens, at, took + 1) }] };
  }
  return { took: unit === null ? took : took + 1, pieces: [{ kind: 'ratio', values, perVolume: unit?.amount(1).unit === 'mL' }] };
};

/** `1-0-1`, `½-0-½ tab`, `20-0-10 UI`; two numbers are a range, which a dose is not. */
const scheme = (tokens: readonly Token[], at: number): Found | null => {
  const doses = run(tokens, at, '-');
  if (doses.length < 2) return null;
  const took = doses.length * 2 - 1;
  if (doses.length === 2 || doses.length > 4 || !doses.some((dose) => dose > 0)) return { took, pieces: [{ kind: 'doubt', about: 'dose', candidates: doses.length === 2 ? doses.map(String) : [], span: spanOf(tokens, at, took) }] };
  const unit = unitAt(tokens, at + took);
  const frequency: Piece = { kind: 'frequency', frequency: { kind: 'pattern', doses } };
  if (unit === null) return { took, pieces: [frequency] };
  return { took: took + 1, pieces: [frequency, { kind: unit.isCounted ? 'counted' : 'measured', amount: unit.amount(1), span: spanOf(tokens, at, took + 1) }] };
};

const longestPhrase = 6;
/** The longest phrase of a table that stands here. */
export const phraseAt = <Value>(table: ReadonlyMap<string, Value>, tokens: readonly Token[], at: number): { readonly value: Value; readonly took: number } | null => {
  for (let took = longestPhrase; took > 0; took -= 1) {
    const value = at + took > tokens.length ? undefined : table.get(tokens.slice(at, at + took).map(({ word }) => word).join(' '));
    if (value !== undefined) return { value, took };
  }
  return null;
};

/** An amount and the moment it is for: `2 tabletas en la noche`, `10 UI noche`, `1 en la mañana`. */
const atMoment = (tokens: readonly Token[], at: number, amount: Amount, took: number): Found | null => {
  const meal = phraseAt(meals, tokens, at + took);
  const moment = phraseAt(moments, tokens, at + took);
  const when = meal?.value.at ?? moment?.value;
  if (when === undefined) return null;
  const said: Moment = { at: when, amount, end: tokens[at + took - 1]?.end ?? 0 };
  return { took: took + (meal ?? moment ?? { took: 0 }).took, pieces: [{ kind: 'moment', moment: said }, ...(meal === null ? [] : [{ kind: 'note', note: meal.value.note } as const])] };
};

const SMALL_COUNT = 4;

const amount = (tokens: readonly Token[], at: number): Found => {
  const value = numberAt(tokens, at) ?? 0;
  const unit = unitAt(tokens, at + 1);
  if (unit === null) {
    const counted = value <= SMALL_COUNT ? atMoment(tokens, at, { value, unit: '' }, 1) : null;
    return counted ?? { took: 1, pieces: [{ kind: 'bare', value, span: spanOf(tokens, at, 1) }] };
  }
  const said = unit.amount(value);
  return atMoment(tokens, at, said, 2) ?? { took: 2, pieces: [{ kind: unit.isCounted ? 'counted' : 'measured', amount: said, span: spanOf(tokens, at, 2) }] };
};

const timesWords = new Set(['vez', 'veces', 'tomas']);
const ofThe = new Set(['al', 'por', 'a', '/', 'x', 'la', 'cada', 'el', 'en']);

/** `3 veces al día`, `1 vez por semana`. More than once a week is no rhythm that a line can hold. */
const times = (tokens: readonly Token[], at: number): Found | null => {
  if (!timesWords.has(wordAt(tokens, at + 1))) return null;
  let next = at + 2;
  while (ofThe.has(wordAt(tokens, next))) next += 1;
  const value = numberAt(tokens, at) ?? 0;
  const took = next - at + 1;
  const span = wordAt(tokens, next);
  if (span === 'dia' || span === 'd') return { took, pieces: [Number.isInteger(value) ? { kind: 'frequency', frequency: { kind: 'times', perDay: value } } : { kind: 'doubt', about: 'frequency', candidates: [], span: null }] };
  if (span === 'semana' || span === 'sem') return { took, pieces: [value === 1 ? { kind: 'frequency', frequency: { kind: 'weekly', everyWeeks: 1 } } : { kind: 'doubt', about: 'frequency', candidates: [], span: null }] };
  if (value === 1 && wordAt(tokens, at + 1) === 'vez') return { took: 2, pieces: [{ kind: 'frequency', frequency: { kind: 'once' } }] };
  return { took: 2, pieces: [{ kind: 'doubt', about: 'frequency', candidates: [`${String(value)} veces al día`], span: spanOf(tokens, at, 2) }] };
};

const lasting = (tokens: readonly Token[], at: number): Found | null => {
  const days = spans.get(wordAt(tokens, at + 1));
  return days === undefined ? null : { took: 2, pieces: [{ kind: 'duration', duration: { days: (numberAt(tokens, at) ?? 0) * days } }] };
};

/** `1x3`: to many one, three times a day; to others not. */
const timesSign = (tokens: readonly Token[], at: number): Found | null => {
  const [sign, count] = [tokens[at + 1], tokens[at + 2]];
  if (sign?.word !== 'x' || !sign.isGlued || count?.isGlued !== true || count.number === null || spans.has(wordAt(tokens, at + 3))) return null;
  return { took: 3, pieces: [{ kind: 'doubt', about: 'frequency', candidates: [`${wordAt(tokens, at)} tab ${String(count.number)} veces al día`], span: spanOf(tokens, at, 3) }] };
};

const percent = (tokens: readonly Token[], at: number): Found | null =>
  wordAt(tokens, at + 1) === '%' ? { took: 2, pieces: [{ kind: 'percent', value: numberAt(tokens, at) ?? 0 }] } : null;

const readings = [percent, timesSign, times, scheme, byWeight, concentration, ratio, lasting] as const;

/** What stands at a number. */
export const readNumber = (tokens: readonly Token[], at: number): Found => {
  for (const reading of readings) {
    const found = reading(tokens, at);
    if (found !== null) return found;
  }
  return amount(tokens, at);
};
