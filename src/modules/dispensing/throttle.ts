/** Counts in a sliding minute, in memory: of an address, of a code, of codes that nobody has. */
export type Throttle = {
  /** Counts one more and answers whether it is too many. */
  readonly isTooMuch: (kind: 'address' | 'unknown' | 'act', key: string) => boolean;
};

const MINUTE = 60_000;
/** Per minute (D): a pharmacy behind one address reads a code every other second; nobody hands over one prescription ten times. */
const most = { address: 60, unknown: 20, act: 10 } as const;
/** Addresses remembered at most; beyond, the oldest are forgotten. */
const MOST_KEYS = 50_000;

export const openThrottle = (now: () => number): Throttle => {
  const seen = new Map<string, number[]>();
  return {
    isTooMuch: (kind, key) => {
      const at = now();
      const name = `${kind}:${key}`;
      const times = (seen.get(name) ?? []).filter((time) => at - time < MINUTE);
      times.push(at);
      seen.delete(name);
      seen.set(name, times.slice(-most[kind] - 1));
      if (seen.size > MOST_KEYS) for (const oldest of [...seen.keys()].slice(0, MOST_KEYS / 10)) seen.delete(oldest);
      return times.length > most[kind];
    },
  };
};
