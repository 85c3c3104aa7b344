import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Configuration } from '#platform/configuration/configuration.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import { migrate } from '#platform/postgres/migrate.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import type { ReadyDetail } from '#platform/supervisor/child.ts';
import { launchChild, runOnce } from '#platform/supervisor/children.ts';
import type { LaunchedChild } from '#platform/supervisor/children.ts';
import { openDataFolder } from '#platform/supervisor/data-folder.ts';
import type { DataFolder } from '#platform/supervisor/data-folder.ts';
import { startEmbeddedPostgres } from '#platform/supervisor/embedded-postgres.ts';
import { holdsAmate } from '#platform/supervisor/existing-database.ts';
import type { Lifetime } from '#platform/supervisor/lifetime.ts';
import { assertPortFree } from '#platform/supervisor/listening-port.ts';
import { pause, sayingWhileSlow } from '#platform/supervisor/progress.ts';
import type { Log } from '#platform/supervisor/progress.ts';
import { Refusal } from '#platform/supervisor/refusal.ts';
import { ensureSecretFile, giveToFolderOwner, readSecretFile } from '#platform/supervisor/secret-file.ts';
import { ensureWebBuild } from '#platform/supervisor/web-build.ts';
import { demoPasswordOf, isSeeded, rememberSeeded } from './demo-logins.ts';
import type { DemoPassword } from './demo-logins.ts';
import { houseProcesses } from './process-list.ts';
import type { HouseProcess } from './process-list.ts';
import type { ProcessStart, SeedStart } from './start-messages.ts';

export type House = {
  /** Where it is reached on this machine, e.g. `http://127.0.0.1:8080`. */
  readonly address: string;
  readonly publicDetail: ReadyDetail;
  /** Null outside the demo. */
  readonly demoPassword: DemoPassword | null;
};

export type HouseParts = {
  /** The processes to run; the whole house by default. */
  readonly processes?: readonly HouseProcess[];
  /** Fills a new demo; the demo clinic's by default. */
  readonly seedFile?: URL;
};

export type HouseOptions = HouseParts & {
  readonly configuration: Configuration;
  readonly root: string;
  readonly lifetime: Lifetime;
  readonly log: Log;
};

/** The environment of a child: what Node and the C library need, and nothing of ours. */
const plainEnvironment = (): NodeJS.ProcessEnv => {
  const kept = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TZ', 'NODE_EXTRA_CA_CERTS', 'NODE_COMPILE_CACHE', 'AMATE_DEBUG'] as const;
  return {
    NODE_ENV: 'production',
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
  };
};

const openDatabase = async ({ configuration, lifetime, log }: HouseOptions, folder: DataFolder): Promise<string> => {
  if (configuration.databaseUrl !== null) return configuration.databaseUrl;
  const postgres = await startEmbeddedPostgres({
    dataDir: folder.path, log, ...(configuration.postgresPort === null ? {} : { port: configuration.postgresPort }),
  });
  lifetime.closeLater('PostgreSQL', () => postgres.stop());
  return postgres.connectionString;
};

/** The root key; a new one is only made for a database that holds nothing yet, since it could open none of it. */
const rootKeyFor = async (configuration: Configuration, folder: DataFolder, ownerUrl: string): Promise<string> => {
  const file = configuration.rootKeyFile ?? join(folder.keys, 'root.key');
  const called = configuration.databaseUrl === null ? 'The embedded database' : 'The database that DATABASE_URL names';
  const holds = await holdsAmate(ownerUrl, called);
  if (holds && readSecretFile(file) === null) {
    throw new Refusal(`The root key is missing from ${file} while the database already holds records sealed with it: restore that file, or name it with AMATE_ROOT_KEY_FILE.`);
  }
  const { secret } = ensureSecretFile(file, 32);
  if (Buffer.from(secret, 'base64url').length !== 32) throw new Refusal(`The file ${file} does not hold a root key of 32 bytes: restore the one that belongs to this data.`);
  return secret;
};

const makeRunFolder = (folder: DataFolder, lifetime: Lifetime): string => {
  const beside = join(folder.path, 'run');
  if (Buffer.byteLength(beside) <= 80) {
    rmSync(beside, { recursive: true, force: true });
    mkdirSync(beside, { mode: 0o700 });
    giveToFolderOwner(beside);
    return beside;
  }
  const made = mkdtempSync(join(Buffer.byteLength(tmpdir()) <= 60 ? tmpdir() : '/tmp', 'amate-run-'));
  lifetime.closeLater('the run folder', async () => { rmSync(made, { recursive: true, force: true }); });
  return made;
};

const fillDemo = async (options: HouseOptions, folder: DataFolder, ownerUrl: string, rootKey: string): Promise<DemoPassword> => {
  const demoPassword = demoPasswordOf(options.configuration.demoPassword, folder.path);
  const { password } = demoPassword;
  if (isSeeded(folder.path, password)) return demoPassword;
  const start: SeedStart = {
    ownerUrl, rootKey, password, dataFolder: folder.path, publicUrl: options.configuration.publicUrl ?? `http://localhost:${String(options.configuration.port)}`,
    databaseUrls: urlsOfRoles(ownerUrl, Buffer.from(rootKey, 'base64url'), loginRoles),
  };
  const file = options.seedFile ?? new URL('seed.ts', import.meta.url);
  const seeding = runOnce({ name: 'the demo clinic', file, start, env: plainEnvironment() }, options.lifetime.interrupt);
  await sayingWhileSlow(options.log, 'Filling the demo clinic', seeding);
  rememberSeeded(folder.path, password);
  return demoPassword;
};

