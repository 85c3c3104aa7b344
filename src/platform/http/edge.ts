import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '#kernel/errors.ts';
import type { Language } from '#kernel/language.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { Readable } from 'node:stream';
import type { FileReply, RequestFacts, Route, Sighting } from './route.ts';
import { unstorableFields } from './storable-text.ts';
import type { StreamReply, Streams } from './stream.ts';
import { uploadOf } from './upload.ts';
import type { Upload } from './upload.ts';

/** What happened at the edge, for the audit. Written durably before the reply leaves. */
export type Access = {
  readonly actor: StaffActor;
  readonly operation: string;
  readonly outcome: 'ok' | 'refused' | 'failed';
  readonly code?: string;
  readonly sightings: readonly Sighting[];
};

/** What the edge needs of the modules above it; wired where the process is composed. */
export type EdgePorts = {
  /** The person behind a session token, or null. Extends the session's idle time. */
  readonly authenticate: (token: string) => Promise<StaffActor | null>;
  /** Whether the actor's session still stands, without prolonging it. */
  readonly isLive: (actor: StaffActor) => Promise<boolean>;
  readonly may: (actor: StaffActor, permission: string) => boolean;
  /** True while the person's last proof of presence is fresh enough for sensitive acts. */
  readonly isSteppedUp: (actor: StaffActor) => boolean;
  /** Resolves when the access is durable. Reads fail when this fails. */
  readonly recordAccess: (access: Access) => Promise<void>;
  /** The message of an error code in a language. */
  readonly message: (code: string, language: Language) => string;
  readonly ready: () => Promise<boolean>;
};

export type CookiePolicy = { readonly name: string; readonly secure: boolean };

export const languageOf = (request: FastifyRequest): Language => {
  const asked = request.headers['accept-language'] ?? '';
  return /^\s*en\b/i.test(asked) ? 'en-US' : 'es-MX';
};

const factsOf = (request: FastifyRequest, reply: FastifyReply, cookie: CookiePolicy) => ({
  ip: request.ip,
  userAgent: String(request.headers['user-agent'] ?? '').slice(0, 300),
  language: languageOf(request),
  sessionToken: request.cookies[cookie.name] ?? null,
  setSession: (token: string, maxAge: number) => {
    void reply.setCookie(cookie.name, token, { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie.secure, maxAge });
  },
  clearSession: () => { void reply.clearCookie(cookie.name, { path: '/', httpOnly: true, sameSite: 'lax', secure: cookie.secure }); },
});

const admit = async (route: Route, ports: EdgePorts, token: string | null): Promise<StaffActor | null> => {
  const actor = token === null ? null : await ports.authenticate(token);
  if (route.may === 'anyone') return actor;
  if (actor === null) throw new DomainError('sign-in-needed', 'unauthenticated');
  return actor;
};

const refuseUnlessAllowed = (route: Route, ports: EdgePorts, actor: StaffActor): void => {
  if (route.may !== 'signed-in' && !ports.may(actor, route.may)) throw new DomainError('not-permitted', 'forbidden');
  if (route.stepUp && !ports.isSteppedUp(actor)) throw new DomainError('step-up-needed', 'forbidden');
};

const outcomeOf = (error: unknown): { outcome: 'refused' | 'failed'; code: string } =>
  error instanceof DomainError ? { outcome: 'refused', code: error.code } : { outcome: 'failed', code: 'unexpected' };

/**
 * Who the access is recorded for. A proof of presence or a new password gives the same session another token, and the
 * one that the request came with names nobody any more; a switch of duty leaves the old session to be named.
 */
const underPresentToken = async (ports: EdgePorts, actor: StaffActor, renewed: string | null): Promise<StaffActor> => {
  const present = renewed === null ? null : await ports.authenticate(renewed);
  return present !== null && present.personId === actor.personId && present.role === actor.role ? present : actor;
};

/**
 * Stands on a refusal given before any use case began: the web may send the very same request once more after a
 * sign-in or a proof of presence, whatever its method.
 */
