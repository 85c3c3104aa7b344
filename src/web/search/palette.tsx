import { Modal } from '@mantine/core';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { useLocation } from 'wouter';
import { IconBolt, IconHistory, IconUserCircle } from '../design/icons.ts';
import { Kbd } from '../design/kbd.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { ShortcutLayer, shortcuts } from '../keyboard/use-shortcuts.tsx';
import { useAddressOfPatient } from '../patients/open-patient.ts';
import { usePermission } from '../session/session-context.ts';
import { searchMessages } from './messages.ts';
import { paletteEntries } from './palette-entries.ts';
import type { PaletteEntry } from './palette-entries.ts';
import { PatientLine } from './patient-line.tsx';
import { recentScreens } from './recent.ts';
import classes from './search.module.css';
import { usePatientSearch } from './use-patient-search.ts';

const uses = new Map<string, number>();
const groupOf = { patient: 'palette.patients', command: 'palette.commands', recent: 'palette.recent' } as const satisfies Record<PaletteEntry['is'], keyof typeof searchMessages>;
const icons = { patient: IconUserCircle, command: IconBolt, recent: IconHistory } as const;

const EntryText = ({ entry }: { readonly entry: PaletteEntry }) => {
  if (entry.is === 'patient') return <><PersonName name={entry.patient.fullName} /><small><PatientLine patient={entry.patient} /></small></>;
  return <>{entry.is === 'command' ? entry.command.label : entry.screen.title}</>;
};

const useRun = (close: () => void): ((entry: PaletteEntry) => void) => {
  const [, go] = useLocation();
  const addressOf = useAddressOfPatient();
  return (entry) => {
    close();
    if (entry.is === 'patient') go(addressOf(entry.patient.id));
    else if (entry.is === 'recent') go(entry.screen.path);
    else {
      uses.set(entry.command.label, (uses.get(entry.command.label) ?? 0) + 1);
      // after the dialog has given focus back, so that an act that moves focus has the last word
      setTimeout(() => { entry.command.run(); }, 0);
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
              <div key={entry.key} id={`${id}-${String(at)}`} role="option" aria-selected={at === active} className={classes['option']} onPointerMove={() => { onHover(at); }} onClick={() => { onRun(entry); }}>
                <Icon size={20} stroke={1.6} aria-hidden />
                <span className={classes['optionText']}><EntryText entry={entry} /></span>
                {entry.is === 'command' && entry.command.keys[0] !== undefined ? <Kbd keys={entry.command.keys[0]} /> : null}
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
};

const PaletteBody = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useText(searchMessages);
  const may = usePermission();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const { patients, isComplete, isAsked, isSearching, error } = usePatientSearch(typed, { isOn: may('read-patient-identity') });
  const [commands] = useState(() => shortcuts.ofPage());
  const entries = useMemo(() => paletteEntries(typed, { patients, commands, recent: recentScreens(), uses }), [typed, patients, commands]);
  const run = useRun(onClose);
  const at = Math.min(active, Math.max(0, entries.length - 1));
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => { document.getElementById(`${id}-${String(at)}`)?.scrollIntoView({ block: 'nearest' }); }, [id, at]);
  const move = (by: number): void => { if (entries.length > 0) setActive((at + by + entries.length) % entries.length); };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const acts: Record<string, (() => void) | undefined> = {
      ArrowDown: () => { move(1); }, ArrowUp: () => { move(-1); },
      Enter: () => { const entry = entries[at]; if (entry !== undefined) run(entry); },
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
        onChange={(event) => { setTyped(event.currentTarget.value); setActive(0); }} onKeyDown={onKeyDown}
      />
      <Entries id={id} entries={entries} active={at} onHover={setActive} onRun={run} />
      {entries.length === 0 && !isSearching ? <div className={classes['note']}>{t('palette.nothing', { typed })}</div> : null}
      {error === null ? null : <div className={classes['note']} role="alert">{t('palette.failed')}</div>}
      {isAsked && !isComplete ? <div className={classes['note']}>{t('palette.incomplete')}</div> : null}
      <div className="amate-hidden" role="status">{typed === '' ? '' : t('palette.count', { count: entries.length })}</div>
    </div>
  );
};

/** Ctrl+K: find a patient, a screen or an act; everything with a shortcut is here with its keys (K-05). */
export const Palette = ({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(searchMessages);
  return (
    <Modal.Root opened={opened} onClose={onClose} size={640} yOffset="12dvh" centered={false}>
      <Modal.Overlay backgroundOpacity={0.4} />
      <Modal.Content radius="lg" aria-label={t('palette.title')}>
        <Modal.Body p={0}><ShortcutLayer><PaletteBody onClose={onClose} /></ShortcutLayer></Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
