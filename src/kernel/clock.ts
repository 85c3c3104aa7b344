/** Time is a dependency: nothing outside this file asks the machine what time it is. */
export type Clock = { now(): Date };

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that always shows `at`; each call returns a fresh Date, so no caller can move it. */
export const fixedClock = (at: Date | string): Clock => {
  const milliseconds = new Date(at).getTime();
  if (Number.isNaN(milliseconds)) throw new RangeError('not an instant');
  return { now: () => new Date(milliseconds) };
};
