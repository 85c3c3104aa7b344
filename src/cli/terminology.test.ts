import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { asMap, header, invented, inventedMap } from '#modules/terminology/testing.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { asCsv, asXlsx } from '#platform/spreadsheet/testing.ts';
import { run } from './terminology.ts';

let home: TestDatabase;
let folder: string;
before(async () => {
  home = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'amate-terminology-cli-'));
  await mkdir(join(folder, 'keys'));
  await writeFile(join(folder, 'amate-data.json'), '{"kind":"test"}');
  await writeFile(join(folder, 'keys', 'root.key'), Buffer.from(testRootKey).toString('base64url'));
  process.env['DATABASE_URL'] = home.ownerUrl;
  process.env['AMATE_DATA_DIR'] = folder;
  process.env['AMATE_PUBLIC_URL'] = 'https://clinic.example';
  await writeFile(join(folder, 'whole.csv'), asCsv([header, ...invented()], 'latin1'));
  await writeFile(join(folder, 'newer.xlsx'), asXlsx([header, ...invented().slice(5)]));
  await writeFile(join(folder, 'wrong.csv'), asCsv([header, ...invented().slice(0, 50)]));
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
const bring = (name: string) => amate('import', '--cie10', join(folder, name));

test('a catalogue is imported, shown, and given way to by a newer one that says what it lacks', async () => {
  assert.match((await amate('show')).out, /own terms are in force/);
  assert.match((await bring('whole.csv')).out, /In force: 10400 codes/);
  assert.match((await bring('whole.csv')).out, /already/);
  await assert.rejects(bring('wrong.csv'), /begins with|whole catalogue/);
  await assert.rejects(bring('nowhere.csv'), /ENOENT/);
  assert.match((await amate('show')).out, /^in force {2}1 .* 10400 codes, 0 retired/);
});

test('WHO’s table to ICD-11 is imported beside it and shown; another file is refused', async () => {
  await writeFile(join(folder, 'map.txt'), asMap(inventedMap()));
  assert.match((await amate('import', '--icd11', join(folder, 'map.txt'))).out, /In force: ICD-11 2026-01 for 8840 codes/);
  assert.match((await amate('show')).out, /ICD-11 2026-01 {2}in force/);
  await assert.rejects(amate('import', '--icd11', join(folder, 'whole.csv')), /Line 1: the header/);
});

test('an import killed after it has written its rows leaves the one before in force', async () => {
  const blocker = new pg.Client({ connectionString: home.ownerUrl });
  await blocker.connect();
  await blocker.query('begin');
  await blocker.query('lock table audit.pending in access exclusive mode');
  const child = spawn(process.execPath, [new URL('main.ts', import.meta.url).pathname, 'terminology', 'import', '--cie10', join(folder, 'newer.xlsx')], { stdio: 'ignore' });
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
  assert.match((await amate('show')).out, /^in force {2}1 [^\n]*\nICD-11 [^\n]*$/);
  assert.match((await bring('newer.xlsx')).out, /No longer offered, still read/);
  assert.match((await amate('show')).out, /^in force {2}\d+ .* 10395 codes, 5 retired.*\nearlier {3}1 /);
});

test('wrong words and mistyped flags change nothing', async () => {
  for (const args of [[], ['import'], ['show', 'more'], ['import', '--cie11', 'x'], ['import', '--cie10', 'x', '--icd11', 'y'], ['show', '--cie10', 'x']]) assert.equal((await amate(...args)).status, 2, args.join(' '));
  assert.equal((await amate('--help')).status, 0);
});
