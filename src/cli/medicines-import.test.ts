import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { classes, compendio, rxnorm } from '#modules/medicines/testing.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { run } from './medicines.ts';

let home: TestDatabase;
let folder: string;
before(async () => {
  home = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'amate-medicines-cli-'));
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'amate-data.json'), '{"kind":"test"}');
  await writeFile(join(folder, 'keys', 'root.key'), Buffer.from(testRootKey).toString('base64url'));
  process.env['DATABASE_URL'] = home.ownerUrl;
  process.env['AMATE_DATA_DIR'] = folder;
  process.env['AMATE_PUBLIC_URL'] = 'https://clinic.example';
  await writeFile(join(folder, 'whole.xlsx'), compendio([]));
  await writeFile(join(folder, 'newer.xlsx'), compendio([['010.000.9999.00', 'Inventol', 'Nada', '']]));
  await writeFile(join(folder, 'RXNCONSO.RRF'), rxnorm([]));
  await writeFile(join(folder, 'classes.csv'), classes([['Paracetamol', 'VI', 'no', 'Lista inventada']]));
});
after(async () => {
  await rm(folder, { recursive: true });
  await home.close();
});

const amate = async (...args: readonly string[]) => {
  const out: string[] = [];
  const status = await run(args, { stdout: (line) => out.push(line), stderr: () => undefined });
  return { status, out: out.join('\n') };
};
const bring = (kind: string, name: string, ...more: readonly string[]) => amate('import', `--${kind}`, join(folder, name), ...more);

test('--check reads a file, writes the whole report, and changes nothing', async () => {
  const { status, out } = await bring('compendio', 'whole.xlsx', '--check', '--report', join(folder, 'report.txt'));
  assert.equal(status, 0);
  assert.match(out, /^Read: 220 rows, 220 of them not understood, SHA-256 [0-9a-f]{64}\. Nothing was changed\./);
  assert.match(await readFile(join(folder, 'report.txt'), 'utf8'), /\n {2}010\.000\.8219\.00 Inventamicina/);
  assert.match((await amate('show')).out, /No file of medicines was imported/);
});

test('each kind is imported and shown; another file is refused and changes nothing', async () => {
  assert.match((await bring('compendio', 'whole.xlsx')).out, /^In force: 220 rows/);
  assert.match((await bring('compendio', 'whole.xlsx')).out, /already/);
  assert.match((await bring('rxnorm', 'RXNCONSO.RRF')).out, /^In force: 210 rows, 210 of them not understood/);
  assert.match((await bring('classes', 'classes.csv')).out, /^In force: 1 rows, 0 of them/);
  await assert.rejects(bring('rxnorm', 'whole.xlsx'), /no RXNCONSO/);
  await assert.rejects(bring('compendio', 'classes.csv'), /Line 1: no header/);
  await assert.rejects(bring('classes', 'nowhere.csv'), /ENOENT/);
  assert.match((await amate('show')).out, /^compendio {2}in force {2}1 [^\n]*\nrxnorm {2}in force {2}2 [^\n]*\nclasses {2}in force {2}3 [^\n]*$/);
});

test('an import killed after it has written its rows leaves the one before in force', async () => {
  const blocker = new pg.Client({ connectionString: home.ownerUrl });
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('lock table audit.pending in access exclusive mode');
  const child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname, 'medicines', 'import', '--compendio', join(folder, 'newer.xlsx')], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  // Its rows are written; it waits to tell the audit.
  const isWaiting = async () => (await home.asSuperuser('select 1 from pg_stat_activity where datname = current_database() and application_name = \'amate command\' and wait_event_type = \'Lock\'')).length > 0;
  while (!(await isWaiting())) {
    if (child.exitCode !== null) throw new Error(`the import ended with ${String(child.exitCode)}`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  child.kill('SIGKILL');
  await ended;
  await home.asSuperuser('select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = \'amate command\'');
  await blocker.query('rollback');
  await blocker.end();
  assert.match((await amate('show')).out, /^compendio {2}in force {2}1 [^\n]*\nrxnorm /);
  assert.match((await bring('compendio', 'newer.xlsx')).out, /^In force: 221 rows/);
  assert.match((await amate('show')).out, /^compendio {2}in force {2}\d+ [^\n]* 221 rows[^\n]*\ncompendio {2}earlier {3}1 /);
});

test('wrong words and mistyped flags change nothing', async () => {
  for (const args of [['import'], ['show', 'more'], ['import', '--cnis', 'x'], ['import', '--compendio', 'x', '--rxnorm', 'y'], ['import', 'x'], ['show', '--check']]) assert.equal((await amate(...args)).status, 2, args.join(' '));
  assert.equal((await amate('import', '--help')).status, 0);
});
