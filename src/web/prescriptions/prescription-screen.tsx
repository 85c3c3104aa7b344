import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import type { PrescriptionId } from '#kernel/ids.ts';
import type { Prescription } from '#modules/prescriptions/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { call } from '../api/call.ts';
import { Page } from '../design/page.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { useChart } from '../record/chart/use-chart.ts';
import { PatientStrip } from '../record/note/patient-strip.tsx';
import { openPrescription } from './api.ts';
import { Editor } from './editor.tsx';
import { rxMessages } from './messages.ts';
import classes from './prescriptions.module.css';
import { SignedView } from './signed-view.tsx';

type OpenedProps = { readonly prescription: Prescription; /** Where the printed code leads; empty but right after signing. */ readonly address: string; readonly onSigned: (address: string) => void; readonly onReload: () => void };

const Opened = ({ prescription, address, onSigned, onReload }: OpenedProps) => {
  const t = useText(rxMessages);
  const { opened, error, refetch } = useChart(prescription.patientId);
  if (opened === null) return error === null ? <Loading /> : <Page><ErrorState error={error} onRetry={() => { void refetch(); }} /></Page>;
  const { patient } = opened.chart;
  return (
    <div className={classes['screen']}>
      <div className={classes['sticky']}>
        <PatientStrip patient={patient} doing={t('title')} more={<><Link href={`/pacientes/${patient.id}`}>{t('to-chart')}</Link> · <Link href={`/pacientes/${patient.id}/recetas`}>{t('to-list')}</Link></>} />
      </div>
      {prescription.signed === null ? <Editor opened={prescription} chart={opened.chart} onSigned={onSigned} onReload={onReload} /> : <SignedView prescription={prescription} signed={prescription.signed} address={address} />}
    </div>
  );
};

const PrescriptionOf = ({ id }: { readonly id: PrescriptionId }) => {
  const queries = useQueryClient();
  // a draft is opened once and kept by its keeper: what the server says of it later comes with each save
  const [round, setRound] = useState(0);
  // told once to whoever signs; leaving the screen forgets it
  const [address, setAddress] = useState('');
  const { data, error, refetch } = useQuery({ queryKey: ['prescription', id], staleTime: 0, gcTime: 0, refetchOnWindowFocus: false, queryFn: ({ signal }) => call(openPrescription, { params: { prescriptionId: id } }, { signal }) });
  if (error !== null) return <Page><ErrorState error={error} onRetry={() => { void refetch(); }} /></Page>;
  if (data === undefined) return <Loading />;
  const reload = (): void => {
    void queries.invalidateQueries({ queryKey: ['prescriptions', data.patientId] });
    void refetch().then(() => { setRound((before) => before + 1); });
  };
  return <Opened key={`${id}:${String(round)}`} prescription={data} address={address} onSigned={(told) => { setAddress(told); reload(); }} onReload={reload} />;
};

/** One prescription, in work or signed: `/recetas/:id`. */
export const PrescriptionScreen = () => {
  const id = idInAddress<'prescription'>(useParams<{ id: string }>().id);
  return <PrescriptionOf key={id} id={id} />;
};
