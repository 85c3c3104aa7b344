import type { Clock } from '#kernel/clock.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';

/** Who is behind a token, remembered for less than a second: that is how long an ended session may still be greeted. */
export type SessionCache = {
  readonly find: (hash: string) => StaffActor | undefined;
  readonly keep: (actor: StaffActor) => void;
  readonly forget: (hash: string) => void;
  /** Drops everything; after acts that may have ended sessions of others. */
  readonly forgetAll: () => void;
};

const KEPT_MS = 900;
const MOST = 5_000;

export const openSessionCache = (clock: Clock): SessionCache => {
  const kept = new Map<string, { readonly actor: StaffActor; readonly at: number }>();
  return {
    find: (hash) => {
      const entry = kept.get(hash);
      if (entry === undefined) return undefined;
      const age = clock.now().getTime() - entry.at;
      if (age >= 0 && age < KEPT_MS) return entry.actor;
      kept.delete(hash);
      return undefined;
    },
    keep: (actor) => {
      if (kept.size >= MOST) kept.clear();
      kept.set(actor.sessionHash, { actor, at: clock.now().getTime() });
    },
    forget: (hash) => { kept.delete(hash); },
    forgetAll: () => { kept.clear(); },
  };
};
