import { dosesADay } from '#kernel/medicine-line.ts';
import type { Amount, Duration, Frequency } from '#kernel/medicine-line.ts';
import { patternOf } from './day-scheme.ts';
import { only } from './settle-dose.ts';
import type { Doubt, Moment, Piece } from './shorthand-said.ts';

export type SettledTimes =
  | { readonly frequency: Frequency | null; readonly duration: Duration | null; readonly momentDose: Amount | null }
  | { readonly doubt: Doubt; readonly candidates: readonly string[] };

const LEAST_HOURS = 0.25;
const MOST_HOURS = 720;
const MOST_DAYS = 3650;
const MOST_A_DAY = 24;

const distinct = <Value>(values: readonly Value[]): readonly Value[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];

const isPossible = (frequency: Frequency): boolean => {
  switch (frequency.kind) {
    case 'every': return frequency.hours >= LEAST_HOURS && frequency.hours <= MOST_HOURS;
    case 'times': return frequency.perDay >= 1 && frequency.perDay <= MOST_A_DAY;
    case 'weekly': return frequency.everyWeeks >= 1 && frequency.everyWeeks <= 52;
    case 'pattern': return frequency.doses.every((dose) => dose <= 1000);
    case 'once': return true;
  }
};

/** Whether a rhythm says the same as so many moments of each day. */
const saysSame = (frequency: Frequency, moments: number): boolean => dosesADay(frequency) === moments && frequency.kind !== 'pattern';

/** Less often than daily: the moment is said beside, and the rhythm stays. */
const isRare = (frequency: Frequency): boolean => frequency.kind === 'weekly' || frequency.kind === 'once' || (frequency.kind === 'every' && frequency.hours > 24);

type SettledFrequency = { readonly frequency: Frequency | null; readonly momentDose: Amount | null };

const withMoments = (first: Frequency | undefined, moments: readonly Moment[]): SettledFrequency | null => {
  const pattern = patternOf(moments);
  if (pattern === null) return null;
  if (first !== undefined && isRare(first)) return { frequency: first, momentDose: pattern.dose };
  return first === undefined || saysSame(first, moments.length) ? { frequency: pattern.frequency, momentDose: pattern.dose } : null;
};

/** One frequency of all that was said of it: every 24 hours and at night is at night; every 8 hours and at night is nothing certain. */
const settleFrequency = (pieces: readonly Piece[]): SettledFrequency | null => {
  const [first, second] = distinct(only(pieces, 'frequency').map(({ frequency }) => frequency));
  const moments = only(pieces, 'moment').map(({ moment }) => moment);
  if (second !== undefined || (first !== undefined && !isPossible(first))) return null;
  return moments.length === 0 ? { frequency: first ?? null, momentDose: null } : withMoments(first, moments);
};

/** How often and how long, of what was said; asks where two things were said. */
export const settleTimes = (pieces: readonly Piece[]): SettledTimes => {
  const durations = distinct(only(pieces, 'duration').map(({ duration }) => duration));
  const [duration, another] = durations;
  const days = duration !== undefined && 'days' in duration ? duration.days : 1;
  if (another !== undefined || !Number.isInteger(days) || days < 1 || days > MOST_DAYS) return { doubt: 'duration', candidates: durations.map((each) => ('days' in each ? `${String(each.days)} días` : 'continuo')) };
  const settled = settleFrequency(pieces);
  return settled === null ? { doubt: 'frequency', candidates: [] } : { ...settled, duration: duration ?? null };
};
