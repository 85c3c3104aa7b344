import { Button, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { MedicineReview, ReviewQuery, ReviewSubject } from '#modules/medicines/contract.ts';
import { call } from '../api/call.ts';
import { ChoiceField, TextField } from '../design/fields.tsx';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { usePermission } from '../session/session-context.ts';
import { confirmRows, listReview, reviewKey } from './api.ts';
import { reviewMessages } from './messages.ts';
import { ReviewRow } from './review-row.tsx';
import type { Entry, Word } from './review-row.tsx';
import classes from './review.module.css';

const subjects = ['ingredient', 'interaction', 'fact', 'presentation'] as const satisfies readonly ReviewSubject[];
const states = ['all', 'draft', 'confirmed', 'rejected', 'changed'] as const satisfies readonly ReviewQuery['state'][];
const isSubject = (text: string | null): text is ReviewSubject => (subjects as readonly (string | null)[]).includes(text);

type Asked = { readonly subject: ReviewSubject; readonly q: string; readonly state: ReviewQuery['state'] };

const useReview = (asked: Asked) => useInfiniteQuery({
  queryKey: [...reviewKey, asked], placeholderData: keepPreviousData, initialPageParam: 0,
  queryFn: ({ pageParam, signal }) => call(listReview, { query: { ...asked, from: pageParam } }, { signal }),
  getNextPageParam: (last: MedicineReview, pages) => {
    const shown = pages.reduce((sum, { rows }) => sum + rows.length, 0);
    return shown < last.total ? shown : undefined;
  },
});

const Progress = ({ counts, total }: Pick<MedicineReview, 'counts' | 'total'>) => {
  const t = useText(reviewMessages);
  const all = counts.draft + counts.confirmed + counts.rejected + counts.changed;
  return (
    <p className={classes['progress']}>
      <strong>{t('progress', { confirmed: counts.confirmed, all })}</strong>
      {counts.changed === 0 ? null : <span>{t('progress.changed', { count: counts.changed })}</span>}
      <span className={classes['quiet']}>{t('found', { count: total })}</span>
    </p>
  );
};

/** Says a word on a row, and tells so. */
const useWord = (subject: ReviewSubject, onSaid: () => void) => {
  const t = useText(reviewMessages);
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ entry, word }: { readonly entry: Entry; readonly word: Word }) => call(confirmRows, { body: { subject, rows: [{ key: entry.key, rowSha256: entry.rowSha256, ...word }] } }),
    onSuccess: async (_, { entry, word }) => {
      toast.done(t(`said.${word.verdict}`, { title: entry.title }));
      onSaid();
      await queries.invalidateQueries({ queryKey: reviewKey });
    },
    onError: toast.refused,
  });
};

type RowsProps = { readonly rows: readonly Entry[]; readonly subject: ReviewSubject; readonly opensFirst: boolean };

const Rows = ({ rows, subject, opensFirst }: RowsProps) => {
  const t = useText(reviewMessages);
  const [open, setOpen] = useState<string | null>(opensFirst ? rows[0]?.key ?? null : null);
  const [isTouched, setIsTouched] = useState(false);
  const at = rows.findIndex(({ key }) => key === open);
  const move = (by: number): void => {
    setIsTouched(true);
    setOpen(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.key ?? null);
  };
  const word = useWord(subject, () => { move(1); });
  const group = t('title');
  useShortcuts([
    { keys: ['j', 'ArrowDown'], label: t('keys.next'), group, isCommand: false, run: () => { move(1); } },
    { keys: ['k', 'ArrowUp'], label: t('keys.previous'), group, isCommand: false, run: () => { move(-1); } },
  ]);
  return (
    <ul className={classes['rows']}>
      {rows.map((entry) => (
        <ReviewRow
          key={entry.key} entry={entry} subject={subject} isOpen={entry.key === open} isTouched={isTouched} isBusy={word.isPending}
          onToggle={() => { setIsTouched(false); setOpen(entry.key === open ? null : entry.key); }} onSay={(said) => { word.mutate({ entry, word: said }); }}
        />
      ))}
    </ul>
  );
};

const Found = ({ asked }: { readonly asked: Asked }) => {
  const t = useText(reviewMessages);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useReview(asked);
  if (error !== null) return <ErrorState error={error} onRetry={() => { void refetch(); }} />;
  const [first] = data?.pages ?? [];
  if (data === undefined || first === undefined) return <Loading />;
  const rows = data.pages.flatMap((page) => page.rows);
  const isDone = rows.length === 0 && asked.state === 'draft' && asked.q === '';
  return (
    <>
      <Progress counts={first.counts} total={first.total} />
      {rows.length === 0
        ? <EmptyState title={t(isDone ? 'done.all' : 'none')}>{isDone ? null : t('none.says')}</EmptyState>
        : <Rows key={`${asked.subject} ${asked.q} ${asked.state}`} rows={rows} subject={asked.subject} opensFirst={rows.length === 1} />}
      {hasNextPage ? <div className={classes['more']}><Button variant="default" loading={isFetchingNextPage} onClick={() => { void fetchNextPage(); }}>{t('more')}</Button></div> : null}
    </>
  );
};

/** What the program says of medicines, confirmed row by row: `/medicamentos`. The address may name a subject and words. */
export const ReviewScreen = () => {
  const t = useText(reviewMessages);
  const may = usePermission();
  const [search, setSearch] = useSearchParams();
  const named = search.get('tipo');
  const asked: Asked = { subject: isSubject(named) ? named : 'ingredient', q: search.get('q') ?? '', state: states.find((each) => each === search.get('estado')) ?? 'all' };
  const box = useRef<HTMLInputElement>(null);
  const ask = (changes: Partial<Asked>): void => {
    const { subject, q, state } = { ...asked, ...changes };
    setSearch({ tipo: subject, ...(q === '' ? {} : { q }), ...(state === 'all' ? {} : { estado: state }) }, { replace: true });
  };
  useShortcuts([{ keys: 'b', label: t('search'), group: t('title'), run: () => { box.current?.focus(); } }]);
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} />
      {may('confirm-medicines') ? null : <Notice severity="info">{t('only-physicians')}</Notice>}
      <Card className={classes['card'] ?? ''}>
        <SegmentedControl fullWidth className={classes['subjects'] ?? ''} aria-label={t('subject')} value={asked.subject} data={subjects.map((value) => ({ value, label: t(`subject.${value}`) }))} onChange={(value) => { if (isSubject(value)) ask({ subject: value, q: '' }); }} />
        <div className={classes['tools']}>
          <TextField ref={box} type="search" label={t('search')} value={asked.q} maxLength={200} onChange={(q) => { ask({ q }); }} />
          <ChoiceField label={t('state')} value={asked.state} allowDeselect={false} choices={states.map((value) => ({ value, label: t(`state.${value}`) }))} onChange={(state) => { if (state !== null) ask({ state }); }} />
        </div>
        <Found asked={asked} />
      </Card>
    </Page>
  );
};
