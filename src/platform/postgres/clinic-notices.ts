import type { ClinicId } from '#kernel/ids.ts';
import type { LoginRole } from './actor.ts';
import type { Database } from './database.ts';

/** Notices of one channel of the database, told apart by clinic. */
export type ClinicNotices = {
  /** Calls `heard` with what a notice of this clinic says, until the returned function is called. */
  readonly follow: (clinicId: ClinicId, heard: (says: string) => void) => () => void;
  readonly close: () => Promise<void>;
};

/**
 * Listens to a channel whose notices are a clinic's id, a blank and a word or two: one connection, however many follow.
 * A notice is a hint and may be lost with the connection: whoever follows asks from time to time all the same.
 */
export const openClinicNotices = async (
  database: Pick<Database, 'listen'>, { login, channel }: { readonly login: LoginRole; readonly channel: string },
): Promise<ClinicNotices> => {
  const followers = new Map<string, Set<(says: string) => void>>();
  const stop = await database.listen(login, channel, (payload) => {
    const blank = payload.indexOf(' ');
    for (const heard of followers.get(payload.slice(0, blank)) ?? []) heard(payload.slice(blank + 1));
  });
  return {
    follow: (clinicId, heard) => {
      const mine = followers.get(clinicId) ?? new Set();
      // One function may follow twice: each following ends by itself.
      const once = (says: string): void => { heard(says); };
      followers.set(clinicId, mine.add(once));
      return () => {
        mine.delete(once);
        if (mine.size === 0 && followers.get(clinicId) === mine) followers.delete(clinicId);
      };
    },
    close: async () => {
      followers.clear();
      await stop();
    },
  };
};
