import type { Id, NoteId, PatientId, PersonId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { AskBody, InformationBody } from './contract.ts';

type ReleaseTx = Tx<ClinicActor>;
export type RecordRequestId = Id<'record-request'>;
export type InformationId = Id<'information-given'>;

export type RequestRow = {
  readonly id: RecordRequestId; readonly patient_id: PatientId; readonly capacity: AskBody['capacity']; readonly identity_checked: AskBody['identityChecked'];
  readonly wants: AskBody['wants']; readonly since: string | null; readonly until: string | null; readonly request_sha256: Buffer; readonly attachment_id: Id<'file'> | null;
  readonly words: Buffer; readonly requested_on: string; readonly recorded_by: PersonId; readonly recorded_at: Date;
};
export type StepRow = {
  readonly request_id: RecordRequestId; readonly step: 'granted' | 'refused' | 'delivered'; readonly patient_id: PatientId; readonly taken_by: PersonId; readonly taken_at: Date;
  readonly words: Buffer | null; readonly note_id: NoteId | null; readonly documents: number | null;
};

const REQUEST = 'id, patient_id, capacity, identity_checked, wants, since, until, request_sha256, attachment_id, words, requested_on, recorded_by, recorded_at';
const STEP = 'request_id, step, patient_id, taken_by, taken_at, words, note_id, documents';

export const insertRequest = (tx: ReleaseTx, row: RequestRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.record_request (clinic_id, ${REQUEST})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [tx.actor.clinicId, row.id, row.patient_id, row.capacity, row.identity_checked, row.wants, row.since, row.until, row.request_sha256, row.attachment_id,
      row.words, row.requested_on, row.recorded_by, row.recorded_at]);

export const requestById = async (tx: ReleaseTx, id: RecordRequestId): Promise<RequestRow | undefined> =>
  firstRow(await tx.query<RequestRow>(`select ${REQUEST} from clin.record_request where clinic_id = $1 and id = $2`, [tx.actor.clinicId, id]));

/** The newest requests of the clinic, those that still wait first. */
export const newestRequests = (tx: ReleaseTx, limit: number): Promise<readonly RequestRow[]> =>
  tx.query(
    `select ${REQUEST}
     from clin.record_request r
     where r.clinic_id = $1
     order by exists (
       select from clin.record_request_step s
       where s.clinic_id = r.clinic_id and s.request_id = r.id and s.step in ('refused', 'delivered')), r.recorded_at desc, r.id
     limit $2`,
    [tx.actor.clinicId, limit]);

export const stepsOf = (tx: ReleaseTx, ids: readonly RecordRequestId[]): Promise<readonly StepRow[]> =>
  tx.query(`select ${STEP} from clin.record_request_step where clinic_id = $1 and request_id = any($2::uuid[]) order by taken_at`, [tx.actor.clinicId, ids]);

/** Nothing is inserted when this step, or the other decision, was taken already. */
export const insertStep = async (tx: ReleaseTx, row: StepRow): Promise<boolean> =>
  firstRow(await tx.query(
    `insert into clin.record_request_step (clinic_id, ${STEP})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict do nothing
     returning step`,
    [tx.actor.clinicId, row.request_id, row.step, row.patient_id, row.taken_by, row.taken_at, row.words, row.note_id, row.documents])) !== undefined;

export type InformationRow = {
  readonly id: InformationId; readonly patient_id: PatientId; readonly capacity: InformationBody['capacity']; readonly words: Buffer;
  readonly told_by: PersonId; readonly told_at: Date; readonly recorded_at: Date;
};
const INFORMATION = 'id, patient_id, capacity, words, told_by, told_at, recorded_at';

export const insertInformation = (tx: ReleaseTx, row: InformationRow): Promise<readonly unknown[]> =>
  tx.query(
    `insert into clin.information_given (clinic_id, ${INFORMATION})
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.actor.clinicId, row.id, row.patient_id, row.capacity, row.words, row.told_by, row.told_at, row.recorded_at]);

export const informationOf = (tx: ReleaseTx, patientIds: readonly PatientId[], limit: number): Promise<readonly InformationRow[]> =>
  tx.query(
    `select ${INFORMATION} from clin.information_given where clinic_id = $1 and patient_id = any($2::uuid[]) order by told_at desc, id limit $3`,
    [tx.actor.clinicId, patientIds, limit]);

export type ReleasedEntry = { readonly seq: number; readonly prev: Buffer; readonly entry: string };
export type ReleasedHead = { readonly number: number; readonly note: string; readonly size: number; readonly chain: Buffer; readonly root: Buffer };

/** The sealed entries that tell of the request's patient, while it is being handed over. */
export const releasedEntries = (tx: ReleaseTx, id: RecordRequestId, after: number, page: number): Promise<readonly ReleasedEntry[]> =>
  tx.query('select seq, prev, entry from audit.released_entries($1, $2, $3)', [id, after, page]);

/** The newest checkpoint and where the clinic's chain ended for it; undefined before the first. */
export const releasedHead = async (tx: ReleaseTx, id: RecordRequestId): Promise<ReleasedHead | undefined> =>
  firstRow(await tx.query<ReleasedHead>('select number, note, size, chain, root from audit.released_head($1)', [id]));

export const releasedLeaves = async (tx: ReleaseTx, id: RecordRequestId, range: { readonly after: number; readonly through: number }): Promise<Buffer> =>
  firstRow(await tx.query<{ hashes: Buffer }>('select hashes from audit.released_leaves($1, $2, $3)', [id, range.after, range.through]))?.hashes ?? Buffer.alloc(0);
