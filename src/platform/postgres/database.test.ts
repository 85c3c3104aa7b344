import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createTestDatabase, foundedClinic, signedIn, systemActor, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';

let home: TestDatabase;
before(async () => { home = await createTestDatabase(); });
after(async () => { await home.close(); });

const clinicSeen = 'select auth.clinic() as clinic';

test('a staff actor sees the clinic of a live session and nothing once it has ended', async () => {
  const clinic = await foundedClinic(home);
  const actor = await signedIn(home, clinic, 'amate_clinician', 'physician');
  const seen = await home.database.withActor(actor, (tx) => tx.query<{ clinic: string | null }>(clinicSeen));
  assert.equal(seen[0]?.clinic, clinic);
  await home.asSuperuser('update auth.session set ended_at = now(), end_reason = \'killed\' where id = $1', [actor.sessionId]);
  const afterwards = await home.database.withActor(actor, (tx) => tx.query<{ clinic: string | null }>(clinicSeen));
  assert.equal(afterwards[0]?.clinic, null);
});

test('the setting holds for one transaction: the next borrower of the connection has no clinic', async () => {
  const clinic = await foundedClinic(home);
  const actor = await signedIn(home, clinic, 'amate_frontdesk', 'receptionist');
  await home.database.withActor(actor, (tx) => tx.query(clinicSeen));
  const stranger = { ...actor, sessionHash: '0'.repeat(64) };
  const seen = await home.database.withActor(stranger, (tx) => tx.query<{ clinic: string | null }>(clinicSeen));
  assert.equal(seen[0]?.clinic, null);
});

test('a session opens nothing through another kind of login', async () => {
  const clinic = await foundedClinic(home);
  const receptionist = await signedIn(home, clinic, 'amate_frontdesk', 'receptionist');
  const disguised = { ...receptionist, login: 'amate_clinician' as const };
  const seen = await home.database.withActor(disguised, (tx) => tx.query<{ clinic: string | null }>(clinicSeen));
  assert.equal(seen[0]?.clinic, null);
});

test('work that fails leaves nothing behind', async () => {
  const clinic = await foundedClinic(home);
  const actor = systemActor(clinic);
  await assert.rejects(home.database.withActor(actor, async (tx) => {
    await tx.query('select audit.record(\'test.act\', null, null, null, \'ok\', null)');
    throw new Error('stop');
  }), /stop/);
  const rows = await home.asSuperuser('select from audit.pending where clinic_id = $1 and action = \'test.act\'', [clinic]);
  assert.equal(rows.length, 0);
});

test('a deadlock is tried again and both transactions succeed', async () => {
  const clinic = await foundedClinic(home);
  const actor = systemActor(clinic);
  const meet = (first: number, second: number): Promise<unknown> => home.database.withActor(actor, async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [first]);
    await tx.query('select pg_sleep(0.2)');
    await tx.query('select pg_advisory_xact_lock($1)', [second]);
  });
  await Promise.all([meet(501, 502), meet(502, 501)]);
});

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!await holds()) await new Promise((resolve) => { setTimeout(resolve, 50); });
};

test('a server that falls is followed by one listener again, and never by two', async () => {
  const heard: string[] = [];
  const stop = await home.database.listen('amate_worker', 'fall_test', (message) => { heard.push(message); });
  const listeners = (): Promise<readonly { pid: number }[]> => home.asSuperuser<{ pid: number }>('select pid from pg_stat_activity where datname = current_database() and query = \'listen "fall_test"\'');
  for (let fall = 0; fall < 4; fall += 1) {
    const [before] = await listeners();
    await home.asSuperuser('select pg_terminate_backend($1)', [before?.pid]);
    await until(async () => (await listeners()).some(({ pid }) => pid !== before?.pid));
  }
  await home.asSuperuser('select pg_notify(\'fall_test\', \'once\')');
  await until(async () => heard.length > 0);
  assert.deepEqual([heard, (await listeners()).length], [['once'], 1]);
  await stop();
});

/** A door before PostgreSQL whose greeting already carries the server's last words, in one piece: it falls just then. */
const openFallingDoor = async ({ hostname, port, searchParams }: URL): Promise<{ readonly port: number; readonly falls: () => number; readonly close: () => void }> => {
  const folder = searchParams.get('host');
  const number = port === '' ? '5432' : port;
  const fields = 'SFATAL\0VFATAL\0C57P01\0Mfalling\0\0';
  const fatal = Buffer.concat([Buffer.from('E'), Buffer.alloc(4), Buffer.from(fields)]);
  fatal.writeUInt32BE(4 + fields.length, 1);
  const ready = Buffer.from('Z\0\0\0\u0005I', 'latin1');
  let falls = 0;
  const server = createServer((client) => {
    const real = folder === null ? connect(Number(number), hostname) : connect(`${folder}/.s.PGSQL.${number}`);
    for (const one of [client, real]) one.on('error', () => undefined);
    client.pipe(real);
    real.on('data', (chunk) => {
      if (!chunk.subarray(-ready.length).equals(ready)) {
        client.write(chunk);
        return;
      }
      falls += 1;
      client.end(Buffer.concat([chunk, fatal]));
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  return { port: (server.address() as AddressInfo).port, falls: () => falls, close: () => { server.close(); } };
};

test('a server that falls while it greets fails the work that waits for it, and not the process', async () => {
  const url = new URL(home.ownerUrl);
  const door = await openFallingDoor(new URL(url));
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${String(door.port)}`;
  const database = openDatabase({ urls: urlsOfRoles(url.toString(), testRootKey, loginRoles), application: 'falling door', poolSize: 2 });
  const asked = { kind: 'gate', login: 'amate_recorder' } as const;
  await assert.rejects(database.withActor(asked, (tx) => tx.query('select 1')));
  await assert.rejects(database.listen('amate_recorder', 'fall_test', () => undefined));
  await assert.rejects(database.holdLock('amate_recorder', 7n));
  assert.ok(door.falls() >= 3);
  await database.close();
  door.close();
});

test('a patient key opens at its place only, and a rotation keeps every key readable', async () => {
  const { open, seal } = await import('#platform/crypto/sealing.ts');
  const clinic = await foundedClinic(home);
  const actor = systemActor(clinic);
  const patient = parseId<'patient'>('01890000-0000-7000-8000-000000000001');
  const key = await home.database.withActor(actor, (tx) => home.vault.newPatientKey(tx, patient));
  const place = { clinicId: clinic, table: 'front.patient', column: 'identity', rowId: patient };
  const sealed = seal(key, place, 'María Núñez');
  assert.equal(open(key, place, sealed).toString('utf8'), 'María Núñez');
  assert.throws(() => open(key, { ...place, rowId: clinic }, sealed), /does not open/);
  await home.database.withActor(actor, (tx) => home.vault.beginRotation(tx));
  assert.equal(await home.database.withActor(actor, (tx) => home.vault.continueRotation(tx, 100)), 1);
  assert.equal(await home.database.withActor(actor, (tx) => home.vault.continueRotation(tx, 100)), 0);
  home.vault.forgetOpenedKeys();
  const again = await home.database.withActor(actor, (tx) => home.vault.patientKey(tx, patient));
  assert.deepEqual(Buffer.from(again.key), Buffer.from(key.key));
});
