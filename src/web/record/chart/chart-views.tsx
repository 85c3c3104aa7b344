import { ActionIcon, Button, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { flushSync } from 'react-dom';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import { IconHistory, IconX } from '../../design/icons.ts';
import { Kbd } from '../../design/kbd.tsx';
import { Loading } from '../../design/states.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { changesMessages } from '../changes/changes-messages.ts';
import { chartMessages } from './chart-messages.ts';
import type { OpenNote } from './by-problem.tsx';
import own from './by-problem.module.css';
import { problemMessages } from './problem-messages.ts';

const ByProblem = lazy(async () => ({ default: (await import('./by-problem.tsx')).ByProblem }));
const ChangesWords = lazy(async () => ({ default: (await import('../changes/changes-words.tsx')).ChangesWords }));

const views = ['date', 'problem'] as const;
type View = (typeof views)[number];

type ViewsProps = { readonly patientId: PatientId; readonly openNoteId: NoteId | null; readonly onOpen: OpenNote; /** The notes by date. */ readonly children: ReactNode };

/** The record by date or by problem, and what changed since the last visit. `p` changes the view, `c` shows the changes. */
export const ChartViews = ({ patientId, openNoteId, onOpen, children }: ViewsProps) => {
  const t = useText(problemMessages);
  const c = useText(changesMessages);
  const r = useText(chartMessages);
  const heading = useRef<HTMLHeadingElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const [view, setView] = useState<View>('date');
  const [hasChanges, setHasChanges] = useState(false);
  const showChanges = (): void => {
    flushSync(() => { setHasChanges(!hasChanges); });
    (hasChanges ? opener : heading).current?.focus();
  };
  useShortcuts([
    { keys: 'c', label: c('key'), group: r('record'), run: showChanges },
    { keys: 'p', label: t('keys.view'), group: r('record'), run: () => { setView(view === 'date' ? 'problem' : 'date'); } },
  ]);
  return (
    <div className={own['column']}>
      <div className={own['views']}>
        <SegmentedControl aria-label={t('view.label')} size="xs" value={view} onChange={setView} data={views.map((value) => ({ value, label: t(`view.${value}`) }))} />
        <Button ref={opener} variant="default" size="compact-md" aria-expanded={hasChanges} leftSection={<IconHistory size={15} aria-hidden />} rightSection={<span aria-hidden><Kbd keys="c" /></span>} onClick={showChanges}>{c('title')}</Button>
      </div>
      {hasChanges ? (
        <section className={own['changes']} aria-label={c('key')}>
          <header><h2 ref={heading} tabIndex={-1}>{c('key')}</h2><ActionIcon aria-label={c('close')} onClick={showChanges}><IconX size={16} /></ActionIcon></header>
          <Suspense fallback={<Loading />}><ChangesWords patientId={patientId} isLink /></Suspense>
        </section>
      ) : null}
      {view === 'date' ? children : <Suspense fallback={<Loading />}><ByProblem patientId={patientId} openNoteId={openNoteId} onOpen={onOpen} /></Suspense>}
    </div>
  );
};
