import type { z } from 'zod';

type Schema = z.ZodType;

/** The schemas of a contract that a way in speaks. */
export type Shapes = {
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  /** `'file'` for bytes (a Blob). */
  readonly reply: Schema | 'file';
};

/** A way in of the server, typed by its contract; made with {@link endpoint}, used with `call`. */
export type Endpoint<S extends Shapes> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly answers: 'json' | 'file';
  /** Never present: it only carries the type. */
  readonly shapes?: S;
};

type Part<Name extends string, S> = S extends Schema ? { readonly [K in Name]: z.input<S> } : { readonly [K in Name]?: never };

export type Request<S extends Shapes> = Part<'params', S['params']> & Part<'query', S['query']> & Part<'body', S['body']>;
export type Reply<S extends Shapes> = S['reply'] extends Schema ? z.output<S['reply']> : Blob;

/**
 * Names a way in by its contract without taking the schemas along, so the bundle stays small:
 *
 *     import type { dayQuery, daySchema } from '#modules/scheduling/contract.ts';
 *     export const openDay = endpoint<{ query: typeof dayQuery; reply: typeof daySchema }>('GET', '/api/agenda/day');
 */
export const endpoint = <S extends Shapes>(method: Endpoint<S>['method'], path: string, answers: 'json' | 'file' = 'json'): Endpoint<S> =>
  ({ method, path, answers });
