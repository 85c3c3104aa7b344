import { systemClock } from '#kernel/clock.ts';

/** Whether the server answers. While it does not, it is asked every three seconds, and everyone hears when it is back. */
export type ConnectionState = 'connected' | 'lost';

const PAUSE_MS = 3_000;

let state: ConnectionState = 'connected';
let timer: ReturnType<typeof setTimeout> | undefined;
let heardAt = 0;
const listeners = new Set<() => void>();

const change = (next: ConnectionState): void => {
  if (next === state) return;
  state = next;
  for (const listener of listeners) listener();
};

const ask = async (): Promise<void> => {
  timer = undefined;
  const answered = await fetch('/readyz', { cache: 'no-store' }).then((response) => response.ok, () => false);
  if (answered) change('connected');
  else plan();
};

const plan = (): void => {
  timer ??= setTimeout(() => { void ask(); }, PAUSE_MS);
};

const askNow = (): void => {
  clearTimeout(timer);
  timer = undefined;
  void ask();
};

export const connection = {
  state: (): ConnectionState => state,
  /** Milliseconds of the clock when the server last answered a call; 0 before the first. */
  lastHeard: (): number => heardAt,
  heard: (): void => {
    heardAt = systemClock.now().getTime();
    clearTimeout(timer);
    timer = undefined;
    change('connected');
  },
  lost: (): void => {
    change('lost');
    plan();
  },
  /** Tries now instead of waiting. */
  retry: askNow,
  onChange: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  },
};
