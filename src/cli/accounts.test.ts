import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { ClinicId } from '#kernel/ids.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Practice } from '#test/practice.ts';
import { run } from './accounts.ts';

let home: TestDatabase;
let folder: string;
let practice: Practice;
let clinics: readonly [ClinicId, ClinicId];
before(async () => {
  home = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'amate-accounts-cli-'));
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'amate-data.json'), '{"kind":"test"}');
  await writeFile(join(folder, 'keys', 'root.key'), Buffer.from(testRootKey).toString('base64url'));
  process.env['DATABASE_URL'] = home.ownerUrl;
  process.env['AMATE_DATA_DIR'] = folder;
  process.env['AMATE_PUBLIC_URL'] = 'https://clinic.example';
  practice = await openPractice(home);
  clinics = [await practice.found({ name: 'Primera' }), await practice.found({ name: 'Segunda' })];
  for (const clinic of clinics) await practice.add(clinic, 'Sola@Ejemplo.test', ['administrator']);
});
after(async () => {
  await practice.app.close();
  await rm(folder, { recursive: true });
  await home.close();
});

const next = 'cuatro tecolotes cuidan el maíz';
const amate = async (...args: readonly string[]) => {
  const out: string[] = [];
  const status = await run(args, { stdout: (line) => out.push(line), stderr: () => undefined });
  return { status, out };
};
const enter = async (password: string) => (await practice.browser().call('POST', '/api/session', { email: 'sola@ejemplo.test', password })).body;
const spend = (token: string, password = next) => practice.browser().call('POST', '/api/setup/password', { token, password });
const tokenIn = (out: readonly string[]): string => /^https:\/\/clinic\.example\/preparar#([A-Za-z0-9_-]{43})$/.exec(out.join())?.[1] ?? '';
const enrolTotp = () => home.asSuperuser('update auth.account set totp_secret = \'\\x01\', totp_since = now() where email_folded = \'sola@ejemplo.test\'');

test('an account of two clinics, the last administrator of both, is opened again; both audits tell of it', async () => {
  const open = await practice.signIn('sola@ejemplo.test');
  await enrolTotp();
  const { status, out } = await amate('reset', ' sola@EJEMPLO.test ');
  assert.equal(status, 0);
  practice.identity.sessions.forgetAll();
  assert.equal((await open.call('GET', '/api/session')).status, 401, 'what was open has ended');
  assert.equal((await enter(testPassword))['code'], 'sign-in-failed', 'the old password serves no more');
  assert.equal((await spend(tokenIn(out))).status, 200);
  assert.equal((await spend(tokenIn(out))).status, 404, 'one use');
  assert.equal((await enter(next))['next'], 'totp', 'the second factor stands');
  const told = await home.asSuperuser<{ clinic_id: string; detail: object; login_role: string }>('select clinic_id, detail, login_role from audit.pending where action = \'operator-reset\' order by clinic_id');
  assert.deepEqual(told.map((row) => row.clinic_id), [...clinics].sort());
  assert.deepEqual(told[0]?.detail, { drop_factors: false });
  assert.doesNotMatch(told[0]?.login_role ?? 'amate_', /^amate_/, 'not one of the house’s own logins');
});

test('--drop-factors takes the second factors away and closes the link that was out', async () => {
  await enrolTotp();
  const first = tokenIn((await amate('reset', 'sola@ejemplo.test')).out);
  const second = tokenIn((await amate('reset', 'sola@ejemplo.test', '--drop-factors')).out);
  assert.equal((await spend(first)).status, 404);
  assert.equal((await spend(second)).status, 200);
  assert.equal((await enter(next))['next'], 'done');
});

test('between reset and link no clinic’s own link sets the password of a shared account', async () => {
  const boss = practice.browser();
  await boss.call('POST', '/api/session', { email: 'sola@ejemplo.test', password: next });
  const personId = await practice.add(clinics[0], 'jefa@ejemplo.test', ['administrator']).then(async () =>
    (await home.asSuperuser<{ id: string }>('select s.id from org.staff_member s join auth.account a on a.id = s.account_id where a.email_folded = \'sola@ejemplo.test\' and s.clinic_id = $1', [clinics[0]]))[0]?.id ?? '');
  const other = await practice.signIn('jefa@ejemplo.test');
  await amate('reset', 'sola@ejemplo.test');
  const invited = await other.call('POST', `/api/staff/${personId}/link`);
  assert.equal(invited.status, 200, JSON.stringify(invited.body));
  assert.equal((await spend(String(invited.body['token']))).status, 404);
});

test('a stranger’s e-mail, wrong words and mistyped flags change nothing', async () => {
  await assert.rejects(amate('reset', 'nadie@ejemplo.test'), /Nobody serves/);
  for (const args of [[], ['reset'], ['open', 'a@b.test'], ['reset', 'sola@ejemplo.test', '--drop-factor'], ['reset', 'a@b.test', 'c@d.test']]) assert.equal((await amate(...args)).status, 2, args.join(' '));
  assert.equal((await amate('--help')).status, 0);
});

test('no login of the house may do what the operator does', async () => {
  for (const login of ['amate_gate', 'amate_worker'] as const) {
    await assert.rejects(home.database.withActor({ kind: 'gate', login }, (tx) => tx.query('select * from auth.operator_reset(\'sola@ejemplo.test\', \'\\x01\', now(), true)')), /permission denied/);
  }
});
