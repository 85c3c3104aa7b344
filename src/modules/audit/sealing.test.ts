import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { stat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fixedClock, systemClock } from '#kernel/clock.ts';
import { createTestDatabase, systemActor } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { freshId } from '#test/fresh-id.ts';
import { acceptRestoredLog } from './accept-restored.ts';
import { readCheckpoint } from './checkpoint.ts';
import { installationClinic, readEntry } from './model.ts';
import { openSigningKey } from './open-signing-key.ts';
import { recordForInstallation, sealingNow } from './queries.ts';
import { sealPending } from './seal-pending.ts';
import { startSealer } from './sealer.ts';
import { textOfNote } from './signed-note.ts';
import { openTestAudit } from './testing.ts';
import type { TestAudit } from './testing.ts';

let home: TestDatabase;
let audit: TestAudit;
before(async () => {
  home = await createTestDatabase();
  audit = await openTestAudit(home.database);
});
after(async () => {
  await audit.close();
  await home.close();
});

const actionsOf = async (clinic: string): Promise<readonly string[]> =>
  (await home.asSuperuser<{ action: string }>('select action from audit.log where clinic_id = $1 order by seq', [clinic])).map((row) => row.action);

const record = 'select audit.record($1, null, null, null, $2, null)';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

test('a transaction that commits late is sealed later, and nothing is passed over', async () => {
  const clinic = freshId<'clinic'>();
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  let begun: () => void = () => undefined;
  const hasBegun = new Promise<void>((resolve) => { begun = resolve; });
  const late = home.database.withActor(systemActor(clinic), async (tx) => {
    await tx.query(record, ['test.late', 'ok']);
    begun();
    await held;
  });
  await hasBegun;
  await home.database.withActor(systemActor(clinic), (tx) => tx.query(record, ['test.soon', 'ok']));
  await audit.seal();
  assert.deepEqual(await actionsOf(clinic), ['test.soon'], 'the open transaction is not there yet');
  release();
  await late;
  await audit.seal();
  assert.deepEqual(await actionsOf(clinic), ['test.soon', 'test.late']);
  assert.equal((await audit.verify()).sound, true);
});

test('work that rolls back leaves no entry', async () => {
  const clinic = freshId<'clinic'>();
  await assert.rejects(home.database.withActor(systemActor(clinic), async (tx) => {
    await tx.query(record, ['test.undone', 'ok']);
    throw new Error('stop');
  }), /stop/);
  await audit.seal();
  assert.deepEqual(await actionsOf(clinic), []);
});

test('sealers working at once share the work and harm nothing', async () => {
  const [one, two] = [freshId<'clinic'>(), freshId<'clinic'>()];
  await audit.happen(one, 120);
  await audit.happen(two, 80);
  const deps = { database: home.database, key: audit.key, memory: audit.memory, clock: systemClock, batch: 7 };
  const sealUntilEmpty = async (): Promise<void> => { while (await sealPending(deps) > 0); };
  await Promise.all([sealUntilEmpty(), sealUntilEmpty(), sealUntilEmpty(), sealUntilEmpty()]);
  assert.equal((await actionsOf(one)).length, 120);
  assert.equal((await actionsOf(two)).length, 80);
  assert.equal((await audit.verify()).sound, true);
});

const comesTrue = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
  for (let waited = 0; !(await holds()); waited += 20) {
    assert.ok(waited < 30_000, 'it never came to be');
    await pause(20);
  }
};

test('of two sealers one stands by and takes over when the other ends', async () => {
  const options = { database: home.database, key: audit.key, memory: audit.memory, clock: systemClock, interval: 100 };
  const first = startSealer(options);
  await comesTrue(() => first.state().kind === 'sealing');
  const second = startSealer(options);
  const clinic = freshId<'clinic'>();
  await audit.happen(clinic, 3);
  await comesTrue(async () => (await actionsOf(clinic)).length === 3);
  assert.equal(first.state().kind, 'sealing');
  assert.equal(second.state().kind, 'standing-by');
  await first.stop();
  await audit.happen(clinic, 2);
  await comesTrue(async () => (await actionsOf(clinic)).length === 5);
  // what it has written is seen a moment before it says so
  await comesTrue(() => second.state().kind === 'sealing');
  await second.stop();
});

