import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent } from 'react';
import { setPasswordByLink } from '../account/api.ts';
import { accountMessages } from '../account/messages.ts';
import { isTooShort, passwordSentences } from '../account/password-faults.ts';
import { call } from '../api/call.ts';
import { PasswordField } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { setupMessages } from './messages.ts';
import classes from './setup.module.css';

/** The first password of an invited person, or a new one after a reset. */
export const PasswordByLink = ({ token, email, onDone }: { readonly token: string; readonly email: string; readonly onDone: () => void }) => {
  const t = useText(setupMessages);
  const accountText = useText(accountMessages);
  const [password, setPassword] = useState('');
  const [wasTried, setTried] = useState(false);
  const saving = useMutation({ mutationFn: () => call(setPasswordByLink, { body: { token, password } }, { onSessionEnd: 'fail' }), onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!isTooShort(password)) saving.mutate();
  };
  const sentences = passwordSentences(saving.error, accountText);
  return (
    <Card className={classes['section'] ?? ''}>
      <form noValidate onSubmit={submit} className={classes['form']}>
        <Text>{t('password.says', { email })}</Text>
        {/* password managers file it under this name */}
        <input type="email" value={email} readOnly hidden autoComplete="username" />
        <PasswordField
          label={accountText('password.wanted')} description={accountText('password.hint')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={password} onChange={setPassword} autoComplete="new-password" autoFocus
          error={wasTried && isTooShort(password) ? accountText('password.too-short') : undefined}
        />
        {sentences.length === 0 ? null : <Notice severity="critical" live>{sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}</Notice>}
        <Button type="submit" loading={saving.isPending}>{t('password.do')}</Button>
      </form>
    </Card>
  );
};
