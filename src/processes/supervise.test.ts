import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isAlive } from '#platform/supervisor/postgres-cluster.ts';
import { pause } from '#platform/supervisor/progress.ts';

const root = mkdtempSync(join(tmpdir(), 'amate-house-'));
chmodSync(root, 0o711);
const running = new Set<ChildProcess>();
after(async () => {
  for (const child of running) child.kill('SIGKILL');
  await pause(200);
  rmSync(root, { recursive: true, force: true });
});

type Started = { readonly child: ChildProcess; readonly output: () => string; readonly errors: () => string; readonly ended: Promise<number | null> };

const house = new URL('../../test/fixtures/small-house.ts', import.meta.url).pathname;

const start = (args: readonly string[], environment: Record<string, string>): Started => {
  const child = spawn(process.execPath, [house, ...args], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], AMATE_PORT: '0', ...environment }, stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  running.add(child);
  let output = '';
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => { output += chunk.toString('utf8'); });
  child.stderr?.on('data', (chunk: Buffer) => { errors += chunk.toString('utf8'); });
  // Not 'close': it does not come after disconnect().
  const ended = once(child, 'exit').then(async ([code]) => {
    running.delete(child);
    await pause(50);
    return code as number | null;
  });
  return { child, output: () => output, errors: () => errors, ended };
};

const readyAddress = async (started: Started): Promise<string> => {
  for (const giveUp = performance.now() + 60_000; performance.now() < giveUp;) {
    const found = /^Amate ready at (http:\/\/127\.0\.0\.1:\d+)$/m.exec(started.output());
    if (found?.[1] !== undefined) return found[1];
    if (started.child.exitCode !== null) break;
    await pause(50);
  }
  throw new Error(`never ready: ${started.output()}${started.errors()}`);
};

