import { invalid } from '#kernel/errors.ts';
import { checkMedicines, safetyData } from '#modules/safety/public.ts';
import type { CheckedMedicine } from '#modules/safety/public.ts';
import type { PrescriptionContent, PrescriptionSafety } from './contract.ts';
import type { RxPatient } from './patient-context.ts';
import { checkedKeys, orderOf } from './recognise.ts';

/** The safety check of lines across everything the patient takes. */
export const checkSafety = ({ lines }: Pick<PrescriptionContent, 'lines'>, { facts, active }: Pick<RxPatient, 'facts' | 'active'>): PrescriptionSafety => {
  const written = lines.map((line, at): CheckedMedicine => ({
    ref: `new:${String(at)}`, text: line.generic.trim() === '' ? line.brand ?? '' : line.generic, ingredients: checkedKeys(line), origin: 'new', order: orderOf(line),
  }));
  const { dataSet, alerts, unmatched, notChecked, rulesEvaluated } = checkMedicines(safetyData(), { medicines: [...written, ...active], patient: facts });
  return {
    dataSet: { ...dataSet }, rulesEvaluated, alerts: alerts.map((alert) => ({ ...alert, between: [...alert.between], refs: [...alert.refs] })),
    unmatched: unmatched.map((each) => ({ ...each })), notChecked: notChecked.map((each) => ({ ...each, refs: [...each.refs] })),
  };
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
