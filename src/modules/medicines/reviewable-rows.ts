import { createHash } from 'node:crypto';
import { canonicalize } from '#kernel/canonical-json.ts';
import type { Fraction } from '#kernel/medicine-line.ts';
import { medicineCatalogue } from './catalogue.ts';
import type { ReviewSubject } from './contract.ts';
import type { Ingredient, MedicineCatalogue, Presentation, Verification } from './model.ts';
import { genericText, presentationText } from './presentation-words.ts';

/** A row of the medicine data as it is put before whoever reviews it. */
export type ReviewableRow = {
  readonly key: string; readonly title: string; readonly says: readonly string[]; readonly severity: 'contraindicated' | 'major' | 'moderate' | 'minor' | null;
  readonly source: string; readonly verification: Verification;
  readonly proposed: Fraction | null; readonly proposedAntibiotic: boolean | null;
  /** Ingredients that it concerns, at once or one by one. */
  readonly concerns: readonly string[];
  /** 32 bytes: a confirmation holds while this stays the same. */
  readonly digest: Buffer;
};

/** Rows of each subject by their keys, in the data's own order. */
export type ReviewableRows = (subject: ReviewSubject) => ReadonlyMap<string, ReviewableRow>;

/** What a row says, as 32 bytes: a confirmation holds while this stays the same. */
export const rowDigest = (row: object): Buffer => createHash('sha256').update(canonicalize(JSON.parse(JSON.stringify(row)))).digest();

const ofIngredient = (row: Ingredient): ReviewableRow => ({
  key: row.key, title: row.es, says: [row.en === row.es ? '' : row.en, row.synonyms.join(', '), row.classes.map((name) => name.replaceAll('_', ' ')).join(', ')].filter((text) => text !== ''), severity: null,
  source: row.source, verification: row.verification, proposed: row.fraction, proposedAntibiotic: row.isAntibiotic, concerns: [row.key], digest: rowDigest(row),
});

const ofPresentation = (row: Presentation): ReviewableRow => {
  const keys = row.content.map(({ ingredient }) => ingredient);
  return {
    key: row.id, title: genericText(medicineCatalogue(), keys), says: [presentationText(row), row.routes.join(', '), row.clave ?? '', row.note].filter((text) => text !== ''), severity: null,
    source: row.source, verification: row.verification, proposed: null, proposedAntibiotic: null, concerns: keys, digest: rowDigest(row),
  };
};

const byKey = (rows: readonly ReviewableRow[]): ReadonlyMap<string, ReviewableRow> => new Map(rows.map((row) => [row.key, row]));

type CatalogueRows = Readonly<Record<'ingredient' | 'presentation', ReadonlyMap<string, ReviewableRow>>>;
const prepared = new WeakMap<MedicineCatalogue, CatalogueRows>();

/** The catalogue's own rows; those of the safety check are the safety module's. */
export const catalogueRows = (subject: 'ingredient' | 'presentation'): ReadonlyMap<string, ReviewableRow> => {
  const catalogue = medicineCatalogue();
  const held = prepared.get(catalogue) ?? { ingredient: byKey([...catalogue.ingredients.values()].map(ofIngredient)), presentation: byKey(catalogue.presentations.map(ofPresentation)) };
  prepared.set(catalogue, held);
  return held[subject];
};
