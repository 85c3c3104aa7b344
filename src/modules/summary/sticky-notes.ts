import { conflict, notFound } from '#kernel/errors.ts';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import { requireKnownPatient, requireOpenPatient, trailIds } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { StickyNote } from './contract.ts';
import type { SummaryDeps } from './dependencies.ts';
import { endStickyNote, insertStickyNote, lockStickyNote, standingNotes, stickyNotesOf } from './sticky-queries.ts';
import type { StickyNoteId } from './sticky-queries.ts';

const place = (tx: Tx<StaffActor>, id: StickyNoteId) => ({ clinicId: tx.actor.clinicId, table: 'front.sticky_note', column: 'words', rowId: id });

/** What is stuck on a patient and on everybody merged into her, for clinicians and reception; the dismissed ones after those that stand. */
export const openStickyNotes = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly notes: readonly StickyNote[]; readonly pseudonyms: readonly Pseudonym[] }> => {
  await requireKnownPatient(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, names, rows] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), stickyNotesOf(tx, trail)]);
  const notes = rows.map((row): StickyNote => {
    const key = keys.get(row.patient_id);
    if (key === undefined) throw new Error('a patient of this trail has no key');
    const dismissed = row.dismissed_at === null || row.dismissed_by === null ? null : { at: row.dismissed_at.toISOString(), by: names.get(row.dismissed_by) ?? '' };
    return { id: row.id, text: open(key, place(tx, row.id), row.words).toString('utf8'), writtenAt: row.written_at.toISOString(), writtenBy: names.get(row.written_by) ?? '', dismissed };
  });
  return { notes, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};

/** More than these nobody reads: one has to be taken off first. */
const MOST_STANDING = 30;

/** Sticks a note on a patient. Refuses a patient who was merged, and `sticky-notes-full`. */
export const addStickyNote = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId, text: string): Promise<{ readonly id: StickyNoteId }> => {
  await requireOpenPatient(tx, patientId);
  if (await standingNotes(tx, await trailIds(tx, patientId)) >= MOST_STANDING) throw conflict('sticky-notes-full', { most: MOST_STANDING });
  const key = await deps.vault.patientKey(tx, patientId);
  const id = deps.newId<'sticky-note'>();
  await insertStickyNote(tx, { id, patient_id: patientId, words: seal(key, place(tx, id), text), written_by: tx.actor.personId, written_at: deps.clock.now() });
  return { id };
};

/** Takes a note off, with who and when; it stays to be read. Refuses `sticky-note-not-found`, also for another patient’s, and `sticky-note-dismissed`. */
export const dismissStickyNote = async (deps: SummaryDeps, tx: Tx<StaffActor>, patientId: PatientId, id: StickyNoteId): Promise<void> => {
  const note = await lockStickyNote(tx, id);
  if (note === undefined || !(await trailIds(tx, patientId)).includes(note.patient_id)) throw notFound('sticky-note-not-found');
  if (note.dismissed_at !== null) throw conflict('sticky-note-dismissed');
  await endStickyNote(tx, id, tx.actor.personId, deps.clock.now());
};
