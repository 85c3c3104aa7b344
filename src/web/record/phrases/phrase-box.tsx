import { useEffect, useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { Kbd } from '../../design/kbd.tsx';
import { useText } from '../../i18n/use-text.ts';
import { caretPlace } from './caret-place.ts';
import { phraseMessages } from './phrase-messages.ts';
import { phraseTyping } from './phrase-typing.ts';
import type { PhraseBox as Shown } from './phrase-typing.ts';
import classes from './phrases.module.css';

const GAP = 6;

/** Under the caret, or over it where there is no room. */
const usePlace = (list: React.RefObject<HTMLDivElement | null>, { area, from }: Shown): void => {
  useLayoutEffect(() => {
    const element = list.current;
    if (element === null) return;
    const { left, top, height } = caretPlace(area, from);
    const below = top + height + GAP;
    const isBelow = below + element.offsetHeight <= window.innerHeight;
    element.style.left = `${String(Math.max(8, Math.min(left, window.innerWidth - element.offsetWidth - 12)))}px`;
    element.style.top = `${String(isBelow ? below : Math.max(8, top - element.offsetHeight - GAP))}px`;
  });
};

/** The text field stays where one writes; it tells which line of the list is meant. */
const useAnnounced = (area: HTMLTextAreaElement, id: string, active: number): void => {
  useEffect(() => {
    area.setAttribute('aria-autocomplete', 'list');
    area.setAttribute('aria-controls', id);
    area.setAttribute('aria-activedescendant', `${id}-${String(active)}`);
    return () => { for (const name of ['aria-autocomplete', 'aria-controls', 'aria-activedescendant']) area.removeAttribute(name); };
  }, [area, id, active]);
};

const Options = ({ shown, id }: { readonly shown: Shown; readonly id: string }) => {
  const lines = shown.is === 'phrases'
    ? shown.offers.map(({ shortcut, title }) => ({ key: shortcut, line: <><b>.{shortcut}</b><span>{title}</span></> }))
    : shown.choices.map((choice, at) => ({ key: `${String(at)} ${choice}`, line: <>{at < 9 ? <Kbd keys={String(at + 1)} /> : null}<span>{choice}</span></> }));
  return lines.map(({ key, line }, at) => (
    // keys reach it through the text field (aria-activedescendant); the pointer reaches it here and leaves the focus there
    <div key={key} id={`${id}-${String(at)}`} role="option" aria-selected={at === shown.active} className={classes['option']} onPointerDown={(event) => { event.preventDefault(); }} onClick={() => { phraseTyping.choose(at); }}>{line}</div>
  ));
};

const Open = ({ shown }: { readonly shown: Shown }) => {
  const t = useText(phraseMessages);
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  usePlace(list, shown);
  useAnnounced(shown.area, id, shown.active);
  const label = shown.is === 'phrases' ? t('box.phrases') : t(shown.isRequired ? 'box.pick' : 'box.pick.optional');
  const said = shown.is === 'phrases' ? t('box.count', { count: shown.offers.length, first: shown.offers[0]?.title ?? '' }) : t('box.choices', { label, choices: shown.choices.join(', ') });
  return (
    <div ref={list} className={classes['box']} data-phrase-box={shown.is}>
      <p>{label}</p>
      <div id={id} role="listbox" aria-label={label}><Options shown={shown} id={id} /></div>
      <div className="amate-hidden" role="status">{said}</div>
    </div>
  );
};

/** The short list at the caret: phrases for what was typed, or the choices of a pick. */
export const PhraseBox = () => {
  const shown = useSyncExternalStore(phraseTyping.onChange, phraseTyping.box);
  return shown === null ? null : <Open shown={shown} />;
};
