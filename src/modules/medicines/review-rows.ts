import { fold } from '#kernel/fold.ts';
import { conflict, invalid, notFound } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/ids.ts';
import { recordAct } from '#modules/audit/public.ts';
import type { Clock } from '#kernel/clock.ts';
import type { NewId } from '#kernel/ids.ts';
import type { ClinicActor, StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { medicineCatalogue } from './catalogue.ts';
import type { ConfirmBody, MedicineReview, ReviewQuery, ReviewSubject } from './contract.ts';
import { everydayMedicines } from './everyday.ts';
import { confirmationsOf, insertConfirmation, newestConfirmations } from './queries.ts';
import type { ConfirmationRow } from './queries.ts';
import { catalogueRows } from './reviewable-rows.ts';
import type { ReviewableRow, ReviewableRows } from './reviewable-rows.ts';

/** The review of the medicine data: what they say, and what a clinician of this clinic says of it. */

export type ReviewDeps = {
  readonly clock: Clock; readonly newId: NewId;
  /** The rows that the safety check goes by; a module above knows them. */
  readonly safetyRows: (subject: 'interaction' | 'fact') => ReadonlyMap<string, ReviewableRow>;
  /** How many lines of the clinic's signed prescriptions hold each ingredient. */
  readonly usedIngredients: (tx: Tx<StaffActor>) => Promise<ReadonlyMap<string, number>>;
  readonly staffNames: (tx: Tx<StaffActor>) => Promise<ReadonlyMap<PersonId, string>>;
};
type Entry = MedicineReview['rows'][number];

const rowsOf = ({ safetyRows }: Pick<ReviewDeps, 'safetyRows'>): ReviewableRows => (subject) => (subject === 'ingredient' || subject === 'presentation' ? catalogueRows(subject) : safetyRows(subject));

const stateOf = ({ digest }: Pick<ReviewableRow, 'digest'>, word: ConfirmationRow | undefined): Entry['state'] => {
  if (word === undefined || word.verdict === 'withdrawn') return 'draft';
  if (!word.row_sha256.equals(digest)) return 'changed';
  return word.verdict;
};

type Known = { readonly words: ReadonlyMap<string, ConfirmationRow>; readonly names: ReadonlyMap<PersonId, string>; readonly used: ReadonlyMap<string, number> };

const entryOf = (row: ReviewableRow, { words, names, used }: Known): Entry => {
  const word = words.get(row.key);
  const state = stateOf(row, word);
  const said = state === 'draft' ? undefined : word;
  return {
    key: row.key, title: row.title, says: [...row.says], severity: row.severity, proposed: row.proposed, proposedAntibiotic: row.proposedAntibiotic, source: row.source,
    verification: row.verification, rowSha256: row.digest.toString('hex'), state, fraction: state === 'confirmed' ? word?.fraction ?? null : null, isAntibiotic: state === 'confirmed' ? word?.is_antibiotic ?? null : null,
    used: Math.max(0, ...row.concerns.map((key) => used.get(key) ?? 0)),
    confirmedBy: said === undefined ? null : names.get(said.confirmed_by) ?? null, confirmedAt: said === undefined ? null : said.confirmed_at.toISOString(),
  };
};

const grades = ['contraindicated', 'major', 'moderate', 'minor'];
const graveness = ({ severity }: Entry): number => (severity === null ? grades.length : grades.indexOf(severity));

const isAsked = ({ key, title, says }: Entry, asked: string): boolean => asked === '' || fold(key) === asked || [title, ...says].some((text) => fold(text).includes(asked));

/** Rows of one page. */
const PAGE = 50;

/** The rows of one subject with their state: those that the clinic uses first, then the graver, then everyday medicines, then by name. */
export const reviewMedicines = async (deps: ReviewDeps, tx: Tx<StaffActor>, { subject, q, state, from }: ReviewQuery): Promise<MedicineReview> => {
  const { name, version, sha256 } = medicineCatalogue();
  const [said, names, used] = await Promise.all([newestConfirmations(tx, subject), deps.staffNames(tx), deps.usedIngredients(tx)]);
  const known = { words: new Map(said.map((row) => [row.subject_key, row])), names, used };
  const rows = rowsOf(deps)(subject);
  const all = [...rows.values()].map((row) => entryOf(row, known));
  const counts = { draft: 0, confirmed: 0, rejected: 0, changed: 0 };
  for (const each of all) counts[each.state] += 1;
  const asked = fold(q);
  const everyday = new Map(everydayMedicines().map(({ key }, at) => [key, at]));
  const rank = ({ key }: Entry): number => Math.min(everyday.size, ...(rows.get(key)?.concerns ?? []).map((each) => everyday.get(each) ?? everyday.size));
  const found = all.filter((each) => (state === 'all' || each.state === state) && isAsked(each, asked));
  const sorted = found.toSorted((one, other) => other.used - one.used || graveness(one) - graveness(other) || rank(one) - rank(other) || one.title.localeCompare(other.title, 'es'));
  return { catalogue: { name, version, sha256 }, counts, total: sorted.length, rows: sorted.slice(from, from + PAGE) };
};

/**
 * Records what the actor says of rows that she saw: each by its digest, so that nobody confirms what changed meanwhile. The
 * confirmation of an ingredient says how it may be sold (LGS 226); later words on a row hold over earlier ones, which stay.
 */
export const confirmMedicines = async (deps: ReviewDeps, tx: Tx<StaffActor>, { subject, rows }: ConfirmBody): Promise<{ readonly recorded: number }> => {
  const held = rowsOf(deps)(subject);
  for (const { key, rowSha256, verdict, fraction, isAntibiotic } of rows) {
    const row = held.get(key);
    if (row === undefined) throw notFound('medicine-not-found');
    if (row.digest.toString('hex') !== rowSha256) throw conflict('medicine-row-changed');
    const hasClass = subject === 'ingredient' && verdict === 'confirmed';
    if (!hasClass && (fraction !== null || isAntibiotic !== null)) throw invalid('medicine-class-unasked');
    await insertConfirmation(tx, {
      id: deps.newId<'confirmation'>(), subject, subject_key: key, row_sha256: row.digest, verdict, fraction, is_antibiotic: hasClass ? isAntibiotic ?? false : null,
      confirmed_by: tx.actor.personId, confirmed_at: deps.clock.now(),
    });
  }
  await recordAct(tx, { action: 'medicines-reviewed', entity: 'med.confirmation', entityId: null, patientId: null, detail: { rows: rows.length, subject } });
  return { recorded: rows.length };
};

/** Which of these rows a clinician of the clinic confirmed as they still are. */
export const confirmedRows = async (tx: Tx<ClinicActor>, subject: Exclude<ReviewSubject, 'ingredient'>, rows: ReadonlyMap<string, Pick<ReviewableRow, 'digest'>>): Promise<ReadonlySet<string>> => {
  if (rows.size === 0) return new Set();
  const said = await confirmationsOf(tx, subject, [...rows.keys()]);
  return new Set(said.flatMap((word) => {
    const row = rows.get(word.subject_key);
    return row !== undefined && stateOf(row, word) === 'confirmed' ? [word.subject_key] : [];
  }));
};
