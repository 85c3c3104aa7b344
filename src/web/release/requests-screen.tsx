import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import type { RecordRequest } from '#modules/release/contract.ts';
import { DataTable } from '../design/data-table.tsx';
import { IconFileText } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { SeverityBadge } from '../design/severity.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { DateText, PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { releaseMessages } from './messages.ts';
import classes from './release.module.css';
import { DecideDialog, DeliverDialog } from './request-dialogs.tsx';
import { useRequests } from './use-requests.ts';

const severities = { asked: 'warning', granted: 'info', refused: 'neutral', delivered: 'good' } as const;

type Act = { readonly request: RecordRequest; readonly kind: 'granted' | 'refused' | 'deliver' };

const Steps = ({ steps }: Pick<RecordRequest, 'steps'>) => {
  const t = useText(releaseMessages);
  return (
    <ul className={classes['lines']}>
      {steps.map(({ step, at, by, reason, documents }) => (
        <li key={step}><DateText value={at} withTime /> · {step === 'delivered' ? t('step.documents', { by, count: documents ?? 0 }) : t('step.by', { by, reason: reason ?? '' })}</li>
      ))}
    </ul>
  );
};

const Acts = ({ request, onAct }: { readonly request: RecordRequest; readonly onAct: (act: Act) => void }) => {
  const t = useText(releaseMessages);
  const button = (kind: Act['kind'], label: string, variant: 'filled' | 'default') => <Button size="sm" variant={variant} aria-label={`${label}: ${request.patientName}`} onClick={() => { onAct({ request, kind }); }}>{label}</Button>;
  if (request.state === 'asked') return <Group gap="xs" wrap="nowrap">{button('granted', t('grant'), 'filled')}{button('refused', t('refuse'), 'default')}</Group>;
  return request.state === 'granted' ? button('deliver', t('deliver'), 'filled') : null;
};

const Table = ({ requests, onAct }: { readonly requests: readonly RecordRequest[]; readonly onAct: (act: Act) => void }) => {
  const t = useText(releaseMessages);
  return (
    <DataTable
      caption={t('caption')} rows={requests} rowKey={({ id }) => id}
      columns={[
        { key: 'patient', heading: t('col.patient'), isRowHeading: true, wide: true, cell: ({ patientId, patientName, recordNumber }) => <Link href={`/pacientes/${patientId}`}><PersonName name={patientName} /> · {recordNumber}</Link> },
        { key: 'who', heading: t('col.who'), wide: true, cell: ({ capacity, words }) => <>{words.requester} ({t(`capacity.${capacity}`)}). {words.reason}</> },
        { key: 'wants', heading: t('col.wants'), cell: ({ wants, since, until }) => <>{t(`wants.${wants}`)}{since === null || until === null ? null : <>: <DateText value={since} /> – <DateText value={until} /></>}</> },
        { key: 'since', heading: t('col.since'), cell: ({ requestedOn }) => <DateText value={requestedOn} /> },
        { key: 'state', heading: t('col.state'), wide: true, cell: ({ state, steps }) => <><SeverityBadge severity={severities[state]}>{t(`state.${state}`)}</SeverityBadge><Steps steps={steps} /></> },
        { key: 'act', heading: t('col.act'), headingHidden: true, wide: true, cell: (request) => <Acts request={request} onAct={onAct} /> },
      ]}
    />
  );
};

/** Who asked for a record in writing, since when, and what became of it. */
export const RequestsScreen = () => {
  const t = useText(releaseMessages);
  const { data, error, refetch } = useRequests();
  const [act, setAct] = useState<Act | null>(null);
  const close = (): void => { setAct(null); };
  return (
    <Page>
      <PageHeader title={t('title')} says={t('says')} />
      {error === null ? null : <ErrorState error={error} onRetry={() => { void refetch(); }} />}
      {data === undefined && error === null ? <Loading /> : null}
      {data?.requests.length === 0 ? <EmptyState icon={IconFileText} title={t('none')}>{t('none.says')}</EmptyState> : null}
      {data === undefined || data.requests.length === 0 ? null : <Card className={classes['card'] ?? ''}><Table requests={data.requests} onAct={setAct} /></Card>}
      {act === null ? null : act.kind === 'deliver' ? <DeliverDialog request={act.request} onClose={close} /> : <DecideDialog request={act.request} decision={act.kind} onClose={close} />}
    </Page>
  );
};
