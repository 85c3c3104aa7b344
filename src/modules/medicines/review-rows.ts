import { fold } from '#kernel/fold.ts';
import { conflict, invalid, notFound } from '#kernel/errors.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { Clock } from '#kernel/clock.ts';
import type { NewId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { medicineCatalogue } from './catalogue.ts';
import { rowDigest } from './confirmed-class.ts';
import type { ConfirmBody, MedicineReview, ReviewQuery } from './contract.ts';
import type { Ingredient } from './model.ts';
import { insertConfirmation, newestConfirmations } from './queries.ts';
import type { ConfirmationRow } from './queries.ts';

/** The review of the catalogue's ingredients: what it says of each, and what a clinician of this clinic says. */

export type ReviewDeps = { readonly clock: Clock; readonly newId: NewId };
type Entry = MedicineReview['rows'][number];

const stateOf = (row: Ingredient, word: ConfirmationRow | undefined): Entry['state'] => {
  if (word === undefined || word.verdict === 'withdrawn') return 'draft';
  if (!word.row_sha256.equals(rowDigest(row))) return 'changed';
  return word.verdict;
};

const entryOf = (row: Ingredient, word: ConfirmationRow | undefined): Entry => {
  const state = stateOf(row, word);
  return {
    key: row.key, es: row.es, en: row.en, synonyms: [...row.synonyms], classes: [...row.classes], proposed: row.fraction, proposedAntibiotic: row.isAntibiotic, source: row.source,
    verification: row.verification, rowSha256: rowDigest(row).toString('hex'), state, fraction: state === 'confirmed' ? word?.fraction ?? null : null, isAntibiotic: state === 'confirmed' ? word?.is_antibiotic ?? false : null,
    confirmedBy: word === undefined ? null : word.confirmed_by, confirmedAt: word === undefined ? null : word.confirmed_at.toISOString(),
  };
};

/** The ingredients with their state, by name; `q` finds by name or synonym. */
export const reviewMedicines = async (tx: Tx<StaffActor>, { q, state, from }: ReviewQuery): Promise<MedicineReview> => {
  const { ingredients, name, version, sha256 } = medicineCatalogue();
  const words = new Map((await newestConfirmations(tx, 'ingredient')).map((row) => [row.subject_key, row]));
  const asked = fold(q);
  const all = [...ingredients.values()].map((row) => entryOf(row, words.get(row.key)));
  const counts = { draft: 0, confirmed: 0, rejected: 0, changed: 0 };
  for (const each of all) counts[each.state] += 1;
  const found = all.filter((each) => (state === 'all' || each.state === state) && (asked === '' || [each.key, each.es, ...each.synonyms].some((text) => fold(text).includes(asked))));
  const sorted = found.toSorted((one, other) => one.es.localeCompare(other.es, 'es'));
  return { catalogue: { name, version, sha256 }, counts, total: sorted.length, rows: sorted.slice(from, from + PAGE) };
};

/** Rows of one page. */
const PAGE = 50;

/**
 * Records what the actor says of rows that she saw: each by its digest, so that nobody confirms what changed meanwhile. A
 * confirmation says how the ingredient may be sold (LGS 226); later words on a row hold over earlier ones, which stay.
 */
export const confirmMedicines = async (deps: ReviewDeps, tx: Tx<StaffActor>, { rows }: ConfirmBody): Promise<{ readonly recorded: number }> => {
  const { ingredients } = medicineCatalogue();
  for (const { key, rowSha256, verdict, fraction, isAntibiotic } of rows) {
    const row = ingredients.get(key);
    if (row === undefined) throw notFound('medicine-not-found');
    const digest = rowDigest(row);
    if (digest.toString('hex') !== rowSha256) throw conflict('medicine-row-changed');
    if (verdict !== 'confirmed' && (fraction !== null || isAntibiotic !== null)) throw invalid('medicine-class-unasked');
    await insertConfirmation(tx, {
      id: deps.newId<'confirmation'>(), subject: 'ingredient', subject_key: key, row_sha256: digest, verdict, fraction, is_antibiotic: verdict === 'confirmed' ? isAntibiotic ?? false : null,
      confirmed_by: tx.actor.personId, confirmed_at: deps.clock.now(),
    });
  }
  await recordAct(tx, { action: 'medicines-reviewed', entity: 'med.confirmation', entityId: null, patientId: null, detail: { rows: rows.length } });
  return { recorded: rows.length };
};
