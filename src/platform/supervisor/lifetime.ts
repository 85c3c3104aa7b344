import { settlesWithin } from './progress.ts';
import type { Log } from './progress.ts';

/** Thrown by `step` when the end was asked for while things were still starting. */
export class Ending extends Error {
  override readonly name = 'Ending';
}

/** What was started, so that it can be ended in the opposite order, whenever the end is asked for. */
export type Lifetime = {
  /** Runs one step of the start, unless the end was asked for meanwhile. */
  readonly step: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Called at the end, last registered first. */
  readonly closeLater: (name: string, close: () => Promise<void>) => void;
  /** Called at once when the end is asked for: for long work that need not be finished. */
  readonly interrupt: (cut: () => Promise<void>) => void;
  /** Ends everything once; the same promise for every caller. */
  readonly end: () => Promise<void>;
  readonly isEnding: () => boolean;
};

/** `starting` settles when the start is over one way or the other; nothing is closed before. */
export const createLifetime = (log: Log, starting: () => Promise<unknown>): Lifetime => {
  const closers: { readonly name: string; readonly close: () => Promise<void> }[] = [];
  const cuts: (() => Promise<void>)[] = [];
  let ending: Promise<void> | null = null;
  const refuseWhenEnding = (): void => { if (ending !== null) throw new Ending(); };
  const endAll = async (): Promise<void> => {
    await Promise.allSettled(cuts.map((cut) => cut()));
    await settlesWithin(starting(), 60_000);
    for (const { name, close } of closers.reverse()) {
      try {
        await close();
      } catch (error) {
        log(`${name} did not close well: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  return {
    step: async (work) => {
      refuseWhenEnding();
      const result = await work();
      return result;
    },
    closeLater: (name, close) => { closers.push({ name, close }); },
    interrupt: (cut) => { cuts.push(cut); },
    end: () => ending ??= endAll(),
    isEnding: () => ending !== null,
  };
};
