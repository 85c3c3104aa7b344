import { conflict, notFound } from '#kernel/errors.ts';
import type { PatientId } from '#kernel/ids.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { holdPatient, lockPatients, patientRow, patientRows } from './queries.ts';
import type { PatientRecord } from './queries.ts';

type CTx = Tx<ClinicActor>;

/** The row of exactly this id. Refuses `patient-not-found`. */
export const requirePatient = async (tx: CTx, id: PatientId): Promise<PatientRecord> => {
  const row = await patientRow(tx, id);
  if (row === undefined) throw notFound('patient-not-found');
  return row;
};

/**
 * Refuses `patient-not-found` and `patient-merged` (with the id that holds the record now): nothing new
 * is written under a patient who was merged. The row is held until the transaction ends, so that a merge which comes
 * meanwhile waits, and one under way is waited for: for writing transactions only.
 */
export const requireOpenPatient = async (tx: CTx, id: PatientId): Promise<void> => {
  const row = await holdPatient(tx, id);
  if (row === undefined) throw notFound('patient-not-found');
  if (row.merged_into !== null) throw conflict('patient-merged', { patientId: row.merged_into });
};

/**
 * For each id, the open patient that it leads to: itself, or the one it was merged into, however far;
 * ids of nobody are left out. One round trip for each step of merging, so one for nearly all.
 */
export const openRowsOf = async (tx: CTx, ids: readonly PatientId[]): Promise<ReadonlyMap<PatientId, PatientRecord>> => {
  const rows = new Map((await patientRows(tx, ids)).map((row) => [row.id, row]));
  const missing = (): readonly PatientId[] => [...rows.values()].flatMap(({ merged_into }) => (merged_into === null || rows.has(merged_into) ? [] : [merged_into]));
  for (let wanted = missing(); wanted.length > 0; wanted = missing()) {
    for (const row of await patientRows(tx, wanted)) rows.set(row.id, row);
  }
  const behind = (id: PatientId): PatientRecord | undefined => {
    let row = rows.get(id);
    while (row !== undefined && row.merged_into !== null) row = rows.get(row.merged_into);
    return row;
  };
  return new Map(ids.flatMap((id) => {
    const row = behind(id);
    return row === undefined ? [] : [[id, row] as const];
  }));
};

/** The row locked for change, open and at the version that the caller saw. Refuses also `patient-version-stale`. */
export const lockOpenPatient = async (tx: CTx, id: PatientId, version: number): Promise<PatientRecord> => {
  const [row] = await lockPatients(tx, [id]);
  if (row === undefined) throw notFound('patient-not-found');
  if (row.merged_into !== null) throw conflict('patient-merged', { patientId: row.merged_into });
  if (row.version !== version) throw conflict('patient-version-stale', { version: row.version });
  return row;
};
