import type { PatientId } from '#kernel/ids.ts';
import { open } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import type { ClinicActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PatientPrivacy } from './contract.ts';
import { consentsOfPatient, exceptionsOfPatient, owesGround } from './queries.ts';
import { giverPlace } from './take-ground.ts';

/** On what grounds a patient's data are held, newest first; names of givers opened with the patient's key. */
export const privacyOfPatient = async (tx: Tx<ClinicActor>, key: PatientKey): Promise<PatientPrivacy> => {
  const [consents, exceptions] = await Promise.all([consentsOfPatient(tx, key.patientId), exceptionsOfPatient(tx, key.patientId)]);
  const owed = consents.length === 0 || exceptions.some((row) => row.ended_at === null);
  return {
    state: owed ? 'exception' : 'consented',
    consents: consents.map((row) => ({
      id: row.id, at: row.at.toISOString(), noticeVersion: row.notice_version, noticeSha256: row.text_sha256.toString('hex'),
      mechanism: row.mechanism, givenBy: row.given_by, secondaryPurposes: row.secondary_purposes, recordedBy: row.recorded_by,
      giverName: row.giver === null ? null : open(key, giverPlace(tx.actor.clinicId, row.id), row.giver).toString('utf8'),
    })),
    exceptions: exceptions.map((row) => ({
      id: row.id, cause: row.cause, beganAt: row.began_at.toISOString(), endedAt: row.ended_at?.toISOString() ?? null, recordedBy: row.recorded_by,
    })),
  };
};

/** Whether a patient's data are held by consent, or by an exception that is still open; without who gave what. */
export const privacyStateOf = async (tx: Tx<ClinicActor>, patientId: PatientId): Promise<PatientPrivacy['state']> =>
  (await owesGround(tx, patientId) ? 'exception' : 'consented');
