import { request as sendTo } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** What a request may bring along to another process of the house; nothing else of it is passed on. */
const passed = ['content-type', 'content-length', 'accept-language', 'host', 'origin'] as const;
const PATIENCE = 15_000;

export type PassOn = {
  /** Addresses under it go to the other process: `/v`. */
  readonly prefix: string;
  /** The socket that it listens on. */
  readonly socket: string;
  /** Header in which the other process hears the client's address, which it has no other way to know. */
  readonly clientHeader: string;
  /** Bytes of a body at most. */
  readonly bodyLimit: number;
};

const headersOf = (request: FastifyRequest, clientHeader: string): Record<string, string> => ({
  ...Object.fromEntries(passed.flatMap((name) => (typeof request.headers[name] === 'string' ? [[name, request.headers[name]]] : []))),
  [clientHeader]: request.ip,
});

/**
 * Hands requests under a prefix to another process of the house and its replies back, unread. The guards of this listener
 * (host, origin, patience) come before it. When the other process is away the reply is 503.
 */
export const addPassOn = async (app: FastifyInstance, { prefix, socket, clientHeader, bodyLimit }: PassOn): Promise<void> => {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => { done(null, body); });
    scope.route({
      method: ['GET', 'HEAD', 'POST'], url: `${prefix}/*`, schema: { hide: true },
      // the process behind it counts for itself, by code and by address
      config: { rateLimit: false },
      handler: (request, reply) => new Promise<void>((resolve) => {
        reply.hijack();
        const out = reply.raw;
        const away = (): void => {
          if (!out.headersSent) out.writeHead(503, { 'cache-control': 'no-store', 'retry-after': '2', 'content-type': 'text/plain; charset=utf-8' });
          out.end('Vuelva a intentarlo en unos segundos. Try again in a few seconds.');
          resolve();
        };
        const onward = sendTo({ socketPath: socket, path: request.raw.url, method: request.method, headers: headersOf(request, clientHeader), timeout: PATIENCE }, (answer) => {
          out.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(out);
          answer.on('end', () => { resolve(); });
          answer.on('error', () => { out.destroy(); resolve(); });
        });
        onward.on('timeout', () => { onward.destroy(); });
        onward.on('error', away);
        onward.end(Buffer.isBuffer(request.body) ? request.body : undefined);
      }),
    });
  });
};
