import type { ClinicId, IdentityVersionId, PatientId, PatientMergeId, PersonId } from '#kernel/ids.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Identity, LookupKind } from './model.ts';

type CTx = Tx<ClinicActor>;

export type PatientRecord = {
  readonly id: PatientId;
  readonly record_number: number;
  readonly status: 'active' | 'merged';
  readonly merged_into: PatientId | null;
  readonly unknown_person: boolean;
  readonly apparent_age: number | null;
  readonly birth_date: string | null;
  readonly birth_date_unknown: Identity['birthDateUnknown'];
  readonly sex: Identity['sex'];
  readonly biological_sex: Identity['biologicalSex'];
  readonly gender: Identity['gender'];
  readonly birth_entity: string;
  readonly nationality: string;
  readonly residence_entity: string;
  readonly residence_municipality: string;
  readonly residence_locality: string;
  readonly curp_state: Identity['curp']['state'];
  readonly curp_absent_reason: Identity['curp']['absentReason'];
  readonly curp_attested_by: PersonId | null;
  readonly curp_attested_at: Date | null;
  readonly identity: Buffer;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
};

/** What of an identity is written when a row is made or changed. */
export type IdentityColumns = { readonly identity: Identity; readonly sealed: Buffer; readonly curpBlind: Buffer | null; readonly at: Date };

const valuesOf = ({ identity, sealed, curpBlind, at }: IdentityColumns): readonly unknown[] => [
  identity.unknown, identity.apparentAge, identity.birthDate, identity.birthDateUnknown, identity.sex, identity.biologicalSex, identity.gender,
  identity.birthEntity, identity.nationality, identity.residence.entity, identity.residence.municipality, identity.residence.locality,
  identity.curp.state, identity.curp.absentReason, curpBlind, identity.curp.attestedBy, identity.curp.attestedAt, sealed, at,
];

/** Inserts the patient with the clinic's next record number and returns that number. */
export const insertPatient = async (tx: CTx, id: PatientId, columns: IdentityColumns): Promise<number> =>
  onlyRow(await tx.query<{ record_number: number }>(
    `insert into front.patient (
       clinic_id, id, record_number, created_by, updated_by,
       unknown_person, apparent_age, birth_date, birth_date_unknown, sex, biological_sex, gender,
       birth_entity, nationality, residence_entity, residence_municipality, residence_locality,
       curp_state, curp_absent_reason, curp_blind, curp_attested_by, curp_attested_at, identity, created_at, updated_at)
     values ($1, $2, front.next_record_number(), auth.person(), auth.person(),
       $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21)
     returning record_number`,
    [tx.actor.clinicId, id, ...valuesOf(columns)],
  )).record_number;

/** Writes the next version of an identity; the caller holds the row's lock. */
export const updateIdentity = (tx: CTx, id: PatientId, columns: IdentityColumns): Promise<readonly unknown[]> =>
  tx.query(
    `update front.patient
     set unknown_person = $3, apparent_age = $4, birth_date = $5, birth_date_unknown = $6, sex = $7, biological_sex = $8, gender = $9,
       birth_entity = $10, nationality = $11, residence_entity = $12, residence_municipality = $13, residence_locality = $14,
       curp_state = $15, curp_absent_reason = $16, curp_blind = $17, curp_attested_by = $18, curp_attested_at = $19, identity = $20,
       version = version + 1, updated_at = $21, updated_by = auth.person()
     where clinic_id = $1 and id = $2`,
    [tx.actor.clinicId, id, ...valuesOf(columns)],
  );

export const patientRow = async (tx: CTx, id: PatientId): Promise<PatientRecord | undefined> =>
  firstRow(await tx.query<PatientRecord>(
    `select id, record_number, status, merged_into, unknown_person, apparent_age, birth_date, birth_date_unknown, sex, biological_sex, gender,
       birth_entity, nationality, residence_entity, residence_municipality, residence_locality,
       curp_state, curp_absent_reason, curp_attested_by, curp_attested_at, identity, version, created_at, updated_at
     from front.patient
     where clinic_id = $1 and id = $2`,
    [tx.actor.clinicId, id],
  ));

