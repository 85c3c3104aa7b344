import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { loginRoles } from '#platform/postgres/actor.ts';
import { grantsOf, indexes, keys, schemas, schemaText, tables } from './catalogue.ts';
import type { Key } from './catalogue.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';

let home: TestDatabase;
before(async () => { home = await createTestDatabase(); });
after(async () => { await home.close(); });

const isWriting = process.env['AMATE_WRITE'] === '1';
const checkedIn = async (file: URL, actual: string): Promise<string> => {
  if (isWriting) await writeFile(file, actual);
  return readFile(file, 'utf8');
};

/** Tables of the whole installation: no clinic owns their rows, and no login role reads them directly. */
const installationTables = new Set(JSON.parse(await readFile(new URL('../db/installation-tables.json', import.meta.url), 'utf8')) as string[]);

test('every table has forced row-level security and a policy', async () => {
  for (const table of await tables(home.asSuperuser)) {
    if (table.name === 'amate.migration') continue;
    assert.equal(table.kind, 'r', `${table.name} is a view: views on tenant data are refused`);
    assert.ok(table.forced, `${table.name} has no forced row-level security`);
    assert.ok(table.policies > 0, `${table.name} has no policy`);
  }
});

const leads = (key: Key): boolean => key.columns[0] === 'clinic_id' || (key.refers !== null && installationTables.has(key.refers));

test('clinic_id comes first in every key and foreign key of a tenant table', async () => {
  const tenant = (await tables(home.asSuperuser)).filter((table) => table.columns.includes('clinic_id') && !installationTables.has(table.name));
  const names = new Set(tenant.map((table) => table.name));
  for (const table of tenant) assert.equal(table.columns[0], 'clinic_id', `${table.name} does not start with clinic_id`);
  for (const key of await keys(home.asSuperuser)) {
    if (names.has(key.table)) assert.ok(leads(key), `${key.table}.${key.name} is not led by clinic_id`);
  }
});

test('a table without clinic_id is on the list of installation tables', async () => {
  const strangers = (await tables(home.asSuperuser)).filter((table) => !table.columns.includes('clinic_id') && !installationTables.has(table.name));
  assert.deepEqual(strangers.map((table) => table.name).filter((name) => name !== 'amate.migration' && name !== 'org.clinic'), []);
});

test('every foreign key is led by an index', async () => {
  const all = (await indexes(home.asSuperuser)).filter((index) => !index.partial);
  const missing = (await keys(home.asSuperuser)).filter((key) => key.kind === 'f'
    && !all.some((index) => index.table === key.table && key.columns.every((column) => index.columns.slice(0, key.columns.length).includes(column))));
  assert.deepEqual(missing.map((key) => `${key.table}.${key.name} (${key.columns.join(', ')})`), []);
});

test('frozen tables grant no update or delete to anybody', async () => {
  const frozen = (await tables(home.asSuperuser)).filter((table) => table.frozen && !['clin.note_preparation', 'rx.preparation'].includes(table.name)).map((table) => table.name);
  assert.ok(frozen.includes('clin.signed_note'));
  const grants = await grantsOf(home.asSuperuser, loginRoles);
  for (const lines of Object.values(grants)) {
    for (const name of frozen) assert.ok(!lines.some((line) => line.startsWith(`${name}:`) && /UPDATE|DELETE|TRUNCATE/.test(line)), name);
  }
});

test('no login role may bypass row security, inherit, create roles or become another', async () => {
  const rows = await home.asSuperuser<{ rolname: string }>(
    `select rolname from pg_roles r where rolname = any($1)
       and (rolsuper or rolbypassrls or rolinherit or rolcreaterole or rolcreatedb or rolreplication
         or exists (select from pg_auth_members m where m.member = r.oid))`, [loginRoles]);
  assert.deepEqual(rows, []);
});

test('definer functions fix their search path', async () => {
  const loose = await home.asSuperuser<{ name: string }>(
    `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where n.nspname = any($1) and p.prosecdef and not coalesce(array_to_string(p.proconfig, ','), '') ~ 'search_path'`, [schemas]);
  assert.deepEqual(loose, []);
});

test('what each login role may do equals the checked-in matrix', async () => {
  const actual = `${JSON.stringify(await grantsOf(home.asSuperuser, loginRoles), null, 2)}\n`;
  assert.equal(actual, await checkedIn(new URL('../db/grants.json', import.meta.url), actual), 'grants changed: decide, then run the tests with AMATE_WRITE=1');
});

test('the schema equals db/schema.sql', async () => {
  const actual = await schemaText(home.asSuperuser);
  assert.equal(actual, await checkedIn(new URL('../db/schema.sql', import.meta.url), actual), 'the schema changed: run the tests with AMATE_WRITE=1');
});
