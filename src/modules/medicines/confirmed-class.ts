import type { Fraction } from '#kernel/medicine-line.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { medicineCatalogue } from './catalogue.ts';
import type { Ingredient } from './model.ts';
import { confirmationsOf } from './queries.ts';
import { rowDigest } from './reviewable-rows.ts';

/** How an ingredient may be sold, as this clinic may rely on. */
export type SaleClass = {
  /** Null: unclassified. */
  readonly fraction: Fraction | null;
  readonly isAntibiotic: boolean;
  /** The program proposes a fraction that permits, and nobody of the clinic confirmed it. */
  readonly isProposed: boolean;
};

const restricts: ReadonlySet<Fraction | null> = new Set(['I', 'II', 'III']);

const unknown: SaleClass = { fraction: null, isAntibiotic: false, isProposed: false };

/**
 * What holds without anybody's confirmation: fractions I to III, since they only restrict; a fraction that permits is no more
 * than a proposal. An ingredient that may be an antibiotic is treated as one.
 */
const unconfirmed = ({ fraction, isAntibiotic }: Ingredient): SaleClass =>
  ({ fraction: restricts.has(fraction) ? fraction : null, isAntibiotic: isAntibiotic ?? false, isProposed: fraction !== null && !restricts.has(fraction) });

/**
 * The sale class of each ingredient asked for: as a clinician of this clinic confirmed it, while the row is still the one she
 * saw, else by what the catalogue says. An ingredient that the catalogue does not hold is unclassified.
 */
export const saleClasses = async (tx: Tx<ClinicActor>, keys: readonly string[]): Promise<ReadonlyMap<string, SaleClass>> => {
  const { ingredients } = medicineCatalogue();
  const said = new Map((keys.length === 0 ? [] : await confirmationsOf(tx, 'ingredient', keys)).map((row) => [row.subject_key, row]));
  return new Map(keys.map((key) => {
    const ingredient = ingredients.get(key);
    if (ingredient === undefined) return [key, unknown];
    const word = said.get(key);
    const holds = word?.verdict === 'confirmed' && word.row_sha256.equals(rowDigest(ingredient));
    return [key, holds ? { fraction: word.fraction, isAntibiotic: word.is_antibiotic ?? false, isProposed: false } : unconfirmed(ingredient)];
  }));
};
