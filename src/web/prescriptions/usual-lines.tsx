import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FavouriteId } from '#kernel/ids.ts';
import type { PrescriptionFavourites, PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { call } from '../api/call.ts';
import { IconX } from '../design/icons.ts';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { retireFavourite } from './api.ts';
import { showAmount, showFrequency } from './cells.ts';
import { withWords } from './line-edit.ts';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { purposeMessages } from './purpose-messages.ts';
import { enter, favouritesKey, useFavourites } from './use-entry.ts';

const MOST_SHOWN = 6;

type UsualProps = {
  readonly onAdd: (line: PrescriptionLine) => void;
  /** Nothing is written yet: everything is offered. */
  readonly isEmpty: boolean;
  /** Of the diagnoses it is for: their order sets are offered first. */
  readonly codes: readonly string[];
};

/** What this person keeps, with a way to keep it no longer. */
const Kept = ({ favourites }: Pick<PrescriptionFavourites, 'favourites'>) => {
  const p = useText(purposeMessages);
  const queries = useQueryClient();
  const letGo = useMutation({
    mutationFn: ({ keptAs }: { readonly keptAs: FavouriteId; readonly name: string }) => call(retireFavourite, { params: { favouriteId: keptAs } }),
    onSuccess: async (_, { name }) => { await queries.invalidateQueries({ queryKey: favouritesKey }); toast.done(p('kept.removed', { name })); }, onError: toast.refused,
  });
  const kept = favourites.flatMap(({ line, keptAs }) => (keptAs === null ? [] : [{ line, keptAs }]));
  if (kept.length === 0) return null;
  return (
    <details className={classes['more']}>
      <summary>{p('kept.edit')}</summary>
      <ul className={classes['plain']}>
        {kept.map(({ line, keptAs }) => (
          <li key={keptAs} className={classes['purpose']}>
            <span>{lineText(line)}</span>
            <button type="button" className={classes['iconButton']} aria-label={p('kept.remove', { name: line.generic })} onClick={() => { letGo.mutate({ keptAs, name: line.generic }); }}><IconX size={16} aria-hidden /></button>
          </li>
        ))}
      </ul>
    </details>
  );
};

const lineText = (line: PrescriptionLine): string => [line.generic, showAmount(line.dose), showFrequency(line.frequency)].filter((part) => part !== '').join(' · ');

/** What this prescriber writes again and again, and order sets by diagnosis: one press adds, and each line is checked like any other. */
export const UsualLines = ({ onAdd, isEmpty, codes }: UsualProps) => {
  const [t, p] = [useText(rxMessages), useText(purposeMessages)];
  const language = useLanguage();
  const [isBusy, setIsBusy] = useState(false);
  const { favourites, orderSets } = useFavourites();
  const takeSet = async (lines: readonly string[]): Promise<void> => {
    setIsBusy(true);
    try {
      for (const text of lines) {
        const entered = await enter(text);
        if (entered.is === 'line') onAdd(entered.line);
        else toast.failed(p('sets.unread', { text }));
      }
    } catch (error) {
      toast.refused(error);
    } finally {
      setIsBusy(false);
    }
  };
  const fitting = orderSets.filter((set) => set.codes.some((begins) => codes.some((code) => code.startsWith(begins))));
  const others = orderSets.filter((set) => !fitting.includes(set));
  const button = ({ key, title, lines }: PrescriptionFavourites['orderSets'][number]) =>
    <button key={key} type="button" disabled={isBusy} data-rx-set={key} onClick={() => { void takeSet(lines); }}>{title[language === 'en-US' ? 'en' : 'es']}</button>;
  return (
    <>
      {favourites.length === 0 ? null : (
        <section aria-label={t('usual')}>
          <h2>{t('usual')}</h2>
          <div className={classes['usual']}>
            {favourites.slice(0, MOST_SHOWN).map(({ line }, at) => (
              <button key={`${String(at)}${line.generic}`} type="button" data-rx-usual={at} onClick={() => { onAdd(withWords(line, null)); }}>{lineText(line)}</button>
            ))}
          </div>
        </section>
      )}
      <Kept favourites={favourites} />
      {fitting.length === 0 ? null : <section aria-label={p('sets.for')}><h2>{p('sets.for')}</h2><div className={classes['usual']}>{fitting.map(button)}</div></section>}
      {isEmpty && others.length > 0 ? <details className={classes['more']}><summary>{fitting.length === 0 ? t('sets') : p('sets.others')}</summary><div className={classes['usual']}>{others.map(button)}</div></details> : null}
    </>
  );
};
