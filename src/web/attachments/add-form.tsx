import { Autocomplete, Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { civilDateIn, formatCivilDate } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { systemClock } from '#kernel/clock.ts';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { Attachment, AttachmentKind } from '#modules/attachments/contract.ts';
import type { Chart } from '#modules/record/contract.ts';
import { DateField } from '../design/date-field.tsx';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { IconFileText } from '../design/icons.ts';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useKindName } from '../record/form/use-document-types.ts';
import { chartKey } from '../record/chart/use-chart.ts';
import { useBlobAddress } from '../record/note/pdf-view.tsx';
import { useTimeZone } from '../session/session-context.ts';
import classes from './attachments.module.css';
import { attachmentKinds, isTooLarge, sitesOf } from './file-facts.ts';
import { attachmentMessages } from './messages.ts';
import { useAddAttachment } from './use-attachments.ts';

/** The day a file was made, as far as the device says so; no device made one before the year 2000. */
const dayOf = (file: File, timeZone: string): CivilDate => {
  const now = systemClock.now().getTime();
  return civilDateIn(timeZone, new Date(file.lastModified > Date.UTC(2000) && file.lastModified < now ? file.lastModified : now));
};

type Draft = { readonly kind: AttachmentKind; readonly title: string; readonly site: string; readonly takenOn: CivilDate | null; readonly noteId: NoteId | 'none' };

const MOST_NOTES = 10;

/** The newest notes of the chart that this window has shown; no chart is opened for the sake of a list. */
const useRecentNotes = (patientId: PatientId, begun: NoteId | null): readonly { readonly value: NoteId; readonly label: string }[] => {
  const shown = useQueryClient().getQueryData<{ readonly pages: readonly Chart[] }>(chartKey(patientId));
  const t = useText(attachmentMessages);
  const kindName = useKindName();
  const [language, timeZone] = [useLanguage(), useTimeZone()];
  const notes = (shown?.pages[0]?.entries ?? []).slice(0, MOST_NOTES)
    .map(({ noteId, kind, at }) => ({ value: noteId, label: `${formatCivilDate(civilDateIn(timeZone, new Date(at)), language)} · ${kindName(kind)}` }));
  return begun === null || notes.some(({ value }) => value === begun) ? notes : [{ value: begun, label: t('add.note.this') }, ...notes];
};

/** Whether the browser can draw it: what it cannot is not worth sending. */
const useFault = (file: File): 'add.too-large' | 'add.unreadable' | null => {
  const [isUnreadable, setUnreadable] = useState(false);
  useEffect(() => {
    setUnreadable(false);
    if (file.type === 'application/pdf' || isTooLarge(file)) return undefined;
    let isGone = false;
    createImageBitmap(file).then((picture) => { picture.close(); }, () => { if (!isGone) setUnreadable(true); });
    return () => { isGone = true; };
  }, [file]);
  if (isTooLarge(file)) return 'add.too-large';
  return isUnreadable ? 'add.unreadable' : null;
};

const Preview = ({ file }: { readonly file: File }) => {
  const t = useText(attachmentMessages);
  const address = useBlobAddress(file);
  if (file.type === 'application/pdf') return <p className={classes['paper']}><IconFileText size={20} aria-hidden /> {file.name}</p>;
  return address === null ? null : <img className={classes['preview']} src={address} alt={t('add.preview', { name: file.name })} />;
};

type FormProps = { readonly patientId: PatientId; readonly file: File; readonly left: number; readonly all: readonly Attachment[]; /** The note in work from which she came. */ readonly begun: NoteId | null; readonly onDone: () => void };

/** What is said of a file before it is kept. The next of several begins with what was said of the last. */
export const AddForm = ({ patientId, file, left, all, begun, onDone }: FormProps) => {
  const t = useText(attachmentMessages);
  const timeZone = useTimeZone();
  const isPdf = file.type === 'application/pdf';
  const [draft, setDraft] = useState<Draft>(() => ({ kind: isPdf ? 'outside-report' : 'photograph', title: '', site: '', takenOn: isPdf ? null : dayOf(file, timeZone), noteId: begun ?? 'none' }));
  const put = (change: Partial<Draft>): void => { setDraft((now) => ({ ...now, ...change })); };
  const notes = useRecentNotes(patientId, begun);
  const fault = useFault(file);
  const add = useAddAttachment(patientId, (mediaType) => { toast.done(t(mediaType === 'application/pdf' ? 'add.done-pdf' : 'add.done')); onDone(); });
  const isReady = draft.title.trim() !== '' && fault === null;
  const send = (): void => {
    const { noteId, ...said } = draft;
    if (isReady && !add.isPending) add.mutate({ ...said, file, encounterId: null, noteId: noteId === 'none' ? null : noteId });
  };
  return (
    <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); send(); }}>
      {fault === 'add.unreadable' ? null : <Preview file={file} />}
      {fault === null ? null : <p className={classes['fault']} role="alert">{t(fault)}</p>}
      {left === 0 ? null : <p className={classes['quiet']}>{t('add.queue', { left })}</p>}
      <TextField label={t('add.name')} required maxLength={200} data-autofocus autoFocus value={draft.title} onChange={(title) => { put({ title }); }} />
      <div className={classes['pair']}>
        <ChoiceField label={t('add.kind')} value={draft.kind} allowDeselect={false} choices={attachmentKinds.filter((kind) => !isPdf || kind !== 'photograph').map((value) => ({ value, label: t(`kind.${value}`) }))} onChange={(kind) => { if (kind !== null) put({ kind }); }} />
        <DateField label={t('add.taken')} value={draft.takenOn} onChange={(takenOn) => { put({ takenOn }); }} />
      </div>
      <Autocomplete label={t('add.site')} description={t('add.site.says')} maxLength={200} data={[...sitesOf(all)]} value={draft.site} onChange={(site) => { put({ site }); }} />
      {notes.length === 0 ? null : <ChoiceField label={t('add.note')} value={draft.noteId} allowDeselect={false} choices={[{ value: 'none', label: t('add.note.none') }, ...notes]} onChange={(noteId) => { if (noteId !== null) put({ noteId: noteId as NoteId | 'none' }); }} />}
      <Group gap="xs" justify="end">
        <Button variant="default" onClick={onDone} disabled={add.isPending}>{t('add.leave')}</Button>
        <Button type="submit" disabled={!isReady} loading={add.isPending}>{t('add.save')}</Button>
      </Group>
    </form>
  );
};
