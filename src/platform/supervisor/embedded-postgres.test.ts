import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { emptyDataFolder, openDataFolder } from './data-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import type { EmbeddedPostgres } from './embedded-postgres.ts';
import { isAlive } from './postgres-cluster.ts';
import { postgresFoldersElsewhere } from './postgres-folder.ts';
import { pause } from './progress.ts';

const ask = async (connectionString: string, text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text, [...values])).rows as Record<string, unknown>[];
  } finally {
    await client.end();
  }
};

const eventually = async (claim: () => Promise<boolean> | boolean, milliseconds = 20_000): Promise<void> => {
  const giveUp = performance.now() + milliseconds;
  while (!await claim()) {
    if (performance.now() > giveUp) throw new Error('did not happen in time');
    await pause(50);
  }
};

const root = mkdtempSync(join(tmpdir(), 'amate-supervisor-test-'));
after(() => { rmSync(root, { recursive: true, force: true }); });
// mkdtemp makes 0700; PostgreSQL's user must be able to pass.
before(() => { chmodSync(root, 0o711); });

const lines: string[] = [];
const log = (line: string): void => { lines.push(line); };

describe('embedded PostgreSQL', () => {
  let postgres: EmbeddedPostgres;
  let dataDir = '';
  before(async () => {
    dataDir = openDataFolder(join(root, 'one'), 'test').path;
    postgres = await startEmbeddedPostgres({ dataDir, log });
  });
  after(async () => { await postgres.stop(); });

  it('keeps the settings that durability, privacy and language rest on', async () => {
    const [row] = await ask(postgres.connectionString, `select
      current_database() as database, current_setting('fsync') as fsync, current_setting('full_page_writes') as pages,
      current_setting('synchronous_commit') as commit, current_setting('ssl') as ssl, current_setting('data_checksums') as checksums,
      current_setting('listen_addresses') as addresses, current_setting('log_error_verbosity') as verbosity,
      current_setting('log_min_error_statement') as statements, current_setting('server_encoding') as encoding, current_setting('jit') as jit`);
    assert.deepEqual(row, {
      database: 'amate', fsync: 'on', pages: 'on', commit: 'on', ssl: 'off', checksums: 'on',
      addresses: '', verbosity: 'terse', statements: 'panic', encoding: 'UTF8', jit: 'off',
    });
  });

  it('sorts Spanish as Mexicans do', async () => {
    const rows = await ask(postgres.connectionString, 'select word from (values (\'ozono\'), (\'ñu\'), (\'nube\'), (\'Ábaco\'), (\'abeja\')) as t (word) order by word');
    assert.deepEqual(rows.map((row) => row['word']), ['Ábaco', 'abeja', 'nube', 'ñu', 'ozono']);
  });

  it('refuses a wrong password', async () => {
    const url = new URL(postgres.connectionString);
    url.password = 'wrong';
    await assert.rejects(ask(url.toString(), 'select 1'), { code: '28P01' });
  });

  it('writes neither statement nor parameter nor key of a refused row into its log', async () => {
    await ask(postgres.connectionString, 'create table note (word text primary key, check (word <> \'canary-check\'))');
    await ask(postgres.connectionString, 'insert into note values ($1)', ['canary-unique']);
    await assert.rejects(ask(postgres.connectionString, 'insert into note values ($1)', ['canary-unique']), { code: '23505' });
    await assert.rejects(ask(postgres.connectionString, 'insert into note values ($1)', ['canary-check']), { code: '23514' });
    await assert.rejects(ask(postgres.connectionString, 'select \'canary-statement\' from nowhere'), { code: '42P01' });
    await eventually(() => /nowhere/.test(logText(dataDir)));
    assert.doesNotMatch(logText(dataDir), /canary/);
  });

  it('closes keys and cluster to other users', () => {
    const mode = (path: string): number => statSync(path).mode & 0o777;
    assert.equal(mode(join(dataDir, 'keys')), 0o700);
    assert.equal(mode(join(dataDir, 'keys', 'postgres-password')), 0o600);
    assert.equal(mode(join(dataDir, 'postgres')), 0o700);
  });

  it('comes back after a kill -9 of the postmaster with every acknowledged row', async () => {
    await ask(postgres.connectionString, 'create table kept (number integer primary key)');
    const crashes: number[] = [];
    postgres.onCrash(() => { crashes.push(performance.now()); });
    let acknowledged = 0;
    for (let round = 0; round < 3; round += 1) {
      for (let row = 0; row < 20; row += 1) {
        await ask(postgres.connectionString, 'insert into kept values ($1)', [acknowledged]);
        acknowledged += 1;
      }
      const killed = postgres.pid();
      process.kill(killed, 'SIGKILL');
      await eventually(async () => postgres.pid() !== killed && await ask(postgres.connectionString, 'select 1').then(() => true, () => false));
    }
    const [count] = await ask(postgres.connectionString, 'select count(*)::int as rows from kept');
    assert.deepEqual(count, { rows: acknowledged });
    assert.equal(crashes.length, 3);
  });
});

const logText = (dataDir: string): string => {
  const folder = join(dataDir, 'postgres', 'log');
  return readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
};

