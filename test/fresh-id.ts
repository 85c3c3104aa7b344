import { randomUUID } from 'node:crypto';
import { parseId } from '#kernel/ids.ts';
import type { Id } from '#kernel/ids.ts';

/** A random id of whatever kind a test asks for. */
export const freshId = <Of extends string>(): Id<Of> => parseId(randomUUID());
