import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Note } from '#modules/record/contract.ts';
import { call } from '../../api/call.ts';
import { ConfirmDialog } from '../../design/dialog.tsx';
import { TextField } from '../../design/fields.tsx';
import { Notice } from '../../design/severity.tsx';
import { DateText } from '../../design/text.tsx';
import { toast } from '../../design/toast.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../session/session-context.ts';
import { revokeConsent } from './api.ts';
import { consentMessages } from './consent-messages.ts';

const LEAST = 3;

const RevokeDialog = ({ note, opened, onClose }: { readonly note: Note; readonly opened: boolean; readonly onClose: () => void }) => {
  const t = useText(consentMessages);
  const queries = useQueryClient();
  const [saidBy, setSaidBy] = useState('');
  const [reason, setReason] = useState('');
  const revoking = useMutation({
    mutationFn: () => call(revokeConsent, { params: { noteId: note.id }, body: { saidBy: saidBy.trim(), reason: reason.trim() } }),
    onSuccess: () => { toast.done(t('revoke.done')); void queries.invalidateQueries({ queryKey: ['note', note.id] }); onClose(); },
    onError: toast.refused,
  });
  return (
    <ConfirmDialog opened={opened} onClose={onClose} title={t('revoke')} confirm={t('revoke')} isGrave isBusy={revoking.isPending} isReady={saidBy.trim().length >= LEAST && reason.trim().length >= LEAST} onConfirm={() => { revoking.mutate(); }}>
      <p>{t('revoke.says')}</p>
      <TextField data-autofocus label={t('revoke.by')} value={saidBy} onChange={setSaidBy} maxLength={300} />
      <TextField mt="sm" label={t('revoke.reason')} value={reason} onChange={setReason} maxLength={300} />
    </ConfirmDialog>
  );
};

/** What a signed document says of consents: the one it rests on; of a consent, whether it was revoked and the way to record that. */
export const ConsentFacts = ({ note }: { readonly note: Note }) => {
  const t = useText(consentMessages);
  const { session } = useSession();
  const [isRevoking, setIsRevoking] = useState(false);
  const mayRevoke = note.kind === 'consent' && note.state === 'signed' && note.revocation === null && session.duty === 'physician';
  return (
    <>
      {note.consent === null ? null : <p style={{ margin: 0 }}>{t('rests-on', { what: note.consent.kind === 'consent' ? note.consent.title : t('emergency') })} · <DateText value={note.consent.signedAt} withTime /></p>}
      {note.revocation === null ? null : (
        <Notice severity="warning" title={t('revoked')}>{t('revoked.says', { who: note.revocation.saidBy, reason: note.revocation.reason, name: note.revocation.byName })} <DateText value={note.revocation.at} withTime /></Notice>
      )}
      {mayRevoke ? <div><Button variant="default" onClick={() => { setIsRevoking(true); }}>{t('revoke')}</Button></div> : null}
      <RevokeDialog note={note} opened={isRevoking} onClose={() => { setIsRevoking(false); }} />
    </>
  );
};
