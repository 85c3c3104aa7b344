import { useEffect, useState } from 'react';
import type { Duty, Session } from '#modules/identity/contract.ts';
import { systemClock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { call } from '../api/call.ts';
import { ApiRefusal } from '../api/refusal.ts';
import { useText } from '../i18n/use-text.ts';
import { readPreferences } from '../preferences/preferences.ts';
import { askPasskeyOptions, signIn, signInWithPasskey } from './api.ts';
import { endIsThrough } from './end-session.ts';
import { sessionMessages } from './messages.ts';
import { stepAfter } from './sign-in-steps.ts';
import type { SignInStep } from './sign-in-steps.ts';

export type Credentials = { readonly email: string; readonly password: string; readonly code?: string; readonly sharedDesk: boolean };
type Place = { readonly clinicId: ClinicId; readonly duty: Duty };

const isOwnFault = (error: unknown): error is Error => error instanceof Error && ['NotAllowedError', 'AbortError', 'InvalidStateError'].includes(error.name);

const secondsIn = (error: unknown): number => {
  const seconds = error instanceof ApiRefusal ? error.detail['retryAfterSeconds'] : undefined;
  return typeof seconds === 'number' ? Math.ceil(seconds) : 0;
};

/** Counts a wait down to zero, second by second. */
const useCountdown = (): [number, (seconds: number) => void] => {
  const [until, setUntil] = useState(0);
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (until === 0) return undefined;
    const timer = setInterval(() => {
      const remaining = Math.max(0, Math.ceil((until - systemClock.now().getTime()) / 1000));
      setLeft(remaining);
      if (remaining === 0) setUntil(0);
    }, 250);
    return () => { clearInterval(timer); };
  }, [until]);
  return [left, (seconds) => { setLeft(seconds); setUntil(systemClock.now().getTime() + seconds * 1000); }];
};

/** The steps of signing in: password, then what the server still wants. */
export const useSignIn = (onDone: (session: Session) => void, place: Place | null) => {
  const t = useText(sessionMessages);
  const [step, setStep] = useState<SignInStep>({ is: 'password' });
  const [fault, setFault] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [wait, startWait] = useCountdown();
  const duty = place === null ? {} : { duty: place };

  const attempt = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true);
    setFault(null);
    try {
      await endIsThrough();
      await work();
    } catch (error) {
      if (secondsIn(error) > 0) startWait(secondsIn(error));
      setFault(isOwnFault(error) ? t('passkey.cancelled') : error instanceof Error ? error.message : null);
    } finally {
      setBusy(false);
    }
  };

  const withPassword = (given: Credentials): Promise<void> => attempt(async () => {
    const reply = await call(signIn, { body: { ...given, ...duty, deviceId: readPreferences().deviceId } }, { onSessionEnd: 'fail' });
    if (reply.next === 'done') onDone(reply);
    else setStep(stepAfter(reply));
  });

  const withPasskey = (sharedDesk: boolean): Promise<void> => attempt(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const { options } = await call(askPasskeyOptions, {}, { onSessionEnd: 'fail' });
    const answer = await startAuthentication({ optionsJSON: options as never });
    const body = { answer: answer as never, sharedDesk, ...duty, deviceId: readPreferences().deviceId };
    onDone(await call(signInWithPasskey, { body }, { onSessionEnd: 'fail' }));
  });

  return { step, setStep, fault, setFault, isBusy, wait, withPassword, withPasskey };
};
export type SigningIn = ReturnType<typeof useSignIn>;
