import { spawn } from 'node:child_process';
import { closeSync, constants, existsSync, openSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { choosePostgresUser, asUser, writeFileAs } from './operating-user.ts';
import type { OperatingUser } from './operating-user.ts';
import { binariesIn, embeddedBinaries } from './postgres-binaries.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { ensureCluster, findRunningPostmaster, isAlive, postgresEnvironment, writeClusterSettings } from './postgres-cluster.ts';
import type { RunningPostmaster } from './postgres-cluster.ts';
import { preparePostgresFolder, prepareSocketFolder, removeSocketFolder } from './postgres-folder.ts';
import type { PostgresFolder } from './postgres-folder.ts';
import { commandLineSettings, configurationText, settingsFingerprint } from './postgres-settings.ts';
import type { PostgresSettings, SettingsInput } from './postgres-settings.ts';
import { backOff, pause, sayingWhileSlow, settlesWithin } from './progress.ts';
import type { Log } from './progress.ts';
import { Refusal, systemCodeOf } from './refusal.ts';
import { ensureSecretFile } from './secret-file.ts';

export type EmbeddedPostgresOptions = {
  /** The data folder, already opened by this process (`openDataFolder`): its lock keeps a second supervisor out. */
  readonly dataDir: string;
  readonly log: Log;
  /** Folder of `initdb` and `postgres`; the bundled ones by default. */
  readonly binaries?: string;
  /** Also listen on this port of 127.0.0.1; by default only on a private Unix socket. */
  readonly port?: number;
  /** Without any durability: for clusters that are deleted after a test run. */
  readonly throwAway?: boolean;
  /** Further settings, such as `archive_command`. */
  readonly settings?: PostgresSettings;
  /** Name of the database that is made; `amate` by default. */
  readonly database?: string;
};

export type EmbeddedPostgres = {
  /** The superuser's way in; stays the same across restarts. */
  readonly connectionString: string;
  readonly pid: () => number;
  /** Whether a server left by a killed supervisor was taken over instead of started. */
  readonly wasAdopted: boolean;
  /** Calls `listener` each time the server died by itself, before it is started again. */
  readonly onCrash: (listener: () => void) => void;
  /** Fast shutdown; harder after 30 s. Resolves when the server is gone. */
  readonly stop: () => Promise<void>;
};

type Cluster = {
  readonly folder: PostgresFolder;
  readonly user: OperatingUser | null;
  readonly binaries: PostgresBinaries;
  readonly password: string;
  readonly options: EmbeddedPostgresOptions;
  socketFolder: string;
};

/** A running postmaster: ours, or one we found. `gone` resolves when it ended. */
type Postmaster = { readonly pid: number; readonly gone: Promise<void> };

const portOf = (cluster: Cluster): number => cluster.options.port ?? 5432;

const urlOf = (cluster: Cluster, database: string): string =>
  `postgres://postgres:${cluster.password}@localhost:${String(portOf(cluster))}/${database}?host=${encodeURIComponent(cluster.socketFolder)}`;

const settingsOf = (cluster: Cluster): SettingsInput => ({
  socketFolder: cluster.socketFolder,
  logFolder: cluster.folder.log,
  port: cluster.options.port ?? null,
  throwAway: cluster.options.throwAway ?? false,
  extra: cluster.options.settings ?? {},
});

const fingerprintFile = (cluster: Cluster): string => join(cluster.folder.path, 'started-with');

/** One try to connect: 'ready', 'starting' (alive, not yet open) or 'closed'; a refused password throws. */
const knock = async (cluster: Cluster): Promise<'ready' | 'starting' | 'closed'> => {
  const client = new pg.Client({ connectionString: urlOf(cluster, 'postgres'), connectionTimeoutMillis: 3_000, application_name: 'amate supervisor' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return 'ready';
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === '28P01' || code === '28000') {
      throw new Refusal(`The password in ${join(cluster.options.dataDir, 'keys')} does not open the database beside it: restore the keys that belong to this data folder.`);
    }
    return code === '57P03' ? 'starting' : 'closed';
  } finally {
    await client.end().catch(() => undefined);
  }
};

const lastWords = (folder: PostgresFolder): string => {
  const files = readdirSync(folder.log).map((name) => join(folder.log, name)).sort((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
  for (const file of files.slice(0, 2)) {
    const line = readFileSync(file, 'utf8').split('\n').filter((each) => /FATAL|PANIC|could not/.test(each)).at(-1);
    if (line !== undefined) return line.replace(/^.*?(FATAL|PANIC):\s*/, '').trim();
  }
  return `see the log in ${folder.log}`;
};

const launch = (cluster: Cluster): Postmaster => {
  const { folder, user, binaries } = cluster;
  const output = openSync(join(folder.log, 'startup.txt'), constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW, 0o600);
  // Its own process group: a Ctrl+C in the terminal must reach us first, so that the children finish their work.
  const child = spawn(join(binaries.folder, 'postgres'), ['-D', folder.cluster, ...commandLineSettings(cluster.options.throwAway ?? false)], {
    ...asUser(user), cwd: folder.cluster, env: postgresEnvironment(folder), stdio: ['ignore', output, output], detached: true,
  });
  closeSync(output);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => { resolve(); });
    child.once('error', () => { resolve(); });
  });
  child.unref();
  return { pid: child.pid ?? 0, gone };
};

