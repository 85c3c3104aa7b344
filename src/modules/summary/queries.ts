import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';
import type { Id, PatientId, PersonId } from '#kernel/ids.ts';
import type { ItemKind } from './contract.ts';

type SummaryTx = Tx<ClinicActor>;
export type SummaryItemId = Id<'summary-item'>;

export type VersionRow = {
  readonly item_id: SummaryItemId; readonly version: number; readonly patient_id: PatientId; readonly kind: ItemKind; readonly status: string;
  readonly code: string | null; readonly since: string | null; readonly until: string | null; readonly words: Buffer; readonly recorded_by: PersonId; readonly recorded_at: Date;
};

const VERSION = 'item_id, version, patient_id, kind, status, code, since, until, words, recorded_by, recorded_at';

/** The newest version of each item of these patients. */
export const itemsOfPatients = (tx: SummaryTx, patientIds: readonly PatientId[]): Promise<readonly VersionRow[]> =>
  tx.query(
    `select distinct on (item_id) ${VERSION}
     from clin.summary_version
     where clinic_id = $1 and patient_id = any($2::uuid[])
     order by item_id, version desc`,
    [tx.actor.clinicId, patientIds]);

/** The version of each item of these patients that was the newest at a moment. */
export const itemsOfPatientsAt = (tx: SummaryTx, patientIds: readonly PatientId[], at: Date): Promise<readonly VersionRow[]> =>
  tx.query(
    `select distinct on (item_id) ${VERSION}
     from clin.summary_version
     where clinic_id = $1 and patient_id = any($2::uuid[]) and recorded_at <= $3
     order by item_id, version desc`,
    [tx.actor.clinicId, patientIds, at]);

/** Every version of the items of one kind, newest first. */
export const versionsOfKind = (tx: SummaryTx, patientIds: readonly PatientId[], kind: ItemKind): Promise<readonly VersionRow[]> =>
  tx.query(
    `select ${VERSION}
     from clin.summary_version
     where clinic_id = $1 and patient_id = any($2::uuid[]) and kind = $3
     order by recorded_at desc, item_id, version desc`,
    [tx.actor.clinicId, patientIds, kind]);

/** Every version of every item of these patients, as they were recorded. */
export const versionsOfPatients = (tx: SummaryTx, patientIds: readonly PatientId[]): Promise<readonly VersionRow[]> =>
  tx.query(
    `select ${VERSION} from clin.summary_version where clinic_id = $1 and patient_id = any($2::uuid[]) order by recorded_at, item_id, version`,
    [tx.actor.clinicId, patientIds]);

/** All versions of an item, newest first. */
export const versionsOfItem = (tx: SummaryTx, itemId: SummaryItemId): Promise<readonly VersionRow[]> =>
  tx.query(`select ${VERSION} from clin.summary_version where clinic_id = $1 and item_id = $2 order by version desc`, [tx.actor.clinicId, itemId]);

/** Nothing is inserted when this version exists already: somebody else was quicker. */
export const insertVersion = async (tx: SummaryTx, row: VersionRow): Promise<boolean> =>
  firstRow(await tx.query(
    `insert into clin.summary_version (clinic_id, ${VERSION})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
     on conflict (clinic_id, item_id, version) do nothing
     returning version`,
    [tx.actor.clinicId, row.item_id, row.version, row.patient_id, row.kind, row.status, row.code, row.since, row.until, row.words, row.recorded_by, row.recorded_at])) !== undefined;
