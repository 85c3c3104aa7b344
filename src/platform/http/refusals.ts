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
export type Refusal = z.infer<typeof refusalSchema>;

export type Answer = { readonly status: number; readonly code: string; readonly kind: string; readonly detail?: DomainError['detail']; readonly numerals?: readonly string[] };

type FastifyFault = { readonly statusCode?: number; readonly code?: string; readonly validation?: unknown };

const faultOf = (error: unknown): FastifyFault => (typeof error === 'object' && error !== null ? error : {});

const BUSY = new Set(['53300', '57P03', '57014', '55P03', 'ECONNREFUSED', '53100', '57P01']);

/** What the edge answers to a thrown error. Anything unknown is a 500 without detail. */
export const answerTo = (error: unknown): Answer => {
  if (error instanceof DomainError) {
    const { code, kind, detail, numerals } = error;
    return { status: statusOf[kind], code, kind, detail, ...(numerals === undefined ? {} : { numerals }) };
  }
  const fault = faultOf(error);
  if (fault.code === 'FST_ERR_CTP_BODY_TOO_LARGE' || fault.statusCode === 413) return { status: 413, code: 'body-too-large', kind: 'invalid' };
  if (fault.statusCode === 415) return { status: 415, code: 'media-type-unsupported', kind: 'invalid' };
  if (fault.statusCode === 429) return { status: 429, code: 'too-many-requests', kind: 'too-many' };
  if (fault.validation !== undefined) return { status: 400, code: 'request-invalid', kind: 'invalid', detail: { fields: fieldsOf(fault.validation) } };
  if (fault.statusCode !== undefined && fault.statusCode >= 400 && fault.statusCode < 500) return { status: 400, code: 'request-invalid', kind: 'invalid' };
  if (typeof fault.code === 'string' && BUSY.has(fault.code)) return { status: 503, code: 'busy', kind: 'unavailable' };
  if (fault.code === '22P05' || fault.code === '22021') return { status: 400, code: 'request-invalid', kind: 'invalid' };
  return { status: 500, code: 'unexpected', kind: 'unexpected' };
};

const fieldsOf = (validation: unknown): string[] => {
  if (!Array.isArray(validation)) return [];
  const paths = validation.map((issue: { instancePath?: string }) => (issue.instancePath ?? '').replaceAll('/', '.').replace(/^\./, '').slice(0, 80));
  return [...new Set(paths)].slice(0, 20);
};
