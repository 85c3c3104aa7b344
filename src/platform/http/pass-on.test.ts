import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import Fastify from 'fastify';
import { addPassOn } from './pass-on.ts';

type Heard = { readonly method: string; readonly url: string; readonly headers: IncomingHttpHeaders; readonly body: string };

/** A listener that passes /v on to a process which remembers what it heard; `away` ends that process. */
const openPair = async (t: TestContext) => {
  const folder = await mkdtemp(join(tmpdir(), 'amate-pass-'));
  const socket = join(folder, 'behind.sock');
  const heard: Heard[] = [];
  const behind = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => { body += part.toString('utf8'); });
    request.on('end', () => {
      heard.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      response.writeHead(201, { 'content-type': 'text/html', 'x-robots-tag': 'noindex' }).end('<p>hecho</p>');
    });
  });
  await new Promise<void>((resolve) => { behind.listen(socket, () => { resolve(); }); });
  const app = Fastify();
  await addPassOn(app, { prefix: '/v', socket, clientHeader: 'x-amate-client', bodyLimit: 64 });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const away = (): Promise<void> => new Promise((resolve) => { behind.closeAllConnections(); behind.close(() => { resolve(); }); });
  t.after(async () => {
    await app.close();
    await away();
    await rm(folder, { recursive: true, force: true });
  });
  const address = `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`;
  return { heard, away, call: (path: string, init: RequestInit = {}) => fetch(`${address}${path}`, init) };
};

test('a request is passed on with its form, and the reply comes back with its status and headers', async (t) => {
  const { heard, call } = await openPair(t);
  const reply = await call('/v/abc/surtidos?lang=en', { method: 'POST', body: new URLSearchParams({ lot: 'ñ 1' }) });
  assert.deepEqual([reply.status, reply.headers.get('x-robots-tag'), await reply.text()], [201, 'noindex', '<p>hecho</p>']);
  assert.deepEqual(heard.map(({ method, url, body }) => [method, url, body]), [['POST', '/v/abc/surtidos?lang=en', 'lot=%C3%B1+1']]);
});

test('who asks is what the listener knows, not what the request says; cookies and credentials stay here', async (t) => {
  const { heard, call } = await openPair(t);
  await call('/v/abc', { headers: { 'x-amate-client': '203.0.113.9', 'x-forwarded-for': '203.0.113.9', cookie: 'amate=secret', authorization: 'Bearer secret', 'accept-language': 'en' } });
  const headers = heard[0]?.headers ?? {};
  assert.equal(headers['x-amate-client'], '127.0.0.1');
  assert.equal(headers['accept-language'], 'en');
  for (const name of ['cookie', 'authorization', 'x-forwarded-for']) assert.equal(headers[name], undefined, name);
});

test('a body beyond the limit is refused before anything is passed on', async (t) => {
  const { heard, call } = await openPair(t);
  assert.equal((await call('/v/abc/surtidos', { method: 'POST', body: new URLSearchParams({ lot: 'a'.repeat(100) }) })).status, 413);
  assert.deepEqual(heard, []);
});

test('while the process behind is away the answer is 503 and says when to ask again', async (t) => {
  const { away, call } = await openPair(t);
  await away();
  const reply = await call('/v/abc');
  assert.deepEqual([reply.status, reply.headers.get('retry-after'), reply.headers.get('cache-control')], [503, '2', 'no-store']);
});
