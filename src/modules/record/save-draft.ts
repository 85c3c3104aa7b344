import type { z } from 'zod';
import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { NoteId } from '#kernel/ids.ts';
import { documentType, requireFitting } from '#modules/documents/public.ts';
import { trailIds } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { NoteContent, NoteFinding, saveDraftBody, savedSchema } from './contract.ts';
import { consentFindings } from './consents.ts';
import { codedFindings } from './coded-findings.ts';
import type { RecordDeps } from './dependencies.ts';
import { encounterById, hasHistory, lockNote, noteById, storeDraft } from './queries.ts';
import type { DraftNote, NoteRow } from './queries.ts';
import { dutiesOf, emptyContent } from './content-parts.ts';
import { formFindings } from './form-findings.ts';
import { addendumFindings, evolutionFindings, toNoteFindings } from './rules.ts';
import { phraseRules } from './phrase-rules.ts';
import { openDraft, sealDraft } from './sealed-words.ts';

/** Refuses a person who wrote it in another duty than the one she acts in now: a physician's note is not a nurse's to sign. */
export const requireDuty = async (tx: Tx<StaffActor>, note: NoteRow): Promise<void> => {
  const kind = note.kind === 'addendum' && note.amends !== null ? (await noteById(tx, note.amends))?.kind : note.kind;
  if (kind === undefined || kind === 'addendum' || !dutiesOf(kind).includes(tx.actor.role)) throw forbidden('document-of-another-duty');
};

/** The draft, locked, when it is this person's and still a draft; refuses otherwise. */
export const lockOwnDraft = async (tx: Tx<StaffActor>, noteId: NoteId): Promise<DraftNote> => {
  const note = await lockNote(tx, noteId);
  if (note === undefined) throw notFound('note-not-found');
  if (note.author_id !== tx.actor.personId) throw forbidden('note-of-another');
  await requireDuty(tx, note);
  if (note.state === 'signed') throw conflict('note-already-signed');
  if (note.state === 'waiting') throw conflict('note-waits-for-second');
  if (note.state === 'discarded') throw conflict('note-discarded');
  return note;
};

/** Emergency care comes before the history: NOM-004 6.1 is of outpatient care, and care is never kept waiting. */
const needsNoHistory = async (tx: Tx<StaffActor>, of: Pick<NoteRow, 'patient_id' | 'encounter_id'>): Promise<boolean> =>
  await hasHistory(tx, await trailIds(tx, of.patient_id)) || (await encounterById(tx, of.encounter_id))?.kind === 'emergency';

type JudgeDeps = Pick<RecordDeps, 'clock' | 'vault'>;
type Judged = Pick<NoteRow, 'patient_id' | 'encounter_id' | 'consent_id'>;

const normFindings = async (deps: JudgeDeps, tx: Tx<StaffActor>, of: Judged, content: NoteContent): Promise<readonly NoteFinding[]> => {
  switch (content.kind) {
    case 'addendum': return addendumFindings(content);
    case 'evolution': return [...evolutionFindings({ content, hasHistory: await needsNoHistory(tx, of) }), ...await codedFindings(deps, tx, of.patient_id, content)];
    default: return [...formFindings(content), ...await codedFindings(deps, tx, of.patient_id, content), ...await consentFindings(deps, tx, of, content)];
  }
};

/** What the norms still miss in a document's words, and what was left open in its phrases. */
export const findingsOf = async (deps: JudgeDeps, tx: Tx<StaffActor>, of: Judged, content: NoteContent): Promise<readonly NoteFinding[]> =>
  [...await normFindings(deps, tx, of, content), ...toNoteFindings(phraseRules, content, true)];

/** The words as they are kept: a form must fit its type, and names every field of it. */
const fitting = (content: NoteContent): NoteContent =>
  content.kind === 'evolution' || content.kind === 'addendum' ? content : requireFitting(documentType(content.kind), content);

/**
 * Stores a draft's words. The same save sent twice counts once; a save based on an older version than the stored
 * one refuses with `draft-changed-elsewhere`, so that nothing is overwritten unseen. The reply says what is still missing.
 */
export const saveDraft = async (
  deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId, asked: z.infer<typeof saveDraftBody>,
): Promise<z.infer<typeof savedSchema>> => {
  const note = await lockOwnDraft(tx, noteId);
  if (note.kind !== asked.content.kind) throw conflict('note-kind-differs');
  const words = fitting(asked.content);
  const findings = [...await findingsOf(deps, tx, note, words)];
  if (note.last_save === asked.saveId) return { version: note.version, savedAt: note.saved_at.toISOString(), findings };
  if (note.version !== asked.version) throw conflict('draft-changed-elsewhere', { version: note.version, savedAt: note.saved_at.toISOString() });
  const key = await deps.vault.patientKey(tx, note.patient_id);
  const at = deps.clock.now();
  const content = sealDraft(key, { clinicId: tx.actor.clinicId, rowId: noteId }, words);
  const [stored] = await storeDraft(tx, note, { content, saveId: asked.saveId, at });
  if (stored === undefined) throw conflict('note-already-signed');
  return { version: stored.version, savedAt: at.toISOString(), findings };
};

/** How a draft stands, judged anew after something beside its words changed. */
export const savedAgain = async (deps: RecordDeps, tx: Tx<StaffActor>, noteId: NoteId): Promise<z.infer<typeof savedSchema>> => {
  const note = await lockOwnDraft(tx, noteId);
  const key = await deps.vault.patientKey(tx, note.patient_id);
  const words = note.content === null ? emptyContent(note.kind) : openDraft(key, { clinicId: tx.actor.clinicId, rowId: noteId }, note.content);
  return { version: note.version, savedAt: note.saved_at.toISOString(), findings: [...await findingsOf(deps, tx, note, words)] };
};
