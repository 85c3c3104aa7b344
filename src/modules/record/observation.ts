import { conflict, forbidden, notFound } from '#kernel/errors.ts';
import type { EncounterId, Pseudonym } from '#kernel/ids.ts';
import { evaluate } from '#kernel/norms.ts';
import { recordAct } from '#modules/audit/public.ts';
import { patientHeader } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Observed } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { closeVisit } from './end-encounter.ts';
import { insertObservationStep, observationSteps, openEmergencies } from './observation-queries.ts';
import { noteDueAt, observationRules } from './observation-rules.ts';
import { draftsOfEncounter, encounterById, lockEncounter } from './queries.ts';

/**
 * Who is in the emergency service with the encounter open, observed or not, and whose progress note is overdue (NOM-027,
 * 6.2.2) as of the clock given: the longest without a note first.
 */
export const listObserved = async (deps: RecordDeps, tx: Tx<StaffActor>): Promise<{ readonly observed: readonly Observed[]; readonly pseudonyms: readonly Pseudonym[] }> => {
  const now = deps.clock.now();
  const [names, rows] = await Promise.all([staffNames(tx), openEmergencies(tx)]);
  const headers = await Promise.all(rows.map((row) => patientHeader(tx, deps.vault, row.patient_id)));
  return {
    observed: rows.map((row, at) => {
      const last = row.last_note_at ?? row.started_at;
      return {
        encounterId: row.id, patientId: row.patient_id, patientName: headers[at]?.fullName ?? '', practitionerId: row.practitioner_id, practitionerName: names.get(row.practitioner_id) ?? '',
        since: row.started_at.toISOString(), observedSince: row.begun_at?.toISOString() ?? null, lastNoteAt: row.last_note_at?.toISOString() ?? null,
        dueAt: noteDueAt(last).toISOString(), isOverdue: evaluate(observationRules, { lastNoteAt: last, now }).length > 0,
      };
    }),
    pseudonyms: headers.map(({ key }) => key.pseudonym),
  };
};

/**
 * A patient of an open emergency encounter stays under observation, or no longer does. While she stays, signing a note
 * does not end the encounter; her leaving ends it once nothing of it is in work. Refuses other encounters, a step taken
 * already, and whoever is no physician.
 */
export const takeObservationStep = async (deps: RecordDeps, tx: Tx<StaffActor>, encounterId: EncounterId, step: 'begun' | 'ended'): Promise<void> => {
  if (tx.actor.role !== 'physician') throw forbidden('document-of-another-duty');
  await lockEncounter(tx, encounterId);
  const encounter = await encounterById(tx, encounterId);
  if (encounter === undefined) throw notFound('encounter-not-found');
  if (encounter.status === 'closed') throw conflict('encounter-closed');
  if (encounter.kind !== 'emergency') throw conflict('observation-not-emergency');
  const taken = await observationSteps(tx, encounterId);
  if (taken.has(step) || (step === 'ended' && !taken.has('begun'))) throw conflict('observation-step-taken');
  const at = deps.clock.now();
  const done = await insertObservationStep(tx, { encounterId, step, patientId: encounter.patient_id, by: tx.actor.personId, at });
  if (done.length === 0) throw conflict('observation-step-taken');
  await recordAct(tx, { action: `observation-${step}`, entity: 'clin.observation_step', entityId: encounterId, patientId: encounter.patient_id, detail: {} });
  if (step === 'ended' && await draftsOfEncounter(tx, encounterId) === 0) await closeVisit(deps, tx, encounterId, at);
};