/** A supervisor in a process of its own, to be killed. */
const startSupervisor = async (dataDir: string, port?: number): Promise<{ pid: number; connectionString: string; wasAdopted: boolean; kill: () => Promise<void> }> => {
  const child = fork(new URL('../../../test/fixtures/postgres-supervisor.ts', import.meta.url), [dataDir, String(port ?? '')], { stdio: 'inherit' });
  const died = once(child, 'exit').then(() => { throw new Error('the supervisor ended before it was ready'); });
  const [message] = await Promise.race([once(child, 'message'), died]) as [{ pid: number; connectionString: string; wasAdopted: boolean }];
  died.catch(() => undefined);
  return {
    ...message,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};

const stopLeftServer = async (dataDir: string): Promise<void> => {
  const folder = openDataFolder(dataDir, 'test');
  const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log });
  await postgres.stop();
  folder.release();
};

describe('a PostgreSQL whose supervisor was killed', () => {
  it('is taken over with its data, in the same process', async () => {
    const dataDir = join(root, 'two');
    const first = await startSupervisor(dataDir);
    await ask(first.connectionString, 'create table kept as select 7 as number');
    await first.kill();
    assert.equal(isAlive(first.pid), true);
    const folder = openDataFolder(dataDir, 'test');
    const second = await startEmbeddedPostgres({ dataDir: folder.path, log });
    assert.equal(second.wasAdopted, true);
    assert.equal(second.pid(), first.pid);
    assert.deepEqual(await ask(second.connectionString, 'select number from kept'), [{ number: 7 }]);
    let crashed = false;
    second.onCrash(() => { crashed = true; });
    process.kill(first.pid, 'SIGKILL');
    await eventually(async () => second.pid() !== first.pid && await ask(second.connectionString, 'select 1').then(() => true, () => false));
    assert.equal(crashed, true);
    await second.stop();
    await second.stop();
    assert.equal(isAlive(second.pid()), false);
    folder.release();
  });

  it('is ended and started anew when the settings are no longer the same', async () => {
    const dataDir = join(root, 'three');
    const first = await startSupervisor(dataDir, 8629);
    await first.kill();
    await stopLeftServer(dataDir);
    assert.equal(isAlive(first.pid), false);
  });

  it('is not mistaken for another program that got its number', async () => {
    const dataDir = join(root, 'four');
    const folder = openDataFolder(dataDir, 'test');
    await (await startEmbeddedPostgres({ dataDir: folder.path, log })).stop();
    writeFileSync(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), `${String(process.pid)}\n${join(dataDir, 'postgres', 'cluster')}\n1\n5432\n/nowhere\n\n`);
    const again = await startEmbeddedPostgres({ dataDir: folder.path, log });
    assert.equal(again.wasAdopted, false);
    await again.stop();
    folder.release();
  });
});

describe('a data folder at the edges', () => {
  it('serves from a path longer than a socket address may be', async () => {
    const dataDir = join(root, 'a-rather-long-name-of-a-folder', 'that-a-person-may-well-choose', 'for-the-data-of-a-practice');
    mkdirSync(join(root, 'a-rather-long-name-of-a-folder', 'that-a-person-may-well-choose'), { recursive: true });
    const folder = openDataFolder(dataDir, 'test');
    const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log });
    assert.deepEqual(await ask(postgres.connectionString, 'select 1 as one'), [{ one: 1 }]);
    const socketFolder = new URL(postgres.connectionString).searchParams.get('host') ?? '';
    assert.match(socketFolder, /\/amate-\w{6}$/);
    assert.equal(statSync(socketFolder).mode & 0o777, 0o700);
    await postgres.stop();
    assert.equal(existsSync(socketFolder), false);
    folder.release();
  });

  it('drops a cluster that was only half made', async () => {
    const dataDir = join(root, 'five');
    const folder = openDataFolder(dataDir, 'test');
    mkdirSync(join(dataDir, 'postgres', 'cluster.new', 'base'), { recursive: true });
    if (process.getuid?.() === 0) chownSync(join(dataDir, 'postgres'), 65_534, 65_534);
    const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log });
    assert.equal(existsSync(join(dataDir, 'postgres', 'cluster.new')), false);
    await postgres.stop();
    folder.release();
  });

  it('is refused in one sentence when its keys are missing', async () => {
    const dataDir = join(root, 'six');
    const folder = openDataFolder(dataDir, 'test');
    await (await startEmbeddedPostgres({ dataDir: folder.path, log })).stop();
    rmSync(join(dataDir, 'keys', 'postgres-password'));
    await assert.rejects(startEmbeddedPostgres({ dataDir: folder.path, log }), /^Refusal: The password of the database is missing from [^\n]+\.$/);
    folder.release();
  });
});

describe('root in a folder nobody else can enter', { skip: process.getuid?.() === 0 ? false : 'only root lends PostgreSQL to another user' }, () => {
  it('keeps PostgreSQL under /var/lib/amate and says where', async () => {
    const shut = join(root, 'private-home');
    mkdirSync(shut, { mode: 0o700 });
    const folder = openDataFolder(join(shut, 'data'), 'test');
    const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log });
    const named = readFileSync(join(folder.path, 'postgres-folder'), 'utf8').trim();
    assert.match(named, /^\/var\/lib\/amate\/[0-9a-f]{12}$/);
    assert.deepEqual(await ask(postgres.connectionString, 'select 1 as one'), [{ one: 1 }]);
    await postgres.stop();
    folder.release();
    emptyDataFolder(folder.path, 'test', postgresFoldersElsewhere);
    assert.equal(existsSync(named), false);
  });
});
