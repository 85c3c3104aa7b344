import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { joinByLink } from '../account/api.ts';
import { call } from '../api/call.ts';
import { EmptyState } from '../design/states.tsx';
import { Notice } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { setupMessages } from './messages.ts';

/** The invitation of a person who has an account: she accepts it signed in, so that nobody else can put her on a staff. */
export const JoinByLink = ({ token, email, onDone, signIn }: { readonly token: string; readonly email: string; readonly onDone: () => void; readonly signIn: ReactNode }) => {
  const t = useText(setupMessages);
  const joining = useMutation({ mutationFn: () => call(joinByLink, { body: { token } }, { onSessionEnd: 'fail' }), onSuccess: onDone });
  return (
    <EmptyState title={t('known.title')} actions={<Group gap="sm">{signIn}<Button loading={joining.isPending} onClick={() => { joining.mutate(); }}>{t('known.do')}</Button></Group>}>
      {t('known.says', { email })}
      {joining.error === null ? null : <Notice severity="critical" live>{joining.error.message}</Notice>}
    </EmptyState>
  );
};
