import { createHash, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { systemClock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { openVault } from '#platform/crypto/vault.ts';
import type { Vault } from '#platform/crypto/vault.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import type { StaffActor, StaffLogin, SystemActor } from '#platform/postgres/actor.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Database } from '#platform/postgres/database.ts';
import { migrate, readMigrations } from '#platform/postgres/migrate.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { freshId } from './fresh-id.ts';

/** TEST ROOT KEY: opens nothing outside tests. */
export const testRootKey: Uint8Array = createHash('sha256').update('amate test root key, worth nothing').digest();

/** A private database cloned from the migrated template. */
export type TestDatabase = {
  readonly database: Database;
  readonly vault: Vault;
  readonly ownerUrl: string;
  /** Runs SQL as the cluster's superuser: to arrange what no role may do, and to play the malicious administrator. */
  readonly asSuperuser: <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
  /** Runs `work` as the role that owns the tables, inside a transaction that is rolled back. */
  readonly asOwner: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

const clusterUrl = (): string => {
  const url = process.env['AMATE_TEST_CLUSTER'];
  if (url === undefined) throw new Error('AMATE_TEST_CLUSTER is not set: run the tests with npm test');
  return url;
};

const urlOf = (name: string): string => {
  const url = new URL(clusterUrl());
  url.pathname = `/${name}`;
  return url.toString();
};

const onCluster = async <Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: urlOf('postgres') });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The migrated database that every test clones; made once for each state of the migrations. */
const templateOf = async (): Promise<string> => {
  const migrations = await readMigrations();
  const state = createHash('sha256').update(migrations.map((each) => each.sha256).join()).digest('hex').slice(0, 16);
  const name = `amate_template_${state}`;
  return onCluster(async (client) => {
    await client.query('select pg_advisory_lock(7233009)');
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [name]);
    if (rowCount === 1) return name;
    await client.query(`drop database if exists ${name}`);
    await client.query(`create database ${name} template template0`);
    await migrate({ ownerUrl: urlOf(name), rootKey: testRootKey });
    await client.query(`alter database ${name} is_template true`);
    return name;
  });
};

/** Clones the template; call once per test file in `before`, and `close` in `after`. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const template = await templateOf();
  const name = `amate_test_${randomBytes(8).toString('hex')}`;
  await onCluster((client) => client.query(`create database ${name} template ${template}`));
  await onCluster(async (client) => {
    await client.query(`revoke all on database ${name} from public`);
    await client.query(`grant connect on database ${name} to ${loginRoles.join(', ')}`);
  });
  const ownerUrl = urlOf(name);
  const database = openDatabase({ urls: urlsOfRoles(ownerUrl, testRootKey, loginRoles), application: 'amate tests', poolSize: 8 });
  const superuser = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  superuser.on('error', () => undefined);
  superuser.on('connect', (client) => { client.on('error', () => undefined); });
  return {
    database,
    ownerUrl,
    vault: openVault(testRootKey, () => systemClock.now().getTime()),
    asSuperuser: async <Row>(text: string, values: readonly unknown[] = []) => (await superuser.query(text, [...values])).rows as Row[],
    asOwner: async (text) => {
      const client = await superuser.connect();
      try {
        await client.query('begin');
        await client.query('set local role amate_owner');
        await client.query(text);
      } finally {
        await client.query('rollback');
        client.release();
      }
    },
    close: async () => {
      await database.close();
      await superuser.end();
      await onCluster((client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
};

/** The actor of a system process at a clinic. */
export const systemActor = (clinicId: ClinicId, login: SystemActor['login'] = 'amate_worker'): SystemActor =>
  ({ kind: 'system', login, clinicId, cause: 'test', purpose: 'maintenance' });

/** A clinic id whose keys exist. The clinic's own row is the identity module's to make. */
export const foundedClinic = async (test: TestDatabase): Promise<ClinicId> => {
  const clinicId = freshId<'clinic'>();
  await test.database.withActor(systemActor(clinicId), (tx) => test.vault.foundClinic(tx));
  return clinicId;
};

/** A live session of a made-up person, put there by the superuser: for tests below the sign-in. */
export const signedIn = async (test: TestDatabase, clinicId: ClinicId, login: StaffLogin, role: string): Promise<StaffActor> => {
  const sessionId = freshId<'session'>();
  const personId = freshId<'person'>();
  const hash = randomBytes(32);
  await test.asSuperuser(
    `insert into auth.session (id, token_hash, account_id, clinic_id, person_id, role, login_role, language, idle_until, absolute_until, stepped_up_at)
     values ($1, $2, $3, $4, $5, $6, $7, 'es-MX', now() + interval '15 minutes', now() + interval '12 hours', now())`,
    [sessionId, hash, randomUUID(), clinicId, personId, role, login],
  );
  return {
    kind: 'staff', login, clinicId, personId, sessionId, sessionHash: hash.toString('hex'),
    role, purpose: login === 'amate_clinician' ? 'care' : 'administration', language: 'es-MX', steppedUpAt: systemClock.now(),
  };
};
