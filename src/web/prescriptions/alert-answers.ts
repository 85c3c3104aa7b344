import type { OverrideReason, PrescriptionAlert, PrescriptionContent } from '#modules/prescriptions/contract.ts';

/** Which alerts ask for an answer, and whether they have one; pure. */

type Override = PrescriptionContent['overrides'][number];

const asksAnswer = ({ severity }: PrescriptionAlert): boolean => severity === 'contraindicated' || severity === 'major';

export const answerOf = ({ overrides }: Pick<PrescriptionContent, 'overrides'>, key: string): Override | undefined => overrides.find((each) => each.key === key);

export const isAnswered = (content: Pick<PrescriptionContent, 'overrides'>, { key }: PrescriptionAlert): boolean => {
  const answer = answerOf(content, key);
  return answer !== undefined && (answer.reason !== 'other' || answer.words.trim() !== '');
};

export const unanswered = (content: Pick<PrescriptionContent, 'overrides'>, alerts: readonly PrescriptionAlert[]): readonly PrescriptionAlert[] =>
  alerts.filter((alert) => asksAnswer(alert) && !isAnswered(content, alert));

/** The content with an alert answered; null takes the answer back. */
export const answer = (content: PrescriptionContent, key: string, given: { readonly reason: OverrideReason; readonly words: string } | null): PrescriptionContent => ({
  ...content, overrides: [...content.overrides.filter((each) => each.key !== key), ...(given === null ? [] : [{ key, ...given }])],
});

/** The content without a line, and without what was answered to alerts that concern it: written again, it is asked again. */
export const withoutLine = (content: PrescriptionContent, alerts: readonly PrescriptionAlert[], line: number): PrescriptionContent => {
  const gone = new Set(alertsOf(alerts, line).map(({ key }) => key));
  return { ...content, lines: content.lines.filter((_, place) => place !== line), overrides: content.overrides.filter(({ key }) => !gone.has(key)) };
};

/** Alerts that concern a line, the gravest first as they come. */
export const alertsOf = (alerts: readonly PrescriptionAlert[], line: number): readonly PrescriptionAlert[] => alerts.filter(({ refs }) => refs.includes(`new:${String(line)}`));
