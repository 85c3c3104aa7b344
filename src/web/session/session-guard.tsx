import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Session } from '#modules/identity/contract.ts';
import { renewal } from '../api/renewal.ts';
import { Dialog, DialogActions } from '../design/dialog.tsx';
import { useText } from '../i18n/use-text.ts';
import { LockScreen } from './lock-screen.tsx';
import { sessionMessages } from './messages.ts';
import { useSession } from './session-context.ts';
import { StepUpHost } from './step-up-host.tsx';
import { onTabNews, tellTabs } from './tabs.ts';
import { useIdle } from './use-idle.ts';

const startOver = (): void => { window.location.replace('/'); };

/** Takes up the session again if it is the same person at the same clinic; anyone else gets a fresh page. */
const useReturn = (): ((next: Session) => void) => {
  const { session, replace } = useSession();
  const queries = useQueryClient();
  return useCallback((next: Session) => {
    if (next.personId !== session.personId || next.clinic.id !== session.clinic.id) {
      startOver();
      return;
    }
    replace(next);
    renewal.done();
    void queries.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' });
  }, [session.personId, session.clinic.id, replace, queries]);
};

const useTabs = (comeBack: (next: Session) => void): void => {
  useEffect(() => onTabNews((news) => {
    if (news.is === 'left') window.location.replace('/entrar');
    if (news.is === 'locked') renewal.lock();
    if (news.is === 'entered') comeBack(news.session);
  }), [comeBack]);
};

/** Locks the screen when nobody is there or the session has ended, and opens it again for the same person. */
export const SessionGuard = ({ children }: { readonly children: ReactNode }) => {
  const t = useText(sessionMessages);
  const { session, lockNow } = useSession();
  const isLocked = useSyncExternalStore(renewal.onChange, renewal.isNeeded);
  const comeBack = useReturn();
  useTabs(comeBack);
  const { verdict, stay } = useIdle(session.idleMinutes * 60_000, !isLocked, lockNow);
  return (
    <>
      {children}
      <StepUpHost />
      <Dialog opened={verdict.is === 'warning' && !isLocked} onClose={stay} title={t('idle.title')} size="sm">
        <Text aria-live="off">{t('idle.says', { seconds: verdict.is === 'warning' ? verdict.secondsLeft : 0 })}</Text>
        <DialogActions><Button onClick={stay} data-autofocus>{t('idle.stay')}</Button></DialogActions>
      </Dialog>
      {isLocked ? <LockScreen session={session} onDone={(next) => { comeBack(next); tellTabs({ is: 'entered', session: next }); }} /> : null}
    </>
  );
};
