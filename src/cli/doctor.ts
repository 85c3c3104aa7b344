import { statfs, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { guardsMissing, isSealingLate, SEALING_LAG_LIMIT_SECONDS, sealingNow } from '#modules/audit/public.ts';
import { codeHolder, codeLoginFaults } from '#modules/dispensing/public.ts';
import { migrationState } from '#platform/postgres/migrate.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { withInstallation } from './installation.ts';
import type { Installation } from './installation.ts';

export const summary = 'check every condition of a healthy installation';

type Condition = { readonly name: string; readonly holds: boolean; readonly found: string; readonly remedy: string };

const GIBIBYTE = 1024 ** 3;

const spaceLeft = async (folder: string): Promise<Condition> => {
  const disk = await statfs(folder);
  const share = disk.bavail / disk.blocks;
  const free = disk.bavail * disk.bsize;
  return { name: 'disk space', holds: share > 0.15 || free > 20 * GIBIBYTE, found: `${(free / GIBIBYTE).toFixed(1)} GiB free`, remedy: 'Free space on the disk of the data folder; below a twentieth the database may refuse to write.' };
};

const secretKept = async (file: string, name: string): Promise<Condition> => {
  const mode = await stat(file).then((found) => found.mode & 0o077, () => null);
  return {
    name, holds: mode === 0, found: mode === null ? 'missing' : mode === 0 ? 'readable by its owner alone' : 'readable by others',
    remedy: mode === null ? `Restore ${file} from the backup of the keys.` : `Run: chmod 600 ${file}`,
  };
};

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const sealing = async ({ database }: Installation): Promise<Condition> => {
  const look = () => database.withActor({ kind: 'gate', login: 'amate_worker' }, sealingNow);
  const first = await look();
  // A sealer at work is given one more turn before it is called late.
  if (isSealingLate(first)) await pause(2000 * SEALING_LAG_LIMIT_SECONDS);
  const { waiting, lagSeconds, checkpoint, checkpointAt } = isSealingLate(first) ? await look() : first;
  return {
    name: 'audit sealing', holds: !isSealingLate({ waiting, lagSeconds }),
    found: `${String(waiting)} entries wait, the oldest ${lagSeconds.toFixed(1)} s; ${checkpoint === null || checkpointAt === null ? 'no checkpoint yet' : `checkpoint ${String(checkpoint)} of ${checkpointAt.toISOString()}`}`,
    remedy: 'Start Amate, whose worker seals; if it runs, look for «audit:» in its output, and run amate audit verify.',
  };
};

const guards = async ({ database }: Installation): Promise<Condition> => {
  const missing = await database.withActor({ kind: 'gate', login: 'amate_worker' }, guardsMissing);
  return { name: 'audit guards', holds: missing.length === 0, found: missing.length === 0 ? 'all in place' : `missing: ${missing.join(', ')}`, remedy: 'Somebody changed the schema. Run amate audit verify and find out who; the migrations hold the triggers to restore.' };
};

const schema = async ({ ownerUrl }: Installation): Promise<Condition> => {
  const { applied, known, changed } = await migrationState(ownerUrl);
  const holds = applied === known && changed.length === 0;
  return { name: 'schema', holds, found: `${String(applied)} of ${String(known)} migrations applied${changed.length === 0 ? '' : `, changed since: ${changed.join(', ')}`}`, remedy: 'Start Amate once with this version; a changed migration file must be put back as it was.' };
};

const durable = async ({ ownerUrl }: Installation): Promise<Condition> => {
  const { settings } = await migrationState(ownerUrl);
  const off = ['fsync', 'synchronous_commit', 'full_page_writes'].filter((name) => settings[name] !== 'on');
  return { name: 'durability', holds: off.length === 0, found: off.length === 0 ? 'commits survive a crash' : `off: ${off.join(', ')}`, remedy: 'Set these to on in PostgreSQL’s configuration.' };
};

/**
 * Where printed codes lead: a pharmacy is on no network of the clinic's, and asks nobody to trust a page without https. A practice
 * that reaches nobody outside is whole all the same: its originals are paper, and the code is then of no use to a pharmacy.
 */
const printedCodes = ({ publicUrl, address, isDemo }: Installation): Condition => {
  const isReached = publicUrl?.startsWith('https://') === true;
  return {
    name: 'printed codes', holds: isReached || isDemo || publicUrl === null,
    found: isReached ? `lead to ${publicUrl}` : `lead to ${address}, which a pharmacy cannot open${isDemo ? ' (a demo)' : ''}`,
    remedy: 'Set AMATE_PUBLIC_URL to the https address of Amate before the first prescription is printed; a code that was printed keeps the address it has.',
  };
};

const codeLogin = async ({ database }: Installation): Promise<Condition> => {
  const faults = await database.withActor(codeHolder, codeLoginFaults).catch((error: unknown): readonly string[] => [`cannot log in (${(error as { code?: string }).code ?? 'unknown'})`]);
  return {
    name: 'login of printed codes', holds: faults.length === 0, found: faults.length === 0 ? 'amate_pharmacy logs in, calls its three functions and holds no table' : `amate_pharmacy ${faults.join(', ')}`,
    remedy: 'Start Amate once with this version, which sets the login anew; a right that the migrations did not give was given by somebody: find out who, and revoke it.',
  };
};

const examine = async (open: Installation): Promise<readonly Condition[]> => [
  await schema(open), await durable(open), await guards(open), await sealing(open), printedCodes(open), await codeLogin(open),
  await secretKept(join(open.keysFolder, 'root.key'), 'root key'), await secretKept(join(open.keysFolder, 'audit-signing.key'), 'audit signing key'),
  await spaceLeft(open.dataFolder),
];

/** `amate doctor [--json]`: exit 0 only if every condition holds. */
export const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const options = { json: { type: 'boolean', default: false }, demo: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
  const { values } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  if (values.help === true) {
    io.stdout('amate doctor [--json] [--demo]: each condition of a healthy installation, with its remedy. Exit 0 only if all hold.');
    return exitStatus.yes;
  }
  const conditions = await withInstallation({ demo: values.demo === true, roles: ['amate_worker', 'amate_pharmacy'], io }, examine);
  if (values.json === true) io.stdout(JSON.stringify({ healthy: conditions.every(({ holds }) => holds), conditions }));
  else for (const { name, holds, found, remedy } of conditions) io.stdout(`${holds ? 'ok    ' : 'WRONG '} ${name}: ${found}${holds ? '' : `. ${remedy}`}`);
  return conditions.every(({ holds }) => holds) ? exitStatus.yes : exitStatus.no;
};
