import type { PatientId } from '#kernel/ids.ts';
import { keptRegimens, regimenKey } from '#modules/charting/public.ts';
import type { HabitualRegimens, Regimen } from '#modules/charting/contract.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { RecordDeps } from './dependencies.ts';
import { evolutionsSignedBy } from './history-queries.ts';
import { readPayload } from './payload.ts';
import { openSigned } from './sealed-words.ts';

/** What one patient takes is that patient's treatment; what several take is a habit of who writes it. */
const LEAST_PATIENTS = 2;
/** As many of the newest notes as are opened: an answer may cost so much and no more. */
const MOST_NOTES = 200;
const MOST = 100;
const YEAR_MS = 365 * 86_400_000;
/** A use counts for half as much after so long, so that an old habit gives way to a new one. */
const HALF_LIFE_MS = 90 * 86_400_000;

export type Line = { readonly patientId: PatientId; readonly at: Date; readonly medicine: Regimen };

const isWhole = ({ name, dose, route, frequency }: Regimen): boolean => [name, dose, route, frequency].every((part) => part.trim() !== '');

/** Regimens of lines by use and recency, of at least two patients each; `times` counts patients, and nobody is named. Pure. */
export const regimensOfLines = (lines: readonly Line[], now: Date): readonly { readonly regimen: Regimen; readonly times: number }[] => {
  const groups = Map.groupBy(lines.filter(({ medicine }) => isWhole(medicine)), ({ medicine }) => regimenKey(medicine));
  return [...groups.values()].flatMap((group) => {
    const newest = group.toSorted((one, other) => other.at.getTime() - one.at.getTime());
    const [first] = newest;
    // the same line carried from visit to visit of one patient is one use
    const ofEach = [...Map.groupBy(newest, ({ patientId }) => patientId).values()].flatMap(([line]) => line ?? []);
    if (first === undefined || ofEach.length < LEAST_PATIENTS) return [];
    const weight = ofEach.reduce((sum, { at }) => sum + 2 ** (-(now.getTime() - at.getTime()) / HALF_LIFE_MS), 0);
    return [{ regimen: first.medicine, times: ofEach.length, weight }];
  }).toSorted((one, other) => other.weight - one.weight || one.regimen.name.localeCompare(other.regimen.name)).map(({ regimen, times }) => ({ regimen, times }));
};

/**
 * The reader's usual regimens: those she keeps first, then those of her newest signed notes of a year that several patients
 * share. Nothing is copied anywhere to learn them: the notes are opened here, counted, and forgotten, so that a patient's key
 * that is destroyed takes what was learned from her along.
 */
export const listRegimens = async (deps: Pick<RecordDeps, 'vault' | 'clock'>, tx: Tx<StaffActor>): Promise<HabitualRegimens> => {
  const now = deps.clock.now();
  const [rows, kept] = await Promise.all([evolutionsSignedBy(tx, tx.actor.personId, new Date(now.getTime() - YEAR_MS), MOST_NOTES), keptRegimens(deps, tx)]);
  const keys = await deps.vault.patientKeys(tx, [...new Set(rows.map(({ patient_id }) => patient_id))]);
  const lines = rows.flatMap((row): readonly Line[] => {
    const key = keys.get(row.patient_id);
    if (key === undefined) return [];
    const { content } = readPayload(openSigned(key, { clinicId: tx.actor.clinicId, rowId: row.note_id }, 'payload', row.payload)).note;
    return content.kind === 'evolution' ? content.medicines.map((medicine) => ({ patientId: row.patient_id, at: row.signed_at, medicine })) : [];
  });
  const learned = regimensOfLines(lines, now);
  const timesOf = new Map(learned.map(({ regimen, times }) => [regimenKey(regimen), times]));
  const isKept = new Set(kept.map(({ regimen }) => regimenKey(regimen)));
  return {
    regimens: [
      ...kept.map(({ id, regimen }) => ({ ...regimen, keptAs: id, times: timesOf.get(regimenKey(regimen)) ?? 0 })),
      ...learned.filter(({ regimen }) => !isKept.has(regimenKey(regimen))).map(({ regimen, times }) => ({ ...regimen, keptAs: null, times })),
    ].slice(0, MOST),
  };
};
