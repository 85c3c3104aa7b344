import type { ClinicId, IdentityVersionId, PatientId, PatientMergeId } from '#kernel/ids.ts';
import { open, seal } from '#platform/crypto/sealing.ts';
import type { Place } from '#platform/crypto/sealing.ts';
import type { PatientKey } from '#platform/crypto/vault.ts';
import { sealedWordsOf } from './model.ts';
import type { Identity, SealedWords } from './model.ts';
import type { MergeRow, PatientRecord, VersionRow } from './queries.ts';

const identityPlace = (clinicId: ClinicId, patientId: PatientId): Place => ({ clinicId, table: 'front.patient', column: 'identity', rowId: patientId });
const snapshotPlace = (clinicId: ClinicId, versionId: IdentityVersionId): Place => ({ clinicId, table: 'front.patient_identity_version', column: 'snapshot', rowId: versionId });
const mergePlace = (clinicId: ClinicId, mergeId: PatientMergeId, column: 'reason' | 'undo_reason'): Place => ({ clinicId, table: 'front.patient_merge', column, rowId: mergeId });

export const sealIdentity = (clinicId: ClinicId, key: PatientKey, identity: Identity): Buffer =>
  seal(key, identityPlace(clinicId, key.patientId), JSON.stringify(sealedWordsOf(identity)));

/** The sealed part alone. */
export const openWords = (clinicId: ClinicId, key: PatientKey, sealed: Uint8Array): SealedWords =>
  JSON.parse(open(key, identityPlace(clinicId, key.patientId), sealed).toString('utf8')) as SealedWords;

/** The whole identity, from the clear columns of a row and what its seal holds. */
export const identityOf = (clinicId: ClinicId, key: PatientKey, row: PatientRecord): Identity => {
  const { curp, label, ...words } = openWords(clinicId, key, row.identity);
  return {
    name: words.name,
    curp: {
      state: row.curp_state, value: curp, absentReason: row.curp_absent_reason,
      attestedBy: row.curp_attested_by, attestedAt: row.curp_attested_at?.toISOString() ?? null,
    },
    birthDate: row.birth_date, birthDateUnknown: row.birth_date_unknown, sex: row.sex, biologicalSex: row.biological_sex, gender: row.gender,
    birthEntity: row.birth_entity, nationality: row.nationality,
    residence: { entity: row.residence_entity, municipality: row.residence_municipality, locality: row.residence_locality },
    address: words.address, addressAbsent: words.addressAbsent, phones: words.phones, email: words.email,
    emergencyContact: words.emergencyContact, guardian: words.guardian,
    unknown: row.unknown_person, label, apparentAge: row.apparent_age,
  };
};

/** An identity with the reason why it became so, as the history keeps it. */
export type Snapshot = { readonly identity: Identity; readonly reason: string };

export const sealSnapshot = (clinicId: ClinicId, key: PatientKey, versionId: IdentityVersionId, snapshot: Snapshot): Buffer =>
  seal(key, snapshotPlace(clinicId, versionId), JSON.stringify(snapshot));

export const openSnapshot = (clinicId: ClinicId, key: PatientKey, row: VersionRow): Snapshot =>
  JSON.parse(open(key, snapshotPlace(clinicId, row.id), row.snapshot).toString('utf8')) as Snapshot;

/** Reasons of a merge are sealed with the key of the patient that is kept. */
export const sealReason = (clinicId: ClinicId, kept: PatientKey, mergeId: PatientMergeId, reason: { readonly column: 'reason' | 'undo_reason'; readonly text: string }): Buffer =>
  seal(kept, mergePlace(clinicId, mergeId, reason.column), reason.text);

export const openReasons = (clinicId: ClinicId, kept: PatientKey, row: MergeRow): { readonly reason: string; readonly undoReason: string | null } => ({
  reason: open(kept, mergePlace(clinicId, row.id, 'reason'), row.reason).toString('utf8'),
  undoReason: row.undo_reason === null ? null : open(kept, mergePlace(clinicId, row.id, 'undo_reason'), row.undo_reason).toString('utf8'),
});
