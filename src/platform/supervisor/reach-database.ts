import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '#platform/configuration/configuration.ts';
import { openDataFolder } from './data-folder.ts';
import type { DataFolderKind } from './data-folder.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { choosePostgresUser } from './operating-user.ts';
import { findRunningPostmaster } from './postgres-cluster.ts';
import { preparePostgresFolder } from './postgres-folder.ts';
import type { Log } from './progress.ts';
import { Refusal } from './refusal.ts';
import { readSecretFile } from './secret-file.ts';

/** A way into the database of an installation, for a command that runs beside it or while it is stopped. */
export type ReachedDatabase = {
  readonly ownerUrl: string;
  readonly rootKey: Uint8Array;
  readonly dataFolder: string;
  /** Stops the server if it was started for this command. */
  readonly release: () => Promise<void>;
};

const marker = 'amate-data.json';

/** Whether a folder holds an installation's data. */
export const holdsData = (folder: string): boolean => existsSync(join(folder, marker));

const kindOf = (folder: string): DataFolderKind => (JSON.parse(readFileSync(join(folder, marker), 'utf8')) as { readonly kind: DataFolderKind }).kind;

const runningUrl = (dataFolder: string): string | null => {
  const found = findRunningPostmaster(preparePostgresFolder(dataFolder, choosePostgresUser(dataFolder)));
  const password = readSecretFile(join(dataFolder, 'keys', 'postgres-password'));
  if (found === null || password === null || found.socketFolder === '') return null;
  return `postgres://postgres:${password}@localhost:${String(found.port)}/amate?host=${encodeURIComponent(found.socketFolder)}`;
};

const embedded = async (dataFolder: string, log: Log): Promise<Pick<ReachedDatabase, 'ownerUrl' | 'release'>> => {
  const running = runningUrl(dataFolder);
  if (running !== null) return { ownerUrl: running, release: async () => undefined };
  const folder = openDataFolder(dataFolder, kindOf(dataFolder));
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: dataFolder, log });
    const release = async (): Promise<void> => {
      await postgres.stop();
      folder.release();
    };
    return { ownerUrl: postgres.connectionString, release };
  } catch (error) {
    folder.release();
    throw error;
  }
};

/**
 * Reaches the database of `dataFolder`: the one DATABASE_URL names, the embedded one that runs, or the embedded one
 * started for as long as the command takes. Throws one-sentence refusals.
 */
export const reachDatabase = async (configuration: Pick<Configuration, 'databaseUrl' | 'rootKeyFile' | 'dataFolder'>, log: Log): Promise<ReachedDatabase> => {
  const { databaseUrl, rootKeyFile } = configuration;
  if (!holdsData(configuration.dataFolder)) {
    throw new Refusal(`There is no Amate in ${configuration.dataFolder}: set AMATE_DATA_DIR to the data folder of the installation.`);
  }
  const dataFolder = realpathSync(configuration.dataFolder);
  const keyFile = rootKeyFile ?? join(dataFolder, 'keys', 'root.key');
  const secret = readSecretFile(keyFile);
  if (secret === null) throw new Refusal(`The root key is missing from ${keyFile}: restore it, or name it with AMATE_ROOT_KEY_FILE.`);
  const reached = databaseUrl === null ? await embedded(dataFolder, log) : { ownerUrl: databaseUrl, release: async () => undefined };
  return { ...reached, rootKey: Buffer.from(secret, 'base64url'), dataFolder };
};
