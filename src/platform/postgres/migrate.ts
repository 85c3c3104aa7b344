import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { ensureRoles, OWNER } from './roles.ts';

export type MigrateOptions = {
  /** A role that may create roles and schemas in this database. */
  readonly ownerUrl: string;
  readonly rootKey: Uint8Array;
  readonly log?: (line: string) => void;
  /** Folder of `0001_name.sql` files; the repository's own by default. */
  readonly folder?: string;
};

const quietLogger = new Logger(() => () => undefined);

type Migration = { readonly number: number; readonly name: string; readonly sql: string; readonly sha256: string };

const migrationsFolder = new URL('../../../db/migrations/', import.meta.url).pathname;

/** The migration files in order. Throws when a number is missing, doubled or a name is malformed. */
export const readMigrations = async (folder = migrationsFolder): Promise<readonly Migration[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(names.map(async (name, index) => {
    const number = Number(/^(\d{4})_[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (number !== index + 1) throw new Error(`migration ${name} is out of order: expected number ${String(index + 1)}`);
    const sql = await readFile(join(folder, name), 'utf8');
    return { number, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  }));
};

const LEDGER = `
create schema if not exists amate authorization ${OWNER};
create table if not exists amate.migration (
  number integer primary key,
  name text not null,
  sha256 text not null,
  applied_at timestamptz not null default now()
);
alter table amate.migration owner to ${OWNER};
revoke all on amate.migration from public;`;

const applyOne = async (client: pg.Client, migration: Migration): Promise<void> => {
  await client.query('begin');
  try {
    await client.query(`set local role ${OWNER}`);
    await client.query('set local lock_timeout = \'2s\'');
    await client.query(migration.sql);
    await client.query('insert into amate.migration (number, name, sha256) values ($1, $2, $3)', [migration.number, migration.name, migration.sha256]);
    await client.query('commit');
  } catch (failure) {
    await client.query('rollback');
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new Error(`migration ${migration.name} failed and changed nothing: ${reason}`, { cause: failure });
  }
};

/** The job queue's own tables, made by its library as the owner role. */
const prepareQueue = async (ownerUrl: string): Promise<void> => {
  const url = new URL(ownerUrl);
  url.searchParams.set('options', `-c role=${OWNER}`);
  await runMigrations({ connectionString: url.toString(), schema: 'queue', logger: quietLogger });
};

/**
 * Brings a database to the newest schema: roles, queue tables, then each migration in its own transaction.
 * Safe to run twice and from two processes at once. Refuses a file that changed after it was applied.
 */
export const migrate = async ({ ownerUrl, rootKey, log = () => undefined, folder }: MigrateOptions): Promise<void> => {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'amate migrations' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const version = await client.query<{ number: number; database: string }>('select current_setting(\'server_version_num\')::int as number, current_database() as database');
    const { number = 0, database = '' } = version.rows[0] ?? {};
    if (number < 150_000) throw new Error('PostgreSQL 15 or newer is needed');
    await client.query('select pg_advisory_lock(7233002)');
    await ensureRoles(client, rootKey, database);
    await client.query(LEDGER);
    const { rows } = await client.query<{ number: number; name: string; sha256: string }>('select number, name, sha256 from amate.migration order by number');
    const applied = new Map(rows.map((row) => [row.number, row]));
    const newest = migrations.length;
    for (const row of rows) {
      if (row.number > newest) throw new Error(`the database is newer than this program: it has migration ${row.name}`);
    }
    if (applied.size < newest) await prepareQueue(ownerUrl);
    for (const migration of migrations) {
      const before = applied.get(migration.number);
      if (before === undefined) {
        await applyOne(client, migration);
        log(`applied ${migration.name}`);
      } else if (before.sha256 !== migration.sha256) {
        throw new Error(`migration ${migration.name} was changed after it had been applied; write a new one instead`);
      }
    }
  } finally {
    await client.end();
  }
};

export type MigrationState = {
  readonly applied: number;
  readonly known: number;
  /** Names of applied files whose text differs now. */
  readonly changed: readonly string[];
  readonly settings: Readonly<Record<string, string>>;
};

/** How far a database is migrated, and the settings that decide whether a commit survives a crash. */
export const migrationState = async (ownerUrl: string): Promise<MigrationState> => {
  const migrations = await readMigrations();
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'amate doctor' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ number: number; sha256: string }>('select number, sha256 from amate.migration');
    const settings = await client.query<{ name: string; setting: string }>('select name, setting from pg_settings where name in (\'fsync\', \'synchronous_commit\', \'full_page_writes\')');
    const changed = migrations.filter((each) => rows.some((row) => row.number === each.number && row.sha256 !== each.sha256)).map((each) => each.name);
    return { applied: rows.length, known: migrations.length, changed, settings: Object.fromEntries(settings.rows.map((row) => [row.name, row.setting])) };
  } finally {
    await client.end();
  }
};
