import type { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import type { AppointmentId } from '#kernel/ids.ts';
import { requireOpenPatient } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { bookBody } from './contract.ts';
import type { SchedulingDeps } from './dependencies.ts';
import { insertAppointment } from './queries.ts';
import { refusingOverlap } from './refuse-overlap.ts';

/** Books a visit. The database refuses an overlap with another visit of the same physician: `slot-taken`. */
export const bookAppointment = async (deps: SchedulingDeps, tx: Tx<StaffActor>, asked: z.infer<typeof bookBody>): Promise<{ readonly id: AppointmentId }> => {
  await requireOpenPatient(tx, asked.patientId);
  if (!(await staffNames(tx)).has(asked.practitionerId)) throw notFound('practitioner-not-found');
  const starts_at = new Date(asked.startsAt);
  const id = deps.newId<'appointment'>();
  const ends_at = new Date(starts_at.getTime() + asked.minutes * 60_000);
  await refusingOverlap(() => insertAppointment(tx, { id, patient_id: asked.patientId, practitioner_id: asked.practitionerId, starts_at, ends_at, kind: asked.kind, booked_by: tx.actor.personId }));
  return { id };
};
