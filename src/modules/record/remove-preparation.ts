import type { ClinicId } from '#kernel/ids.ts';
import type { SystemActor } from '#platform/postgres/actor.ts';
import type { RecordDeps } from './dependencies.ts';
import { removeExpiredPreparations } from './queries.ts';

/** The job's name, as it is enqueued with a preparation. */
export const REMOVE_PREPARATIONS = 'remove-expired-preparations';

/** Removes what was prepared for a signature and expired, at one clinic; idempotent. */
export const removePreparations = async (deps: Pick<RecordDeps, 'database' | 'clock'>, clinicId: ClinicId): Promise<number> => {
  const actor: SystemActor = { kind: 'system', login: 'amate_worker', clinicId, cause: REMOVE_PREPARATIONS, purpose: 'maintenance' };
  return (await deps.database.withActor(actor, (tx) => removeExpiredPreparations(tx, deps.clock.now()))).length;
};
