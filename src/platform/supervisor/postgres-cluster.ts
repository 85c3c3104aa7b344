import { spawn } from 'node:child_process';
import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { asUser, writeFileAs } from './operating-user.ts';
import type { OperatingUser } from './operating-user.ts';
import type { PostgresBinaries } from './postgres-binaries.ts';
import type { PostgresFolder } from './postgres-folder.ts';
import { Refusal, systemCodeOf } from './refusal.ts';

/** The environment of PostgreSQL's programs: nothing of ours leaks in, and messages come in English. */
export const postgresEnvironment = (folder: PostgresFolder): NodeJS.ProcessEnv => ({
  PATH: '/usr/local/bin:/usr/bin:/bin',
  HOME: folder.path,
  LC_ALL: process.platform === 'linux' ? 'C.UTF-8' : 'C',
  PGTZ: 'UTC',
});

type Outcome = { readonly code: number | null; readonly said: string };

const run = (program: string, args: readonly string[], folder: PostgresFolder, user: OperatingUser | null): Promise<Outcome> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...asUser(user), cwd: folder.path, env: postgresEnvironment(folder), stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    const keep = (chunk: Buffer): void => { said = (said + chunk.toString('utf8')).slice(-4_000); };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => { resolve({ code, said }); });
  });

const INITDB = [
  '--encoding=UTF8',
  '--locale-provider=icu',
  '--icu-locale=es-MX',
  `--locale=${process.platform === 'linux' ? 'C.UTF-8' : 'C'}`,
  '--auth=scram-sha-256',
  '--data-checksums',
  '--username=postgres',
] as const;

/** Makes the cluster if there is none. An attempt cut short leaves nothing that looks finished. */
export const ensureCluster = async (binaries: PostgresBinaries, folder: PostgresFolder, user: OperatingUser | null, password: string): Promise<void> => {
  const versionFile = join(folder.cluster, 'PG_VERSION');
  if (existsSync(versionFile)) {
    const major = Number(readFileSync(versionFile, 'utf8'));
    if (major !== binaries.major) {
      throw new Refusal(`The database in ${folder.cluster} was made by PostgreSQL ${String(major)} and this Amate brings ${String(binaries.major)}: use the Amate that made it, or move the data through a backup.`);
    }
    return;
  }
  const unfinished = `${folder.cluster}.new`;
  const passwordFile = join(folder.path, 'password.new');
  rmSync(unfinished, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  writeFileAs(user, passwordFile, `${password}\n`);
  try {
    const { code, said } = await run(join(binaries.folder, 'initdb'), [...INITDB, `--pwfile=${passwordFile}`, `--pgdata=${unfinished}`], folder, user);
    if (code !== 0) {
      const reason = said.split('\n').filter((each) => /error|fatal/i.test(each)).at(-1) ?? said.trim().split('\n').at(-1) ?? '';
      throw new Refusal(/No space left/.test(said)
        ? `The disk is full where ${folder.path} lies: free some space or set AMATE_DATA_DIR to another disk.`
        : `The database could not be made in ${folder.path}: ${reason.replace(/^initdb: /, '')}.`);
    }
    const initial = join(unfinished, 'postgresql.conf');
    writeFileAs(user, initial, `${readFileSync(initial, 'utf8')}\ninclude = 'amate.conf'\n`);
    renameSync(unfinished, folder.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

/** Writes the settings that the cluster reads at its next start. */
export const writeClusterSettings = (folder: PostgresFolder, user: OperatingUser | null, text: string): void => {
  writeFileAs(user, join(folder.cluster, 'amate.conf'), text);
};

export type RunningPostmaster = { readonly pid: number; readonly isCertain: boolean; readonly socketFolder: string; readonly port: number };

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
};

/** Whether the process is the postmaster of this cluster. `unknown` where the system does not let us look. */
const whoIs = (pid: number, cluster: string): 'ours' | 'other' | 'unknown' => {
  try {
    // Readable for everybody, unlike /proc/<pid>/cwd, which a container's root may not follow.
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0').includes(cluster) ? 'ours' : 'other';
  } catch {
    return 'unknown';
  }
};

/**
 * The server that still runs on this cluster after its supervisor was killed, or null. A pid file whose number
 * now belongs to some other program is removed (PostgreSQL itself would refuse); the file of a server that is
 * gone stays, since PostgreSQL reads in it whether backends of that server are still alive.
 */
export const findRunningPostmaster = (folder: PostgresFolder): RunningPostmaster | null => {
  const file = join(folder.cluster, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isAlive(pid)) return null;
  const who = whoIs(pid, folder.cluster);
  if (who !== 'other') return { pid, isCertain: who === 'ours', port: Number(lines[3]), socketFolder: lines[4] ?? '' };
  rmSync(file, { force: true });
  return null;
};
