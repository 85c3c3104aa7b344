/** A line for the person who watches. Never carries data of people or secrets. */
export type Log = (line: string) => void;

/** Waits for `work`; says what is being done once it takes longer than a second, then every ten. */
export const sayingWhileSlow = async <Result>(log: Log, doing: string, work: Promise<Result>): Promise<Result> => {
  const started = performance.now();
  const first = setTimeout(() => { log(`${doing}…`); }, 1_000);
  const again = setInterval(() => {
    log(`${doing}: still at it after ${String(Math.round((performance.now() - started) / 1_000))} s`);
  }, 10_000);
  try {
    return await work;
  } finally {
    clearTimeout(first);
    clearInterval(again);
  }
};

export const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

/** Waits before the n-th try (from 0): doubles from a quarter of a second up to `most` milliseconds. */
export const backOff = (attempt: number, most = 15_000): number => Math.min(most, 250 * 2 ** Math.min(attempt, 16));

/** Whether `work` settles within the time. Leaves no timer behind that would keep the process alive. */
export const settlesWithin = async (work: Promise<unknown>, milliseconds: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => { timer = setTimeout(() => { resolve(false); }, milliseconds); });
  const settled = work.then(() => true, () => true);
  const result = await Promise.race([settled, late]);
  clearTimeout(timer);
  return result;
};
