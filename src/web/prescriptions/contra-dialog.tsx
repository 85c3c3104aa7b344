import { Button } from '@mantine/core';
import type { OverrideReason, PrescriptionAlert, PrescriptionContent } from '#modules/prescriptions/contract.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { isAnswered } from './alert-answers.ts';
import { AlertAnswer, AlertWords } from './line-alerts.tsx';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';

type ContraProps = {
  readonly alerts: readonly PrescriptionAlert[]; readonly content: PrescriptionContent; readonly onAnswer: (key: string, given: { readonly reason: OverrideReason; readonly words: string } | null) => void;
  readonly onBack: () => void; readonly onGo: () => void;
};

const GoOn = ({ isReady, onGo }: { readonly isReady: boolean; readonly onGo: () => void }) => {
  const t = useText(rxMessages);
  useShortcuts([{ keys: 'Mod+Enter', label: t('contra.go'), group: t('title'), inFields: true, isCommand: false, isOn: isReady, run: onGo }]);
  return <Button color="red" disabled={!isReady} onClick={onGo}>{t('contra.go')}</Button>;
};

/** The one interruption of a signature: every contraindication at once, each with its reason, or back to change it. */
export const ContraDialog = ({ alerts, content, onAnswer, onBack, onGo }: ContraProps) => {
  const t = useText(rxMessages);
  const isReady = alerts.every((alert) => isAnswered(content, alert));
  return (
    <Dialog opened onClose={onBack} title={t('contra.title', { count: alerts.length })} size={720}>
      <p>{t('contra.says')}</p>
      <ul className={classes['alerts']}>
        {alerts.map((alert) => (
          <li key={alert.key} className={classes['alert']} data-severity={alert.severity}>
            <AlertWords alert={alert} />
            <AlertAnswer alert={alert} content={content} onAnswer={(given) => { onAnswer(alert.key, given); }} />
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button variant="default" data-autofocus onClick={onBack}>{t('contra.back')}</Button>
        <GoOn isReady={isReady} onGo={onGo} />
      </DialogActions>
    </Dialog>
  );
};
