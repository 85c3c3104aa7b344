import type { AppointmentId, PatientId, PersonId, PractitionerId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Appointment } from './contract.ts';

export type AppointmentRow = {
  readonly id: AppointmentId; readonly patient_id: PatientId; readonly practitioner_id: PractitionerId; readonly starts_at: Date; readonly ends_at: Date;
  readonly kind: Appointment['kind']; readonly status: Appointment['status']; readonly arrived_at: Date | null;
};

const COLUMNS = 'id, patient_id, practitioner_id, starts_at, ends_at, kind, status, arrived_at';

export const appointmentsBetween = (tx: Tx<ClinicActor>, from: Date, to: Date, practitionerId: PractitionerId | null): Promise<readonly AppointmentRow[]> =>
  tx.query(
    `select ${COLUMNS} from front.appointment
     where clinic_id = $1 and starts_at >= $2 and starts_at < $3 and ($4::uuid is null or practitioner_id = $4) and status <> 'cancelled'
     order by starts_at, practitioner_id, id
     limit 500`,
    [tx.actor.clinicId, from, to, practitionerId]);

export const insertAppointment = (tx: Tx<ClinicActor>, row: Omit<AppointmentRow, 'status' | 'arrived_at'> & { readonly booked_by: PersonId }): Promise<readonly unknown[]> =>
  tx.query(
    `insert into front.appointment (clinic_id, id, patient_id, practitioner_id, starts_at, ends_at, kind, booked_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.actor.clinicId, row.id, row.patient_id, row.practitioner_id, row.starts_at, row.ends_at, row.kind, row.booked_by]);

export const lockAppointment = async (tx: Tx<ClinicActor>, id: AppointmentId): Promise<AppointmentRow | undefined> =>
  firstRow(await tx.query<AppointmentRow>(`select ${COLUMNS} from front.appointment where clinic_id = $1 and id = $2 for update`, [tx.actor.clinicId, id]));

export const storeState = (tx: Tx<ClinicActor>, id: AppointmentId, status: Appointment['status'], arrivedAt: Date | null): Promise<readonly unknown[]> =>
  tx.query('update front.appointment set status = $3, arrived_at = $4 where clinic_id = $1 and id = $2', [tx.actor.clinicId, id, status, arrivedAt]);

type Attending = { readonly patientIds: readonly PatientId[]; readonly practitionerId: PractitionerId };

/** Takes a visit into the consult from wherever it stands; one that was missed only while its time is still free. */
export const beginAppointment = (tx: Tx<ClinicActor>, id: AppointmentId, at: Date): Promise<readonly unknown[]> =>
  tx.query(
    `update front.appointment a set status = 'in-consult', arrived_at = coalesce(a.arrived_at, $3)
     where a.clinic_id = $1 and a.id = $2
       and (a.status in ('booked', 'confirmed', 'arrived') or (a.status = 'no-show' and (a.kind = 'walk-in' or not exists (
         select from front.appointment b
         where b.clinic_id = $1 and b.practitioner_id = a.practitioner_id and b.id <> a.id
           and b.status not in ('cancelled', 'no-show') and b.kind <> 'walk-in'
           and tstzrange(b.starts_at, b.ends_at) && tstzrange(a.starts_at, a.ends_at)))))`,
    [tx.actor.clinicId, id, at]);

export const beginArrived = (tx: Tx<ClinicActor>, { patientIds, practitionerId }: Attending): Promise<readonly unknown[]> =>
  tx.query(
    `update front.appointment set status = 'in-consult'
     where clinic_id = $1 and patient_id = any($2::uuid[]) and practitioner_id = $3 and status = 'arrived'`,
    [tx.actor.clinicId, patientIds, practitionerId]);

export const endAppointments = (tx: Tx<ClinicActor>, { patientIds, practitionerId, appointmentId, at }: Attending & { readonly appointmentId: AppointmentId | null; readonly at: Date }): Promise<readonly unknown[]> =>
  tx.query(
    `update front.appointment set status = 'attended', arrived_at = coalesce(arrived_at, $5)
     where clinic_id = $1 and patient_id = any($2::uuid[])
       and ((practitioner_id = $3 and status = 'in-consult') or (id = $4 and status in ('booked', 'confirmed', 'arrived', 'in-consult')))`,
    [tx.actor.clinicId, patientIds, practitionerId, appointmentId, at]);