/** The server's pid; NaN while its file is missing, still empty, or of the set-up's own short runs (which write theirs below zero). */
const postmasterOf = (dataFolder: string): number => {
  const file = join(dataFolder, 'postgres', 'cluster', 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : Number.NaN;
  return pid > 0 ? pid : Number.NaN;
};
type Held = { readonly pid: number; readonly roles: readonly string[]; readonly environment: readonly string[] };
const ask = async (address: string): Promise<Held> => await (await fetch(`${address}/what-i-hold`)).json() as Held;

const oneSentence = (text: string, sentence: RegExp): void => {
  assert.match(text, sentence);
  assert.equal(text.trim().split('\n').length, 1, text);
  assert.doesNotMatch(text, /^\s+at /m);
};

describe('the demo', () => {
  const dataFolder = join(root, 'demo');
  let password = '';

  it('prints one ready line, the logins and a random password once, and ends cleanly on SIGTERM', async () => {
    const started = start(['demo'], { AMATE_DATA_DIR: dataFolder });
    await readyAddress(started);
    assert.equal(started.output().match(/Amate ready at/g)?.length, 1);
    for (const login of ['medica', 'medico', 'enfermera', 'recepcion', 'auditora', 'admin']) assert.match(started.output(), new RegExp(`${login}@demo\\.amate`));
    password = /password of all: (\S+)/.exec(started.output())?.[1] ?? '';
    assert.match(password, /^[A-Za-z0-9_-]{12}$/);
    const postmaster = postmasterOf(dataFolder);
    started.child.kill('SIGTERM');
    assert.equal(await started.ended, 0);
    assert.equal(isAlive(postmaster), false);
    assert.equal(existsSync(join(dataFolder, 'amate.pid')), false);
  });

  it('keeps its data and fills itself only once', async () => {
    const started = start(['demo'], { AMATE_DATA_DIR: dataFolder });
    await readyAddress(started);
    assert.equal(readFileSync(join(dataFolder, 'seeded-by-test'), 'utf8'), 'once\n');
    assert.equal(started.output().includes(password), false);
    started.child.kill('SIGINT');
    assert.equal(await started.ended, 0);
  });

  it('gives a child its login roles and none of our environment', async () => {
    const started = start(['demo'], { AMATE_DATA_DIR: dataFolder, AMATE_DEMO_PASSWORD: 'a-given-password' });
    const held = await ask(await readyAddress(started));
    assert.equal(held.roles.includes('amate_clinician'), true);
    assert.equal(held.roles.includes('amate_worker'), false);
    assert.deepEqual(held.environment.filter((name) => /AMATE|DATABASE/.test(name)), []);
    assert.match(started.output(), /as set in AMATE_DEMO_PASSWORD/);
    started.child.kill('SIGTERM');
    await started.ended;
  });

  it('starts a crashed process again', async () => {
    const started = start(['demo'], { AMATE_DATA_DIR: dataFolder, AMATE_PORT: '8621' });
    const address = await readyAddress(started);
    const before = await ask(address);
    await fetch(`${address}/crash`).catch(() => undefined);
    let now = before;
    for (let tries = 0; now.pid === before.pid && tries < 100; tries += 1) {
      await pause(50);
      now = await ask(address).catch(() => before);
    }
    assert.notEqual(now.pid, before.pid);
    started.child.kill('SIGTERM');
    await started.ended;
  });

  it('leaves no process behind when its starter is gone, and is taken up after a SIGKILL', async () => {
    const started = start(['demo'], { AMATE_DATA_DIR: dataFolder });
    const { pid } = await ask(await readyAddress(started));
    started.child.kill('SIGKILL');
    await started.ended;
    for (let tries = 0; isAlive(pid) && tries < 100; tries += 1) await pause(50);
    assert.equal(isAlive(pid), false);
    const again = start(['demo'], { AMATE_DATA_DIR: dataFolder });
    await readyAddress(again);
    assert.match(again.errors(), /Took over the PostgreSQL that was still running/);
    const postmaster = postmasterOf(dataFolder);
    again.child.disconnect();
    assert.equal(await again.ended, 0);
    assert.equal(isAlive(postmaster), false);
  });

  it('refuses a second start on the same data, naming the first', async () => {
    const first = start(['demo'], { AMATE_DATA_DIR: dataFolder });
    await readyAddress(first);
    const second = start(['demo'], { AMATE_DATA_DIR: dataFolder });
    assert.equal(await second.ended, 1);
    oneSentence(second.errors(), new RegExp(`already runs on .* \\(process ${String(first.child.pid)}\\)`));
    first.child.kill('SIGTERM');
    await first.ended;
  });

  it('starts over with --reset', async () => {
    const started = start(['demo', '--reset'], { AMATE_DATA_DIR: dataFolder });
    await readyAddress(started);
    const fresh = /password of all: (\S+)/.exec(started.output())?.[1];
    assert.match(fresh ?? '', /^[A-Za-z0-9_-]{12}$/);
    assert.notEqual(fresh, password);
    assert.equal(readFileSync(join(dataFolder, 'seeded-by-test'), 'utf8'), 'once\n');
    started.child.kill('SIGTERM');
    await started.ended;
  });

  it('ends cleanly when asked to in the middle of starting', async () => {
    const fresh = join(root, 'interrupted');
    const started = start(['demo'], { AMATE_DATA_DIR: fresh });
    while (!existsSync(join(fresh, 'postgres'))) await pause(20);
    await pause(400);
    started.child.kill('SIGTERM');
    assert.equal(await started.ended, 0);
    assert.doesNotMatch(started.output(), /ready/);
    const left = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).filter((name) => {
      try {
        return readFileSync(`/proc/${name}/cmdline`, 'utf8').includes(fresh);
      } catch {
        return false;
      }
    });
    assert.deepEqual(left, []);
  });
});

