import { join, resolve } from 'node:path';
import { readConfiguration } from '#platform/configuration/configuration.ts';
import type { LoginRole } from '#platform/postgres/actor.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import type { Database } from '#platform/postgres/database.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { holdsData, reachDatabase } from '#platform/supervisor/reach-database.ts';
import type { CommandIo } from './command-io.ts';

export type Installation = {
  readonly database: Database;
  readonly rootKey: Uint8Array;
  readonly ownerUrl: string;
  readonly dataFolder: string;
  readonly keysFolder: string;
  /** Where browsers reach Amate. */
  readonly address: string;
  /** AMATE_PUBLIC_URL; null when it is not set. */
  readonly publicUrl: string | null;
  readonly isDemo: boolean;
};

const root = resolve(import.meta.dirname, '../..');

const configurationFor = (demo: boolean) => {
  const production = readConfiguration(process.env, 'production', root);
  // Without a word of where: the installation of npm start if there is one, else the demo.
  return demo || !holdsData(production.dataFolder) ? readConfiguration(process.env, 'demo', root) : production;
};

/**
 * Runs a command's work on this machine's installation, beside a running Amate or with its database started for as
 * long as it takes. Throws one-sentence refusals when there is none.
 */
export const withInstallation = async <Result>(wanted: { readonly demo: boolean; readonly roles: readonly LoginRole[]; readonly io: CommandIo }, work: (open: Installation) => Promise<Result>): Promise<Result> => {
  const { demo, roles, io } = wanted;
  const configuration = configurationFor(demo);
  const address = configuration.publicUrl ?? `http://localhost:${String(configuration.port)}`;
  const reached = await reachDatabase(configuration, (line) => { io.stderr(line); });
  const database = openDatabase({ urls: urlsOfRoles(reached.ownerUrl, reached.rootKey, roles), application: 'amate command', poolSize: 1 });
  try {
    return await work({ database, address, publicUrl: configuration.publicUrl, isDemo: configuration.mode === 'demo', rootKey: reached.rootKey, ownerUrl: reached.ownerUrl, dataFolder: reached.dataFolder, keysFolder: join(reached.dataFolder, 'keys') });
  } finally {
    await database.close();
    await reached.release();
  }
};
