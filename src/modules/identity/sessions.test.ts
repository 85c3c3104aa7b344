import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ClinicId } from '#kernel/ids.ts';
import { route } from '#platform/http/route.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Practice } from '#test/practice.ts';
import { doneReply } from './contract.ts';

let home: TestDatabase;
let practice: Practice;
let clinic: ClinicId;
before(async () => {
  home = await createTestDatabase();
  const guarded = route({
    method: 'POST', path: '/api/test/sensitive', operation: 'test-sensitive', summary: 'A sensitive act.', may: 'signed-in', stepUp: true,
    status: 200, reply: doneReply, refuses: [], handle: async () => ({ done: true as const }),
  });
  practice = await openPractice(home, { routes: [guarded] });
  clinic = await practice.found();
  await practice.add(clinic, 'sesion@ejemplo.test', ['physician']);
});
after(async () => { await practice.app.close(); await home.close(); });

type SessionBody = { readonly sessionId: string; readonly steppedUpUntil: string | null; readonly newDevice: boolean; readonly idleMinutes: number };
const describe = async (browser: Awaited<ReturnType<Practice['signIn']>>): Promise<SessionBody> => (await browser.call('GET', '/api/session')).body as unknown as SessionBody;
const statusOf = async (browser: Awaited<ReturnType<Practice['signIn']>>): Promise<number> => (await browser.call('GET', '/api/session')).status;
const reasonOf = async (sessionId: string): Promise<string | null> =>
  (await home.asSuperuser<{ end_reason: string | null }>('select end_reason from auth.session where id = $1', [sessionId]))[0]?.end_reason ?? null;

test('the idle limit ends a session, and a request before it pushes it on, written at most every thirty seconds', async () => {
  const browser = await practice.signIn('sesion@ejemplo.test');
  const { sessionId } = await describe(browser);
  const idleUntil = async (): Promise<number> => (await home.asSuperuser<{ at: Date }>('select idle_until as at from auth.session where id = $1', [sessionId]))[0]?.at.getTime() ?? 0;
  const atFirst = await idleUntil();
  practice.identity.sessions.forgetAll();
  await describe(browser);
  assert.equal(await idleUntil(), atFirst);
  await home.asSuperuser('update auth.session set last_seen_at = now() - interval \'40 seconds\', idle_until = now() + interval \'1 minute\' where id = $1', [sessionId]);
  practice.identity.sessions.forgetAll();
  await describe(browser);
  assert.ok(await idleUntil() > Date.now() + 14 * 60_000);
  await home.asSuperuser('update auth.session set idle_until = now() where id = $1', [sessionId]);
  practice.identity.sessions.forgetAll();
  assert.equal(await statusOf(browser), 401);
  assert.equal(await reasonOf(sessionId), 'idle');
});

test('the absolute limit ends a session however busy it is', async () => {
  const browser = await practice.signIn('sesion@ejemplo.test');
  const { sessionId } = await describe(browser);
  await home.asSuperuser('update auth.session set absolute_until = now() where id = $1', [sessionId]);
  practice.identity.sessions.forgetAll();
  assert.equal(await statusOf(browser), 401);
  assert.equal(await reasonOf(sessionId), 'absolute');
  const rows = await home.asSuperuser<{ hours: number }>('select extract(epoch from absolute_until - created_at) / 3600 as hours from auth.session where end_reason is null limit 1');
  assert.deepEqual(rows.map((row) => Math.round(Number(row.hours))), rows.map(() => 12));
});

test('a shared desk idles after five minutes', async () => {
  const browser = practice.browser();
  const { body } = await browser.call('POST', '/api/session', { email: 'sesion@ejemplo.test', password: testPassword, sharedDesk: true });
  assert.equal(body['idleMinutes'], 5);
});

test('a sensitive act needs a proof of at most five minutes; the proof changes the token', async () => {
  const browser = await practice.signIn('sesion@ejemplo.test');
  const { sessionId } = await describe(browser);
  assert.equal((await browser.call('POST', '/api/test/sensitive')).status, 200, 'a fresh sign-in is a proof');
  await home.asSuperuser('update auth.session set stepped_up_at = now() - interval \'6 minutes\' where id = $1', [sessionId]);
  practice.identity.sessions.forgetAll();
  const refused = await browser.call('POST', '/api/test/sensitive');
  assert.deepEqual([refused.status, refused.body['code']], [403, 'step-up-needed']);
  assert.equal((await describe(browser)).steppedUpUntil, null);
  const wrong = await browser.call('POST', '/api/session/step-up', { password: 'otra cosa distinta' });
  assert.deepEqual([wrong.status, wrong.body['code']], [403, 'proof-refused']);
  const before = browser.cookie();
  assert.equal((await browser.call('POST', '/api/session/step-up', { password: testPassword })).status, 200);
  assert.notEqual(browser.cookie(), before);
  assert.equal((await browser.call('POST', '/api/test/sensitive')).status, 200);
  assert.equal((await describe(browser)).sessionId, sessionId, 'the session goes on');
  const stale = practice.browser();
  stale.useCookie(before);
  assert.equal(await statusOf(stale), 401);
});

