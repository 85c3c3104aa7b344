import type { PatientId } from '#kernel/ids.ts';
import { trailIds } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ItemContent, SummaryItem } from './contract.ts';
import type { SummaryDeps } from './dependencies.ts';
import { changeBetween } from './model.ts';
import type { ItemChange } from './model.ts';
import { viewOf } from './open-summary.ts';
import { itemsOfPatients, itemsOfPatientsAt, versionsOfKind } from './queries.ts';
import type { SummaryItemId } from './queries.ts';

export type ChangedItem = {
  readonly itemId: SummaryItemId; readonly change: ItemChange; readonly before: ItemContent | null; readonly now: ItemContent | null;
  readonly recordedAt: string; readonly recordedBy: string;
};

/**
 * What the summary of a patient and of everybody merged into her says now that it did not say at `since`: each item
 * as it stood then and as it stands, newest change first. What was changed and changed back, or recorded and
 * withdrawn in between, is no difference.
 */
export const changesSince = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId, since: Date): Promise<readonly ChangedItem[]> => {
  const trail = await trailIds(tx, patientId);
  const [keys, names, then, now] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), itemsOfPatientsAt(tx, trail, since), itemsOfPatients(tx, trail)]);
  const earlier = new Map(then.map((row) => [row.item_id, row]));
  return now.flatMap((row): ChangedItem[] => {
    const before = earlier.get(row.item_id);
    if (before?.version === row.version) return [];
    const view = viewOf(tx, keys.get(row.patient_id), names, row);
    const standing = { before: before === undefined ? null : viewOf(tx, keys.get(before.patient_id), names, before).content, now: view.content };
    const change = changeBetween(standing.before, standing.now);
    return change === null ? [] : [{ itemId: row.item_id, change, ...standing, recordedAt: view.recordedAt, recordedBy: view.recordedBy }];
  }).toSorted((one, other) => other.recordedAt.localeCompare(one.recordedAt));
};

/** Every version of every problem of a patient and of everybody merged into her, newest first. */
export const problemVersions = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<readonly SummaryItem[]> => {
  const trail = await trailIds(tx, patientId);
  const [keys, names, rows] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), versionsOfKind(tx, trail, 'problem')]);
  return rows.map((row) => viewOf(tx, keys.get(row.patient_id), names, row));
};
