import type { BirthTermId, NoteId, PatientId, PractitionerId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';

type RecordTx = Tx<ClinicActor>;

export type MeasureRow = { readonly note_id: NoteId; readonly taken_at: Date; readonly weight: number | null; readonly height: number | null; readonly head: number | null };

/** What signed documents measured of a child's size, a document a row, oldest first. */
export const measuresOf = (tx: RecordTx, patientIds: readonly PatientId[]): Promise<readonly MeasureRow[]> =>
  tx.query(
    `select note_id, min(taken_at) as taken_at,
       max(value) filter (where code = 'weight') as weight,
       max(value) filter (where code = 'height') as height,
       max(value) filter (where code = 'headCircumference') as head
     from clin.note_vital
     where clinic_id = $1 and patient_id = any($2::uuid[]) and code in ('weight', 'height', 'headCircumference')
     group by note_id
     order by min(taken_at), note_id`,
    [tx.actor.clinicId, patientIds]);

export type TermRow = { readonly gestation_days: number; readonly stated_by: PractitionerId; readonly stated_at: Date };

export const lastBirthTerm = async (tx: RecordTx, patientIds: readonly PatientId[]): Promise<TermRow | undefined> =>
  firstRow(await tx.query<TermRow>(
    `select gestation_days, stated_by, stated_at
     from clin.birth_term
     where clinic_id = $1 and patient_id = any($2::uuid[])
     order by stated_at desc, id desc
     limit 1`,
    [tx.actor.clinicId, patientIds]));

export const insertBirthTerm = (tx: RecordTx, row: { readonly id: BirthTermId; readonly patientId: PatientId; readonly gestationDays: number; readonly by: PractitionerId; readonly at: Date }): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.birth_term (clinic_id, id, patient_id, gestation_days, stated_by, stated_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.actor.clinicId, row.id, row.patientId, row.gestationDays, row.by, row.at]);
