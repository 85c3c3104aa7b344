import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';

/** A user of the operating system that PostgreSQL runs as. Null means: as whoever runs us. */
export type OperatingUser = { readonly uid: number; readonly gid: number; readonly name: string };

export const isRoot = (): boolean => process.getuid?.() === 0;

const accounts = (): readonly OperatingUser[] => {
  try {
    return readFileSync('/etc/passwd', 'utf8').split('\n').flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      return name === undefined || uid === undefined || gid === undefined ? [] : [{ name, uid: Number(uid), gid: Number(gid) }];
    });
  } catch {
    return [];
  }
};

/**
 * PostgreSQL refuses to run as root. An ordinary user runs it as themselves (null). Root lends it to the
 * owner of the data folder when that is somebody else, then to an account called `amate`, then to `nobody`.
 */
export const choosePostgresUser = (dataFolder: string): OperatingUser | null => {
  if (!isRoot()) return null;
  const known = accounts();
  const owner = statSync(dataFolder);
  if (owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid, name: known.find((account) => account.uid === owner.uid)?.name ?? String(owner.uid) };
  }
  return known.find((account) => account.name === 'amate' && account.uid !== 0)
    ?? known.find((account) => account.name === 'nobody')
    ?? { uid: 65_534, gid: 65_534, name: 'nobody' };
};

/** Spawn options that make a child run as `user`, with no groups of ours. */
export const asUser = (user: OperatingUser | null): { uid?: number; gid?: number } =>
  user === null ? {} : { uid: user.uid, gid: user.gid };

const probe = (user: OperatingUser | null, script: string, path: string): boolean =>
  spawnSync('/bin/sh', ['-c', script, 'sh', path], { ...asUser(user), cwd: '/', stdio: 'ignore', env: { PATH: '/usr/bin:/bin' } }).status === 0;

/** Whether `user` can walk to this folder. Asked of the kernel by trying, so ACLs and mounts count. */
export const canReachFolder = (user: OperatingUser | null, folder: string): boolean => probe(user, 'cd "$1"', folder);

/** Whether `user` can read and run this file. */
export const canRunFile = (user: OperatingUser | null, file: string): boolean => probe(user, 'test -r "$1" && test -x "$1"', file);

const inFoldersOf = (user: OperatingUser | null, script: string, path: string, input = ''): void => {
  const { status, stderr } = spawnSync('/bin/sh', ['-c', `umask 077 && ${script}`, 'sh', path], { ...asUser(user), cwd: '/', input, encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } });
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) ?? `could not write ${path}`);
};

/**
 * Makes a private folder as `user`. Root never writes in a folder of a lesser user by itself: a link left there
 * would turn such a write against the machine.
 */
export const makeFolderAs = (user: OperatingUser | null, folder: string): void => {
  inFoldersOf(user, 'mkdir -p "$1" && chmod 700 "$1"', folder);
};

/** Writes a private file as `user`, whole or not at all. */
export const writeFileAs = (user: OperatingUser | null, file: string, text: string): void => {
  inFoldersOf(user, 'cat >"$1.new" && mv -f "$1.new" "$1"', file, text);
};
