/** Whether anyone is still there. Times in milliseconds. */
export type IdleVerdict = { readonly is: 'present' } | { readonly is: 'warning'; readonly secondsLeft: number } | { readonly is: 'over' };

/** The warning comes a minute before the lock (WCAG 2.2.1), or half way when the limit is shorter than two minutes. */
const WARNING_MS = 60_000;

/** Judges by the clock and not by counting, so that a laptop that slept locks at once when it wakes. */
export const idleVerdict = (now: number, lastActive: number, limitMs: number): IdleVerdict => {
  const left = limitMs - (now - lastActive);
  if (left <= 0) return { is: 'over' };
  return left <= Math.min(WARNING_MS, limitMs / 2) ? { is: 'warning', secondsLeft: Math.ceil(left / 1000) } : { is: 'present' };
};
