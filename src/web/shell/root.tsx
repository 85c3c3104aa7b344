import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useMemo } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import type { Session } from '#modules/identity/contract.ts';
import { renewal } from '../api/renewal.ts';
import { Loading } from '../design/states.tsx';
import { openRoutes } from '../routes.tsx';
import { endSession } from '../session/end-session.ts';
import { SessionContext } from '../session/session-context.ts';
import type { SessionActs } from '../session/session-context.ts';
import { useSessionState } from '../session/session-state.ts';
import { SessionGuard } from '../session/session-guard.tsx';
import { SignInScreen } from '../session/sign-in-screen.tsx';
import { tellTabs } from '../session/tabs.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { Shell } from './shell.tsx';

type SignedInProps = { readonly session: Session; readonly enter: (session: Session) => void };

const SignedIn = ({ session, enter }: SignedInProps) => {
  const queries = useQueryClient();
  const acts = useMemo((): SessionActs => ({
    session,
    replace: enter,
    leave: async () => {
      // an unreachable server must not keep the person from leaving; the end is told when it is back
      await Promise.race([endSession(), new Promise((resolve) => { setTimeout(resolve, 4_000); })]);
      queries.clear();
      tellTabs({ is: 'left' });
      // a fresh page: nothing of this person stays in memory
      window.location.replace('/entrar');
    },
    lockNow: () => {
      if (renewal.isNeeded()) return;
      renewal.lock();
      tellTabs({ is: 'locked' });
      void endSession();
    },
  }), [session, enter, queries]);
  return <SessionContext value={acts}><SessionGuard><Shell /></SessionGuard></SessionContext>;
};

/** Who is there decides what there is: the sign-in, an open page, or the shell with its screens. */
export const Root = () => {
  const { state, enter } = useSessionState();
  const open = openRoutes.map(({ path, screen: Screen }) => <Route key={path} path={path}><Screen /></Route>);
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading />}>
        <Switch>
          {open}
          <Route>
            {state.is === 'asking' ? <Loading /> : null}
            {state.is === 'signed-out' ? <Switch><Route path="/entrar"><SignInScreen onDone={enter} /></Route><Route><Redirect to="/entrar" replace /></Route></Switch> : null}
            {state.is === 'signed-in' ? <SignedIn session={state.session} enter={enter} /> : null}
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
};
