import { systemClock } from '#kernel/clock.ts';
import { newId } from '#kernel/ids.ts';
import type { Id } from '#kernel/ids.ts';

/** A new id made by the browser (saves, devices). Works without https too, where `crypto.randomUUID` does not exist. */
export const freshId = <Of extends string>(): Id<Of> =>
  newId(systemClock.now().getTime(), (length) => crypto.getRandomValues(new Uint8Array(length)));