const watchFound = (pid: number): Postmaster => ({
  pid,
  gone: new Promise((resolve) => {
    const timer = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(timer);
      resolve();
    }, 500);
    timer.unref();
  }),
});

const signal = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(pid, name);
  } catch {
    // Already gone.
  }
};

/** Ends a server: fast (rolls back what is open), then immediate, then by force. */
const end = async (postmaster: Postmaster): Promise<void> => {
  for (const [name, patience] of [['SIGINT', 30_000], ['SIGQUIT', 5_000], ['SIGKILL', 10_000]] as const) {
    signal(postmaster.pid, name);
    if (await settlesWithin(postmaster.gone, patience)) return;
  }
};

const untilReady = async (cluster: Cluster, postmaster: Postmaster, patience = 600_000): Promise<boolean> => {
  let ended = false;
  void postmaster.gone.then(() => { ended = true; });
  const giveUp = performance.now() + patience;
  while (!ended && performance.now() < giveUp) {
    if (await knock(cluster) === 'ready') return true;
    await pause(60);
  }
  return false;
};

/** Starts the server, again while leftovers of a crashed one still hold its memory. */
const start = async (cluster: Cluster, tries: number): Promise<Postmaster> => {
  for (let attempt = 0; ; attempt += 1) {
    findRunningPostmaster(cluster.folder);
    const postmaster = launch(cluster);
    try {
      if (await untilReady(cluster, postmaster)) return postmaster;
    } catch (error) {
      await end(postmaster);
      throw error;
    }
    await end(postmaster);
    if (attempt + 1 >= tries) throw new Refusal(`The database in ${cluster.folder.cluster} does not start: ${lastWords(cluster.folder)}.`);
    await pause(backOff(attempt, 2_000));
  }
};

const adoptOrEnd = async (cluster: Cluster, found: RunningPostmaster): Promise<Postmaster | null> => {
  const postmaster = watchFound(found.pid);
  const before = cluster.socketFolder;
  cluster.socketFolder = found.socketFolder;
  const asWanted = existsSync(fingerprintFile(cluster))
    && readFileSync(fingerprintFile(cluster), 'utf8').trim() === settingsFingerprint(settingsOf(cluster), cluster.binaries.folder);
  if (asWanted && found.socketFolder !== '' && await untilReady(cluster, postmaster, 30_000)) return postmaster;
  if (!found.isCertain) {
    throw new Refusal(`Process ${String(found.pid)} may still be the PostgreSQL of ${cluster.folder.cluster}: end it, or remove postmaster.pid there if it is something else.`);
  }
  cluster.socketFolder = before;
  await end(postmaster);
  return null;
};

