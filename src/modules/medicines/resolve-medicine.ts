import { fold } from '#kernel/fold.ts';
import type { MedicineCatalogue } from './model.ts';

export type ResolvedMedicine = { readonly status: 'resolved' | 'unknown'; readonly ingredients: readonly string[] };

/** What a written name stands for: an exact name, synonym or brand. */
export const resolveMedicine = ({ ingredients, brands }: MedicineCatalogue, text: string): ResolvedMedicine => {
  const asked = fold(text);
  const own = [...ingredients.values()].find((each) => [each.key, each.es, ...each.synonyms].some((name) => fold(name) === asked));
  if (own !== undefined) return { status: 'resolved', ingredients: [own.key] };
  const brand = brands.find(({ name }) => fold(name) === asked);
  return brand === undefined ? { status: 'unknown', ingredients: [] } : { status: 'resolved', ingredients: brand.ingredients };
};
