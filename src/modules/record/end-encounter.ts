import type { EncounterId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { NoteKind } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { observationSteps } from './observation-queries.ts';
import { closeEncounter, draftsOfEncounter, encounterById, lockEncounter } from './queries.ts';
import type { DraftNote } from './queries.ts';

/** Documents that end a stay in hospital; every other encounter ends when none of its documents is in work any more. */
const endings: readonly NoteKind[] = ['discharge', 'voluntary-discharge', 'death'];

const endsEncounter = async (tx: Tx<StaffActor>, note: DraftNote): Promise<boolean> => {
  if (note.kind === 'addendum' || await draftsOfEncounter(tx, note.encounter_id) > 0) return false;
  const encounter = await encounterById(tx, note.encounter_id);
  if (encounter?.kind === 'hospital') return endings.includes(note.kind);
  const steps = await observationSteps(tx, note.encounter_id);
  return !steps.has('begun') || steps.has('ended');
};

/** Closes an encounter and ends its visit; papers made at a desk are none. */
export const closeVisit = async (deps: RecordDeps, tx: Tx<StaffActor>, encounterId: EncounterId, at: Date): Promise<void> => {
  const closed = await closeEncounter(tx, encounterId, at);
  if (closed === undefined || closed.kind === 'administrative') return;
  await deps.facts.visitEnded(tx, { patientId: closed.patient_id, appointmentId: closed.appointment_id, at });
};

/**
 * Ends the encounter when this was the last of its documents in work and nobody is kept under observation. Its author's
 * signature ends it even if the document waits for another's: the patient has left.
 */
export const endVisit = async (deps: RecordDeps, tx: Tx<StaffActor>, note: DraftNote, at: Date): Promise<void> => {
  // two who sign the last two documents at once must not each leave the end to the other
  await lockEncounter(tx, note.encounter_id);
  if (await endsEncounter(tx, note)) await closeVisit(deps, tx, note.encounter_id, at);
};
