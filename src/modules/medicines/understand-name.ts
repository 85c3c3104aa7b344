import { foldedWords } from '#kernel/fold.ts';
import { everydayMedicines } from './everyday.ts';
import type { MedicineCatalogue } from './model.ts';
import { nameIndexOf } from './name-index.ts';
import { resolveMedicine } from './resolve-medicine.ts';

/** A written name as ingredients; or the names it may be; or none at all. */
export type UnderstoodName =
  | { readonly kind: 'known'; readonly ingredients: readonly string[]; readonly brand: string | null }
  | { readonly kind: 'several'; readonly names: readonly string[] }
  | { readonly kind: 'unknown' };

const SHORTEST = 3;
const connectors = new Set(['y', 'con', 'mas', 'e', 'ac', 'acido']);

/** Everyday ingredients that a few letters begin, the most usual first; a word of the name counts as well as the whole. */
const begunBy = (catalogue: MedicineCatalogue, letters: string): readonly string[] => letters.length < SHORTEST ? [] : everydayMedicines()
  .filter(({ key, abbreviations }) => catalogue.ingredients.has(key) && [key, ...abbreviations].some((name) => name.startsWith(letters)))
  .map(({ key }) => key);

/** Every word a name or the beginning of one alone: `amoxi clav`, `losar hctz`. */
const readByBeginnings = (catalogue: MedicineCatalogue, words: readonly string[]): UnderstoodName => {
  const { byName } = nameIndexOf(catalogue);
  const said = words.filter((word) => !connectors.has(word));
  const each = said.map((word) => {
    const exact = byName.get(word) ?? [];
    return exact.length > 0 ? exact.map(({ ingredients }) => ingredients) : begunBy(catalogue, word).map((key) => [key]);
  });
  if (said.length === 0 || said.length > 3 || each.some((found) => found.length === 0)) return { kind: 'unknown' };
  const unclear = each.find((found) => found.length > 1);
  if (unclear !== undefined) return said.length === 1 ? { kind: 'several', names: unclear.map((keys) => keys.map((key) => catalogue.ingredients.get(key)?.es ?? key).join(' + ')) } : { kind: 'unknown' };
  return { kind: 'known', ingredients: [...new Set(each.flat(2))], brand: null };
};

/**
 * A name in shorthand. What is a name outright is taken as such; what only begins one is taken when it begins one everyday medicine
 * and no other; of several it is asked; a typo is always asked.
 */
export const understandName = (catalogue: MedicineCatalogue, text: string): UnderstoodName => {
  const resolved = resolveMedicine(catalogue, text);
  if (resolved.status === 'resolved') return { kind: 'known', ingredients: resolved.ingredients, brand: resolved.brand };
  const begun = readByBeginnings(catalogue, foldedWords(text));
  if (begun.kind !== 'unknown') return begun;
  return resolved.candidates.length === 0 ? { kind: 'unknown' } : { kind: 'several', names: resolved.candidates.map((candidate) => candidate.text) };
};
