import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { newNonce } from './server.ts';

export type WebAppOptions = {
  /** The built web app: `index.html`, `assets/` with hashed names, and `.br`/`.gz` beside what shrinks. */
  readonly folder: string;
};

/** Addresses that belong to machines: what is unknown there is a refusal in JSON, never the app's page. */
const MACHINE_PATHS = /^\/(api|fhir|cds-services|webhooks|v|assets|metrics|healthz|readyz)(\/|$)/;

/**
 * The page may load its own files and nothing else, runs no script that is not one of them, and is framed by nobody.
 * Styles made while it runs carry the page's nonce; markup from text is refused but for what the app's own policy lets by.
 */
const pagePolicy = (nonce: string): string => [
  "default-src 'self'",
  "script-src 'self'",
  `style-src 'self' 'nonce-${nonce}'`,
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types default",
].join('; ');

const referencePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

const referenceFolder = new URL('api-reference/', import.meta.url);

const addReference = (app: FastifyInstance): void => {
  const pages = [['/api/docs', 'index.html', 'text/html'], ['/api/docs/reference.js', 'reference.js', 'text/javascript'], ['/api/docs/reference.css', 'reference.css', 'text/css']] as const;
  for (const [url, file, type] of pages) {
    app.get(url, { schema: { hide: true } }, async (_request, reply) =>
      reply.type(`${type}; charset=utf-8`).header('content-security-policy', referencePolicy).send(await readFile(new URL(file, referenceFolder))));
  }
};

const sendPage = (reply: FastifyReply, page: string): FastifyReply => {
  const nonce = newNonce();
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', pagePolicy(nonce))
    .header('cache-control', 'no-store')
    .header('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()')
    .send(page.replaceAll('__NONCE__', nonce));
};

/**
 * Serves the built web app: hashed files for ever, the page itself never kept, for every address that is not a
 * machine's; and the reference of the API at `/api/docs`. Call it after `buildServer`, before listening.
 */
export const addWebApp = async (app: FastifyInstance, { folder }: WebAppOptions): Promise<void> => {
  const page = await readFile(join(folder, 'index.html'), 'utf8');
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'), prefix: '/assets/', preCompressed: true, index: false, dotfiles: 'ignore', immutable: true, maxAge: '365d', decorateReply: true,
  });
  app.get('/icon.svg', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=86400').sendFile('icon.svg', folder));
  addReference(app);
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    if (MACHINE_PATHS.test(request.url)) return reply.callNotFound();
    return sendPage(reply, page);
  });
};
