import { errorCodes } from 'fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalid } from '#kernel/errors.ts';

/**
 * The one way in for a body too large for JSON: a line of JSON, which is the route's `body`, and behind it a file. The
 * line is read before anybody is asked who sends it; of the file not a byte is, until a use case reads it.
 */
export const UPLOAD_TYPE = 'application/vnd.amate.upload';
const LONGEST_LINE = 16 * 1024;
const NEW_LINE = 0x0a;

/** A file behind a request's JSON. `bytes` is what the request announced; nothing that announced nothing comes this far. */
export type Upload = {
  readonly bytes: number;
  /** The file piece by piece, once. Refuses `file-incomplete` when the sender goes before its end. */
  readonly read: () => AsyncIterable<Uint8Array>;
};

/** Of a request that brought no file. */
const nothing: Upload = { bytes: 0, read: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) }) };

type Arriving = Upload & { readonly discard: () => Promise<void> };
const arriving = new WeakMap<FastifyRequest, Arriving>();

export const uploadOf = (request: FastifyRequest): Upload => arriving.get(request) ?? nothing;

/** Reads and forgets what nobody read, so that the sender hears the answer instead of a broken connection. */
export const discardUpload = async (request: FastifyRequest): Promise<void> => arriving.get(request)?.discard();

type Pieces = AsyncIterator<Buffer, unknown>;

async function* restOf(first: Buffer, pieces: Pieces): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first;
  for (;;) {
    const piece = await pieces.next().catch(() => { throw invalid('file-incomplete'); });
    if (piece.done === true) return;
    yield piece.value;
  }
}

const lineFrom = async (pieces: Pieces): Promise<{ readonly line: Buffer; readonly rest: Buffer }> => {
  let read: Buffer = Buffer.alloc(0);
  for (;;) {
    const end = read.indexOf(NEW_LINE);
    if (end !== -1 && end <= LONGEST_LINE) return { line: read.subarray(0, end), rest: read.subarray(end + 1) };
    if (read.length > LONGEST_LINE) throw invalid('request-invalid');
    const piece = await pieces.next();
    if (piece.done === true) throw invalid('request-invalid');
    read = Buffer.concat([read, piece.value]);
  }
};

const parsed = (line: Buffer): unknown => {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    throw invalid('request-invalid');
  }
};

const announced = (request: FastifyRequest, most: number): number => {
  const length = Number(request.headers['content-length'] ?? Number.NaN);
  if (!Number.isSafeInteger(length)) throw invalid('request-invalid');
  if (length > most + LONGEST_LINE) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
  return length;
};

/** Lets the routes of this scope alone take uploads of at most so many bytes of file. */
export const takeUploads = (scope: FastifyInstance, most: number): void => {
  scope.addContentTypeParser(UPLOAD_TYPE, async (request: FastifyRequest, payload: AsyncIterable<Buffer>) => {
    const length = announced(request, most);
    const pieces: Pieces = payload[Symbol.asyncIterator]();
    const { line, rest } = await lineFrom(pieces);
    const bytes = length - line.length - 1;
    if (bytes > most) throw new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE();
    const file = restOf(rest, pieces);
    const discard = async (): Promise<void> => { for await (const piece of file) void piece; };
    arriving.set(request, { bytes, read: () => file, discard });
    return parsed(line);
  });
};
