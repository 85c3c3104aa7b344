import { fractions } from '#kernel/medicine-line.ts';
import type { Fraction } from '#kernel/medicine-line.ts';
import type { ProposedClass } from './medicine-file.ts';
import type { Ingredient, MedicineCatalogue, Presentation } from './model.ts';
import { resolveMedicine } from './resolve-medicine.ts';

export type JoinedClasses = {
  readonly ingredients: ReadonlyMap<string, Ingredient>;
  /** Ingredients whose proposal is now the file's. */
  readonly proposed: readonly string[];
  /** Names for which what we ship is stricter, and stays. */
  readonly stricter: readonly string[];
  /** Names that are no single ingredient of the catalogue. */
  readonly unmatched: readonly string[];
};

/** I restricts most; what nobody classified least. */
const laxness = (fraction: Fraction | null): number => (fraction === null ? fractions.length : fractions.indexOf(fraction));
const isClave = /^\d{3}\.\d{3}\.\d{4}(?:\.\d{2})?$/;

const ingredientOf = (own: MedicineCatalogue, presentations: readonly Presentation[], name: string): Ingredient | null => {
  const { status, ingredients, brand } = resolveMedicine(own, name);
  const ofClave = presentations.find(({ clave }) => clave !== null && (clave === name || clave.startsWith(`${name}.`)))?.content.map(({ ingredient }) => ingredient) ?? [];
  const keys = isClave.test(name) ? ofClave : status === 'resolved' && brand === null ? ingredients : [];
  const [only, ...more] = keys;
  return only === undefined || more.length > 0 ? null : own.ingredients.get(only) ?? null;
};

/** The stricter of what we and the file say, with whose word it is. */
const joined = (ours: Ingredient, { fraction, isAntibiotic, source }: ProposedClass): Ingredient => {
  const isStricter = laxness(fraction) < laxness(ours.fraction);
  const antibiotic = ours.isAntibiotic === true ? true : isAntibiotic ?? ours.isAntibiotic;
  const isSaid = isStricter || antibiotic !== ours.isAntibiotic || (fraction !== null && fraction === ours.fraction && ours.verification === 'memory');
  return isSaid ? { ...ours, fraction: isStricter ? fraction : ours.fraction, isAntibiotic: antibiotic, source: `${source} (lista importada)`, verification: 'source-seen' } : ours;
};

/** Proposals of how ingredients may be sold: those of a list, where they are not laxer than ours. Nobody's confirmation. */
export const joinClasses = (own: MedicineCatalogue, presentations: readonly Presentation[], classes: readonly ProposedClass[]): JoinedClasses => {
  const ingredients = new Map(own.ingredients);
  const [proposed, stricter, unmatched]: [Set<string>, string[], string[]] = [new Set(), [], []];
  for (const row of classes) {
    const key = ingredientOf(own, presentations, row.name)?.key ?? '';
    const ours = ingredients.get(key);
    if (ours === undefined) {
      unmatched.push(row.name);
      continue;
    }
    const now = joined(ours, row);
    ingredients.set(key, now);
    if (now !== ours) proposed.add(key);
    if ((row.fraction !== null && laxness(row.fraction) > laxness(ours.fraction)) || (row.isAntibiotic === false && ours.isAntibiotic === true)) stricter.push(row.name);
  }
  return { ingredients, proposed: [...proposed], stricter, unmatched };
};
