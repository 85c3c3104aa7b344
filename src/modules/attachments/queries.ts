import type { EncounterId, FileId, NoteId, PatientId, PersonId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import { firstRow, onlyRow } from '#platform/postgres/transaction.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { AttachmentKind, MediaType } from './contract.ts';

type ATx = Tx<ClinicActor>;

export type AttachmentRow = {
  readonly id: FileId; readonly patient_id: PatientId; readonly kind: AttachmentKind; readonly media_type: MediaType; readonly bytes: number;
  readonly width: number | null; readonly height: number | null; readonly sha256: Buffer; readonly parts: number; readonly words: Buffer;
  readonly taken_on: string | null; readonly encounter_id: EncounterId | null; readonly note_id: NoteId | null; readonly recorded_by: PersonId; readonly recorded_at: Date;
};
export type MarkedRow = AttachmentRow & { readonly error_words: Buffer | null; readonly marked_by: PersonId | null; readonly marked_at: Date | null };

const COLUMNS = 'id, patient_id, kind, media_type, bytes, width, height, sha256, parts, words, taken_on, encounter_id, note_id, recorded_by, recorded_at';
const MARKED = 'a.id, a.patient_id, a.kind, a.media_type, a.bytes, a.width, a.height, a.sha256, a.parts, a.words, a.taken_on, a.encounter_id, a.note_id, a.recorded_by, a.recorded_at, e.words as error_words, e.marked_by, e.marked_at';

/** The files of these patients, newest first. */
export const attachmentsOf = (tx: ATx, patientIds: readonly PatientId[]): Promise<readonly MarkedRow[]> =>
  tx.query(
    `select ${MARKED}
     from clin.attachment a
     left join clin.attachment_error e on e.clinic_id = a.clinic_id and e.attachment_id = a.id
     where a.clinic_id = $1 and a.patient_id = any($2::uuid[])
     order by a.recorded_at desc, a.id`,
    [tx.actor.clinicId, patientIds]);

/** How many bytes the files of these patients hold that were not marked. */
export const bytesOfAttachments = async (tx: ATx, patientIds: readonly PatientId[]): Promise<number> =>
  Number(onlyRow(await tx.query<{ bytes: string }>(
    `select coalesce(sum(a.bytes), 0)::text as bytes
     from clin.attachment a
     where a.clinic_id = $1 and a.patient_id = any($2::uuid[])
       and not exists (select from clin.attachment_error e where e.clinic_id = a.clinic_id and e.attachment_id = a.id)`,
    [tx.actor.clinicId, patientIds])).bytes);

export const attachmentById = async (tx: ATx, id: FileId): Promise<AttachmentRow | undefined> =>
  firstRow(await tx.query<AttachmentRow>(`select ${COLUMNS} from clin.attachment where clinic_id = $1 and id = $2`, [tx.actor.clinicId, id]));

export const partOfAttachment = async (tx: ATx, id: FileId, number: number): Promise<{ readonly bytes: Buffer } | undefined> =>
  firstRow(await tx.query<{ bytes: Buffer }>('select bytes from clin.attachment_part where clinic_id = $1 and attachment_id = $2 and number = $3', [tx.actor.clinicId, id, number]));

/** Whether a file of these bytes stands in the record of these patients and was not marked. */
export const isKept = async (tx: ATx, patientIds: readonly PatientId[], sha256: Buffer): Promise<boolean> =>
  firstRow(await tx.query(
    `select a.id
     from clin.attachment a
     where a.clinic_id = $1 and a.patient_id = any($2::uuid[]) and a.sha256 = $3
       and not exists (select from clin.attachment_error e where e.clinic_id = a.clinic_id and e.attachment_id = a.id)
     limit 1`,
    [tx.actor.clinicId, patientIds, sha256])) !== undefined;

/** Held to the end of the transaction: the same file sent twice at once is judged one after the other. */
export const lockAttachments = async (tx: ATx, patientId: PatientId): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 19))', [patientId]);
};

/** Whether the visit and the document named, if any, are of this patient or of somebody merged into her. */
export const isOfPatient = async (tx: ATx, patientId: PatientId, link: { readonly encounterId: EncounterId | null; readonly noteId: NoteId | null }): Promise<boolean> =>
  onlyRow(await tx.query<{ known: boolean }>('select clin.is_of_patient($1, $2, $3) as known', [patientId, link.encounterId, link.noteId])).known;

export const insertAttachment = (tx: ATx, row: AttachmentRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.attachment (clinic_id, ${COLUMNS})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [tx.actor.clinicId, row.id, row.patient_id, row.kind, row.media_type, row.bytes, row.width, row.height, row.sha256, row.parts, row.words, row.taken_on, row.encounter_id, row.note_id, row.recorded_by, row.recorded_at]);

export const insertPart = (tx: ATx, part: { readonly attachmentId: FileId; readonly patientId: PatientId; readonly number: number; readonly bytes: Buffer }): Promise<readonly unknown[]> =>
  tx.query('insert into clin.attachment_part (clinic_id, attachment_id, patient_id, number, bytes) values ($1, $2, $3, $4, $5)', [tx.actor.clinicId, part.attachmentId, part.patientId, part.number, part.bytes]);

/** Nothing is inserted when it is marked already. */
export const insertError = async (tx: ATx, row: { readonly attachmentId: FileId; readonly patientId: PatientId; readonly words: Buffer; readonly markedBy: PersonId; readonly markedAt: Date }): Promise<boolean> =>
  firstRow(await tx.query(
    `insert into clin.attachment_error (clinic_id, attachment_id, patient_id, words, marked_by, marked_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing
     returning attachment_id`,
    [tx.actor.clinicId, row.attachmentId, row.patientId, row.words, row.markedBy, row.markedAt])) !== undefined;
