import { Button, Checkbox, Divider, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ClinicId } from '#kernel/ids.ts';
import type { Duty, Session } from '#modules/identity/contract.ts';
import { PasswordField, TextField } from '../design/fields.tsx';
import { IconFingerprint } from '../design/icons.ts';
import { Notice } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { EnrolmentPicture } from './enrolment-picture.tsx';
import { sessionMessages } from './messages.ts';
import classes from './session.module.css';
import { waitText } from './sign-in-steps.ts';
import { useSignIn } from './use-sign-in.ts';
import type { SigningIn } from './use-sign-in.ts';

export type SignInFormProps = {
  readonly onDone: (session: Session) => void;
  /** A known account signing in again over its screen. */
  readonly known?: { readonly email: string; readonly clinicId: ClinicId; readonly duty: Duty; readonly sharedDesk: boolean };
  /** A demo login that was chosen; `at` makes each choice a new one. */
  readonly chosen?: { readonly email: string; readonly password: string | null; readonly at: number } | null;
};

const hasPasskeys = (): boolean => typeof globalThis.PublicKeyCredential === 'function' && globalThis.isSecureContext;

const Fault = ({ signing }: { readonly signing: SigningIn }) => (
  signing.fault === null ? null : <Notice severity="critical" live>{signing.fault}</Notice>
);

type StepProps = { readonly signing: SigningIn; readonly onCode: (code: string) => void; readonly onPasskey: () => void };

const SubmitButton = ({ signing, children }: { readonly signing: SigningIn; readonly children: ReactNode }) => {
  const t = useText(sessionMessages);
  return (
    <Button type="submit" size="md" fullWidth loading={signing.isBusy} disabled={signing.wait > 0}>
      {signing.wait > 0 ? t('wait', { time: waitText(signing.wait) }) : children}
    </Button>
  );
};

const CodeStep = ({ signing, onCode, onPasskey }: StepProps) => {
  const t = useText(sessionMessages);
  const [code, setCode] = useState('');
  const [isShort, setShort] = useState(false);
  const { step } = signing;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setShort(code.length !== 6);
    if (code.length === 6) onCode(code);
  };
  return (
    <form onSubmit={submit} noValidate className={classes['form']}>
      {step.is === 'enrol' ? <EnrolmentPicture enrolment={step.enrolment} /> : null}
      <Fault signing={signing} />
      <TextField
        label={t('code')} description={step.is === 'enrol' ? undefined : t('code.says')} size="md" value={code} data-autofocus autoFocus
        onChange={(typed) => { setCode(typed.replace(/\D/g, '').slice(0, 6)); }} inputMode="numeric" autoComplete="one-time-code"
        error={isShort ? t('code.wrong') : undefined} classNames={{ input: classes['code'] ?? '' }}
      />
      <SubmitButton signing={signing}>{t('confirm')}</SubmitButton>
      {step.is === 'code' && step.hasPasskey ? <Button variant="default" leftSection={<IconFingerprint size={18} />} onClick={onPasskey}>{t('passkey.other')}</Button> : null}
      <Button variant="subtle" color="bark" onClick={() => { signing.setStep({ is: 'password' }); signing.setFault(null); }}>{t('back')}</Button>
    </form>
  );
};

const PasskeyStep = ({ signing, onPasskey, hasCode }: Omit<StepProps, 'onCode'> & { readonly hasCode: boolean }) => {
  const t = useText(sessionMessages);
  return (
    <div className={classes['form']}>
      <Text>{t('passkey.says')}</Text>
      <Fault signing={signing} />
      <Button size="md" data-autofocus autoFocus loading={signing.isBusy} leftSection={<IconFingerprint size={20} />} onClick={onPasskey}>{t('passkey.other')}</Button>
      {hasCode ? <Button variant="default" onClick={() => { signing.setStep({ is: 'code', hasPasskey: true }); }}>{t('code.other')}</Button> : null}
      <Button variant="subtle" color="bark" onClick={() => { signing.setStep({ is: 'password' }); }}>{t('back')}</Button>
    </div>
  );
};

