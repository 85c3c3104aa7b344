import { DomainError } from '#kernel/errors.ts';
import { sealPending } from './seal-pending.ts';
import type { SealDeps } from './seal-pending.ts';

/** What the sealer is doing: waiting for another to end, at work, or refusing to sign what it did not seal. */
export type SealerState = { readonly kind: 'standing-by' | 'sealing' } | { readonly kind: 'refusing'; readonly reason: string } | { readonly kind: 'stopped' };

export type Sealer = {
  readonly state: () => SealerState;
  /** Ends after the batch in hand. */
  readonly stop: () => Promise<void>;
};

export type SealerOptions = SealDeps & {
  /** Milliseconds between two looks at the inbox; 250 when absent, so that a row waits well below a second. */
  readonly interval?: number;
  /** Told when sealing fails or is refused; the text holds no patient data. */
  readonly onTrouble?: (code: string, reason: string) => void;
};

const sealerLock = 7_233_010n;
const standByPause = 1000;
const troublePause = 2000;

const describe = (error: unknown): { readonly code: string; readonly reason: string } =>
  error instanceof DomainError ? { code: error.code, reason: String(error.detail['reason']) } : { code: 'sealing-failed', reason: error instanceof Error ? error.message : 'unknown' };

/**
 * Starts sealing in the background. Any number of processes may start one: a database lock lets one work and
 * the others wait for it to end, and even two at once could not harm the chain.
 */
export const startSealer = (options: SealerOptions): Sealer => {
  let state: SealerState = { kind: 'standing-by' };
  let wake: () => void = () => undefined;
  let stopping = false;
  const isStopping = (): boolean => stopping;
  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    wake = () => { clearTimeout(timer); resolve(); };
    if (isStopping()) wake();
  });
  const work = async (): Promise<void> => {
    try {
      const count = await sealPending(options);
      state = { kind: 'sealing' };
      if (count < (options.batch ?? 2000)) await pause(options.interval ?? 250);
    } catch (error) {
      const { code, reason } = describe(error);
      if (code === 'audit-altered') state = { kind: 'refusing', reason };
      options.onTrouble?.(code, reason);
      await pause(troublePause);
    }
  };
  const takeTurn = async (): Promise<void> => {
    const lock = await options.database.holdLock('amate_worker', sealerLock).catch(() => null);
    if (lock === null) {
      state = { kind: 'standing-by' };
      await pause(standByPause);
      return;
    }
    let isHeld = true;
    void lock.lost.then(() => { isHeld = false; });
    const isOurs = (): boolean => isHeld && !isStopping();
    try {
      while (isOurs()) await work();
    } finally {
      await lock.release();
    }
  };
  const running = (async () => {
    while (!isStopping()) await takeTurn();
    state = { kind: 'stopped' };
  })();
  return {
    state: () => state,
    stop: async () => {
      stopping = true;
      wake();
      await running;
    },
  };
};
