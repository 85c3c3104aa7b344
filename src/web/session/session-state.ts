import { useCallback, useEffect, useReducer } from 'react';
import type { Session } from '#modules/identity/contract.ts';
import { call } from '../api/call.ts';
import { isPassing } from '../api/refusal.ts';
import { changePreferences } from '../preferences/preferences.ts';
import { describeSession } from './api.ts';
import { endIsThrough } from './end-session.ts';

export type SessionState =
  | { readonly is: 'asking' }
  | { readonly is: 'signed-out' }
  | { readonly is: 'signed-in'; readonly session: Session };

type SessionAct = { readonly did: 'signed-in'; readonly session: Session } | { readonly did: 'signed-out' };

const after = (_state: SessionState, act: SessionAct): SessionState =>
  act.did === 'signed-in' ? { is: 'signed-in', session: act.session } : { is: 'signed-out' };

const RETRY_MS = 2_000;

/** Who is signed in, asked once when the page opens and then kept by what the person does. */
export const useSessionState = () => {
  const [state, dispatch] = useReducer(after, { is: 'asking' });
  const enter = useCallback((session: Session): void => {
    changePreferences({ language: session.language });
    dispatch({ did: 'signed-in', session });
  }, []);
  const forget = useCallback((): void => { dispatch({ did: 'signed-out' }); }, []);
  useEffect(() => {
    const gone = new AbortController();
    const ask = (): void => {
      endIsThrough().then(() => call(describeSession, {}, { onSessionEnd: 'fail', signal: gone.signal })).then(enter, (error: unknown) => {
        if (gone.signal.aborted) return;
        if (isPassing(error)) setTimeout(ask, RETRY_MS);
        else forget();
      });
    };
    ask();
    return () => { gone.abort(); };
  }, [enter, forget]);
  return { state, enter, forget };
};
