import type { z } from 'zod';
import type { PatientId, Pseudonym } from '#kernel/ids.ts';
import { requireConformity } from '#kernel/norms.ts';
import { requireKnownPatient, requireOpenPatient, trailIds } from '#modules/patients/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { InformationBody, informationReply } from './contract.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { informationOf, insertInformation } from './queries.ts';
import type { InformationId } from './queries.ts';
import { informationRules } from './rules.ts';
import { informationWords } from './sealed-words.ts';

const LIMIT = 200;
/** Nobody tells so much of one patient: what leaves with her record is all of it. */
const ALL = 100_000;

/** Writes down what was told by word of mouth (NOM-004, 5.6), by whoever told it. Refuses `information-incomplete` and a merged patient. */
export const noteInformation = async (deps: ReleaseDeps, tx: Tx<StaffActor>, patientId: PatientId, given: InformationBody): Promise<{ readonly id: InformationId }> => {
  const now = deps.clock.now();
  requireConformity('information-incomplete', informationRules, { given, now });
  await requireOpenPatient(tx, patientId);
  const key = await deps.vault.patientKey(tx, patientId);
  const id = deps.newId<'information-given'>();
  await insertInformation(tx, {
    id, patient_id: patientId, capacity: given.capacity, told_by: tx.actor.personId, told_at: new Date(given.toldAt), recorded_at: now,
    words: informationWords.seal(key, { clinicId: tx.actor.clinicId, rowId: id }, { told: given.told, what: given.what }),
  });
  return { id };
};

type Given = { readonly given: z.infer<typeof informationReply>['given']; readonly pseudonyms: readonly Pseudonym[] };

const openInformation = async (deps: ReleaseDeps, tx: Tx<StaffActor>, patientId: PatientId, limit: number): Promise<Given> => {
  await requireKnownPatient(tx, patientId);
  const trail = await trailIds(tx, patientId);
  const [keys, names, rows] = await Promise.all([deps.vault.patientKeys(tx, trail), staffNames(tx), informationOf(tx, trail, limit)]);
  const given = rows.map((row) => {
    const key = keys.get(row.patient_id);
    if (key === undefined) throw new Error('a patient of this trail has no key');
    const { told, what } = informationWords.open(key, { clinicId: tx.actor.clinicId, rowId: row.id }, row.words);
    return { id: row.id, capacity: row.capacity, told, what, toldAt: row.told_at.toISOString(), by: names.get(row.told_by) ?? '' };
  });
  return { given, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};

/** What was told of a patient and of everybody merged into her, the newest first; at most two hundred. */
export const informationGiven = (deps: ReleaseDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<Given> => openInformation(deps, tx, patientId, LIMIT);

/** All of it, the oldest first, as it leaves with the whole record. */
export const wholeInformation = async (deps: ReleaseDeps, tx: Tx<StaffActor>, patientId: PatientId): Promise<Given['given']> =>
  (await openInformation(deps, tx, patientId, ALL)).given.toReversed();
