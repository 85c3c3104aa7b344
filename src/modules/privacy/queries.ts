import type { ConsentId, PatientId, PersonId, PrivacyExceptionId } from '#kernel/ids.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { NoticeText } from './model.ts';

type CTx = Tx<ClinicActor>;

export type NoticeRow = {
  readonly version: number;
  readonly authority: string;
  readonly simplified: NoticeText['simplified'];
  readonly integral: NoticeText['integral'];
  readonly secondary_purposes: NoticeText['secondaryPurposes'];
  readonly text_sha256: Buffer;
  readonly published_at: Date;
};

export const newestNotice = async (tx: CTx): Promise<NoticeRow | undefined> =>
  firstRow(await tx.query<NoticeRow>(
    `select version, authority, simplified, integral, secondary_purposes, text_sha256, published_at
     from front.privacy_notice
     where clinic_id = $1
     order by version desc
     limit 1`,
    [tx.actor.clinicId],
  ));

/** False when that version exists already: somebody else was first. */
export const insertNotice = async (tx: CTx, version: number, text: NoticeText, sha256: string): Promise<boolean> => {
  const rows = await tx.query(
    `insert into front.privacy_notice (clinic_id, version, authority, simplified, integral, secondary_purposes, text_sha256, published_by)
     values ($1, $2, $3, $4, $5, $6, decode($7, 'hex'), auth.person())
     on conflict (clinic_id, version) do nothing
     returning version`,
    [tx.actor.clinicId, version, text.authority, JSON.stringify(text.simplified), JSON.stringify(text.integral), JSON.stringify(text.secondaryPurposes), sha256],
  );
  return rows.length === 1;
};

export type ConsentRow = {
  readonly id: ConsentId;
  readonly notice_version: number;
  readonly text_sha256: Buffer;
  readonly mechanism: 'autograph-on-paper' | 'electronic-signature' | 'authentication';
  readonly given_by: 'patient' | 'mother' | 'father' | 'guardian' | 'representative';
  readonly giver: Buffer | null;
  readonly secondary_purposes: boolean;
  readonly at: Date;
  readonly recorded_by: PersonId | null;
};

export const insertConsent = (
  tx: CTx, patientId: PatientId, row: Omit<ConsentRow, 'recorded_by' | 'text_sha256'> & { readonly sha256: string }, ip: string | null,
): Promise<readonly unknown[]> =>
  tx.query(
    `insert into front.privacy_consent
       (clinic_id, id, patient_id, notice_version, text_sha256, mechanism, given_by, giver, secondary_purposes, at, ip, recorded_by)
     values ($1, $2, $3, $4, decode($5, 'hex'), $6, $7, $8, $9, $10, $11, auth.person())`,
    [tx.actor.clinicId, row.id, patientId, row.notice_version, row.sha256, row.mechanism, row.given_by, row.giver, row.secondary_purposes, row.at, ip],
  );

/** True without any consent, or while an exception is open. */
export const owesGround = async (tx: CTx, patientId: PatientId): Promise<boolean> =>
  onlyRow(await tx.query<{ owed: boolean }>(
    `select not exists (select from front.privacy_consent c where c.clinic_id = $1 and c.patient_id = $2)
       or exists (select from front.privacy_exception e where e.clinic_id = $1 and e.patient_id = $2 and e.ended_at is null) as owed`,
    [tx.actor.clinicId, patientId],
  )).owed;

export const consentsOfPatient = (tx: CTx, patientId: PatientId): Promise<readonly ConsentRow[]> =>
  tx.query(
    `select id, notice_version, text_sha256, mechanism, given_by, giver, secondary_purposes, at, recorded_by
     from front.privacy_consent
     where clinic_id = $1 and patient_id = $2
     order by at desc, id desc`,
    [tx.actor.clinicId, patientId],
  );

export type ExceptionRow = {
  readonly id: PrivacyExceptionId;
  readonly cause: 'emergency' | 'cannot-consent';
  readonly began_at: Date;
  readonly ended_at: Date | null;
  readonly recorded_by: PersonId | null;
};

export const insertException = (tx: CTx, patientId: PatientId, row: Pick<ExceptionRow, 'id' | 'cause' | 'began_at'>): Promise<readonly unknown[]> =>
  tx.query(
    `insert into front.privacy_exception (clinic_id, id, patient_id, cause, began_at, recorded_by)
     values ($1, $2, $3, $4, $5, auth.person())`,
    [tx.actor.clinicId, row.id, patientId, row.cause, row.began_at],
  );

export const exceptionsOfPatient = (tx: CTx, patientId: PatientId): Promise<readonly ExceptionRow[]> =>
  tx.query(
    `select id, cause, began_at, ended_at, recorded_by
     from front.privacy_exception
     where clinic_id = $1 and patient_id = $2
     order by began_at desc, id desc`,
    [tx.actor.clinicId, patientId],
  );

/** Ends the exceptions that still stand, because the consent has now been given. */
export const endExceptions = (tx: CTx, patientId: PatientId, consentId: ConsentId, at: Date): Promise<readonly unknown[]> =>
  tx.query(
    `update front.privacy_exception
     set ended_at = greatest($4::timestamptz, began_at), ended_by = auth.person(), consent_id = $3
     where clinic_id = $1 and patient_id = $2 and ended_at is null`,
    [tx.actor.clinicId, patientId, consentId, at],
  );

/** True while the patient's data stand on an exception alone, or consent is still owed after one. */
export const standsOnException = async (tx: CTx, patientId: PatientId): Promise<boolean> =>
  onlyRow(await tx.query<{ stands: boolean }>(
    `select exists (
       select from front.privacy_exception e
       where e.clinic_id = $1 and e.patient_id = $2 and e.ended_at is null
     ) as stands`,
    [tx.actor.clinicId, patientId],
  )).stands;
