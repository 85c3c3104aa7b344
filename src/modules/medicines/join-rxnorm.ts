import { everydayMedicines } from './everyday.ts';
import type { RxnormName } from './medicine-file.ts';
import type { Alias, Brand, MedicineCatalogue } from './model.ts';
import { nameIndexOf, nameOf } from './name-index.ts';
import { isUnsaying } from './name-words.ts';
import { resolveMedicine } from './resolve-medicine.ts';

const SOURCE = 'RxNorm, NLM (archivo importado)';

export type JoinedRxnorm = {
  readonly brands: readonly Brand[];
  readonly aliases: readonly Alias[];
  readonly productNames: MedicineCatalogue['productNames'];
  /** English names of ingredients that the catalogue does not hold, and how many names needed each. */
  readonly unmatched: ReadonlyMap<string, number>;
  /** Trade names that mean something else here: from now on it is asked which is meant. */
  readonly ambiguous: readonly string[];
  /** Names that another one of ours has, or begins an everyday medicine: left out. */
  readonly leftOut: readonly string[];
};

/** An ingredient by its own name; a trade name is none. */
const ingredientsIn = (own: MedicineCatalogue): ((part: string) => readonly string[] | null) => {
  const held = new Map<string, readonly string[] | null>();
  return (part) => {
    const known = held.get(part);
    if (known !== undefined) return known;
    const { status, ingredients, brand } = resolveMedicine(own, part);
    const found = status === 'resolved' && brand === null ? ingredients : null;
    held.set(part, found);
    return found;
  };
};

/** Whether a name would stand in the way of what is written here: the beginning of another everyday medicine, or words that say nothing. */
const standsInTheWay = (name: string, ingredients: readonly string[]): boolean => {
  if (name.length < 3 || name.split(' ').every(isUnsaying)) return true;
  return everydayMedicines().some(({ key, abbreviations }) => !ingredients.includes(key) && [key, ...abbreviations].some((each) => each.startsWith(name)));
};

const joinedKey = (keys: readonly string[]): string => keys.toSorted().join('|');

type Understood = RxnormName & { readonly ingredients: readonly string[]; readonly folded: string };

const productNamesOf = (names: readonly Understood[]): MedicineCatalogue['productNames'] => {
  const found = new Map<string, { ingredients: readonly string[]; brand: string | null }>();
  const several = new Set<string>();
  for (const { folded, name, ingredients } of names) {
    const before = found.get(folded);
    if (before !== undefined && joinedKey(before.ingredients) !== joinedKey(ingredients)) several.add(folded);
    found.set(folded, { ingredients, brand: / \[([^\][]+)\]$/.exec(name)?.[1] ?? null });
  }
  for (const name of several) found.delete(name);
  return found;
};

const understood = (own: MedicineCatalogue, names: readonly RxnormName[]): { readonly known: readonly Understood[]; readonly unmatched: ReadonlyMap<string, number> } => {
  const unmatched = new Map<string, number>();
  const ingredientsOf = ingredientsIn(own);
  const known = names.flatMap((row): readonly Understood[] => {
    const parts = row.parts.map(ingredientsOf);
    for (const [at, part] of parts.entries()) if (part === null) unmatched.set(row.parts[at] ?? '', (unmatched.get(row.parts[at] ?? '') ?? 0) + 1);
    // of which a part is unknown nothing is: half of what is in it would pass for all of it
    return parts.includes(null) ? [] : [{ ...row, ingredients: [...new Set(parts.flatMap((part) => part ?? []))].sort(), folded: nameOf(row.name) }];
  });
  return { known, unmatched };
};

/** The names of RxNorm whose every ingredient the catalogue holds under its English name or a synonym. Names of ours stand before them. */
export const joinRxnorm = (own: MedicineCatalogue, names: readonly RxnormName[]): JoinedRxnorm => {
  const { byName } = nameIndexOf(own);
  const { known, unmatched } = understood(own, names);
  const [brands, aliases, ambiguous, leftOut]: [Brand[], Alias[], Set<string>, Set<string>] = [[], [], new Set(), new Set()];
  const seen = new Set<string>();
  for (const { kind, name, folded, ingredients, rxcui } of known) {
    const key = `${folded}=${joinedKey(ingredients)}`;
    if (kind === 'product' || seen.has(key)) continue;
    seen.add(key);
    const ours = byName.get(folded) ?? [];
    if (ours.some((each) => joinedKey(each.ingredients) === joinedKey(ingredients))) continue;
    if (standsInTheWay(folded, ingredients) || (ours.length > 0 && (kind === 'ingredient' || ours.some(({ brand }) => brand === null)))) {
      leftOut.add(name);
      continue;
    }
    if (ours.length > 0) ambiguous.add(name);
    if (kind === 'brand') brands.push({ name, ingredients, note: `RxCUI ${rxcui}`, source: SOURCE, verification: 'source-seen' });
    else aliases.push({ name, ingredients });
  }
  return { brands, aliases, productNames: productNamesOf(known.filter(({ kind }) => kind === 'product')), unmatched, ambiguous: [...ambiguous], leftOut: [...leftOut] };
};
