import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice } from '#test/practice.ts';
import type { Practice } from '#test/practice.ts';
import { forgetEndedSessions } from './forget-ended.ts';

let home: TestDatabase;
let practice: Practice;
before(async () => {
  home = await createTestDatabase();
  practice = await openPractice(home);
  const clinic = await practice.found();
  await practice.add(clinic, 'olvido@ejemplo.test', ['nurse']);
});
after(async () => { await practice.app.close(); await home.close(); });

const sessionOf = async (): Promise<{ readonly id: string; readonly call: Awaited<ReturnType<Practice['signIn']>>['call'] }> => {
  const browser = await practice.signIn('olvido@ejemplo.test');
  return { id: String((await browser.call('GET', '/api/session')).body['sessionId']), call: browser.call };
};
const forget = () => forgetEndedSessions({ database: home.database, clock: systemClock });
const left = async (): Promise<readonly { id: string; end_reason: string | null }[]> => home.asSuperuser('select id, end_reason from auth.session');

test('sessions are forgotten thirty days after their end, live and late ones stay, and what was deserted is closed', async () => {
  const [old, late, deserted, live] = [await sessionOf(), await sessionOf(), await sessionOf(), await sessionOf()];
  await home.asSuperuser('update auth.session set ended_at = now() - interval \'31 days\', end_reason = \'signed-out\' where id = $1', [old.id]);
  await home.asSuperuser('update auth.session set ended_at = now() - interval \'29 days\', end_reason = \'signed-out\' where id = $1', [late.id]);
  await home.asSuperuser('update auth.session set idle_until = now() - interval \'2 hours\' where id = $1', [deserted.id]);
  assert.equal(await forget(), 1);
  const reasons = new Map((await left()).map((row) => [row.id, row.end_reason]));
  assert.deepEqual([reasons.has(old.id), reasons.get(late.id), reasons.get(deserted.id), reasons.get(live.id)], [false, 'signed-out', 'idle', null]);
  practice.identity.sessions.forgetAll();
  assert.equal((await live.call('GET', '/api/session')).status, 200);
  assert.equal((await home.asSuperuser('select from audit.pending where action = \'sign-in\' and session_id = $1', [old.id])).length, 1, 'the audit keeps what happened');
});

test('a session deserted for a month is closed and forgotten in one run', async () => {
  const { id } = await sessionOf();
  await home.asSuperuser('update auth.session set idle_until = now() - interval \'40 days\' where id = $1', [id]);
  await forget();
  assert.deepEqual((await left()).filter((row) => row.id === id), []);
});

test('old counters, answered challenges and spent links go; those that still count stay', async () => {
  await home.asSuperuser(`insert into auth.attempt (key, failures, last_at, locked_until) values
    (decode(repeat('01', 32), 'hex'), 9, now() - interval '3 days', null),
    (decode(repeat('02', 32), 'hex'), 9, now() - interval '3 days', now() + interval '1 minute'),
    (decode(repeat('03', 32), 'hex'), 9, now() - interval '1 day', null)`);
  await home.asSuperuser('insert into auth.answered_challenge (challenge_hash, expires_at) values (\'\\x01\', now() - interval \'1 second\'), (\'\\x02\', now() + interval \'1 minute\')');
  await home.asSuperuser(`insert into auth.setup_link (token_hash, kind, account_id, expires_at, used_at)
    select decode(repeat(m.mark, 32), 'hex'), 'reset', a.id, now() - m.expired, case when m.used then now() - m.expired end
    from auth.account a, (values ('0a', interval '31 days', false), ('0b', interval '31 days', true), ('0c', interval '1 day', true), ('0d', interval '-1 day', false)) m(mark, expired, used)
    where a.email = 'olvido@ejemplo.test'`);
  await forget();
  const firstBytes = async (column: string, table: string): Promise<readonly number[]> =>
    (await home.asSuperuser<{ mark: number }>(`select get_byte(${column}, 0) as mark from ${table} where length(${column}) = 1 or ${column} = decode(repeat(encode(substr(${column}, 1, 1), 'hex'), 32), 'hex') order by 1`)).map((row) => row.mark);
  assert.deepEqual(await firstBytes('key', 'auth.attempt'), [2, 3]);
  assert.deepEqual(await firstBytes('challenge_hash', 'auth.answered_challenge'), [2]);
  assert.deepEqual(await firstBytes('token_hash', 'auth.setup_link'), [0x0c, 0x0d]);
});

test('nobody can have sessions of today forgotten, and no login but the worker’s may ask', async () => {
  const { id } = await sessionOf();
  await home.asSuperuser('update auth.session set ended_at = now(), end_reason = \'killed\' where id = $1', [id]);
  const ask = (login: 'amate_worker' | 'amate_gate') => home.database.withActor({ kind: 'gate', login }, (tx) => tx.query('select auth.forget_ended(now() + interval \'1 year\', 1000)'));
  await ask('amate_worker');
  assert.ok((await left()).some((row) => row.id === id));
  await assert.rejects(ask('amate_gate'), /permission denied/);
});
