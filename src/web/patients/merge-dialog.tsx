import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { PatientMergeId } from '#kernel/ids.ts';
import type { Patient, PatientRow } from '#modules/patients/contract.ts';
import { call } from '../api/call.ts';
import { faultOf } from '../api/step-up.ts';
import { ConfirmDialog, Dialog, DialogActions } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { ErrorState, Loading } from '../design/states.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { PatientPicker } from '../search/patient-picker.tsx';
import { mergePatients, undoMerge } from './api.ts';
import { factsOf } from './identity-facts.ts';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';
import { usePatient, useRefreshPatient } from './use-patient.ts';

export type Merged = Patient['merged'][number];
type MergeProps = { readonly patient: Patient; readonly onClose: () => void };

const Compare = ({ kept, merged }: { readonly kept: Patient; readonly merged: Patient }) => {
  const t = useText(patientMessages);
  const language = useLanguage();
  const name = (patient: Patient) => ({ label: 'col.name' as const, value: patient.unknown ? `${patient.fullName} (${patient.label})` : patient.fullName });
  const onlyTheirs = factsOf(merged.identity, t, language).filter(({ label }) => !factsOf(kept.identity, t, language).some((fact) => fact.label === label));
  const ours = [name(kept), ...factsOf(kept.identity, t, language), ...onlyTheirs.map(({ label }) => ({ label, value: null }))];
  const theirs = [name(merged), ...factsOf(merged.identity, t, language)];
  return (
    <table className={classes['compare']}>
      <caption className="amate-hidden">{t('merge.caption')}</caption>
      <thead><tr><th scope="col">{t('merge.field')}</th><th scope="col">{t('merge.kept')} · {kept.recordNumber}</th><th scope="col">{t('merge.merged')} · {merged.recordNumber}</th></tr></thead>
      <tbody>
        {ours.map(({ label, value }) => {
          const other = theirs.find((fact) => fact.label === label)?.value ?? null;
          if (value === null && other === null) return null;
          const differs = value !== other;
          return (
            <tr key={label} {...(differs ? { 'data-differs': '' } : {})}>
              <th scope="row">{t(label)}{differs ? <><br /><strong>{t('merge.differs')}</strong></> : null}</th>
              <td translate="no">{value ?? t('panel.none')}</td><td translate="no">{other ?? t('panel.none')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};

const MergeAct = ({ patient, other, onClose }: MergeProps & { readonly other: PatientRow }) => {
  const t = useText(patientMessages);
  const refresh = useRefreshPatient();
  const second = usePatient(other.id);
  const [reason, setReason] = useState('');
  const [isSure, setSure] = useState(false);
  const [wasTried, setTried] = useState(false);
  const merging = useMutation({
    mutationFn: (merged: Patient) => call(mergePatients, { params: { patientId: patient.id }, body: { mergedId: merged.id, keptVersion: patient.version, mergedVersion: merged.version, reason: reason.trim() } }),
    onSuccess: async () => {
      toast.done(t('merge.done'));
      onClose();
      await refresh();
    },
    onError: () => refresh(),
  });
  if (second.data === undefined) return second.error === null ? <Loading /> : <ErrorState error={second.error} />;
  const merged = second.data;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (reason.trim().length >= 3 && isSure) merging.mutate(merged);
  };
  return (
    <form noValidate onSubmit={submit}>
      <Stack gap="md">
        <Compare kept={patient} merged={merged} />
        <TextField label={t('reason')} placeholder={t('merge.reason-hint')} value={reason} maxLength={150} onChange={setReason} error={wasTried && reason.trim().length < 3 ? t('reason.missing') : undefined} />
        <Checkbox label={t('merge.sure')} checked={isSure} onChange={(event) => { setSure(event.currentTarget.checked); }} error={wasTried && !isSure} />
        {faultOf(merging.error) === null ? null : <Notice severity="critical" live>{faultOf(merging.error)}</Notice>}
      </Stack>
      <DialogActions><Button type="submit" color="red" disabled={!isSure} loading={merging.isPending}>{t('merge.do')}</Button></DialogActions>
    </form>
  );
};

const MergeBody = ({ patient, onClose }: MergeProps) => {
  const t = useText(patientMessages);
  const [other, setOther] = useState<PatientRow | null>(null);
  return (
    <Stack gap="md">
      <Text>{t('merge.says')}</Text>
      <PatientPicker label={t('merge.other')} hint={t('search.hint')} value={other} onChange={setOther} whenNone={t('merge.none')} excludedId={patient.id} />
      {other === null ? null : <MergeAct key={other.id} patient={patient} other={other} onClose={onClose} />}
    </Stack>
  );
};

/** Two records of one person: search the other, compare, say why, merge. */
export const MergeDialog = ({ opened, onClose, patient }: MergeProps & { readonly opened: boolean }) => {
  const t = useText(patientMessages);
  return <Dialog opened={opened} onClose={onClose} title={t('panel.merge')} size={760}><MergeBody patient={patient} onClose={onClose} /></Dialog>;
};

/** Sets two merged records apart again. */
export const UndoMergeDialog = ({ merged, onClose }: { readonly merged: Merged | null; readonly onClose: () => void }) => {
  const t = useText(patientMessages);
  const refresh = useRefreshPatient();
  const [reason, setReason] = useState('');
  const undoing = useMutation({
    mutationFn: (mergeId: PatientMergeId) => call(undoMerge, { params: { mergeId }, body: { reason: reason.trim() } }),
    onSuccess: async () => {
      toast.done(t('undo.done'));
      setReason('');
      onClose();
      await refresh();
    },
  });
  return (
    <ConfirmDialog
      opened={merged !== null} onClose={onClose} title={t('panel.undo')} confirm={t('panel.undo')} isGrave isBusy={undoing.isPending} isReady={reason.trim().length >= 3}
      onConfirm={() => { if (merged !== null) undoing.mutate(merged.mergeId); }}
    >
      <Stack gap="md">
        <Text>{t('undo.says', { number: merged?.recordNumber ?? '' })}</Text>
        <TextField label={t('reason')} value={reason} maxLength={150} onChange={setReason} data-autofocus />
        {faultOf(undoing.error) === null ? null : <Notice severity="critical" live>{faultOf(undoing.error)}</Notice>}
      </Stack>
    </ConfirmDialog>
  );
};
