import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { issueFirstRun } from '#modules/identity/public.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Database } from '#platform/postgres/database.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Practice } from '#test/practice.ts';
import { syntheticCurp } from '#test/synthetic-curp.ts';

let home: TestDatabase;
let api: Database;
let practice: Practice;
before(async () => {
  home = await createTestDatabase();
  // As the api process has it: no way in as the worker, which could name any clinic.
  const logins = loginRoles.filter((login) => login !== 'amate_worker');
  api = openDatabase({ urls: urlsOfRoles(home.ownerUrl, testRootKey, logins), application: 'amate tests' });
  practice = await openPractice(home, { database: api });
});
after(async () => { await practice.app.close(); await api.close(); await home.close(); });

const curp = syntheticCurp({ given: 'Lucía', firstSurname: 'Ramírez', secondSurname: 'Soto', birthDate: '1980-04-05', sex: 'M', entity: 'PL' });
const firstRun = (token: string, email: string, change: object = {}) => ({
  token,
  clinic: {
    kind: 'private-office', name: 'Consultorio Jacaranda', legalName: 'Servicios Médicos Jacaranda', address: 'Calle Ficticia 12, Puebla', phone: '222 555 0100', clues: null,
    timeZone: 'America/Mexico_City', language: 'es-MX',
  },
  person: { givenNames: 'Lucía', firstSurname: 'Ramírez', secondSurname: 'Soto', email, password: testPassword, curp, rfc: null, language: 'es-MX', isPhysician: true },
  licence: { kind: 'profession', cedula: '0123456', title: 'Médica cirujana', institution: 'Universidad Ejemplo' },
  ...change,
});
const begin = (token: string, email: string, change?: object) => practice.browser().call('POST', '/api/setup/clinic', firstRun(token, email, change));
const clinics = async (): Promise<number> => (await home.asSuperuser('select from org.clinic')).length;

test('the first run: an unknown or expired link opens nothing, only the newest does, and of two at once one wins', async () => {
  assert.equal((await begin('A'.repeat(43), 'nadie@ejemplo.test')).status, 404);
  const old = await issueFirstRun(practice.identity);
  const link = await issueFirstRun(practice.identity);
  assert.ok(old !== null && link !== null);
  assert.equal((await begin(old.token, 'vieja@ejemplo.test')).status, 404);
  const look = await practice.browser().call('POST', '/api/setup/check', { token: link.token });
  assert.equal(look.body['kind'], 'first-run');
  assert.equal((await begin(link.token, 'debil@ejemplo.test', { person: { ...firstRun('', '').person, email: 'debil@ejemplo.test', password: 'jacaranda-2026' } })).body['code'], 'password-weak');
  assert.equal((await begin(link.token, 'mala@ejemplo.test', { licence: { kind: 'profession', cedula: '0001234', title: 'x', institution: 'y' } })).status, 422, 'ID-CED: four digits are no cédula');
  assert.equal(await clinics(), 0, 'a refusal founds nothing and spends nothing');
  await home.asSuperuser('update auth.setup_link set expires_at = now() where used_at is null');
  assert.equal((await begin(link.token, 'tarde@ejemplo.test')).status, 404);
  await home.asSuperuser('update auth.setup_link set expires_at = now() + interval \'1 hour\' where used_at is null');
  const both = await Promise.all([begin(link.token, 'una@ejemplo.test'), begin(link.token, 'otra@ejemplo.test')]);
  assert.deepEqual(both.map((reply) => reply.status).sort(), [201, 404]);
  assert.equal(await clinics(), 1);
  assert.equal((await home.asSuperuser('select from auth.account')).length, 1, 'the loser leaves no account');
  assert.equal((await begin(link.token, 'tercera@ejemplo.test')).status, 404);
  assert.equal(await issueFirstRun(practice.identity), null, 'there is a clinic now');
});

test('the founder enrols a second factor before she gets in', async () => {
  const [account] = await home.asSuperuser<{ email: string }>('select email from auth.account limit 1');
  const reply = await practice.browser().call('POST', '/api/session', { email: account?.email, password: testPassword });
  assert.equal(reply.body['next'], 'enrol');
  const [policy] = await home.asSuperuser<{ second_factor: string; demo: boolean }>('select second_factor, demo from org.clinic');
  assert.deepEqual(policy, { second_factor: 'by-duty', demo: false });
});

