/** Every way in which a use case says no; only the HTTP and interop edges know status codes. */
export type ErrorKind =
  | 'not-found'
  | 'forbidden'
  | 'conflict'
  | 'invalid'
  | 'norm-violated'
  | 'unauthenticated'
  | 'too-many';

export type ErrorDetail = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const kebabCase = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * A refusal of the domain. `code` is kebab-case and is the key of the message in both languages;
 * `detail` carries field names, codes, counts and limits, never patient data; `numerals` names the
 * norm numerals behind the refusal. The error's own message is the code alone, so that a log line
 * that prints it cannot leak anything.
 */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly detail: ErrorDetail;
  // declared only, so that the property is truly absent when no norm is behind the refusal
  declare readonly numerals?: readonly string[];

  constructor(code: string, kind: ErrorKind, detail: ErrorDetail = {}, numerals: readonly string[] = []) {
    super(code);
    if (!kebabCase.test(code)) throw new TypeError(`error codes are kebab-case: ${code}`);
    this.code = code;
    this.kind = kind;
    this.detail = detail;
    if (numerals.length > 0) this.numerals = numerals;
  }
}

/** What was sent is malformed or breaks a rule that no norm owns. */
export const invalid = (code: string, detail?: ErrorDetail): DomainError => new DomainError(code, 'invalid', detail);

/** The thing does not exist, or the caller may not know whether it exists. */
export const notFound = (code: string, detail?: ErrorDetail): DomainError => new DomainError(code, 'not-found', detail);

/** The caller is known and may not do this. */
export const forbidden = (code: string, detail?: ErrorDetail): DomainError => new DomainError(code, 'forbidden', detail);

/** The present state does not allow it: already signed, taken meanwhile, stale version. */
export const conflict = (code: string, detail?: ErrorDetail): DomainError => new DomainError(code, 'conflict', detail);
