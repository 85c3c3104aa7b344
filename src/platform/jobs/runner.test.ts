import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createTestDatabase, foundedClinic, systemActor, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { enqueueJob } from './queries.ts';
import { startJobRunner } from './runner.ts';

let home: TestDatabase;
before(async () => { home = await createTestDatabase(); });
after(async () => { await home.close(); });

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
};

test('a job of a committed transaction runs, tried again after a failure; one of a failed transaction never does', async () => {
  const clinic = await foundedClinic(home);
  const seen: string[] = [];
  const failures: string[] = [];
  const runner = await startJobRunner({
    url: urlsOfRoles(home.ownerUrl, testRootKey, ['amate_worker']).amate_worker ?? '',
    failed: (task) => { failures.push(task); },
    tasks: { look: async ({ name = '' }) => { seen.push(name); if (seen.length === 1) throw new Error('first time'); } },
  });
  try {
    const job = (name: string) => ({ task: 'look', payload: { name }, key: `look:${name}`, runAt: systemClock.now() });
    await assert.rejects(home.database.withActor(systemActor(clinic), async (tx) => {
      await enqueueJob(tx, job('never'));
      throw new Error('rolled back');
    }));
    await home.database.withActor(systemActor(clinic), (tx) => enqueueJob(tx, job('once')));
    await until(() => seen.length >= 1 && failures.length >= 1);
    await home.asSuperuser('update queue._private_jobs set run_at = now()');
    await until(() => seen.length >= 2);
    assert.deepEqual(seen, ['once', 'once']);
    assert.deepEqual(failures, ['look']);
  } finally {
    await runner.stop();
  }
});

test('a daily task is scheduled, and one that was missed within the day runs at the next start', async () => {
  let ran = 0;
  const start = () => startJobRunner({
    url: urlsOfRoles(home.ownerUrl, testRootKey, ['amate_worker']).amate_worker ?? '', failed: () => undefined,
    tasks: { sweep: async () => { ran += 1; } }, daily: ['sweep'],
  });
  const known = () => home.asSuperuser<{ last_execution: Date | null }>('select last_execution from queue._private_known_crontabs where identifier = \'sweep\'');
  const first = await start();
  for (let tries = 0; tries < 200 && (await known()).length === 0; tries += 1) await new Promise((resolve) => { setTimeout(resolve, 50); });
  await first.stop();
  assert.equal((await known()).length, 1);
  assert.equal(ran, 0);
  await home.asSuperuser('update queue._private_known_crontabs set known_since = now() - interval \'3 days\', last_execution = now() - interval \'2 days\'');
  const second = await start();
  try {
    await until(() => ran >= 1);
    assert.equal(ran, 1);
  } finally {
    await second.stop();
  }
});
