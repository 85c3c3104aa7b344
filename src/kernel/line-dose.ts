import type { Amount } from './medicine-line.ts';

/**
 * What of a presentation its quantity and its words need. `per` is null for what comes in pieces (a tablet), else how much of the
 * liquid, cream or device holds the amount. `pack.amount` is null where several packs of it exist and none was chosen.
 */
export type PresentationFacts = {
  readonly form: string;
  readonly content: readonly { readonly amount: number; readonly unit: string; readonly per: { readonly amount: number; readonly unit: string } | null }[];
  readonly pack: { readonly amount: number | null; readonly unit: string };
};

const milligrams: Readonly<Record<string, number>> = { ug: 0.001, mg: 1, g: 1000 };
const pieces = new Set(['tableta', 'cápsula', 'gragea', 'supositorio', 'óvulo', 'ampolleta', 'frasco', 'sobre', 'parche', 'pluma', 'pieza']);
const puffs = new Set(['dosis', 'inhalación', 'aplicación']);

/** Whether a unit counts whole things, which no pharmacy divides. */
export const isPiece = (unit: string): boolean => pieces.has(unit);

/** Away with what binary fractions leave behind. */
export const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;

/** A value in another unit of the same kind; null where one cannot be turned into the other. */
export const inUnit = ({ value, unit }: Amount, wanted: string): number | null => {
  if (unit === wanted) return value;
  const [from, to] = [milligrams[unit], milligrams[wanted]];
  return from === undefined || to === undefined ? null : tidy((value * from) / to);
};

const isSameCount = (one: string, other: string): boolean => one === other || (puffs.has(one) && puffs.has(other));

/**
 * A dose in the units its presentation is counted or measured in: 500 mg of a 250 mg capsule is 2 `cápsula`, of 250 mg/5 mL is 10 `mL`.
 * Null where that cannot be known, as of a medicine of several ingredients by weight, or drops of unknown size.
 */
export const doseInPackUnits = (dose: Amount, { content, pack }: PresentationFacts): number | null => {
  if (isSameCount(dose.unit, pack.unit)) return dose.value;
  const [strength, ...more] = content;
  if (strength === undefined || more.length > 0) return null;
  const held = inUnit(dose, strength.unit);
  if (held === null) return null;
  const { per } = strength;
  if (per === null) return isPiece(pack.unit) ? tidy(held / strength.amount) : null;
  if (isSameCount(per.unit, pack.unit)) return tidy((held * per.amount) / strength.amount);
  // `75 mg/3 mL` in ampoules says what an ampoule holds; `30 mg/mL` does not
  return pack.unit === 'ampolleta' && per.unit === 'mL' && per.amount !== 1 ? tidy(held / strength.amount) : null;
};

/** How much of its one ingredient so many pack units hold; null where there are several or none. */
export const heldIn = (value: number, { content, pack }: PresentationFacts): Amount | null => {
  const [strength, ...more] = content;
  if (strength === undefined || more.length > 0 || strength.unit === '%') return null;
  const { amount, unit, per } = strength;
  if (per === null) return isPiece(pack.unit) ? { value: tidy(value * amount), unit } : null;
  return isSameCount(per.unit, pack.unit) ? { value: tidy((value * amount) / per.amount), unit } : null;
};
