/**
 * Medication safety: a pure engine over versioned tables.
 *
 * - alert: what a rule of the tables says about these medicines and this patient
 * - contraindicated interrupts, major asks for a reason, moderate and minor are shown beside the line
 * - unmatched: a medicine that nobody recognised; not checked, which is never the same as safe
 * - not checked: a kind of check that lacks a fact of the patient or of the order
 * - reviewed: a clinician confirmed the row against its source; unreviewed rows fire all the same
 */
export { checkMedicines } from './check-medicines.ts';
export type { Alert, AlertKind, NotCheckedReason, SafetyResult, Severity } from './contract.ts';
export { readAllergy } from './read-allergy.ts';
export { recogniseMedicine } from './recognise-medicine.ts';
export { rowOfRule, safetyRows } from './review-rows.ts';
export { safetyData } from './safety-data.ts';
export type { SafetyData } from './safety-data.ts';
export type { CheckedMedicine, MedicineOrder, PatientAllergy, PatientProblem, SafetyPatient, SafetyRequest } from './safety-request.ts';
