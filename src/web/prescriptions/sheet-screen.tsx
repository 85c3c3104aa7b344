import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { Link, useParams } from 'wouter';
import { formatCivilDate, isCivilDate } from '#kernel/civil-date.ts';
import type { Language } from '#kernel/language.ts';
import type { Prescription } from '#modules/prescriptions/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { call } from '../api/call.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { useChart } from '../record/chart/use-chart.ts';
import { openPrescription } from './api.ts';
import classes from './prescriptions.module.css';
import { purposeMessages } from './purpose-messages.ts';
import { sheetWords } from './sheet-words.ts';

type Signed = NonNullable<Prescription['signed']>;

/** The sheet in one language: what was signed, in plain words, and nothing else. English is read beside the Spanish original. */
const Sheet = ({ prescription: { content }, signed, name, language }: { readonly prescription: Prescription; readonly signed: Signed; readonly name: string; readonly language: 'es' | 'en' }) => {
  const words = sheetWords[language];
  const locale: Language = language === 'es' ? 'es-MX' : 'en-US';
  const lang = language === 'es' ? 'es-MX' : 'en-US';
  return (
    <Card className={classes['panel'] ?? ''} lang={lang} data-rx-sheet={language}>
      <h2>{words.title}</h2>
      <p><span translate="no">{name}</span> · {words.folio} {signed.folio} · <span translate="no">{signed.signer}</span>, {words.licence} {signed.cedula}</p>
      <ol className={classes['sheet']}>
        {content.lines.map((line, at) => {
          const says = line.indications[language].trim();
          return <li key={`${String(at)}${line.generic}`}><strong>{line.generic}</strong>{line.brand === null ? '' : ` (${line.brand})`} <span lang="es">{line.presentation.text}</span><br />{says === '' ? <span lang="es">{line.indications.es}</span> : says}</li>;
        })}
      </ol>
      {content.advice === '' ? null : <p lang="es">{content.advice}</p>}
      {signed.validUntil !== null && isCivilDate(signed.validUntil) ? <p>{words.until(formatCivilDate(signed.validUntil, locale))}</p> : null}
      {content.isForAbroad ? <p>{words.abroad}</p> : null}
      <p>{words.emergency}</p>
    </Card>
  );
};

const Shown = ({ prescription, signed }: { readonly prescription: Prescription; readonly signed: Signed }) => {
  const t = useText(purposeMessages);
  const id = useId();
  const { opened, error } = useChart(prescription.patientId);
  const [which, setWhich] = useState<'es' | 'en' | 'both'>(prescription.content.isForAbroad ? 'both' : 'es');
  if (opened === null) return error === null ? <Loading /> : <Page><ErrorState error={error} /></Page>;
  const name = opened.chart.patient.fullName;
  return (
    <Page width="narrow">
      <div className="amate-no-print">
        <PageHeader title={t('sheet')} says={<span translate="no">{name}</span>} actions={<><Button component={Link} href={`/recetas/${prescription.id}`} variant="default">{t('sheet.back')}</Button><Button onClick={() => { window.print(); }}>{t('sheet.print')}</Button></>} />
        <div className={classes['words']}>
          <label htmlFor={id}>{t('sheet.language')}</label>{' '}
          <select id={id} value={which} onChange={({ currentTarget: { value } }) => { setWhich(value === 'en' || value === 'both' ? value : 'es'); }}>
            <option value="es">{t('sheet.es')}</option><option value="en">{t('sheet.en')}</option><option value="both">{t('sheet.both')}</option>
          </select>
        </div>
      </div>
      {signed.ended === null ? null : <Notice severity="critical">{t('sheet.ended')}</Notice>}
      <div className={classes['list']} style={{ marginTop: 12 }}>
        {which === 'en' ? null : <Sheet prescription={prescription} signed={signed} name={name} language="es" />}
        {which === 'es' ? null : <Sheet prescription={prescription} signed={signed} name={name} language="en" />}
      </div>
    </Page>
  );
};

/** What the patient takes home of a signed prescription, in Spanish, English or both: `/recetas/:id/hoja`. */
export const SheetScreen = () => {
  const id = idInAddress<'prescription'>(useParams<{ id: string }>().id);
  const { data, error, refetch } = useQuery({ queryKey: ['prescription', id], queryFn: ({ signal }) => call(openPrescription, { params: { prescriptionId: id } }, { signal }) });
  if (error !== null) return <Page><ErrorState error={error} onRetry={() => { void refetch(); }} /></Page>;
  if (data === undefined) return <Loading />;
  return data.signed === null ? <Page><ErrorState error={null} /></Page> : <Shown prescription={data} signed={data.signed} />;
};
