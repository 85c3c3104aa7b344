import { conflict, invalid, notFound } from '#kernel/errors.ts';
import type { PatientId, PatientMergeId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { mergeBody, mergeReply, undoMergeBody } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { insertMerge, lockMerge, lockPatients, markMerged, markOpen, recordAct, undoMergeRow } from './queries.ts';
import type { PatientRecord } from './queries.ts';
import { sealReason } from './sealed-identity.ts';
import { refusingSameCurp } from './store-identity.ts';

type Merge = z.output<typeof mergeBody>;
type Merged = z.output<typeof mergeReply>;

const requireMergeable = (row: PatientRecord | undefined, version: number): void => {
  if (row === undefined) throw notFound('patient-not-found');
  if (row.merged_into !== null) throw conflict('patient-merged', { patientId: row.merged_into });
  if (row.version !== version) throw conflict('patient-version-stale', { version: row.version });
};

const recordBoth = async (tx: Tx<StaffActor>, action: string, keptId: PatientId, mergedId: PatientId): Promise<void> => {
  await Promise.all([recordAct(tx, action, keptId, { as: 'kept' }), recordAct(tx, action, mergedId, { as: 'merged' })]);
};

/**
 * Says that two records are one person: `mergedId` leads to the kept one from now on. Nothing of either
 * is changed or lost, so it can be undone. Refuses `merge-same-patient`, `patient-not-found`,
 * `patient-merged`, `patient-version-stale`.
 */
export const mergePatients = (deps: PatientDeps, actor: StaffActor, keptId: PatientId, merge: Merge): Promise<Merged> => {
  const { mergedId } = merge;
  if (keptId === mergedId) throw invalid('merge-same-patient');
  return deps.database.withActor(actor, async (tx) => {
    const rows = await lockPatients(tx, [keptId, mergedId]);
    requireMergeable(rows.find(({ id }) => id === keptId), merge.keptVersion);
    requireMergeable(rows.find(({ id }) => id === mergedId), merge.mergedVersion);
    const at = deps.clock.now();
    const id = newId<'patient-merge'>(at.getTime(), deps.random);
    const kept = await deps.vault.patientKey(tx, keptId);
    await markMerged(tx, mergedId, keptId);
    await insertMerge(tx, { id, kept_id: keptId, merged_id: mergedId, at, reason: sealReason(actor.clinicId, kept, id, { column: 'reason', text: merge.reason }) });
    await recordBoth(tx, 'merge-patients', keptId, mergedId);
    return { mergeId: id, keptId, mergedId };
  });
};

/**
 * Sets both records apart again, the merged one exactly as it was. Refuses `merge-not-found`,
 * `merge-already-undone`, and `patient-duplicate-curp` when the kept record has taken over its CURP.
 */
export const undoMerge = (deps: PatientDeps, actor: StaffActor, mergeId: PatientMergeId, undo: z.output<typeof undoMergeBody>): Promise<Merged> =>
  deps.database.withActor(actor, async (tx) => {
    const merge = await lockMerge(tx, mergeId);
    if (merge === undefined) throw notFound('merge-not-found');
    if (merge.undone_at !== null) throw conflict('merge-already-undone');
    const { kept_id: keptId, merged_id: mergedId } = merge;
    const kept = await deps.vault.patientKey(tx, keptId);
    await refusingSameCurp(() => markOpen(tx, mergedId));
    await undoMergeRow(tx, mergeId, deps.clock.now(), sealReason(actor.clinicId, kept, mergeId, { column: 'undo_reason', text: undo.reason }));
    await recordBoth(tx, 'undo-merge', keptId, mergedId);
    return { mergeId, keptId, mergedId };
  });
