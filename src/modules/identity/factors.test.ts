import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generate } from 'otplib/functional';
import type { Clock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { parseId } from '#kernel/ids.ts';
import type { SystemActor } from '#platform/postgres/actor.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Browser, Practice } from '#test/practice.ts';

let home: TestDatabase;
let practice: Practice;
let clinic: ClinicId;
let aheadMs = 0;
const clock: Clock = { now: () => new Date(Date.now() + aheadMs) };
before(async () => {
  home = await createTestDatabase();
  practice = await openPractice(home, { clock });
  clinic = await practice.found({ demo: false, secondFactor: 'by-duty' });
});
after(async () => { await practice.app.close(); await home.close(); });

const codeFor = (secret: string, offsetSeconds = 0): Promise<string> => generate({ secret, epoch: Math.floor(clock.now().getTime() / 1000) + offsetSeconds });
const enter = (browser: Browser, email: string, code?: string) =>
  browser.call('POST', '/api/session', { email, password: testPassword, ...(code === undefined ? {} : { code }) });

/** Signs somebody in for the first time, through enrolment; answers the secret. */
const enrol = async (email: string): Promise<{ secret: string; browser: Browser }> => {
  const browser = practice.browser();
  const first = await enter(browser, email);
  assert.equal(first.body['next'], 'enrol');
  const { secret } = first.body['enrolment'] as { secret: string; uri: string };
  const done = await enter(browser, email, await codeFor(secret));
  assert.equal(done.body['next'], 'done');
  return { secret, browser };
};

test('outside the demo, physicians, administrators and auditors enrol a second factor at the first sign-in; nurses need none', async () => {
  for (const duty of ['physician', 'administrator', 'auditor'] as const) {
    await practice.add(clinic, `${duty}@ejemplo.test`, [duty]);
    const browser = practice.browser();
    const reply = await enter(browser, `${duty}@ejemplo.test`);
    assert.equal(reply.body['next'], 'enrol', duty);
    assert.equal(browser.cookie(), null, 'no session before the factor');
    assert.match((reply.body['enrolment'] as { uri: string }).uri, /^otpauth:\/\/totp\/Amate/);
  }
  await practice.add(clinic, 'enfermera@ejemplo.test', ['nurse']);
  assert.equal((await enter(practice.browser(), 'enfermera@ejemplo.test')).body['next'], 'done');
});

test('an authenticator code serves once, and neither an older one nor a guess', async () => {
  await practice.add(clinic, 'codigo@ejemplo.test', ['physician']);
  const { secret } = await enrol('codigo@ejemplo.test');
  const used = await codeFor(secret);
  assert.equal((await enter(practice.browser(), 'codigo@ejemplo.test')).body['next'], 'totp');
  const replay = await enter(practice.browser(), 'codigo@ejemplo.test', used);
  assert.deepEqual([replay.status, replay.body['code']], [401, 'code-wrong']);
  aheadMs += 30_000;
  const fresh = await codeFor(secret);
  const both = await Promise.all([enter(practice.browser(), 'codigo@ejemplo.test', fresh), enter(practice.browser(), 'codigo@ejemplo.test', fresh)]);
  assert.deepEqual(both.map((reply) => reply.status).sort(), [200, 401], 'of two at once one succeeds');
  const older = await enter(practice.browser(), 'codigo@ejemplo.test', await codeFor(secret, -30));
  assert.equal(older.status, 401);
  const later = await enter(practice.browser(), 'codigo@ejemplo.test', await codeFor(secret, 120));
  assert.equal(later.status, 401);
});

test('right passwords between wrong codes do not win more guesses', async () => {
  await practice.add(clinic, 'adivina@ejemplo.test', ['physician']);
  await enrol('adivina@ejemplo.test');
  const browser = practice.browser();
  const answers: number[] = [];
  for (let guess = 0; guess < 8; guess += 1) {
    await enter(browser, 'adivina@ejemplo.test');
    answers.push((await enter(browser, 'adivina@ejemplo.test', String(100_000 + guess))).status);
  }
  assert.ok(answers.filter((status) => status === 401).length <= 5, answers.join());
  assert.ok(answers.includes(429));
});

test('the secret is sealed: the database holds neither it nor the password', async () => {
  await practice.add(clinic, 'sellado@ejemplo.test', ['physician']);
  const { secret } = await enrol('sellado@ejemplo.test');
  const [row] = await home.asSuperuser<{ text: string; password_hash: string }>('select a::text as text, password_hash from auth.account a where email_folded = \'sellado@ejemplo.test\'');
  assert.ok(row !== undefined && !row.text.includes(secret) && !row.text.includes(Buffer.from(secret).toString('hex')) && !row.text.includes(testPassword));
  assert.match(row.password_hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('step-up asks for the code once an authenticator is enrolled', async () => {
  await practice.add(clinic, 'paso@ejemplo.test', ['physician']);
  const { secret, browser } = await enrol('paso@ejemplo.test');
  const alone = await browser.call('POST', '/api/session/step-up', { password: testPassword });
  assert.deepEqual([alone.status, alone.body['code']], [403, 'code-needed']);
  aheadMs += 30_000;
  assert.equal((await browser.call('POST', '/api/session/step-up', { password: testPassword, code: await codeFor(secret) })).status, 200);
});

test('the last factor of a duty that needs one cannot be taken away; a nurse\'s can', async () => {
  await practice.add(clinic, 'ultimo@ejemplo.test', ['physician']);
  const { browser } = await enrol('ultimo@ejemplo.test');
  const refused = await browser.call('DELETE', '/api/session/totp');
  assert.deepEqual([refused.status, refused.body['code']], [409, 'last-factor']);
  await practice.add(clinic, 'libre@ejemplo.test', ['nurse']);
  const nurse = practice.browser();
  await enter(nurse, 'libre@ejemplo.test');
  assert.equal((await nurse.call('POST', '/api/session/totp/confirm', { code: '123456' })).status, 409, 'nothing was begun');
  const { secret } = (await nurse.call('POST', '/api/session/totp')).body as { secret: string };
  assert.equal((await nurse.call('POST', '/api/session/totp/confirm', { code: '000000' })).status, 403);
  assert.equal((await nurse.call('POST', '/api/session/totp/confirm', { code: await codeFor(secret) })).status, 200);
  assert.equal((await enter(practice.browser(), 'libre@ejemplo.test')).body['next'], 'totp');
  assert.equal((await nurse.call('DELETE', '/api/session/totp')).status, 200);
  assert.equal((await enter(practice.browser(), 'libre@ejemplo.test')).body['next'], 'done');
});

test('factors change only right after a proof of presence', async () => {
  await practice.add(clinic, 'viejo@ejemplo.test', ['nurse']);
  const nurse = practice.browser();
  await enter(nurse, 'viejo@ejemplo.test');
  await home.asSuperuser('update auth.session set stepped_up_at = now() - interval \'1 hour\' where role = \'nurse\'');
  practice.identity.sessions.forgetAll();
  for (const [method, path] of [['POST', '/api/session/totp'], ['POST', '/api/session/passkeys/options'], ['DELETE', '/api/session/totp']] as const) {
    const reply = await nurse.call(method, path);
    assert.deepEqual([reply.status, reply.body['code']], [403, 'step-up-needed'], path);
  }
});

test('the gate\'s login has no grant on accounts, sessions and links, and sees no row of any clinic', async () => {
  for (const table of ['auth.account', 'auth.session', 'auth.passkey', 'auth.setup_link', 'auth.attempt', 'front.patient', 'clin.note', 'audit.pending']) {
    const rows = await home.asSuperuser<{ may: boolean }>('select has_table_privilege(\'amate_gate\', $1, \'select, insert, update, delete\') as may', [table]);
    assert.deepEqual(rows, [{ may: false }], table);
  }
  const founder: SystemActor = { kind: 'system', login: 'amate_gate', clinicId: clinic, cause: 'test', purpose: 'administration' };
  const seen = await home.database.withActor(founder, async (tx) => [
    ...await tx.query('select clinic_id from org.clinic'), ...await tx.query('select id from org.staff_member'), ...await tx.query('select version from keys.clinic_key'),
  ]);
  assert.deepEqual(seen, []);
  const strange = parseId<'clinic'>('018f0000-0000-7000-8000-00000000000f');
  for (const clinicId of [clinic, strange]) {
    await assert.rejects(home.database.withActor({ ...founder, clinicId }, (tx) =>
      tx.query('insert into keys.clinic_key (clinic_id, version, wrapped) values ($1, 9, $2)', [clinicId, Buffer.alloc(8)])), /row-level security/);
  }
  await assert.rejects(home.database.withActor(founder, (tx) =>
    tx.query('select auth.account_for($1, $2, $2, $3, null, $4)', [strange, 'x@ejemplo.test', 'es-MX', Buffer.alloc(32)])), /no clinic is being founded/);
});
