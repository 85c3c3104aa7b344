import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { NoteId } from '#kernel/ids.ts';
import { call } from '../../api/call.ts';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/fields.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { discardDraft } from '../api.ts';
import { endDraft } from '../draft/open-drafts.ts';
import { consultMessages } from './consult-messages.ts';

type DiscardProps = { readonly noteId: NoteId; readonly backTo: string; readonly opened: boolean; readonly onClose: () => void };

const LEAST_REASON = 3;

/** Puts a draft aside, with a reason. */
export const DiscardDialog = ({ noteId, backTo, opened, onClose }: DiscardProps) => {
  const t = useText(consultMessages);
  const [, go] = useLocation();
  const queries = useQueryClient();
  const [reason, setReason] = useState('');
  const discard = useMutation({
    mutationFn: () => call(discardDraft, { params: { noteId }, body: { reason: reason.trim() } }),
    onSuccess: () => { endDraft(noteId); void queries.invalidateQueries({ queryKey: ['discarded-drafts'] }); toast.done(t('discard.done')); go(backTo, { replace: true }); },
    onError: toast.refused,
  });
  return (
    <ConfirmDialog
      opened={opened} onClose={onClose} title={t('discard')} confirm={t('discard')} isGrave isBusy={discard.isPending}
      isReady={reason.trim().length >= LEAST_REASON} onConfirm={() => { discard.mutate(); }}
    >
      <p>{t('discard.says')}</p>
      <TextField data-autofocus label={t('discard.reason')} value={reason} onChange={setReason} maxLength={300} />
    </ConfirmDialog>
  );
};
