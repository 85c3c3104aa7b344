import { foldedWords } from '#kernel/fold.ts';
import { createTrigramIndex } from '#kernel/search-trigrams.ts';
import type { TrigramIndex } from '#kernel/search-trigrams.ts';
import { everydayMedicines } from './everyday.ts';
import type { MedicineCatalogue } from './model.ts';
import { soundOf } from './name-sound.ts';

/** What a name means: the ingredients' keys, sorted; the trade name when it is one; and how it is shown. */
export type Named = { readonly text: string; readonly ingredients: readonly string[]; readonly brand: string | null };

export type NameIndex = {
  /** Meanings of a whole name, by its folded words joined by one space; several when a name means several things. */
  readonly byName: ReadonlyMap<string, readonly Named[]>;
  /** Names by how they sound. */
  readonly bySound: ReadonlyMap<string, readonly string[]>;
  /** Ingredients by the four digits of a clave. */
  readonly byClave: ReadonlyMap<string, readonly Named[]>;
  readonly index: TrigramIndex;
  /** The words of the longest name. */
  readonly longest: number;
};

/** The form in which names are compared: folded words, joined by one space. */
export const nameOf = (text: string): string => foldedWords(text).join(' ');

const sorted = (keys: readonly string[]): readonly string[] => [...new Set(keys)].sort();

export const isSameMeaning = (one: Named, other: Named): boolean => one.ingredients.join('|') === other.ingredients.join('|');

type Names = Map<string, Named[]>;

const enter = (names: Names, name: string, named: Named): void => {
  if (name === '') return;
  const held = names.get(name) ?? [];
  const same = held.findIndex((other) => isSameMeaning(other, named));
  if (same === -1) held.push(named);
  names.set(name, held);
};

/** Of a key that holds several ingredients (`sacubitrilo/valsartan`), those that the catalogue also holds apart; else itself. */
const partsOf = ({ ingredients }: MedicineCatalogue, key: string, names: Names): readonly string[] => {
  if (!key.includes('/')) return [key];
  const parts = key.split('/').map((part) => names.get(nameOf(part))?.[0]?.ingredients.find((held) => ingredients.has(held)));
  return parts.some((part) => part === undefined) ? [key] : parts.filter((part) => part !== undefined);
};

/** `Paracetamol (acetaminophen)` is either and both. */
const alternatives = (name: string): readonly string[] => {
  const [whole, before, within] = /^(.+?) \((.+)\)$/.exec(name) ?? [name];
  return before === undefined || within === undefined ? [whole] : [whole, before, within];
};

/** Enters names that nothing else has: an abbreviation or a bare "clavulánico" never takes another's name. */
const enterFree = (names: Names, free: readonly string[], named: Named): void => {
  for (const name of free.map(nameOf)) if (!names.has(name)) enter(names, name, named);
};

const enterEveryday = ({ ingredients }: MedicineCatalogue, names: Names): void => {
  for (const { key, abbreviations } of everydayMedicines()) {
    const keys = key.split('+');
    const text = keys.map((part) => ingredients.get(part)?.es ?? part).join(' + ');
    if (keys.every((part) => ingredients.has(part))) enterFree(names, abbreviations, { text, ingredients: sorted(keys), brand: null });
  }
};

/** First what a name says outright, then what is made of it. */
const enterIngredients = (catalogue: MedicineCatalogue, names: Names): void => {
  const rows = [...catalogue.ingredients.values()];
  const entered = (row: (typeof rows)[number], ingredients: readonly string[]): void => {
    const named = { text: row.es, ingredients: sorted(ingredients), brand: null };
    for (const name of [row.key, row.es, row.en, ...row.synonyms].flatMap(alternatives)) enter(names, nameOf(name), named);
  };
  const [whole, joined] = [rows.filter(({ key }) => !key.includes('/')), rows.filter(({ key }) => key.includes('/'))];
  for (const row of whole) entered(row, [row.key]);
  for (const { key, es } of whole) enterFree(names, [/^acido (.+)$/.exec(nameOf(es))?.[1] ?? []].flat(), { text: es, ingredients: [key], brand: null });
  for (const row of joined) entered(row, partsOf(catalogue, row.key, names));
  enterEveryday(catalogue, names);
};

const claveNames = ({ presentations, ingredients, unread }: MedicineCatalogue): Names => {
  const claves: Names = new Map();
  for (const { clave, content } of presentations) {
    const keys = sorted(content.map(({ ingredient }) => ingredient));
    const digits = clave?.split('.')[2];
    if (digits !== undefined) enter(claves, digits, { text: keys.map((key) => ingredients.get(key)?.es ?? key).join(' + '), ingredients: keys, brand: null });
  }
  // digits that an unread clave bears may mean that one
  for (const { clave } of unread) claves.delete(clave.split('.')[2] ?? '');
  return claves;
};

const prepare = (catalogue: MedicineCatalogue): NameIndex => {
  const byName: Names = new Map();
  enterIngredients(catalogue, byName);
  for (const { name, ingredients } of catalogue.brands) {
    const named = { text: name, ingredients: sorted(ingredients), brand: name };
    enter(byName, nameOf(name), named);
  }
  for (const { name, ingredients } of catalogue.aliases) {
    enterFree(byName, [name], { text: ingredients.map((key) => catalogue.ingredients.get(key)?.es ?? key).join(' + '), ingredients: sorted(ingredients), brand: null });
  }
  const index = createTrigramIndex();
  const bySound = new Map<string, string[]>();
  for (const name of byName.keys()) {
    index.add(name, [name]);
    bySound.set(soundOf(name), [...(bySound.get(soundOf(name)) ?? []), name]);
  }
  const longest = Math.max(0, ...[...byName.keys()].map((name) => name.split(' ').length));
  return { byName, bySound, byClave: claveNames(catalogue), index, longest };
};

const prepared = new WeakMap<MedicineCatalogue, NameIndex>();

/** Every name of a catalogue and what it means; made once for each catalogue. */
export const nameIndexOf = (catalogue: MedicineCatalogue): NameIndex => {
  const held = prepared.get(catalogue) ?? prepare(catalogue);
  prepared.set(catalogue, held);
  return held;
};
