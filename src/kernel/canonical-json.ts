import { invalid } from './errors.ts';

/** What a canonical text can hold; `undefined`, dates, maps and big integers must be written out by the caller. */
export type JsonValue = null | boolean | number | string | readonly JsonValue[] | { readonly [name: string]: JsonValue };

const deepest = 200;

const refuse = (reason: string) => invalid('canonical-json-invalid', { reason });

/**
 * The one text of a JSON value by RFC 8785 (JSON Canonicalization Scheme): no white space, names
 * sorted by UTF-16 code units, numbers as ECMAScript writes them (-0 is `0`), shortest escapes.
 * Equal values give equal text in every engine, so a digest of it can be signed and compared.
 * Refuses `canonical-json-invalid` with a reason: not-finite, lone-surrogate, unsupported-type
 * (undefined, functions, symbols, big integers, sparse arrays), not-plain-object, too-deep (also cycles).
 */
export const canonicalize = (value: unknown): string => write(value, 0);

function write(value: unknown, depth: number): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return number(value);
  if (typeof value !== 'object') throw refuse('unsupported-type');
  if (depth >= deepest) throw refuse('too-deep');
  return Array.isArray(value) ? list(value, depth) : record(value, depth);
}

function text(value: string): string {
  if (!value.isWellFormed()) throw refuse('lone-surrogate');
  return JSON.stringify(value);
}

function number(value: number): string {
  if (!Number.isFinite(value)) throw refuse('not-finite');
  return JSON.stringify(value);
}

function list(values: readonly unknown[], depth: number): string {
  // Array.from visits holes as undefined, which then is refused; map would skip them in silence.
  return `[${Array.from(values, (value) => write(value, depth + 1)).join(',')}]`;
}

function record(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!plain || Object.getOwnPropertySymbols(value).length > 0) throw refuse('not-plain-object');
  const members = Object.entries(value as Record<string, unknown>);
  // The engine's default comparison of strings is by UTF-16 code units, the order the RFC asks for.
  members.sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${text(name)}:${write(member, depth + 1)}`).join(',')}}`;
}
