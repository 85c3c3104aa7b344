import { useId, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { NoteMedicine } from '#modules/documents/contract.ts';
import { useText } from '../../i18n/use-text.ts';
import { medicineText } from '../note/note-words.tsx';
import { useRegimens } from './api.ts';
import type { HabitualRegimen } from './api.ts';
import { offeredFor } from './offered-regimens.ts';
import { regimenMessages } from './regimen-messages.ts';
import classes from './regimens.module.css';

export type RegimenChoices = {
  /** True when the key was for the list. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
  readonly aria: React.AriaAttributes;
  readonly list: ReactNode;
};

type ListProps = { readonly id: string; readonly offers: readonly HabitualRegimen[]; readonly active: number; readonly onChoose: (regimen: HabitualRegimen) => void };

const Offers = ({ id, offers, active, onChoose }: ListProps) => {
  const t = useText(regimenMessages);
  const [first] = offers;
  return (
    <div className={classes['box']} data-regimens>
      <p>{t('list')}</p>
      <div id={id} role="listbox" aria-label={t('list')}>
        {offers.map((regimen, at) => (
          // keys reach it through the text field (aria-activedescendant); the pointer reaches it here and leaves the focus there
          <div key={medicineText(regimen)} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className={classes['option']} onPointerDown={(event) => { event.preventDefault(); }} onClick={() => { onChoose(regimen); }}>
            <span>{medicineText(regimen)}</span><small>{regimen.keptAs === null ? t('learned', { times: regimen.times }) : t('kept')}</small>
          </div>
        ))}
      </div>
      <div className="amate-hidden" role="status">{first === undefined ? '' : t('list.count', { count: offers.length, first: medicineText(first) })}</div>
    </div>
  );
};

/** What this physician usually writes of a medicine, under its name as it is typed: Enter fills the line, Escape puts the list away. */
export const useRegimenChoices = (medicine: NoteMedicine, onFill: (medicine: NoteMedicine) => void): RegimenChoices => {
  const id = useId();
  const regimens = useRegimens();
  const [hasFocus, setHasFocus] = useState(false);
  const [putAwayAt, setPutAwayAt] = useState<string | null>(null);
  const [meant, setMeant] = useState({ name: '', at: 0 });
  const offers = hasFocus && putAwayAt !== medicine.name ? offeredFor(medicine, regimens) : [];
  // other letters, another list: the best is meant again
  const active = meant.name === medicine.name ? meant.at : 0;
  const choose = ({ name, dose, route, frequency, duration }: HabitualRegimen): void => { onFill({ name, dose, route, frequency, duration }); };
  const acts: Readonly<Record<string, () => void>> = {
    ArrowDown: () => { setMeant({ name: medicine.name, at: (active + 1) % offers.length }); },
    ArrowUp: () => { setMeant({ name: medicine.name, at: (active - 1 + offers.length) % offers.length }); },
    Escape: () => { setPutAwayAt(medicine.name); },
    Enter: () => { const regimen = offers[active]; if (regimen !== undefined) choose(regimen); },
  };
  return {
    onKeyDown: (event) => {
      const act = offers.length === 0 || event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing ? undefined : acts[event.key];
      if (act === undefined) return false;
      event.preventDefault();
      event.stopPropagation();
      act();
      return true;
    },
    onFocus: () => { setHasFocus(true); }, onBlur: () => { setHasFocus(false); setPutAwayAt(null); },
    aria: offers.length === 0 ? {} : { 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-activedescendant': `${id}-${String(active)}` },
    list: offers.length === 0 ? null : <Offers id={id} offers={offers} active={active} onChoose={choose} />,
  };
};
