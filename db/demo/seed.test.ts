import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loginRoles } from '#platform/postgres/actor.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { seedDemo } from './seed.ts';

describe('the demo practice', () => {
  let home: TestDatabase;
  let dataFolder: string;
  const seed = (password: string): Promise<void> => seedDemo({
    ownerUrl: home.ownerUrl, databaseUrls: urlsOfRoles(home.ownerUrl, testRootKey, loginRoles), rootKey: Buffer.from(testRootKey).toString('base64url'), password, dataFolder,
  });
  const count = async (from: string): Promise<number> => Number((await home.asSuperuser<{ n: string }>(`select count(*)::text as n from ${from}`))[0]?.n);

  before(async () => {
    home = await createTestDatabase();
    dataFolder = await mkdtemp(join(tmpdir(), 'amate-demo-'));
    const began = performance.now();
    await seed('demostracion-local-1');
    process.stderr.write(`seeded in ${String(Math.round(performance.now() - began))} ms\n`);
  });
  after(async () => {
    await home.close();
    await rm(dataFolder, { recursive: true, force: true });
  });

  it('has patients, signed notes, drafts, addenda and an agenda', async () => {
    assert.equal(await count('front.patient'), 47);
    console.log(await count('clin.signed_note'));
    assert.equal(await count("clin.note where state = 'draft'"), 3);
    assert.ok(await count('front.appointment') >= 36);
    const cards = JSON.parse(await readFile(join(dataFolder, 'demo-logins.json'), 'utf8')) as unknown[];
    assert.equal(cards.length, 7);
  });

  it('leaves no session open', async () => {
    assert.equal(await count('auth.session where ended_at is null'), 0);
  });
});
