import type { EncounterId, PatientId, PractitionerId } from '#kernel/ids.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';

/** Statements of patients in the emergency service and under observation. */

type RecordTx = Tx<ClinicActor>;

export type ObservedRow = {
  readonly id: EncounterId; readonly patient_id: PatientId; readonly practitioner_id: PractitionerId; readonly started_at: Date; readonly begun_at: Date | null; readonly last_note_at: Date | null;
};
/** Emergency encounters that are open, with when observation began and when anybody last signed a note of them; the longest without one first. */
export const openEmergencies = (tx: RecordTx): Promise<readonly ObservedRow[]> =>
  tx.query(
    `select e.id, e.patient_id, e.practitioner_id, e.started_at, b.taken_at as begun_at, last.at as last_note_at
     from clin.encounter e
     left join clin.observation_step b on b.clinic_id = e.clinic_id and b.encounter_id = e.id and b.step = 'begun'
     left join clin.observation_step d on d.clinic_id = e.clinic_id and d.encounter_id = e.id and d.step = 'ended'
     left join lateral (
       select max(coalesce(s.signed_at, f.signed_at)) as at
       from clin.note n
       left join clin.signed_note s on s.clinic_id = n.clinic_id and s.note_id = n.id
       left join clin.first_signature f on f.clinic_id = n.clinic_id and f.id = clin.first_in_force(n.clinic_id, n.id) and n.state = 'waiting'
       where n.clinic_id = e.clinic_id and n.encounter_id = e.id and n.state in ('waiting', 'signed')
         and n.kind in ('emergency-initial', 'emergency-evolution', 'evolution', 'interconsultation-answer')
     ) last on true
     where e.clinic_id = $1 and e.status = 'open' and e.kind = 'emergency' and d.encounter_id is null
     order by greatest(coalesce(last.at, e.started_at), e.started_at), e.id
     limit 200`,
    [tx.actor.clinicId]);

/** The steps of these patients, newest first; at most a hundred. */
export const observationOf = (tx: RecordTx, patientIds: readonly PatientId[]): Promise<readonly { readonly encounter_id: EncounterId; readonly step: 'begun' | 'ended'; readonly taken_by: PractitionerId; readonly taken_at: Date }[]> =>
  tx.query(
    `select encounter_id, step, taken_by, taken_at
     from clin.observation_step
     where clinic_id = $1 and patient_id = any($2::uuid[])
     order by taken_at desc, step desc
     limit 100`,
    [tx.actor.clinicId, patientIds]);

/** Nothing is inserted when the step was taken already. */
export const insertObservationStep = (tx: RecordTx, row: { readonly encounterId: EncounterId; readonly step: 'begun' | 'ended'; readonly patientId: PatientId; readonly by: PractitionerId; readonly at: Date }): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.observation_step (clinic_id, encounter_id, step, patient_id, taken_by, taken_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (clinic_id, encounter_id, step) do nothing
     returning encounter_id`,
    [tx.actor.clinicId, row.encounterId, row.step, row.patientId, row.by, row.at]);

export const observationSteps = async (tx: RecordTx, encounterId: EncounterId): Promise<ReadonlySet<string>> =>
  new Set((await tx.query<{ step: string }>('select step from clin.observation_step where clinic_id = $1 and encounter_id = $2', [tx.actor.clinicId, encounterId])).map(({ step }) => step));
