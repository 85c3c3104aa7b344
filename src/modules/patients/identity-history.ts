import type { PatientId } from '#kernel/ids.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { IdentityHistory } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { changedFields, fullNameOf, viewOf } from './model.ts';
import { requirePatient } from './open-record.ts';
import { mergesOfPatient, versionsOfPatient } from './queries.ts';
import type { MergeRow } from './queries.ts';
import type { Seen } from './seen.ts';
import { openReasons, openSnapshot } from './sealed-identity.ts';

const mergeView = async (tx: Tx<StaffActor>, vault: Vault, merge: MergeRow): Promise<IdentityHistory['merges'][number]> => {
  const { reason, undoReason } = openReasons(tx.actor.clinicId, await vault.patientKey(tx, merge.kept_id), merge);
  return {
    mergeId: merge.id, keptId: merge.kept_id, mergedId: merge.merged_id, at: merge.at.toISOString(), by: merge.by_person, reason,
    undoneAt: merge.undone_at?.toISOString() ?? null, undoneBy: merge.undone_by, undoReason,
  };
};

/**
 * How a patient's identity came to be what it is: every version with who, when, why and which fields, and
 * every merge, undone ones included. Of exactly this id: a merged patient's own trail stays its own.
 * Refuses `patient-not-found`.
 */
export const identityHistory = (deps: PatientDeps, actor: StaffActor, patientId: PatientId): Promise<Seen<IdentityHistory>> =>
  deps.database.withActor(actor, async (tx) => {
    await requirePatient(tx, patientId);
    const key = await deps.vault.patientKey(tx, patientId);
    const [rows, mergeRows] = await Promise.all([versionsOfPatient(tx, patientId), mergesOfPatient(tx, patientId)]);
    const opened = rows.map((row) => ({ row, ...openSnapshot(actor.clinicId, key, row) }));
    const versions = opened.map(({ row, identity, reason }, at) => {
      const former = opened[at + 1];
      return {
        version: row.version, event: row.event, at: row.at.toISOString(), by: row.by_person, reason, fullName: fullNameOf(identity),
        identity: viewOf(identity), changed: former === undefined ? [] : [...changedFields(former.identity, identity)],
      };
    });
    const merges = await Promise.all(mergeRows.map((merge) => mergeView(tx, deps.vault, merge)));
    return { reply: { versions, merges }, seen: [key.pseudonym] };
  });
