import type { Strength } from '#modules/medicines/public.ts';
import type { MedicineOrder } from './safety-request.ts';

/** From what is written (`1 tableta`, `5 mL`, `20 gota`) to how much of an ingredient that is. */

const milligrams: Readonly<Record<string, number>> = { ug: 0.001, mg: 1, g: 1000 };

/** `value` of one unit in another of the same kind; null where they do not compare. */
const converted = (value: number, from: string, to: string): number | null => {
  if (from === to) return value;
  const [one, other] = [milligrams[from], milligrams[to]];
  return one === undefined || other === undefined ? null : (value * one) / other;
};

const isMeasure = (unit: string): boolean => unit in milligrams || unit === '[IU]' || unit === 'meq' || unit === 'mmol';

/** Puffs, doses and applications of one device are one count. */
const sameCount = new Set(['inhalación', 'dosis', 'aplicación']);
const countsAs = (one: string, other: string): boolean => one === other || (sameCount.has(one) && sameCount.has(other));

/** By the usual dropper; a drop of another size is off by half at most, far from a fault of ten times. */
const DROPS_A_MILLILITRE = 20;

/** How many of what the strength is counted in: one tablet, five millilitres. */
const portions = ({ per }: Strength, value: number, unit: string): number | null => {
  if (per === null) return unit === 'mL' || unit === 'gota' ? null : value;
  if (countsAs(unit, per.unit)) return value / per.amount;
  if (unit === 'gota' && per.unit === 'mL') return value / DROPS_A_MILLILITRE / per.amount;
  return unit === 'g' && per.unit === 'mL' ? null : converted(value, unit, per.unit) === null ? null : (converted(value, unit, per.unit) ?? 0) / per.amount;
};

export type TakenAmount = { readonly amount: number; readonly isPerKg: boolean };

/** A dose written in milligrams of a combination is of its first ingredient, as it is spoken of; the others follow their share. */
const shareOf = (strengths: readonly Strength[], keys: readonly string[], unit: string): number | null => {
  const [first] = strengths;
  const mine = strengths.find(({ ingredient }) => keys.includes(ingredient));
  if (first === undefined || mine === undefined) return null;
  const same = converted(mine.amount, mine.unit, first.unit);
  return converted(1, unit, first.unit) === null || same === null ? null : same / first.amount;
};

const measured = ({ strengths }: MedicineOrder, dose: { readonly value: number; readonly unit: string }, keys: readonly string[], isAlone: boolean): { readonly value: number; readonly unit: string } | null => {
  const share = isAlone ? 1 : shareOf(strengths, keys, dose.unit);
  return share === null ? null : { value: dose.value * share, unit: dose.unit };
};

const counted = ({ strengths }: MedicineOrder, dose: { readonly value: number; readonly unit: string }, keys: readonly string[]): { readonly value: number; readonly unit: string } | null => {
  const strength = strengths.find(({ ingredient }) => keys.includes(ingredient));
  const many = strength === undefined ? null : portions(strength, dose.value, dose.unit);
  return strength === undefined || many === null ? null : { value: strength.amount * many, unit: strength.unit };
};

/**
 * One take of the ingredient that goes by `keys`, in `unit`; `isAlone` when the medicine holds nothing else. Null where it
 * cannot be known: no dose, no unit, no strength of what is counted, or units that do not compare.
 */
export const amountTaken = (order: MedicineOrder, keys: readonly string[], { unit, isAlone }: { readonly unit: string; readonly isAlone: boolean }): TakenAmount | null => {
  if (order.dose === null || order.unit === null || !(order.dose > 0) || !Number.isFinite(order.dose)) return null;
  const dose = { value: order.dose, unit: order.unit };
  const held = isMeasure(dose.unit) ? measured(order, dose, keys, isAlone) : counted(order, dose, keys);
  const amount = held === null ? null : converted(held.value, held.unit, unit);
  return amount === null ? null : { amount, isPerKg: order.perKg === true };
};