test('a sealer that dies before the commit leaves everything waiting; one that dies after it is believed by the next', async () => {
  const clinic = freshId<'clinic'>();
  await audit.happen(clinic, 5);
  const dying = { ...audit.key, signNote: (): string => { throw new Error('died while signing'); } };
  const deps = { database: home.database, memory: audit.memory, clock: systemClock };
  await assert.rejects(sealPending({ ...deps, key: dying }), /died/);
  assert.deepEqual(await actionsOf(clinic), []);
  const forgetful = { ...audit.memory, keep: (): Promise<void> => Promise.reject(new Error('died before remembering')) };
  await assert.rejects(sealPending({ ...deps, key: audit.key, memory: forgetful }), /died/);
  assert.equal((await actionsOf(clinic)).length, 5);
  await audit.happen(clinic, 2);
  await audit.seal();
  assert.equal((await actionsOf(clinic)).length, 7);
  assert.equal((await audit.verify()).sound, true);
});

const dyingProcess = (folder: string, at: 'signing' | 'remembering'): string => `
  const { openDatabase } = await import('#platform/postgres/database.ts');
  const { systemClock } = await import('#kernel/clock.ts');
  const audit = await import('#modules/audit/public.ts');
  const database = openDatabase({ urls: { amate_worker: process.env.TEST_WORKER_URL }, application: 'sealer that dies' });
  const key = await audit.openSigningKey(database, ${JSON.stringify(folder)});
  const memory = audit.openCheckpointMemory(${JSON.stringify(folder)});
  const die = () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); };
  await audit.sealPending({
    database, clock: systemClock,
    key: ${at === 'signing' ? '{ ...key, signNote: die }' : 'key'}, memory: ${at === 'remembering' ? '{ ...memory, keep: die }' : 'memory'},
  });
`;

const runUntilKilled = async (script: string): Promise<NodeJS.Signals | null> => {
  const { urlsOfRoles } = await import('#platform/postgres/roles.ts');
  const { testRootKey } = await import('#test/database.ts');
  const url = urlsOfRoles(home.ownerUrl, testRootKey, ['amate_worker']).amate_worker ?? assert.fail();
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { cwd: join(import.meta.dirname, '../../..'), env: { ...process.env, TEST_WORKER_URL: url }, stdio: 'ignore' });
  return new Promise((resolve) => { child.once('exit', (_code, signal) => { resolve(signal); }); });
};

test('kill -9 between taking and signing seals nothing; between the commit and remembering the checkpoint, the next goes on from it', async () => {
  const clinic = freshId<'clinic'>();
  await audit.seal();
  await audit.happen(clinic, 4);
  assert.equal(await runUntilKilled(dyingProcess(audit.folder, 'signing')), 'SIGKILL');
  assert.equal((await actionsOf(clinic)).length, 0);
  assert.equal(await runUntilKilled(dyingProcess(audit.folder, 'remembering')), 'SIGKILL');
  assert.equal((await actionsOf(clinic)).length, 4);
  const remembered = await audit.memory.recall() ?? assert.fail();
  const newest = (await home.asSuperuser<{ note: string }>('select note from audit.checkpoint order by number desc limit 1'))[0]?.note;
  assert.notEqual(remembered.note, newest, 'the sealer died before it remembered');
  await audit.happen(clinic, 3);
  assert.equal(await audit.seal(), 3);
  assert.equal((await actionsOf(clinic)).length, 7);
  assert.deepEqual((await audit.verify([remembered])).faults, []);
});

test('what piles up is sealed in batches, a checkpoint for each, without a pause between', async () => {
  const clinic = freshId<'clinic'>();
  await audit.seal();
  const checkpoints = async (): Promise<number> => (await home.asSuperuser('select from audit.checkpoint')).length;
  const atFirst = await checkpoints();
  await home.asSuperuser('insert into audit.pending (clinic_id, purpose, action) select $1, \'maintenance\', \'test.flood\' from generate_series(1, 450)', [clinic]);
  // An hour between two looks: only a full batch makes it look again at once.
  const sealer = startSealer({ database: home.database, key: audit.key, memory: audit.memory, clock: systemClock, batch: 200, interval: 3_600_000 });
  for (let waited = 0; (await actionsOf(clinic)).length < 450 && waited < 20_000; waited += 50) await pause(50);
  await sealer.stop();
  assert.equal((await actionsOf(clinic)).length, 450);
  assert.equal(await checkpoints() - atFirst, 3);
});

