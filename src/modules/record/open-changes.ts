import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import { vitalCodes } from '#modules/documents/contract.ts';
import type { VitalCode } from '#modules/documents/contract.ts';
import { requireKnownPatient, trailIds } from '#modules/patients/public.ts';
import { changesSince } from '#modules/summary/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { Changes } from './contract.ts';
import type { RecordDeps } from './dependencies.ts';
import { lastVisitEnd, signedSince, vitalsSince } from './history-queries.ts';
import { termOf } from './open-chart.ts';

/**
 * What is different in a record from the end of the reader's last visit, or of anybody's when she had none: items of
 * the summary, vital signs and what was signed. Read from append-only versions, so that it tells what stood then and
 * what stands now. `since` is null, and nothing is listed, for a patient whom nobody has seen yet.
 */
export const openChanges = async (deps: RecordDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<{ readonly changes: Changes; readonly pseudonyms: readonly Pseudonym[] }> => {
  await requireKnownPatient(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, names, visit] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), lastVisitEnd(tx, trail, tx.actor.personId)]);
  const pseudonyms = [...keys.values()].map(({ pseudonym }) => pseudonym);
  if (visit === undefined) return { changes: { since: null, items: [], vitals: [], documents: [] }, pseudonyms };
  const since = visit.ended_at;
  const [items, vitals, documents] = await Promise.all([changesSince(deps, tx, patientId, since), vitalsSince(tx, trail, vitalCodes, since), signedSince(tx, trail, since)]);
  const changes: Changes = {
    since: { at: since.toISOString(), by: names.get(visit.practitioner_id) ?? '', mine: visit.practitioner_id === tx.actor.personId },
    items: [...items],
    vitals: vitals.filter(({ value, previous }) => value !== previous).map((row) => ({ code: row.code as VitalCode, value: row.value, at: row.taken_at.toISOString(), previous: row.previous, previousAt: row.previous_at?.toISOString() ?? null })),
    documents: documents.map((row) => ({
      noteId: row.note_id, amends: row.amends, kind: row.kind, at: row.signed_at.toISOString(), authorName: names.get(row.author_id) ?? '',
      diagnoses: row.codes.map((code) => termOf(tx, code)),
    })),
  };
  return { changes, pseudonyms };
};
