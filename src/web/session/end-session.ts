import { call } from '../api/call.ts';
import { isPassing } from '../api/refusal.ts';
import { signOut } from './api.ts';
import { savePendingWork } from './before-lock.ts';

// Only the fact that a lock has not reached the server yet: without it, reloading a page that was locked while the
// server was away would open it again.
const KEY = 'amate.ending';
const RETRY_MS = 2_000;

let ending: Promise<void> = Promise.resolve();

const remember = (isPending: boolean): void => {
  try {
    if (isPending) localStorage.setItem(KEY, '1');
    else localStorage.removeItem(KEY);
  } catch {
    // storage refused: the session still ends by its own idle limit on the server
  }
};

const isRemembered = (): boolean => {
  try {
    return localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
};

const tellServer = async (): Promise<void> => {
  for (;;) {
    try {
      await call(signOut, {}, { onSessionEnd: 'fail' });
      break;
    } catch (error) {
      // any refusal means there is no such session any more
      if (!isPassing(error)) break;
      await new Promise((resolve) => { setTimeout(resolve, RETRY_MS); });
    }
  }
  remember(false);
};

/** Saves what is pending, then ends the session on the server, however long that takes. */
export const endSession = (): Promise<void> => {
  remember(true);
  ending = savePendingWork().then(tellServer);
  return ending;
};

/** Resolves when no end is under way: a sign-in waits for it, lest the end take the new session. */
export const endIsThrough = (): Promise<void> => {
  if (isRemembered()) ending = ending.then(() => (isRemembered() ? tellServer() : undefined));
  return ending;
};
