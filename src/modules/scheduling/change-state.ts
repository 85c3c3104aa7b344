import { conflict, notFound } from '#kernel/errors.ts';
import type { AppointmentId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Appointment } from './contract.ts';
import type { SchedulingDeps } from './dependencies.ts';
import { mayFollow } from './model.ts';
import { lockAppointment, storeState } from './queries.ts';
import { refusingOverlap } from './refuse-overlap.ts';

/** Moves a visit to its next state; asking again for the state it has changes nothing. */
export const changeState = async (
  deps: SchedulingDeps, tx: Tx<StaffActor>, id: AppointmentId, status: Appointment['status'],
): Promise<{ readonly id: AppointmentId; readonly status: Appointment['status'] }> => {
  const row = await lockAppointment(tx, id);
  if (row === undefined) throw notFound('appointment-not-found');
  if (row.status === status) return { id, status };
  if (!mayFollow(row.status, status)) throw conflict('appointment-state-refused', { from: row.status, to: status });
  // Who was marked as missed may find the time given to somebody else.
  await refusingOverlap(() => storeState(tx, id, status, status === 'arrived' ? deps.clock.now() : row.arrived_at));
  return { id, status };
};
