import type { z } from 'zod';
import { notFound } from '#kernel/errors.ts';
import type { NoteId, PatientId, Pseudonym } from '#kernel/ids.ts';
import { recordAct } from '#modules/audit/public.ts';
import { trailIds } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { discardBody, discardedSchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { excerptOf } from './content-parts.ts';
import { discardedDraftsOf, markDiscarded } from './queries.ts';
import { lockOwnDraft } from './save-draft.ts';
import { openDraft, openReason, sealReason } from './sealed-words.ts';

/**
 * Puts a draft aside with its reason: it can no longer be signed or changed. Its sealed words stay, since what was
 * written is never removed in silence; its author alone can still read them. The audit says who and when, not why.
 */
export const discardDraft = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: z.infer<typeof discardBody>): Promise<void> => {
  const draft = await lockOwnDraft(tx, noteId);
  const key = await deps.vault.patientKey(tx, draft.patient_id);
  const reason = sealReason(key, { clinicId: tx.actor.clinicId, rowId: noteId }, asked.reason);
  await markDiscarded(tx, draft, { reason, at: deps.clock.now() });
  await recordAct(tx, { action: 'draft-discarded', entity: 'clin.note', entityId: noteId, patientId: draft.patient_id, detail: { kind: draft.kind } });
};

/** The drafts that this person put aside in the patient's record, the last one first, with their reasons; at most 50. Refuses `patient-not-found`. */
export const listDiscarded = async (
  deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId,
): Promise<{ readonly drafts: z.input<typeof discardedSchema>['drafts']; readonly pseudonyms: readonly Pseudonym[] }> => {
  const trail = await trailIds(tx, patientId);
  if (trail.length === 0) throw notFound('patient-not-found');
  const keys = await deps.vault.patientKeys(tx, trail);
  const rows = await discardedDraftsOf(tx, trail, tx.actor.personId);
  const drafts = rows.flatMap((row) => {
    const key = keys.get(row.patient_id);
    if (key === undefined) return [];
    const where = { clinicId: tx.actor.clinicId, rowId: row.id };
    return [{
      noteId: row.id, kind: row.kind, createdAt: row.created_at.toISOString(), discardedAt: (row.discarded_at ?? row.saved_at).toISOString(),
      reason: row.discard_reason === null ? null : openReason(key, where, row.discard_reason),
      excerpt: row.content === null ? '' : excerptOf(openDraft(key, where, row.content)),
    }];
  });
  return { drafts, pseudonyms: [...keys.values()].map((key) => key.pseudonym) };
};
