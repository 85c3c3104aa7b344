import { conflict, notFound } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/ids.ts';
import { newId } from '#kernel/ids.ts';
import { requireConformity } from '#kernel/norms.ts';
import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { supervisionBody, SupervisionView } from './contract.ts';
import type { StaffingDeps } from './dependencies.ts';
import { todayAtClinic } from './licences.ts';
import { insertSupervision, licenceRows, lockStaff, recordAct, staffRow, supervisionRows } from './queries.ts';
import type { SupervisionRow } from './queries.ts';
import { supervisorRules } from './rules.ts';
import { practitionerOf } from './signer.ts';

/** Who writes under supervision and whose: an append-only list whose newest line holds. */

/** The newest line of each person that names a supervisor, by person. */
export const inForce = (rows: readonly SupervisionRow[]): ReadonlyMap<PersonId, SupervisionRow & { readonly supervisor_id: PersonId }> => {
  const newest = new Map<PersonId, SupervisionRow>();
  for (const row of rows) if (!newest.has(row.person_id)) newest.set(row.person_id, row);
  return new Map([...newest].flatMap(([personId, row]) => (row.supervisor_id === null ? [] : [[personId, { ...row, supervisor_id: row.supervisor_id }] as const])));
};

export const supervisionView = (row: SupervisionRow, names: ReadonlyMap<PersonId, string>): SupervisionView => ({
  grade: row.grade, supervisorId: row.supervisor_id, supervisorName: row.supervisor_id === null ? null : names.get(row.supervisor_id) ?? '',
  since: row.recorded_at.toISOString(), recordedBy: names.get(row.recorded_by) ?? '',
});

/**
 * States that a person writes under supervision and whose, or with the grade `none` that she no longer does. Refuses
 * `staff-absent`, `supervision-unchanged`, `supervisor-refused` (LIC-4: somebody who signs alone, and not herself).
 */
export const recordSupervision = async (tx: Tx<StaffActor>, deps: StaffingDeps, personId: PersonId, asked: z.output<typeof supervisionBody>): Promise<void> => {
  await lockStaff(tx);
  if (await staffRow(tx, personId) === undefined) throw notFound('staff-absent');
  const current = inForce(await supervisionRows(tx, null));
  const now = current.get(personId);
  if ((now?.grade ?? 'none') === asked.grade && (now?.supervisor_id ?? null) === asked.supervisorId) throw conflict('supervision-unchanged');
  const at = deps.clock.now();
  if (asked.supervisorId !== null) {
    const row = await staffRow(tx, asked.supervisorId);
    if (row === undefined) throw notFound('staff-absent');
    const person = practitionerOf(row, await licenceRows(tx, asked.supervisorId), await todayAtClinic(tx, at));
    requireConformity('supervisor-refused', supervisorRules, { person, isSupervised: current.has(asked.supervisorId), isHerself: asked.supervisorId === personId });
  }
  const id = newId<'supervision'>(at.getTime(), deps.random);
  await insertSupervision(tx, tx.actor.clinicId, { id, person_id: personId, grade: asked.grade, supervisor_id: asked.supervisorId, recorded_at: at, recorded_by: tx.actor.personId });
  await recordAct(tx, { action: 'record-supervision', entity: 'org.supervision', entityId: id, detail: { person: personId, grade: asked.grade, supervisor: asked.supervisorId } });
};
