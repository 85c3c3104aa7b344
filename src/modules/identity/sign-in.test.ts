import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ClinicId } from '#kernel/ids.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Practice } from '#test/practice.ts';

let home: TestDatabase;
let practice: Practice;
let clinic: ClinicId;
before(async () => {
  home = await createTestDatabase();
  practice = await openPractice(home);
  clinic = await practice.found();
});
after(async () => { await practice.app.close(); await home.close(); });

const hashOf = (token: string | null): Buffer => createHash('sha256').update(token ?? '').digest();
const auditOf = (action: string): Promise<readonly { outcome: string; detail: Record<string, unknown>; clinic_id: string }[]> =>
  home.asSuperuser('select outcome, detail, clinic_id from audit.pending where action = $1 order by at', [action]);
const wrong = 'esta no es la contraseña';

test('a right password opens a session; only the token\'s hash is stored, and the cookie is out of scripts\' reach', async () => {
  await practice.add(clinic, 'medica@ejemplo.test', ['physician']);
  const reply = await practice.app.inject({ method: 'POST', url: '/api/session', headers: { host: '127.0.0.1:8080' }, payload: { email: ' Medica@Ejemplo.test', password: testPassword } });
  assert.equal(reply.statusCode, 200);
  const [cookie] = reply.cookies;
  assert.ok(cookie !== undefined && cookie.httpOnly === true && cookie.sameSite === 'Lax' && cookie.path === '/');
  assert.equal(Buffer.from(cookie.value, 'base64url').length, 32);
  const rows = await home.asSuperuser<{ role: string; login_role: string }>('select role, login_role from auth.session where token_hash = $1', [hashOf(cookie.value)]);
  assert.deepEqual(rows, [{ role: 'physician', login_role: 'amate_clinician' }]);
  const body = reply.json<{ duty: string; permissions: string[]; idleMinutes: number; clinic: { id: string } }>();
  assert.equal(body.duty, 'physician');
  assert.equal(body.idleMinutes, 15);
  assert.equal(body.clinic.id, clinic);
  assert.ok(body.permissions.includes('sign-note'));
  assert.ok((await auditOf('sign-in')).some((row) => row.outcome === 'ok' && row.clinic_id === clinic));
});

test('an unknown e-mail and a wrong password get the same answer for the same work', async () => {
  const spend = async (email: string): Promise<{ milliseconds: number; answer: unknown }> => {
    const began = performance.now();
    const answer = await practice.browser('10.1.0.1').call('POST', '/api/session', { email, password: wrong });
    return { milliseconds: performance.now() - began, answer };
  };
  const known = await spend('medica@ejemplo.test');
  const unknown = await spend('nadie@ejemplo.test');
  assert.deepEqual(unknown.answer, known.answer);
  assert.equal((known.answer as { status: number }).status, 401);
  assert.ok(unknown.milliseconds > known.milliseconds / 4, `unknown ${String(unknown.milliseconds)} ms, known ${String(known.milliseconds)} ms`);
  const failures = await auditOf('sign-in');
  assert.ok(failures.some((row) => row.outcome === 'failed' && row.detail['reason'] === 'password' && row.clinic_id === clinic));
  assert.ok(failures.some((row) => row.outcome === 'failed' && row.detail['reason'] === 'unknown' && /^0{8}-/.test(row.clinic_id)));
});

for (const [who, email] of [['an account', 'cerrada@ejemplo.test'], ['an e-mail that nobody has', 'fantasma@ejemplo.test']] as const) {
  test(`after five failures ${who} waits, longer each time, and never for good`, async () => {
    if (who === 'an account') await practice.add(clinic, email, ['nurse']);
    const browser = practice.browser('10.1.0.2');
    const attempt = (password: string) => browser.call('POST', '/api/session', { email, password });
    for (let failure = 1; failure <= 5; failure += 1) assert.equal((await attempt(wrong)).status, 401);
    const waits: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const locked = await attempt(testPassword);
      assert.equal(locked.status, 429);
      assert.equal(locked.body['code'], 'too-many-attempts');
      waits.push((locked.body['detail'] as { retryAfterSeconds: number }).retryAfterSeconds);
      await home.asSuperuser('update auth.attempt set locked_until = now() where locked_until > now()');
      assert.equal((await attempt(wrong)).status, 401);
    }
    assert.deepEqual(waits, [1, 2, 4]);
    await home.asSuperuser('update auth.attempt set failures = 60, locked_until = null');
    assert.equal((await attempt(wrong)).status, 401);
    const longest = await attempt(wrong);
    const { retryAfterSeconds } = longest.body['detail'] as { retryAfterSeconds: number };
    assert.ok(retryAfterSeconds > 800 && retryAfterSeconds <= 900, String(retryAfterSeconds));
    await home.asSuperuser('update auth.attempt set locked_until = now()');
    assert.equal((await attempt(testPassword)).status, who === 'an account' ? 200 : 401);
  });
}

