import type { z } from 'zod';
import { fold, foldedWords } from '#kernel/fold.ts';
import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import type { TrigramIndex } from '#kernel/search-trigrams.ts';
import type { FoundMedicine, searchMedicinesQuery } from './contract.ts';
import { everydayMedicines } from './everyday.ts';
import type { OfficialProduct } from './medicine-file.ts';
import type { MedicineCatalogue, Presentation } from './model.ts';
import { nameIndexOf, nameOf } from './name-index.ts';
import { factsOf, genericText, inPrintedOrder, presentationText } from './presentation-words.ts';
import { soundOf } from './name-sound.ts';
import { resolveMedicine } from './resolve-medicine.ts';

/** One medicine of the list: the ingredients together, under all their names, and what there is of them. */
type Medicine = { readonly ingredients: readonly string[]; readonly rows: readonly Presentation[]; readonly names: readonly string[]; readonly rank: number };

type Finder = {
  readonly medicines: readonly Medicine[];
  readonly index: TrigramIndex;
  readonly bySound: ReadonlyMap<string, readonly number[]>;
  /** Trade names by their folded text, with the medicine each is. */
  readonly brands: ReadonlyMap<string, string>;
  /** Claves whose text nobody could read, by their names. */
  readonly unread: TrigramIndex;
  readonly unreadByClave: ReadonlyMap<string, OfficialProduct>;
};

const keyOf = (keys: readonly string[]): string => keys.toSorted().join('|');

const prepare = (catalogue: MedicineCatalogue): Finder => {
  const { presentations, ingredients, brands } = catalogue;
  const everyday = new Map(everydayMedicines().map(({ key }, at) => [key, at]));
  const rowsOf = Map.groupBy(presentations, ({ content }) => keyOf(content.map(({ ingredient }) => ingredient)));
  const brandsOf = Map.groupBy(brands, (brand) => keyOf(brand.ingredients));
  const namesOf = new Map<string, string[]>();
  for (const [name, meanings] of nameIndexOf(catalogue).byName) for (const { ingredients: keys } of meanings) namesOf.set(keyOf(keys), [...(namesOf.get(keyOf(keys)) ?? []), name]);
  const groups = new Set([...rowsOf.keys(), ...brandsOf.keys(), ...[...ingredients.keys()].filter((key) => !key.includes('/'))]);
  const medicines = [...groups].map((group): Medicine => {
    const keys = inPrintedOrder(catalogue, group.split('|'));
    const joined = keys.map((key) => fold(ingredients.get(key)?.es ?? key)).join(' ');
    const ranks = keys.map((key) => everyday.get(key) ?? everyday.size);
    return { ingredients: keys, rows: rowsOf.get(group) ?? [], names: [...new Set([joined, ...(namesOf.get(group) ?? [])])], rank: Math.max(...ranks) + (keys.length - 1) * 3 };
  });
  const index = createTrigramIndex();
  const bySound = new Map<string, number[]>();
  for (const [at, { names }] of medicines.entries()) {
    for (const [place, name] of names.entries()) {
      index.add(`${String(at)} ${String(place)}`, [name]);
      bySound.set(soundOf(name), [...(bySound.get(soundOf(name)) ?? []), at]);
    }
  }
  const unread = createTrigramIndex();
  for (const { clave, name } of catalogue.unread) unread.add(clave, [name]);
  return { medicines, index, bySound, brands: new Map(brands.map(({ name }) => [nameOf(name), name])), unread, unreadByClave: new Map(catalogue.unread.map((product) => [product.clave, product])) };
};

const prepared = new WeakMap<MedicineCatalogue, Finder>();

const finderOf = (catalogue: MedicineCatalogue): Finder => {
  const held = prepared.get(catalogue) ?? prepare(catalogue);
  prepared.set(catalogue, held);
  return held;
};

const MOST_WORDS_SHOWN = 300;
/** A clave that is known and whose text is not: prescribed as text. */
const asText = ({ clave, name, says }: OfficialProduct): FoundMedicine => ({
  presentationId: null, ingredients: [], generic: name.slice(0, MOST_WORDS_SHOWN), brand: null, presentation: says.slice(0, MOST_WORDS_SHOWN), routes: [], clave, facts: null,
});

const claveTyped = /^\d{4}$|^\d{3}[. ]\d{3}[. ]?\d{0,4}(?:[. ]\d{0,2})?$/;
const isClave = (typed: string) => (clave: string | null): boolean => clave !== null && (clave.startsWith(typed.replaceAll(' ', '.')) || clave.split('.')[2] === typed);
const byClave = ({ medicines }: Finder, typed: string): readonly Row[] =>
  medicines.flatMap(({ ingredients, rows }) => rows.filter(({ clave }) => isClave(typed)(clave)).map((row) => ({ ingredients, row })));

