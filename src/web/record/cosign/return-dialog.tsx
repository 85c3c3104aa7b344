import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { NoteId } from '#kernel/ids.ts';
import { call } from '../../api/call.ts';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/fields.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { returnNote } from '../api.ts';
import { cosignMessages } from './cosign-messages.ts';

type ReturnProps = { readonly noteId: NoteId; readonly authorName: string; readonly opened: boolean; readonly onClose: () => void; readonly onReturned: () => void };

const LEAST_REASON = 5;

/** Returns a document to its author, with a reason. */
export const ReturnDialog = ({ noteId, authorName, opened, onClose, onReturned }: ReturnProps) => {
  const t = useText(cosignMessages);
  const [reason, setReason] = useState('');
  const returning = useMutation({
    mutationFn: () => call(returnNote, { params: { noteId }, body: { reason: reason.trim() } }),
    onSuccess: () => { toast.done(t('return.done')); onClose(); onReturned(); },
    onError: toast.refused,
  });
  return (
    <ConfirmDialog
      opened={opened} onClose={onClose} title={t('return.title', { name: authorName })} confirm={t('return')} isBusy={returning.isPending}
      isReady={reason.trim().length >= LEAST_REASON} onConfirm={() => { returning.mutate(); }}
    >
      <p>{t('return.says')}</p>
      <TextField data-autofocus label={t('return.reason')} value={reason} onChange={setReason} maxLength={300} />
    </ConfirmDialog>
  );
};
