import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { isRoot } from './operating-user.ts';
import { Refusal, systemCodeOf } from './refusal.ts';
import { giveToFolderOwner } from './secret-file.ts';

/** What a data folder is for. One made for the one purpose is never opened for the other. */
export type DataFolderKind = 'demo' | 'production' | 'test';

export type DataFolder = {
  readonly path: string;
  readonly kind: DataFolderKind;
  /** Secrets: 0700, files 0600. */
  readonly keys: string;
  /** Lets another process open the folder. */
  readonly release: () => void;
};

const MARKER = 'amate-data.json';
const SMALLEST_FREE_SPACE = 300 * 2 ** 20;

const readMarker = (folder: string): DataFolderKind | null => {
  try {
    const marker = JSON.parse(readFileSync(join(folder, MARKER), 'utf8')) as { kind?: unknown };
    return marker.kind === 'demo' || marker.kind === 'production' || marker.kind === 'test' ? marker.kind : null;
  } catch {
    return null;
  }
};

const unusable = (folder: string, error: unknown): Refusal => {
  switch (systemCodeOf(error)) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new Refusal(`The data folder ${folder} cannot be written by this user: set AMATE_DATA_DIR to a folder that can.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new Refusal(`The disk that holds the data folder ${folder} is full: free some space or set AMATE_DATA_DIR to another disk.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new Refusal(`The data folder ${folder} cannot be made because a file stands in its way: set AMATE_DATA_DIR to another place.`);
    default:
      return new Refusal(`The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : String(error)}.`);
  }
};

/**
 * The kernel holds the lock (SQLite's lock on the file), so it ends with the process however it ends: there is
 * no stale lock to guess about. The pid beside it only serves the sentence for the second one who comes.
 */
const lockFolder = (folder: string): (() => void) => {
  const file = join(folder, 'amate.lock');
  const pidFile = join(folder, 'amate.pid');
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    // Nothing is ever written, so there is nothing to journal beside the file.
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock.close();
    if (error instanceof Error && /locked/.test(error.message)) {
      const holder = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').trim() : '';
      throw new Refusal(`Amate already runs on ${folder}${holder === '' ? '' : ` (process ${holder})`}: stop it first, or set AMATE_DATA_DIR to another folder.`);
    }
    throw error;
  }
  giveToFolderOwner(file);
  writeFileSync(pidFile, `${String(process.pid)}\n`, { mode: 0o644 });
  giveToFolderOwner(pidFile);
  return () => {
    rmSync(pidFile, { force: true });
    lock.close();
  };
};

const assertKind = (folder: string, kind: DataFolderKind): void => {
  const present = readMarker(folder);
  if (present === null) {
    const foreign = readdirSync(folder).filter((name) => !['amate.lock', 'amate.pid', 'demo', 'lost+found', '.gitkeep'].includes(name));
    if (foreign.length > 0) {
      throw new Refusal(`The folder ${folder} holds something that Amate did not put there: set AMATE_DATA_DIR to an empty or new folder.`);
    }
    const marker = join(folder, MARKER);
    writeFileSync(marker, `${JSON.stringify({ kind, format: 1 })}\n`, { mode: 0o644 });
    giveToFolderOwner(marker);
  } else if (present !== kind) {
    throw new Refusal(`The folder ${folder} holds ${present} data, which is never opened as ${kind}: set AMATE_DATA_DIR to another folder.`);
  }
};

const assertFreeSpace = (folder: string): void => {
  const disk = statfsSync(folder);
  const free = disk.bavail * disk.bsize;
  if (free < SMALLEST_FREE_SPACE) {
    throw new Refusal(`Only ${String(Math.floor(free / 2 ** 20))} MB are free where ${folder} lies and Amate needs ${String(SMALLEST_FREE_SPACE / 2 ** 20)}: free some space or set AMATE_DATA_DIR to another disk.`);
  }
};

/**
 * Makes (or opens) the data folder for this process alone. Throws one-sentence refusals: unwritable, full,
 * in use (names the pid), of another kind, foreign content.
 */
export const openDataFolder = (where: string, kind: DataFolderKind): DataFolder => {
  const wanted = resolve(where);
  try {
    mkdirSync(wanted, { recursive: true });
    const path = realpathSync(wanted);
    // Root lends PostgreSQL to another user, who must be able to pass through; what is secret is closed below.
    chmodSync(path, isRoot() ? 0o711 : 0o700);
    assertFreeSpace(path);
    const release = lockFolder(path);
    try {
      assertKind(path, kind);
      const keys = join(path, 'keys');
      if (!existsSync(keys)) {
        mkdirSync(keys, { mode: 0o700 });
        giveToFolderOwner(keys);
      }
      chmodSync(keys, 0o700);
      return { path, kind, keys, release };
    } catch (error) {
      release();
      throw error;
    }
  } catch (error) {
    throw error instanceof Refusal ? error : unusable(wanted, error);
  }
};

/**
 * Empties a data folder of this kind, also what it keeps elsewhere (`besides`). Refuses a folder without our
 * marker or of another kind. Does nothing when there is none.
 */
export const emptyDataFolder = (where: string, kind: DataFolderKind, besides: (folder: string) => readonly string[]): void => {
  const wanted = resolve(where);
  if (!existsSync(wanted) || readdirSync(wanted).length === 0) return;
  const path = realpathSync(wanted);
  if (readMarker(path) !== kind) {
    throw new Refusal(`The folder ${path} is not marked as ${kind} data, so nothing in it was deleted.`);
  }
  const release = lockFolder(path);
  try {
    for (const elsewhere of besides(path)) rmSync(elsewhere, { recursive: true, force: true });
    // The marker goes last: an interrupted deletion can be taken up again.
    const names = readdirSync(path).filter((name) => name !== MARKER && name !== 'amate.lock');
    for (const name of names) rmSync(join(path, name), { recursive: true, force: true });
    rmSync(join(path, MARKER), { force: true });
  } catch (error) {
    throw error instanceof Refusal ? error : unusable(path, error);
  } finally {
    release();
  }
};
