import type { z } from 'zod';
import type { StaffActor } from '#platform/postgres/actor.ts';
import type { ErrorKind } from '#kernel/errors.ts';
import type { StreamReply } from './stream.ts';
import type { Upload } from './upload.ts';
import type { Pseudonym } from '#kernel/ids.ts';

type Schema = z.ZodType;
type Output<S> = S extends Schema ? z.output<S> : undefined;

/** What a reading act touched; recorded, durable, before the reply leaves. */
export type Sighting = {
  /** The patients' pseudonyms, as their opened keys carry them; never ids. */
  readonly patients?: readonly Pseudonym[];
  readonly entity?: string;
  readonly entityId?: string;
  /** Counts and codes only; never patient data. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
};

/** What a handler may know of the request beside its validated parts. */
export type RequestFacts = {
  readonly ip: string;
  readonly userAgent: string;
  readonly language: 'es-MX' | 'en-US';
  /** The token of the session cookie, if one was sent. */
  readonly sessionToken: string | null;
  readonly setSession: (token: string, maxAgeSeconds: number) => void;
  readonly clearSession: () => void;
};

export type Call<P, Q, B, A> = {
  readonly actor: A;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly facts: RequestFacts;
  /** The file behind the body, of a route that takes one; else empty. */
  readonly upload: Upload;
  /** Tells the audit what this request showed. May be called several times. */
  readonly saw: (sighting: Sighting) => void;
};

/** A reply that is a file and not JSON. One too large to hold comes in parts, and is saved instead of shown. */
export type FileReply = {
  readonly type: string; readonly bytes: Uint8Array | AsyncIterable<Uint8Array>; readonly fileName: string;
  /** Made by somebody else: opened by its address it is saved, and runs nothing wherever it is put. */
  readonly isForeign?: boolean;
};

type ReplyOf<R> = R extends Schema ? z.input<R> : R extends 'stream' ? StreamReply : FileReply;

type Declaration<P, Q, B, R, A> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify path, e.g. `/api/patients/:patientId`. Ids only: nothing of a patient's data ever stands in an address. */
  readonly path: string;
  /** Verb-noun, unique; the operationId of OpenAPI and the action of the audit. */
  readonly operation: string;
  /** One English sentence for the reference. */
  readonly summary: string;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly status: 200 | 201 | 202 | 204;
  /** A schema of JSON, a `file`, or a `stream` of server-sent events (GET only). */
  readonly reply: R;
  /** Of a stream: its events by name, for the reference. */
  readonly events?: Readonly<Record<string, Schema>>;
  /** Kinds of refusal the use case may answer with, beside those the edge itself gives (400, 401, 403, 413, 415, 429). */
  readonly refuses: readonly ErrorKind[];
  /** Bytes; 64 kB when absent. */
  readonly bodyLimit?: number;
  /** Takes a file of at most so many bytes behind its body (see upload.ts). */
  readonly uploadLimit?: number;
  /** Requests per minute and client, for routes that must be slower than the rest. */
  readonly perMinute?: number;
  readonly handle: (call: Call<Output<P>, Output<Q>, Output<B>, A>) => Promise<ReplyOf<R>>;
};

/** A declared way in. `may` names the permission; the edge refuses whoever lacks it. */
export type Route = {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly summary: string;
  readonly may: string;
  readonly stepUp: boolean;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly status: number;
  readonly reply: Schema | 'file' | 'stream';
  readonly events?: Readonly<Record<string, Schema>>;
  readonly refuses: readonly ErrorKind[];
  readonly bodyLimit?: number;
  readonly uploadLimit?: number;
  readonly perMinute?: number;
  readonly handle: (call: Call<never, never, never, never>) => Promise<unknown>;
};

/** A route for signed-in people who hold the permission `may` ('signed-in' for any of them). */
export const route = <
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | 'file' | 'stream' = Schema,
>(declaration: Declaration<P, Q, B, R, StaffActor> & { readonly may: string; readonly stepUp?: boolean }): Route =>
  ({ stepUp: false, ...declaration }) as unknown as Route;

/** A route that anybody may call: signing in, health, first set-up. Decided case by case, hence a name of its own. */
export const publicRoute = <
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | 'file' = Schema,
>(declaration: Declaration<P, Q, B, R, StaffActor | null>): Route =>
  ({ may: 'anyone', stepUp: false, ...declaration }) as unknown as Route;
