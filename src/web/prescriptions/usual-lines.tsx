import { useState } from 'react';
import type { PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { showAmount, showFrequency } from './cells.ts';
import { withWords } from './line-edit.ts';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { enter, useFavourites } from './use-entry.ts';

const MOST_SHOWN = 6;

type UsualProps = { readonly onAdd: (line: PrescriptionLine) => void; /** Nothing is written yet: everything is offered. */ readonly isEmpty: boolean };

/** What this prescriber writes again and again, and order sets by diagnosis: one press adds, and each line is checked like any other. */
export const UsualLines = ({ onAdd, isEmpty }: UsualProps) => {
  const t = useText(rxMessages);
  const language = useLanguage();
  const [isBusy, setIsBusy] = useState(false);
  const { favourites, orderSets } = useFavourites();
  const useSet = async (lines: readonly string[]): Promise<void> => {
    setIsBusy(true);
    try {
      for (const text of lines) {
        const entered = await enter(text);
        if (entered.is === 'line') onAdd(entered.line);
        else toast.failed(t('entry.failed'));
      }
    } catch (error) {
      toast.refused(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      {favourites.length === 0 ? null : (
        <section aria-label={t('usual')}>
          <h2>{t('usual')}</h2>
          <div className={classes['usual']}>
            {favourites.slice(0, MOST_SHOWN).map(({ line }, at) => (
              <button key={`${String(at)}${line.generic}`} type="button" data-rx-usual={at} onClick={() => { onAdd(withWords(line, null)); }}>{[line.generic, showAmount(line.dose), showFrequency(line.frequency)].filter((part) => part !== '').join(' · ')}</button>
            ))}
          </div>
        </section>
      )}
      {isEmpty && orderSets.length > 0 ? (
        <details className={classes['more']}>
          <summary>{t('sets')}</summary>
          <div className={classes['usual']}>
            {orderSets.map(({ key, title, lines }) => <button key={key} type="button" disabled={isBusy} onClick={() => { void useSet(lines); }}>{title[language === 'en-US' ? 'en' : 'es']}</button>)}
          </div>
        </details>
      ) : null}
    </>
  );
};
