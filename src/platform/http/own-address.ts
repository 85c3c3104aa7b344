import type { IncomingHttpHeaders } from 'node:http';

const LOOPBACK_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/** Whether a `Host` is the public one, or a name of this very machine. */
export const isKnownHost = (host: string | undefined, publicUrl: string): boolean =>
  host !== undefined && (host === new URL(publicUrl).host || LOOPBACK_HOST.test(host));

/**
 * Whether a request that changes something comes from our own pages: scheme, host and port of its `Origin` are those
 * of the public address, or those of the loopback address it was sent to. Without an `Origin` the browser's own word
 * on the site decides; programs, which send neither, carry no cookie of a browser.
 */
export const isOwnOrigin = ({ origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders, publicUrl: string): boolean => {
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none';
  if (origin === new URL(publicUrl).origin) return true;
  return host !== undefined && LOOPBACK_HOST.test(host) && URL.canParse(`http://${host}`) && origin === new URL(`http://${host}`).origin;
};
