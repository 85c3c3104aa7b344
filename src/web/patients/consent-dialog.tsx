import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import type { Patient } from '#modules/patients/contract.ts';
import { call } from '../api/call.ts';
import { isRefusal } from '../api/refusal.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { recordConsent } from './api.ts';
import { draftFrom, isMinor } from './draft.ts';
import { emptyGround, groundFaults, groundForMinor, groundOf } from './ground.ts';
import { useToday } from './identity-fields.tsx';
import { patientMessages } from './messages.ts';
import { PrivacyFields, noticeKey, useNotice } from './privacy-fields.tsx';
import { useRefreshPatient } from './use-patient.ts';

const ConsentForm = ({ patient, onClose }: { readonly patient: Patient; readonly onClose: () => void }) => {
  const t = useText(patientMessages);
  const queries = useQueryClient();
  const refresh = useRefreshPatient();
  const notice = useNotice();
  const draft = draftFrom(patient.identity);
  const minor = isMinor(draft, useToday());
  const [typed, setGround] = useState(emptyGround);
  const [wasTried, setTried] = useState(false);
  const ground = minor ? groundForMinor(typed, draft) : typed;
  const recording = useMutation({
    mutationFn: async () => {
      const taken = notice.data === undefined ? null : groundOf(ground, notice.data);
      if (taken?.basis !== 'consent') return;
      const { basis: _basis, ...body } = taken;
      await call(recordConsent, { params: { patientId: patient.id }, body });
    },
    onSuccess: async () => {
      toast.done(t('panel.consent-done'));
      onClose();
      await refresh();
    },
    onError: (error) => { if (isRefusal(error, 'privacy-notice-changed')) void queries.invalidateQueries({ queryKey: noticeKey }); },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (groundFaults(ground).length === 0) recording.mutate();
  };
  return (
    <form noValidate onSubmit={submit}>
      <PrivacyFields ground={ground} onChange={setGround} isMinor={minor} faults={wasTried ? groundFaults(ground) : []} isConsentOnly />
      {recording.error === null ? null : <Notice severity="critical" live>{isRefusal(recording.error, 'privacy-notice-changed') ? t('privacy.changed') : recording.error.message}</Notice>}
      <DialogActions><Button type="submit" loading={recording.isPending}>{t('panel.consent')}</Button></DialogActions>
    </form>
  );
};

/** The consent that an emergency had put off. */
export const ConsentDialog = ({ opened, onClose, patient }: { readonly opened: boolean; readonly onClose: () => void; readonly patient: Patient }) => {
  const t = useText(patientMessages);
  return <Dialog opened={opened} onClose={onClose} title={t('panel.consent')} size="lg"><ConsentForm patient={patient} onClose={onClose} /></Dialog>;
};
