import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'wouter';
import { formatInstant } from '#kernel/civil-date.ts';
import type { PrescriptionList } from '#modules/prescriptions/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { call } from '../api/call.ts';
import { IconClipboardText, IconPill, IconPlus } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { EmptyState, ErrorState, Loading } from '../design/states.tsx';
import { PersonName } from '../design/text.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { rowOf, usePatient } from '../patients/use-patient.ts';
import { PatientLine } from '../search/patient-line.tsx';
import { usePermission, useTimeZone } from '../session/session-context.ts';
import { listPrescriptions } from './api.ts';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { StateMark } from './state-mark.tsx';
import { useStartPrescription } from './use-start.ts';

type Entry = PrescriptionList[number];

const Row = ({ entry }: { readonly entry: Entry }) => {
  const t = useText(rxMessages);
  const [language, zone] = [useLanguage(), useTimeZone()];
  return (
    <li className={classes['signedLine']}>
      <h2><Link href={`/recetas/${entry.id}`}>{entry.medicines.length === 0 ? t('draft.empty') : entry.medicines.join(', ')}</Link></h2>
      <p className={classes['quiet']}>{formatInstant(new Date(entry.at), zone, language)} · <span translate="no">{entry.authorName}</span>{entry.folio === null ? '' : ` · ${entry.folio}`}</p>
      <StateMark entry={entry} />
    </li>
  );
};

/** A patient’s prescriptions: `/pacientes/:id/recetas`. */
export const PrescriptionsScreen = () => {
  const t = useText(rxMessages);
  const id = idInAddress<'patient'>(useParams<{ id: string }>().id);
  const may = usePermission();
  const patient = usePatient(id);
  const list = useQuery({ queryKey: ['prescriptions', id], queryFn: ({ signal }) => call(listPrescriptions, { params: { patientId: id } }, { signal }) });
  const start = useStartPrescription(id);
  const begin = (): void => { start.mutate({}); };
  useShortcuts([{ keys: 'n', label: t('keys.new'), group: t('title.list'), isOn: may('prescribe'), run: begin }]);
  const failed = patient.error ?? list.error;
  if (failed !== null) return <Page><ErrorState error={failed} onRetry={() => { void patient.refetch(); void list.refetch(); }} /></Page>;
  if (patient.data === undefined || list.data === undefined) return <Loading />;
  const { prescriptions } = list.data;
  const hasDraft = prescriptions.some(({ state }) => state === 'draft');
  const button = may('prescribe') ? <Button leftSection={<IconPlus size={16} aria-hidden />} loading={start.isPending} onClick={begin}>{t(hasDraft ? 'list.resume' : 'list.new')}</Button> : null;
  return (
    <Page>
      <PageHeader
        title={t('title.list')} says={<><strong><PersonName name={patient.data.fullName} /></strong> <PatientLine patient={rowOf(patient.data)} /></>}
        actions={<><Button component={Link} href={`/pacientes/${id}`} variant="default" leftSection={<IconClipboardText size={18} />}>{t('to-chart')}</Button>{button}</>}
      />
      {prescriptions.length === 0 ? <EmptyState icon={IconPill} title={t('list.none')}>{null}</EmptyState> : <Card className={classes['panel'] ?? ''}><ul className={classes['plain']}>{prescriptions.map((entry) => <Row key={entry.id} entry={entry} />)}</ul></Card>}
    </Page>
  );
};
