import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase, foundedClinic, signedIn, systemActor, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openDatabase } from './database.ts';
import type { Database } from './database.ts';
import { urlsOfRoles } from './roles.ts';

let home: TestDatabase;
let narrow: Database;
before(async () => {
  home = await createTestDatabase();
  narrow = openDatabase({ urls: urlsOfRoles(home.ownerUrl, testRootKey, ['amate_clinician', 'amate_worker']), application: 'amate tests', poolSize: 1 });
});
after(async () => {
  await narrow.close();
  await home.close();
});

const clinicSeen = 'select auth.clinic() as clinic';
const began = 'select now()::text as at, pg_backend_pid() as place';
const record = 'select audit.record(\'test.act\', null, null, null, \'ok\', null)';

test('what is asked at once is one transaction, what is asked after an answer is the next', async () => {
  const actor = systemActor(await foundedClinic(home));
  type Began = { readonly at: string; readonly place: number };
  const [[first], [second], [later]] = await narrow.reading(actor, async (tx) => {
    const together = await Promise.all([tx.query<Began>(began), tx.query<Began>(began)]);
    return [...together, await tx.query<Began>(began)] as const;
  });
  assert.deepEqual(first, second);
  assert.notEqual(later?.at, first?.at);
});

test('each statement of a reading sees the actor\'s clinic, and the next borrower of the connection does not', async () => {
  const clinic = await foundedClinic(home);
  const actor = await signedIn(home, clinic, 'amate_clinician', 'physician');
  const seen = await narrow.reading(actor, async (tx) => [...await tx.query<{ clinic: string | null }>(clinicSeen), ...await tx.query<{ clinic: string | null }>(clinicSeen)]);
  assert.deepEqual(seen.map((row) => row.clinic), [clinic, clinic]);
  const stranger = { ...actor, sessionHash: '0'.repeat(64) };
  const afterwards = await narrow.reading(stranger, (tx) => tx.query<{ clinic: string | null }>(clinicSeen));
  assert.equal(afterwards[0]?.clinic, null);
});

test('a session that ends between two statements of a reading is refused the second', async () => {
  const clinic = await foundedClinic(home);
  const actor = await signedIn(home, clinic, 'amate_clinician', 'physician');
  const [before_, after_] = await narrow.reading(actor, async (tx) => {
    const [one] = await tx.query<{ clinic: string | null }>(clinicSeen);
    await home.asSuperuser('update auth.session set ended_at = now(), end_reason = \'killed\' where id = $1', [actor.sessionId]);
    const [other] = await tx.query<{ clinic: string | null }>(clinicSeen);
    return [one?.clinic, other?.clinic];
  });
  assert.equal(before_, clinic);
  assert.equal(after_, null);
});

test('PostgreSQL refuses a reading any write, in its first statement and in later ones', async () => {
  const actor = systemActor(await foundedClinic(home));
  const refused = { code: '25006' };
  await assert.rejects(narrow.reading(actor, (tx) => tx.query(record)), refused);
  await assert.rejects(narrow.reading(actor, async (tx) => { await tx.query(began); await tx.query(record); }), refused);
  await assert.rejects(narrow.reading(actor, (tx) => tx.query('select set_config(\'transaction_read_only\', \'off\', true)')), { code: '25001' });
  await narrow.withActor(actor, (tx) => tx.query(record));
});

test('after a statement that fails nothing further is sent, and the connection serves the next reading', async () => {
  const actor = systemActor(await foundedClinic(home));
  const failing = 'select 1 / $1::int as share';
  const other = 'select $1::int + 1 as sum';
  await narrow.reading(actor, async (tx) => {
    const both = await Promise.allSettled([tx.query(failing, [0]), tx.query(other, [1])]);
    assert.deepEqual(both.map(({ status }) => status), ['rejected', 'rejected']);
    await assert.rejects(tx.query(other, [1]), { code: '22012' });
  });
  const sums = await narrow.reading(actor, (tx) => Promise.all([tx.query<{ share: number }>(failing, [1]), tx.query<{ sum: number }>(other, [1])]));
  assert.deepEqual(sums, [[{ share: 1 }], [{ sum: 2 }]]);
});

test('values come out of a reading as they come out of a transaction that writes', async () => {
  const actor = systemActor(await foundedClinic(home));
  const every = `select 1::bigint as whole, 1.5::numeric as part, true as flag, null::text as nothing, date '2026-02-03' as day, timestamptz '2026-02-03T04:05:06.789Z' as at,
    '\\x00ff'::bytea as bytes, array[1, 2] as many, array['a,b', null] as texts, '{"a": [1]}'::jsonb as json, $1::text as text, $2::uuid[] as ids, $3::bytea as sent`;
  const values = ['Núñez «ñ»', ['01890000-0000-7000-8000-000000000001'], Buffer.from([0, 255])];
  const read = () => narrow.reading(actor, (tx) => tx.query(every, values));
  const [told, known, written] = [await read(), await read(), await narrow.withActor(actor, (tx) => tx.query(every, values))];
  assert.deepEqual(told, written);
  assert.deepEqual(known, written);
});

test('a reading whose connection is lost is done again on another', async () => {
  const actor = systemActor(await foundedClinic(home));
  const places: number[] = [];
  await narrow.reading(actor, async (tx) => {
    const [row] = await tx.query<{ readonly place: number }>(began);
    places.push(row?.place ?? 0);
    if (places.length > 1) return;
    await home.asSuperuser('select pg_terminate_backend($1, 5000)', [row?.place]);
    await tx.query(began);
  });
  assert.equal(new Set(places).size, 2);
});
