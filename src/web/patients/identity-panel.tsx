import { Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { Patient } from '#modules/patients/contract.ts';
import { IconGitMerge, IconHistory, IconPencil, IconShieldCheck, IconArrowBackUp } from '../design/icons.ts';
import { Card } from '../design/page.tsx';
import { Notice, SeverityBadge } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { DateText } from '../design/text.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { usePermission } from '../session/session-context.ts';
import { ConsentDialog } from './consent-dialog.tsx';
import { CorrectDialog } from './correct-dialog.tsx';
import { HistoryDialog } from './history-dialog.tsx';
import { factsOf } from './identity-facts.ts';
import { MergeDialog, UndoMergeDialog } from './merge-dialog.tsx';
import type { Merged } from './merge-dialog.tsx';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';
import { usePatient } from './use-patient.ts';

type Open = 'nothing' | 'correct' | 'history' | 'merge' | 'consent';

const State = ({ patient, onConsent }: { readonly patient: Patient; readonly onConsent: () => void }) => {
  const t = useText(patientMessages);
  const may = usePermission();
  const isPending = patient.privacy === 'exception';
  const missing = patient.missing.filter(({ code }) => code !== 'consent-pending' && code !== 'identity-unknown' && `missing.${code}` in patientMessages);
  return (
    <div className={classes['stack']}>
      {patient.openedInsteadOf === null ? null : <Notice severity="info">{t('panel.opened-instead')}</Notice>}
      {patient.unknown ? <Notice severity="warning" title={t('panel.unknown', { label: patient.label })}>{patient.apparentAge === null ? null : t('panel.apparent-age', { years: patient.apparentAge })}</Notice> : null}
      <div className={classes['line']}>
        <SeverityBadge severity={isPending ? 'warning' : 'good'}>{t(isPending ? 'panel.exception' : 'panel.consented')}</SeverityBadge>
        {isPending && may('register-patient') ? <Button size="compact-sm" variant="default" leftSection={<IconShieldCheck size={16} />} onClick={onConsent}>{t('panel.consent')}</Button> : null}
        {missing.length === 0 ? null : <SeverityBadge severity="info">{t('panel.missing')}: {missing.map(({ code }) => t(`missing.${code}` as 'missing.curp-pending')).join(', ')}</SeverityBadge>}
      </div>
    </div>
  );
};

const MergedList = ({ patient, onUndo }: { readonly patient: Patient; readonly onUndo: (merged: Merged) => void }) => {
  const t = useText(patientMessages);
  const may = usePermission();
  if (patient.merged.length === 0) return null;
  return (
    <div style={{ padding: '0 18px 16px' }}>
      <Title order={2} fz="lg" mb={6}>{t('panel.merged')}</Title>
      {patient.merged.map((merged) => (
        <div key={merged.mergeId} className={classes['line']}>
          <Text>{t('panel.record', { number: merged.recordNumber })} · <DateText value={merged.at} /></Text>
          {may('merge-patients') ? <Button size="compact-sm" variant="subtle" leftSection={<IconArrowBackUp size={16} />} aria-label={t('panel.undo-named', { number: merged.recordNumber })} onClick={() => { onUndo(merged); }}>{t('panel.undo')}</Button> : null}
        </div>
      ))}
    </div>
  );
};

const Acts = ({ patient, open }: { readonly patient: Patient; readonly open: (what: Open) => void }) => {
  const t = useText(patientMessages);
  const may = usePermission();
  return (
    <div className={classes['line']}>
      {may('edit-patient-identity') ? <Button leftSection={<IconPencil size={18} />} onClick={() => { open('correct'); }}>{t(patient.unknown ? 'panel.identify' : 'panel.correct')}</Button> : null}
      <Button variant="default" leftSection={<IconHistory size={18} />} onClick={() => { open('history'); }}>{t('panel.history')}</Button>
      {may('merge-patients') ? <Button variant="default" leftSection={<IconGitMerge size={18} />} onClick={() => { open('merge'); }}>{t('panel.merge')}</Button> : null}
    </div>
  );
};

/** Who the patient is, for reception and in the chart: see, correct with a reason, history, merge and its undoing. */
export const IdentityPanel = ({ patientId }: { readonly patientId: PatientId }) => {
  const t = useText(patientMessages);
  const language = useLanguage();
  const patient = usePatient(patientId);
  const [open, setOpen] = useState<Open>('nothing');
  const [undoing, setUndoing] = useState<Merged | null>(null);
  const close = (): void => { setOpen('nothing'); };
  if (patient.data === undefined) return patient.error === null ? <Loading /> : <ErrorState error={patient.error} onRetry={() => { void patient.refetch(); }} />;
  return (
    <div className={classes['stack']}>
      <State patient={patient.data} onConsent={() => { setOpen('consent'); }} />
      <Acts patient={patient.data} open={setOpen} />
      <Card>
        <dl className={classes['facts']}>
          {factsOf(patient.data.identity, t, language).map(({ label, value }) => (
            <div key={label}><dt>{t(label)}</dt><dd translate="no">{value ?? <Text span c="dimmed">{t('panel.none')}</Text>}</dd></div>
          ))}
        </dl>
        <MergedList patient={patient.data} onUndo={setUndoing} />
      </Card>
      <CorrectDialog opened={open === 'correct'} onClose={close} patient={patient.data} />
      <HistoryDialog opened={open === 'history'} onClose={close} patientId={patient.data.id} />
      <MergeDialog opened={open === 'merge'} onClose={close} patient={patient.data} />
      <ConsentDialog opened={open === 'consent'} onClose={close} patient={patient.data} />
      <UndoMergeDialog merged={undoing} onClose={() => { setUndoing(null); }} />
    </div>
  );
};
