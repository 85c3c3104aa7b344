import type { Id, PersonId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';

type TemplateTx = Tx<ClinicActor>;
export type TemplateId = Id<'template'>;

export type TemplateRow = {
  readonly id: TemplateId; readonly owner_id: PersonId | null; readonly version: number; readonly words: Buffer;
  readonly changed_by: PersonId; readonly changed_at: Date; readonly retired_at: Date | null;
};

const TEMPLATE = 'id, owner_id, version, words, changed_by, changed_at, retired_at';

/** The templates in use that this person may see: her own and the clinic's, the newest first. */
export const templatesInUse = (tx: TemplateTx, personId: PersonId): Promise<readonly TemplateRow[]> =>
  tx.query(
    `select ${TEMPLATE}
     from charting.template
     where clinic_id = $1 and (owner_id is null or owner_id = $2) and retired_at is null
     order by changed_at desc`,
    [tx.actor.clinicId, personId]);

/** Held to the end of the transaction: of two who fill the last place of a library one comes after the other. */
export const lockTemplateLibrary = async (tx: TemplateTx, ownerId: PersonId | null): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 24))`, [ownerId ?? tx.actor.clinicId]);
};

/** One template of this library, locked for a change; nothing once it was retired. */
export const lockTemplate = async (tx: TemplateTx, id: TemplateId, ownerId: PersonId | null): Promise<TemplateRow | undefined> =>
  firstRow(await tx.query(
    `select ${TEMPLATE}
     from charting.template
     where clinic_id = $1 and id = $2 and owner_id is not distinct from $3 and retired_at is null
     for update`,
    [tx.actor.clinicId, id, ownerId]));

export const insertTemplate = async (tx: TemplateTx, row: TemplateRow): Promise<void> => {
  await tx.query(
    `insert into charting.template (clinic_id, ${TEMPLATE})
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.actor.clinicId, row.id, row.owner_id, row.version, row.words, row.changed_by, row.changed_at, row.retired_at]);
};

/** The next version of a template, or its end. */
export const updateTemplate = async (tx: TemplateTx, row: TemplateRow): Promise<void> => {
  await tx.query(
    `update charting.template
     set version = $3, words = $4, changed_by = $5, changed_at = $6, retired_at = $7
     where clinic_id = $1 and id = $2`,
    [tx.actor.clinicId, row.id, row.version, row.words, row.changed_by, row.changed_at, row.retired_at]);
};

export type RegimenId = Id<'regimen'>;
export type RegimenRow = { readonly id: RegimenId; readonly owner_id: PersonId; readonly words: Buffer; readonly kept_at: Date; readonly retired_at: Date | null };

/** The regimens that this person keeps, the newest first. */
export const regimensOf = (tx: TemplateTx, ownerId: PersonId): Promise<readonly RegimenRow[]> =>
  tx.query(
    `select id, owner_id, words, kept_at, retired_at
     from charting.regimen
     where clinic_id = $1 and owner_id = $2 and retired_at is null
     order by kept_at desc, id`,
    [tx.actor.clinicId, ownerId]);

export const insertRegimen = async (tx: TemplateTx, row: RegimenRow): Promise<void> => {
  await tx.query(
    `insert into charting.regimen (clinic_id, id, owner_id, words, kept_at, retired_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [tx.actor.clinicId, row.id, row.owner_id, row.words, row.kept_at, row.retired_at]);
};

/** Takes one out of use; nothing when there is none of hers with that id. */
export const endRegimen = async (tx: TemplateTx, id: RegimenId, ownerId: PersonId, at: Date): Promise<boolean> =>
  (await tx.query(
    `update charting.regimen
     set retired_at = $4
     where clinic_id = $1 and id = $2 and owner_id = $3 and retired_at is null
     returning id`,
    [tx.actor.clinicId, id, ownerId, at])).length > 0;
