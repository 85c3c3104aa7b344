import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { CSSProperties } from 'react';
import { Link, useParams } from 'wouter';
import { idInAddress } from '../api/address-id.ts';
import { IconClipboardText } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { useText } from '../i18n/use-text.ts';
import { PatientLine } from '../search/patient-line.tsx';
import { usePermission } from '../session/session-context.ts';
import { IdentityPanel } from './identity-panel.tsx';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';
import type { ShownPatient } from './patient-tabs.ts';
import { rememberPatient } from './recent-patients.ts';
import { rowOf, usePatient } from './use-patient.ts';
import { StickyNotes } from './sticky-notes.tsx';
import { useShownPatient } from './use-shown-patient.ts';

const ShownBar = (patient: ShownPatient) => {
  const hue = useShownPatient(patient);
  return <div className={classes['shown']} style={{ '--patient': hue } as CSSProperties} data-patient-colour aria-hidden />;
};

/** The identity of one patient as a screen of its own. */
export const PatientDataScreen = () => {
  const t = useText(patientMessages);
  const may = usePermission();
  const id = idInAddress<'patient'>(useParams<{ id: string }>().id);
  const { data } = usePatient(id);
  useEffect(() => { if (data !== undefined) rememberPatient(rowOf(data)); }, [data]);
  return (
    <Page>
      {data === undefined ? null : <ShownBar id={data.id} name={data.fullName} recordNumber={data.recordNumber} />}
      <PageHeader
        title={data?.fullName ?? t('panel.title')} says={data === undefined ? undefined : <PatientLine patient={rowOf(data)} />}
        actions={may('read-record') ? <Button component={Link} href={`/pacientes/${id}`} variant="default" leftSection={<IconClipboardText size={18} />}>{t('panel.chart')}</Button> : null}
      />
      <div className={classes['stack']}>
        {may('keep-sticky-notes') ? <Card><div className={classes['section']}><StickyNotes patientId={id} /></div></Card> : null}
        <IdentityPanel patientId={id} />
      </div>
    </Page>
  );
};
