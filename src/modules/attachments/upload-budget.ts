import { DomainError } from '#kernel/errors.ts';
import type { SessionId } from '#kernel/ids.ts';

/**
 * How much of files under way this process holds in memory at once. Whoever finds no room waits for it, in turn and not
 * for ever; a session holds few places, so that no one person's slow line keeps the others out.
 */
export type UploadBudget = {
  /** Runs `work` while so many bytes are reserved. Refuses `too-many-uploads` when no room comes in time or the session has its share. */
  readonly within: <Result>(session: SessionId, bytes: number, work: () => Promise<Result>) => Promise<Result>;
};

export type BudgetOptions = { readonly bytes: number; readonly perSession: number; readonly patience: number };

type Waiting = { readonly bytes: number; readonly enter: () => void };

const tooMany = (): DomainError => new DomainError('too-many-uploads', 'too-many');

export const openUploadBudget = ({ bytes: room, perSession, patience }: BudgetOptions): UploadBudget => {
  const bySession = new Map<SessionId, number>();
  const queue: Waiting[] = [];
  let taken = 0;
  const admit = (): void => {
    for (let [next] = queue; next !== undefined && (taken === 0 || taken + next.bytes <= room); [next] = queue) {
      queue.shift();
      taken += next.bytes;
      next.enter();
    }
  };
  const reserve = (bytes: number): Promise<void> => new Promise((resolve, reject) => {
    const waiting: Waiting = { bytes, enter: () => { clearTimeout(late); resolve(); } };
    const late = setTimeout(() => {
      queue.splice(queue.indexOf(waiting), 1);
      reject(tooMany());
      admit();
    }, patience).unref();
    queue.push(waiting);
    admit();
  });
  const leave = (session: SessionId): void => {
    const left = (bySession.get(session) ?? 1) - 1;
    if (left === 0) bySession.delete(session);
    else bySession.set(session, left);
  };
  return {
    within: async (session, bytes, work) => {
      const mine = bySession.get(session) ?? 0;
      if (mine >= perSession) throw tooMany();
      bySession.set(session, mine + 1);
      try {
        await reserve(bytes);
        try {
          return await work();
        } finally {
          taken -= bytes;
          admit();
        }
      } finally {
        leave(session);
      }
    },
  };
};