/** Who was merged into a patient and is still; `at` as PostgreSQL writes an instant into JSON. */
export type StandingMerge = { readonly id: PatientMergeId; readonly mergedId: PatientId; readonly recordNumber: number; readonly at: string };

/** The row with the merges that stand, newest first, in one statement: it is the most asked of all. */
export const patientRowWithMerges = async (tx: CTx, id: PatientId): Promise<(PatientRecord & { readonly merges: readonly StandingMerge[] | null }) | undefined> =>
  firstRow(await tx.query<PatientRecord & { readonly merges: readonly StandingMerge[] | null }>(
    `select o.id, o.record_number, o.status, o.merged_into, o.unknown_person, o.apparent_age, o.birth_date, o.birth_date_unknown, o.sex, o.biological_sex, o.gender,
       o.birth_entity, o.nationality, o.residence_entity, o.residence_municipality, o.residence_locality,
       o.curp_state, o.curp_absent_reason, o.curp_attested_by, o.curp_attested_at, o.identity, o.version, o.created_at, o.updated_at,
       (select jsonb_agg(jsonb_build_object('id', m.id, 'mergedId', m.merged_id, 'at', m.at, 'recordNumber',
           (select p.record_number from front.patient p where p.clinic_id = m.clinic_id and p.id = m.merged_id)) order by m.at desc)
         from front.patient_merge m
         where m.clinic_id = $1 and m.kept_id = o.id and m.undone_at is null) as merges
     from front.patient o
     where o.clinic_id = $1 and o.id = $2`,
    [tx.actor.clinicId, id],
  ));

/** Whether the patient was merged, kept so until commit: others may hold the row too, but none may change it. */
export const holdPatient = async (tx: CTx, id: PatientId): Promise<Pick<PatientRecord, 'merged_into'> | undefined> =>
  firstRow(await tx.query<Pick<PatientRecord, 'merged_into'>>(
    'select merged_into from front.patient where clinic_id = $1 and id = $2 for share',
    [tx.actor.clinicId, id],
  ));

/** The same rows locked against change until commit, in order of id so that two merges cannot wait for each other. */
export const lockPatients = (tx: CTx, ids: readonly PatientId[]): Promise<readonly PatientRecord[]> =>
  tx.query(
    `select id, record_number, status, merged_into, unknown_person, apparent_age, birth_date, birth_date_unknown, sex, biological_sex, gender,
       birth_entity, nationality, residence_entity, residence_municipality, residence_locality,
       curp_state, curp_absent_reason, curp_attested_by, curp_attested_at, identity, version, created_at, updated_at
     from front.patient
     where clinic_id = $1 and id = any($2::uuid[])
     order by id
     for update`,
    [tx.actor.clinicId, ids],
  );

export const patientRows = (tx: CTx, ids: readonly PatientId[]): Promise<readonly PatientRecord[]> =>
  tx.query(
    `select id, record_number, status, merged_into, unknown_person, apparent_age, birth_date, birth_date_unknown, sex, biological_sex, gender,
       birth_entity, nationality, residence_entity, residence_municipality, residence_locality,
       curp_state, curp_absent_reason, curp_attested_by, curp_attested_at, identity, version, created_at, updated_at
     from front.patient
     where clinic_id = $1 and id = any($2::uuid[])`,
    [tx.actor.clinicId, ids],
  );

/** The open patient with this CURP, if any. */
export const patientWithCurp = async (tx: CTx, curpBlind: Buffer): Promise<PatientId | undefined> =>
  firstRow(await tx.query<{ id: PatientId }>(
    'select id from front.patient where clinic_id = $1 and curp_blind = $2 and status = \'active\'',
    [tx.actor.clinicId, curpBlind],
  ))?.id;

