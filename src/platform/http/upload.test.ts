import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { z } from 'zod';
import { parseId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { createMeasures } from './measures.ts';
import { route } from './route.ts';
import { buildServer } from './server.ts';
import { UPLOAD_TYPE } from './upload.ts';

const id = '0190a000-0000-7000-8000-0000000000a1';
const actor: StaffActor = {
  kind: 'staff', login: 'amate_clinician', clinicId: parseId(id), personId: parseId(id), sessionId: parseId(id), sessionHash: 'a'.repeat(64),
  role: 'physician', purpose: 'care', language: 'es-MX', steppedUpAt: null,
};
const LIMIT = 200_000;

/** A server with one route that takes files and one that does not. */
const openServer = async (t: TestContext) => {
  const session = { isLive: true, may: true };
  const kept: Buffer[] = [];
  const app = await buildServer({
    routes: [
      route({
        method: 'POST', path: '/api/files', operation: 'add-file', summary: 'Keeps.', may: 'add', body: z.strictObject({ title: z.string().max(9) }), status: 201, reply: z.strictObject({ bytes: z.int() }), refuses: [], uploadLimit: LIMIT,
        handle: async ({ upload }) => {
          const pieces: Uint8Array[] = [];
          for await (const piece of upload.read()) pieces.push(piece);
          kept.push(Buffer.concat(pieces));
          return { bytes: upload.bytes };
        },
      }),
      route({ method: 'POST', path: '/api/words', operation: 'add-words', summary: 'Words.', may: 'add', body: z.strictObject({ title: z.string() }), status: 201, reply: z.strictObject({}), refuses: [], handle: async () => ({}) }),
      route({ method: 'GET', path: '/api/file', operation: 'open-file', summary: 'A file.', may: 'add', status: 200, reply: 'file', refuses: [], handle: async () => ({ type: 'image/png', bytes: Buffer.from('png'), fileName: 'a.png', isForeign: true }) }),
    ],
    ports: {
      authenticate: async (token) => (token === 'known' ? actor : null), isLive: async () => session.isLive, may: () => session.may, isSteppedUp: () => true,
      recordAccess: async () => undefined, message: (code) => code, ready: async () => true,
    },
    measures: createMeasures(), log: false, publicUrl: 'http://127.0.0.1:8080', version: 'test',
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  t.after(() => app.close());
  const { port } = app.server.address() as AddressInfo;
  const send = async (line: string, file: Uint8Array, { path = '/api/files', token = 'known' } = {}): Promise<readonly [number, string]> => {
    const reply = await fetch(`http://127.0.0.1:${String(port)}${path}`, { method: 'POST', headers: { cookie: `amate=${token}`, 'content-type': UPLOAD_TYPE }, body: new Blob([line, '\n', new Uint8Array(file)]) });
    const said = await reply.json() as { code?: string; bytes?: number };
    return [reply.status, said.code ?? String(said.bytes)];
  };
  return { app, port, send, kept, session };
};

test('a line of JSON and a file: both arrive as they were sent, whatever bytes the file has', async (t) => {
  const { send, kept } = await openServer(t);
  const file = Buffer.from(Array.from({ length: LIMIT }, (_, at) => at % 256));
  assert.deepEqual(await send('{"title":"uno"}', file), [201, String(LIMIT)]);
  assert.ok(kept[0]?.equals(file));
  assert.deepEqual(await send('{"title":"dos"}', Buffer.alloc(0)), [201, '0']);
});

test('a line that breaks the contract, no line, or too long a line is refused and nothing is kept', async (t) => {
  const { send, kept } = await openServer(t);
  for (const line of ['{"title":7}', '{"title":"x","more":1}', 'no json', '', '[]', `{"title":"${'x'.repeat(20_000)}"}`, '\u0000']) {
    assert.deepEqual(await send(line, Buffer.alloc(50_000)), [400, 'request-invalid'], line.slice(0, 30));
  }
  assert.deepEqual(kept, []);
});

test('a file over the limit, one to a route that takes none, and one without a session are refused', async (t) => {
  const { send, kept, session } = await openServer(t);
  assert.deepEqual(await send('{"title":"x"}', Buffer.alloc(LIMIT + 1)), [413, 'body-too-large']);
  assert.deepEqual(await send('{"title":"x"}', Buffer.alloc(9), { path: '/api/words' }), [415, 'media-type-unsupported']);
  assert.deepEqual(await send('{"title":"x"}', Buffer.alloc(LIMIT), { token: 'nobody' }), [401, 'sign-in-needed']);
  session.may = false;
  assert.deepEqual(await send('{"title":"x"}', Buffer.alloc(LIMIT)), [403, 'not-permitted']);
  assert.deepEqual(kept, []);
});

test('whose session ended while the file arrived has sent nothing', async (t) => {
  const { send, kept, session } = await openServer(t);
  session.isLive = false;
  assert.deepEqual(await send('{"title":"x"}', Buffer.alloc(9)), [401, 'sign-in-needed']);
  assert.deepEqual(kept, []);
});

/** Speaks HTTP by hand and answers what came back before the connection ended. */
const speak = (port: number, headers: string, body: string, isCut = false): Promise<string> => new Promise((resolve) => {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', (piece) => { heard += piece.toString('latin1'); });
  socket.on('close', () => { resolve(heard); });
  socket.on('error', () => undefined);
  socket.write(`POST /api/files HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: amate=known\r\nConnection: close\r\nContent-Type: ${UPLOAD_TYPE}\r\n${headers}\r\n\r\n${body}`, () => { if (isCut) socket.end(() => { socket.destroy(); }); });
});

test('announced longer than sent, cut off, announced shorter, or not announced: nothing whole arrives that was not sent so', async (t) => {
  const { port, kept } = await openServer(t);
  const line = '{"title":"x"}\n';
  await speak(port, 'Content-Length: 5000', `${line}abc`, true);
  assert.deepEqual(kept, []);
  assert.match(await speak(port, 'Transfer-Encoding: chunked', `${line.length.toString(16)}\r\n${line}\r\n3\r\nabc\r\n0\r\n\r\n`), /^HTTP\/1\.1 400 /);
  assert.deepEqual(kept, []);
  assert.match(await speak(port, `Content-Length: ${String(line.length + 3)}`, `${line}abcmore than was announced`), /^HTTP\/1\.1 (201|400) /);
  for (const file of kept) assert.equal(String(file), 'abc');
});

test('a file that somebody else made is saved, not shown, and may run nothing', async (t) => {
  const { app } = await openServer(t);
  const { headers } = await app.inject({ url: '/api/file', headers: { host: '127.0.0.1:8080', cookie: 'amate=known' } });
  assert.equal(headers['content-disposition'], 'attachment; filename="a.png"');
  assert.equal(headers['content-security-policy'], 'default-src \'none\'; sandbox');
  assert.deepEqual([headers['x-content-type-options'], headers['cache-control'], headers['cross-origin-resource-policy']], ['nosniff', 'no-store', 'same-origin']);
});
