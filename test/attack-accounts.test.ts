import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PersonId, SessionId } from '#kernel/ids.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { housePassword, openHouse } from './house.ts';
import type { Caller, House } from './house.ts';

/** Two clinics of one installation: the administrator of one goes for the accounts of the other. */

let home: TestDatabase;
let victim: House;
let hostile: House;
let boss: Caller;
let thief: Caller;
before(async () => {
  home = await createTestDatabase();
  victim = await openHouse(home, { clinicName: 'Clínica atacada' });
  hostile = await openHouse(home, { clinicName: 'Clínica hostil' });
  boss = await victim.signIn(await victim.hire(['administrator']));
  thief = await hostile.signIn(await hostile.hire(['administrator']));
});
after(async () => {
  await victim.close();
  await hostile.close();
  await home.close();
});

const known = 'la lluvia borra las huellas del coyote';
const person = (email: string) => ({ givenNames: 'Renata', firstSurname: 'Inventada', secondSurname: null, email, curp: null, rfc: null, language: 'es-MX', duties: ['physician'] });
const add = async (admin: Caller, email: string): Promise<{ personId: string; token: string }> => {
  const { status, body } = await admin.call('POST', '/api/staff', person(email));
  assert.equal(status, 200, JSON.stringify(body));
  return { personId: String(body['personId']), token: String(body['token']) };
};
const setPassword = (token: string, password: string) => victim.caller().call('POST', '/api/setup/password', { token, password });
const dutiesOf = async (email: string, password: string): Promise<readonly string[]> => {
  const { body } = await victim.caller().call('POST', '/api/session', { email, password });
  return ((body['duties'] ?? []) as { clinicName: string }[]).map(({ clinicName }) => clinicName);
};

test('inviting the e-mail of another clinic’s new physician yields no link that sets her password', async () => {
  const invited = await add(boss, 'renata@ejemplo.test');
  const stolen = await add(thief, 'renata@ejemplo.test');
  assert.equal((await setPassword(stolen.token, known)).status, 404);
  assert.deepEqual(await dutiesOf('renata@ejemplo.test', known), []);
  assert.equal((await setPassword(invited.token, housePassword)).status, 200, 'her own clinic’s link still works');
  assert.deepEqual(await dutiesOf('renata@ejemplo.test', housePassword), ['Clínica atacada']);
});

test('an account made beforehand opens no clinic that adds it later; its owner joins by link and session together', async () => {
  const made = await add(thief, 'dora@ejemplo.test');
  assert.equal((await setPassword(made.token, known)).status, 200);
  const invited = await add(boss, 'dora@ejemplo.test');
  assert.deepEqual(await dutiesOf('dora@ejemplo.test', known), ['Clínica hostil']);
  assert.equal((await boss.call('POST', '/api/setup/join', { token: invited.token })).status, 404, 'the link alone joins nobody else');
  assert.equal((await victim.caller().call('POST', '/api/setup/join', { token: invited.token })).status, 401);
  const owner = victim.caller();
  await owner.call('POST', '/api/session', { email: 'dora@ejemplo.test', password: known });
  assert.equal((await owner.call('POST', '/api/setup/join', { token: made.token })).status, 404, 'a spent link joins nothing');
  assert.equal((await owner.call('POST', '/api/setup/join', { token: invited.token })).status, 200);
  assert.deepEqual([...await dutiesOf('dora@ejemplo.test', known)].sort(), ['Clínica atacada', 'Clínica hostil']);
  assert.equal((await owner.call('POST', '/api/setup/join', { token: invited.token })).status, 404);
});

test('a clinic that merely named somebody resets nothing of hers, does not stand in the way of her own, and hears nothing', async () => {
  const invited = await add(boss, 'ines@ejemplo.test');
  assert.equal((await setPassword(invited.token, housePassword)).status, 200);
  const named = await add(thief, 'ines@ejemplo.test');
  for (const what of ['password', 'second-factor']) {
    const reset = (admin: Caller, personId: string) => admin.call('POST', `/api/staff/${personId}/reset`, { what, identityCheck: 'En persona, con identificación' });
    assert.equal((await reset(thief, named.personId)).body['code'], 'works-elsewhere', what);
    assert.equal((await reset(boss, invited.personId)).status, 200, what);
  }
  await victim.caller().call('POST', '/api/session', { email: 'ines@ejemplo.test', password: 'no es esta' });
  const heard = await home.asSuperuser<{ clinic_id: string }>(
    `select distinct p.clinic_id from audit.pending p join org.staff_member s on s.id = p.entity_id where p.purpose = 'identification' and p.entity = 'org.staff_member' and s.email = 'ines@ejemplo.test'`);
  assert.deepEqual(heard.map((row) => row.clinic_id), [victim.clinicId]);
  const listed = (await thief.call('GET', '/api/staff')).body['staff'] as { id: string; signInReady: boolean }[];
  assert.equal(listed.find(({ id }) => id === named.personId)?.signInReady, false, 'whether she has a password is hers');
});