const sealerProcess = (folder: string): string => `
  const { openDatabase } = await import('#platform/postgres/database.ts');
  const { systemClock } = await import('#kernel/clock.ts');
  const audit = await import('#modules/audit/public.ts');
  const database = openDatabase({ urls: { amate_worker: process.env.TEST_WORKER_URL }, application: 'sealer to be killed' });
  const key = await audit.openSigningKey(database, ${JSON.stringify(folder)});
  audit.startSealer({ database, key, memory: audit.openCheckpointMemory(${JSON.stringify(folder)}), clock: systemClock, interval: 1, batch: 3 });
`;

test('a sealer killed again and again loses nothing, doubles nothing and breaks no chain', async () => {
  const { urlsOfRoles } = await import('#platform/postgres/roles.ts');
  const { testRootKey } = await import('#test/database.ts');
  const clinic = freshId<'clinic'>();
  const url = urlsOfRoles(home.ownerUrl, testRootKey, ['amate_worker']).amate_worker ?? assert.fail();
  let written = 0;
  for (let round = 0; round < 6; round += 1) {
    const child = spawn(process.execPath, ['--input-type=module', '-e', sealerProcess(audit.folder)], { cwd: join(import.meta.dirname, '../../..'), env: { ...process.env, TEST_WORKER_URL: url }, stdio: 'ignore' });
    const ended = new Promise((resolve) => { child.once('exit', resolve); });
    const atFirst = (await actionsOf(clinic)).length;
    // Written until this one is at work, however slow the machine, and a little longer: each is killed at another instant.
    for (let more = round; (more > 0 || (await actionsOf(clinic)).length === atFirst) && written < 100_000;) {
      await audit.happen(clinic, 10);
      written += 10;
      if ((await actionsOf(clinic)).length > atFirst) more -= 1;
    }
    child.kill('SIGKILL');
    await ended;
  }
  const sealedByThem = (await actionsOf(clinic)).length;
  assert.ok(sealedByThem > 0, 'the killed sealers did seal something');
  await audit.seal(500);
  assert.equal((await actionsOf(clinic)).length, written);
  const ids = await home.asSuperuser<{ ids: number }>('select count(distinct entry::jsonb ->> \'id\')::int as ids from audit.log where clinic_id = $1', [clinic]);
  assert.equal(ids[0]?.ids, written);
  const kept = await audit.memory.recall() ?? assert.fail();
  assert.deepEqual((await audit.verify([kept])).faults, []);
});

test('N024-5.8 the log is append-only, for the role that owns it too', async () => {
  await audit.happen(freshId(), 1);
  await audit.seal();
  await audit.happen(freshId(), 1);
  for (const relation of ['audit.log', 'audit.checkpoint', 'audit.checkpoint_head']) {
    const column = relation === 'audit.log' ? 'action' : 'number';
    await assert.rejects(home.asOwner(`update ${relation} set ${column} = ${column}`), { code: 'AM001' }, relation);
    await assert.rejects(home.asOwner(`delete from ${relation}`), { code: 'AM001' }, relation);
    await assert.rejects(home.asOwner(`truncate ${relation} cascade`), { code: 'AM001' }, relation);
  }
  await assert.rejects(home.asOwner('update audit.pending set action = action'), { code: 'AM001' });
  await assert.rejects(home.asOwner('delete from audit.pending'), { code: 'AM001' });
  await assert.rejects(home.asOwner('truncate audit.pending'), { code: 'AM001' });
  await audit.seal();
});

test('the database itself refuses a row whose hash is wrong and a seal that does not follow the log', async () => {
  await assert.rejects(home.asOwner(`insert into audit.log values ('${installationClinic}', 99, '{}', '\\x${'00'.repeat(32)}', '\\x${'00'.repeat(32)}', now(), null, '{}', 'test.act', 'ok')`), { code: '23514' });
  const worker = { kind: 'gate', login: 'amate_worker' } as const;
  await assert.rejects(home.database.withActor(worker, (tx) => tx.query('select audit.seal(\'{}\', \'{}\', \'{}\', \'{}\', \'{}\', \'{}\', \'{}\', \'{}\', \'{}\', \'{}\', 1, \'again\')')), { code: 'AM004' });
});

test('events of no clinic have a chain of their own', async () => {
  await home.database.withActor({ kind: 'gate', login: 'amate_gate' }, (tx) => recordForInstallation(tx, 'session.refused', 'refused', { reason: 'password' }));
  await audit.seal();
  const [row] = await home.asSuperuser<{ entry: string }>('select entry from audit.log where clinic_id = $1', [installationClinic]);
  const entry = readEntry(row?.entry ?? '') ?? assert.fail();
  assert.equal(entry.action, 'session.refused');
  assert.equal(entry.login, 'amate_gate');
  assert.deepEqual(entry.detail, { reason: 'password' });
});

