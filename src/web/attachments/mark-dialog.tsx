import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { PatientId } from '#kernel/ids.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { attachmentMessages } from './messages.ts';
import { useMark } from './use-attachments.ts';

/** Asks why a file was recorded by mistake. */
export const MarkDialog = ({ patientId, file, onClose }: { readonly patientId: PatientId; readonly file: Attachment; readonly onClose: () => void }) => {
  const t = useText(attachmentMessages);
  const [reason, setReason] = useState('');
  const mark = useMark(patientId, () => { toast.done(t('mark.done')); onClose(); });
  return (
    <ConfirmDialog
      opened isOver title={t('mark.title')} confirm={t('mark.do')} isGrave isBusy={mark.isPending} isReady={reason.trim() !== ''} onClose={onClose}
      onConfirm={() => { mark.mutate({ id: file.id, reason: reason.trim() }); }}
    >
      <p>{t('mark.says')}</p>
      <Textarea label={t('mark.reason')} required maxLength={500} autosize minRows={2} value={reason} onChange={(event) => { setReason(event.currentTarget.value); }} />
    </ConfirmDialog>
  );
};
