import { conflict } from '#kernel/errors.ts';

const isOverlap = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === '23P01';

/** Runs a statement that takes a time of the agenda. The database refuses one that is taken: `slot-taken`. */
export const refusingOverlap = async (take: () => Promise<unknown>): Promise<void> => {
  try {
    await take();
  } catch (error) {
    if (isOverlap(error)) throw conflict('slot-taken');
    throw error;
  }
};
