import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { z } from 'zod';
import { parseId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { createMeasures } from './measures.ts';
import { route } from './route.ts';
import { buildServer } from './server.ts';
import type { StreamEvent } from './stream.ts';

const id = '0190a000-0000-7000-8000-0000000000a1';
const actor: StaffActor = {
  kind: 'staff', login: 'amate_clinician', clinicId: parseId(id), personId: parseId(id), sessionId: parseId(id), sessionHash: 'a'.repeat(64),
  role: 'physician', purpose: 'care', language: 'es-MX', steppedUpAt: null,
};

/** A server with one stream route, listening on loopback; `tell` speaks to whoever follows. */
const openServer = async (t: TestContext, heartbeatMilliseconds = 20) => {
  const followers = new Set<(event: StreamEvent) => void>();
  const recorded: string[] = [];
  const session = { isLive: true };
  const measures = createMeasures();
  const app = await buildServer({
    routes: [route({
      method: 'GET', path: '/api/news', operation: 'follow-news', summary: 'News.', may: 'read-news', status: 200, reply: 'stream',
      events: { news: z.strictObject({ date: z.iso.date() }) }, refuses: [],
      handle: async () => ({ follow: (send) => { followers.add(send); return () => { followers.delete(send); }; } }),
    })],
    ports: {
      authenticate: async (token) => (token === 'known' ? actor : null), isLive: async () => session.isLive, may: () => true, isSteppedUp: () => true,
      recordAccess: async ({ outcome }) => { recorded.push(outcome); }, message: (code) => code, ready: async () => true,
    },
    measures, log: false, publicUrl: 'http://127.0.0.1:8080', version: 'test', streams: { heartbeatMilliseconds, perSession: 2 },
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  t.after(() => app.close());
  const port = String((app.server.address() as AddressInfo).port);
  const follow = async (token = 'known') => {
    const stop = new AbortController();
    const reply = await fetch(`http://127.0.0.1:${port}/api/news`, { headers: { cookie: `amate=${token}` }, signal: stop.signal });
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    const until = async (wanted: string): Promise<string> => {
      while (!text.includes(wanted)) {
        const { done, value } = await reader!.read();
        if (done) return `${text}(end)`;
        text += value;
      }
      return text;
    };
    return { reply, until, stop: () => { stop.abort(); } };
  };
  const openNow = async (): Promise<string> => /amate_open_streams (\d+)/.exec(await measures.registry.metrics())?.[1] ?? '';
  return { app, follow, followers, recorded, session, openNow, tell: (event: StreamEvent) => { for (const send of followers) send(event); } };
};

test('a stream answers at once as server-sent events, is recorded as opened, beats, and tells what happens', async (t) => {
  const server = await openServer(t);
  const { reply, until } = await server.follow();
  assert.equal(reply.status, 200);
  assert.match(reply.headers.get('content-type') ?? '', /^text\/event-stream/);
  assert.equal(reply.headers.get('cache-control'), 'no-store');
  assert.deepEqual(server.recorded, ['ok']);
  await until(':\n\n');
  server.tell({ name: 'news', data: { date: '2026-11-23' } });
  assert.match(await until('2026-11-23"}\n\n'), /\nevent: news\ndata: \{"date":"2026-11-23"\}\n\n/);
});

test('without a session nothing opens', async (t) => {
  const server = await openServer(t);
  const { reply } = await server.follow('unknown');
  assert.deepEqual([reply.status, server.followers.size], [401, 0]);
});

test('the stream of a session that ends, ends; nobody is told any more', async (t) => {
  const server = await openServer(t);
  const { until } = await server.follow();
  server.session.isLive = false;
  assert.match(await until('never'), /\(end\)$/);
  assert.equal(server.followers.size, 0);
});

test('one session opens so many and no more; a place is free again when a reader goes', async (t) => {
  const server = await openServer(t);
  const [first] = [await server.follow(), await server.follow()];
  const third = await server.follow();
  assert.equal(third.reply.status, 429);
  assert.match(await third.until('never'), /"too-many-streams"/);
  assert.deepEqual(server.recorded, ['ok', 'ok', 'refused']);
  assert.equal(await server.openNow(), '2');
  first?.stop();
  while (server.followers.size > 1) await new Promise((resolve) => { setTimeout(resolve, 5); });
  assert.equal((await server.follow()).reply.status, 200);
});

test('a server that closes ends its streams first, so that closing does not wait for readers', async (t) => {
  const server = await openServer(t, 60_000);
  const { until } = await server.follow();
  const ended = until('never');
  const closed = once(server.app.server, 'close');
  await server.app.close();
  assert.match(await ended, /\(end\)$/);
  await closed;
});

test('the reference names a stream’s media type and events', async (t) => {
  const server = await openServer(t);
  const document = (await server.app.inject({ url: '/api/openapi.json', headers: { host: '127.0.0.1:8080' } })).json<{ paths: Record<string, { get: { responses: Record<string, { description: string; content: Record<string, { schema: object }> }> } }> }>();
  const answer = document.paths['/api/news']?.get.responses['200'];
  assert.match(answer?.description ?? '', /news/);
  assert.match(JSON.stringify(answer?.content['text/event-stream']?.schema), /"date"/);
});
