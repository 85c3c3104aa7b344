import { readFile, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '#kernel/clock.ts';
import { MOST_FILE_BYTES, catalogueVersions, checkIcd11File, checkOfficialFile, icd11Maps, importCatalogue, importIcd11Map } from '#modules/terminology/public.ts';
import type { CatalogueImport } from '#modules/terminology/public.ts';
import { asOperator } from '#platform/postgres/operator.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { withInstallation } from './installation.ts';

export const summary = 'import the official catalogue of diagnoses (CIE-10) and WHO’s table to ICD-11';

const help = [
  'amate terminology import (--cie10 | --icd11) FILE [--demo]',
  'amate terminology show [--demo]',
  '',
  'import  puts the official catalogue of diagnoses (.xlsx or .csv, as the health authority publishes it) in force for the',
  '        whole installation, or WHO’s table to ICD-11 (its mapping.zip). A file that is not whole is refused with its',
  '        line and the reason. What was in force before is kept. A running Amate uses the new one within half a minute.',
  'show    lists the versions imported, the one in force first.',
  '',
  'Exit status: 0 done, 1 refused or failed, 2 wrong use.',
] as const;

const some = (codes: readonly string[]): string => (codes.length <= 20 ? codes.join(', ') : `${codes.slice(0, 20).join(', ')}, …`);

const linesOf = ({ isNew, sha256, codes, retired, retiredInUse }: CatalogueImport): readonly string[] => (isNew
  ? [
    `In force: ${String(codes)} codes, SHA-256 ${sha256}.`,
    ...(retired.length === 0 ? [] : [`No longer offered, still read: ${String(retired.length)} codes that the file lacks: ${some(retired)}.`]),
    ...(retiredInUse.length === 0 ? [] : [`Signed documents hold ${String(retiredInUse.length)} of them; they stay as they were signed: ${some(retiredInUse)}.`]),
  ]
  : ['This very file is in force already; nothing was changed.']);

const bytesOf = async (path: string): Promise<Buffer> => {
  const file = resolve(path);
  if ((await stat(file)).size > MOST_FILE_BYTES) throw new Error('The file is larger than 32 MiB.');
  return readFile(file);
};

const importMap = async (path: string, demo: boolean, io: CommandIo): Promise<number> => {
  const checked = checkIcd11File(await bytesOf(path));
  return withInstallation({ demo, roles: [], io }, async ({ ownerUrl }) => {
    const { isNew, sha256, release, codes, without } = await asOperator(ownerUrl, (tx) => importIcd11Map(tx, { clock: systemClock }, checked, userInfo().username));
    io.stdout(isNew ? `In force: ICD-11 ${release} for ${String(codes)} codes, SHA-256 ${sha256}. WHO gives no category for ${String(without)}.` : 'This very file is in force already; nothing was changed.');
    return exitStatus.yes;
  });
};

const importFile = async (path: string, demo: boolean, io: CommandIo): Promise<number> => {
  const checked = checkOfficialFile(await bytesOf(path));
  return withInstallation({ demo, roles: [], io }, async ({ ownerUrl }) => {
    const done = await asOperator(ownerUrl, (tx) => importCatalogue(tx, { clock: systemClock }, checked, userInfo().username));
    for (const line of linesOf(done)) io.stdout(line);
    return exitStatus.yes;
  });
};

const show = (demo: boolean, io: CommandIo): Promise<number> => withInstallation({ demo, roles: [], io }, async ({ ownerUrl }) => {
  const versions = await asOperator(ownerUrl, (tx) => catalogueVersions(tx));
  if (versions.length === 0) io.stdout('No official catalogue was imported; Amate’s own terms are in force.');
  for (const [at, { number, sha256, imported_at: when, imported_by: by, codes, retired }] of versions.entries()) {
    io.stdout(`${at === 0 ? 'in force' : 'earlier '}  ${String(number)}  ${when.toISOString()}  ${by}  ${String(codes)} codes, ${String(retired)} retired  ${sha256}`);
  }
  for (const [at, { number, sha256, release, imported_at: when, imported_by: by, codes }] of (await asOperator(ownerUrl, (tx) => icd11Maps(tx))).entries()) {
    io.stdout(`ICD-11 ${release}  ${at === 0 ? 'in force' : 'earlier '}  ${String(number)}  ${when.toISOString()}  ${by}  ${String(codes)} codes  ${sha256}`);
  }
  return exitStatus.yes;
});

/** `amate terminology`: for whoever holds the machine. */
export const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const options = { cie10: { type: 'string' }, icd11: { type: 'string' }, demo: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  const [action] = positionals;
  const isUnknown = Object.keys(values).some((name) => !(name in options)) || positionals.length !== 1;
  const demo = values.demo === true;
  if (values.help !== true && !isUnknown) {
    const files = [{ path: values.cie10, bring: importFile }, { path: values.icd11, bring: importMap }].flatMap(({ path, bring }) => (typeof path === 'string' ? [{ path, bring }] : []));
    const [file] = files;
    if (action === 'import' && file !== undefined && files.length === 1) return file.bring(file.path, demo, io);
    if (action === 'show' && files.length === 0) return show(demo, io);
  }
  for (const line of help) (values.help === true ? io.stdout : io.stderr)(line);
  return values.help === true ? exitStatus.yes : exitStatus.wrongUse;
};
