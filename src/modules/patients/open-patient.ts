import { civilDateIn } from '#kernel/civil-date.ts';
import { evaluate } from '#kernel/norms.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { privacyStateOf } from '#modules/privacy/public.ts';
import type { Patient } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { ageOn, folio, fullNameOf, viewOf } from './model.ts';
import { patientBehind } from './open-record.ts';
import { standingMergesInto } from './queries.ts';
import { completenessRules } from './rules.ts';
import type { Seen } from './seen.ts';
import { identityOf } from './sealed-identity.ts';

const besideRow = (deps: PatientDeps, tx: Tx<StaffActor>, id: string) =>
  Promise.all([deps.vault.patientKeys(tx, [id]), privacyStateOf(tx, id), standingMergesInto(tx, id)]);

/**
 * The identity of a patient with what it still misses. The id of a merged patient opens the one that is
 * kept, and says so. Refuses `patient-not-found`, also for patients of other clinics.
 */
export const openPatient = (deps: PatientDeps, actor: StaffActor, patientId: string): Promise<Seen<Patient>> =>
  deps.database.reading(actor, async (tx) => {
    // Asked beside the row, since the id is nearly always the open patient's own; of a merged one it is asked again.
    const [row, asked] = await Promise.all([patientBehind(tx, patientId), besideRow(deps, tx, patientId)]);
    const [keys, privacy, merges] = row.id === patientId ? asked : await besideRow(deps, tx, row.id);
    const key = keys.get(row.id) ?? await deps.vault.patientKey(tx, row.id);
    const identity = identityOf(actor.clinicId, key, row);
    const today = civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now());
    const reply: Patient = {
      id: row.id, openedInsteadOf: row.id === patientId ? null : patientId, recordNumber: folio(row.record_number), version: row.version,
      unknown: identity.unknown, label: identity.label, apparentAge: identity.apparentAge,
      fullName: fullNameOf(identity), age: ageOn(identity.birthDate, today), identity: viewOf(identity),
      missing: [...evaluate(completenessRules, { identity, today, exempt: privacy === 'exception' })],
      merged: merges.map((merge) => ({ mergeId: merge.id, patientId: merge.merged_id, recordNumber: folio(merge.record_number), at: merge.at.toISOString() })),
      privacy, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(),
    };
    return { reply, seen: [key.pseudonym] };
  });
