import { randomBytes, randomUUID } from 'node:crypto';
import cookiePlugin from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import Fastify, { LogController } from 'fastify';
import type { FastifyBaseLogger, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { ErrorKind } from '#kernel/errors.ts';
import { answerRequest, languageOf } from './edge.ts';
import type { CookiePolicy, EdgePorts } from './edge.ts';
import { openMeasuresDoor } from './measures-door.ts';
import type { Measures } from './measures.ts';
import { isKnownHost, isOwnOrigin } from './own-address.ts';
import { answerTo, refusalSchema, statusOf } from './refusals.ts';
import type { Route } from './route.ts';
import { discardUpload, takeUploads, UPLOAD_TYPE } from './upload.ts';
import { openStreams } from './stream.ts';
import type { StreamOptions, Streams } from './stream.ts';

export type ServerOptions = {
  readonly routes: readonly Route[];
  readonly ports: EdgePorts;
  readonly measures: Measures;
  readonly log: FastifyBaseLogger | false;
  /** Where people reach this server, e.g. `https://amate.example`; decides the cookie's name and its Secure flag. */
  readonly publicUrl: string;
  /** Requests per minute and client address. */
  readonly perMinute?: number;
  /** Networks (CIDR) of the reverse proxies whose word on the client's address counts; nobody's when absent. */
  readonly trustedProxies?: readonly string[];
  /** Opens `/metrics` to other machines; without it they get 404. */
  readonly metricsToken?: string | null;
  readonly version: string;
  /** For tests: a quicker heartbeat, fewer streams. */
  readonly streams?: Pick<StreamOptions, 'heartbeatMilliseconds' | 'perSession'>;
};

const EDGE_REFUSALS: readonly ErrorKind[] = ['invalid', 'unauthenticated', 'forbidden', 'too-many'];

/** The cookie's name follows the scheme: `__Host-` needs https, which a practice on its own machine may lack. */
const cookiePolicyOf = (publicUrl: string): CookiePolicy =>
  publicUrl.startsWith('https:') ? { name: '__Host-amate', secure: true } : { name: 'amate', secure: false };

const replyShape = ({ reply, status, events = {} }: Route): Record<string, unknown> => {
  if (reply === 'file') return {};
  if (reply !== 'stream') return { [status]: reply };
  const description = `Server-sent events: ${Object.keys(events).join(', ')}. Each event's data is one line of JSON.`;
  return { [status]: { description, content: { 'text/event-stream': { schema: z.union(Object.values(events)) } } } };
};

const schemaOf = (route: Route): Record<string, unknown> => ({
  operationId: route.operation,
  summary: route.summary,
  ...(route.params === undefined ? {} : { params: route.params }),
  ...(route.query === undefined ? {} : { querystring: route.query }),
  ...(route.body === undefined ? {} : { body: route.body }),
  ...(route.uploadLimit === undefined ? {} : { consumes: [UPLOAD_TYPE] }),
  ...(route.may === 'anyone' ? { security: [] } : {}),
  response: {
    ...replyShape(route),
    ...Object.fromEntries([...EDGE_REFUSALS, ...route.refuses].map((kind) => [statusOf[kind], refusalSchema])),
  },
});

const addGuards = (app: FastifyInstance, options: ServerOptions): void => {
  app.addHook('onRequest', async (request, reply) => {
    if (!isKnownHost(request.headers.host, options.publicUrl)) return reply.code(421).send({ code: 'host-unknown', kind: 'invalid', message: 'host-unknown' });
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOwnOrigin(request.headers, options.publicUrl)) {
      return reply.code(403).send({ code: 'origin-refused', kind: 'forbidden', message: options.ports.message('origin-refused', languageOf(request)) });
    }
    // Whatever way the address is written: what may be kept says so itself.
    void reply.header('cache-control', 'no-store');
    return undefined;
  });
  app.addHook('onResponse', async (request, reply) => {
    const pattern = request.routeOptions.url ?? 'none';
    // A stream ends when its reader goes: that is no time of answering.
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return;
    options.measures.requests.observe({ route: pattern, method: request.method, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    request.log.info({ method: request.method, route: pattern, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
};

/** Where it happened, without the message: that may quote data, and over several lines. */
const framesOf = ({ stack = '', message }: Error): string =>
  stack.slice(Math.max(0, stack.indexOf(message)) + message.length).split('\n').filter((line) => /^ {4}at /.test(line)).slice(0, 5).join(' <- ');

const SLOWEST_BODY = 30_000;

/** A body that trickles in holds its connection; an upload alone may take longer. */
const addPatience = (app: FastifyInstance): void => {
  const late = new WeakMap<FastifyRequest, NodeJS.Timeout>();
  const settle = async (request: FastifyRequest): Promise<void> => { clearTimeout(late.get(request)); };
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.headers['content-type'] === UPLOAD_TYPE) return;
    late.set(request, setTimeout(() => { request.raw.destroy(); }, SLOWEST_BODY).unref());
  });
  app.addHook('preValidation', settle);
  app.addHook('onResponse', settle);
};

const addRefusals = (app: FastifyInstance, options: ServerOptions): void => {
  app.setErrorHandler(async (error, request, reply) => {
    const answer = answerTo(error);
    // Refused before it was read: the sender hears the answer only after she has sent it all. Too much is not waited for.
    if (answer.status === 413) void reply.header('connection', 'close');
    else await discardUpload(request).catch(() => undefined);
    options.measures.refusals.inc({ code: answer.code });
    if (answer.status >= 500) {
      const known = error instanceof Error ? { name: error.name, stack: framesOf(error) } : {};
      request.log.error({ route: request.routeOptions.url, sqlstate: (error as { code?: string }).code, ...known }, 'request failed');
    }
    if (answer.status === 503) void reply.header('retry-after', '2');
    const { code, kind, detail, numerals } = answer;
    return reply.code(answer.status).type('application/json').serializer(JSON.stringify).send({
      code, kind, message: options.ports.message(code, languageOf(request)),
      ...(numerals === undefined ? {} : { numerals }),
      ...(detail === undefined || Object.keys(detail).length === 0 ? {} : { detail }),
    });
  });
  app.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send({ code: 'no-such-address', kind: 'not-found', message: options.ports.message('no-such-address', languageOf(request)) }));
};

/** Health, readiness and measures: no session, no patient data. Measures are not for the public. */
const addProbes = (app: FastifyInstance, options: ServerOptions): void => {
  app.get('/healthz', { schema: { hide: true }, config: { rateLimit: false } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true }, config: { rateLimit: false } }, async (_request, reply) => {
    const ready = await options.ports.ready().catch(() => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not-ready' });
  });
  const mayMeasure = openMeasuresDoor({ publicUrl: options.publicUrl, token: options.metricsToken ?? null });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) =>
    (mayMeasure(request) ? reply.type(options.measures.registry.contentType).send(await options.measures.registry.metrics()) : reply.callNotFound()));
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
};

