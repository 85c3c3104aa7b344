import { DomainError } from '#kernel/errors.ts';
import type { PersonId } from '#kernel/ids.ts';

/**
 * How much of files under way this process holds in memory at once. Whoever finds no room waits for it, in turn and not
 * for ever; a person holds few places, however often she signed in, so that no one's slow line keeps the others out.
 */
export type UploadBudget = {
  /** Runs `work` while so many bytes are reserved. Refuses `too-many-uploads` when no room comes in time or the person has her share. */
  readonly within: <Result>(person: PersonId, bytes: number, work: () => Promise<Result>) => Promise<Result>;
};

export type BudgetOptions = { readonly bytes: number; readonly perPerson: number; readonly patience: number };

type Waiting = { readonly bytes: number; readonly enter: () => void };

const tooMany = (): DomainError => new DomainError('too-many-uploads', 'too-many');

export const openUploadBudget = ({ bytes: room, perPerson, patience }: BudgetOptions): UploadBudget => {
  const byPerson = new Map<PersonId, number>();
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
  const leave = (person: PersonId): void => {
    const left = (byPerson.get(person) ?? 1) - 1;
    if (left === 0) byPerson.delete(person);
    else byPerson.set(person, left);
  };
  return {
    within: async (person, bytes, work) => {
      const mine = byPerson.get(person) ?? 0;
      if (mine >= perPerson) throw tooMany();
      byPerson.set(person, mine + 1);
      try {
        await reserve(bytes);
        try {
          return await work();
        } finally {
          taken -= bytes;
          admit();
        }
      } finally {
        leave(person);
      }
    },
  };
};
