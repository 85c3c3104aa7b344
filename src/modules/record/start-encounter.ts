import type { z } from 'zod';
import { forbidden } from '#kernel/errors.ts';
import { patientHeader, requireOpenPatient } from '#modules/patients/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { dutiesOf } from './content-parts.ts';
import type { Encounter, startEncounterBody, startedSchema } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { emptyEvolution } from './model.ts';
import { draftOfEncounter, insertEncounter, insertNote, lockEncounter, openEncounterOf } from './queries.ts';
import type { EncounterRow } from './queries.ts';
import { sealDraft } from './sealed-words.ts';

const encounterView = (row: EncounterRow): Encounter => ({
  id: row.id, patientId: row.patient_id, kind: row.kind, status: row.status, practitionerId: row.practitioner_id,
  startedAt: row.started_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null,
});

type Asked = z.infer<typeof startEncounterBody>;

/** This person's open encounter with the patient, held; it may have ended while it was waited for. */
const heldEncounter = async (tx: Tx<StaffActor>, patientId: Asked['patientId']): Promise<EncounterRow | undefined> => {
  const open = await openEncounterOf(tx, patientId, tx.actor.personId);
  if (open === undefined) return undefined;
  await lockEncounter(tx, open.id);
  return openEncounterOf(tx, patientId, tx.actor.personId);
};

/** This person's open encounter with the patient, whatever its kind, or a new one of the kind asked; held, so that nothing is begun in it twice. */
export const foundOrNewEncounter = async (deps: RecordDeps, tx: Tx<StaffActor>, asked: Asked): Promise<EncounterRow> => {
  const mine = tx.actor.personId;
  const open = await heldEncounter(tx, asked.patientId);
  if (open !== undefined) return open;
  const started_at = deps.clock.now();
  const row = { id: deps.newId<'encounter'>(), patient_id: asked.patientId, practitioner_id: mine, kind: asked.kind, started_at, appointment_id: asked.appointmentId ?? null };
  const inserted = await insertEncounter(tx, row);
  if (inserted.length === 1) return { ...row, status: 'open', ended_at: null };
  const other = await heldEncounter(tx, asked.patientId);
  if (other === undefined) throw new Error('an encounter vanished while it was started');
  return other;
};

/**
 * Starts this physician's visit with the patient and its evolution note, or finds both again:
 * pressing twice, or from two windows, leads to the same note. Refuses a patient who does not exist or was merged, and
 * whatever who hears of the visit refuses: an appointment that does not exist or is another patient's.
 */
export const startEncounter = async (deps: RecordDeps, tx: Tx<StaffActor>, asked: Asked): Promise<z.infer<typeof startedSchema>> => {
  if (!dutiesOf('evolution').includes(tx.actor.role)) throw forbidden('document-of-another-duty');
  await requireOpenPatient(tx, asked.patientId);
  const { key } = await patientHeader(tx, deps.vault, asked.patientId);
  const encounter = await foundOrNewEncounter(deps, tx, asked);
  await deps.facts.visitBegun(tx, { patientId: asked.patientId, appointmentId: asked.appointmentId ?? null, at: deps.clock.now() });
  const draft = await draftOfEncounter(tx, encounter.id, tx.actor.personId);
  if (draft !== undefined) return { encounter: encounterView(encounter), noteId: draft.id, resumed: true };
  const noteId = deps.newId<'note'>();
  const content = sealDraft(key, { clinicId: tx.actor.clinicId, rowId: noteId }, emptyEvolution);
  await insertNote(tx, {
    id: noteId, encounter_id: encounter.id, patient_id: asked.patientId, kind: 'evolution', amends: null, answers: null,
    author_id: tx.actor.personId, content, created_at: deps.clock.now(),
  });
  return { encounter: encounterView(encounter), noteId, resumed: false };
};
