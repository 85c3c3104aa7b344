import { invalid } from '#kernel/errors.ts';
import { confirmedRows } from '#modules/medicines/public.ts';
import { checkMedicines, rowOfRule, safetyData } from '#modules/safety/public.ts';
import type { CheckedMedicine } from '#modules/safety/public.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { Tx } from '#platform/postgres/transaction.ts';
import type { PrescriptionContent, PrescriptionSafety } from './contract.ts';
import type { RxPatient } from './patient-context.ts';
import { checkedKeys, orderOf } from './recognise.ts';

/** The safety check of lines across everything the patient takes, what she has, and what they are written for. */
export const checkSafety = ({ lines, diagnoses }: Pick<PrescriptionContent, 'lines' | 'diagnoses'>, { facts, active }: Pick<RxPatient, 'facts' | 'active'>): PrescriptionSafety => {
  const written = lines.map((line, at): CheckedMedicine => ({
    ref: `new:${String(at)}`, text: line.generic.trim() === '' ? line.brand ?? '' : line.generic, ingredients: checkedKeys(line), origin: 'new', order: orderOf(line),
  }));
  const { dataSet, alerts, unmatched, notChecked, rulesEvaluated } = checkMedicines(safetyData(), { medicines: [...written, ...active], patient: { ...facts, diagnoses: diagnoses.map(({ code, term }) => ({ code, text: term })) } });
  return {
    dataSet: { ...dataSet }, rulesEvaluated, alerts: alerts.map((alert) => ({ ...alert, between: [...alert.between], refs: [...alert.refs] })),
    unmatched: unmatched.map((each) => ({ ...each })), notChecked: notChecked.map((each) => ({ ...each, refs: [...each.refs] })),
  };
};

/** The rows that an alert rests on. */
const rulesOf = ({ rule }: Pick<PrescriptionSafety['alerts'][number], 'rule'>): readonly string[] => rule.split('+');

/** Marks the alerts whose every row a clinician of the clinic confirmed, as the row still is. */
export const withReviews = async (tx: Tx<StaffActor>, safety: PrescriptionSafety): Promise<PrescriptionSafety> => {
  const rows = new Map([...new Set(safety.alerts.flatMap(rulesOf))].map((rule) => [rule, rowOfRule(rule)]));
  const asked = (subject: 'interaction' | 'fact') => new Map([...rows.values()].flatMap((row) => (row?.subject === subject ? [[row.key, row] as const] : [])));
  const [pairs, facts] = await Promise.all([confirmedRows(tx, 'interaction', asked('interaction')), confirmedRows(tx, 'fact', asked('fact'))]);
  const isConfirmed = (rule: string): boolean => {
    const row = rows.get(rule) ?? null;
    return row !== null && (row.subject === 'interaction' ? pairs : facts).has(row.key);
  };
  return { ...safety, alerts: safety.alerts.map((alert) => ({ ...alert, reviewed: rulesOf(alert).every(isConfirmed) })) };
};

/** The alerts whose severity asks for an answer before signing. */
export const mustBeAnswered = ({ alerts }: Pick<PrescriptionSafety, 'alerts'>): PrescriptionSafety['alerts'] =>
  alerts.filter(({ severity }) => severity === 'contraindicated' || severity === 'major');

/**
 * Refuses a prescription whose contraindicated and major alerts were not each answered with a reason, and an answer of
 * `other` without words. Answers to alerts that are gone count for nothing.
 */
export const requireAnswers = (safety: PrescriptionSafety, { overrides }: Pick<PrescriptionContent, 'overrides'>): void => {
  const answered = new Map(overrides.map((each) => [each.key, each]));
  const open = mustBeAnswered(safety).filter(({ key }) => !answered.has(key));
  if (open.length > 0) throw invalid('alerts-unanswered', { open: open.length });
  if (mustBeAnswered(safety).some(({ key }) => answered.get(key)?.reason === 'other' && answered.get(key)?.words.trim() === '')) throw invalid('answer-needs-words');
};
