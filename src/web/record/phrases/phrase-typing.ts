import { markBeside, marksIn, rangeOfPassed, shortcutBefore } from '#kernel/phrase.ts';
import type { Mark } from '#kernel/phrase.ts';
import { fieldId } from '../consult/fields.ts';
import { bringIntoSight } from './caret-place.ts';
import { fits, writeOver } from './typed-text.ts';

/** What is typed in a text becomes phrases, and their marks are walked. Knows the fields and no component. */

export type PhraseOffer = { readonly shortcut: string; readonly title: string };
/** The list at the caret: phrases for what was typed, or the choices of a pick. `from` and `to` are what a choice replaces. */
export type PhraseBox = {
  readonly area: HTMLTextAreaElement; readonly from: number; readonly to: number; readonly active: number;
} & ({ readonly is: 'phrases'; readonly offers: readonly PhraseOffer[] } | { readonly is: 'pick'; readonly choices: readonly string[]; readonly isRequired: boolean });

export type PhrasePorts = {
  /** Phrases whose short name begins so, the likeliest first. */
  readonly offers: (typed: string) => readonly PhraseOffer[];
  readonly isPhrase: (shortcut: string) => boolean;
  /** What the phrase writes into this field now; tells what its tokens printed once it stands there. */
  readonly expand: (shortcut: string) => { readonly text: string; readonly written: (field: string) => void } | null;
  readonly refuseLength: () => void;
};

let box: PhraseBox | null = null;
let ports: PhrasePorts | null = null;
/** A full stop was just typed, and nothing but letters of a short name since. */
let isArmed = false;
/** Escape was pressed: the next Tab leaves the field, whatever is left in it. */
let isLeaving = false;
let isWriting = false;
const listeners = new Set<() => void>();

const show = (next: PhraseBox | null): void => {
  if (box === next) return;
  box = next;
  for (const listener of listeners) listener();
};

const write = (area: HTMLTextAreaElement, from: number, to: number, text: string): boolean => {
  if (!fits(area, from, to, text)) { ports?.refuseLength(); return false; }
  isWriting = true;
  writeOver(area, from, to, text);
  isWriting = false;
  return true;
};

const select = (area: HTMLTextAreaElement, mark: Mark): void => {
  area.focus({ preventScroll: true });
  area.setSelectionRange(mark.from, mark.to);
  bringIntoSight(area, mark.from);
  show(mark.is === 'pick' ? { is: 'pick', area, from: mark.from, to: mark.to, choices: mark.choices, isRequired: mark.isRequired, active: 0 } : null);
};

const walk = (area: HTMLTextAreaElement, isBack: boolean): boolean => {
  const mark = markBeside(area.value, { from: area.selectionStart, to: area.selectionEnd }, isBack);
  if (mark === null) { show(null); return false; }
  select(area, mark);
  return true;
};

/** Puts the phrase where its short name stands and goes to its first mark. */
const expandAt = (area: HTMLTextAreaElement, { from, to, shortcut }: { readonly from: number; readonly to: number; readonly shortcut: string }, after: '' | ' '): boolean => {
  const phrase = ports?.expand(shortcut) ?? null;
  show(null);
  isArmed = false;
  if (phrase === null) return false;
  const hasMarks = marksIn(phrase.text).length > 0;
  const tail = hasMarks || /\s$/.test(phrase.text) ? '' : after;
  if (!write(area, from, to, phrase.text + tail)) return true;
  phrase.written(area.dataset['phrases'] ?? '');
  const mark = hasMarks ? markBeside(area.value, { from, to: from }) : null;
  if (mark !== null) select(area, mark);
  return true;
};

const choose = (shown: PhraseBox, at: number): void => {
  if (shown.is === 'phrases') {
    const offer = shown.offers[at];
    if (offer !== undefined) expandAt(shown.area, { from: shown.from, to: shown.area.selectionEnd, shortcut: offer.shortcut }, '');
    return;
  }
  const choice = shown.choices[at];
  if (choice === undefined) return;
  show(null);
  const inner = marksIn(choice)[0];
  if (write(shown.area, shown.from, shown.to, choice) && inner !== undefined) select(shown.area, { ...inner, from: shown.from + inner.from, to: shown.from + inner.to });
};

/** Tab goes past a pick: an optional one vanishes, a required one stays to be answered. */
const passOver = (shown: PhraseBox & { readonly is: 'pick' }): boolean => {
  const { area } = shown;
  show(null);
  if (!shown.isRequired) {
    const { from, to } = rangeOfPassed(area.value, shown);
    write(area, from, to, '');
  }
  return walk(area, false) || !shown.isRequired;
};

const move = (shown: PhraseBox, by: number): true => {
  const count = shown.is === 'phrases' ? shown.offers.length : shown.choices.length;
  show({ ...shown, active: (shown.active + by + count) % count });
  return true;
};

/** Keys of the choices of a pick: a digit chooses, Tab goes on. */
const keyInPick = (shown: PhraseBox & { readonly is: 'pick' }, { key, shiftKey }: KeyboardEvent): boolean => {
  if (key === 'Tab') return shiftKey ? walk(shown.area, true) : passOver(shown);
  const isChoice = /^[1-9]$/.test(key) && Number(key) <= shown.choices.length;
  if (isChoice) choose(shown, Number(key) - 1);
  return isChoice;
};

/** Keys of the phrases on offer: Tab takes one, a space only what is its whole name. */
const keyInOffers = (shown: PhraseBox, { key, shiftKey }: KeyboardEvent): boolean => {
  if (key === ' ') return keyAlone(shown.area, { key, shiftKey }, false);
  if (key !== 'Tab' || shiftKey) return false;
  choose(shown, shown.active);
  return true;
};

