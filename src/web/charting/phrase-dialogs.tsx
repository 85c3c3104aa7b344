import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { ConfirmDialog } from '../design/dialog.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { phraseEndpoints, phrasesKey } from '../record/phrases/api.ts';
import type { ListedPhrase } from '../record/phrases/api.ts';
import { chartingMessages } from './messages.ts';

type DialogFor = { readonly phrase: ListedPhrase; readonly onClose: () => void };

const useAct = (act: () => Promise<unknown>, done: string, onClose: () => void) => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => { await queries.invalidateQueries({ queryKey: phrasesKey }); toast.done(done); onClose(); },
    onError: toast.refused,
  });
};

/** Puts a copy of one's own phrase into the clinic's library. */
export const ShareDialog = ({ phrase: { shortcut, title, text }, onClose }: DialogFor) => {
  const t = useText(chartingMessages);
  const share = useAct(() => call(phraseEndpoints.clinic.add, { body: { shortcut, title, text } }), t('share.done'), onClose);
  return (
    <ConfirmDialog opened onClose={onClose} title={t('share.title')} confirm={t('share')} isBusy={share.isPending} onConfirm={() => { share.mutate(); }}>
      <p>{t('share.says', { title })}</p>
    </ConfirmDialog>
  );
};

/** Takes a phrase out of use. */
export const RetireDialog = ({ phrase: { library, title, kept }, onClose }: DialogFor) => {
  const t = useText(chartingMessages);
  const endpoints = library === 'clinic' ? phraseEndpoints.clinic : phraseEndpoints.own;
  const retire = useAct(async () => (kept === null ? undefined : call(endpoints.retire, { params: { phraseId: kept.id }, body: { version: kept.version } })), t('retire.done'), onClose);
  return (
    <ConfirmDialog opened onClose={onClose} title={t('retire.title')} confirm={t('retire')} isGrave isBusy={retire.isPending} onConfirm={() => { retire.mutate(); }}>
      <p>{t('retire.says', { title })}</p>
    </ConfirmDialog>
  );
};
