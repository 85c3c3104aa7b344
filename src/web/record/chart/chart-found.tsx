import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { ChartEntry, ChartHit } from '#modules/record/contract.ts';
import { ErrorState, Loading } from '../../design/states.tsx';
import { DateText, PersonName } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useKindName } from '../form/use-document-types.ts';
import { summaryMessages } from '../summary/summary-messages.ts';
import { chartMessages } from './chart-messages.ts';
import classes from './chart.module.css';
import type { KindChoice } from './kind-groups.ts';
import { useChartSearch } from './use-chart-search.ts';

type Open = (entry: Pick<ChartEntry, 'noteId' | 'state'>) => void;

/** An excerpt with what was looked for marked in it. */
const Marked = ({ excerpt, marks }: Pick<ChartHit, 'excerpt' | 'marks'>) => (
  <>{marks.map(([from, to], at) => (
    <span key={from}>{excerpt.slice(marks[at - 1]?.[1] ?? 0, from)}<mark>{excerpt.slice(from, to)}</mark></span>
  ))}{excerpt.slice(marks.at(-1)?.[1] ?? 0)}</>
);

const Hit = ({ hit, isOpen, onOpen }: { readonly hit: ChartHit; readonly isOpen: boolean; readonly onOpen: Open }) => {
  const s = useText(summaryMessages);
  const kindName = useKindName();
  const inside = (
    <>
      <span className={classes['entryHead']}>
        <DateText value={hit.at} withTime />
        <span>{hit.in === 'document' ? kindName(hit.kind) : s(`group.${hit.kind}`)}</span>
        <PersonName name={hit.by} />
      </span>
      <span className={classes['hitText']}><Marked excerpt={hit.excerpt} marks={hit.marks} /></span>
    </>
  );
  return hit.in === 'document'
    ? <button type="button" className={classes['entry']} data-entry={hit.id} aria-current={isOpen} onClick={() => { onOpen({ noteId: hit.noteId, state: 'signed' }); }}>{inside}</button>
    : <div className={classes['entry']}>{inside}</div>;
};

type FoundProps = { readonly patientId: PatientId; readonly words: string; /** Null for all, the summary too. */ readonly kind: KindChoice | null; readonly openNoteId: NoteId | null; readonly onOpen: Open };

/** What the whole signed chart and the summary hold of the words, newest first. */
export const ChartFound = ({ patientId, words, kind, openNoteId, onOpen }: FoundProps) => {
  const t = useText(chartMessages);
  const { found, isDone, error, retry } = useChartSearch(patientId, words, kind);
  if (error !== null) return <ErrorState error={error} onRetry={retry} />;
  if (found === null) return <Loading />;
  const says = found.hasMore ? 'found.more' : kind === null ? 'found.count' : 'found.count.kind';
  return (
    <section aria-label={t('found')} aria-busy={!isDone}>
      <p className={classes['count']} role="status">{isDone ? t(says, { count: found.hits.length }) : t('found.looking')}</p>
      {found.hits.length === 0 ? null : (
        <ul className={classes['entries']}>{found.hits.map((hit) => <li key={hit.id}><Hit hit={hit} isOpen={hit.in === 'document' && hit.noteId === openNoteId} onOpen={onOpen} /></li>)}</ul>
      )}
    </section>
  );
};