const localAddress = (host: string, port: number): string => {
  const near = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${near.includes(':') && !near.startsWith('[') ? `[${near}]` : near}:${String(port)}`;
};

const untilServing = async (address: string, lifetime: Lifetime): Promise<void> => {
  const giveUp = performance.now() + 120_000;
  while (performance.now() < giveUp && !lifetime.isEnding()) {
    const status = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(5_000) }).then((reply) => reply.status, () => 0);
    if (status === 200) return;
    await pause(100);
  }
  throw new Refusal(`Amate started but does not answer at ${address}/readyz: AMATE_DEBUG=1 shows more.`);
};

/** What all processes get alike, and what each gets its part of. */
type Shared = Omit<ProcessStart, 'databaseUrls' | 'port' | 'rootKey' | 'trustedProxies' | 'metricsToken'> & { readonly ownerUrl: string; readonly rootKey: string };

type Prepared = { readonly shared: Shared; readonly demoPassword: DemoPassword | null };

type Launched = HouseProcess & { readonly child: LaunchedChild };

/** Sets the processes to loading their programs; each begins its work with its part of what is `given` at last. */
const launchProcesses = ({ configuration, processes = houseProcesses, log }: HouseOptions, given: Promise<Shared>): readonly Launched[] =>
  processes.map((each) => {
    const { name, file, roles, opensSealed, isPublic } = each;
    const start = given.then(({ ownerUrl, rootKey, webFolder, ...shared }): ProcessStart => ({
      ...shared,
      port: isPublic ? configuration.port : 0,
      trustedProxies: isPublic ? configuration.trustedProxies : [],
      metricsToken: isPublic ? configuration.metricsToken : null,
      databaseUrls: urlsOfRoles(ownerUrl, Buffer.from(rootKey, 'base64url'), roles),
      rootKey: opensSealed ? rootKey : null,
      webFolder: isPublic ? webFolder : null,
    }));
    return { ...each, child: launchChild({ name, file, start, env: plainEnvironment() }, log) };
  });

/** What the public one told, once all are ready; the first that fails ends the start. */
const untilAllReady = async (launched: readonly Launched[], lifetime: Lifetime): Promise<ReadyDetail> => {
  for (const { name, child } of launched) lifetime.closeLater(name, () => child.stop());
  const ready = await lifetime.step(() => Promise.all(launched.map(({ child }) => child.ready)));
  return ready[launched.findIndex(({ isPublic }) => isPublic)]?.detail ?? {};
};

/** All that the processes need, made ready in order. */
const prepareHouse = async (options: HouseOptions, folder: DataFolder): Promise<Prepared> => {
  const { configuration: { mode, host, publicUrl, isDebug }, lifetime, log, root } = options;
  const runFolder = makeRunFolder(folder, lifetime);
  const opening = lifetime.step(() => openDatabase(options, folder));
  // By now PostgreSQL is starting in a process of its own: reading the web app's sources fills the wait.
  const building = pause(0).then(() => (existsSync(join(root, 'src/web/index.html'))
    ? ensureWebBuild({ root, fallbackFolder: join(folder.path, 'web'), log, isDebug, interrupt: lifetime.interrupt })
    : null));
  building.catch(() => undefined);
  const ownerUrl = await opening;
  const rootKey = await lifetime.step(() => rootKeyFor(options.configuration, folder, ownerUrl));
  await lifetime.step(() => sayingWhileSlow(log, 'Bringing the database to the newest schema', migrate({ ownerUrl, rootKey: Buffer.from(rootKey, 'base64url'), log })));
  const demoPassword = mode === 'demo' ? await lifetime.step(() => fillDemo(options, folder, ownerUrl, rootKey)) : null;
  const webFolder = await lifetime.step(() => building);
  return { demoPassword, shared: { mode, host, publicUrl, runFolder, dataFolder: folder.path, isDebug, ownerUrl, rootKey, webFolder } };
};

/** Starts everything; what was started is registered with `lifetime`, also when a later step fails. */
export const openHouse = async (options: HouseOptions): Promise<House> => {
  const { configuration: { host, port, mode, dataFolder }, lifetime, log } = options;
  await assertPortFree(host, port);
  const folder = openDataFolder(dataFolder, mode);
  lifetime.closeLater('the data folder', async () => { folder.release(); });
  const { promise: given, resolve: give } = Promise.withResolvers<Shared>();
  const launched = launchProcesses(options, given);
  try {
    const { shared, demoPassword } = await prepareHouse(options, folder);
    give(shared);
    const publicDetail = await untilAllReady(launched, lifetime);
    const told = publicDetail['port'];
    const address = localAddress(host, typeof told === 'number' ? told : port);
    await lifetime.step(() => sayingWhileSlow(log, 'Waiting for the first answer', untilServing(address, lifetime)));
    return { address, publicDetail, demoPassword };
  } catch (error) {
    // Those that wait for what will never be given are not registered yet.
    await Promise.all(launched.map(({ child }) => child.stop()));
    throw error;
  }
};
