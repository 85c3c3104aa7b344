import type { Id, PatientId, PersonId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';

/** Statements of the sticky notes that reception sees too. */

type StickyTx = Tx<ClinicActor>;
export type StickyNoteId = Id<'sticky-note'>;

export type StickyRow = {
  readonly id: StickyNoteId; readonly patient_id: PatientId; readonly words: Buffer; readonly written_by: PersonId; readonly written_at: Date;
  readonly dismissed_by: PersonId | null; readonly dismissed_at: Date | null;
};

/** All of these patients that stand, and the last fifty that were dismissed, newest first. */
export const stickyNotesOf = (tx: StickyTx, patientIds: readonly PatientId[]): Promise<readonly StickyRow[]> =>
  tx.query(
    `select id, patient_id, words, written_by, written_at, dismissed_by, dismissed_at
     from front.sticky_note
     where clinic_id = $1 and patient_id = any($2::uuid[])
       and (dismissed_at is null or id in (
         select d.id
         from front.sticky_note d
         where d.clinic_id = $1 and d.patient_id = any($2::uuid[]) and d.dismissed_at is not null
         order by d.dismissed_at desc
         limit 50))
     order by dismissed_at desc nulls first, written_at desc`,
    [tx.actor.clinicId, patientIds]);

/** How many stand on these patients. */
export const standingNotes = async (tx: StickyTx, patientIds: readonly PatientId[]): Promise<number> =>
  onlyRow(await tx.query<{ standing: number }>(
    `select count(*)::integer as standing from front.sticky_note where clinic_id = $1 and patient_id = any($2::uuid[]) and dismissed_at is null`,
    [tx.actor.clinicId, patientIds])).standing;

export const insertStickyNote = async (tx: StickyTx, row: Omit<StickyRow, 'dismissed_by' | 'dismissed_at'>): Promise<void> => {
  await tx.query(
    `insert into front.sticky_note (clinic_id, id, patient_id, words, written_by, written_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.actor.clinicId, row.id, row.patient_id, row.words, row.written_by, row.written_at]);
};

/** The note locked for change. */
export const lockStickyNote = async (tx: StickyTx, id: StickyNoteId): Promise<Pick<StickyRow, 'patient_id' | 'dismissed_at'> | undefined> =>
  firstRow(await tx.query<Pick<StickyRow, 'patient_id' | 'dismissed_at'>>(
    `select patient_id, dismissed_at from front.sticky_note where clinic_id = $1 and id = $2 for update`,
    [tx.actor.clinicId, id]));

export const endStickyNote = async (tx: StickyTx, id: StickyNoteId, by: PersonId, at: Date): Promise<void> => {
  await tx.query(`update front.sticky_note set dismissed_by = $3, dismissed_at = $4 where clinic_id = $1 and id = $2`, [tx.actor.clinicId, id, by, at]);
};
