/** Work that must be saved before the screen locks or the person signs out: drafts still in the browser's hand. */
type Saving = () => Promise<void>;

const savings = new Set<Saving>();
const LONGEST_MS = 3_000;

/** Registers what saves pending work; returns how to take it back. */
export const saveBeforeLock = (saving: Saving): (() => void) => {
  savings.add(saving);
  return () => { savings.delete(saving); };
};

/** Runs every registered saving, three seconds at most; what fails stays in memory with its screen. */
export const savePendingWork = async (): Promise<void> => {
  const all = Promise.allSettled([...savings].map((saving) => saving()));
  await Promise.race([all, new Promise((resolve) => { setTimeout(resolve, LONGEST_MS); })]);
};