describe('a start that cannot be', () => {
  const refusal = async (args: readonly string[], environment: Record<string, string>, sentence: RegExp, status = 1): Promise<void> => {
    const started = start(args, environment);
    assert.equal(await started.ended, status);
    oneSentence(started.errors(), sentence);
  };

  it('says which port is taken and how to choose another', async () => {
    const server = createServer().listen(8622, '127.0.0.1');
    await once(server, 'listening');
    await refusal(['demo'], { AMATE_DATA_DIR: join(root, 'taken'), AMATE_PORT: '8622' }, /Port 8622 of 127\.0\.0\.1 is taken .* AMATE_PORT=8623/);
    server.close();
  });

  it('does not touch a folder with something else in it', async () => {
    const foreign = join(root, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'thesis.txt'), 'mine');
    await refusal(['demo'], { AMATE_DATA_DIR: foreign }, /holds something that Amate did not put there/);
    await refusal(['demo', '--reset'], { AMATE_DATA_DIR: foreign }, /nothing in it was deleted/);
    assert.equal(readFileSync(join(foreign, 'thesis.txt'), 'utf8'), 'mine');
  });

  it('ends with the sentence of a worker that refuses, though the api got ready beside it', async () => {
    const dataFolder = join(root, 'refusing');
    const started = start(['start'], { AMATE_DATA_DIR: dataFolder, HOUSE_WITH: 'refusing-worker' });
    while (Number.isNaN(postmasterOf(dataFolder)) && started.child.exitCode === null) await pause(20);
    const postmaster = postmasterOf(dataFolder);
    assert.equal(await started.ended, 1);
    assert.equal(started.output(), '');
    assert.match(started.errors(), /^The worker cannot work here\.$/m);
    assert.doesNotMatch(started.errors(), /trying again|^\s+at /m);
    assert.equal(isAlive(postmaster), false);
    assert.equal(existsSync(join(dataFolder, 'amate.pid')), false);
  });

  it('never opens demo data as production', async () => {
    await refusal(['start'], { AMATE_DATA_DIR: join(root, 'demo') }, /holds demo data, which is never opened as production/);
  });

  it('refuses --reset of production, unknown options and unusable settings as wrong use', async () => {
    await refusal(['start', '--reset'], {}, /never deleted by a start/, 2);
    await refusal(['demo', '--rest'], {}, /no option --rest/, 2);
    await refusal(['demo'], { AMATE_PORT: 'eighty' }, /AMATE_PORT must be a port number/, 2);
  });

  it('refuses unsafe production settings with the remedy', async () => {
    const production = { AMATE_DATA_DIR: join(root, 'unsafe') };
    await refusal(['start'], { ...production, AMATE_HOST: '0.0.0.0' }, /AMATE_PUBLIC_URL to its https:\/\//);
    await refusal(['start'], { ...production, AMATE_PUBLIC_URL: 'http://clinic.example' }, /must begin with https/);
    await refusal(['start'], { ...production, DATABASE_URL: 'postgres://owner:secret@db.example/amate' }, /sslmode=verify-full/);
    assert.equal(existsSync(production.AMATE_DATA_DIR), false);
  });

  it('says that the database does not answer, without its password', async () => {
    const started = start(['start'], { AMATE_DATA_DIR: join(root, 'no-database'), DATABASE_URL: 'postgres://owner:canary-secret@127.0.0.1:8628/amate' });
    assert.equal(await started.ended, 1);
    oneSentence(started.errors(), /DATABASE_URL names cannot be used: no server answers there/);
    assert.doesNotMatch(started.errors(), /canary/);
  });
});

describe('a production start', () => {
  it('prints a one-time set-up link, no demo logins, and keeps its keys closed', async () => {
    const dataFolder = join(root, 'production');
    const started = start(['start'], { AMATE_DATA_DIR: dataFolder });
    const address = await readyAddress(started);
    assert.match(started.output(), new RegExp(`${address}/preparar#test-token`));
    assert.doesNotMatch(started.output(), /demo/);
    assert.equal(statSync(join(dataFolder, 'keys', 'root.key')).mode & 0o777, 0o600);
    assert.equal(existsSync(join(dataFolder, 'seeded-by-test')), false);
    started.child.kill('SIGTERM');
    assert.equal(await started.ended, 0);
    rmSync(join(dataFolder, 'keys', 'root.key'));
    const without = start(['start'], { AMATE_DATA_DIR: dataFolder });
    assert.equal(await without.ended, 1);
    assert.match(without.errors(), /root key is missing/);
  });
});
