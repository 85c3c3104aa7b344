import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { PersonId, SessionId } from '#kernel/ids.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { housePassword, openHouse } from './house.ts';
import type { House } from './house.ts';

/** Sessions against the whole composed api: the audit's recorder included. */

let home: TestDatabase;
let house: House;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
});
after(async () => {
  await house.close();
  await home.close();
});

/** A transaction of the table's owner held open, as of an administrator who is in the middle of it. */
const held = async (...statements: readonly (readonly [string, readonly unknown[]])[]) => {
  const client = new pg.Client({ connectionString: home.ownerUrl });
  await client.connect();
  await client.query('begin');
  for (const [text, values] of statements) await client.query(text, [...values]);
  return {
    run: (text: string, values: readonly unknown[]) => client.query(text, [...values]),
    commit: async () => { await client.query('commit'); await client.end(); },
  };
};
const liveSessions = async (personId: string): Promise<number> =>
  (await home.asSuperuser('select from auth.session where person_id = $1 and ended_at is null', [personId])).length;

test('proving presence and changing the password answer well, are recorded, and leave the old token dead', async () => {
  const doctor = await house.signIn(await house.hire(['physician']));
  const first = doctor.cookie();
  const stepped = await doctor.call('POST', '/api/session/step-up', { password: housePassword });
  assert.equal(stepped.status, 200, JSON.stringify(stepped.body));
  const second = doctor.cookie();
  const changed = await doctor.call('POST', '/api/session/password', { current: housePassword, wanted: 'los pericos verdes madrugan siempre' });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  for (const token of [first, second]) {
    const reply = await house.api.app.inject({ method: 'GET', url: '/api/clinic', headers: { host: '127.0.0.1:8080', cookie: `amate=${token ?? ''}` } });
    assert.equal(reply.statusCode, 401);
  }
  const [{ id } = { id: '' }] = await home.asSuperuser<{ id: string }>('select session_id as id from audit.pending where action = \'step-up\' and patients = \'{}\' limit 1');
  const recorded = await home.asSuperuser<{ action: string }>('select action from audit.pending where session_id = $1 and entity is null and action in (\'step-up\', \'change-password\')', [id]);
  assert.deepEqual(recorded.map((row) => row.action).sort(), ['change-password', 'step-up'], 'the edge’s own entries');
});

test('entering another duty is recorded in the session it was asked in; what follows, in the new one', async () => {
  const member = await house.hire(['receptionist', 'administrator']);
  const person = await house.signIn(member);
  const sessionsOf = async (): Promise<readonly string[]> =>
    (await home.asSuperuser<{ id: string }>('select id from auth.session where person_id = $1 order by created_at', [member.personId])).map(({ id }) => id);
  const [before] = await sessionsOf();
  const duty = String((await home.asSuperuser<{ role: string }>('select role from auth.session where id = $1', [before]))[0]?.role);
  assert.equal((await person.call('POST', '/api/session/duty', { clinicId: house.clinicId, duty: duty === 'receptionist' ? 'administrator' : 'receptionist' })).status, 200);
  assert.equal((await person.call('GET', '/api/clinic')).status, 200);
  const [, now] = await sessionsOf();
  const entries = await home.asSuperuser<{ action: string; session_id: string; role: string }>(
    'select action, session_id, role from audit.pending where session_id = any($1) and action in (\'switch-duty\', \'open-clinic\') order by at', [[before, now]]);
  assert.deepEqual(entries.map(({ action, session_id: session }) => [action, session]), [['switch-duty', before], ['open-clinic', now]]);
  assert.equal(entries[0]?.role, duty);
});

test('the hash that was replaced opens no row', async () => {
  const doctor = await house.signIn(await house.hire(['physician']));
  await doctor.call('POST', '/api/session/step-up', { password: housePassword });
  const [row] = await home.asSuperuser<{ previous: string; person_id: PersonId; id: SessionId }>(
    'select encode(previous_hash, \'hex\') as previous, person_id, id from auth.session where previous_hash is not null and ended_at is null order by stepped_up_at desc limit 1');
  assert.ok(row);
  const actor = { kind: 'staff', login: 'amate_clinician', clinicId: house.clinicId, personId: row.person_id, sessionId: row.id, sessionHash: row.previous, role: 'physician', purpose: 'care', language: 'es-MX', steppedUpAt: null } as const;
  assert.deepEqual(await home.database.withActor(actor, (tx) => tx.query('select clinic_id from org.clinic')), []);
});

test('a sign-in during a dismissal leaves no session behind', async () => {
  const member = await house.hire(['receptionist']);
  const dismissal = await held(['update org.staff_member set active = false where id = $1', [member.personId]]);
  const signIn = house.caller().call('POST', '/api/session', { email: member.email, password: housePassword });
  await pause(700);
  await dismissal.run('update auth.session set ended_at = now(), end_reason = \'disabled\' where person_id = $1 and ended_at is null', [member.personId]);
  await dismissal.commit();
  assert.notEqual((await signIn).status, 200);
  assert.equal(await liveSessions(member.personId), 0);
});

test('a change of duty during the loss of that duty is refused', async () => {
  const member = await house.hire(['receptionist', 'administrator']);
  const desk = await house.signIn(member);
  const loss = await held(
    ['update org.membership set active = false where person_id = $1 and role = \'administrator\'', [member.personId]],
    ['update auth.session set ended_at = now(), end_reason = \'role-changed\' where person_id = $1 and ended_at is null and role = \'administrator\'', [member.personId]],
  );
  const entering = desk.call('POST', '/api/session/duty', { clinicId: house.clinicId, duty: 'administrator' });
  await pause(700);
  await loss.commit();
  assert.equal((await entering).status, 403);
  assert.equal((await home.asSuperuser('select from auth.session where person_id = $1 and ended_at is null and role = \'administrator\'', [member.personId])).length, 0);
});

test('a sign-in with the old password during its change leaves no session behind', async () => {
  const member = await house.hire(['nurse']);
  const change = await held(['select from auth.account where email = $1 for update', [member.email]]);
  const signIn = house.caller().call('POST', '/api/session', { email: member.email, password: housePassword });
  await pause(900);
  await change.run('update auth.account set password_hash = \'$argon2id$changed\' where email = $1', [member.email]);
  await change.run('update auth.session set ended_at = now(), end_reason = \'password-changed\' where person_id = $1 and ended_at is null', [member.personId]);
  await change.commit();
  assert.equal((await signIn).status, 401);
  assert.equal(await liveSessions(member.personId), 0);
});

test('a killed session is refused at once on the next data it asks for', async () => {
  const member = await house.hire(['physician']);
  const doctor = await house.signIn(member);
  const patientId = await house.register(doctor);
  await home.asSuperuser('update auth.session set ended_at = now(), end_reason = \'killed\' where person_id = $1', [member.personId]);
  assert.ok((await doctor.call('GET', `/api/patients/${patientId}/chart`)).status >= 400);
  await pause(1_000);
  assert.equal((await doctor.call('GET', '/api/terminology/diagnoses?q=asma')).status, 401);
});

test('who signs in by passkey, because her duty needs a second factor, does not prove presence by her password alone', async () => {
  const doctor = await house.signIn(await house.hire(['physician']));
  await home.asSuperuser('update org.clinic set second_factor = \'by-duty\' where clinic_id = $1', [house.clinicId]);
  try {
    assert.equal((await doctor.call('POST', '/api/session/step-up', { password: housePassword })).body['code'], 'proof-refused');
  } finally {
    await home.asSuperuser('update org.clinic set second_factor = \'off\' where clinic_id = $1', [house.clinicId]);
  }
});
