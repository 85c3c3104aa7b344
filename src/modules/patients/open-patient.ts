import { civilDateIn } from '#kernel/civil-date.ts';
import { notFound } from '#kernel/errors.ts';
import type { PatientId } from '#kernel/ids.ts';
import { evaluate } from '#kernel/norms.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import { privacyStateOf } from '#modules/privacy/public.ts';
import type { Patient } from './contract.ts';
import type { PatientDeps } from './dependencies.ts';
import { ageOn, folio, fullNameOf, viewOf } from './model.ts';
import { patientRowWithMerges } from './queries.ts';
import { completenessRules } from './rules.ts';
import type { Seen } from './seen.ts';
import { identityOf } from './sealed-identity.ts';

type Opened = { readonly row: NonNullable<Awaited<ReturnType<typeof patientRowWithMerges>>>; readonly key: PatientKey; readonly privacy: Patient['privacy'] };

/** The open patient behind an id. All is asked at once, since the id is nearly always the open patient's own. */
const openedBehind = async (deps: PatientDeps, tx: Tx<StaffActor>, id: PatientId): Promise<Opened> => {
  const [row, keys, privacy] = await Promise.all([patientRowWithMerges(tx, id), deps.vault.patientKeys(tx, [id]), privacyStateOf(tx, id)]);
  if (row === undefined) throw notFound('patient-not-found');
  if (row.merged_into !== null) return openedBehind(deps, tx, row.merged_into);
  return { row, privacy, key: keys.get(id) ?? await deps.vault.patientKey(tx, id) };
};

/**
 * The identity of a patient with what it still misses. The id of a merged patient opens the one that is
 * kept, and says so. Refuses `patient-not-found`, also for patients of other clinics.
 */
export const openPatient = (deps: PatientDeps, actor: StaffActor, patientId: PatientId): Promise<Seen<Patient>> =>
  deps.database.reading(actor, async (tx) => {
    const { row, key, privacy } = await openedBehind(deps, tx, patientId);
    const identity = identityOf(actor.clinicId, key, row);
    const today = civilDateIn(deps.timeZoneOf(actor.clinicId), deps.clock.now());
    const reply: Patient = {
      id: row.id, openedInsteadOf: row.id === patientId ? null : patientId, recordNumber: folio(row.record_number), version: row.version,
      unknown: identity.unknown, label: identity.label, apparentAge: identity.apparentAge,
      fullName: fullNameOf(identity), age: ageOn(identity.birthDate, today), identity: viewOf(identity),
      missing: [...evaluate(completenessRules, { identity, today, exempt: privacy === 'exception' })],
      merged: (row.merges ?? []).map((merge) => ({ mergeId: merge.id, patientId: merge.mergedId, recordNumber: folio(merge.recordNumber), at: new Date(merge.at).toISOString() })),
      privacy, createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(),
    };
    return { reply, seen: [key.pseudonym] };
  });
