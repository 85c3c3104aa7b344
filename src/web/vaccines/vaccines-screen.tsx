import { Button } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { scheduleSource } from '#kernel/vaccines.ts';
import type { VaccineCode } from '#kernel/vaccines.ts';
import type { Patient } from '#modules/patients/contract.ts';
import type { SummaryItem } from '#modules/summary/contract.ts';
import { idInAddress } from '../api/address-id.ts';
import { IconClipboardText, IconPlus } from '../design/icons.ts';
import { Card, Page, PageHeader } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { PersonName } from '../design/text.tsx';
import { useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { rowOf, usePatient } from '../patients/use-patient.ts';
import { useToday } from '../record/summary/clinical-state.ts';
import { useSummary } from '../record/summary/use-summary.ts';
import { PatientLine } from '../search/patient-line.tsx';
import { usePermission } from '../session/session-context.ts';
import { DoseDialog } from './dose-dialog.tsx';
import { draftOfDose, newDose } from './dose-draft.ts';
import type { DoseDraft } from './dose-draft.ts';
import { DoseTable } from './dose-table.tsx';
import { dosesOf, sexOf, vaccinationOf } from './doses.ts';
import type { Dose } from './doses.ts';
import { vaccineMessages } from './messages.ts';
import { ScheduleTable } from './schedule-table.tsx';
import classes from './vaccines.module.css';

type Edited = { readonly dose: Dose | null; readonly initial: DoseDraft };

type BodyProps = { readonly patient: Patient; readonly items: readonly SummaryItem[] };

const Vaccines = ({ patient, items }: BodyProps) => {
  const t = useText(vaccineMessages);
  const [may, now] = [usePermission(), useToday()];
  const [edited, setEdited] = useState<Edited | null>(null);
  const mayEdit = may('edit-summary');
  const add = (code: VaccineCode, number: number): void => { setEdited({ dose: null, initial: newDose(code, number, now.today) }); };
  useShortcuts([{ keys: 'n', label: t('keys.add'), group: t('title'), isOn: mayEdit && edited === null, run: () => { add('bcg', 0); } }]);
  const { id, fullName, identity } = patient;
  const vaccination = vaccinationOf(items, { birthDate: identity.birthDate, biologicalSex: sexOf(identity.biologicalSex) }, now);
  return (
    <>
      <PageHeader
        title={t('title')} says={<><strong><PersonName name={fullName} /></strong> <PatientLine patient={rowOf(patient)} /></>}
        actions={<div className={`${classes['head'] ?? ''} amate-no-print`}>
          <Button component={Link} href={`/pacientes/${id}`} variant="default" leftSection={<IconClipboardText size={18} />}>{t('to-chart')}</Button>
          <Button variant="default" onClick={() => { window.print(); }}>{t('print')}</Button>
          {mayEdit ? <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => { add('bcg', 0); }}>{t('add')}</Button> : null}
        </div>}
      />
      <div className={classes['stack']}>
        <Card className={classes['card'] ?? ''}>
          <h2>{t('schedule')}</h2>
          {vaccination === null ? <Notice severity="info">{t('no-birth')}</Notice> : <ScheduleTable slots={vaccination.slots} today={now.today} onAdd={mayEdit ? add : null} />}
          <p className={classes['quiet']}>{t('confirm', { source: scheduleSource.cites })}</p>
        </Card>
        <Card className={classes['card'] ?? ''}>
          <h2>{t('recorded')}</h2>
          <DoseTable doses={dosesOf(items)} onChange={mayEdit ? (dose) => { setEdited({ dose, initial: draftOfDose(dose.content) }); } : null} />
        </Card>
      </div>
      {edited === null ? null : <DoseDialog key={edited.dose?.itemId ?? 'new'} patientId={id} dose={edited.dose} initial={edited.initial} onClose={() => { setEdited(null); }} />}
    </>
  );
};

/** The vaccines of one patient: `/pacientes/:id/vacunas`. */
export const VaccinesScreen = () => {
  const id = idInAddress<'patient'>(useParams<{ id: string }>().id);
  const [patient, summary] = [usePatient(id), useSummary(id)];
  const failed = patient.error ?? summary.error;
  if (failed !== null) return <Page><ErrorState error={failed} onRetry={() => { void patient.refetch(); void summary.refetch(); }} /></Page>;
  if (patient.data === undefined || summary.data === undefined) return <Loading />;
  return <Page><Vaccines patient={patient.data} items={summary.data.items} /></Page>;
};