/** The hostile administrator’s own connection, as if she could write SQL. */
const hostileActor = async () => {
  const [session] = await home.asSuperuser<{ hash: string; person_id: PersonId; id: SessionId }>(
    'select encode(token_hash, \'hex\') as hash, person_id, id from auth.session where clinic_id = $1 and login_role = \'amate_admin\' limit 1', [hostile.clinicId]);
  assert.ok(session);
  return { kind: 'staff', login: 'amate_admin', clinicId: hostile.clinicId, personId: session.person_id, sessionId: session.id, sessionHash: session.hash, role: 'administrator', purpose: 'administration', language: 'es-MX', steppedUpAt: null } as const;
};

test('raw SQL as an administrator cannot declare somebody joined', async () => {
  const actor = await hostileActor();
  const [account] = await home.asSuperuser<{ id: string }>('select id from auth.account where email = \'renata@ejemplo.test\'');
  const id = '01890000-0000-7000-8000-00000000beef';
  const again = home.database.withActor(actor, (tx) => tx.query('update org.staff_member set accepted_at = now() where account_id = $1', [account?.id]));
  await assert.rejects(again, /permission denied/);
  await home.asSuperuser('update org.staff_member set account_id = gen_random_uuid() where clinic_id = $1 and account_id = $2', [hostile.clinicId, account?.id]);
  await home.database.withActor(actor, (tx) => tx.query(
    'insert into org.staff_member (clinic_id, id, account_id, given_names, first_surname, email, accepted_at) values ($1, $2, $3, \'A\', \'B\', \'c@d.test\', now())', [hostile.clinicId, id, account?.id]));
  const [row] = await home.asSuperuser<{ accepted_at: Date | null }>('select accepted_at from org.staff_member where id = $1', [id]);
  assert.equal(row?.accepted_at, null);
});

/** Every id that stands anywhere in what a clinic may read about a person and her acts. */
const idsSeen = async (clinicId: string, login: 'amate_admin' | 'amate_clinician'): Promise<ReadonlySet<string>> => {
  const columns = await home.asSuperuser<{ name: string }>(
    `select c.attname as name from pg_attribute c where c.attrelid = 'org.staff_member'::regclass and c.attnum > 0 and has_column_privilege($1, c.attrelid, c.attnum, 'select')`, [login]);
  const rows = await home.asSuperuser<{ text: string }>(
    `select row(${columns.map(({ name }) => `s.${name}`).join(', ')})::text as text from org.staff_member s where s.clinic_id = $1
     union all select to_jsonb(p)::text from audit.pending p where p.clinic_id = $1`, [clinicId]);
  return new Set(rows.flatMap(({ text }) => text.match(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g) ?? []));
};

test('two clinics of one person hold no id in common: neither her account’s, a passkey’s, nor a session’s', async () => {
  const made = await add(thief, 'comun@ejemplo.test');
  assert.equal((await setPassword(made.token, housePassword)).status, 200);
  const invited = await add(boss, 'comun@ejemplo.test');
  const owner = victim.caller();
  await owner.call('POST', '/api/session', { email: 'comun@ejemplo.test', password: housePassword });
  assert.equal((await owner.call('POST', '/api/setup/join', { token: invited.token })).status, 200);
  assert.equal((await owner.call('POST', '/api/session/duty', { clinicId: victim.clinicId, duty: 'physician' })).status, 200);
  await owner.call('POST', '/api/session/step-up', { password: housePassword });
  const [account] = await home.asSuperuser<{ id: string }>('select id from auth.account where email = \'comun@ejemplo.test\'');
  await home.asSuperuser(`select auth.note_account($1, 'add-passkey', 'ok', jsonb_build_object('passkey', gen_random_uuid()))`, [account?.id]);
  await owner.call('POST', '/api/session/password', { current: housePassword, wanted: 'nueve ajolotes duermen en Xochimilco' });
  for (const login of ['amate_admin', 'amate_clinician'] as const) {
    const [ours, theirs] = [await idsSeen(victim.clinicId, login), await idsSeen(hostile.clinicId, login)];
    assert.ok(ours.size > 10 && theirs.size > 10);
    assert.deepEqual([...ours].filter((id) => theirs.has(id)), []);
  }
});

test('raw SQL as an administrator does not read account ids, nor ask where else somebody works', async () => {
  const actor = await hostileActor();
  await assert.rejects(home.database.withActor(actor, (tx) => tx.query('select account_id from org.staff_member')), /permission denied/);
  await assert.rejects(home.database.withActor(actor, (tx) => tx.query('select auth.works_elsewhere(gen_random_uuid())')), /permission denied/);
});
