import { createContext, useContext } from 'react';
import type { Permission } from '#modules/access/contract.ts';
import type { Session } from '#modules/identity/contract.ts';

export type SessionActs = {
  readonly session: Session;
  /** After a duty switch or a new proof of presence: the session as the server now tells it. */
  readonly replace: (session: Session) => void;
  /** Signs out, forgets everything and shows the sign-in screen. */
  readonly leave: () => Promise<void>;
  /** Hides the screen at once and asks for the sign-in again; what was typed stays. */
  readonly lockNow: () => void;
};

export const SessionContext = createContext<SessionActs | null>(null);

/** Who is signed in. Only inside the signed-in part of the app. */
export const useSession = (): SessionActs => {
  const acts = useContext(SessionContext);
  if (acts === null) throw new Error('no session here');
  return acts;
};

/** What the duty in force allows: `const may = usePermission(); may('sign-note')`. The server decides again. */
export const usePermission = (): ((permission: Permission) => boolean) => {
  const { session } = useSession();
  return (permission) => session.permissions.includes(permission);
};

/** The clinic's time zone; that of the browser before anyone signs in. */
export const useTimeZone = (): string =>
  useContext(SessionContext)?.session.clinic.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
