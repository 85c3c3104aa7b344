import type { ClinicId } from '#kernel/ids.ts';
import type { SystemActor } from '#platform/postgres/actor.ts';
import type { PrescriptionDeps } from './dependencies.ts';
import { removeExpired } from './queries.ts';

/** The job's name, as it is enqueued with a preparation. */
export const REMOVE_PRESCRIPTION_PREPARATIONS = 'remove-expired-prescription-preparations';

/** Removes what was prepared for a signature and expired, at one clinic; idempotent. */
export const removePrescriptionPreparations = async (deps: Pick<PrescriptionDeps, 'database' | 'clock'>, clinicId: ClinicId): Promise<number> => {
  const actor: SystemActor = { kind: 'system', login: 'amate_worker', clinicId, cause: REMOVE_PRESCRIPTION_PREPARATIONS, purpose: 'maintenance' };
  return (await deps.database.withActor(actor, (tx) => removeExpired(tx, deps.clock.now()))).length;
};
