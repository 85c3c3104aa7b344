import { ActionIcon } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { NoteId } from '#kernel/ids.ts';
import type { ChartEntry } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { IconChevronLeft, IconChevronRight } from '../../design/icons.ts';
import { ErrorState, Loading } from '../../design/states.tsx';
import { DateText, PersonName } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { openNote } from '../api.ts';
import { CarryButton } from '../carry/carry-button.tsx';
import { NoteWords } from '../note/note-words.tsx';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';

/** A signed note to read while writing. */
export const NoteBeside = ({ noteId }: { readonly noteId: NoteId }) => {
  const note = useQuery({ queryKey: ['note', noteId], queryFn: ({ signal }) => call(openNote, { params: { noteId } }, { signal }) });
  if (note.isError) return <ErrorState error={note.error} onRetry={() => { void note.refetch(); }} />;
  if (note.data === undefined) return <Loading />;
  const { signed, savedAt, authorName, content, addenda } = note.data;
  return (
    <>
      <p className={classes['help']}><DateText value={signed?.signedAt ?? savedAt} withTime /> · <PersonName name={authorName} /></p>
      <NoteWords content={content} />
      {addenda.filter(({ state }) => state === 'signed').map((addendum) => (
        <div key={addendum.id} className={classes['besideAddendum']}>
          <p className={classes['help']}><DateText value={addendum.signed?.signedAt ?? addendum.savedAt} withTime /> · <PersonName name={addendum.authorName} /></p>
          <NoteWords content={addendum.content} />
        </div>
      ))}
    </>
  );
};

/** The last signed notes of this patient, one at a time. */
export const PreviousNotes = ({ entries }: { readonly entries: readonly ChartEntry[] }) => {
  const t = useText(consultMessages);
  const signed = entries.filter(({ state, kind }) => state === 'signed' && kind === 'evolution');
  const [at, setAt] = useState(0);
  const entry = signed[at];
  if (entry === undefined) return <p className={classes['help']}>{t('previous.none')}</p>;
  return (
    <div>
      <div className={classes['stepper']}>
        <ActionIcon aria-label={t('previous.older')} disabled={at >= signed.length - 1} onClick={() => { setAt(at + 1); }}><IconChevronLeft size={18} /></ActionIcon>
        <span className="amate-numbers">{at + 1} / {signed.length}</span>
        <ActionIcon aria-label={t('previous.newer')} disabled={at === 0} onClick={() => { setAt(at - 1); }}><IconChevronRight size={18} /></ActionIcon>
        <CarryButton />
      </div>
      <NoteBeside noteId={entry.noteId} />
    </div>
  );
};
