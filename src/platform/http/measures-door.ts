import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

const digest = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || /^(::ffff:)?127(\.\d{1,3}){3}$/.test(address));

const isForwarded = ({ headers }: FastifyRequest): boolean =>
  ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via'].some((name) => headers[name] !== undefined);

export type MeasuresDoor = (request: FastifyRequest) => boolean;

/**
 * Who may read the measures: whoever brings the token, and without it programs of this very machine. Where a reverse
 * proxy stands in front (the public address is not this machine) all the world comes from this machine, so there the
 * token alone opens.
 */
export const openMeasuresDoor = ({ publicUrl, token }: { readonly publicUrl: string; readonly token: string | null }): MeasuresDoor => {
  const isDirect = isLoopback(new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')) || new URL(publicUrl).hostname === 'localhost';
  const wanted = token === null ? null : digest(`Bearer ${token}`);
  return (request) => {
    const { authorization } = request.headers;
    if (wanted !== null && authorization !== undefined && timingSafeEqual(digest(authorization), wanted)) return true;
    return isDirect && isLoopback(request.socket.remoteAddress) && !isForwarded(request);
  };
};
