import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent } from 'react';
import { useHistoryState } from 'wouter/use-browser-location';
import { call } from '../api/call.ts';
import { StepUpCancelled } from '../api/step-up.ts';
import { FieldGroup, PasswordField } from '../design/fields.tsx';
import { Card } from '../design/page.tsx';
import { Notice } from '../design/severity.tsx';
import { toast } from '../design/toast.tsx';
import { useText } from '../i18n/use-text.ts';
import { changePassword } from './api.ts';
import classes from './account.module.css';
import { accountMessages } from './messages.ts';
import { isTooShort, passwordSentences } from './password-faults.ts';
import { useAccountAct } from './use-account.ts';

/** After a sign-in that she did not recognise: why the password must change, in view at once. */
const KnownPassword = () => {
  const t = useText(accountMessages);
  const self = useRef<HTMLDivElement>(null);
  useEffect(() => { self.current?.focus(); }, []);
  return <div ref={self} tabIndex={-1} style={{ outline: 'none' }}><Notice severity="critical" live>{t('password.known')}</Notice></div>;
};

/** A new password for oneself. */
export const PasswordCard = () => {
  const t = useText(accountMessages);
  const [current, setCurrent] = useState('');
  const [wanted, setWanted] = useState('');
  const [wasTried, setTried] = useState(false);
  const asked = useHistoryState<{ readonly isPasswordKnown?: boolean } | null>();
  const changing = useAccountAct(() => call(changePassword, { body: { current, wanted } }), () => {
    toast.done(t('password.done'));
    setCurrent('');
    setWanted('');
    setTried(false);
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (current !== '' && !isTooShort(wanted)) changing.mutate(undefined);
  };
  const sentences = changing.error instanceof StepUpCancelled ? [] : passwordSentences(changing.error, t);
  return (
    <Card className={classes['section'] ?? ''}>
      <FieldGroup legend={t('password')} says={t('password.says')}>
        <form noValidate onSubmit={submit} className={classes['stack']}>
          {asked?.isPasswordKnown === true && !changing.isSuccess ? <KnownPassword /> : null}
          <div className={classes['two']}>
            <PasswordField label={t('password.current')} value={current} onChange={setCurrent} autoComplete="current-password" error={wasTried && current === '' ? t('password.missing') : undefined} />
            <PasswordField
              label={t('password.wanted')} description={t('password.hint')} inputWrapperOrder={['label', 'input', 'description', 'error']} value={wanted} onChange={setWanted} autoComplete="new-password"
              error={wasTried && isTooShort(wanted) ? t('password.too-short') : undefined}
            />
          </div>
          {sentences.length === 0 ? null : <Notice severity="critical" live>{sentences.map((sentence) => <div key={sentence}>{sentence}</div>)}</Notice>}
          <div><Button type="submit" variant="default" loading={changing.isPending}>{t('password.change')}</Button></div>
        </form>
      </FieldGroup>
    </Card>
  );
};
