import { useId, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import type { PrescriptionLine } from '#modules/prescriptions/contract.ts';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { showAmount, showDuration, showFrequency } from './cells.ts';
import { freeLine, withWords } from './line-edit.ts';
import { isRxMessage, rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { enter, favouritesFor, lineOf, useFavourites, useFound } from './use-entry.ts';
import type { Choice, Entered } from './use-entry.ts';

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

type Doing = 'nothing' | 'reading' | 'failed' | 'unknown';
type Asked = { readonly question: string; readonly choices: readonly Choice[] };

/** What is typed, what it may mean, and what becomes of it. */
const useEntry = ({ initial, onAdd }: Omit<EntryProps, 'wantsCaret'>) => {
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(initial);
  const [active, setActive] = useState(-1);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [doing, setDoing] = useState<Doing>('nothing');
  const favourites = useFavourites();
  const found = useFound(typed);
  const offered = typed.trim() === '' ? [] : [...favouritesFor(typed, favourites), ...found.map((each, at): Choice => ({ is: 'medicine', key: `m${String(at)}`, found: each }))];
  const type = (text: string): void => { setTyped(text); setActive(-1); setAsked(null); setDoing('nothing'); };
  const clear = (): void => { type(''); input.current?.focus(); };
  const add = (line: PrescriptionLine, unread: readonly string[] = []): void => { onAdd(line, unread); clear(); };
  const take = (entered: Entered, text: string): void => {
    // whoever typed on while it was read keeps what was typed
    const isStill = input.current?.value.trim() === text;
    setDoing(entered.is === 'unknown' && isStill ? 'unknown' : 'nothing');
    if (entered.is === 'line') { onAdd(entered.line, entered.unread); if (isStill) clear(); }
    if (entered.is === 'question' && isStill) { setAsked({ question: entered.question, choices: entered.choices }); setActive(entered.choices.length > 0 ? 0 : -1); }
  };
  const read = async (text: string): Promise<void> => {
    setDoing('reading');
    try {
      take(await enter(text), text);
    } catch {
      setDoing('failed');
    }
  };
  const choose = (choice: Choice): void => {
    if (choice.is === 'favourite') { add(withWords(choice.line, null)); return; }
    if (choice.is === 'medicine') { add(lineOf(choice.found)); return; }
    const text = (choice.typed ?? choice.text).trim();
    setAsked(null);
    flushSync(() => { setTyped(text); });
    void read(text);
  };
  return { input, typed, active, asked, doing, choices: asked?.choices ?? offered, type, clear, add, read, choose, setActive };
};
type Entry = ReturnType<typeof useEntry>;

/** What a key does in the field; null for one that is not its own. */
const actOf = (key: string, { typed, active, asked, choices, clear, read, choose, setActive }: Entry, shows: boolean): (() => void) | null => {
  const choice = shows ? choices[active] : undefined;
  const move = (by: number) => (shows ? () => { setActive((Math.max(active, by > 0 ? -1 : 0) + by + choices.length) % choices.length); } : null);
  switch (key) {
    case 'ArrowDown': return move(1);
    case 'ArrowUp': return move(-1);
    case 'Enter': return choice !== undefined ? () => { choose(choice); } : typed.trim() === '' ? null : () => { void read(typed.trim()); };
    case 'Escape': return typed === '' && asked === null ? null : clear;
    default: return null;
  }
};

const Help = ({ id, entry: { asked, doing, typed, add } }: { readonly id: string; readonly entry: Entry }) => {
  const t = useText(rxMessages);
  const question = `ask.${asked?.question ?? ''}`;
  const says = { nothing: 'entry.help', unknown: 'entry.help', reading: 'entry.reading', failed: 'entry.failed' } as const satisfies Record<Doing, keyof typeof rxMessages>;
  return (
    <p id={id} className={classes['help']} role="status">
      {asked === null ? t(says[doing]) : t(isRxMessage(question) ? question : 'ask.other')}
      {doing === 'unknown' ? <> <button type="button" className={classes['linkButton']} onClick={() => { add(freeLine(typed.trim())); }}>{t('entry.free', { text: typed.trim() })}</button></> : null}
    </p>
  );
};

const Choices = ({ id, entry: { choices, active, choose } }: { readonly id: string; readonly entry: Entry }) => {
  const t = useText(rxMessages);
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={t('entry.list')} className={classes['choices']}>
      {choices.map((choice, at) => (
        <li
          key={choice.key} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className={classes['choice']} ref={(element) => { if (at === active) element?.scrollIntoView({ block: 'nearest' }); }}
          onPointerDown={(event) => { event.preventDefault(); choose(choice); }}
        ><Shown choice={choice} /></li>
      ))}
    </ul>
  );
};

/**
 * One line of shorthand becomes one complete line: Enter reads it. The list below offers usual lines and medicines; the arrows
 * choose. A question (two medicines, a dose without unit) is asked in the same place.
 */
export const EntryField = ({ initial, wantsCaret, onAdd }: EntryProps) => {
  const t = useText(rxMessages);
  const id = useId();
  const entry = useEntry({ initial, onAdd });
  const [isOpen, setIsOpen] = useState(false);
  const { input, typed, active, asked, choices, type } = entry;
  const shows = (isOpen || asked !== null) && choices.length > 0;
  useShortcuts([{ keys: 'n', label: t('keys.entry'), group: t('title'), run: () => { input.current?.focus(); } }]);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = actOf(event.key, entry, shows);
    if (act === null) return;
    event.preventDefault();
    act();
  };
  return (
    <div className={classes['entry']}>
      <label htmlFor={`${id}-in`} className={classes['entryLabel']}>{t('entry')}</label>
      <input
        ref={input} id={`${id}-in`} className={classes['entryInput']} value={typed} maxLength={1_000} autoComplete="off" spellCheck={false} placeholder={t('entry.placeholder')} data-rx-entry
        autoFocus={wantsCaret} role="combobox" aria-expanded={shows} aria-controls={shows ? `${id}-list` : undefined} aria-autocomplete="list" aria-describedby={`${id}-help`}
        aria-activedescendant={shows && active >= 0 ? `${id}-${String(active)}` : undefined}
        onChange={(event) => { type(event.currentTarget.value); setIsOpen(true); }} onFocus={() => { setIsOpen(true); }} onBlur={() => { setIsOpen(false); }} onKeyDown={onKeyDown}
      />
      {shows ? <Choices id={id} entry={entry} /> : null}
      <Help id={`${id}-help`} entry={entry} />
    </div>
  );
};
