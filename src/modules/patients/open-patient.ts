import { civilDateIn } from '#kernel/civil-date.ts';
import { evaluate } from '#kernel/norms.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { privacyOfPatient } from '#modules/privacy/public.ts';
import type { Patient } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { ageOn, folio, fullNameOf, viewOf } from './model.ts';
import { patientBehind } from './open-record.ts';
import { standingMergesInto } from './queries.ts';
import { completenessRules } from './rules.ts';
import type { Seen } from './seen.ts';
import { identityOf } from './sealed-identity.ts';

/**
 * The identity of a patient with what it still misses. The id of a merged patient opens the one that is
 * kept, and says so. Refuses `patient-not-found`, also for patients of other clinics.
 */
export const openPatient = (deps: PatientDeps, actor: StaffActor, patientId: string): Promise<Seen<Patient>> =>
  deps.database.withActor(actor, async (tx) => {
    const row = await patientBehind(tx, patientId);
    const key = await deps.vault.patientKey(tx, row.id);
    const [privacy, merges] = await Promise.all([privacyOfPatient(tx, key), standingMergesInto(tx, row.id)]);
    const identity = identityOf(actor.clinicId, key, row);
    const today = civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now());
    const reply: Patient = {
      id: row.id, openedInsteadOf: row.id === patientId ? null : patientId, recordNumber: folio(row.record_number), version: row.version,
      unknown: identity.unknown, label: identity.label, apparentAge: identity.apparentAge,
      fullName: fullNameOf(identity), age: ageOn(identity.birthDate, today), identity: viewOf(identity),
      missing: [...evaluate(completenessRules, { identity, today, exempt: privacy.state === 'exception' })],
      merged: merges.map((merge) => ({ mergeId: merge.id, patientId: merge.merged_id, recordNumber: folio(merge.record_number), at: merge.at.toISOString() })),
      privacy: privacy.state, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(),
    };
    return { reply, seen: [key.pseudonym] };
  });
