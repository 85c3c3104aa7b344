import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link, Redirect, useParams } from 'wouter';
import type { Note } from '#modules/record/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { call } from '../api/call.ts';
import { Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.ts';
import { openNote } from './api.ts';
import { useChart } from './chart/use-chart.ts';
import { ConsultBody } from './consult/consult-body.tsx';
import { consultMessages } from './consult/consult-messages.ts';
import { DraftContext } from './draft/use-draft.ts';
import { DocumentTypeContext, isFormKind, useDocumentTypes } from './form/use-document-types.ts';
import { leaveDraft, takeDraft } from './draft/open-drafts.ts';
import type { DraftKeeper } from './draft/draft-keeper.ts';

const Waiting = ({ error, retry }: { readonly error: unknown; readonly retry: () => void }) => {
  const t = useText(consultMessages);
  return <Page><PageHeader title={t('consult')} />{error === null ? <Loading /> : <ErrorState error={error} onRetry={retry} />}</Page>;
};

const Unwritable = ({ note }: { readonly note: Note }) => {
  const t = useText(consultMessages);
  const back = <Button component={Link} href={`/pacientes/${note.patientId}`}>{t('to-record')}</Button>;
  return (
    <Page>
      <PageHeader title={t('consult')} />
      {note.state === 'discarded'
        ? <EmptyState title={t('discarded')} actions={back} />
        : <EmptyState title={t('of-another', { name: note.authorName })} actions={back}>{t('of-another.says')}</EmptyState>}
    </Page>
  );
};

const Draft = ({ note }: { readonly note: Note }) => {
  const chart = useChart(note.patientId);
  const types = useDocumentTypes();
  const type = isFormKind(note.kind) ? types.types.find(({ kind }) => kind === note.kind) : null;
  const [keeper, setKeeper] = useState<DraftKeeper | null>(null);
  useEffect(() => {
    setKeeper(takeDraft(note));
    return () => { leaveDraft(note.id); };
  }, [note]);
  if (keeper === null || chart.opened === null) return <Waiting error={chart.isError ? chart.error : null} retry={() => { void chart.refetch(); }} />;
  if (type === undefined) return <Waiting error={types.error} retry={types.retry} />;
  return <DocumentTypeContext value={type}><DraftContext value={keeper}><ConsultBody note={note} chart={chart.opened.chart} entries={chart.opened.entries} /></DraftContext></DocumentTypeContext>;
};

const Opened = ({ note }: { readonly note: Note }) => {
  const { session } = useSession();
  if (note.state === 'signed' || note.state === 'waiting') return <Redirect to={`/pacientes/${note.patientId}?nota=${note.amends ?? note.id}`} replace />;
  if (note.state === 'discarded' || note.authorId !== session.personId) return <Unwritable note={note} />;
  return <Draft note={note} />;
};

/** Writing and signing a note. `/consulta/:noteId`; a signed one is read in its chart instead. */
export const ConsultScreen = () => {
  const noteId = idInAddress<'note'>(useParams<{ noteId: string }>().noteId);
  // asked anew each time it is opened and never behind the writer's back
  const note = useQuery({
    queryKey: ['draft', noteId], staleTime: Infinity, gcTime: 0, refetchOnWindowFocus: false, refetchOnReconnect: false,
    queryFn: ({ signal }) => call(openNote, { params: { noteId } }, { signal }),
  });
  if (note.data === undefined) return <Waiting error={note.error} retry={() => { void note.refetch(); }} />;
  return <Opened key={note.data.id} note={note.data} />;
};