const UNTOUCHED = 'amate-untouched';
/** What cannot be kept as it came is refused before anything is done with it, so that nothing is lost unseen. */
const refuseUnstorable = ({ params, query, body }: FastifyRequest): void => {
  const fields = unstorableFields({ params, query, body }).map((path) => path.replace(/^(params|query|body)\./, '').slice(0, 80));
  if (fields.length > 0) throw new DomainError('text-unstorable', 'invalid', { fields });
};

const sendFile = (reply: FastifyReply, { type, bytes, fileName, isForeign = false }: FileReply): Buffer | Readable => {
  const isWhole = bytes instanceof Uint8Array;
  void reply.type(type).header('content-disposition', `${isWhole && !isForeign ? 'inline' : 'attachment'}; filename="${fileName}"`);
  if (isForeign) void reply.header('content-security-policy', "default-src 'none'; sandbox");
  return isWhole ? Buffer.from(bytes) : Readable.from(bytes, { objectMode: false, highWaterMark: 1024 * 1024 });
};

const sendStream = (reply: FastifyReply, body: Readable): Readable => {
  // A proxy that gathers a reply before it passes it on would hold the events back.
  void reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no');
  return body;
};

/** Opened before it is recorded, so that one too many is recorded as refused; ended again if the record fails. */
const streamOf = (route: Route, streams: Streams, actor: StaffActor | null, result: unknown): Readable | null =>
  route.reply === 'stream' && actor !== null ? streams.open(actor, result as StreamReply) : null;

/** A file takes its time to arrive: whose session ended meanwhile has sent nothing. */
async function* whileLive(upload: Upload, ports: EdgePorts, actor: StaffActor | null): AsyncGenerator<Uint8Array> {
  yield* upload.read();
  if (actor !== null && !await ports.isLive(actor)) throw new DomainError('sign-in-needed', 'unauthenticated');
}

const uploadFor = (request: FastifyRequest, ports: EdgePorts, actor: StaffActor | null): Upload => {
  const upload = uploadOf(request);
  return { bytes: upload.bytes, read: () => whileLive(upload, ports, actor) };
};

/** The whole way of one request: who, may she, do it, record what was seen, answer. */
export const answerRequest = (route: Route, { ports, cookie, streams }: { readonly ports: EdgePorts; readonly cookie: CookiePolicy; readonly streams: Streams }) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    let renewed: string | null = null;
    const arrived = factsOf(request, reply, cookie);
    const facts: RequestFacts = { ...arrived, setSession: (token, maxAge) => { renewed = token; arrived.setSession(token, maxAge); } };
    void reply.header(UNTOUCHED, '1');
    const actor = await admit(route, ports, facts.sessionToken);
    const sightings: Sighting[] = [];
    let body: Readable | null = null;
    const record = async (outcome: Access['outcome'], code?: string): Promise<void> => {
      if (actor === null) return;
      await ports.recordAccess({ actor: await underPresentToken(ports, actor, renewed), operation: route.operation, outcome, sightings, ...(code === undefined ? {} : { code }) });
    };
    try {
      if (actor !== null && route.may !== 'anyone') refuseUnlessAllowed(route, ports, actor);
      refuseUnstorable(request);
      void reply.removeHeader(UNTOUCHED);
      const call = { actor, params: request.params, query: request.query, body: request.body, facts, upload: uploadFor(request, ports, actor), saw: (sighting: Sighting) => { sightings.push(sighting); } };
      const result = await route.handle(call as never);
      body = streamOf(route, streams, actor, result);
      await record('ok');
      void reply.code(route.status);
      if (body !== null) return sendStream(reply, body);
      return route.reply === 'file' ? sendFile(reply, result as FileReply) : result ?? null;
    } catch (error) {
      body?.destroy();
      const { outcome, code } = outcomeOf(error);
      await record(outcome, code).catch(() => undefined);
      throw error;
    }
  };
