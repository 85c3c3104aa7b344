import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { chartParams, problemViewSchema, ProblemView } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { endpoint } from '../../api/endpoint.ts';
import { IconChevronDown, IconChevronRight } from '../../design/icons.ts';
import { EmptyState, ErrorState, Loading } from '../../design/states.tsx';
import { DateText, PersonName } from '../../design/text.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { lookBackKey } from '../changes/use-changes.ts';
import { useKindName } from '../form/use-document-types.ts';
import { noteMessages } from '../note/note-messages.ts';
import { medicineText } from '../note/note-words.tsx';
import { summaryMessages } from '../summary/summary-messages.ts';
import { chartMessages } from './chart-messages.ts';
import classes from './chart.module.css';
import { problemMessages } from './problem-messages.ts';
import own from './by-problem.module.css';

const openProblems = endpoint<{ params: typeof chartParams; reply: typeof problemViewSchema }>('GET', '/api/patients/:patientId/problems');

type Problem = ProblemView['problems'][number];
export type OpenNote = (note: { readonly noteId: NoteId; readonly state: 'signed' }) => void;

const StatusHistory = ({ history }: Pick<Problem, 'history'>) => {
  const t = useText(problemMessages);
  const s = useText(summaryMessages);
  return (
    <section>
      <h4>{t('history')}</h4>
      {history.length === 0 ? <p className={classes['count']}>{t('history.none')}</p> : (
        <ol className={own['steps']}>
          {history.map((step, at) => (
            <li key={at}>
              <b>{s(`is.${step.status}`)}</b>
              {step.since === null ? null : <> {t('since')} <DateText value={step.since} /></>}{step.until === null ? null : <> {t('until')} <DateText value={step.until} /></>}
              {step.note === '' ? null : <> · {step.note}</>}
              <span className={own['under']}>{t('recorded')} <DateText value={step.recordedAt} /> · <PersonName name={step.recordedBy} /></span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
};

const NamingNotes = ({ problem: { notes, times }, openNoteId, onOpen }: { readonly problem: Problem; readonly openNoteId: NoteId | null; readonly onOpen: OpenNote }) => {
  const t = useText(problemMessages);
  const n = useText(noteMessages);
  const kindName = useKindName();
  if (notes.length === 0) return null;
  return (
    <section>
      <h4>{t('notes')}</h4>
      <ul className={own['notes']}>
        {notes.map(({ noteId, kind, at, authorName, certainty }) => (
          <li key={noteId}>
            <button type="button" className={own['note']} data-entry={noteId} aria-current={noteId === openNoteId} onClick={() => { onOpen({ noteId, state: 'signed' }); }}>
              <DateText value={at} /> · {kindName(kind)} · {n(`certainty.${certainty}`)} · <PersonName name={authorName} />
            </button>
          </li>
        ))}
      </ul>
      {times > notes.length ? <p className={classes['count']}>{t('notes.more', { shown: notes.length, times })}</p> : null}
    </section>
  );
};

type RowProps = { readonly problem: Problem; readonly isOpen: boolean; readonly onToggle: () => void; readonly openNoteId: NoteId | null; readonly onOpen: OpenNote };

const ProblemRow = ({ problem, isOpen, onToggle, openNoteId, onOpen }: RowProps) => {
  const t = useText(problemMessages);
  const s = useText(summaryMessages);
  const { code, term, status, times, medicines, medicinesFrom, notes } = problem;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const [last] = notes;
  return (
    <li>
      <h3 className={own['head']}>
        <button type="button" className={classes['entry']} data-problem={code} aria-expanded={isOpen} onClick={onToggle}>
          <Chevron size={16} aria-hidden /><span className={classes['code']}>{code}</span><span className={own['term']}>{term}</span>
          <span className={own['facts']}>{status === null ? t('unlisted') : s(`is.${status}`)} · {t('times', { times })}{last === undefined ? null : <> · <DateText value={last.at} /></>}</span>
        </button>
      </h3>
      {isOpen ? (
        <div className={own['inside']}>
          <StatusHistory history={problem.history} />
          {medicines.length === 0 || medicinesFrom === null ? null : (
            <section>
              <h4>{t('medicines')} <DateText value={medicinesFrom.at} /></h4>
              <ul className={own['steps']}>{medicines.map((medicine, at) => <li key={at}>{medicineText(medicine)}</li>)}</ul>
            </section>
          )}
          <NamingNotes problem={problem} openNoteId={openNoteId} onOpen={onOpen} />
        </div>
      ) : null}
    </li>
  );
};

type ByProblemProps = { readonly patientId: PatientId; readonly openNoteId: NoteId | null; readonly onOpen: OpenNote };

/** The record by problem: `j` and `k` move, Enter opens one to its history, its medicines and its notes. */
export const ByProblem = ({ patientId, openNoteId, onOpen }: ByProblemProps) => {
  const t = useText(problemMessages);
  const c = useText(chartMessages);
  const list = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const view = useQuery({ queryKey: [...lookBackKey(patientId), 'problems'], queryFn: ({ signal }) => call(openProblems, { params: { patientId } }, { signal }) });
  const move = (step: 1 | -1) => (): void => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-problem]') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement || button.closest('li')?.contains(document.activeElement) === true);
    buttons[at === -1 ? 0 : Math.min(Math.max(at + step, 0), buttons.length - 1)]?.focus();
  };
  useShortcuts([
    { keys: 'j', label: t('keys.next'), group: c('record'), isCommand: false, run: move(1) },
    { keys: 'k', label: t('keys.previous'), group: c('record'), isCommand: false, run: move(-1) },
  ]);
  if (view.isError) return <ErrorState error={view.error} onRetry={() => { void view.refetch(); }} />;
  if (view.data === undefined) return <Loading />;
  if (view.data.problems.length === 0) return <EmptyState title={t('none')} />;
  const toggle = (code: string) => (): void => { setOpened(new Set(opened.has(code) ? [...opened].filter((each) => each !== code) : [...opened, code])); };
  return (
    <ul ref={list} className={own['problems']}>
      {view.data.problems.map((problem) => <ProblemRow key={problem.code} problem={problem} isOpen={opened.has(problem.code)} onToggle={toggle(problem.code)} openNoteId={openNoteId} onOpen={onOpen} />)}
    </ul>
  );
};
