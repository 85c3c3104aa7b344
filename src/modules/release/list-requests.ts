import type { Pseudonym } from '#kernel/ids.ts';
import { openPatientHeaders, trailIds } from '#modules/patients/public.ts';
import { signedHeads } from '#modules/record/public.ts';
import { staffNames } from '#modules/workforce/public.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { RecordRequest } from './contract.ts';
import type { ReleaseDeps } from './dependencies.ts';
import { newestRequests, stepsOf } from './queries.ts';
import type { RequestRow, StepRow } from './queries.ts';
import { requestWords, stepWords } from './sealed-words.ts';

const LIMIT = 100;

const stateOf = (steps: readonly StepRow[]): RecordRequest['state'] =>
  steps.some(({ step }) => step === 'delivered') ? 'delivered' : steps[0]?.step ?? 'asked';

const stepsView = (tx: Tx<StaffActor>, key: PatientKey, names: ReadonlyMap<string, string>, steps: readonly StepRow[]): RecordRequest['steps'] => steps.map((row) => ({
  step: row.step, at: row.taken_at.toISOString(), by: names.get(row.taken_by) ?? '', documents: row.documents,
  reason: row.words === null ? null : stepWords.open(key, { clinicId: tx.actor.clinicId, rowId: `${row.request_id}/${row.step}` }, row.words).reason,
}));

const summariesOf = async (tx: Tx<StaffActor>, row: RequestRow): Promise<RecordRequest['summaries']> => {
  if (row.wants !== 'clinical-summary') return [];
  const heads = await signedHeads(tx, await trailIds(tx, row.patient_id));
  return heads.filter(({ kind }) => kind === 'clinical-summary').toReversed().map(({ noteId, signedAt }) => ({ noteId, signedAt: signedAt.toISOString() }));
};

/** The clinic's newest requests, those that still wait first, with their words and steps; and whose they are. */
export const listRequests = async (deps: ReleaseDeps, tx: Tx<StaffActor>): Promise<{ readonly requests: readonly RecordRequest[]; readonly pseudonyms: readonly Pseudonym[] }> => {
  const rows = await newestRequests(tx, LIMIT);
  const patients = [...new Set(rows.map(({ patient_id }) => patient_id))];
  const [steps, names, headers, keys] = await Promise.all([
    stepsOf(tx, rows.map(({ id }) => id)), staffNames(tx), openPatientHeaders(tx, deps.vault, patients), deps.vault.patientKeys(tx, patients),
  ]);
  const requests = await Promise.all(rows.map(async (row): Promise<RecordRequest> => {
    const [key, header] = [keys.get(row.patient_id), headers.get(row.patient_id)];
    if (key === undefined || header === undefined) throw new Error('a patient of a request has no key');
    const own = steps.filter(({ request_id }) => request_id === row.id);
    return {
      id: row.id, patientId: header.id, patientName: header.fullName, recordNumber: header.recordNumber, capacity: row.capacity, identityChecked: row.identity_checked, wants: row.wants,
      since: row.since, until: row.until, requestedOn: row.requested_on, requestSha256: row.request_sha256.toString('hex'),
      words: requestWords.open(key, { clinicId: tx.actor.clinicId, rowId: row.id }, row.words),
      recordedBy: names.get(row.recorded_by) ?? '', recordedAt: row.recorded_at.toISOString(), state: stateOf(own), steps: stepsView(tx, key, names, own), summaries: await summariesOf(tx, row),
    };
  }));
  return { requests, pseudonyms: [...keys.values()].map(({ pseudonym }) => pseudonym) };
};
