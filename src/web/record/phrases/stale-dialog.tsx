import { Button } from '@mantine/core';
import { Dialog, DialogActions } from '../../design/dialog.tsx';
import { useText } from '../../i18n/use-text.ts';
import { phraseMessages } from './phrase-messages.ts';
import type { StaleWords } from './printed-words.ts';
import classes from './phrases.module.css';

export type StaleAnswer = 'renew' | 'keep' | 'back';

/** What tokens printed and is not so any more. Enter renews; leaving it as it is remains the physician's to decide. */
export const StaleDialog = ({ stale, onAnswer }: { readonly stale: readonly StaleWords[]; readonly onAnswer: (answer: StaleAnswer) => void }) => {
  const t = useText(phraseMessages);
  return (
    <Dialog opened onClose={() => { onAnswer('back'); }} title={t('stale.title')} size="lg">
      <ul className={classes['stale']}>
        {stale.map((words, at) => (
          <li key={at}>
            <b>{t(`token.${words.token}`)}</b>
            <dl><dt>{t('stale.was')}</dt><dd>{words.text}</dd><dt>{t('stale.now')}</dt><dd>{words.now}</dd></dl>
          </li>
        ))}
      </ul>
      <DialogActions>
        <Button variant="default" onClick={() => { onAnswer('keep'); }}>{t('stale.keep')}</Button>
        <Button data-autofocus onClick={() => { onAnswer('renew'); }}>{t('stale.renew')}</Button>
      </DialogActions>
    </Dialog>
  );
};
