import { createHash } from 'node:crypto';
import { totalmem } from 'node:os';

export type PostgresSettings = Readonly<Record<string, string | number>>;

/** What an acknowledged write rests on. Given on the command line, so that no file and no ALTER SYSTEM undoes it. */
const DURABLE: PostgresSettings = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };
/** For throw-away clusters of tests only. synchronous_commit stays on: the audit records no read without it, and with fsync off it costs nothing. */
const THROW_AWAY: PostgresSettings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'on' };

const megabytes = (bytes: number): number => Math.floor(bytes / 2 ** 20);

/** Settings that an administrator may change in `amate-local.conf` beside the cluster's own file. */
const usual = (): PostgresSettings => ({
  shared_buffers: `${String(Math.max(64, Math.min(512, megabytes(totalmem() / 8))))}MB`,
  effective_cache_size: `${String(Math.max(256, megabytes(totalmem() / 2)))}MB`,
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_connections: 100,
  jit: 'off',
  // Small machines and containers with a tiny /dev/shm: parallel plans cost more than they bring.
  max_parallel_workers_per_gather: 0,
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'on',
  log_destination: 'stderr',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: 0,
  log_file_mode: '0600',
  log_line_prefix: '%m [%p] %q%u@%d ',
});

/**
 * Nobody's data in the server log: no statement, no parameter, and no DETAIL line (a unique violation prints
 * the key there, a check violation the whole row).
 */
const QUIET: PostgresSettings = {
  log_statement: 'none',
  log_min_duration_statement: -1,
  log_min_error_statement: 'panic',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
  log_error_verbosity: 'terse',
  log_connections: 'off',
  log_disconnections: 'off',
};

/** The network face: a private Unix socket, and loopback only when a port is asked for. The bundled TLS is old, so off. */
const reach = (socketFolder: string, port: number | null): PostgresSettings => ({
  unix_socket_directories: socketFolder,
  unix_socket_permissions: '0700',
  listen_addresses: port === null ? '' : '127.0.0.1',
  port: port ?? 5432,
  ssl: 'off',
  password_encryption: 'scram-sha-256',
});

export type SettingsInput = {
  readonly socketFolder: string;
  readonly logFolder: string;
  readonly port: number | null;
  readonly throwAway: boolean;
  readonly extra: PostgresSettings;
};

const line = ([name, value]: readonly [string, string | number]): string =>
  `${name} = ${typeof value === 'number' ? String(value) : `'${value.replaceAll('\'', '\'\'')}'`}`;

/** The text of `amate.conf`: ours first, the administrator's file, then what may not be changed. */
export const configurationText = (input: SettingsInput): string => [
  '# Written by Amate at each start. Your own settings: amate-local.conf in this folder.',
  ...Object.entries({ ...usual(), ...input.extra }).map(line),
  'include_if_exists = \'amate-local.conf\'',
  ...Object.entries({ ...QUIET, ...reach(input.socketFolder, input.port), log_directory: input.logFolder }).map(line),
  '',
].join('\n');

/** Arguments of `postgres`: the settings that durability rests on. */
export const commandLineSettings = (throwAway: boolean): readonly string[] =>
  Object.entries(throwAway ? THROW_AWAY : DURABLE).flatMap(([name, value]) => ['-c', `${name}=${String(value)}`]);

/** Tells whether a server that still runs was started with the same settings. */
export const settingsFingerprint = (input: SettingsInput, binaries: string): string =>
  createHash('sha256').update(JSON.stringify([{ ...input, socketFolder: '' }, binaries, usual()])).digest('hex').slice(0, 16);