export const insertLookup = (tx: CTx, patientId: PatientId, kind: LookupKind, blind: Buffer): Promise<readonly unknown[]> =>
  tx.query('insert into front.patient_lookup (clinic_id, patient_id, kind, blind) values ($1, $2, $3, $4)', [tx.actor.clinicId, patientId, kind, blind]);

export const deleteLookups = (tx: CTx, patientId: PatientId): Promise<readonly unknown[]> =>
  tx.query('delete from front.patient_lookup where clinic_id = $1 and patient_id = $2', [tx.actor.clinicId, patientId]);

export const patientsWithLookup = async (tx: CTx, kind: LookupKind, blind: Buffer): Promise<readonly PatientId[]> =>
  (await tx.query<{ patient_id: PatientId }>(
    `select patient_id
     from front.patient_lookup
     where clinic_id = $1 and kind = $2 and blind = $3
     order by patient_id
     limit 50`,
    [tx.actor.clinicId, kind, blind],
  )).map((row) => row.patient_id);

export type VersionRow = {
  readonly id: IdentityVersionId;
  readonly version: number;
  readonly event: 'registered' | 'registered-unknown' | 'corrected' | 'identified';
  readonly snapshot: Buffer;
  readonly at: Date;
  readonly by_person: PersonId | null;
};

export const insertVersion = (tx: CTx, patientId: PatientId, row: Omit<VersionRow, 'by_person'>): Promise<readonly unknown[]> =>
  tx.query(
    `insert into front.patient_identity_version (clinic_id, id, patient_id, version, event, snapshot, at, by_person)
     values ($1, $2, $3, $4, $5, $6, $7, auth.person())`,
    [tx.actor.clinicId, row.id, patientId, row.version, row.event, row.snapshot, row.at],
  );

export const versionsOfPatient = (tx: CTx, patientId: PatientId): Promise<readonly VersionRow[]> =>
  tx.query(
    `select id, version, event, snapshot, at, by_person
     from front.patient_identity_version
     where clinic_id = $1 and patient_id = $2
     order by version desc`,
    [tx.actor.clinicId, patientId],
  );

export type MergeRow = {
  readonly id: PatientMergeId;
  readonly kept_id: PatientId;
  readonly merged_id: PatientId;
  readonly reason: Buffer;
  readonly at: Date;
  readonly by_person: PersonId | null;
  readonly undone_at: Date | null;
  readonly undone_by: PersonId | null;
  readonly undo_reason: Buffer | null;
};

export const markMerged = (tx: CTx, mergedId: PatientId, keptId: PatientId): Promise<readonly unknown[]> =>
  tx.query('update front.patient set status = \'merged\', merged_into = $3 where clinic_id = $1 and id = $2', [tx.actor.clinicId, mergedId, keptId]);

export const markOpen = (tx: CTx, mergedId: PatientId): Promise<readonly unknown[]> =>
  tx.query('update front.patient set status = \'active\', merged_into = null where clinic_id = $1 and id = $2', [tx.actor.clinicId, mergedId]);

export const insertMerge = (tx: CTx, row: Pick<MergeRow, 'id' | 'kept_id' | 'merged_id' | 'reason' | 'at'>): Promise<readonly unknown[]> =>
  tx.query(
    `insert into front.patient_merge (clinic_id, id, kept_id, merged_id, reason, at, by_person)
     values ($1, $2, $3, $4, $5, $6, auth.person())`,
    [tx.actor.clinicId, row.id, row.kept_id, row.merged_id, row.reason, row.at],
  );

export const lockMerge = async (tx: CTx, id: PatientMergeId): Promise<MergeRow | undefined> =>
  firstRow(await tx.query<MergeRow>(
    `select id, kept_id, merged_id, reason, at, by_person, undone_at, undone_by, undo_reason
     from front.patient_merge
     where clinic_id = $1 and id = $2
     for update`,
    [tx.actor.clinicId, id],
  ));

