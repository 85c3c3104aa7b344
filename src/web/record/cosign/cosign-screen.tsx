import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { NoteId } from '#kernel/ids.ts';
import type { Cosignatures } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { IconSignature } from '../../design/icons.ts';
import { Page, PageHeader } from '../../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../../design/states.tsx';
import { DateText, PersonName } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { openNote } from '../api.ts';
import { useKindName } from '../form/use-document-types.ts';
import { NoteWords } from '../note/note-words.tsx';
import type { Certificate } from '../signing/ceremony.ts';
import { listCosignatures } from './api.ts';
import { cosignMessages } from './cosign-messages.ts';
import classes from './cosign.module.css';
import { WaitingNote } from './waiting-note.tsx';

type Waiting = Cosignatures['waiting'][number];

const Entry = ({ entry, isOpen, onOpen }: { readonly entry: Waiting; readonly isOpen: boolean; readonly onOpen: () => void }) => {
  const t = useText(cosignMessages);
  const kindName = useKindName();
  return (
    <button type="button" className={classes['entry']} data-waiting={entry.noteId} aria-current={isOpen} onClick={onOpen}>
      <span className={classes['head']}><PersonName name={entry.patientName} /><span>{kindName(entry.kind)}</span></span>
      <span style={{ display: 'block' }}>{t(entry.method === 'attested' ? 'by.attested' : 'by', { name: entry.authorName })} · <DateText value={entry.since} withTime /></span>
      <span className={classes['quiet']}>{t('record', { number: entry.recordNumber })} · {t(`asks.${entry.asks}`)}{entry.namedName === null ? '' : ` · ${t('for', { name: entry.namedName })}`}</span>
    </button>
  );
};

const Group = ({ title, entries, open, onOpen }: { readonly title: string; readonly entries: readonly Waiting[]; readonly open: NoteId | null; readonly onOpen: (id: NoteId) => void }) => (entries.length === 0 ? null : (
  <section aria-label={title}>
    <h2 className={classes['group']}>{title} ({entries.length})</h2>
    <ul className={classes['entries']}>{entries.map((entry) => <li key={entry.noteId}><Entry entry={entry} isOpen={entry.noteId === open} onOpen={() => { onOpen(entry.noteId); }} /></li>)}</ul>
  </section>
));

const Returned = ({ entries }: { readonly entries: Cosignatures['returned'] }) => {
  const t = useText(cosignMessages);
  const kindName = useKindName();
  return entries.length === 0 ? null : (
    <section aria-label={t('returned')}>
      <h2 className={classes['group']}>{t('returned')} ({entries.length})</h2>
      <ul className={classes['entries']}>
        {entries.map((entry) => (
          <li key={entry.noteId} style={{ padding: '9px 12px' }}>
            <span className={classes['head']}><PersonName name={entry.patientName} /><span>{kindName(entry.kind)}</span></span>
            <span style={{ display: 'block' }}>{t('returned.by', { name: entry.returnedBy })} · <DateText value={entry.returnedAt} withTime /></span>
            <p style={{ margin: '4px 0 8px' }}>{entry.reason}</p>
            <Button component={Link} href={`/consulta/${entry.noteId}`} variant="default" size="compact-md">{t('continue')}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
};

type ReaderProps = { readonly entry: Waiting; readonly onDone: () => void; readonly certificate: Certificate | null; readonly onCertificate: (certificate: Certificate | null) => void };

const Reader = ({ entry, onDone, certificate, onCertificate }: ReaderProps) => {
  const kindName = useKindName();
  const heading = useRef<HTMLHeadingElement>(null);
  const note = useQuery({ queryKey: ['note', entry.noteId], queryFn: ({ signal }) => call(openNote, { params: { noteId: entry.noteId } }, { signal }) });
  useEffect(() => { heading.current?.focus({ preventScroll: true }); }, [entry.noteId]);
  return (
    <section className={classes['reader']} aria-label={kindName(entry.kind)}>
      <h2 ref={heading} tabIndex={-1}>{kindName(entry.kind)} · <PersonName name={entry.patientName} /></h2>
      {note.isError ? <ErrorState error={note.error} onRetry={() => { void note.refetch(); }} /> : null}
      {note.isPending ? <Loading /> : null}
      {note.data?.second === undefined || note.data.second === null || note.data.state !== 'waiting' ? null
        : <WaitingNote note={note.data} second={note.data.second} patientName={entry.patientName} onDone={onDone} certificate={certificate} onCertificate={onCertificate} />}
      {note.data === undefined ? null : <NoteWords content={note.data.content} level={3} />}
    </section>
  );
};

/** The place after this one in the queue, so that one signature leads to the next. */
const after = (waiting: readonly Waiting[], id: NoteId | null, step: 1 | -1): NoteId | null => {
  const at = waiting.findIndex(({ noteId }) => noteId === id);
  return waiting[at === -1 ? 0 : Math.min(Math.max(at + step, 0), waiting.length - 1)]?.noteId ?? null;
};

const Unheard = ({ error, retry }: { readonly error: unknown; readonly retry: () => void }) => (error === null ? <Loading /> : <ErrorState error={error} onRetry={retry} />);

const Queue = ({ list: { waiting, returned }, open, onOpen }: { readonly list: Cosignatures; readonly open: NoteId | null; readonly onOpen: (id: NoteId) => void }) => {
  const t = useText(cosignMessages);
  if (waiting.length + returned.length === 0) return <EmptyState icon={IconSignature} title={t('empty')}>{t('empty.says')}</EmptyState>;
  return (
    <div>
      <Group title={t('mine')} entries={waiting.filter(({ isNamed }) => isNamed)} open={open} onOpen={onOpen} />
      <Group title={t('others')} entries={waiting.filter(({ isNamed }) => !isNamed)} open={open} onOpen={onOpen} />
      <Returned entries={returned} />
    </div>
  );
};

/** What waits for a second signature, one after the other: `j` and `k` move, Ctrl+Enter signs, `r` returns. */
export const CosignScreen = () => {
  const t = useText(cosignMessages);
  const list = useQuery({ queryKey: ['cosignatures', 'list'], queryFn: ({ signal }) => call(listCosignatures, {}, { signal }) });
  const [chosen, setChosen] = useState<NoteId | null>(null);
  const [certificate, setCertificate] = useState<Certificate | null>(null);
  const waiting = list.data?.waiting ?? [];
  const open = waiting.find(({ noteId }) => noteId === chosen) ?? waiting[0];
  const move = (step: 1 | -1): void => { setChosen(after(waiting, open?.noteId ?? null, step)); };
  useShortcuts([
    { keys: 'j', label: t('keys.next'), group: t('title'), isCommand: false, run: () => { move(1); } },
    { keys: 'k', label: t('keys.previous'), group: t('title'), isCommand: false, run: () => { move(-1); } },
  ]);
  const onDone = useCallback((): void => { setChosen(null); }, []);
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} />
      {list.data === undefined ? <Unheard error={list.error} retry={() => { void list.refetch(); }} /> : (
        <div className={classes['columns']}>
          <Queue list={list.data} open={open?.noteId ?? null} onOpen={setChosen} />
          {open === undefined ? null : <Reader key={open.noteId} entry={open} onDone={onDone} certificate={certificate} onCertificate={setCertificate} />}
        </div>
      )}
    </Page>
  );
};
