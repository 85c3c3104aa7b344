import { inUnit, tidy } from '#kernel/line-dose.ts';
import type { Amount, Frequency } from '#kernel/medicine-line.ts';
import type { Moment } from './shorthand-said.ts';

const greatestCommon = (one: number, other: number): number => (other === 0 ? one : greatestCommon(other, one % other));

/** What all amounts are whole multiples of, to a thousandth. */
const commonPart = (values: readonly number[]): number => values.map((value) => Math.round(value * 1000)).reduce(greatestCommon, 0) / 1000;

/** `1 tab desayuno y cena`: an amount holds for the moments after it until another one is said. */
const carried = (moments: readonly Moment[]): readonly Moment[] => {
  let last: Amount | null = null;
  return moments.map((moment) => {
    // `1 tab en la mañana y 2 en la noche`: of what was counted before
    last = moment.amount?.unit === '' && last !== null ? { value: moment.amount.value, unit: last.unit } : moment.amount ?? last;
    return { ...moment, amount: last };
  });
};

/** Amounts of one kind as numbers of the first one's unit; null where they are of several, or not every moment has one. */
const valuesOf = (moments: readonly Moment[], amounts: readonly Amount[]): readonly number[] | null => {
  const [first] = amounts;
  if (first === undefined) return [];
  const values = amounts.flatMap((amount) => inUnit(amount, first.unit) ?? []);
  return values.length === moments.length ? values : null;
};

/** Moments of the day as doses at each, and the dose they are multiples of where amounts were said; null where they make no scheme. */
export const patternOf = (said: readonly Moment[]): { readonly frequency: Frequency; readonly dose: Amount | null } | null => {
  const moments = carried(said);
  const amounts = moments.flatMap(({ amount }) => amount ?? []);
  const unit = amounts[0]?.unit ?? '';
  const values = valuesOf(moments, amounts);
  if (values === null || new Set(moments.map(({ at }) => at)).size !== moments.length) return null;
  const each = unit === '' ? 1 : commonPart(values);
  if (each <= 0) return null;
  const slots = moments.some(({ at }) => at === 2) ? [0, 1, 2, 3] : [0, 1, 3];
  const doses = slots.map((slot) => moments.reduce((sum, { at }, place) => (at === slot ? sum + (values.length === 0 ? 1 : tidy((values[place] ?? 0) / each)) : sum), 0));
  if (!doses.some((dose) => dose > 0)) return null;
  return { frequency: { kind: 'pattern', doses }, dose: unit === '' ? null : { value: each, unit } };
};