/** A key while the list is open; true when it was used. */
const keyInBox = (shown: PhraseBox, event: KeyboardEvent): boolean => {
  switch (event.key) {
    case 'ArrowDown': return move(shown, 1);
    case 'ArrowUp': return move(shown, -1);
    case 'Escape': show(null); isLeaving = true; return true;
    case 'Enter': if (event.shiftKey) return false; choose(shown, shown.active); return true;
    default: return shown.is === 'pick' ? keyInPick(shown, event) : keyInOffers(shown, event);
  }
};

/** The short name that ends at the caret, when it is a phrase's; for Tab also one that Ctrl+Z brought back selected. */
const phraseAtCaret = (area: HTMLTextAreaElement, key: string): { readonly from: number; readonly to: number; readonly shortcut: string } | null => {
  const isCaret = area.selectionStart === area.selectionEnd;
  const typed = shortcutBefore(area.value, area.selectionEnd);
  if (!isCaret && (key !== 'Tab' || typed?.from !== area.selectionStart)) return null;
  return typed !== null && ports?.isPhrase(typed.shortcut) === true ? { ...typed, to: area.selectionEnd } : null;
};

const keyAlone = (area: HTMLTextAreaElement, { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean }, wasLeaving: boolean): boolean => {
  if (key !== ' ' && key !== 'Tab') return false;
  const named = shiftKey ? null : phraseAtCaret(area, key);
  if (named !== null) return expandAt(area, named, key === ' ' ? ' ' : '');
  if (key === ' ') show(null);
  return key === 'Tab' && !wasLeaving && walk(area, shiftKey);
};

const areaOf = (target: EventTarget | null): HTMLTextAreaElement | null => (target instanceof HTMLTextAreaElement && target.dataset['phrases'] !== undefined ? target : null);

/** Somebody else's, part of a letter still being composed, or of a chord. */
const isNotOurs = (event: KeyboardEvent): boolean => event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey;

const onKeyDown = (event: KeyboardEvent): void => {
  const area = areaOf(event.target);
  if (area === null || isNotOurs(event)) return;
  const wasLeaving = isLeaving;
  isLeaving = event.key === 'Escape' || (wasLeaving && event.key === 'Shift');
  const isUsed = box?.area === area ? keyInBox(box, event) : keyAlone(area, event, wasLeaving);
  if (isUsed) { event.preventDefault(); event.stopPropagation(); }
};

const LETTERS = /^[a-z0-9]$/i;

/** Whether a short name may still be in the making after this much was typed. */
const staysArmed = ({ data, inputType }: InputEvent): boolean =>
  data === '.' || (isArmed && (inputType === 'deleteContentBackward' || (data !== null && LETTERS.test(data))));

const offered = (area: HTMLTextAreaElement): PhraseBox | null => {
  const typed = shortcutBefore(area.value, area.selectionEnd);
  const offers = typed === null ? [] : ports?.offers(typed.shortcut) ?? [];
  return typed === null || offers.length === 0 ? null : { is: 'phrases', area, from: typed.from, to: area.selectionEnd, offers, active: 0 };
};

const onInput = (event: Event): void => {
  const area = areaOf(event.target);
  if (area === null || isWriting || !(event instanceof InputEvent) || event.isComposing) return;
  isArmed = staysArmed(event);
  show(isArmed && event.data !== '.' ? offered(area) : null);
};

/** A click into a pick opens its choices: where there is no Tab, on a phone, it is the way to answer. */
const onClick = ({ target }: MouseEvent): void => {
  const area = areaOf(target);
  if (area === null) return;
  // the browser puts the caret only after it has told of the click
  setTimeout(() => {
    if (document.activeElement !== area || area.selectionStart !== area.selectionEnd) return;
    const mark = marksIn(area.value).find(({ from, to }) => from < area.selectionEnd && area.selectionEnd < to);
    if (mark !== undefined) select(area, mark);
  });
};

export const phraseTyping = {
  box: (): PhraseBox | null => box,
  onChange: (listener: () => void): (() => void) => { listeners.add(listener); return () => { listeners.delete(listener); }; },
  choose: (at: number): void => { if (box !== null) choose(box, at); },
  /** Listens to the texts within an element for as long as it is shown; nothing is done for keys that are plain text. */
  listen: (root: HTMLElement, given: PhrasePorts): (() => void) => {
    const close = (): void => { isArmed = false; show(null); };
    const closeOutside = (event: Event): void => { if (!(event.target instanceof Element && event.target.closest('[data-phrase-box]') !== null)) close(); };
    ports = given;
    root.addEventListener('keydown', onKeyDown);
    root.addEventListener('input', onInput);
    root.addEventListener('click', onClick);
    root.addEventListener('focusout', close);
    root.addEventListener('pointerdown', closeOutside);
    return () => {
      close();
      if (ports === given) ports = null;
      root.removeEventListener('keydown', onKeyDown);
      root.removeEventListener('input', onInput);
      root.removeEventListener('click', onClick);
      root.removeEventListener('focusout', close);
      root.removeEventListener('pointerdown', closeOutside);
    };
  },
};

/** Goes to the first mark of a field, with its choices open; false when the field or a mark is not there. */
export const goToMark = (field: string): boolean => {
  const area = areaOf(document.getElementById(fieldId(field)));
  const mark = area === null ? undefined : marksIn(area.value)[0];
  if (area === null || mark === undefined) return false;
  select(area, mark);
  return true;
};

/** Puts a phrase at the caret, as if its short name had been typed there. */
export const writePhrase = (area: HTMLTextAreaElement, shortcut: string): void => { expandAt(area, { from: area.selectionEnd, to: area.selectionEnd, shortcut }, ''); };
