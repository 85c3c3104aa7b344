import { checkAges } from './ages.ts';
import { alertsOf, openBook } from './alert-book.ts';
import { checkAllergies } from './allergies.ts';
import { checkConditions } from './conditions.ts';
import type { SafetyResult } from './contract.ts';
import { checkDoses } from './doses.ts';
import { checkDuplicates } from './duplicates.ts';
import { checkInteractions } from './interactions.ts';
import { checkKidneys } from './kidneys.ts';
import { recognised } from './known-medicine.ts';
import { checkLactation, checkPregnancy } from './pregnancy.ts';
import type { SafetyData } from './safety-data.ts';
import type { SafetyRequest } from './safety-request.ts';

const ofPatient = [checkAllergies, checkPregnancy, checkLactation, checkAges, checkKidneys, checkConditions, checkDoses] as const;

/**
 * Checks the new medicines of a request among themselves, against the active ones and against the patient; pure.
 *
 * Alerts concern at least one new medicine; one subject has one alert, the gravest rule's, with every source. What nobody
 * recognised is in `unmatched` and what lacked a fact in `notChecked`: neither is safe. The order of the request changes
 * nothing. Refuses nothing: a malformed dose or weight is one that is not known.
 */
export const checkMedicines = (data: SafetyData, { medicines, patient }: SafetyRequest): SafetyResult => {
  const book = openBook();
  const { known, unmatched } = recognised(data, medicines);
  checkInteractions(data, known, patient, book);
  checkDuplicates(data, known, book);
  if (patient !== null) for (const check of ofPatient) check(data, known, patient, book);
  const { name, version, sha256 } = data;
  return {
    dataSet: { name, version, sha256 },
    alerts: [...alertsOf(book, data)],
    unmatched: unmatched.map(({ ref, text }) => ({ ref, text })).toSorted((one, other) => (one.ref < other.ref ? -1 : 1)),
    notChecked: book.notChecked.toSorted((one, other) => (`${one.kind} ${one.reason}` < `${other.kind} ${other.reason}` ? -1 : 1)),
    rulesEvaluated: book.evaluated,
  };
};