test('an invitation sets the password once and ends older links; a second person is not invited over an existing password', async () => {
  const clinic = await practice.found();
  await practice.add(clinic, 'jefa@ejemplo.test', ['administrator']);
  const admin = await practice.signIn('jefa@ejemplo.test');
  const person = { givenNames: 'Nuria', firstSurname: 'Inventada', secondSurname: null, email: 'Nuria@Ejemplo.test', curp: null, rfc: null, language: 'es-MX', duties: ['nurse'] };
  const added = await admin.call('POST', '/api/staff', person);
  assert.equal(added.status, 200);
  assert.equal((await admin.call('POST', '/api/staff', { ...person, email: 'nuria@ejemplo.test' })).body['code'], 'staff-known');
  const again = await admin.call('POST', `/api/staff/${added.body['personId'] as string}/link`);
  const stranger = practice.browser();
  const set = (token: unknown, password: string) => stranger.call('POST', '/api/setup/password', { token, password });
  assert.equal((await set(added.body['token'], testPassword)).status, 404, 'the newer link closed the older');
  assert.equal((await set(again.body['token'], 'nuria1234567')).body['code'], 'password-weak');
  const both = await Promise.all([set(again.body['token'], testPassword), set(again.body['token'], 'otra frase larga y buena')]);
  assert.deepEqual(both.map((reply) => reply.status).sort(), [200, 404]);
  const third = await admin.call('POST', `/api/staff/${added.body['personId'] as string}/link`);
  assert.equal((await stranger.call('POST', '/api/setup/check', { token: third.body['token'] })).body['hasPassword'], true);
  assert.equal((await set(third.body['token'], 'una frase que no debe valer')).status, 404, 'an invitation never overwrites a password');
});

test('a reset of the password leaves the second factor standing, ends the sessions and is written down with the check of identity', async () => {
  const clinic = await practice.found();
  await practice.add(clinic, 'jefe2@ejemplo.test', ['administrator']);
  const personId = await practice.add(clinic, 'olvido@ejemplo.test', ['nurse']);
  const admin = await practice.signIn('jefe2@ejemplo.test');
  const nurse = await practice.signIn('olvido@ejemplo.test');
  await home.asSuperuser('update auth.account set totp_secret = \'\\x01\', totp_since = now() where email_folded = \'olvido@ejemplo.test\'');
  const reset = (what: string) => admin.call('POST', `/api/staff/${personId}/reset`, { what, identityCheck: 'En persona, con identificación oficial' });
  const reply = await reset('password');
  const { token } = reply.body['link'] as { token: string };
  assert.equal((await nurse.call('GET', '/api/session')).status, 401);
  const spend = () => practice.browser().call('POST', '/api/setup/password', { token, password: 'nubes lilas sobre el cerro' });
  assert.deepEqual((await Promise.all([spend(), spend()])).map((each) => each.status).sort(), [200, 404], 'of two at once one wins');
  const signIn = await practice.browser().call('POST', '/api/session', { email: 'olvido@ejemplo.test', password: 'nubes lilas sobre el cerro' });
  assert.equal(signIn.body['next'], 'totp');
  assert.equal((await reset('second-factor')).body['link'], null);
  const afterwards = await practice.browser().call('POST', '/api/session', { email: 'olvido@ejemplo.test', password: 'nubes lilas sobre el cerro' });
  assert.equal(afterwards.body['next'], 'done');
  const noted = await home.asSuperuser<{ detail: { what: string } }>('select detail from audit.pending where action = \'reset-sign-in\' and clinic_id = $1 order by at', [clinic]);
  assert.deepEqual(noted.map((row) => row.detail.what), ['password', 'second-factor']);
  const other = await practice.found();
  await practice.add(other, 'olvido@ejemplo.test', ['nurse']);
  assert.equal((await reset('password')).body['code'], 'works-elsewhere');
});
