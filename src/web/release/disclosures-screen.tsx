import { Button } from '@mantine/core';
import { Link, useParams } from 'wouter';
import { idInAddress } from '../api/address-id.ts';
import { IconClipboardText } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { PatientLine } from '../search/patient-line.tsx';
import { rowOf, usePatient } from '../patients/use-patient.ts';
import { usePermission } from '../session/session-context.ts';
import { InformationForm, InformationList } from './information-form.tsx';
import { releaseMessages } from './messages.ts';
import classes from './release.module.css';
import { RequestForm } from './request-form.tsx';

/** What leaves one patient's record: asked for in writing, or told by word of mouth. */
export const DisclosuresScreen = () => {
  const t = useText(releaseMessages);
  const may = usePermission();
  const id = idInAddress<'patient'>(useParams<{ id: string }>().id);
  const { data } = usePatient(id);
  return (
    <Page>
      <PageHeader
        title={t('disclosures')} says={data === undefined ? t('disclosures.says') : <><strong><PersonName name={data.fullName} /></strong> <PatientLine patient={rowOf(data)} /></>}
        actions={<Button component={Link} href={`/pacientes/${id}`} variant="default" leftSection={<IconClipboardText size={18} />}>{t('to-chart')}</Button>}
      />
      <div className={classes['columns']}>
        <Card className={classes['card'] ?? ''}>
          <h2>{t('told.title')}</h2>
          {may('write-note') ? <InformationForm patientId={id} /> : null}
          <InformationList patientId={id} />
        </Card>
        {may('release-record') ? (
          <Card className={classes['card'] ?? ''}>
            <h2>{t('ask.title')}</h2>
            <RequestForm patientId={id} />
            <p><Link href="/solicitudes">{t('to-requests')}</Link></p>
          </Card>
        ) : null}
      </div>
    </Page>
  );
};