export const undoMergeRow = (tx: CTx, id: PatientMergeId, at: Date, reason: Buffer): Promise<readonly unknown[]> =>
  tx.query(
    'update front.patient_merge set undone_at = $3, undone_by = auth.person(), undo_reason = $4 where clinic_id = $1 and id = $2',
    [tx.actor.clinicId, id, at, reason],
  );

export const mergesOfPatient = (tx: CTx, patientId: PatientId): Promise<readonly MergeRow[]> =>
  tx.query(
    `select id, kept_id, merged_id, reason, at, by_person, undone_at, undone_by, undo_reason
     from front.patient_merge
     where clinic_id = $1 and (kept_id = $2 or merged_id = $2)
     order by at desc, id desc`,
    [tx.actor.clinicId, patientId],
  );

/** The patient and all that were merged into it, however far: whose trails one record holds. */
export const trailIds = async (tx: CTx, keptId: PatientId): Promise<readonly PatientId[]> =>
  (await tx.query<{ id: PatientId }>(
    `with recursive trail as (
       select p.id
       from front.patient p
       where p.clinic_id = $1 and p.id = $2
       union
       select p.id
       from trail t
       join front.patient p on p.clinic_id = $1 and p.merged_into = t.id
     )
     select id from trail`,
    [tx.actor.clinicId, keptId],
  )).map((row) => row.id);

/** Notes an act about a patient; the database puts the pseudonym where the id is given, so no id reaches the log. */
export const recordAct = (tx: CTx, action: string, patientId: PatientId, detail: Readonly<Record<string, string | number>>): Promise<readonly unknown[]> =>
  tx.query('select audit.record($1, $2, null, $3, $4, $5)', [action, 'front.patient', patientId, 'ok', JSON.stringify(detail)]);

/** `changed` counts microseconds, which a `Date` would cut off: two changes of one row never share it. */
export type IndexedRow = { readonly id: PatientId; readonly record_number: number; readonly birth_date: string | null; readonly identity: Buffer; readonly changed: number };

/** The next patients after an id, for the search index. */
export const patientsAfter = (tx: CTx, after: PatientId, limit: number): Promise<readonly IndexedRow[]> =>
  tx.query(
    `select id, record_number, birth_date, identity, (extract(epoch from changed_at) * 1000000)::bigint as changed
     from front.patient
     where clinic_id = $1 and id > $2
     order by id
     limit $3`,
    [tx.actor.clinicId, after, limit],
  );

export const indexedRows = (tx: CTx, ids: readonly PatientId[]): Promise<readonly IndexedRow[]> =>
  tx.query(
    `select id, record_number, birth_date, identity, (extract(epoch from changed_at) * 1000000)::bigint as changed
     from front.patient
     where clinic_id = $1 and id = any($2::uuid[])`,
    [tx.actor.clinicId, ids],
  );

/** Which of these patients there are, and when each last changed. */
export const changesOf = (tx: CTx, ids: readonly PatientId[]): Promise<readonly Pick<IndexedRow, 'id' | 'changed'>[]> =>
  tx.query(
    `select id, (extract(epoch from changed_at) * 1000000)::bigint as changed
     from front.patient
     where clinic_id = $1 and id = any($2::uuid[])`,
    [tx.actor.clinicId, ids],
  );

export const clinicsWithPatients = async (tx: Tx): Promise<readonly ClinicId[]> =>
  (await tx.query<{ clinic: ClinicId }>('select c as clinic from front.clinics_with_patients() c')).map((row) => row.clinic);

export const patientsChangedWithin = (tx: Tx, seconds: number): Promise<readonly { readonly clinic_id: ClinicId; readonly id: PatientId }[]> =>
  tx.query('select clinic_id, id from front.patients_changed_within($1)', [seconds]);

/** Whose changes these notices tell of; each as the database wrote it. */
export const patientsChangedAt = (tx: Tx, instants: readonly string[]): Promise<readonly { readonly clinic_id: ClinicId; readonly id: PatientId }[]> =>
  tx.query('select clinic_id, id from front.patients_changed_at($1::timestamptz[])', [instants]);
