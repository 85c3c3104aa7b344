import { isUuid, parseId } from '#kernel/ids.ts';
import type { Id } from '#kernel/ids.ts';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An id out of the address. What is none becomes the id of nothing, which the server answers with `not-found`. */
export const idInAddress = <Of extends string>(text: string | undefined): Id<Of> => {
  const lowered = (text ?? '').toLowerCase();
  return isUuid<Of>(lowered) ? lowered : parseId(NOBODY);
};
