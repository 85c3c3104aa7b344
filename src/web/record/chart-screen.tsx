import { useMediaQuery } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { Redirect, useLocation, useParams, useSearchParams } from 'wouter';
import type { NoteId, PatientId } from '#kernel/ids.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import type { Chart, ChartEntry } from '#modules/record/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { useAttachments } from '../attachments/use-attachments.ts';
import { PageHeader, Page } from '../design/page.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { chartMessages } from './chart/chart-messages.ts';
import { ChartViews } from './chart/chart-views.tsx';
import classes from './chart/chart.module.css';
import { DiscardedDrafts } from './chart/discarded-drafts.tsx';
import { NewNote } from './chart/new-note.tsx';
import { ObservationMark } from './observation/observation-mark.tsx';
import { NoteReader } from './chart/note-reader.tsx';
import { eventsOf } from './chart/timeline-events.ts';
import { Timeline } from './chart/timeline.tsx';
import { useChart } from './chart/use-chart.ts';
import type { OpenedChart } from './chart/use-chart.ts';
import { ChartPlaces } from './chart/chart-places.tsx';
import { NewDocument } from './form/new-document.tsx';
import { ClinicalRail } from './note/clinical-rail.tsx';
import { PatientStrip } from './note/patient-strip.tsx';
import { useInformation } from '../release/use-requests.ts';
import { usePermission } from '../session/session-context.ts';

type ReadingPlace = { readonly openNoteId: NoteId | null; readonly isJustSigned: boolean; readonly open: (entry: Pick<ChartEntry, 'noteId' | 'state'>) => void; readonly close: () => void };

/** Which note is open stands in the address, so that Back closes it and a link opens it. */
const useReadingPlace = (patientId: PatientId): ReadingPlace => {
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const nota = search.get('nota');
  const openNoteId = nota === null ? null : idInAddress<'note'>(nota);
  return {
    openNoteId, isJustSigned: search.get('firmada') === '1',
    open: ({ noteId, state }) => { go(state === 'draft' ? `/consulta/${noteId}` : `/pacientes/${patientId}?nota=${noteId}`, { replace: state !== 'draft' && openNoteId !== null }); },
    close: () => {
      go(`/pacientes/${patientId}`, { replace: true });
      const row = document.querySelector<HTMLElement>(`[data-entry="${CSS.escape(openNoteId ?? '')}"]`);
      // on a phone the list is shown again only after this
      requestAnimationFrame(() => { row?.focus(); });
    },
  };
};

/** Beside the notes; on a phone folded above them. */
const Summary = ({ chart }: { readonly chart: Chart }) => {
  const t = useText(chartMessages);
  const isPhone = useMediaQuery('(max-width: 48em)') === true;
  const [isUnfolded, setIsUnfolded] = useState(false);
  return (
    <aside aria-label={t('summary')}>
      <details className={classes['rail']} open={!isPhone || isUnfolded} onToggle={(event) => { if (isPhone) setIsUnfolded(event.currentTarget.open); }} {...(isPhone ? {} : { tabIndex: 0 })}>
        <summary>{t('summary')}</summary>
        <ClinicalRail chart={chart} />
      </details>
    </aside>
  );
};

/** One list for all renders, so that nothing is sorted anew without need. */
const NO_FILES: readonly Attachment[] = [];

type BodyProps = { readonly opened: OpenedChart; readonly more: (() => void) | null; readonly isLoadingMore: boolean };

const ChartBody = ({ opened: { chart, entries }, more, isLoadingMore }: BodyProps) => {
  const t = useText(chartMessages);
  const { openNoteId, isJustSigned, open, close } = useReadingPlace(chart.patient.id);
  const [, go] = useLocation();
  const files = useAttachments(chart.patient.id).data?.attachments ?? NO_FILES;
  const given = useInformation(chart.patient.id).data?.given;
  const events = useMemo(() => eventsOf(chart.observation, given ?? []), [chart.observation, given]);
  useShortcuts([{ keys: 'Escape', label: t('keys.close'), group: t('record'), isCommand: false, isOn: openNoteId !== null, run: close }]);
  return (
    <div className={classes['screen']}>
      <div className={classes['sticky']}>
        <PatientStrip patient={chart.patient} doing={t('record')} more={<ChartPlaces patient={chart.patient} />}>
          <NewDocument chart={chart} entries={entries} />
          <NewNote chart={chart} entries={entries} />
        </PatientStrip>
      </div>
      <div className={classes['marks']}><ObservationMark patientId={chart.patient.id} /></div>
      <div className={`${classes['columns'] ?? ''} ${openNoteId === null ? '' : classes['reading'] ?? ''}`}>
        <Summary chart={chart} />
        <ChartViews patientId={chart.patient.id} openNoteId={openNoteId} onOpen={open}>
          <Timeline patientId={chart.patient.id} entries={entries} files={files} events={events} onOpenFile={(id) => { go(`/pacientes/${chart.patient.id}/archivos?archivo=${id}`); }} total={chart.total} openNoteId={openNoteId} onOpen={open} onMore={more} isLoadingMore={isLoadingMore} foot={<DiscardedDrafts patientId={chart.patient.id} />} />
        </ChartViews>
        {openNoteId === null ? null : <NoteReader noteId={openNoteId} patientName={chart.patient.fullName} isJustSigned={isJustSigned} onClose={close} />}
      </div>
    </div>
  );
};

const ChartOf = ({ id }: { readonly id: PatientId }) => {
  const t = useText(chartMessages);
  const chart = useChart(id);
  if (chart.opened !== null) {
    const more = chart.hasNextPage ? () => { void chart.fetchNextPage(); } : null;
    return <ChartBody opened={chart.opened} more={more} isLoadingMore={chart.isFetchingNextPage} />;
  }
  return (
    <Page>
      <PageHeader title={t('record')} />
      {chart.isError ? <ErrorState error={chart.error} onRetry={() => { void chart.refetch(); }} /> : <Loading />}
    </Page>
  );
};

/**
 * A patient's record: who, what is known, every note by date. `/pacientes/:id`, with `?nota=` the open note. Whoever
 * reads no records, reception say, is led to the patient's identity instead of to a refusal.
 */
export const ChartScreen = () => {
  const may = usePermission();
  const id = idInAddress<'patient'>(useParams<{ id: string }>().id);
  return may('read-record') ? <ChartOf id={id} /> : <Redirect to={`/pacientes/${id}/datos`} replace />;
};
