import { fold, foldedWords } from '#kernel/fold.ts';
import { formSpellings, massUnits, packMeasures, packUnits, routeSpellings } from './file-words-table.ts';
import type { Form, MeasuredAmount, MedicineCatalogue, Route, Strength } from './model.ts';

/** What an official text says of a product, where it says it without doubt. */
export type Product = { readonly content: readonly Strength[]; readonly form: Form; readonly routes: readonly Route[]; readonly packs: readonly MeasuredAmount[] };

type Piece = { readonly word: string; readonly number: number | null };

const PIECE = /\d{1,3}(?:[ ,]\d{3})+(?![\d.])|\d+(?:[.,]\d+)?|[a-z]+|[%/]/g;
const numberOf = (text: string): number => Number(/^\d{1,3}([ ,]\d{3})+$/.test(text) ? text.replace(/[ ,]/g, '') : text.replace(',', '.'));

/** Folded words, numbers and strokes, in order. `1 200 000` is one number. */
const piecesOf = (text: string): readonly Piece[] =>
  (fold(text).replaceAll('u.i.', 'ui').replaceAll('µg', 'ug').replaceAll('μg', 'ug').match(PIECE) ?? []).map((word) => ({ word, number: /^\d/.test(word) ? numberOf(word) : null }));

type Measured = { readonly at: number; readonly amount: number; readonly unit: string };

const amountsIn = (pieces: readonly Piece[]): readonly Measured[] => pieces.flatMap(({ number }, at) => {
  const unit = massUnits[pieces[at + 1]?.word ?? ''];
  const isWhole = pieces[at - 1]?.word === 'cada' || pieces[at - 1]?.word === '/';
  return number === null || number <= 0 || unit === undefined || isWhole ? [] : [{ at, amount: number, unit }];
});

const isPackWord = ({ word }: Piece): boolean => word === 'envase' || word === 'caja';

const shots = new Set(['dosis', 'inhalacion', 'disparo', 'atomizacion', 'pulsacion']);

/** `cada 5 ml`, `/5 ml`, `cada ml`, `cada 100 g`, `cada inhalación`: what the strengths are counted in. */
const perOf = (pieces: readonly Piece[]): MeasuredAmount | null => {
  for (const [at, { word }] of pieces.entries()) {
    if (word !== 'cada' && word !== '/') continue;
    const number = pieces[at + 1]?.number ?? null;
    const counted = pieces[at + (number === null ? 1 : 2)]?.word ?? '';
    const unit = shots.has(counted) ? 'dosis' : packMeasures[counted];
    if (unit !== undefined) return { amount: number ?? 1, unit };
  }
  return null;
};

const dissolved = new Set<Form>(['solución inyectable', 'suspensión inyectable']);

/** `cada ampolleta contiene … envase con 3 ampolletas de 2 ml`: the volume of each, where only one is said. */
const perAmpoule = (form: Form, pieces: readonly Piece[]): MeasuredAmount | null => {
  const volumes = new Set(pieces.flatMap(({ number }, at) => (number !== null && number > 0 && pieces[at + 1]?.word === 'ml' ? [number] : [])));
  const [only] = volumes;
  return dissolved.has(form) && volumes.size === 1 && only !== undefined ? { amount: only, unit: 'mL' } : null;
};

const formOf = (text: string): { readonly form: Form; readonly routes: readonly Route[] } | null => {
  const words = ` ${foldedWords(text).join(' ')}`;
  const found = formSpellings.flatMap(([spelling, form, routes]) => {
    const at = words.indexOf(` ${spelling}`);
    return at < 0 ? [] : [{ at, spelling, form, routes }];
  });
  const first = Math.min(...found.map(({ at }) => at));
  const [best] = found.filter(({ at }) => at === first).toSorted((one, other) => other.spelling.length - one.spelling.length);
  return best === undefined ? null : { form: best.form, routes: best.routes };
};

const namedRoutes = (text: string): readonly Route[] => {
  const words = new Set(foldedWords(text));
  return routeSpellings.flatMap(([spelling, route]) => (words.has(spelling) ? [route] : []));
};

const measured = new Set<Form>(['suspensión', 'jarabe', 'solución oral', 'gotas orales', 'crema', 'crema vaginal', 'gel', 'ungüento', 'loción', 'champú', 'gotas oftálmicas', 'ungüento oftálmico', 'gotas óticas', 'gotas nasales', 'enema']);
const puffed = new Set<Form>(['aerosol inhalado', 'polvo inhalado', 'aerosol nasal']);
const counts: Readonly<Record<string, number>> = { un: 1, una: 1, dos: 2, tres: 3, cinco: 5, diez: 10 };

