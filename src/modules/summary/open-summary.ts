import { notFound } from '#kernel/errors.ts';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import { requireKnownPatient, trailIds } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Summary, SummaryItem } from './contract.ts';
import type { SummaryDeps } from './dependencies.ts';
import { allergyAnswer } from './model.ts';
import { itemsOfPatients, versionsOfItem, versionsOfPatients } from './queries.ts';
import type { SummaryItemId, VersionRow } from './queries.ts';
import { openWords } from './sealed-words.ts';

/** A stored version as it is read. */
export const viewOf = (tx: Tx<StaffActor>, key: PatientKey | undefined, names: ReadonlyMap<string, string>, row: VersionRow): SummaryItem => {
  if (key === undefined) throw new Error('a patient of this trail has no key');
  const content = openWords(key, { clinicId: tx.actor.clinicId, itemId: row.item_id, version: row.version }, row.words);
  return { itemId: row.item_id, version: row.version, recordedAt: row.recorded_at.toISOString(), recordedBy: names.get(row.recorded_by) ?? '', content };
};

/** What is known of a patient and of everybody merged into her, the newest version of each item; without what was entered in error. */
export const openSummary = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly summary: Summary; readonly pseudonyms: readonly Pseudonym[] }> => {
  await requireKnownPatient(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, names, rows] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), itemsOfPatients(tx, trail)]);
  const items = rows.map((row) => viewOf(tx, keys.get(row.patient_id), names, row)).filter(({ content }) => content.status !== 'entered-in-error');
  return { summary: { items: items.toSorted((one, other) => other.recordedAt.localeCompare(one.recordedAt)), allergies: allergyAnswer(items) }, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};

/** Every version of one item, newest first. Refuses `summary-item-not-found`, also for another patient's item. */
export const itemHistory = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId, itemId: SummaryItemId): Promise<{ readonly versions: readonly SummaryItem[]; readonly pseudonym: Pseudonym }> => {
  const rows = await versionsOfItem(tx, itemId);
  const trail = await trailIds(tx, patientId);
  const [newest] = rows;
  if (newest === undefined || !trail.includes(newest.patient_id)) throw notFound('summary-item-not-found');
  const key = await deps.vault.patientKey(tx, newest.patient_id);
  const names = await staffNames(tx);
  return { versions: rows.map((row) => viewOf(tx, key, names, row)), pseudonym: key.pseudonym };
};

/** Everything ever recorded of a patient and of everybody merged into her, what was entered in error included, oldest first. */
export const wholeSummary = async (deps: Pick<SummaryDeps, 'vault'>, tx: Tx<StaffActor>, patientId: PatientId): Promise<readonly SummaryItem[]> => {
  const trail = await trailIds(tx, patientId);
  const [keys, names, rows] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), versionsOfPatients(tx, trail)]);
  return rows.map((row) => viewOf(tx, keys.get(row.patient_id), names, row));
};
