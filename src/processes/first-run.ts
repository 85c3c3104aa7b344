import type { ReadyDetail } from '#platform/supervisor/child.ts';

/**
 * The first person's way into an empty production database. The api process mints the token when no account
 * exists, keeps only its hash and tells it in its ready detail (`setUpToken`); it is printed here and nowhere else.
 */
export const setUpLink = (detail: ReadyDetail, address: string): string | null => {
  const token = detail['setUpToken'];
  // After the '#': browsers send it to no server and no proxy's log.
  return typeof token === 'string' && token !== '' ? `${address}/preparar#${token}` : null;
};
