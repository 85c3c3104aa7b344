import type { Endpoint, Reply, Request, Shapes } from './endpoint.ts';
import { connection } from './connection.ts';
import { ApiRefusal } from './refusal.ts';
import type { RefusalDetail, RefusalKind } from './refusal.ts';
import { renewal } from './renewal.ts';
import { stepUp } from './step-up.ts';
import { readPreferences } from '../preferences/preferences.ts';
import { textOf } from '../i18n/say.ts';
import { apiMessages } from './messages.ts';

export type CallOptions = {
  readonly signal?: AbortSignal | undefined;
  /** Lets the request outlive the page (closing a tab); bodies up to 64 kB. */
  readonly keepalive?: boolean;
  /**
   * What happens when the session has ended: `wait` (the default) holds the call until the person has signed in
   * again over the same screen and then sends it once more; `fail` throws the refusal at once.
   */
  readonly onSessionEnd?: 'wait' | 'fail';
  /** Sent behind the body, to a way in that takes a file. */
  readonly file?: Blob;
};

/** The server's name for a line of JSON with a file behind it. */
const UPLOAD_TYPE = 'application/vnd.amate.upload';

type Given = { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };

const addressOf = (path: string, { params, query }: Given): string => {
  const known = (params ?? {}) as Record<string, string>;
  const filled = path.replace(/:(\w+)/g, (_whole, name: string) => encodeURIComponent(known[name] ?? ''));
  const asked = Object.entries((query ?? {}) as Record<string, string | number | boolean | undefined>)
    .flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked).toString()}`;
};

const own = (code: 'offline' | 'unexpected', status = 0): ApiRefusal =>
  new ApiRefusal({ code, kind: code, status, message: textOf(apiMessages, readPreferences().language)(code) });

type Said = { code?: string; kind?: RefusalKind; message?: string; numerals?: string[]; detail?: RefusalDetail };

const refusalOf = async (response: Response): Promise<ApiRefusal> => {
  const said = (await response.json().catch(() => ({}))) as Said;
  // a proxy in front of a server that is starting answers without our words
  if (said.code === undefined || said.kind === undefined) return response.status >= 502 ? own('offline', response.status) : own('unexpected', response.status);
  return new ApiRefusal({ ...said, code: said.code, kind: said.kind, message: said.message ?? said.code, status: response.status });
};

const payloadOf = ({ body }: Given, file: Blob | undefined): { readonly headers: Record<string, string>; readonly body?: BodyInit } => {
  if (body === undefined) return { headers: {} };
  const line = JSON.stringify(body);
  return file === undefined ? { headers: { 'content-type': 'application/json' }, body: line } : { headers: { 'content-type': UPLOAD_TYPE }, body: new Blob([line, '\n', file]) };
};

const send = async (target: Endpoint<Shapes>, given: Given, options: CallOptions): Promise<Response> => {
  const { headers: typed, ...payload } = payloadOf(given, options.file);
  const headers = { 'accept-language': readPreferences().language, ...typed };
  try {
    const response = await fetch(addressOf(target.path, given), {
      method: target.method, headers, credentials: 'same-origin', redirect: 'error',
      ...payload,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.keepalive === true ? { keepalive: true } : {}),
    });
    connection.heard();
    return response;
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    connection.lost();
    throw own('offline');
  }
};

/** Whether the server provably began nothing: reading changes nothing, and of the rest it says so itself. */
const mayRepeat = (target: Endpoint<Shapes>, response: Response): boolean => target.method === 'GET' || response.headers.has('amate-untouched');

// The token changes with a proof of presence, another duty or a new password; what was on its way by then is refused
// once under the old one and goes through under the cookie that is there now.
const sendUnderPresentToken = async (target: Endpoint<Shapes>, given: Given, options: CallOptions): Promise<Response> => {
  const response = await send(target, given, options);
  return response.status === 401 && options.onSessionEnd !== 'fail' && mayRepeat(target, response) ? send(target, given, options) : response;
};

const read = async (target: Endpoint<Shapes>, response: Response): Promise<unknown> => {
  if (target.answers === 'file') return response.blob();
  return response.status === 204 ? null : response.json();
};

/** Waits for what the refusal asks of the person. False when the call must not, or need not, be sent once more. */
const isOvercome = async (refusal: ApiRefusal, wasProven: boolean, options: CallOptions): Promise<boolean> => {
  if (refusal.code === 'step-up-needed' && !wasProven && stepUp.canAsk()) {
    await stepUp.needed();
    return true;
  }
  if (refusal.code !== 'sign-in-needed' || options.onSessionEnd === 'fail') return false;
  await renewal.needed(options.signal);
  return true;
};

const callOnce = async (target: Endpoint<Shapes>, given: Given, options: CallOptions, wasProven: boolean): Promise<unknown> => {
  const response = await sendUnderPresentToken(target, given, options);
  if (response.ok) return read(target, response);
  const refusal = await refusalOf(response);
  if (!mayRepeat(target, response)) {
    // the session ended in the middle of it: she signs in again and sees for herself what was done
    if (refusal.code === 'sign-in-needed' && options.onSessionEnd !== 'fail') renewal.lock();
    throw refusal;
  }
  if (!await isOvercome(refusal, wasProven, options)) throw refusal;
  return callOnce(target, given, options, wasProven || refusal.code === 'step-up-needed');
};

/**
 * Calls the server. Resolves to the reply of the contract; throws {@link ApiRefusal} for every refusal, also when
 * the server cannot be reached (`offline`). A refusal `step-up-needed` opens the dialog for the proof, and after it
 * the call is sent once more; closing the dialog throws {@link StepUpCancelled}. Nothing that the server may have
 * begun is ever sent twice. An aborted call throws the browser's AbortError.
 */
export const call = async <S extends Shapes>(target: Endpoint<S>, given: Request<S>, options: CallOptions = {}): Promise<Reply<S>> =>
  (await callOnce(target as unknown as Endpoint<Shapes>, given, options, false)) as Reply<S>;
