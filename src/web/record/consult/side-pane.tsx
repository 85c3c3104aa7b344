import { Tabs } from '@mantine/core';
import { lazy, Suspense } from 'react';
import type { NoteId } from '#kernel/ids.ts';
import type { ChartEntry } from '#modules/record/contract.ts';
import { IconFileText, IconHistory } from '../../design/icons.ts';
import { Loading } from '../../design/states.tsx';
import { useText } from '../../i18n/use-text.ts';
import { IconListCheck } from '../icons.ts';
import type { NoteSubject } from '../signing/subject.ts';
import { consultMessages } from './consult-messages.ts';
import classes from './consult.module.css';
import { NormList } from './norm-list.tsx';
import { NoteBeside, PreviousNotes } from './previous-note.tsx';

const PreviewPane = lazy(async () => ({ default: (await import('../signing/preview-pane.tsx')).PreviewPane }));

const sideViews = ['previous', 'norm', 'preview'] as const;
export type SideView = (typeof sideViews)[number];

type SideProps = {
  readonly view: SideView;
  readonly onView: (view: SideView) => void;
  readonly entries: readonly ChartEntry[];
  readonly subject: NoteSubject;
  /** For an addendum: the note it belongs to, shown instead of the previous one. */
  readonly amends: NoteId | null;
};

const icons = { previous: IconHistory, norm: IconListCheck, preview: IconFileText } as const;

/** One view at a time beside the note: the previous note, what the norm asks, the PDF. Alt+1 to Alt+3. */
export const SidePane = ({ view, onView, entries, subject, amends }: SideProps) => {
  const t = useText(consultMessages);
  return (
    <Tabs value={view} onChange={(next) => { onView(sideViews.find((each) => each === next) ?? 'norm'); }} keepMounted={false} className={classes['side'] ?? ''} classNames={{ tabLabel: classes['tabLabel'] ?? '' }}>
      <Tabs.List aria-label={t('side.label')} grow>
        {sideViews.map((each) => {
          const Icon = icons[each];
          return <Tabs.Tab key={each} value={each} leftSection={<Icon size={15} aria-hidden />}>{t(each === 'previous' && amends !== null ? 'side.original' : `side.${each}`)}</Tabs.Tab>;
        })}
      </Tabs.List>
      <Tabs.Panel value="previous" className={classes['sideBody'] ?? ''} tabIndex={0}>{amends === null ? <PreviousNotes entries={entries} /> : <NoteBeside noteId={amends} />}</Tabs.Panel>
      <Tabs.Panel value="norm" className={classes['sideBody'] ?? ''} tabIndex={0}><NormList /></Tabs.Panel>
      <Tabs.Panel value="preview" className={classes['sideBody'] ?? ''} tabIndex={0}><Suspense fallback={<Loading />}><PreviewPane subject={subject} /></Suspense></Tabs.Panel>
    </Tabs>
  );
};
