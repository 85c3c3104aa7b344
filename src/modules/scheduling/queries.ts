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
