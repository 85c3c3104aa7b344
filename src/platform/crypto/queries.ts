import type { ClinicId, PatientId, Pseudonym } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';

export type ClinicKeyRow = { readonly version: number; readonly wrapped: Buffer };
export type PatientKeyRow = {
  readonly patient_id: PatientId;
  readonly version: number;
  readonly clinic_key_version: number;
  readonly wrapped: Buffer;
  readonly pseudonym: Pseudonym;
};

export const clinicKeyRows = (tx: Tx, clinicId: ClinicId): Promise<readonly ClinicKeyRow[]> =>
  tx.query('select version, wrapped from keys.clinic_key where clinic_id = $1 order by version', [clinicId]);

export const blindKeyRow = async (tx: Tx, clinicId: ClinicId): Promise<Buffer | undefined> => {
  const rows = await tx.query<{ wrapped: Buffer }>('select wrapped from keys.blind_key where clinic_id = $1', [clinicId]);
  return firstRow(rows)?.wrapped;
};

export const insertClinicKey = (tx: Tx, clinicId: ClinicId, version: number, wrapped: Buffer): Promise<readonly unknown[]> =>
  tx.query('insert into keys.clinic_key (clinic_id, version, wrapped) values ($1, $2, $3)', [clinicId, version, wrapped]);

export const insertBlindKey = (tx: Tx, clinicId: ClinicId, wrapped: Buffer): Promise<readonly unknown[]> =>
  tx.query('insert into keys.blind_key (clinic_id, wrapped) values ($1, $2)', [clinicId, wrapped]);

export const patientKeyRows = (tx: Tx, clinicId: ClinicId, patientIds: readonly PatientId[]): Promise<readonly PatientKeyRow[]> =>
  tx.query(
    `select distinct on (patient_id) patient_id, version, clinic_key_version, wrapped, pseudonym
     from keys.patient_key
     where clinic_id = $1 and patient_id = any($2::uuid[])
     order by patient_id, version desc`,
    [clinicId, patientIds],
  );

export const insertPatientKey = (tx: Tx, clinicId: ClinicId, key: Omit<PatientKeyRow, 'version'>): Promise<readonly unknown[]> =>
  tx.query(
    'insert into keys.patient_key (clinic_id, patient_id, version, clinic_key_version, wrapped, pseudonym) values ($1, $2, 1, $3, $4, $5)',
    [clinicId, key.patient_id, key.clinic_key_version, key.wrapped, key.pseudonym],
  );

/** Patient keys still wrapped by an older clinic key, a batch at a time. */
export const patientKeysUnder = (tx: Tx, clinicId: ClinicId, older: number, limit: number): Promise<readonly PatientKeyRow[]> =>
  tx.query(
    `select patient_id, version, clinic_key_version, wrapped, pseudonym
     from keys.patient_key
     where clinic_id = $1 and clinic_key_version < $2
     order by patient_id
     limit $3
     for update skip locked`,
    [clinicId, older, limit],
  );

export const rewrapPatientKey = (tx: Tx<ClinicActor>, key: PatientKeyRow, by: { readonly wrapped: Buffer; readonly clinicKeyVersion: number }): Promise<readonly unknown[]> =>
  tx.query(
    'update keys.patient_key set wrapped = $4, clinic_key_version = $5 where clinic_id = $1 and patient_id = $2 and version = $3',
    [tx.actor.clinicId, key.patient_id, key.version, by.wrapped, by.clinicKeyVersion],
  );

export const retireClinicKeys = (tx: Tx, clinicId: ClinicId, below: number): Promise<readonly unknown[]> =>
  tx.query('update keys.clinic_key set retired_at = now() where clinic_id = $1 and version < $2 and retired_at is null', [clinicId, below]);

/** The clinics that have keys; for what the worker does for each. */
export const clinicsWithKeys = async (tx: Tx): Promise<readonly ClinicId[]> =>
  (await tx.query<{ id: ClinicId }>('select keys.clinics() as id')).map((row) => row.id);
