import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';

/** A new id made by the browser (saves, devices). Works without https too, where `crypto.randomUUID` does not exist. */
export const freshId = (): string =>
  newId(systemClock.now().getTime(), (length) => crypto.getRandomValues(new Uint8Array(length)));
