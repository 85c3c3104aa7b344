import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import type { PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { showAmount, showDuration, showFrequency } from './cells.ts';
import { freeLine, withWords } from './line-edit.ts';
import { isRxMessage, rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { enter, favouritesFor, lineOf, useFavourites, useFound } from './use-entry.ts';
import type { Choice } from './use-entry.ts';

type EntryProps = { readonly initial: string; /** Nothing is written yet: typing begins here. */ readonly wantsCaret: boolean; readonly onAdd: (line: PrescriptionLine, unread: readonly string[]) => void };

const Shown = ({ choice }: { readonly choice: Choice }) => {
  const t = useText(rxMessages);
  switch (choice.is) {
    case 'answer': return <>{choice.text}</>;
    case 'medicine': return <><strong>{choice.found.generic}</strong>{choice.found.brand === null ? '' : ` (${choice.found.brand})`} <span className={classes['quiet']}>{choice.found.presentation}</span></>;
    case 'favourite': {
      const { line, isKept, times } = choice;
      const rest = [showAmount(line.dose), showFrequency(line.frequency), showDuration(line.duration)].filter((part) => part !== '').join(' · ');
      return <><strong>{line.generic}</strong> <span className={classes['quiet']}>{line.presentation.text} · {rest}</span> <span className={classes['tag']}>{isKept ? t('favourite') : t('favourite.learned', { times })}</span></>;
    }
  }
};

/**
 * One line of shorthand becomes one complete line: Enter reads it. The list below offers usual lines and medicines; the arrows
 * choose. A question (two medicines, a dose without unit) is asked in the same place.
 */
export const EntryField = ({ initial, wantsCaret, onAdd }: EntryProps) => {
  const t = useText(rxMessages);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(initial);
  const [active, setActive] = useState(-1);
  const [asked, setAsked] = useState<{ readonly question: string; readonly choices: readonly Choice[] } | null>(null);
  const [doing, setDoing] = useState<'nothing' | 'reading' | 'failed' | 'unknown'>('nothing');
  const [isOpen, setIsOpen] = useState(false);
  const favourites = useFavourites();
  const found = useFound(typed);
  const choices = asked?.choices ?? (typed.trim() === '' ? [] : [...favouritesFor(typed, favourites), ...found.map((each, at): Choice => ({ is: 'medicine', key: `m${String(at)}`, found: each }))]);
  const shows = (isOpen || asked !== null) && choices.length > 0;
  useShortcuts([{ keys: 'n', label: t('keys.entry'), group: t('title'), run: () => { input.current?.focus(); } }]);
  const clear = (): void => { setTyped(''); setActive(-1); setAsked(null); setDoing('nothing'); input.current?.focus(); };
  const add = (line: PrescriptionLine, unread: readonly string[] = []): void => { onAdd(line, unread); clear(); };
  const read = async (text: string): Promise<void> => {
    setDoing('reading');
    try {
      const entered = await enter(text);
      if (entered.is === 'line') { add(entered.line, entered.unread); return; }
      setDoing(entered.is === 'unknown' ? 'unknown' : 'nothing');
      if (entered.is === 'question') { setAsked({ question: entered.question, choices: entered.choices }); setActive(entered.choices.length > 0 ? 0 : -1); }
    } catch {
      setDoing('failed');
    }
  };
  const choose = (choice: Choice): void => {
    switch (choice.is) {
      case 'favourite': add(withWords(choice.line, null)); return;
      case 'medicine': add(lineOf(choice.found)); return;
      case 'answer':
        setAsked(null);
        setTyped(choice.typed ?? choice.text);
        void read(choice.typed ?? choice.text);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const choice = shows ? choices[active] : undefined;
    if (event.key === 'ArrowDown' && shows) setActive((active + 1) % choices.length);
    else if (event.key === 'ArrowUp' && shows) setActive((active - 1 + choices.length) % choices.length);
    else if (event.key === 'Enter' && choice !== undefined) choose(choice);
    else if (event.key === 'Enter' && typed.trim() !== '') void read(typed.trim());
    else if (event.key === 'Escape' && (typed !== '' || asked !== null)) clear();
    else return;
    event.preventDefault();
  };
  const question = asked === null ? null : `ask.${asked.question}`;
  return (
    <div className={classes['entry']}>
      <label htmlFor={`${id}-in`} className={classes['entryLabel']}>{t('entry')}</label>
      <input
        ref={input} id={`${id}-in`} className={classes['entryInput']} value={typed} maxLength={1_000} autoComplete="off" spellCheck={false} placeholder={t('entry.placeholder')} data-rx-entry
        autoFocus={wantsCaret} role="combobox" aria-expanded={shows} aria-controls={shows ? `${id}-list` : undefined} aria-autocomplete="list" aria-describedby={`${id}-help`}
        aria-activedescendant={shows && active >= 0 ? `${id}-${String(active)}` : undefined}
        onChange={(event) => { setTyped(event.currentTarget.value); setActive(-1); setAsked(null); setDoing('nothing'); setIsOpen(true); }}
        onFocus={() => { setIsOpen(true); }} onBlur={() => { setIsOpen(false); }} onKeyDown={onKeyDown}
      />
      {shows ? (
        <ul id={`${id}-list`} role="listbox" aria-label={t('entry.list')} className={classes['choices']}>
          {choices.map((choice, at) => (
            <li key={choice.key} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className={classes['choice']} onPointerDown={(event) => { event.preventDefault(); choose(choice); }}><Shown choice={choice} /></li>
          ))}
        </ul>
      ) : null}
      <p id={`${id}-help`} className={classes['help']} role="status">
        {question !== null ? t(isRxMessage(question) ? question : 'ask.other') : doing === 'reading' ? t('entry.reading') : doing === 'failed' ? t('entry.failed') : t('entry.help')}
        {doing === 'unknown' ? <> <button type="button" className={classes['linkButton']} onClick={() => { add(freeLine(typed.trim())); }}>{t('entry.free', { text: typed.trim() })}</button></> : null}
      </p>
    </div>
  );
};