test('signing out ends the session and clears the cookie', async () => {
  const browser = await practice.signIn('sesion@ejemplo.test');
  const token = browser.cookie();
  const { sessionId } = await describe(browser);
  assert.equal((await browser.call('DELETE', '/api/session')).status, 200);
  assert.equal(browser.cookie(), null);
  const stale = practice.browser();
  stale.useCookie(token);
  assert.equal(await statusOf(stale), 401);
  assert.equal(await reasonOf(sessionId), 'signed-out');
});

test('a person lists her sessions and ends one or all others; nobody ends a stranger\'s', async () => {
  await practice.add(clinic, 'equipos@ejemplo.test', ['nurse']);
  const first = await practice.signIn('equipos@ejemplo.test');
  const second = await practice.signIn('equipos@ejemplo.test');
  const third = await practice.signIn('equipos@ejemplo.test');
  const stranger = await practice.signIn('sesion@ejemplo.test');
  const devices = (await first.call('GET', '/api/session/devices')).body['devices'] as { sessionId: string; current: boolean; label: string }[];
  assert.equal(devices.length, 3);
  assert.equal(devices.filter((device) => device.current).length, 1);
  assert.equal(devices[0]?.label, 'Chrome · Linux');
  const { sessionId } = await describe(second);
  assert.equal((await stranger.call('DELETE', `/api/session/devices/${sessionId}`)).status, 404);
  assert.equal((await first.call('DELETE', `/api/session/devices/${sessionId}`)).status, 200);
  assert.equal(await statusOf(second), 401);
  assert.deepEqual((await first.call('DELETE', '/api/session/devices')).body, { ended: 1 });
  assert.equal(await statusOf(third), 401);
  assert.equal(await statusOf(first), 200);
  assert.equal(await statusOf(stranger), 200);
});

test('a session ended from anywhere is refused within a second, by another process too', async () => {
  const browser = await practice.signIn('sesion@ejemplo.test');
  const { sessionId } = await describe(browser);
  await home.asSuperuser('update auth.session set ended_at = now(), end_reason = \'killed\' where id = $1', [sessionId]);
  await pause(1000);
  assert.equal((await browser.call('POST', '/api/test/sensitive')).status, 401, 'an act that asks the database nothing');
  assert.equal(await statusOf(browser), 401);
});

test('a device is new once', async () => {
  await practice.add(clinic, 'aparato@ejemplo.test', ['nurse']);
  const deviceId = '018f0000-0000-4000-8000-000000000001';
  const enter = async (device: string): Promise<boolean> =>
    (await practice.browser().call('POST', '/api/session', { email: 'aparato@ejemplo.test', password: testPassword, deviceId: device })).body['newDevice'] as boolean;
  assert.equal(await enter(deviceId), true);
  assert.equal(await enter(deviceId), false);
  assert.equal(await enter('018f0000-0000-4000-8000-000000000002'), true);
  const noted = await home.asSuperuser('select from audit.pending where action = \'sign-in\' and (detail ->> \'new_device\')::boolean');
  assert.ok(noted.length >= 2);
});

test('a changed password ends the other sessions, and weak ones are refused with the reasons', async () => {
  await practice.add(clinic, 'cambio@ejemplo.test', ['nurse']);
  const browser = await practice.signIn('cambio@ejemplo.test');
  const other = await practice.signIn('cambio@ejemplo.test');
  const change = (wanted: string, current = testPassword) => browser.call('POST', '/api/session/password', { current, wanted });
  assert.deepEqual((await change('corta')).body['detail'], { faults: ['too-short'] });
  assert.deepEqual((await change('password12345678')).body['detail'], { faults: ['well-known'] });
  assert.equal((await change('un camaleón azul y verde', 'no es la actual')).status, 403);
  const before = browser.cookie();
  assert.equal((await change('un camaleón azul y verde')).status, 200);
  assert.notEqual(browser.cookie(), before);
  assert.equal(await statusOf(browser), 200);
  assert.equal(await statusOf(other), 401);
  assert.equal((await practice.browser().call('POST', '/api/session', { email: 'cambio@ejemplo.test', password: testPassword })).status, 401);
});

test('without a session every route for signed-in people is refused', async () => {
  const stranger = practice.browser();
  for (const [method, path] of [
    ['GET', '/api/session'], ['DELETE', '/api/session'], ['GET', '/api/session/devices'], ['GET', '/api/session/factors'], ['POST', '/api/session/totp'],
    ['POST', '/api/session/passkeys/options'], ['GET', '/api/staff'], ['GET', '/api/clinic'], ['GET', '/api/sites'], ['GET', '/api/staff/names'],
  ] as const) assert.equal((await stranger.call(method, path)).status, 401, `${method} ${path}`);
  stranger.useCookie('x'.repeat(43));
  assert.equal((await stranger.call('GET', '/api/session')).status, 401);
});