const looksLikeEmail = (text: string): boolean => /^\S+@\S+\.\S+$/.test(text.trim());

type PasswordStepProps = { readonly signing: SigningIn; readonly fields: Fields; readonly known: boolean; readonly onSubmit: () => void; readonly onPasskey: () => void };

const PasswordStep = ({ signing, fields, known, onSubmit, onPasskey }: PasswordStepProps) => {
  const t = useText(sessionMessages);
  const [tried, setTried] = useState(false);
  const emailBox = useRef<HTMLInputElement>(null);
  const { email, setEmail, password, setPassword, sharedDesk, setSharedDesk, passwordBox } = fields;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (!looksLikeEmail(email)) emailBox.current?.focus();
    else if (password === '') passwordBox.current?.focus();
    else onSubmit();
  };
  return (
    <form onSubmit={submit} noValidate className={classes['form']}>
      <Fault signing={signing} />
      <TextField
        label={t('email')} size="md" type="email" name="email" autoComplete="username" value={email} onChange={setEmail} ref={emailBox}
        readOnly={known} error={tried && !looksLikeEmail(email) ? t('email.wrong') : undefined} autoFocus={!known} {...(known ? {} : { 'data-autofocus': true })}
      />
      <PasswordField
        label={t('password')} size="md" name="password" autoComplete="current-password" value={password} onChange={setPassword} ref={passwordBox}
        error={tried && password === '' ? t('password.missing') : undefined} autoFocus={known} {...(known ? { 'data-autofocus': true } : {})}
      />
      {known ? null : <Checkbox label={t('shared-desk')} description={t('shared-desk.says')} checked={sharedDesk} onChange={(event) => { setSharedDesk(event.currentTarget.checked); }} />}
      <SubmitButton signing={signing}>{t('enter')}</SubmitButton>
      {hasPasskeys() ? (
        <>
          <Divider label={t('or')} labelPosition="center" />
          <Button variant="default" size="md" leftSection={<IconFingerprint size={18} />} onClick={onPasskey}>{t('with-passkey')}</Button>
        </>
      ) : null}
    </form>
  );
};

const useFields = (known: SignInFormProps['known']) => {
  const [email, setEmail] = useState(known?.email ?? '');
  const [password, setPassword] = useState('');
  const [sharedDesk, setSharedDesk] = useState(known?.sharedDesk ?? false);
  const passwordBox = useRef<HTMLInputElement>(null);
  return { email, setEmail, password, setPassword, sharedDesk, setSharedDesk, passwordBox };
};
type Fields = ReturnType<typeof useFields>;

/** E-mail and password, then the second step that the server asks for. */
export const SignInForm = ({ onDone, known, chosen = null }: SignInFormProps) => {
  const signing = useSignIn(onDone, known === undefined ? null : { clinicId: known.clinicId, duty: known.duty });
  const fields = useFields(known);
  const { email, password, sharedDesk, setEmail, setPassword, passwordBox } = fields;
  const latest = useRef(signing);
  useEffect(() => { latest.current = signing; });
  useEffect(() => {
    if (chosen === null) return;
    latest.current.setStep({ is: 'password' });
    setEmail(chosen.email);
    setPassword(chosen.password ?? '');
    if (chosen.password === null) passwordBox.current?.focus();
    else void latest.current.withPassword({ email: chosen.email, password: chosen.password, sharedDesk: false });
  }, [chosen, setEmail, setPassword, passwordBox]);
  const submit = (code?: string): void => { void signing.withPassword({ email: email.trim(), password, sharedDesk, ...(code === undefined ? {} : { code }) }); };
  const onPasskey = (): void => { void signing.withPasskey(sharedDesk); };
  const { step } = signing;
  if (step.is === 'password') return <PasswordStep signing={signing} fields={fields} known={known !== undefined} onSubmit={() => { submit(); }} onPasskey={onPasskey} />;
  if (step.is === 'passkey') return <PasskeyStep signing={signing} onPasskey={onPasskey} hasCode={step.hasCode} />;
  return <CodeStep signing={signing} onCode={submit} onPasskey={onPasskey} />;
};
