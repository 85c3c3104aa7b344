import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Database } from '#platform/postgres/database.ts';
import type { SealingReply } from './contract.ts';
import type { AuditDeps } from './dependencies.ts';
import { sealingNow } from './queries.ts';
import type { Sealing } from './queries.ts';

/** Seconds an entry may wait for the sealer; beyond it something is wrong. What is promised of the log rests on it. */
export const SEALING_LAG_LIMIT_SECONDS = 1;

export const isSealingLate = ({ waiting, lagSeconds }: Pick<Sealing, 'waiting' | 'lagSeconds'>): boolean => waiting > 0 && lagSeconds > SEALING_LAG_LIMIT_SECONDS;

/** How far sealing is behind, for the auditor. Not of one clinic: the sealer and its checkpoints are the installation's. */
export const sealingState = ({ database }: Pick<AuditDeps, 'database'>, actor: StaffActor): Promise<SealingReply> =>
  database.reading(actor, async (tx) => {
    const sealing = await sealingNow(tx);
    return { ...sealing, isLate: isSealingLate(sealing), checkpointAt: sealing.checkpointAt?.toISOString() ?? null };
  });

/** The measures of sealing, by name, with what each says. Seconds and counts; no data of anybody. */
const sealingMeasureNames = {
  amate_audit_sealing_lag_seconds: 'Seconds the oldest unsealed audit entry has waited; alarm above 1',
  amate_audit_pending_entries: 'Audit entries recorded and not yet sealed',
  amate_audit_checkpoint_age_seconds: 'Seconds since the newest signed checkpoint; grows while nothing happens',
} as const;
export type SealingMeasure = keyof typeof sealingMeasureNames;
export const sealingMeasures: Readonly<Record<SealingMeasure, string>> = sealingMeasureNames;

/** Reads the measures of sealing as the gate, which needs nobody to be known. The age is not-a-number before the first checkpoint. */
export const readSealingMeasures = async (database: Database, now: Date): Promise<Readonly<Record<SealingMeasure, number>>> => {
  const { waiting, lagSeconds, checkpointAt } = await database.reading({ kind: 'gate', login: 'amate_gate' }, sealingNow);
  return {
    amate_audit_sealing_lag_seconds: lagSeconds,
    amate_audit_pending_entries: waiting,
    amate_audit_checkpoint_age_seconds: checkpointAt === null ? Number.NaN : Math.max(0, (now.getTime() - checkpointAt.getTime()) / 1000),
  };
};
