import type { Advice, DoseRow } from './fact-rows.ts';

/** What is taken in the unit of the row: at once, and in a day where the frequency is known. */
export type DoseFacts = { readonly atOnce: number; readonly aDay: number | null; readonly isPerKg: boolean; readonly weightKg: number | null };

export type DoseFault = {
  readonly advice: Advice | null;
  /** The limit as shown. */
  readonly limit: string;
  /** What was ordered, so that another dose is another alert. */
  readonly figures: string;
  /** A limit of each kilogram could not be judged. */
  readonly lacksWeight: boolean;
};

/** Children's doses are rounded to what a spoon or a tablet holds. */
const ROUNDING_OF_SPOONS = 1.1;
/** Floating point, not a dose. */
const EXACT = 1.000_001;
const DOUBLE = 2;
/** A decimal point in the wrong place, allowing for a dose that was low to begin with. */
const TEN_TIMES = 8;
/** Below this part of the usual least a dose is more likely a slip than a choice. */
const TOO_LITTLE = 0.5;

type Comparison = { readonly taken: number; readonly limit: number; readonly slack: number; readonly says: string };

const shown = (value: number): string => String(Number(value.toPrecision(3)));

const usableWeight = ({ weightKg }: DoseFacts): number | null => (weightKg !== null && weightKg > 0 && Number.isFinite(weightKg) ? weightKg : null);

/** An amount in all and of each kilogram, as far as either is known. */
const inAll = (amount: number, facts: DoseFacts): number | null => {
  const weight = usableWeight(facts);
  if (!facts.isPerKg) return amount;
  return weight === null ? null : amount * weight;
};
const ofEachKg = (amount: number, facts: DoseFacts): number | null => {
  const weight = usableWeight(facts);
  if (facts.isPerKg) return amount;
  return weight === null ? null : amount / weight;
};

const compared = (taken: number | null, limit: number | null, slack: number, says: string): readonly Comparison[] =>
  taken === null || limit === null || limit === 0 ? [] : [{ taken, limit, slack, says: `${shown(taken)} ${says}; máximo ${shown(limit)}` }];

const comparisons = (row: DoseRow, facts: DoseFacts): readonly Comparison[] => {
  const { atOnce, aDay } = facts;
  const ofDay = (of: typeof inAll): number | null => (aDay === null ? null : of(aDay, facts));
  return [
    ...compared(inAll(atOnce, facts), row.perTake, EXACT, `${row.unit} por toma`),
    ...compared(ofDay(inAll), row.perDay, EXACT, `${row.unit} al día`),
    ...compared(ofEachKg(atOnce, facts), row.perKgTake, ROUNDING_OF_SPOONS, `${row.unit}/kg por toma`),
    ...compared(ofDay(ofEachKg), row.perKgDay, ROUNDING_OF_SPOONS, `${row.unit}/kg al día`),
  ];
};

const tooMuch = ({ rule, source, note }: DoseRow, { says }: Comparison, times: number): Advice => {
  const severity = times >= DOUBLE ? 'contraindicated' : 'major';
  const effect = times >= TEN_TIMES ? `Posible error de 10 veces: ${says}.` : `Dosis mayor a la máxima: ${says}.`;
  return { rule, severity, effect, recommendation: note === '' ? 'Revise dosis, unidad y frecuencia.' : `Revise dosis, unidad y frecuencia. ${note}`, source };
};

const tooLittle = (row: DoseRow, facts: DoseFacts): Advice | null => {
  const taken = facts.aDay === null ? null : ofEachKg(facts.aDay, facts);
  if (taken === null || row.leastPerKgDay === null || taken >= row.leastPerKgDay * TOO_LITTLE) return null;
  const effect = `Dosis menor a la usual: ${shown(taken)} ${row.unit}/kg al día; usual desde ${shown(row.leastPerKgDay)}.`;
  return { rule: `${row.rule}:least`, severity: 'moderate', effect, recommendation: 'Revise dosis y unidad.', source: row.source };
};

const withoutWeight = ({ rule, source }: DoseRow): Advice =>
  ({ rule: `${rule}:no-weight`, severity: 'major', effect: 'Falta el peso: la dosis de este niño no se puede revisar.', recommendation: 'Pese al paciente o capture su peso.', source });

/** A limit and a dose of which one goes by weight, and nobody weighed the patient. */
const isUnweighed = ({ perKgTake, perKgDay }: DoseRow, facts: DoseFacts): boolean => usableWeight(facts) === null && (perKgTake !== null || perKgDay !== null) !== facts.isPerKg;

const figuresOf = ({ atOnce, aDay, isPerKg }: DoseFacts): string => `${shown(atOnce)}/${aDay === null ? '' : shown(aDay)}${isPerKg ? '/kg' : ''}`;

/** The worst comparison of one row, or null when the dose is within it. A child's limit by weight without a weight is a fault of its own. */
export const doseFault = (row: DoseRow, facts: DoseFacts, isChild: boolean): DoseFault | null => {
  const lacksWeight = isUnweighed(row, facts);
  const fault = { figures: figuresOf(facts), lacksWeight };
  const over = comparisons(row, facts).filter(({ taken, limit, slack }) => taken > limit * slack);
  const worst = over.toSorted((one, other) => other.taken / other.limit - one.taken / one.limit)[0];
  if (worst !== undefined) return { ...fault, advice: tooMuch(row, worst, worst.taken / worst.limit), limit: 'Dosis máxima' };
  if (lacksWeight) return { ...fault, advice: isChild ? withoutWeight(row) : null, limit: 'Peso' };
  const little = tooLittle(row, facts);
  return little === null ? null : { ...fault, advice: little, limit: 'Dosis usual' };
};