const ensureDatabase = async (cluster: Cluster, name: string): Promise<void> => {
  const client = new pg.Client({ connectionString: urlOf(cluster, 'postgres'), application_name: 'amate supervisor' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
};

const prepare = async (options: EmbeddedPostgresOptions): Promise<Cluster> => {
  const user = choosePostgresUser(options.dataDir);
  const folder = preparePostgresFolder(options.dataDir, user);
  const keyFile = join(options.dataDir, 'keys', 'postgres-password');
  if (existsSync(join(folder.cluster, 'PG_VERSION')) && !existsSync(keyFile)) {
    throw new Refusal(`The password of the database is missing from ${keyFile}: restore the keys that belong to this data folder.`);
  }
  const { secret: password } = ensureSecretFile(keyFile, 24);
  const binaries = options.binaries === undefined ? embeddedBinaries(user, folder.path) : binariesIn(options.binaries, user);
  await sayingWhileSlow(options.log, 'Making the database cluster', ensureCluster(binaries, folder, user, password));
  return { folder, user, binaries, password, options, socketFolder: '' };
};

const open = async (cluster: Cluster): Promise<{ readonly postmaster: Postmaster; readonly wasAdopted: boolean }> => {
  const { folder, user, options } = cluster;
  const found = findRunningPostmaster(folder);
  const adopted = found === null ? null : await adoptOrEnd(cluster, found);
  if (adopted !== null) {
    options.log('Took over the PostgreSQL that was still running');
    return { postmaster: adopted, wasAdopted: true };
  }
  cluster.socketFolder = prepareSocketFolder(folder, user);
  writeClusterSettings(folder, user, configurationText(settingsOf(cluster)));
  const postmaster = await sayingWhileSlow(options.log, 'Starting PostgreSQL', start(cluster, 3));
  writeFileAs(user, fingerprintFile(cluster), `${settingsFingerprint(settingsOf(cluster), cluster.binaries.folder)}\n`);
  return { postmaster, wasAdopted: false };
};

/**
 * Starts PostgreSQL on the data folder, or takes over the one a killed supervisor left, and keeps it running:
 * a crash is followed by a start, with growing pauses. Throws one-sentence refusals.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const cluster = await prepare(options);
  const opened = await open(cluster);
  const database = options.database ?? 'amate';
  const listeners: (() => void)[] = [];
  let { postmaster } = opened;
  let stopping: Promise<void> | null = null;
  try {
    await ensureDatabase(cluster, database);
  } catch (error) {
    await end(postmaster);
    throw error;
  }
  const revive = async (): Promise<void> => {
    let crashes = 0;
    while (stopping === null) {
      const since = performance.now();
      await postmaster.gone;
      if (stopping !== null) return;
      crashes = performance.now() - since > 30_000 ? 0 : crashes + 1;
      for (const listener of listeners) listener();
      options.log('PostgreSQL ended unexpectedly; starting it again');
      await pause(crashes === 0 ? 0 : backOff(crashes - 1));
      if (stopping === null) postmaster = await start(cluster, Number.POSITIVE_INFINITY);
    }
  };
  const reviving = revive();
  reviving.catch((error: unknown) => { options.log(error instanceof Error ? error.message : String(error)); });
  const stop = async (): Promise<void> => {
    await end(postmaster);
    await settlesWithin(reviving, 1_000);
    // A start that was under way while we stopped.
    const left = findRunningPostmaster(cluster.folder);
    if (left !== null) await end(watchFound(left.pid));
    removeSocketFolder(cluster.folder);
  };
  return {
    connectionString: urlOf(cluster, database),
    pid: () => postmaster.pid,
    wasAdopted: opened.wasAdopted,
    onCrash: (listener) => { listeners.push(listener); },
    stop: () => stopping ??= stop(),
  };
};

/** Ends the server that a killed process left on a data folder, if there is one: before the folder is deleted. */
export const endLeftPostgres = async (dataDir: string): Promise<void> => {
  const folder = preparePostgresFolder(dataDir, choosePostgresUser(dataDir));
  const found = findRunningPostmaster(folder);
  if (found?.isCertain === true) await end(watchFound(found.pid));
};
