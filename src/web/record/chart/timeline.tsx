import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { civilDateIn } from '#kernel/civil-date.ts';
import type { FileId, NoteId, PatientId } from '#kernel/ids.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import type { ChartEntry } from '#modules/record/contract.ts';
import { FileRow } from '../../attachments/file-row.tsx';
import { attachmentMessages } from '../../attachments/messages.ts';
import { withFiles } from '../../attachments/timeline-files.ts';
import type { FileEntry } from '../../attachments/timeline-files.ts';
import { TextField } from '../../design/fields.tsx';
import { IconCircleCheck, IconPencil, IconSearch, IconSignature } from '../../design/icons.ts';
import { Badge } from '../../design/severity.tsx';
import { EmptyState } from '../../design/states.tsx';
import { DateText, PersonName } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { useTimeZone } from '../../session/session-context.ts';
import { useKindName } from '../form/use-document-types.ts';
import { noteMessages } from '../note/note-messages.ts';
import { ChartFound } from './chart-found.tsx';
import { chartMessages } from './chart-messages.ts';
import { EventRow } from './event-row.tsx';
import classes from './chart.module.css';
import { byYear, filterEntries } from './filter-entries.ts';
import type { EntryFilter } from './filter-entries.ts';
import { kindGroups } from './kind-groups.ts';
import { withEvents } from './timeline-events.ts';
import type { EventEntry, TimelineEvent } from './timeline-events.ts';
import { isSearchable } from './use-chart-search.ts';

type EntryProps = { readonly entry: ChartEntry; readonly isOpen: boolean; readonly onOpen: (entry: ChartEntry) => void };

const StateBadge = ({ state }: { readonly state: ChartEntry['state'] }) => {
  const t = useText(noteMessages);
  if (state === 'waiting') return <Badge hue="amber" icon={IconSignature}>{t('state.waiting')}</Badge>;
  return state === 'signed' ? <Badge hue="jade" icon={IconCircleCheck}>{t('state.signed')}</Badge> : <Badge hue="amber" icon={IconPencil}>{t('state.draft')}</Badge>;
};

const Entry = ({ entry, isOpen, onOpen }: EntryProps) => {
  const t = useText(chartMessages);
  const kindName = useKindName();
  return (
    <button type="button" className={classes['entry']} data-entry={entry.noteId} aria-current={isOpen} onClick={() => { onOpen(entry); }}>
      <span className={classes['entryHead']}>
        <DateText value={entry.at} withTime />
        <span>{kindName(entry.kind)}</span>
        <PersonName name={entry.authorName} />
        <span className={classes['end']}><StateBadge state={entry.state} /></span>
      </span>
      {entry.diagnoses.length === 0 ? null : (
        <span style={{ display: 'block' }}>{entry.diagnoses.map(({ code, term }, at) => <span key={code}>{at === 0 ? '' : ' · '}<span className={classes['code']}>{code}</span>{term}</span>)}</span>
      )}
      <span className={classes['entryText']}>{entry.addenda > 0 ? `${t('addenda', { count: entry.addenda })} · ` : ''}{entry.excerpt}</span>
    </button>
  );
};

const focusEntry = (list: HTMLElement | null, step: 1 | -1): void => {
  const buttons = [...(list?.querySelectorAll<HTMLElement>('[data-entry]') ?? [])];
  const at = buttons.findIndex((button) => button === document.activeElement);
  const open = buttons.findIndex((button) => button.ariaCurrent === 'true');
  const from = at === -1 ? open : at;
  const next = from === -1 ? 0 : Math.min(Math.max(from + step, 0), buttons.length - 1);
  buttons[next]?.focus();
};

/** Down or Enter in the box: to what was found. */
const focusFirst = (list: HTMLElement | null): void => { list?.querySelector<HTMLElement>('[data-entry]')?.focus(); };

type ToolsProps = { readonly total: number; readonly hasMore: boolean; readonly onDown: () => void; readonly kinds: readonly ChartEntry['kind'][]; readonly hasFiles: boolean; readonly hasEvents: boolean; readonly filter: EntryFilter; readonly onFilter: (filter: EntryFilter) => void };

const FIND = 'buscar-expediente';
const KIND = 'tipo-de-documento';

