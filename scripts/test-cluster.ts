import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from '#platform/supervisor/data-folder.ts';
import { endLeftPostgres, startEmbeddedPostgres } from '#platform/supervisor/embedded-postgres.ts';
import { postgresFoldersElsewhere } from '#platform/supervisor/postgres-folder.ts';
import type { Log } from '#platform/supervisor/progress.ts';
import { Refusal } from '#platform/supervisor/refusal.ts';

export type TestCluster = { readonly name: string; readonly url: string; readonly close: () => Promise<void> };
export type Kind = 'embedded' | 'system';

const PREFIX = 'amate-cluster-';
const DEBIAN = '/usr/lib/postgresql';

const remove = (folder: string): void => {
  for (const elsewhere of postgresFoldersElsewhere(folder)) rmSync(elsewhere, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
};

/** Clusters of runs that were killed: ends their servers and deletes them; those in use are left alone. */
export const dropLeftClusters = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    try {
      const folder = openDataFolder(path, 'test');
      await endLeftPostgres(folder.path);
      folder.release();
      remove(path);
    } catch {
      // In use by another run, or somebody else's.
    }
  }
};

/** Debian's oldest PostgreSQL that Amate works with. */
const systemBinaries = (): string => {
  const majors = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number).filter((major) => major >= 15).sort((one, other) => one - other) : [];
  const folder = majors.map((major) => join(DEBIAN, String(major), 'bin')).find((each) => existsSync(join(each, 'initdb')));
  if (folder === undefined) throw new Refusal('The system has no PostgreSQL 15 or newer: run  sudo apt-get install -y postgresql  first.');
  return folder;
};

/** One throw-away PostgreSQL for a whole run. `durable` writes as a real house does, to the disk: for benchmarks. */
export const startTestCluster = async (kind: Kind, log: Log, { durable = false } = {}): Promise<TestCluster> => {
  const path = mkdtempSync(join(tmpdir(), PREFIX));
  chmodSync(path, 0o711);
  const folder = openDataFolder(path, 'test');
  const binaries = kind === 'system' ? systemBinaries() : null;
  const postgres = await startEmbeddedPostgres({
    dataDir: folder.path, log, throwAway: !durable, settings: { max_connections: 200 },
    ...(binaries === null ? {} : { binaries }),
  });
  return {
    name: binaries === null ? 'the embedded PostgreSQL' : `the system's PostgreSQL (${binaries})`,
    url: postgres.connectionString,
    close: async () => {
      await postgres.stop();
      folder.release();
      remove(path);
    },
  };
};
