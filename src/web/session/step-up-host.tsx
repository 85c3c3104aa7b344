import { Button, Stack, Text } from '@mantine/core';
import { useEffect, useState, useSyncExternalStore } from 'react';
import type { FormEvent } from 'react';
import { call } from '../api/call.ts';
import type { passkeyOptionsSchema, stepUpBody, steppedUpReply } from '#modules/identity/contract.ts';
import { endpoint } from '../api/endpoint.ts';
import { isRefusal } from '../api/refusal.ts';
import { stepUp } from '../api/step-up.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { PasswordField, TextField } from '../design/fields.tsx';
import { IconFingerprint } from '../design/icons.ts';
import { Notice } from '../design/severity.tsx';
import { useText } from '../i18n/use-text.ts';
import { useSession } from './session-context.ts';
import { waitText } from './sign-in-steps.ts';
import { stepUpMessages } from './step-up-messages.ts';

const askStepUpOptions = endpoint<{ reply: typeof passkeyOptionsSchema }>('POST', '/api/session/step-up/options');
const proveStepUp = endpoint<{ body: typeof stepUpBody; reply: typeof steppedUpReply }>('POST', '/api/session/step-up');

const hasCancelled = (error: unknown): boolean => error instanceof Error && ['NotAllowedError', 'AbortError'].includes(error.name);

const useProof = () => {
  const t = useText(stepUpMessages);
  const { session } = useSession();
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [wantsCode, setWantsCode] = useState(session.factors.totp);
  const sayRefusal = (error: unknown): void => {
    if (isRefusal(error, 'code-needed')) setWantsCode(true);
    const seconds = isRefusal(error) ? error.detail['retryAfterSeconds'] : undefined;
    const wait = typeof seconds === 'number' ? ` ${t('wait', { time: waitText(Math.ceil(seconds)) })}` : '';
    setFault(hasCancelled(error) ? t('passkey.cancelled') : error instanceof Error ? `${error.message}${wait}` : null);
  };
  const attempt = async (work: () => Promise<unknown>): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      await work();
      stepUp.done();
    } catch (error) {
      sayRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  const withPassword = (password: string, code: string): Promise<void> =>
    attempt(() => call(proveStepUp, { body: { password, ...(wantsCode ? { code } : {}) } }));
  const withPasskey = (): Promise<void> => attempt(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const { options } = await call(askStepUpOptions, {});
    const passkey = await startAuthentication({ optionsJSON: options as never });
    await call(proveStepUp, { body: { passkey: passkey as never } });
  });
  return { fault, isBusy, wantsCode, hasPasskey: session.factors.passkeys > 0, withPassword, withPasskey };
};

const ProofForm = () => {
  const t = useText(stepUpMessages);
  const { fault, isBusy, wantsCode, hasPasskey, withPassword, withPasskey } = useProof();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [wasTried, setTried] = useState(false);
  const isWhole = password !== '' && (!wantsCode || code.length === 6);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (isWhole) void withPassword(password, code);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>{t('says')}</Text>
        {fault === null ? null : <Notice severity="critical" live>{fault}</Notice>}
        <PasswordField label={t('password')} value={password} onChange={setPassword} autoComplete="current-password" data-autofocus error={wasTried && password === '' ? t('password.missing') : undefined} />
        {wantsCode ? (
          <TextField
            label={t('code')} description={t('code.says')} value={code} inputMode="numeric" autoComplete="one-time-code"
            onChange={(typed) => { setCode(typed.replace(/\D/g, '').slice(0, 6)); }} error={wasTried && code.length !== 6 ? t('code.short') : undefined}
          />
        ) : null}
      </Stack>
      <DialogActions>
        {hasPasskey ? <Button variant="default" leftSection={<IconFingerprint size={18} />} onClick={() => { void withPasskey(); }} disabled={isBusy}>{t('passkey')}</Button> : null}
        <Button type="submit" loading={isBusy}>{t('confirm')}</Button>
      </DialogActions>
    </form>
  );
};

// One turn later: the dialog underneath hears the same Escape, and must still find itself covered.
const leave = (): void => { setTimeout(stepUp.cancel, 0); };

/** Asks for a proof of presence whenever a call needs one. Mounted once, over whatever dialog the call came from. */
export const StepUpHost = () => {
  const t = useText(stepUpMessages);
  useEffect(() => stepUp.serve(), []);
  const isAsked = useSyncExternalStore(stepUp.onChange, stepUp.isAsked);
  return <Dialog opened={isAsked} isOver onClose={leave} title={t('title')} size="sm"><ProofForm /></Dialog>;
};