test('twenty guesses at once are twenty counted: no more than five are judged, and one more for each second they take', async () => {
  await practice.add(clinic, 'rafaga@ejemplo.test', ['nurse']);
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 20 }, (_, at) =>
    practice.browser(`10.2.0.${String(at)}`).call('POST', '/api/session', { email: 'rafaga@ejemplo.test', password: `${wrong} ${String(at)}` })));
  const judged = answers.filter((answer) => answer.status === 401).length;
  // The first lock lasts a second: on a slow machine a late guess may come after it.
  const seconds = Math.floor((performance.now() - began) / 1000);
  assert.ok(judged >= 5 && judged <= 5 + seconds, `${String(judged)} judged in ${String(seconds)} s`);
  assert.equal(answers.filter((answer) => answer.status === 429).length, 20 - judged);
});

test('signing in again ends the session the browser held', async () => {
  await practice.add(clinic, 'rota@ejemplo.test', ['receptionist']);
  const browser = await practice.signIn('rota@ejemplo.test');
  const first = browser.cookie();
  await browser.call('POST', '/api/session', { email: 'rota@ejemplo.test', password: testPassword });
  assert.notEqual(browser.cookie(), first);
  const stale = practice.browser();
  stale.useCookie(first);
  assert.equal((await stale.call('GET', '/api/session')).status, 401);
  assert.equal((await browser.call('GET', '/api/session')).status, 200);
});

test('a person with several duties acts in one, switches with a new token, and not to one she does not hold', async () => {
  await practice.add(clinic, 'doble@ejemplo.test', ['administrator', 'physician']);
  const browser = await practice.signIn('doble@ejemplo.test');
  const before = (await browser.call('GET', '/api/session')).body;
  const first = browser.cookie();
  const other = before['duty'] === 'physician' ? 'administrator' : 'physician';
  const switched = await browser.call('POST', '/api/session/duty', { clinicId: clinic, duty: other });
  assert.equal(switched.body['duty'], other);
  assert.notEqual(browser.cookie(), first);
  assert.equal((await browser.call('GET', '/api/staff')).status, other === 'administrator' ? 200 : 403);
  const stale = practice.browser();
  stale.useCookie(first);
  assert.equal((await stale.call('GET', '/api/session')).status, 401);
  assert.equal((await browser.call('POST', '/api/session/duty', { clinicId: clinic, duty: 'auditor' })).status, 403);
  const again = await practice.signIn('doble@ejemplo.test');
  assert.equal((await again.call('GET', '/api/session')).body['duty'], other, 'the last duty is offered first');
});

test('a person of two clinics chooses one; neither clinic sees the other\'s staff', async () => {
  const second = await practice.found({ name: 'Clínica Segunda' });
  const here = await practice.add(clinic, 'dosclinicas@ejemplo.test', ['administrator']);
  const there = await practice.add(second, 'dosclinicas@ejemplo.test', ['administrator']);
  assert.notEqual(here, there, 'each clinic knows her under another id');
  await practice.add(second, 'ajena@ejemplo.test', ['nurse']);
  const browser = practice.browser();
  const signed = await browser.call('POST', '/api/session', { email: 'dosclinicas@ejemplo.test', password: testPassword, duty: { clinicId: clinic, duty: 'administrator' } });
  assert.equal((signed.body['duties'] as unknown[]).length, 2);
  const emails = async (): Promise<string[]> => ((await browser.call('GET', '/api/staff')).body['staff'] as { email: string }[]).map((row) => row.email);
  assert.ok(!(await emails()).includes('ajena@ejemplo.test'));
  assert.equal((await browser.call('GET', `/api/staff/${there}`)).status, 404);
  await browser.call('POST', '/api/session/duty', { clinicId: second, duty: 'administrator' });
  assert.deepEqual((await emails()).sort(), ['ajena@ejemplo.test', 'dosclinicas@ejemplo.test']);
});
