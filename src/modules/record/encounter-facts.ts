import type { EncounterId, PatientId } from '#kernel/ids.ts';
import { trailIds } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { encounterFacts, hasHistory } from './queries.ts';
import type { EncounterFactsRow } from './queries.ts';

/** An attention and what is still unsigned in it, of everybody; nothing of what is written there. */
export type EncounterFacts = {
  readonly id: EncounterId;
  readonly kind: EncounterFactsRow['kind'];
  readonly startedAt: Date;
  /** Null while it is open. */
  readonly endedAt: Date | null;
  readonly drafts: number;
  readonly oldestDraftAt: Date | null;
};

/** The attentions of a patient and of whoever was merged into her, newest first, and whether there is a clinical history or word of where one is kept. */
export const factsOfRecord = async (tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly encounters: readonly EncounterFacts[]; readonly hasHistory: boolean }> => {
  const trail = await trailIds(tx, patientId);
  const [rows, history] = await Promise.all([encounterFacts(tx, trail), hasHistory(tx, trail)]);
  return {
    hasHistory: history,
    encounters: rows.map((row) => ({ id: row.id, kind: row.kind, startedAt: row.started_at, endedAt: row.ended_at, drafts: row.drafts, oldestDraftAt: row.oldest_draft_at })),
  };
};
