import { z } from 'zod';
import { DomainError } from '#kernel/errors.ts';
import type { ErrorKind } from '#kernel/errors.ts';

/** Where the kinds of refusal become status codes; no other file knows these numbers. */
export const statusOf = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'norm-violated': 422,
  'too-many': 429,
} as const satisfies Record<ErrorKind, number>;

/** The body of every refusal. */
export const refusalSchema = z.strictObject({
  code: z.string(),
  kind: z.string(),
  message: z.string(),
  numerals: z.array(z.string()).optional(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])).optional(),
});

export type Answer = { readonly status: number; readonly code: string; readonly kind: string; readonly detail?: DomainError['detail']; readonly numerals?: readonly string[] };

type FastifyFault = { readonly statusCode?: number; readonly code?: string; readonly validation?: unknown };

const faultOf = (error: unknown): FastifyFault => (typeof error === 'object' && error !== null ? error : {});

/** A null byte or an unpaired surrogate: PostgreSQL's text cannot hold it. */
const UNSTORABLE = new Set(['22P05', '22021']);
/** A day that no calendar of PostgreSQL has, such as one of the year 0. */
const NO_DAY = new Set(['22007', '22008']);
const BUSY = new Set(['53300', '57P03', '57014', '55P03', 'ECONNREFUSED', '53100', '57P01']);

const refusal = (status: number, code: string): Answer => ({ status, code, kind: status === 429 ? 'too-many' : 'invalid' });

/** What the server library found wrong before any use case ran. */
const answerToFault = (fault: FastifyFault): Answer | null => {
  if (fault.validation !== undefined) return { ...refusal(400, 'request-invalid'), detail: { fields: fieldsOf(fault.validation) } };
  switch (fault.statusCode) {
    case undefined: return null;
    case 413: return refusal(413, 'body-too-large');
    case 415: return refusal(415, 'media-type-unsupported');
    case 429: return refusal(429, 'too-many-requests');
    default: return fault.statusCode >= 400 && fault.statusCode < 500 ? refusal(400, 'request-invalid') : null;
  }
};

/** What the database or the way to it refused: too busy is not the caller's fault, text or a day it cannot hold is. */
const answerToDatabase = (code: string | undefined): Answer | null => {
  if (code === undefined) return null;
  if (BUSY.has(code)) return { status: 503, code: 'busy', kind: 'unavailable' };
  return UNSTORABLE.has(code) || NO_DAY.has(code) ? refusal(400, 'request-invalid') : null;
};

/** What the edge answers to a thrown error. Anything unknown is a 500 without detail. */
export const answerTo = (error: unknown): Answer => {
  if (error instanceof DomainError) {
    const { code, kind, detail, numerals } = error;
    return { status: statusOf[kind], code, kind, detail, ...(numerals === undefined ? {} : { numerals }) };
  }
  const fault = faultOf(error);
  return answerToFault(fault) ?? answerToDatabase(fault.code) ?? { status: 500, code: 'unexpected', kind: 'unexpected' };
};

const fieldsOf = (validation: unknown): string[] => {
  if (!Array.isArray(validation)) return [];
  const paths = validation.map((issue: { instancePath?: string }) => (issue.instancePath ?? '').replaceAll('/', '.').replace(/^\./, '').slice(0, 80));
  return [...new Set(paths)].slice(0, 20);
};
