/**
 * The session's end and its renewal. Whoever is refused with 401 waits here; the shell shows the sign-in over the
 * mounted screen; once the same person is back, everybody goes on. Nothing of the screen is lost.
 */
type Wait = { readonly goOn: () => void };

const waiting = new Set<Wait>();
const listeners = new Set<() => void>();
let isNeeded = false;

const tell = (): void => {
  for (const listener of listeners) listener();
};

const aborted = (): DOMException => new DOMException('aborted', 'AbortError');

export const renewal = {
  isNeeded: (): boolean => isNeeded,
  /** Resolves when the session is renewed; rejects if the caller stops waiting. */
  needed: (signal?: AbortSignal): Promise<void> => new Promise((resolve, reject) => {
    const wait: Wait = { goOn: resolve };
    waiting.add(wait);
    signal?.addEventListener('abort', () => { waiting.delete(wait); reject(aborted()); }, { once: true });
    if (isNeeded) return;
    isNeeded = true;
    tell();
  }),
  /** The screen was locked by the person or by time: nothing may pass until she signs in again. */
  lock: (): void => {
    if (isNeeded) return;
    isNeeded = true;
    tell();
  },
  /** The same person is back. */
  done: (): void => {
    isNeeded = false;
    for (const wait of waiting) wait.goOn();
    waiting.clear();
    tell();
  },
  onChange: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  },
};
