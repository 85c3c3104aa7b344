import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { NoteDiagnosis } from '#modules/documents/contract.ts';
import { vitalUnits } from '#modules/documents/public.ts';
import { diagnosisByCode, diagnosisCatalogue } from '#modules/terminology/public.ts';
import { diagnosesOf, vitalsOf } from './content-parts.ts';
import { insertOrigin } from './history-queries.ts';
import type { NotePayload } from './payload.ts';
import { insertDiagnosis, insertVital } from './queries.ts';
import type { DraftNote, WaitingNote } from './queries.ts';

/**
 * Which catalogue a code is filed under. That column is not sealed, so it never holds what a client typed: today's
 * catalogue when the note names it and it knows the code, else a word that says the note itself tells.
 */
const filedUnder = ({ code, catalogue }: NoteDiagnosis): string => {
  const { name, version } = diagnosisCatalogue();
  const today = `${name} ${version}`;
  return catalogue === today && diagnosisByCode(code) !== undefined ? today : 'as-in-note';
};

/** Files a signed document's diagnoses and vital signs beside it, and how much of it was carried. */
export const storeChildren = async (tx: Tx<StaffActor>, note: DraftNote | WaitingNote, { content, origin }: NotePayload['note'], at: Date): Promise<void> => {
  const of = { noteId: note.id, patientId: note.patient_id, at };
  for (const [index, diagnosis] of diagnosesOf(content).entries()) await insertDiagnosis(tx, { ...of, place: index + 1, ...diagnosis, catalogue: filedUnder(diagnosis) });
  for (const { code, value } of vitalsOf(content)) await insertVital(tx, { ...of, code, value, unit: vitalUnits[code] });
  if (origin !== undefined) await insertOrigin(tx, { ...of, ...origin });
};
