import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openCheckpointMemory, openSigningKey, sealPending } from '#modules/audit/public.ts';
import { systemClock } from '#kernel/clock.ts';
import { parseId } from '#kernel/ids.ts';
import { createTestDatabase, systemActor, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { run } from './audit.ts';

const clinic = parseId<'clinic'>('01890000-0000-7000-8000-00000000000a');
const verifier = join(import.meta.dirname, '../../verifier/amate-audit-verifier.mjs');

let home: TestDatabase;
let folder: string;
before(async () => {
  home = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'amate-audit-cli-'));
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'amate-data.json'), '{"kind":"test"}');
  await writeFile(join(folder, 'keys', 'root.key'), Buffer.from(testRootKey).toString('base64url'));
  process.env['DATABASE_URL'] = home.ownerUrl;
  process.env['AMATE_DATA_DIR'] = folder;
  await happen(20);
});
after(async () => {
  await rm(folder, { recursive: true });
  await home.close();
});

const happen = async (count: number): Promise<void> => {
  const keys = join(folder, 'keys');
  const key = await openSigningKey(home.database, keys);
  await home.database.withActor(systemActor(clinic), async (tx) => {
    for (let at = 0; at < count; at += 1) await tx.query('select audit.record(\'test.act\', null, null, null, \'ok\', null)');
  });
  while (await sealPending({ database: home.database, key, memory: openCheckpointMemory(keys), clock: systemClock, batch: 5 }) > 0);
};

const amate = async (...args: readonly string[]) => {
  const out: string[] = [];
  const err: string[] = [];
  const status = await run(args, { stdout: (line) => out.push(line), stderr: (line) => err.push(line) });
  return { status, out, err };
};
const standAlone = (...args: readonly string[]) => {
  // Any Node will do: it gets a folder of its own and nothing of the house's.
  const { status, stdout, stderr } = spawnSync(process.execPath, [verifier, ...args], { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
};

test('amate audit verify ends with 0 on a sound log and says what it compared', async () => {
  const { status, out } = await amate('verify');
  assert.equal(status, 0);
  assert.match(out.join(), /^sound: 20 entries of 1 chains, 4 checkpoints, /);
  const json = JSON.parse((await amate('verify', '--json')).out.join()) as Record<string, unknown>;
  assert.deepEqual([json['sound'], json['entries'], json['first']], [true, 20, null]);
});

test('an export and its public key pass the stand-alone verifier in a folder with nothing else', async () => {
  const file = join(folder, 'export.ndjson');
  assert.equal((await amate('export', file)).status, 0);
  const alone = join(folder, 'alone');
  await mkdir(alone);
  await cp(verifier, join(alone, 'verifier.mjs'));
  const told = spawnSync(process.execPath, [join(alone, 'verifier.mjs'), file, '--public-key', join(folder, 'keys', 'audit-signing.pub')], { encoding: 'utf8', cwd: alone });
  assert.deepEqual([told.status, told.stdout], [0, 'sound: 20 entries of 1 chains, 4 checkpoints\n'], told.stderr);
  assert.ok(!/(?:from|import\() *'(?!node:)/.test(await readFile(verifier, 'utf8')), 'it imports Node\'s own modules alone');
});

test('a kept checkpoint goes with both verifiers, and tells when the log was cut behind its back', async () => {
  const kept = join(folder, 'kept.json');
  assert.equal((await amate('checkpoint', kept)).status, 0);
  await happen(5);
  assert.equal((await amate('verify', '--checkpoint', kept)).status, 0);
  const file = join(folder, 'later.ndjson');
  await amate('export', '--clinic', clinic, file);
  const key = join(folder, 'keys', 'audit-signing.pub');
  assert.equal(standAlone(file, '--public-key', key, '--checkpoint', kept).status, 0);
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as { kind: string; number?: number; seq?: number; entries?: number; checkpoints?: number });
  const cut = lines.filter((line) => !((line.number ?? 0) > 2 || (line.seq ?? 0) > 10)).map((line) => (line.kind === 'end' ? { ...line, entries: 10, checkpoints: 2 } : line));
  await writeFile(file, cut.map((line) => `${JSON.stringify(line)}\n`).join(''));
  assert.equal(standAlone(file, '--public-key', key).status, 0, 'the control: without the checkpoint the cut does not show');
  const { status, stdout } = standAlone(file, '--public-key', key, '--checkpoint', kept);
  assert.deepEqual([status, stdout.split('\n')[0]], [1, `tail-cut clinic ${clinic} entry 11 to 20`]);
});

test('amate audit prove writes what the stand-alone verifier accepts, and not once it was altered', async () => {
  const file = join(folder, 'proof.json');
  const key = join(folder, 'keys', 'audit-signing.pub');
  const { status, out } = await amate('prove', '7', '--clinic', clinic, '--under', '2', file);
  assert.deepEqual([status, out.length], [0, 1]);
  assert.match(out.join(), /^entry 7 of 10 stands under checkpoint 2; proof written to /);
  const told = standAlone(file, '--public-key', key);
  assert.deepEqual([told.status, told.stdout], [0, `sound: entry 7 of clinic ${clinic} stands under checkpoint 2\n`]);
  await writeFile(file, (await readFile(file, 'utf8')).replace('test.act', 'test.lie'));
  const refused = standAlone(file, '--public-key', key);
  assert.deepEqual([refused.status, refused.stdout], [1, `proof-fails clinic ${clinic} entry 7\n`]);
  await assert.rejects(amate('prove', '700', '--clinic', clinic, file), { code: 'audit-entry-unknown' });
});

test('amate audit verify ends with 1 and its first line names the first bad entry', async () => {
  await home.asSuperuser(`begin; set local session_replication_role = replica; alter table audit.log drop constraint log_hash; update audit.log set entry = replace(entry, 'test.act', 'test.lie') where seq = 7; commit`);
  const { status, out } = await amate('verify');
  assert.equal(status, 1);
  assert.equal(out[0], `hash-differs clinic ${clinic} entry 7`);
  const json = JSON.parse((await amate('verify', '--json')).out.join()) as { first: unknown };
  assert.deepEqual(json.first, { kind: 'hash-differs', clinic, seq: 7, through: null, checkpoint: null });
  const file = join(folder, 'bad.ndjson');
  await amate('export', file);
  const told = standAlone(file, '--public-key', join(folder, 'keys', 'audit-signing.pub'));
  assert.deepEqual([told.status, told.stdout], [1, `hash-differs clinic ${clinic} entry 7\n`]);
});

test('wrong use ends with 2 and one sentence', async () => {
  for (const args of [[], ['prove'], ['verify', 'more'], ['export'], ['export', '--clinic', 'x', 'file'], ['verify', '--loud'], ['prove', '7', 'file'], ['prove', 'x', '--clinic', clinic, 'file'], ['prove', '7', '--clinic', clinic, '--under', '0', 'file']]) {
    const { status, out, err } = await amate(...args);
    assert.deepEqual([status, out.length, err.length], [2, 0, 1], args.join(' '));
  }
  assert.equal(standAlone().status, 2);
  assert.equal(standAlone('nothing-there', '--public-key', join(folder, 'keys', 'audit-signing.pub')).status, 2);
  assert.equal((await amate('--help')).status, 0);
});

test('a folder without an installation is refused in one sentence', async () => {
  process.env['AMATE_DATA_DIR'] = join(folder, 'nowhere');
  await assert.rejects(amate('verify'), /There is no Amate in .*nowhere: set AMATE_DATA_DIR/);
  process.env['AMATE_DATA_DIR'] = folder;
});
