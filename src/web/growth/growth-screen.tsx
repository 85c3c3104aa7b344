import { Button } from '@mantine/core';
import { Link, useParams } from 'wouter';
import type { PatientId } from '#kernel/ids.ts';
import { idInAddress } from '../api/address-id.ts';
import { IconClipboardText } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { rowOf, usePatient } from '../patients/use-patient.ts';
import { PatientLine } from '../search/patient-line.tsx';
import { BirthTermPart } from './birth-term.tsx';
import { GrowthCharts } from './growth-charts.tsx';
import classes from './growth.module.css';
import { growthMessages } from './messages.ts';
import { useGrowth } from './use-growth.ts';

const GrowthOf = ({ patientId }: { readonly patientId: PatientId }) => {
  const { data, error, refetch } = useGrowth(patientId);
  if (error !== null) return <ErrorState error={error} onRetry={() => { void refetch(); }} />;
  if (data === undefined) return <Loading />;
  return (
    <div className={classes['columns']}>
      <Card className={classes['card'] ?? ''}><GrowthCharts patientId={patientId} growth={data} /></Card>
      {data.unavailable === null ? <BirthTermPart patientId={patientId} growth={data} /> : null}
    </div>
  );
};

/** How one child grows: `/pacientes/:id/crecimiento`. */
export const GrowthScreen = () => {
  const t = useText(growthMessages);
  const id = idInAddress<'patient'>(useParams<{ id: string }>().id);
  const { data } = usePatient(id);
  return (
    <Page>
      <PageHeader
        title={t('title')} says={data === undefined ? null : <><strong><PersonName name={data.fullName} /></strong> <PatientLine patient={rowOf(data)} /></>}
        actions={<span className="amate-no-print"><Button variant="default" onClick={() => { window.print(); }}>{t('print')}</Button> <Button component={Link} href={`/pacientes/${id}`} variant="default" leftSection={<IconClipboardText size={18} />}>{t('to-chart')}</Button></span>}
      />
      <GrowthOf patientId={id} />
    </Page>
  );
};
