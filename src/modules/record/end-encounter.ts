import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { NoteKind } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { closeEncounter, draftsOfEncounter, encounterById } from './queries.ts';
import type { DraftNote } from './queries.ts';

/** Documents that end a stay in hospital; every other encounter ends when none of its documents is in work any more. */
const endings: readonly NoteKind[] = ['discharge', 'voluntary-discharge', 'death'];

const endsEncounter = async (tx: Tx<StaffActor>, note: DraftNote): Promise<boolean> => {
  if (note.kind === 'addendum' || await draftsOfEncounter(tx, note.encounter_id) > 0) return false;
  const encounter = await encounterById(tx, note.encounter_id);
  return encounter?.kind !== 'hospital' || endings.includes(note.kind);
};

/**
 * Ends the encounter when this was the last of its documents in work, and with it the visit; papers made at a desk are
 * none. Its author's signature ends it even if the document waits for another's: the patient has left.
 */
export const endVisit = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, at: Date): Promise<void> => {
  if (!await endsEncounter(tx, note)) return;
  const closed = await closeEncounter(tx, note.encounter_id, at);
  if (closed === undefined || closed.kind === 'administrative') return;
  await deps.facts.visitEnded(tx, { patientId: closed.patient_id, appointmentId: closed.appointment_id, at });
};
