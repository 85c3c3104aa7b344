import type { AlertBook } from './alert-book.ts';
import type { KnownMedicine } from './known-medicine.ts';
import { adviseParts } from './part-advice.ts';
import { firstProblem } from './patient-facts.ts';
import type { SafetyData } from './safety-data.ts';
import type { SafetyPatient } from './safety-request.ts';

/** By the patient's problems and the diagnoses of today, coded or in words. */
export const checkConditions = (data: SafetyData, medicines: readonly KnownMedicine[], patient: SafetyPatient, book: AlertBook): void => {
  adviseParts({
    kind: 'condition', table: data.conditions, about: ({ codes, words }) => (codes.length > 0 ? codes : words).join('|'),
    holds: ({ codes, words }) => firstProblem(patient, codes, words),
  }, medicines, book);
};
