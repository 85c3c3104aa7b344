import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { NoteId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { dutiesOf } from './content-parts.ts';
import type { RecordDeps } from './dependencies.ts';
import { emptyAddendum } from './model.ts';
import { addendaOf, insertNote, lockEncounter, noteById } from './queries.ts';
import { sealDraft } from './sealed-words.ts';

/**
 * Starts an addendum to a signed note, or finds this person's unfinished one. The original is never touched.
 * Refuses a note that is not signed, and an addendum to an addendum: it goes to the note itself.
 */
export const startAddendum = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId): Promise<{ readonly noteId: NoteId }> => {
  const original = await noteById(tx, noteId);
  if (original === undefined) throw notFound('note-not-found');
  if (original.state !== 'signed' || original.kind === 'addendum') throw conflict('note-not-signed');
  if (!dutiesOf(original.kind).includes(tx.actor.role)) throw forbidden('document-of-another-duty');
  await lockEncounter(tx, original.encounter_id);
  const mine = (await addendaOf(tx, noteId)).find((row) => row.state === 'draft' && row.author_id === tx.actor.personId);
  if (mine !== undefined) return { noteId: mine.id };
  const key = await deps.vault.patientKey(tx, original.patient_id);
  const id = deps.newId<'note'>();
  await insertNote(tx, {
    id, encounter_id: original.encounter_id, patient_id: original.patient_id, kind: 'addendum', amends: original.id, answers: null,
    author_id: tx.actor.personId, content: sealDraft(key, { clinicId: tx.actor.clinicId, rowId: id }, emptyAddendum), created_at: deps.clock.now(),
  });
  return { noteId: id };
};
