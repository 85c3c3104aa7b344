import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Patient } from '#modules/patients/contract.ts';
import { call } from '../api/call.ts';
import { isRefusal } from '../api/refusal.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { TextField } from '../design/fields.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useLanguage, useText } from '../i18n/use-text.ts';
import { useShortcuts } from '../keyboard/use-shortcuts.tsx';
import { correctPatient, identifyPatient } from './api.ts';
import { ContactSection } from './contact-fields.tsx';
import { draftFrom, emptyDraft, identityOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { faultsOf } from './draft-faults.ts';
import { factsOf } from './identity-facts.ts';
import { IdentityFields, useToday } from './identity-fields.tsx';
import { patientMessages } from './messages.ts';
import classes from './patients.module.css';
import { focusFault } from './register-screen.tsx';
import { usePatient, useRefreshPatient } from './use-patient.ts';

type CorrectProps = { readonly patient: Patient; readonly onClose: () => void };

// Of an unidentified person only the apparent sex is worth keeping; everything else is a stand-in.
const startOf = (patient: Patient): Draft => (patient.unknown ? { ...emptyDraft, sex: patient.identity.sex } : draftFrom(patient.identity));

/** `seen` is the version on which the form was filled; a newer one is compared against it when the server refuses. */
const useCorrection = ({ patient, onClose }: CorrectProps) => {
  const t = useText(patientMessages);
  const today = useToday();
  const refresh = useRefreshPatient();
  const present = usePatient(patient.id);
  const [seen, setSeen] = useState(patient);
  const [draft, setDraft] = useState(() => startOf(patient));
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const faults = faultsOf(draft, today);
  const saving = useMutation({
    mutationFn: () => {
      const body = { version: seen.version, identity: identityOf(draft, today), reason: reason.trim() };
      return call(patient.unknown ? identifyPatient : correctPatient, { params: { patientId: patient.id }, body });
    },
    onSuccess: async () => {
      toast.done(t(patient.unknown ? 'identify.done' : 'correct.done'));
      onClose();
      await refresh();
    },
    onError: (error) => { if (isRefusal(error, 'patient-version-stale')) void present.refetch(); },
  });
  const submit = (): void => {
    setTried(true);
    if (Object.keys(faults).length > 0) focusFault(faults);
    else if (reason.trim().length < 3) document.getElementById('dato-reason')?.focus();
    else if (!saving.isPending) saving.mutate();
  };
  const isStale = isRefusal(saving.error, 'patient-version-stale');
  const newer = isStale && present.data !== undefined && present.data.version !== seen.version ? present.data : null;
  const takeNewer = (keepsDraft: boolean): void => {
    if (newer === null) return;
    setSeen(newer);
    if (!keepsDraft) setDraft(startOf(newer));
    saving.reset();
  };
  return { draft, setDraft, reason, setReason, faults: wasTried ? faults : {}, reasonFault: wasTried && reason.trim().length < 3, saving, submit, isStale, newer, seen, takeNewer };
};

const StaleNotice = ({ correction }: { readonly correction: ReturnType<typeof useCorrection> }) => {
  const t = useText(patientMessages);
  const language = useLanguage();
  const { newer, seen, takeNewer } = correction;
  const before = factsOf(seen.identity, t, language);
  const changed = newer === null ? [] : factsOf(newer.identity, t, language).filter(({ label, value }) => value !== before.find((fact) => fact.label === label)?.value);
  const name = newer !== null && newer.fullName !== seen.fullName ? [`${t('field.name')}: ${newer.fullName}`] : [];
  return (
    <Notice severity="warning" live>
      {t('correct.stale')}
      {newer === null ? null : (
        <>
          <div>{t('correct.stale-changed', { fields: [...name, ...changed.map(({ label, value }) => `${t(label)}: ${value ?? t('panel.none')}`)].join('; ') })}</div>
          <div className={classes['line']} style={{ marginTop: 8 }}>
            <Button size="compact-sm" variant="default" onClick={() => { takeNewer(true); }}>{t('correct.keep')}</Button>
            <Button size="compact-sm" variant="default" onClick={() => { takeNewer(false); }}>{t('correct.reload')}</Button>
          </div>
        </>
      )}
    </Notice>
  );
};

const CorrectForm = (props: CorrectProps) => {
  const t = useText(patientMessages);
  const correction = useCorrection(props);
  const { draft, setDraft, reason, setReason, faults, reasonFault, saving, submit, isStale } = correction;
  const label = t(props.patient.unknown ? 'identify.save' : 'correct.save');
  useShortcuts([{ keys: 'Mod+Enter', label, group: t('keys.group'), inFields: true, isCommand: false, run: submit }]);
  const fields = { draft, onChange: setDraft, faults };
  return (
    <form noValidate className={classes['form']} onSubmit={(event: FormEvent) => { event.preventDefault(); submit(); }}>
      <IdentityFields {...fields} />
      <ContactSection {...fields} />
      <TextField id="dato-reason" label={t('reason')} placeholder={t('reason.hint')} value={reason} maxLength={150} onChange={setReason} error={reasonFault ? t('reason.missing') : undefined} />
      {isStale ? <StaleNotice correction={correction} /> : null}
      {saving.error === null || isStale ? null : <Notice severity="critical" live>{saving.error.message}</Notice>}
      <DialogActions>
        <Button variant="default" onClick={props.onClose}>{t('form.leave')}</Button>
        <Button type="submit" loading={saving.isPending} disabled={isStale}>{label}</Button>
      </DialogActions>
    </form>
  );
};

/** Corrects an identity with a reason, or gives one to an unidentified person; nothing of the former is lost. */
export const CorrectDialog = ({ opened, onClose, patient }: CorrectProps & { readonly opened: boolean }) => {
  const t = useText(patientMessages);
  return <Dialog opened={opened} onClose={onClose} title={t(patient.unknown ? 'panel.identify' : 'panel.correct')} size={960}><CorrectForm patient={patient} onClose={onClose} /></Dialog>;
};
