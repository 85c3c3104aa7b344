import type { ErrorKind } from '#kernel/errors.ts';

/** A kind of the house, or what the network itself can do. */
export type RefusalKind = ErrorKind | 'unavailable' | 'unexpected' | 'offline';

export type RefusalDetail = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** What the server said no with. `message` is already in the person's language and may be shown as it is. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal';
  readonly code: string;
  readonly kind: RefusalKind;
  readonly status: number;
  readonly numerals: readonly string[];
  readonly detail: RefusalDetail;

  constructor(said: { code: string; kind: RefusalKind; message: string; status: number; numerals?: readonly string[]; detail?: RefusalDetail }) {
    super(said.message);
    this.code = said.code;
    this.kind = said.kind;
    this.status = said.status;
    this.numerals = said.numerals ?? [];
    this.detail = said.detail ?? {};
  }
}

/** True when the same request may succeed if it is simply sent again. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiRefusal && (error.kind === 'offline' || error.kind === 'unavailable');

export const isRefusal = (error: unknown, ...codes: readonly string[]): error is ApiRefusal =>
  error instanceof ApiRefusal && (codes.length === 0 || codes.includes(error.code));
