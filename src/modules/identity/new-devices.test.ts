import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ClinicId } from '#kernel/ids.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Browser, Practice } from '#test/practice.ts';

let home: TestDatabase;
let practice: Practice;
let clinic: ClinicId;
before(async () => {
  home = await createTestDatabase();
  practice = await openPractice(home);
  clinic = await practice.found();
});
after(async () => { await practice.app.close(); await home.close(); });

const deviceNumber = (number: number): string => `018f0000-0000-4000-8000-00000000000${String(number)}`;
const enter = async (email: string, device: number): Promise<Browser> => {
  const browser = practice.browser();
  assert.equal((await browser.call('POST', '/api/session', { email, password: testPassword, deviceId: deviceNumber(device) })).status, 200);
  return browser;
};
type Told = { readonly deviceId: string; readonly label: string };
const told = async (browser: Browser): Promise<readonly Told[]> => (await browser.call('GET', '/api/session/new-devices')).body['devices'] as Told[];

test('a sign-in from a new device is told on the older ones and never on the new one itself', async () => {
  await practice.add(clinic, 'aviso@ejemplo.test', ['nurse']);
  const first = await enter('aviso@ejemplo.test', 1);
  assert.deepEqual(await told(first), [], 'the very first has none to ask');
  const second = await enter('aviso@ejemplo.test', 2);
  assert.deepEqual((await told(first)).map(({ label }) => label), ['Chrome · Linux']);
  assert.deepEqual(await told(second), []);
  const [device] = await told(first);
  for (const [method, path] of [['POST', `/api/session/new-devices/${device?.deviceId ?? ''}/vouch`], ['DELETE', `/api/session/new-devices/${device?.deviceId ?? ''}`]] as const) {
    assert.deepEqual([(await second.call(method, path)).status, (await told(first)).length], [404, 1], 'it does not answer for itself');
  }
  const listed = (await first.call('GET', '/api/session/devices')).body['devices'] as { current: boolean; isNew: boolean }[];
  assert.deepEqual(listed.map(({ current, isNew }) => [current, isNew]).sort(), [[false, true], [true, false]]);
});

test('what she calls hers is not asked about again', async () => {
  await practice.add(clinic, 'mio@ejemplo.test', ['nurse']);
  const first = await enter('mio@ejemplo.test', 3);
  const second = await enter('mio@ejemplo.test', 4);
  const [device] = await told(first);
  assert.equal((await first.call('POST', `/api/session/new-devices/${device?.deviceId ?? ''}/vouch`)).status, 200);
  assert.deepEqual(await told(first), []);
  assert.equal((await second.call('GET', '/api/session')).status, 200, 'its session goes on');
  assert.equal((await first.call('DELETE', `/api/session/new-devices/${device?.deviceId ?? ''}`)).status, 404);
  assert.equal((await home.asSuperuser('select from audit.pending where action = \'vouch-for-device\'')).length, 1);
});

test('what she disowns is signed out everywhere at once, forgotten, and new again when it comes back', async () => {
  const elsewhere = await practice.found({ name: 'Otra clínica' });
  await practice.add(clinic, 'ajeno@ejemplo.test', ['nurse']);
  await practice.add(elsewhere, 'ajeno@ejemplo.test', ['receptionist']);
  const first = await enter('ajeno@ejemplo.test', 5);
  const thief = await enter('ajeno@ejemplo.test', 6);
  assert.equal((await thief.call('POST', '/api/session/duty', { clinicId: elsewhere, duty: 'receptionist' })).status, 200);
  const [device] = await told(first);
  assert.deepEqual((await first.call('DELETE', `/api/session/new-devices/${device?.deviceId ?? ''}`)).body, { ended: 1 });
  assert.equal((await thief.call('GET', '/api/session')).status, 401);
  assert.deepEqual(await told(first), []);
  await enter('ajeno@ejemplo.test', 6);
  assert.equal((await told(first)).length, 1);
  assert.equal((await home.asSuperuser('select from audit.pending where action = \'disown-device\'')).length, 2, 'each of her clinics is told');
});

test('nobody is told of a stranger’s device, nor answers for it', async () => {
  await practice.add(clinic, 'una@ejemplo.test', ['nurse']);
  await practice.add(clinic, 'otra@ejemplo.test', ['nurse']);
  const stranger = await enter('otra@ejemplo.test', 7);
  const first = await enter('una@ejemplo.test', 8);
  await enter('una@ejemplo.test', 9);
  const [device] = await told(first);
  assert.deepEqual(await told(stranger), []);
  assert.equal((await stranger.call('DELETE', `/api/session/new-devices/${device?.deviceId ?? ''}`)).status, 404);
  assert.equal((await stranger.call('POST', `/api/session/new-devices/${device?.deviceId ?? ''}/vouch`)).status, 404);
});
