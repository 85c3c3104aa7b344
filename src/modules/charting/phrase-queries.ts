import type { Id, PersonId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { firstRow } from '#platform/postgres/transaction.ts';

type PhraseTx = Tx<ClinicActor>;
export type PhraseId = Id<'phrase'>;

export type PhraseRow = {
  readonly id: PhraseId; readonly owner_id: PersonId | null; readonly shortcut: string; readonly version: number; readonly words: Buffer;
  readonly changed_by: PersonId; readonly changed_at: Date; readonly retired_at: Date | null;
};

const PHRASE = 'id, owner_id, shortcut, version, words, changed_by, changed_at, retired_at';

/** The phrases in use that this person may see: her own and the clinic's, by short name. */
export const phrasesInUse = (tx: PhraseTx, personId: PersonId): Promise<readonly PhraseRow[]> =>
  tx.query(
    `select ${PHRASE}
     from charting.phrase
     where clinic_id = $1 and (owner_id is null or owner_id = $2) and retired_at is null
     order by shortcut`,
    [tx.actor.clinicId, personId]);

/** Held to the end of the transaction: of two who fill the last place of a library one comes after the other. */
export const lockLibrary = async (tx: PhraseTx, ownerId: PersonId | null): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 19))`, [ownerId ?? tx.actor.clinicId]);
};

/** One phrase of this library, locked for a change; nothing once it was retired. */
export const lockPhrase = async (tx: PhraseTx, id: PhraseId, ownerId: PersonId | null): Promise<PhraseRow | undefined> =>
  firstRow(await tx.query(
    `select ${PHRASE}
     from charting.phrase
     where clinic_id = $1 and id = $2 and owner_id is not distinct from $3 and retired_at is null
     for update`,
    [tx.actor.clinicId, id, ownerId]));

export const insertPhrase = async (tx: PhraseTx, row: PhraseRow): Promise<void> => {
  await tx.query(
    `insert into charting.phrase (clinic_id, ${PHRASE})
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [tx.actor.clinicId, row.id, row.owner_id, row.shortcut, row.version, row.words, row.changed_by, row.changed_at, row.retired_at]);
};

/** The next version of a phrase, or its end. */
export const updatePhrase = async (tx: PhraseTx, row: PhraseRow): Promise<void> => {
  await tx.query(
    `update charting.phrase
     set shortcut = $3, version = $4, words = $5, changed_by = $6, changed_at = $7, retired_at = $8
     where clinic_id = $1 and id = $2`,
    [tx.actor.clinicId, row.id, row.shortcut, row.version, row.words, row.changed_by, row.changed_at, row.retired_at]);
};
