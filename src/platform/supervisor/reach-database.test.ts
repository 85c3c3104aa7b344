import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { openDataFolder } from './data-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { reachDatabase } from './reach-database.ts';
import { ensureSecretFile } from './secret-file.ts';

const silent = (): void => undefined;

const answers = async (url: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', silent);
  try {
    await client.connect();
    return (await client.query('select 1')).rowCount === 1;
  } catch {
    return false;
  } finally {
    await client.end().catch(silent);
  }
};

test('a command reaches the database of a running installation, and starts that of a stopped one for itself alone', async () => {
  const parent = mkdtempSync(join(tmpdir(), 'amate-reach-'));
  const configuration = { databaseUrl: null, rootKeyFile: null, dataFolder: join(parent, 'data') };
  try {
    const folder = openDataFolder(configuration.dataFolder, 'test');
    const { secret } = ensureSecretFile(join(folder.keys, 'root.key'), 32);
    const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log: silent });
    const beside = await reachDatabase(configuration, silent);
    assert.equal(Buffer.from(beside.rootKey).toString('base64url'), secret);
    assert.ok(await answers(beside.ownerUrl));
    await beside.release();
    assert.ok(await answers(postgres.connectionString), 'the running server was left alone');
    await postgres.stop();
    folder.release();
    const alone = await reachDatabase(configuration, silent);
    assert.ok(await answers(alone.ownerUrl));
    await alone.release();
    assert.ok(!await answers(alone.ownerUrl), 'the server started for the command ended with it');
    openDataFolder(configuration.dataFolder, 'test').release();
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
});
