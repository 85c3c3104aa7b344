import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { brandRows, ingredientRows, presentationRows } from './catalogue-rows.ts';
import type { Brand, Ingredient, MedicineCatalogue, Presentation } from './model.ts';

const NAME = 'Amate medicines';
/** Raised with every change of the data, so that a stored check tells which rows it was made with. */
const VERSION = '2026-11-23';
const folder = new URL('data/', import.meta.url);

/** The texts of the data files whose name begins with `kind`, in the order of their names. */
const textsOf = (kind: string): readonly string[] =>
  readdirSync(folder).filter((name) => name.startsWith(`${kind}-`) && name.endsWith('.tsv')).sort().map((name) => readFileSync(new URL(name, folder), 'utf8'));

export const keyed = <Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> => {
  const found = new Map<string, Row>();
  for (const row of rows) {
    if (found.has(keyOf(row))) throw new Error(`the medicine catalogue holds ${keyOf(row)} twice`);
    found.set(keyOf(row), row);
  }
  return found;
};

/** Presentations of one clave differ in their pack: the second and further ones get a number behind it. */
export const numbered = (presentations: readonly Presentation[]): readonly Presentation[] => {
  const seen = new Map<string, number>();
  return presentations.map((presentation) => {
    const times = (seen.get(presentation.id) ?? 0) + 1;
    seen.set(presentation.id, times);
    return times === 1 ? presentation : { ...presentation, id: `${presentation.id}#${String(times)}` };
  });
};

const requireKnown = (ingredients: ReadonlyMap<string, Ingredient>, { presentations, brands }: { readonly presentations: readonly Presentation[]; readonly brands: readonly Brand[] }): void => {
  const named = [...presentations.flatMap(({ content }) => content.map(({ ingredient }) => ingredient)), ...brands.flatMap((brand) => brand.ingredients)];
  const unknown = named.find((name) => !ingredients.has(name));
  if (unknown !== undefined) throw new Error(`the medicine catalogue names an ingredient it does not hold: ${unknown}`);
};

/** A catalogue of the texts of data files; throws on a malformed, doubled or dangling row, so a broken list never serves. */
export const catalogueOf = (texts: Readonly<Record<'ingredients' | 'presentations' | 'brands', readonly string[]>>): MedicineCatalogue => {
  const ingredients = keyed(texts.ingredients.flatMap(ingredientRows), (row) => row.key);
  const presentations = numbered(texts.presentations.flatMap(presentationRows));
  const brands = texts.brands.flatMap(brandRows);
  requireKnown(ingredients, { presentations, brands });
  const sha256 = createHash('sha256').update([...texts.ingredients, ...texts.presentations, ...texts.brands].join('\0')).digest('hex');
  return { name: NAME, version: VERSION, sha256, ingredients, presentations, presentationById: keyed(presentations, (row) => row.id), brands, aliases: [], productNames: new Map(), unread: [] };
};

let own: MedicineCatalogue | null = null;

let inForce: MedicineCatalogue | null = null;

/** The catalogue that the program carries, read at first use and kept. */
export const ownMedicines = (): MedicineCatalogue =>
  (own ??= catalogueOf({ ingredients: textsOf('ingredients'), presentations: textsOf('presentations'), brands: textsOf('brands') }));

/** The catalogue in force: the program's own with what whoever runs this installation imported. */
export const medicineCatalogue = (): MedicineCatalogue => inForce ?? ownMedicines();

/** Puts a catalogue in force in this process; null gives the program's own back. */
export const putInForce = (catalogue: MedicineCatalogue | null): void => { inForce = catalogue; };
