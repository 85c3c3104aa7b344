import { foldedWords } from '#kernel/fold.ts';
import type { PatientProblem, SafetyPatient } from './safety-request.ts';

/** What the record says of a patient, as rules ask for it: true, false, or null where it is not known. */

const plainCode = (code: string): string => code.replaceAll('.', '').trim().toUpperCase();

/** Codes of family and of history (Z) carry the name of what somebody else has or once had. */
const isOfHistory = (code: string): boolean => plainCode(code).startsWith('Z');

/** Words between spaces, so that one holds another only whole. */
export const spaced = (text: string): string => ` ${foldedWords(text).join(' ')} `;

// A problem is asked by every row of every medicine: folding it once is most of the time of a check.
const folded = new WeakMap<PatientProblem, string>();
const spacedProblem = (problem: PatientProblem): string => {
  const held = folded.get(problem) ?? spaced(problem.text);
  folded.set(problem, held);
  return held;
};

/** A problem is meant by a code that begins so, or by its words, which come `spaced`. */
const isProblem = (problem: PatientProblem, codes: readonly string[], words: readonly string[]): boolean => {
  const { code } = problem;
  if (code !== null && codes.some((prefix) => plainCode(code).startsWith(prefix))) return true;
  return (code === null || !isOfHistory(code)) && words.some((phrase) => spacedProblem(problem).includes(phrase));
};

/** The words of the first problem or diagnosis of today that is meant; the words come `spaced`. */
export const firstProblem = (patient: SafetyPatient | null, codes: readonly string[], words: readonly string[]): string | null => {
  const isMeant = (problem: PatientProblem): boolean => isProblem(problem, codes, words);
  return (patient?.problems?.find(isMeant) ?? patient?.diagnoses?.find(isMeant))?.text ?? null;
};

const has = (patient: SafetyPatient | null, codes: readonly string[], words: readonly string[]): boolean | null =>
  firstProblem(patient, codes, words.map(spaced)) !== null ? true : patient?.problems == null ? null : false;

export const hasDiabetes = (patient: SafetyPatient | null): boolean | null => has(patient, ['E10', 'E11', 'E12', 'E13', 'E14', 'O24'], ['diabetes', 'diabetico', 'diabetica', 'dm2', 'dm1']);

export const hasLiverDamage = (patient: SafetyPatient | null): boolean | null =>
  has(patient, ['K70', 'K71', 'K72', 'K73', 'K74', 'K75', 'K76', 'B18', 'I85'], ['cirrosis', 'hepatitis', 'insuficiencia hepatica', 'daño hepatico', 'falla hepatica', 'hepatopatia']);

/** By the estimated filtration, else by a stage of kidney disease that says it is lower. */
export const isBelowFiltration = (patient: SafetyPatient | null, limit: 60): boolean | null => {
  if (patient === null) return null;
  if (patient.eGFR !== null) return patient.eGFR < limit;
  return has(patient, ['N183', 'N184', 'N185', 'N186', 'Z992'], ['dialisis', 'hemodialisis']) === true ? true : null;
};
