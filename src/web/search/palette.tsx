import { Modal } from '@mantine/core';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { useLocation } from 'wouter';
import { IconBolt, IconHistory, IconUserCircle } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { ShortcutLayer, shortcuts } from '../keyboard/use-shortcuts.tsx';
import { useAddressOfPatient } from '../patients/open-patient.ts';
import { usePermission } from '../session/session-context.ts';
import { searchMessages } from './messages.ts';
import { offerEntries, paletteEntries } from './palette-entries.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { PatientLine } from './patient-line.tsx';
import { recentScreens } from './recent.ts';
import classes from './search.module.css';
import { typedCommands, useOffers } from './typed-commands.ts';
import { usePatientSearch } from './use-patient-search.ts';

const uses = new Map<string, number>();
const groupOf = { offer: 'palette.offers', typed: 'palette.typed', patient: 'palette.patients', command: 'palette.commands', recent: 'palette.recent' } as const satisfies Record<PaletteEntry['is'], keyof typeof searchMessages>;
const icons = { offer: IconBolt, typed: IconBolt, patient: IconUserCircle, command: IconBolt, recent: IconHistory } as const;

const EntryText = ({ entry }: { readonly entry: PaletteEntry }) => {
  if (entry.is === 'patient') return <><PersonName name={entry.patient.fullName} /><small><PatientLine patient={entry.patient} /></small></>;
  if (entry.is === 'typed') return <><b>{entry.typed.word}</b> {entry.typed.label}<small>{entry.typed.example}</small></>;
  if (entry.is === 'offer') return <>{entry.offer.label}{entry.offer.hint === undefined ? null : <small>{entry.offer.hint}</small>}</>;
  return <>{entry.is === 'command' ? entry.command.label : entry.screen.title}</>;
};

const keysOf = (entry: PaletteEntry): string | undefined => {
  if (entry.is === 'command') return entry.command.keys[0];
  return entry.is === 'typed' ? entry.typed.keys : undefined;
};

const useRun = (close: () => void, write: (typed: string) => void): ((entry: PaletteEntry) => void) => {
  const [, go] = useLocation();
  const addressOf = useAddressOfPatient();
  return (entry) => {
    if (entry.is === 'typed') { write(`${entry.typed.word} `); return; }
    if (entry.is === 'offer' && entry.offer.run === null) return;
    close();
    if (entry.is === 'patient') go(addressOf(entry.patient.id));
    else if (entry.is === 'recent') go(entry.screen.path);
    else if (entry.is === 'offer') entry.offer.run?.();
    else {
      uses.set(entry.command.label, (uses.get(entry.command.label) ?? 0) + 1);
      entry.command.run();
    }
  };
};

type ListProps = { readonly id: string; readonly entries: readonly PaletteEntry[]; readonly active: number; readonly onHover: (at: number) => void; readonly onRun: (entry: PaletteEntry) => void };