const MOST_UNREAD = 3;
const unreadFound = ({ unread, unreadByClave }: Finder, typed: string, name: string): readonly OfficialProduct[] => (claveTyped.test(typed)
  ? [...unreadByClave.values()].filter(({ clave }) => isClave(typed)(clave))
  : unread.search(nameOf(name), MOST_UNREAD).flatMap((clave) => unreadByClave.get(clave) ?? []));

type Row = { readonly ingredients: readonly string[]; readonly row: Presentation | null };

/** What of a line is the name: its words until the first number, with the numbers that may be its strength. */
const askedOf = (typed: string): { readonly name: string; readonly numbers: readonly number[] } => {
  const words = typed.trim().split(/\s+/);
  const first = words.findIndex((word, at) => at > 0 && /^\d/.test(word));
  const name = (first === -1 ? words : words.slice(0, first)).filter((word, at) => at === 0 || !/^(?:c\/?|q)\d+h?$/i.test(word)).join(' ');
  return { name, numbers: first === -1 ? [] : [...(words[first] ?? '').matchAll(/\d+(?:\.\d+)?/g)].map(Number) };
};

const MOST_FOUND = 200;

const medicinesNamed = (catalogue: MedicineCatalogue, { medicines, index, bySound }: Finder, name: string): readonly Medicine[] => {
  const typed = nameOf(name);
  const resolved = keyOf(resolveMedicine(catalogue, name).ingredients);
  const whole = medicines.filter(({ names, ingredients }) => names.includes(typed) || keyOf(ingredients) === resolved);
  const begun = medicines.filter(({ names }) => names.some((known) => known.startsWith(typed)));
  const sounding = (typed.length < 4 ? [] : bySound.get(soundOf(typed)) ?? []).flatMap((at) => medicines[at] ?? []);
  const found = index.search(typed, MOST_FOUND).flatMap((id) => medicines[Number(id.split(' ')[0])] ?? []);
  const byUse = (rows: readonly Medicine[]): readonly Medicine[] => rows.toSorted((one, other) => one.rank - other.rank);
  return [...new Set([...byUse(whole), ...byUse(begun), ...sounding, ...found])];
};

/** A medicine's presentations: those of a strength that was typed first, the catalogue's order within. */
const rowsOf = ({ ingredients, rows }: Medicine, numbers: readonly number[]): readonly Row[] => {
  const isTyped = ({ content }: Presentation): boolean => numbers.some((number) => content.some(({ amount }) => amount === number));
  const ordered = [...rows.filter(isTyped), ...rows.filter((row) => !isTyped(row))];
  return ordered.length === 0 ? [{ ingredients, row: null }] : ordered.map((row) => ({ ingredients, row }));
};

/** A page where one medicine of many presentations does not hide the others: the best medicine's first, then a few of each. */
const FEW = 3;
const paged = (medicines: readonly Medicine[], numbers: readonly number[], limit: number): readonly Row[] => {
  const each = medicines.slice(0, limit).map((medicine) => rowsOf(medicine, numbers));
  const [best = [], ...rest] = each;
  const ofBest = rest.length === 0 ? limit : Math.max(FEW, limit - rest.length);
  return [...best.slice(0, ofBest), ...rest.flatMap((rows) => rows.slice(0, FEW)), ...best.slice(ofBest)].slice(0, limit);
};

/**
 * Presentations as they are typed, best first: by generic name, synonym, trade name or the beginning of a clave, without accents, with
 * typos; of a whole line its first words count, and its strength orders what is found. Finds nothing rather than refusing.
 */
export const searchFormulary = (catalogue: MedicineCatalogue, { q, limit }: z.output<typeof searchMedicinesQuery>): readonly FoundMedicine[] => {
  const finder = finderOf(catalogue);
  const { name, numbers } = askedOf(q);
  if (foldedWords(name).length === 0) return [];
  const typed = q.trim();
  const texts = unreadFound(finder, typed, name).slice(0, limit);
  const rows = claveTyped.test(typed) ? byClave(finder, typed).slice(0, limit) : paged(medicinesNamed(catalogue, finder, name), numbers, limit);
  const brand = finder.brands.get(nameOf(name)) ?? null;
  const branded = brand === null ? '' : keyOf(catalogue.brands.find((each) => each.name === brand)?.ingredients ?? []);
  const known = rows.map(({ ingredients, row }) => ({
    presentationId: row?.id ?? null, ingredients: [...ingredients], generic: genericText(catalogue, ingredients), brand: brand !== null && keyOf(ingredients) === branded ? brand : null,
    presentation: row === null ? '' : presentationText(row), routes: [...(row?.routes ?? [])], clave: row?.clave ?? null, facts: factsOf(row === null ? [] : [row]),
  }));
  // what can be checked stands first, yet what only the file knows is not pushed off the page
  return [...known.slice(0, Math.max(1, limit - texts.length)), ...texts.map(asText)].slice(0, limit);
};
