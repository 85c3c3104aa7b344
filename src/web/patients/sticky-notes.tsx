import { ActionIcon, Button } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { StickyNote } from '#modules/summary/contract.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { IconPlus } from '../design/icons.ts';
import { DateText, PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { usePermission } from '../session/session-context.ts';
import { stickyMessages } from './sticky-messages.ts';
import classes from './sticky-notes.module.css';
import { useKeepStickyNotes, useStickyNotes } from './use-sticky-notes.ts';

const MOST = 280;

const AddDialog = ({ patientId, onClose }: { readonly patientId: PatientId; readonly onClose: () => void }) => {
  const t = useText(stickyMessages);
  const [text, setText] = useState('');
  const { add } = useKeepStickyNotes(patientId, onClose);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') add.mutate(text);
  };
  return (
    <Dialog opened onClose={onClose} title={t('add')} size={520}>
      <form onSubmit={submit} className={classes['form']}>
        <TextField label={t('text')} description={t('who-sees')} value={text} maxLength={MOST} required data-autofocus onChange={setText} />
        <DialogActions>
          <Button variant="default" onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" loading={add.isPending}>{t('put')}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
};

const Note = ({ note, onDismiss }: { readonly note: StickyNote; readonly onDismiss: (() => void) | null }) => {
  const t = useText(stickyMessages);
  return (
    <li className={classes['note']}>
      <span>{note.text}</span>
      <small>
        <PersonName name={note.writtenBy} /> · <DateText value={note.writtenAt} />
        {note.dismissed === null ? null : <> · {t('dismissed-by')} <PersonName name={note.dismissed.by} /> · <DateText value={note.dismissed.at} withTime /></>}
      </small>
      {onDismiss === null ? null : <Button variant="subtle" size="compact-xs" aria-label={`${t('dismiss')}: ${note.text}`} onClick={onDismiss}>{t('dismiss')}</Button>}
    </li>
  );
};

/** Short notes for whoever receives this patient, reception included; each is taken off with who and when. */
export const StickyNotes = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(stickyMessages);
  const may = usePermission();
  const { data } = useStickyNotes(patientId);
  const [isAdding, setIsAdding] = useState(false);
  const { dismiss } = useKeepStickyNotes(patientId, () => undefined);
  const open = (): void => { setIsAdding(true); };
  useShortcuts([{ keys: [], label: t('add'), group: t('title'), inFields: true, isOn: may('keep-sticky-notes'), run: open }]);
  if (data === undefined) return null;
  const standing = data.notes.filter(({ dismissed }) => dismissed === null);
  const dismissed = data.notes.filter((note) => note.dismissed !== null);
  return (
    <section className={classes['stickies']} data-group="sticky" aria-label={t('title')}>
      <header><h2>{t('title')}</h2><ActionIcon size="sm" aria-label={t('add')} onClick={open}><IconPlus size={15} /></ActionIcon></header>
      {standing.length === 0 ? <p>{t('none')}</p> : <ul>{standing.map((note) => <Note key={note.id} note={note} onDismiss={() => { dismiss.mutate(note); }} />)}</ul>}
      {dismissed.length === 0 ? null : (
        <details><summary>{t('dismissed-list', { count: dismissed.length })}</summary><ul>{dismissed.map((note) => <Note key={note.id} note={note} onDismiss={null} />)}</ul></details>
      )}
      {isAdding ? <AddDialog patientId={patientId} onClose={() => { setIsAdding(false); }} /> : null}
    </section>
  );
};