const Entries = ({ id, entries, active, onHover, onRun }: ListProps) => {
  const t = useText(searchMessages);
  const kinds = [...new Set(entries.map((entry) => entry.is))];
  return (
    <div className={classes['list']} id={id} role="listbox" aria-label={t('palette.title')}>
      {kinds.map((kind) => (
        <div key={kind} role="group" aria-labelledby={`${id}-${kind}`}>
          <div className={classes['group']} id={`${id}-${kind}`}>{t(groupOf[kind])}</div>
          {entries.map((entry, at) => {
            if (entry.is !== kind) return null;
            const Icon = icons[kind];
            return (
              // keys reach it through the box above (aria-activedescendant); the pointer reaches it here
              <div key={entry.key} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} aria-disabled={entry.is === 'offer' && entry.offer.run === null} className={classes['option']} onPointerMove={() => { onHover(at); }} onClick={() => { onRun(entry); }}>
                <Icon size={20} stroke={1.6} aria-hidden />
                <span className={classes['optionText']}><EntryText entry={entry} /></span>
                {keysOf(entry) === undefined ? null : <Kbd keys={keysOf(entry) ?? ''} />}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
};

type NotesProps = { readonly hasFailed: boolean; readonly isNothing: boolean; readonly typed: string; readonly error: unknown; readonly isIncomplete: boolean };

/** What is to be said about the list: that nothing fits, or that something could not be looked up. */
const Notes = ({ hasFailed, isNothing, typed, error, isIncomplete }: NotesProps) => {
  const t = useText(searchMessages);
  return (
    <>
      {hasFailed ? <div className={classes['note']} role="alert">{t('palette.order-failed')}</div> : null}
      {isNothing && !hasFailed ? <div className={classes['note']}>{t('palette.nothing', { typed })}</div> : null}
      {error === null ? null : <div className={classes['note']} role="alert">{t('palette.failed')}</div>}
      {isIncomplete ? <div className={classes['note']}>{t('palette.incomplete')}</div> : null}
    </>
  );
};

const PaletteBody = ({ onClose, onOpener }: { readonly onClose: () => void; readonly onOpener: (opener: Element | null) => void }) => {
  const t = useText(searchMessages);
  const may = usePermission();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [taking] = useState(typedCommands);
  // asked before the box below takes the focus
  const [opener] = useState(() => document.activeElement);
  useEffect(() => { onOpener(opener); }, [onOpener, opener]);
  const { command, offers, isAnswered, hasFailed } = useOffers(typed, taking);
  const { patients, isComplete, isAsked, isSearching, error } = usePatientSearch(typed, { isOn: command === null && may('read-patient-identity') });
  const [commands] = useState(() => shortcuts.ofPage());
  const entries = useMemo(
    () => (command === null ? paletteEntries(typed, { patients, commands, recent: recentScreens(), typedCommands: taking, uses }) : offerEntries(offers)),
    [typed, patients, commands, command, offers, taking],
  );
  const write = (text: string): void => { setTyped(text); setActive(0); box.current?.focus(); };
  const run = useRun(onClose, write);
  const at = Math.min(active, Math.max(0, entries.length - 1));
  const [isPending, setIsPending] = useState(false);
  const runAt = (): void => { const entry = entries[at]; if (entry !== undefined) run(entry); };
  // Enter before the answer to exactly these words is here waits for it: an older answer is never what was meant
  useEffect(() => { if (isPending && isAnswered) { setIsPending(false); queueMicrotask(runAt); } });
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => { document.getElementById(`${id}-${String(at)}`)?.scrollIntoView({ block: 'nearest' }); }, [id, at]);
  const move = (by: number): void => { if (entries.length > 0) setActive((at + by + entries.length) % entries.length); };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => { move(1); }, ArrowUp: () => { move(-1); },
      Enter: () => { if (command === null || isAnswered) runAt(); else setIsPending(true); },
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };
  return (
    <div className={classes['box']}>
      <input
        ref={box} className={classes['input']} data-autofocus autoFocus value={typed} placeholder={t('palette.hint')} aria-label={t('palette.title')} autoComplete="off" spellCheck={false}
        role="combobox" aria-expanded aria-controls={id} aria-autocomplete="list" aria-activedescendant={entries.length === 0 ? undefined : `${id}-${String(at)}`}
        onChange={(event) => { setTyped(event.currentTarget.value); setActive(0); setIsPending(false); }} onKeyDown={onKeyDown}
      />
      <Entries id={id} entries={entries} active={at} onHover={setActive} onRun={run} />
      {command === null ? null : <div className={classes['note']}>{command.label} · {command.example}</div>}
      <Notes hasFailed={hasFailed} isNothing={entries.length === 0 && !isSearching && (command === null || isAnswered)} typed={typed} error={error} isIncomplete={isAsked && !isComplete} />
      <div className="amate-hidden" role="status">{typed === '' ? '' : t('palette.count', { count: entries.length })}</div>
    </div>
  );
};

/** Ctrl+K: find a patient, a screen or an act; everything with a shortcut is here with its keys (K-05). */
export const Palette = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(searchMessages);
  const opener = useRef<Element | null>(null);
  const [keepOpener] = useState(() => (element: Element | null): void => { opener.current = element; });
  // at once and not when the dialog has faded: the keys that follow Enter already belong to the note
  const close = (): void => {
    flushSync(onClose);
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus({ preventScroll: true });
  };
  return (
    <Modal.Root opened={opened} onClose={close} size={640} yOffset="12dvh" centered={false} returnFocus={false}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content radius="lg" aria-label={t('palette.title')}>
        <Modal.Body p={0}><ShortcutLayer><PaletteBody onClose={close} onOpener={keepOpener} /></ShortcutLayer></Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
