import { Link, useLocation } from 'wouter';
import type { Chart } from '#modules/record/contract.ts';
import { attachmentMessages } from '../../attachments/messages.ts';
import { GrowthLink } from '../../growth/growth-link.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useShortcuts } from '../../keyboard/use-shortcuts.tsx';
import { rxMessages } from '../../prescriptions/messages.ts';
import { RxOrder } from '../../prescriptions/rx-order.tsx';
import { usePermission } from '../../session/session-context.ts';
import { vaccineMessages } from '../../vaccines/messages.ts';
import { chartMessages } from './chart-messages.ts';
import classes from './chart.module.css';

/** The other screens of a patient: links under her name, each with its key. */
export const ChartPlaces = ({ patient }: { readonly patient: Chart['patient'] }) => {
  const [t, a, v, r] = [useText(chartMessages), useText(attachmentMessages), useText(vaccineMessages), useText(rxMessages)];
  const may = usePermission();
  const [, go] = useLocation();
  const home = `/pacientes/${patient.id}`;
  const group = t('record');
  const className = classes['toData'] ?? '';
  useShortcuts([
    { keys: 'e', label: t('keys.assess'), group, isOn: may('inspect-records'), run: () => { go(`${home}/cumplimiento`); } },
    { keys: 'x', label: t('keys.disclosures'), group, run: () => { go(`${home}/entregas`); } },
    { keys: 'a', label: a('keys.open'), group, run: () => { go(`${home}/archivos`); } },
    { keys: 'r', label: r('keys.open'), group, run: () => { go(`${home}/recetas`); } },
    { keys: 'v', label: v('keys.open'), group, run: () => { go(`${home}/vacunas`); } },
  ]);
  return (
    <>
      <Link href={`${home}/datos`} className={className}>{t('to-data')}</Link>{' '}
      <Link href={`${home}/recetas`} className={className}>{r('title.list')}</Link>{' '}
      <Link href={`${home}/entregas`} className={className}>{t('to-disclosures')}</Link>{' '}
      <Link href={`${home}/archivos`} className={className}>{a('title')}</Link>{' '}
      <Link href={`${home}/vacunas`} className={className}>{v('title')}</Link>
      {may('prescribe') ? <RxOrder patientId={patient.id} word="rx" /> : null}
      <GrowthLink patient={patient} group={group} className={className} />
    </>
  );
};
