import { useId } from 'react';
import { Link } from 'wouter';
import { overrideReasons } from './reasons.ts';
import type { OverrideReason, PrescriptionAlert, PrescriptionContent } from '#modules/prescriptions/contract.ts';
import { SeverityBadge } from '../design/severity.tsx';
import type { Severity } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { alertAddress } from '../medicines/api.ts';
import { answerOf, isAnswered } from './alert-answers.ts';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';

const looks = { contraindicated: 'critical', major: 'warning', moderate: 'info', minor: 'neutral' } as const satisfies Record<PrescriptionAlert['severity'], Severity>;

type AnswerProps = { readonly alert: PrescriptionAlert; readonly content: Pick<PrescriptionContent, 'overrides'>; readonly onAnswer: (given: { readonly reason: OverrideReason; readonly words: string } | null) => void };

const isReason = (text: string): text is OverrideReason => (overrideReasons as readonly string[]).includes(text);

/** The reason to go on in spite of an alert: from the short list, with words where it is another. */
export const AlertAnswer = ({ alert, content, onAnswer }: AnswerProps) => {
  const t = useText(rxMessages);
  const id = useId();
  const given = answerOf(content, alert.key);
  return (
    <div className={classes['answer']} data-answered={isAnswered(content, alert)}>
      <label htmlFor={`${id}-reason`}>{t('alert.reason')}</label>
      <select
        id={`${id}-reason`} value={given?.reason ?? ''} data-missing={!isAnswered(content, alert)} data-rx-reason
        onChange={({ currentTarget: { value } }) => { onAnswer(isReason(value) ? { reason: value, words: given?.words ?? '' } : null); }}
      >
        <option value="">{t('line.choose')}</option>
        {overrideReasons.map((reason) => <option key={reason} value={reason}>{t(`reason.${reason}`)}</option>)}
      </select>
      {given?.reason === 'other' ? (
        <input aria-label={t('alert.words')} placeholder={t('alert.words')} value={given.words} maxLength={300} data-missing={given.words.trim() === ''} onChange={(event) => { onAnswer({ reason: 'other', words: event.currentTarget.value }); }} />
      ) : null}
    </div>
  );
};

/** What an alert says: how grave, between what, what may happen, what to do, by which source. */
export const AlertWords = ({ alert }: { readonly alert: PrescriptionAlert }) => {
  const t = useText(rxMessages);
  const address = alertAddress(alert.rule);
  return (
    <>
      <p className={classes['alertHead']}>
        <SeverityBadge severity={looks[alert.severity]}>{t(`severity.${alert.severity}`)}</SeverityBadge> <span>{t(`kind.${alert.kind}`)}: <strong lang="es">{alert.between.join(' + ')}</strong></span>
      </p>
      <p lang="es">{alert.effect}{alert.effect.endsWith('.') ? '' : '.'} {alert.recommendation}</p>
      <p className={classes['quiet']}><span lang="es">{alert.source}</span>{alert.reviewed ? '' : <> · {address === null ? t('alert.unreviewed') : <Link href={address}>{t('alert.unreviewed')}</Link>}</>}</p>
    </>
  );
};

type AlertsProps = { readonly alerts: readonly PrescriptionAlert[]; readonly content: Pick<PrescriptionContent, 'overrides'>; readonly onAnswer: (key: string, given: { readonly reason: OverrideReason; readonly words: string } | null) => void };

/** The alerts of one line: a major one is answered here; a contraindicated one at signing; the others are told. */
export const LineAlerts = ({ alerts, content, onAnswer }: AlertsProps) => {
  const t = useText(rxMessages);
  if (alerts.length === 0) return null;
  return (
    <ul className={classes['alerts']}>
      {alerts.map((alert) => (
        <li key={alert.key} className={classes['alert']} data-severity={alert.severity}>
          <AlertWords alert={alert} />
          {alert.severity === 'major' ? <AlertAnswer alert={alert} content={content} onAnswer={(given) => { onAnswer(alert.key, given); }} /> : null}
          {alert.severity === 'contraindicated' ? <p className={classes['quiet']}>{isAnswered(content, alert) ? t(`reason.${answerOf(content, alert.key)?.reason ?? 'other'}`) : t('alert.at-signing')}</p> : null}
        </li>
      ))}
    </ul>
  );
};
