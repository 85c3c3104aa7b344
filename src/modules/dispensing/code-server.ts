import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { isUuid } from '#kernel/ids.ts';
import { isToken, tokenDigest } from '#modules/prescriptions/public.ts';
import { readAct, voidDigest } from './act-form.ts';
import { codeHolder, openCode } from './open-code.ts';
import type { CodeDeps } from './open-code.ts';
import { notFoundPage, prescriptionPage, receiptPage, refusedPage, slowPage, voidedPage } from './page.ts';
import type { PageFrame } from './page.ts';
import { contentPolicy } from './page-style.ts';
import { dispenseAct, voidAct } from './queries.ts';
import type { Throttle } from './throttle.ts';

/** The process behind printed codes: three addresses, forms, no scripts. It logs no address and keeps nothing. */

export type CodeServerDeps = CodeDeps & { readonly throttle: Throttle; readonly failed: (error: unknown) => void };

const MOST_BODY = 16 * 1024;
const SLOWEST_BODY = 10_000;
/** Header by which the listener that is reached from outside tells whose request it passes on. */
export const CLIENT_HEADER = 'x-amate-client';

type Page = { readonly status: number; readonly body: string };
type Asked = { readonly token: string; readonly frame: PageFrame; readonly client: string; readonly form: URLSearchParams };

const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const newVoidCode = (): string => [...randomBytes(10)].map((byte) => codeAlphabet.charAt(byte % 32)).join('').replace(/(.{5})/, '$1-');

const languageOf = (url: URL, accepted: string | undefined): PageFrame['language'] => {
  const asked = url.searchParams.get('lang');
  if (asked === 'es' || asked === 'en') return asked;
  return /^en\b/i.test(accepted ?? '') ? 'en' : 'es';
};

const readBody = async (request: IncomingMessage): Promise<URLSearchParams | null> => {
  const timer = setTimeout(() => { request.destroy(); }, SLOWEST_BODY);
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > MOST_BODY) return null;
      parts.push(part);
    }
    return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
  } finally {
    clearTimeout(timer);
  }
};

const missing = ({ throttle }: CodeServerDeps, { client, frame }: Asked): Page =>
  (throttle.isTooMuch('unknown', client) ? { status: 429, body: slowPage(frame) } : { status: 404, body: notFoundPage(frame) });

const show = async (deps: CodeServerDeps, asked: Asked): Promise<Page> => {
  const opened = await openCode(deps, asked.token);
  return opened === null ? missing(deps, asked) : { status: 200, body: prescriptionPage(opened, asked.frame, { values: new URLSearchParams(), faults: [], requestId: randomUUID() }) };
};

const dispense = async (deps: CodeServerDeps, asked: Asked): Promise<Page> => {
  const { token, frame, form } = asked;
  const opened = await openCode(deps, token);
  if (opened === null) return missing(deps, asked);
  if (opened.fault !== null) return { status: 409, body: refusedPage(frame, 'altered') };
  const read = readAct(form, opened.found.lines);
  if ('faults' in read) return { status: 422, body: prescriptionPage(opened, frame, { values: form, faults: read.faults, requestId: randomUUID() }) };
  const voidCode = newVoidCode();
  const outcome = await deps.database.withActor(codeHolder, (tx) => dispenseAct(tx, tokenDigest(token), { ...read.value, void_secret_sha256: voidDigest(voidCode).toString('hex') }));
  switch (outcome.outcome) {
    case 'unknown': return missing(deps, asked);
    case 'refused': return { status: 409, body: refusedPage(frame, outcome.reason) };
    case 'replayed': return { status: 200, body: receiptPage(frame, null) };
    case 'done': return { status: 201, body: receiptPage(frame, voidCode) };
  }
};

const takeBack = async (deps: CodeServerDeps, asked: Asked): Promise<Page> => {
  const { token, frame, form } = asked;
  const dispensingId = form.get('act') ?? '';
  const reason = (form.get('reason') ?? '').replaceAll(/[\p{C}\s]+/gu, ' ').trim();
  if (!isToken(token)) return missing(deps, asked);
  if (!isUuid(dispensingId)) return { status: 422, body: refusedPage(frame, 'code-wrong') };
  if (reason.length < 3 || reason.length > 300) return { status: 422, body: refusedPage(frame, 'missing') };
  const outcome = await deps.database.withActor(codeHolder, (tx) => voidAct(tx, tokenDigest(token), { dispensingId, secretSha256: voidDigest(form.get('code') ?? ''), reason }));
  if (outcome === 'unknown') return missing(deps, asked);
  return outcome === 'done' ? { status: 200, body: voidedPage(frame) } : { status: 409, body: refusedPage(frame, outcome) };
};

const acts: Readonly<Record<string, (deps: CodeServerDeps, asked: Asked) => Promise<Page>>> = { 'GET ': show, 'HEAD ': show, 'POST surtidos': dispense, 'POST anulaciones': takeBack };

const isTooMuch = ({ throttle }: CodeServerDeps, { client, token, isAct }: { readonly client: string; readonly token: string; readonly isAct: boolean }): boolean =>
  throttle.isTooMuch('address', client) || (isAct && throttle.isTooMuch('act', createHash('sha256').update(token).digest('hex')));

const answer = async (deps: CodeServerDeps, request: IncomingMessage): Promise<Page> => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const [, , token = '', act = '', ...rest] = url.pathname.split('/');
  const frame: PageFrame = { language: languageOf(url, request.headers['accept-language']), path: isToken(token) ? `/v/${token}` : '/v/-' };
  const client = String(request.headers[CLIENT_HEADER] ?? '');
  const handle = acts[`${request.method ?? ''} ${act}`];
  const isAct = request.method === 'POST';
  if (isTooMuch(deps, { client, token, isAct })) return { status: 429, body: slowPage(frame) };
  if (handle === undefined || rest.length > 0) return missing(deps, { token, frame, client, form: new URLSearchParams() });
  const form = isAct ? await readBody(request) : new URLSearchParams();
  return form === null ? { status: 413, body: refusedPage(frame, 'too-long') } : handle(deps, { token, frame, client, form });
};

const send = (request: IncomingMessage, response: ServerResponse, { status, body }: Page): void => {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8', 'content-length': Buffer.byteLength(body), 'content-security-policy': contentPolicy, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff',
    // the page's own forms must still say where they come from; nobody else hears the address
    'referrer-policy': 'same-origin', 'x-robots-tag': 'noindex, nofollow', 'cross-origin-opener-policy': 'same-origin', ...(status === 429 ? { 'retry-after': '60' } : {}), ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
};

/** The server of the verify process; it listens nowhere yet. */
export const createCodeServer = (deps: CodeServerDeps): Server => createServer({ requestTimeout: 20_000, headersTimeout: 10_000 }, (request, response) => {
  answer(deps, request).then((page) => { send(request, response, page); }, (error: unknown) => {
    deps.failed(error);
    if (!response.headersSent) send(request, response, { status: 503, body: slowPage({ language: 'es', path: '/v/-' }) });
    else response.destroy();
  });
});
