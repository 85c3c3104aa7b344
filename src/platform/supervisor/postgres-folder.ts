import { createHash } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canReachFolder, isRoot, makeFolderAs } from './operating-user.ts';
import type { OperatingUser } from './operating-user.ts';
import { Refusal } from './refusal.ts';

/**
 * Where PostgreSQL keeps its part. Usually `<data>/postgres`. When root lends PostgreSQL to a user who cannot
 * walk to the data folder (a clone in /root), its part lies under /var/lib/amate and `<data>/postgres-folder`
 * names it (docs/adr/0003-embedded-postgresql.md).
 */
export type PostgresFolder = {
  readonly dataFolder: string;
  readonly path: string;
  /** The cluster itself (PGDATA). */
  readonly cluster: string;
  readonly log: string;
};

const ELSEWHERE = '/var/lib/amate';
/** The name in a socket's address holds 107 bytes, and PostgreSQL adds `/.s.PGSQL.5432.lock`. */
const LONGEST_SOCKET_FOLDER = 80;

const pointerOf = (dataFolder: string): string => join(dataFolder, 'postgres-folder');

const elsewhereFor = (dataFolder: string): string =>
  join(ELSEWHERE, createHash('sha256').update(dataFolder).digest('hex').slice(0, 12));

const makeTop = (user: OperatingUser | null, path: string): void => {
  mkdirSync(path, { mode: 0o700 });
  if (user !== null) chownSync(path, user.uid, user.gid);
};

const assertOwner = (path: string, user: OperatingUser | null): void => {
  const owner = statSync(path).uid;
  const needed = user?.uid ?? process.getuid?.() ?? owner;
  if (owner !== needed) {
    throw new Refusal(`The database in ${path} belongs to user ${String(owner)}, not to ${user?.name ?? `user ${String(needed)}`}: start Amate as the user who started it before, or as root.`);
  }
};

/** The folders besides the data folder that belong to it; deleted with it. */
export const postgresFoldersElsewhere = (dataFolder: string): readonly string[] => {
  const pointer = pointerOf(dataFolder);
  if (!existsSync(pointer)) return [];
  const named = readFileSync(pointer, 'utf8').trim();
  // Only the one place we would choose ourselves is ever deleted, whatever the pointer says.
  return named === elsewhereFor(dataFolder) ? [named] : [];
};

/** Makes or finds PostgreSQL's part of a data folder, owned by `user` and closed to everybody else. */
export const preparePostgresFolder = (dataFolder: string, user: OperatingUser | null): PostgresFolder => {
  const beside = join(dataFolder, 'postgres');
  let path = existsSync(pointerOf(dataFolder)) ? readFileSync(pointerOf(dataFolder), 'utf8').trim() : beside;
  if (path === beside && !canReachFolder(user, dataFolder)) {
    if (!isRoot()) throw new Refusal(`The data folder ${dataFolder} cannot be entered by this user: set AMATE_DATA_DIR to another folder.`);
    if (existsSync(join(beside, 'cluster'))) {
      throw new Refusal(`The database in ${beside} can no longer be reached by user ${user?.name ?? ''}: open its parent folders for passing (chmod o+x) as they were.`);
    }
    path = elsewhereFor(dataFolder);
    writeFileSync(pointerOf(dataFolder), `${path}\n`, { mode: 0o600 });
    mkdirSync(ELSEWHERE, { recursive: true, mode: 0o755 });
  }
  if (existsSync(path)) assertOwner(path, user);
  else makeTop(user, path);
  if (!canReachFolder(user, path)) {
    throw new Refusal(`The user ${user?.name ?? 'who runs Amate'} cannot enter ${path}: set AMATE_DATA_DIR to a folder that others may pass through.`);
  }
  const log = join(path, 'log');
  makeFolderAs(user, log);
  return { dataFolder, path, cluster: join(path, 'cluster'), log };
};

/** Removes the short socket folder under /tmp that an earlier start made, if there is one. */
export const removeSocketFolder = ({ dataFolder }: PostgresFolder): void => {
  const remembered = join(dataFolder, 'socket-folder');
  if (!existsSync(remembered)) return;
  const made = readFileSync(remembered, 'utf8').trim();
  if (/\/amate-[A-Za-z0-9]{6}$/.test(made)) rmSync(made, { recursive: true, force: true });
  rmSync(remembered, { force: true });
};

/** A private folder for the socket: beside the cluster, or a short new one under /tmp when that path is too long. */
export const prepareSocketFolder = (folder: PostgresFolder, user: OperatingUser | null): string => {
  const beside = join(folder.path, 'socket');
  if (Buffer.byteLength(beside) <= LONGEST_SOCKET_FOLDER) {
    makeFolderAs(user, beside);
    return beside;
  }
  removeSocketFolder(folder);
  const remembered = join(folder.dataFolder, 'socket-folder');
  const root = Buffer.byteLength(tmpdir()) <= 60 ? tmpdir() : '/tmp';
  // A random name made just now: nobody could have prepared it for us.
  const made = mkdtempSync(join(root, 'amate-'));
  if (user !== null) chownSync(made, user.uid, user.gid);
  writeFileSync(remembered, `${made}\n`, { mode: 0o600 });
  return made;
};
