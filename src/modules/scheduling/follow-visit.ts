import { conflict, notFound } from '#kernel/errors.ts';
import type { AppointmentId, PatientId } from '#kernel/ids.ts';
import { trailIds } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { beginArrived, beginAppointment, endAppointments, lockAppointment } from './queries.ts';

/** A visit as whoever attends it tells of it; the practitioner is the transaction's person. */
export type Visit = { readonly patientId: PatientId; readonly appointmentId: AppointmentId | null; readonly at: Date };

/**
 * The consult began: its appointment is in consult. Without one told, the one for which this patient sits in this
 * practitioner's waiting room. A cancelled or missed appointment whose time went to somebody else stays as it is: the
 * agenda never stands in the way of the consult. Refuses `appointment-not-found` and `appointment-of-another`.
 */
export const visitBegun = async (tx: Tx<StaffActor>, { patientId, appointmentId, at }: Visit): Promise<void> => {
  const trail = await trailIds(tx, patientId);
  if (appointmentId === null) {
    await beginArrived(tx, { patientIds: trail, practitionerId: tx.actor.personId });
    return;
  }
  const row = await lockAppointment(tx, appointmentId);
  if (row === undefined) throw notFound('appointment-not-found');
  if (!trail.includes(row.patient_id)) throw conflict('appointment-of-another');
  await beginAppointment(tx, appointmentId, at);
};

/** The consult ended: its appointment, and any other that this patient is in consult for with this practitioner, is attended. */
export const visitEnded = async (tx: Tx<StaffActor>, { patientId, appointmentId, at }: Visit): Promise<void> => {
  await endAppointments(tx, { patientIds: await trailIds(tx, patientId), practitionerId: tx.actor.personId, appointmentId, at });
};
