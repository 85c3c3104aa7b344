import { z } from 'zod';
import { idSchemas } from '#kernel/ids.ts';

/** The agenda of a day: who is expected, who has come. Nothing clinical: reception reads it. */

const id = idSchemas(z.uuid());
const personId = id<'person'>();
const patientId = id<'patient'>();
const appointmentId = id<'appointment'>();
export const appointmentStates = ['booked', 'confirmed', 'arrived', 'in-consult', 'attended', 'no-show', 'cancelled'] as const;
export const visitKinds = ['first', 'follow-up', 'walk-in'] as const;

export const dayQuery = z.strictObject({ date: z.iso.date().optional(), practitionerId: personId.optional() });
export const appointmentSchema = z.strictObject({
  id: appointmentId, patientId, patientName: z.string(), recordNumber: z.string(), age: z.strictObject({ years: z.int(), months: z.int(), days: z.int() }).nullable(), practitionerId: personId, practitionerName: z.string(),
  startsAt: z.iso.datetime(), minutes: z.int(), kind: z.enum(visitKinds), status: z.enum(appointmentStates), arrivedAt: z.iso.datetime().nullable(),
});
export type Appointment = z.infer<typeof appointmentSchema>;
export const daySchema = z.strictObject({ date: z.iso.date(), timeZone: z.string(), appointments: z.array(appointmentSchema) });
export type Day = z.infer<typeof daySchema>;

/** An event of the agenda's stream, `day-changed`. */
export const dayChangedSchema = z.strictObject({ date: z.iso.date() });

export const bookBody = z.strictObject({
  patientId, practitionerId: personId, startsAt: z.iso.datetime(), minutes: z.int().min(5).max(240), kind: z.enum(visitKinds),
});
export const bookedReply = z.strictObject({ id: appointmentId });
export const appointmentParams = z.strictObject({ appointmentId });
export const stateBody = z.strictObject({ status: z.enum(appointmentStates) });
export const stateReply = z.strictObject({ id: appointmentId, status: z.enum(appointmentStates) });
