import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { PrescriptionId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { lockPrescription } from './queries.ts';
import type { PrescriptionRow } from './queries.ts';

/** The draft, locked, when it is this person's and still a draft; refuses otherwise. */
export const lockOwnDraft = async (tx: Tx<StaffActor>, id: PrescriptionId): Promise<PrescriptionRow> => {
  const row = await lockPrescription(tx, id);
  if (row === undefined) throw notFound('prescription-not-found');
  if (row.author_id !== tx.actor.personId) throw forbidden('prescription-of-another');
  if (row.state === 'signed') throw conflict('prescription-already-signed');
  if (row.state === 'discarded') throw conflict('prescription-discarded');
  return row;
};

/** Refuses what was written on an older version than the one that is stored. */
export const requireVersion = (row: PrescriptionRow, version: number): void => {
  if (row.version !== version) throw conflict('draft-changed-elsewhere', { version: row.version, savedAt: row.saved_at.toISOString() });
};
