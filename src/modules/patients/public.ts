/**
 * Patients: who they are.
 *
 * - identity: what tells a person apart (NOM-024 table 1, NOM-004 5.2.3); every version is kept.
 * - record number (folio): the clinic's own running number of the record.
 * - attested CURP: one whose check digit is wrong, accepted because it stands so on the RENAPO constancia.
 * - unknown person: somebody nobody can name yet; named Desconocido, identified or merged later.
 * - merge: two records are one person; one is kept, the other leads to it; reversible.
 * - pseudonym: what stands for a patient in the audit; never the id.
 * - header: what documents say of a patient.
 */
export type { PatientDeps } from './dependencies.ts';
export { identityHistory } from './identity-history.ts';
export { findDuplicates } from './find-duplicates.ts';
export { patientMessages } from './messages.ts';
export { folio } from './model.ts';
export { requireOpenPatient, requirePatient as requireKnownPatient } from './open-record.ts';
export { openPatient } from './open-patient.ts';
export { openPatientHeaders, patientFacts, patientHeader, seePatient } from './patient-header.ts';
export type { PatientHeader } from './patient-header.ts';
export { patientMarks } from './patient-marks.ts';
export { openPatientIndex } from './patient-index.ts';
export type { PatientIndex, PatientIndexDeps } from './patient-index.ts';
/** The patient and all merged into it: `trailIds(tx, keptId)`, ids whose documents one record shows. */
export { trailIds } from './queries.ts';
export { registerPatient } from './register-patient.ts';
export { registerUnknown } from './register-unknown.ts';
export { patientRoutes } from './routes.ts';
export { completenessRules, curpRules, identityRules } from './rules.ts';
export { searchPatients } from './search-patients.ts';
