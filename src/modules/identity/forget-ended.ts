import type { GateActor } from '#platform/postgres/actor.ts';
import type { IdentityDeps } from './dependencies.ts';
import { forgetEnded } from './queries.ts';

/** The job's name; it runs once a day. */
export const FORGET_ENDED = 'forget-ended-sessions';

/** How long an ended session, or a link that served, may still be asked about. The audit keeps what happened. */
const KEPT_DAYS = 30;
const BATCH = 2_000;
const worker: GateActor = { kind: 'gate', login: 'amate_worker' };

/**
 * Removes what has ended and serves nothing any more: sessions and links thirty days after their end, counters of
 * attempts after two days, answered challenges once they expired. Sessions that nobody came back to are closed first.
 * Answers how many sessions went.
 */
export const forgetEndedSessions = async ({ database, clock }: Pick<IdentityDeps, 'database' | 'clock'>): Promise<number> => {
  const before = new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000);
  let total = 0;
  for (;;) {
    const gone = await database.withActor(worker, (tx) => forgetEnded(tx, before, BATCH));
    total += gone;
    if (gone < BATCH) return total;
  }
};
