import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { z } from 'zod';
import { createMeasures } from './measures.ts';
import { publicRoute } from './route.ts';
import { buildServer } from './server.ts';
import type { ServerOptions } from './server.ts';

/** The edge itself: who is believed about addresses, which pages may send, who reads the measures. */

const opened: { close: () => Promise<unknown> }[] = [];
after(async () => { for (const app of opened) await app.close(); });

const whoami = publicRoute({
  method: 'POST', path: '/api/whoami', operation: 'whoami', summary: 'The client’s address.', status: 200, reply: z.strictObject({ ip: z.string() }), refuses: [],
  handle: async ({ facts }) => ({ ip: facts.ip }),
});
const build = async (options: Partial<ServerOptions> = {}) => {
  const app = await buildServer({
    routes: [whoami], measures: createMeasures(), log: false, publicUrl: 'https://clinic.example', version: 'test',
    ports: { authenticate: async () => null, may: () => false, isSteppedUp: () => false, isLive: async () => true, recordAccess: async () => undefined, message: (code) => code, ready: async () => true },
    ...options,
  });
  opened.push(app);
  return app;
};
type App = Awaited<ReturnType<typeof build>>;
const post = (app: App, headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
  app.inject({ method: 'POST', url: '/api/whoami', remoteAddress, headers: { host: 'clinic.example', ...headers } });
const addressSeen = async (app: App, forwarded: string, remoteAddress: string): Promise<string> =>
  (await post(app, { 'x-forwarded-for': forwarded }, remoteAddress)).json<{ ip: string }>().ip;

test('X-Forwarded-For is heard from a trusted proxy alone, and its last untrusted word counts', async () => {
  const app = await build({ trustedProxies: ['10.0.0.0/24', '127.0.0.1'] });
  assert.equal(await addressSeen(app, '203.0.113.7', '10.0.0.9'), '203.0.113.7');
  assert.equal(await addressSeen(app, '203.0.113.7', '::ffff:10.0.0.9'), '203.0.113.7');
  assert.equal(await addressSeen(app, '198.51.100.1, 203.0.113.7', '127.0.0.1'), '203.0.113.7', 'what the client put before it is not believed');
  assert.equal(await addressSeen(app, '203.0.113.7', '10.0.1.9'), '10.0.1.9', 'a peer outside the network speaks for itself');
  assert.equal(await addressSeen(await build(), '203.0.113.7', '127.0.0.1'), '127.0.0.1', 'nobody is trusted unless named');
});

test('the rate limit counts the client behind a trusted proxy, and a spoofed header buys no fresh count', async () => {
  const behind = await build({ trustedProxies: ['127.0.0.1'], perMinute: 2 });
  const statuses = async (app: App, forwarded: readonly string[]): Promise<readonly number[]> => {
    const all: number[] = [];
    for (const each of forwarded) all.push((await post(app, { 'x-forwarded-for': each })).statusCode);
    return all;
  };
  assert.deepEqual(await statuses(behind, ['203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2']), [200, 200, 429, 200]);
  assert.deepEqual(await statuses(await build({ perMinute: 2 }), ['203.0.113.1', '203.0.113.2', '203.0.113.3']), [200, 200, 429]);
});

test('scheme, host and port of the sender’s page must be ours', async () => {
  const app = await build();
  const statusFrom = async (origin: string, host = 'clinic.example'): Promise<number> => (await post(app, { origin, host })).statusCode;
  assert.equal(await statusFrom('https://clinic.example'), 200);
  assert.equal(await statusFrom('https://clinic.example', '127.0.0.1:8080'), 200, 'a proxy that writes its own Host');
  for (const host of ['localhost:8080', '127.0.0.1:8080', '[::1]:8080']) assert.equal(await statusFrom(`http://${host}`, host), 200, host);
  for (const origin of ['http://clinic.example', 'https://clinic.example:8443', 'https://clinic.example.evil.example', 'https://evil.example', 'null', 'clinic.example']) {
    assert.equal(await statusFrom(origin), 403, origin);
  }
  for (const origin of ['http://localhost:9999', 'http://127.0.0.1:8080', 'https://localhost:8080', 'http://localhost']) assert.equal(await statusFrom(origin, 'localhost:8080'), 403, origin);
  assert.equal((await post(app, { 'sec-fetch-site': 'cross-site' })).statusCode, 403);
  assert.equal((await post(app, { 'sec-fetch-site': 'same-site' })).statusCode, 403);
  assert.equal((await post(app, {})).statusCode, 200, 'a program');
  assert.equal(await statusFrom('http://localhost:80', 'localhost'), 403, 'browsers leave the default port out');
});

test('measures are for this machine, or for who brings the token; for everybody else there is no such address', async () => {
  const token = 'TEST-TOKEN-worth-nothing-0001';
  const read = async (app: App, headers: Record<string, string> = {}, remoteAddress = '127.0.0.1'): Promise<number> =>
    (await app.inject({ method: 'GET', url: '/metrics', remoteAddress, headers: { host: 'localhost:8080', ...headers } })).statusCode;
  const direct = await build({ publicUrl: 'http://localhost:8080', metricsToken: token });
  assert.equal(await read(direct), 200);
  assert.equal(await read(direct, {}, '::ffff:127.0.0.1'), 200);
  assert.equal(await read(direct, {}, '192.168.1.20'), 404);
  assert.equal(await read(direct, { 'x-forwarded-for': '192.168.1.20' }), 404, 'somebody behind a proxy of this machine');
  assert.equal(await read(direct, { authorization: `Bearer ${token}` }, '192.168.1.20'), 200);
  assert.equal(await read(direct, { authorization: `Bearer ${token}x` }, '192.168.1.20'), 404);
  const proxied = await build({ metricsToken: token });
  assert.equal(await read(proxied), 404, 'behind a public address all the world comes from the proxy');
  assert.equal(await read(proxied, { authorization: `Bearer ${token}` }), 200);
  assert.equal(await read(await build(), { authorization: 'Bearer ' }), 404, 'no token set, none that fits');
  const refused = await proxied.inject({ method: 'GET', url: '/metrics', headers: { host: 'clinic.example' } });
  const absent = await proxied.inject({ method: 'GET', url: '/nothing-here', headers: { host: 'clinic.example' } });
  assert.equal(refused.body, absent.body);
  for (const url of ['/healthz', '/readyz']) assert.equal((await proxied.inject({ method: 'GET', url, remoteAddress: '192.168.1.20', headers: { host: 'clinic.example' } })).statusCode, 200, url);
});