const KindSelect = ({ kinds, hasFiles, hasEvents, filter, onFilter }: Pick<ToolsProps, 'kinds' | 'hasFiles' | 'hasEvents' | 'filter' | 'onFilter'>) => {
  const t = useText(chartMessages);
  const a = useText(attachmentMessages);
  const kindName = useKindName();
  return (
    <NativeSelect
      id={KIND} aria-label={t('filter.kind')} size="xs" value={filter.kind ?? ''}
      onChange={(event) => { const { value } = event.currentTarget; onFilter({ ...filter, kind: [...kindGroups, 'files' as const, 'events' as const, ...kinds].find((kind) => kind === value) ?? null }); }}
      data={[
        { value: '', label: t('filter.kind.all') },
        { group: t('filter.kind.groups'), items: [...kindGroups.map((group) => ({ value: group, label: t(`group.${group}`) })), ...(hasFiles ? [{ value: 'files', label: a('title') }] : []), ...(hasEvents ? [{ value: 'events', label: t('group.events') }] : [])] },
        { group: t('filter.kind.kinds'), items: kinds.map((kind) => ({ value: kind, label: kindName(kind) })) },
      ]}
    />
  );
};

const Tools = ({ total, hasMore, kinds, hasFiles, hasEvents, filter, onFilter, onDown }: ToolsProps) => {
  const t = useText(chartMessages);
  return (
    <div className={classes['tools']}>
      <h2>{t('timeline')}</h2>
      <span className={classes['count']}>{t('count', { total })}</span>
      <TextField
        id={FIND} className={classes['find'] ?? ''} aria-label={t('find')} placeholder={t('find.placeholder')} leftSection={<IconSearch size={16} aria-hidden />} maxLength={100}
        value={filter.words} onChange={(words) => { onFilter({ ...filter, words }); }}
        onKeyDown={(event) => {
          if (filter.words === '' || event.nativeEvent.isComposing || !['Escape', 'Enter', 'ArrowDown'].includes(event.key)) return;
          event.preventDefault();
          if (event.key === 'Escape') onFilter({ ...filter, words: '' });
          else onDown();
        }}
      />
      <SegmentedControl
        aria-label={t('filter.label')} size="xs" value={filter.state} onChange={(state) => { onFilter({ ...filter, state }); }}
        data={(['all', 'signed', 'draft'] as const).map((value) => ({ value, label: t(`filter.${value}`) }))}
      />
      {kinds.length < 2 && !hasMore && !hasFiles && !hasEvents ? null : <KindSelect kinds={kinds} hasFiles={hasFiles} hasEvents={hasEvents} filter={filter} onFilter={onFilter} />}
    </div>
  );
};

type TimelineProps = {
  readonly patientId: PatientId;
  readonly entries: readonly ChartEntry[];
  /** Photographs and papers, at their days among the notes. */
  readonly files: readonly Attachment[];
  readonly onOpenFile: (id: FileId) => void;
  /** What was told by word of mouth and when she was under observation, at their times. */
  readonly events: readonly TimelineEvent[];
  readonly total: number;
  readonly openNoteId: NoteId | null;
  readonly onOpen: (entry: Pick<ChartEntry, 'noteId' | 'state'>) => void;
  /** Null when every note is here. */
  readonly onMore: (() => void) | null;
  readonly isLoadingMore: boolean;
  /** Below the last note. */
  readonly foot: ReactNode;
};

const yearsOf = (years: ReturnType<typeof byYear<ChartEntry | FileEntry | EventEntry>>, { patientId, openNoteId, onOpen, onOpenFile }: Pick<TimelineProps, 'patientId' | 'openNoteId' | 'onOpen' | 'onOpenFile'>): ReactNode => years.map(([year, of]) => (
  <section key={year} aria-label={year}>
    <h3 className={classes['year']}>{year}</h3>
    <ul className={classes['entries']}>
      {of.map((entry) => ('event' in entry ? <li key={entry.event.id}><EventRow event={entry.event} patientId={patientId} /></li> : 'file' in entry
        ? <li key={entry.file.id}><FileRow file={entry.file} className={classes['entry'] ?? ''} onOpen={() => { onOpenFile(entry.file.id); }} /></li>
        : <li key={entry.noteId}><Entry entry={entry} isOpen={entry.noteId === openNoteId} onOpen={onOpen} /></li>))}
    </ul>
  </section>
));

