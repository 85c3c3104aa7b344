import { doseInPackUnits, isPiece, tidy } from './line-dose.ts';
import type { PresentationFacts } from './line-dose.ts';
import type { Amount, Frequency, MedicineLine, Quantity } from './medicine-line.ts';

/** A treatment that goes on is supplied for so many days at a time (D). */
const CONTINUOUS_SUPPLY_DAYS = 30;
/** An assumption, not a fact of any dropper: told beside the quantity wherever it was used. */
const ASSUMED_DROPS_PER_ML = 20;

/** What a quantity was reckoned with beside what the line says; whoever shows the quantity says it too. */
export type QuantityRemark = 'thirty-days' | 'twenty-drops-a-ml';
export type ReckonedQuantity = { readonly quantity: Quantity; readonly remarks: readonly QuantityRemark[] };

const daysOf = ({ duration }: Pick<MedicineLine, 'duration'>): number | null =>
  duration === null ? null : 'days' in duration ? duration.days : CONTINUOUS_SUPPLY_DAYS;

/** How many times the dose is taken in so many days, never too few; the doses of a pattern are multiples of the line's dose. */
const takesIn = (frequency: Frequency, days: number): number => {
  switch (frequency.kind) {
    case 'every': return Math.ceil(tidy((days * 24) / frequency.hours));
    case 'times': return frequency.perDay * days;
    case 'pattern': return frequency.doses.reduce((sum, dose) => sum + dose, 0) * days;
    case 'weekly': return Math.ceil(tidy(days / (7 * frequency.everyWeeks)));
    case 'once': return 1;
  }
};

/** Whether a dose of so many pieces can be given: tablets are halved and quartered, nothing else is; an ampoule opened is an ampoule used. */
const givenEachTime = (pieces: number, unit: string): number | null => {
  if (unit === 'ampolleta' || unit === 'frasco') return Math.ceil(pieces);
  return Number.isInteger(unit === 'tableta' ? pieces * 4 : pieces) ? pieces : null;
};

type EachTime = { readonly value: number; readonly remarks: readonly QuantityRemark[] };

const eachTime = (dose: Amount, presentation: PresentationFacts): EachTime | null => {
  const { unit } = presentation.pack;
  if (dose.unit === 'gota' && unit === 'mL') return { value: dose.value / ASSUMED_DROPS_PER_ML, remarks: ['twenty-drops-a-ml'] };
  const value = doseInPackUnits(dose, presentation);
  const given = value !== null && isPiece(unit) ? givenEachTime(value, unit) : value;
  return given === null || given <= 0 ? null : { value: given, remarks: [] };
};

/** Packs: of a liquid, what is left in a bottle and is less than a dose is lost. */
const packsOf = (takes: number, each: number, { amount, unit }: PresentationFacts['pack']): number | null => {
  if (amount === null) return null;
  const inOne = tidy(amount / each);
  if (isPiece(unit) || unit === 'dosis' || inOne < 1) return Math.ceil(tidy((takes * each) / amount));
  return Math.ceil(tidy(takes / Math.floor(inOne)));
};

/**
 * What the pharmacy hands over for a line: dose times takes times days, in the units of the presentation, rounded up, and in packs.
 * Null if any part is not known or the dose cannot be made of the presentation; never too little. A dose as needed counts as if always taken.
 */
export const reckonQuantity = (line: Pick<MedicineLine, 'dose' | 'frequency' | 'duration'>, presentation: PresentationFacts | null): ReckonedQuantity | null => {
  const { dose, frequency, duration } = line;
  if (dose === null || frequency === null || presentation === null) return null;
  const days = frequency.kind === 'once' ? 1 : daysOf(line);
  const each = eachTime(dose, presentation);
  if (days === null || each === null) return null;
  const { unit } = presentation.pack;
  const takes = takesIn(frequency, days);
  const total = tidy(takes * each.value);
  const value = unit === 'mL' || unit === 'g' ? Math.ceil(tidy(total * 10)) / 10 : Math.ceil(total);
  const goesOn = frequency.kind !== 'once' && duration !== null && 'continuous' in duration;
  return { quantity: { value, unit, packs: packsOf(takes, each.value, presentation.pack) }, remarks: [...(goesOn ? ['thirty-days' as const] : []), ...each.remarks] };
};
