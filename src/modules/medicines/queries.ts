import type { Id, PersonId } from '#kernel/ids.ts';
import type { Fraction } from '#kernel/medicine-line.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';

/** All statements of the medicine data's review. */

export type ConfirmationId = Id<'confirmation'>;
export type ConfirmationSubject = 'ingredient' | 'presentation' | 'interaction' | 'fact';
export type ConfirmationRow = {
  readonly id: ConfirmationId; readonly subject: ConfirmationSubject; readonly subject_key: string; readonly row_sha256: Buffer; readonly verdict: 'confirmed' | 'rejected' | 'withdrawn';
  readonly fraction: Fraction | null; readonly is_antibiotic: boolean | null; readonly confirmed_by: PersonId; readonly confirmed_at: Date;
};

const CONFIRMATION = 'id, subject, subject_key, row_sha256, verdict, fraction, is_antibiotic, confirmed_by, confirmed_at';

/** The newest word on each row of a kind, of this clinic. */
export const newestConfirmations = (tx: Tx<ClinicActor>, subject: ConfirmationSubject): Promise<readonly ConfirmationRow[]> =>
  tx.query(
    `select distinct on (subject_key) ${CONFIRMATION}
     from med.confirmation
     where clinic_id = $1 and subject = $2
     order by subject_key, confirmed_at desc, id desc`,
    [tx.actor.clinicId, subject]);

/** The newest word on these rows of a kind. */
export const confirmationsOf = (tx: Tx<ClinicActor>, subject: ConfirmationSubject, keys: readonly string[]): Promise<readonly ConfirmationRow[]> =>
  tx.query(
    `select distinct on (subject_key) ${CONFIRMATION}
     from med.confirmation
     where clinic_id = $1 and subject = $2 and subject_key = any($3::text[])
     order by subject_key, confirmed_at desc, id desc`,
    [tx.actor.clinicId, subject, keys]);

export const insertConfirmation = (tx: Tx<ClinicActor>, row: ConfirmationRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into med.confirmation (clinic_id, ${CONFIRMATION})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [tx.actor.clinicId, row.id, row.subject, row.subject_key, row.row_sha256, row.verdict, row.fraction, row.is_antibiotic, row.confirmed_by, row.confirmed_at]);