test('a detail that JSON cannot carry faithfully is kept as text and stops nobody', async () => {
  const clinic = freshId<'clinic'>();
  await home.database.withActor(systemActor(clinic), (tx) => tx.query('select audit.record($1, null, null, null, $2, $3)', ['test.strange', 'ok', '{"many": 1e400}']));
  await audit.seal();
  const [row] = await home.asSuperuser<{ entry: string }>('select entry from audit.log where clinic_id = $1', [clinic]);
  assert.match(String((readEntry(row?.entry ?? '') ?? assert.fail()).detail['unreadable']), /^\{"many": 10+\}$/);
  assert.equal((await audit.verify()).sound, true);
});

test('the lag tells how long the oldest entry has waited, and is nought when none waits', async () => {
  const lag = () => home.database.withActor({ kind: 'gate', login: 'amate_gate' }, sealingNow);
  await audit.seal();
  assert.equal((await lag()).lagSeconds, 0);
  await audit.happen(freshId(), 2);
  await pause(60);
  const now = await lag();
  assert.equal(now.waiting, 2);
  assert.ok(now.lagSeconds > 0.05 && now.lagSeconds < 5);
  await audit.seal();
});

test('checkpoint times never run backwards when the clock does', async () => {
  await audit.happen(freshId(), 1);
  await audit.seal(10, fixedClock('2031-05-05T00:00:00Z'));
  await audit.happen(freshId(), 1);
  await audit.seal(10, fixedClock('2001-01-01T00:00:00Z'));
  const [row] = await home.asSuperuser<{ note: string }>('select note from audit.checkpoint order by number desc limit 1');
  assert.equal(readCheckpoint(textOfNote(row?.note ?? '') ?? '')?.time, '2031-05-05T00:00:00.000Z');
  assert.equal((await audit.verify()).sound, true);
});

test('the key is readable by its owner alone, and a lost one is not replaced in silence', async () => {
  assert.equal((await stat(join(audit.folder, 'audit-signing.key'))).mode & 0o777, 0o600);
  await assert.rejects(openSigningKey(home.database, join(audit.folder, 'elsewhere')), { code: 'audit-signing-key-lost' });
});

test('after a restore of an older state a person accepts the gap, and the gap stays written in the log', async () => {
  const own = await createTestDatabase();
  const restored = await openTestAudit(own.database);
  try {
    const clinic = freshId<'clinic'>();
    await restored.happen(clinic, 10);
    await restored.seal(5);
    await own.asSuperuser(`begin; set local session_replication_role = replica;
      create table public.kept as select * from audit.checkpoint_head where number = 1;
      delete from audit.checkpoint_head; insert into audit.checkpoint_head select * from public.kept;
      delete from audit.checkpoint where number = 2; delete from audit.log where seq > 5; commit`);
    const rows = await own.asSuperuser<{ hash: Buffer }>('select hash from audit.log order by seq');
    const { addLeaf, packFrontier } = await import('./merkle.ts');
    const frontier = rows.reduce<Uint8Array[]>((grown, row, at) => addLeaf(grown, at, row.hash), []);
    await own.asSuperuser('update audit.head set size = 5, last = $1, frontier = $2', [rows[4]?.hash, packFrontier(frontier)]);
    await restored.happen(clinic, 1);
    await assert.rejects(restored.seal(), { code: 'audit-altered' });
    const verdict = await acceptRestoredLog({ database: own.database, key: restored.key, memory: restored.memory });
    assert.equal(verdict.through, 1);
    await restored.seal();
    assert.equal((await restored.verify()).sound, true);
    const [row] = await own.asSuperuser<{ entry: string }>('select entry from audit.log where action = \'audit.accept-restored\'');
    assert.equal(readEntry(row?.entry ?? '')?.detail['remembered'], 2);
  } finally {
    await restored.close();
    await own.close();
  }
});

test('a memory that was lost is rebuilt from checkpoints signed with the own key', async () => {
  await rm(join(audit.folder, 'audit-checkpoint.json'));
  await audit.happen(freshId(), 1);
  assert.equal(await audit.seal(), 1);
  assert.equal((await audit.verify()).sound, true);
});