type Shown = Pick<TimelineProps, 'entries' | 'files' | 'events'> & { readonly hasMore: boolean; readonly filter: EntryFilter };

/** What of the notes and files stands in the list by date; while words are looked for, only what the server does not look through. */
const useShown = ({ entries, files, events, hasMore, filter }: Shown) => {
  const timeZone = useTimeZone();
  const { words, state, kind } = filter;
  const isAside = kind === 'files' || kind === 'events';
  const search = isSearchable(words) && state !== 'draft' && !isAside ? { words, kind } : null;
  const isSearching = search !== null;
  const dayOf = useCallback((instant: string) => civilDateIn(timeZone, new Date(instant)), [timeZone]);
  const oldest = hasMore && !isSearching && !isAside ? entries.at(-1)?.at ?? null : null;
  const years = useMemo(() => {
    const notes = filterEntries(entries, filter).filter((entry) => !isSearching || entry.state === 'draft');
    const all = withEvents<ChartEntry | FileEntry>(withFiles(notes, files, { words, state, kind, since: oldest, dayOf }), events, { words, state, kind, since: oldest });
    return byYear(all, (at) => dayOf(at).slice(0, 4));
  }, [entries, files, events, filter, dayOf, isSearching, oldest, words, state, kind]);
  const kinds = useMemo(() => [...new Set(entries.map((entry) => entry.kind))], [entries]);
  return { years, kinds, search, isFiltered: words.trim() !== '' || state !== 'all' || kind !== null };
};

/**
 * The notes of a chart by date with what else happened, and the search of all of it: the server looks through what is signed and the summary,
 * and drafts are found here, as nobody else's are. `j` and `k` move, Enter opens, `f` searches, `t` chooses the kind.
 */
export const Timeline = ({ patientId, entries, files, events, onOpenFile, total, openNoteId, onOpen, onMore, isLoadingMore, foot }: TimelineProps) => {
  const t = useText(chartMessages);
  const list = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useState<EntryFilter>({ words: '', state: 'all', kind: null });
  const { years, kinds, search, isFiltered } = useShown({ entries, files, events, hasMore: onMore !== null, filter });
  useShortcuts([
    { keys: 'j', label: t('keys.next'), group: t('record'), isCommand: false, run: () => { focusEntry(list.current, 1); } },
    { keys: 'k', label: t('keys.previous'), group: t('record'), isCommand: false, run: () => { focusEntry(list.current, -1); } },
    { keys: 'f', label: t('find'), group: t('record'), run: () => { document.getElementById(FIND)?.focus(); } },
    { keys: 't', label: t('keys.kind'), group: t('record'), run: () => { document.getElementById(KIND)?.focus(); } },
    { keys: 'Escape', label: t('keys.clear'), group: t('record'), isCommand: false, isOn: filter.words !== '' && openNoteId === null, run: () => { setFilter({ ...filter, words: '' }); document.getElementById(FIND)?.focus(); } },
  ]);
  if (entries.length === 0 && files.length === 0 && events.length === 0) return <div className={classes['list']}><EmptyState title={t('empty')}>{t('empty.says')}</EmptyState>{foot}</div>;
  return (
    <div ref={list} className={classes['list']}>
      <Tools total={total} hasMore={onMore !== null} kinds={kinds} hasFiles={files.length > 0} hasEvents={events.length > 0} filter={filter} onFilter={setFilter} onDown={() => { focusFirst(list.current); }} />
      {years.length === 0 && search === null ? <p className={classes['count']} role="status">{t('nothing-found')}</p> : null}
      {yearsOf(years, { patientId, openNoteId, onOpen, onOpenFile })}
      {search !== null ? <ChartFound patientId={patientId} words={search.words} kind={search.kind} openNoteId={openNoteId} onOpen={onOpen} /> : (
        <div className={classes['more']}>
          {onMore === null ? null : <Button variant="default" onClick={onMore} loading={isLoadingMore}>{t('more')}</Button>}
          {isFiltered && onMore !== null ? <span>{t('searched-some', { loaded: entries.length, total })}</span> : null}
        </div>
      )}
      {foot}
    </div>
  );
};