const streamsOf = (app: FastifyInstance, { ports, measures, streams }: ServerOptions): Streams => {
  const count = measures.gauge('amate_open_streams', 'Streams of server-sent events that are open');
  count.set(0);
  const opened = openStreams({ isLive: ports.isLive, counted: (number) => { count.set(number); }, ...streams });
  app.addHook('preClose', async () => { opened.closeAll(); });
  return opened;
};

const addRoute = (app: FastifyInstance, route: Route, answering: Parameters<typeof answerRequest>[1]): void => {
  app.route({
    method: route.method,
    url: route.path,
    schema: schemaOf(route),
    ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
    ...(route.perMinute === undefined ? {} : { config: { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } } }),
    handler: answerRequest(route, answering),
  });
};

/** Builds the HTTP server from declarations. It does not listen yet; `app.inject` works for tests. */
export const buildServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const app = Fastify({
    ...(options.log === false ? { logger: false } : { loggerInstance: options.log }),
    // Requests are logged once, on response, by route pattern: an address may hold an id.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    // A photograph on a slow line; whatever is no upload is waited for no longer than `SLOWEST_BODY`.
    requestTimeout: 180_000,
    genReqId: () => randomUUID(),
    return503OnClosing: true,
    // Rate limits and lock-outs count client addresses: only a named proxy's `X-Forwarded-For` is believed.
    trustProxy: options.trustedProxies === undefined || options.trustedProxies.length === 0 ? false : [...options.trustedProxies],
    routerOptions: { maxParamLength: 100 },
    // An address that cannot be decoded never reaches a hook; the library's own answer would repeat it.
    frameworkErrors: (_error, request, reply) =>
      void (reply as unknown as FastifyReply).code(400).header('cache-control', 'no-store').send({ code: 'request-invalid', kind: 'invalid', message: options.ports.message('request-invalid', languageOf(request)) }),
  }) as unknown as FastifyInstance;
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(cookiePlugin);
  await app.register(helmet, {
    contentSecurityPolicy: false,
    strictTransportSecurity: options.publicUrl.startsWith('https:'),
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(rateLimit, { max: options.perMinute ?? 1200, timeWindow: '1 minute' });
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Amate', version: options.version }, components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: cookiePolicyOf(options.publicUrl).name } } }, security: [{ session: [] }] },
    transform: jsonSchemaTransform,
  });
  addGuards(app, options);
  addPatience(app);
  addRefusals(app, options);
  const cookie = cookiePolicyOf(options.publicUrl);
  const streams = streamsOf(app, options);
  const answering = { ports: options.ports, cookie, streams };
  for (const route of options.routes) {
    const { uploadLimit } = route;
    if (uploadLimit === undefined) addRoute(app, route, answering);
    else await app.register(async (scope) => { takeUploads(scope, uploadLimit); addRoute(scope, route, answering); });
  }
  addProbes(app, options);
  return app;
};

/** A fresh value for the content security policy of one page. */
export const newNonce = (): string => randomBytes(16).toString('base64');
