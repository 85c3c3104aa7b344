import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { PrescriptionContent, PrescriptionContext, PrescriptionLaw, PrescriptionSafety } from '#modules/prescriptions/contract.ts';
import { Card } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { unanswered } from './alert-answers.ts';
import { AlertWords } from './line-alerts.tsx';
import { isRxMessage, rxMessages } from './messages.ts';
import { purposeMessages } from './purpose-messages.ts';
import classes from './prescriptions.module.css';

/** What stands beside the lines: the patient, the check, the law, what is missing. */

const useDay = () => {
  const language = useLanguage();
  return (text: string): string => { const day = text.slice(0, 10); return isCivilDate(day) ? formatCivilDate(day, language) : day; };
};

/** Weight and kidney function with their dates, and what is taken already. */
export const ContextPanel = ({ context, onPrescribe }: { readonly context: PrescriptionContext; /** Its words go to the entry field. */ readonly onPrescribe: (text: string) => void }) => {
  const [t, p] = [useText(rxMessages), useText(purposeMessages)];
  const day = useDay();
  const { weight, filtration, active } = context;
  return (
    <Card className={classes['panel'] ?? ''}>
      <ul className={classes['facts']}>
        <li data-missing={weight === null}>{weight === null ? t('weight.none') : t('weight', { kg: weight.kg, day: day(weight.takenAt) })}</li>
        <li data-missing={filtration === null || filtration.isOld}>{filtration === null ? t('filtration.none') : filtration.isOld ? t('filtration.old', { value: filtration.value }) : t('filtration', { value: filtration.value, day: day(filtration.takenOn) })}</li>
      </ul>
      <h2>{t('active')}</h2>
      {active.length === 0 ? <p className={classes['quiet']}>{t('active.none')}</p> : (
        <ul className={classes['plain']}>{active.map(({ ref, text, isChecked }) => <li key={ref}>{text}{isChecked ? null : <span className={classes['tag']} data-warn> {t('active.unchecked')}</span>} <button type="button" className={classes['linkButton']} aria-label={p('active.prescribe', { name: text })} onClick={() => { onPrescribe(text); }}>{p('active.button')}</button></li>)}</ul>
      )}
    </Card>
  );
};

/** What the check could not do, and with which data it was made. Alerts of a line stand beside the line. */
export const SafetyPanel = ({ safety, lines }: { readonly safety: PrescriptionSafety; readonly lines: number }) => {
  const t = useText(rxMessages);
  const elsewhere = safety.alerts.filter(({ refs }) => !refs.some((ref) => ref.startsWith('new:')));
  const reasons = [...new Set(safety.notChecked.map(({ reason }) => reason))];
  return (
    <Card className={classes['panel'] ?? ''}>
      <h2>{t('checks')}</h2>
      {elsewhere.map((alert) => <AlertWords key={alert.key} alert={alert} />)}
      {lines > 0 && safety.alerts.length === 0 ? <p>{t('checks.none')}</p> : null}
      {safety.unmatched.length === 0 ? null : <Notice severity="warning">{t('checks.unmatched', { names: safety.unmatched.map(({ text }) => text).join(', ') })}</Notice>}
      {reasons.length === 0 ? null : <ul className={classes['plain']}>{reasons.map((reason) => <li key={reason}>{t(`not-checked.${reason}`)}</li>)}</ul>}
      <p className={classes['quiet']}>{t('checks.data', { name: safety.dataSet.name, version: safety.dataSet.version, sha: safety.dataSet.sha256.slice(0, 8), rules: safety.rulesEvaluated })}</p>
    </Card>
  );
};

/** Mode, class and until when it may be filled, as the law makes them of these lines. */
export const LawPanel = ({ law }: { readonly law: PrescriptionLaw }) => {
  const t = useText(rxMessages);
  const day = useDay();
  return (
    <Card className={classes['panel'] ?? ''}>
      <h2>{t('law')}</h2>
      <ul className={classes['plain']}>
        <li>{law.class === null ? t('class.none') : t('class.of', { class: law.class })}{law.hasAntibiotic ? ` · ${t('antibiotic')}` : ''}</li>
        <li>{law.validUntil === null ? t('valid.open') : t('valid', { day: day(law.validUntil) })}</li>
        <li>{t(`mode.${law.mode}`)}</li>
      </ul>
    </Card>
  );
};

/** What still refuses the signature, by line. */
export const LacksPanel = ({ law, safety, content }: { readonly law: PrescriptionLaw; readonly safety: PrescriptionSafety; readonly content: PrescriptionContent }) => {
  const t = useText(rxMessages);
  const open = unanswered(content, safety.alerts).filter(({ severity }) => severity === 'major').length;
  if (law.findings.length + open === 0) return null;
  return (
    <Card className={classes['panel'] ?? ''} data-rx-lacks>
      <h2>{t('lacks')}</h2>
      <ul className={classes['plain']}>
        {law.findings.map(({ rule, code, line, norm, numeral }) => {
          const key = `finding.${code}`;
          const what = `${isRxMessage(key) ? t(key) : code}${numeral === null || norm === 'Amate' ? '' : ` (${norm} ${numeral})`}`;
          return <li key={`${rule}${code}${String(line)}`}>{line === null ? what : t('lacks.line', { number: line + 1, what })}</li>;
        })}
        {open === 0 ? null : <li>{t('lacks.answers', { count: open })}</li>}
      </ul>
    </Card>
  );
};
