import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import { createTestDatabase, foundedClinic, signedIn, systemActor } from '#test/database.ts';
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
