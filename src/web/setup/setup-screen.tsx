import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SetupCheck } from '#modules/identity/contract.ts';
import { lookAtLink } from '../account/api.ts';
import { call } from '../api/call.ts';
import { RouteTitle } from '../design/page.tsx';
import { EmptyState, Loading } from '../design/states.tsx';
import { useText } from '../i18n/use-text.ts';
import { LanguageToggle, SchemeMenu } from '../preferences/toggles.tsx';
import { FirstRun } from './first-run.tsx';
import { JoinByLink } from './join-by-link.tsx';
import { setupMessages } from './messages.ts';
import { PasswordByLink } from './password-by-link.tsx';
import classes from './setup.module.css';

// The token leaves the address at once, so that neither the history nor a look over the shoulder keeps it.
let taken: string | null = null;
const takeToken = (): string => {
  if (taken === null || window.location.hash.length > 1) taken = window.location.hash.slice(1);
  if (window.location.hash !== '') window.history.replaceState(null, '', window.location.pathname);
  return taken;
};

const titleOf = (check: SetupCheck | undefined): 'title' | 'first.title' | 'password.title' => {
  if (check === undefined) return 'title';
  return check.kind === 'first-run' ? 'first.title' : 'password.title';
};

const SignInButton = () => {
  const t = useText(setupMessages);
  return <Button component="a" href="/entrar">{t('sign-in')}</Button>;
};

const Body = ({ token, check, onDone }: { readonly token: string; readonly check: SetupCheck; readonly onDone: () => void }) => {
  if (check.kind === 'first-run') return <FirstRun token={token} onDone={onDone} />;
  if (check.hasPassword && check.kind === 'invitation') return <JoinByLink token={token} email={check.email ?? ''} onDone={onDone} signIn={<SignInButton />} />;
  return <PasswordByLink token={token} email={check.email ?? ''} onDone={onDone} />;
};

const Frame = ({ title, says, children }: { readonly title: string; readonly says: string | undefined; readonly children: ReactNode }) => (
  <div className={classes['screen']}>
    <div className={classes['top']}><LanguageToggle /><SchemeMenu /></div>
    <main className={classes['main']} id="contenido" tabIndex={-1}>
      <div className={classes['brand']}><img src="/icon.svg" alt="" /><div><RouteTitle title={title} />{says === undefined ? null : <Text c="dimmed">{says}</Text>}</div></div>
      {children}
    </main>
  </div>
);

/** What a one-time link opens: a new practice, an invitation or a reset. */
export const SetupScreen = () => {
  const t = useText(setupMessages);
  const [token] = useState(takeToken);
  const [isDone, setDone] = useState(false);
  const check = useQuery({ queryKey: ['setup-link'], queryFn: () => call(lookAtLink, { body: { token } }, { onSessionEnd: 'fail' }), enabled: /^[\w-]{43}$/.test(token) && !isDone, retry: false, gcTime: 0, staleTime: Infinity });
  const title = t(titleOf(check.data));
  if (isDone) return <Frame title={title} says={undefined}><EmptyState title={t('done.title')} actions={<SignInButton />}>{t('done.says')}</EmptyState></Frame>;
  return (
    <Frame title={title} says={check.data?.kind === 'first-run' ? t('first.says') : undefined}>
      {/^[\w-]{43}$/.test(token) ? null : <EmptyState title={t('none.title')} actions={<SignInButton />}>{t('none.says')}</EmptyState>}
      {check.isLoading ? <Loading /> : null}
      {check.error === null ? null : <div role="alert"><EmptyState title={t('bad.title')} actions={<SignInButton />}>{check.error.message}</EmptyState></div>}
      {check.data === undefined ? null : <Body token={token} check={check.data} onDone={() => { setDone(true); }} />}
    </Frame>
  );
};