/**
 * After `envase con`: each number before a unit, or before another such number (`10 o 20 tabletas`), as far as the first
 * words that are neither; a spoon of 5 ml or an ampoule of water is no pack. None where several of something hold the rest.
 */
const packsIn = (pieces: readonly Piece[], form: Form): readonly MeasuredAmount[] => {
  const units = measured.has(form) ? packMeasures : packUnits;
  const found: MeasuredAmount[] = [];
  let waiting: number[] = [];
  for (const { word, number } of pieces.slice(pieces.findIndex(isPackWord) + 1)) {
    const amount = number ?? (Object.hasOwn(counts, word) ? counts[word] ?? null : null);
    if (amount !== null) waiting.push(amount);
    else if (Object.hasOwn(units, word)) {
      found.push(...waiting.filter((each) => each > 0).map((each) => ({ amount: each, unit: units[word] ?? '' })));
      waiting = [];
    } else if (word !== 'o' && word !== 'y') {
      if (found.length > 0) break;
      if (waiting.some((each) => each > 1)) return [];
      waiting = [];
    }
  }
  const same = found.filter(({ unit }) => unit === found[0]?.unit);
  return [...new Map(same.map((pack) => [pack.amount, pack])).values()];
};

/** Of a single ingredient: the one amount there is, or the one that the salt's is said to be equivalent to. */
const alone = (pieces: readonly Piece[], amounts: readonly Measured[]): Measured | null => {
  const said = pieces.findIndex(({ word }) => word === 'equivalente' || word === 'equivalentes');
  const after = amounts.filter(({ at }) => said >= 0 && at > said);
  const among = after.length > 0 ? after.slice(0, 1) : amounts;
  const different = new Set(among.map(({ amount, unit }) => `${String(amount)} ${unit}`));
  return different.size === 1 ? among[0] ?? null : null;
};

/** Where each ingredient is named, by the beginning of one of its longer words; null when one is not, or two share a place. */
const placesOf = (pieces: readonly Piece[], names: readonly (readonly string[])[]): readonly number[] | null => {
  const places = names.map((words) => pieces.findIndex(({ word }) => words.some((name) => name.length >= 5 && word.startsWith(name.slice(0, Math.max(5, name.length - 3))))));
  return places.some((at) => at < 0) || new Set(places).size !== places.length ? null : places;
};

/** Of several: what stands after each one's own name, before the next one's. */
const together = (pieces: readonly Piece[], places: readonly number[]): readonly Measured[] | null => {
  const found = places.flatMap((at) => {
    const own = pieces.slice(at, Math.min(pieces.length, ...places.filter((other) => other > at)));
    return alone(own, amountsIn(own)) ?? [];
  });
  return found.length === places.length ? found : null;
};

/** The amount of each ingredient. A text that says what it contains must name them all. */
const strengthsIn = (held: readonly Piece[], names: readonly (readonly string[])[]): readonly Measured[] | null => {
  const places = placesOf(held, names);
  if (places === null && (names.length > 1 || held.some(({ word }) => word === 'contiene' || word === 'contienen'))) return null;
  if (names.length > 1) return together(held, places ?? []);
  const one = alone(held, amountsIn(held));
  return one === null ? null : [one];
};

/**
 * The product that an official text describes, for ingredients that are known already. Null where form, strength or pack
 * cannot be read one way only: what is not sure is no product.
 */
export const readProduct = (catalogue: MedicineCatalogue, keys: readonly string[], text: string): Product | null => {
  const pieces = piecesOf(text);
  const form = formOf(text);
  const end = pieces.findIndex(isPackWord);
  if (form === null || end < 0 || keys.length === 0) return null;
  const held = pieces.slice(0, end);
  const packs = packsIn(pieces, form.form);
  const strengths = strengthsIn(held, keys.map((key) => foldedWords(catalogue.ingredients.get(key)?.es ?? key).filter((word) => word !== 'acido')));
  if (strengths === null || packs.length === 0) return null;
  const per = perOf(held) ?? perAmpoule(form.form, pieces.slice(end));
  if (per === null && (measured.has(form.form) || puffed.has(form.form))) return null;
  return { form: form.form, routes: [...new Set([...form.routes, ...namedRoutes(text)])], packs, content: strengths.map(({ amount, unit }, at) => ({ ingredient: keys[at] ?? '', amount, unit, per })) };
};
