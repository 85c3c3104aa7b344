import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { formatInstant } from '#kernel/civil-date.ts';
import type { NoteId } from '#kernel/ids.ts';
import { call } from '../../api/call.ts';
import { IconShieldCheck } from '../../design/icons.ts';
import { Notice } from '../../design/severity.tsx';
import { toast } from '../../design/toast.tsx';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useTimeZone } from '../../session/session-context.ts';
import { verifyNote } from '../api.ts';
import { readerMessages } from './reader-messages.ts';
import { reveal } from './reveal.ts';

/** Has the server check payload, PDF and signatures again, and says what came out. */
export const useVerification = (noteId: NoteId) =>
  useMutation({ mutationKey: ['verification', noteId], mutationFn: () => call(verifyNote, { params: { noteId } }), onError: toast.refused });

type Verification = ReturnType<typeof useVerification>;

export const VerifyButton = ({ verification }: { readonly verification: Verification }) => {
  const t = useText(readerMessages);
  return (
    <Button variant="default" leftSection={<IconShieldCheck size={16} aria-hidden />} loading={verification.isPending} onClick={() => { verification.mutate(); }}>
      {t('verify')}
    </Button>
  );
};

export const VerificationResult = ({ verification: { data } }: { readonly verification: Verification }) => {
  const t = useText(readerMessages);
  const language = useLanguage();
  const timeZone = useTimeZone();
  if (data === undefined) return null;
  return (
    <div key={data.checkedAt} ref={reveal}>
      {data.ok
        ? <Notice severity="good" title={t('verified-good')} live>{t('verified-good.says', { at: formatInstant(new Date(data.checkedAt), timeZone, language) })}</Notice>
        : <Notice severity="critical" title={t('verified-bad')} live>{t('verified-bad.says', { problems: data.problems.join(', ') })}</Notice>}
    </div>
  );
};
