import { readFile, stat, writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '#kernel/clock.ts';
import { MOST_RXNORM_BYTES, checkMedicineFile, importMedicineFile, medicineFileKinds, medicineFiles } from '#modules/medicines/public.ts';
import type { CheckedFile, MedicineFileKind } from '#modules/medicines/public.ts';
import { asOperator } from '#platform/postgres/operator.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { withInstallation } from './installation.ts';

export const importHelp = [
  'amate medicines import (--compendio | --rxnorm | --classes) FILE [--check] [--report FILE] [--demo]',
  '',
  'Puts an official file of medicines in force for the whole installation: the Compendio Nacional de Insumos para la Salud',
  '(.xlsx or .csv), RxNorm’s prescribable content (RXNCONSO.RRF or its ZIP), or a list of how medicines may be sold (.csv or',
  '.xlsx). A file that is not whole is refused with its line and the reason. What was in force before is kept. A running',
  'Amate uses the new one within half a minute.',
  '  --check        reads the file and says what would happen; nothing is changed',
  '  --report FILE  writes what could not be understood, whole; without it the first lines are shown',
  '',
] as const;

export const showHelp = ['amate medicines show [--demo]', '', 'Lists the files of medicines that were imported, those in force first.', ''] as const;

const MOST_SHOWN = 20;

const linesOf = ({ findings }: CheckedFile, most: number): readonly string[] => findings.flatMap(({ title, lines }) => [
  `${title}.`, ...lines.slice(0, most).map((line) => `  ${line.slice(0, 300)}`), ...(lines.length > most ? [`  … and ${String(lines.length - most)} more: --report FILE writes them all`] : []),
]);

const bytesOf = async (path: string): Promise<Buffer> => {
  const file = resolve(path);
  const { size } = await stat(file);
  if (size > MOST_RXNORM_BYTES) throw new Error('The file is larger than 256 MiB.');
  return readFile(file);
};

type Wanted = { readonly kind: MedicineFileKind; readonly path: string; readonly isCheck: boolean; readonly report: string | null; readonly demo: boolean };

const bring = async ({ kind, path, isCheck, report, demo }: Wanted, io: CommandIo): Promise<number> => {
  const checked = checkMedicineFile(kind, await bytesOf(path));
  const tell = async (outcome: string): Promise<number> => {
    if (report !== null) await writeFile(resolve(report), `${[outcome, ...linesOf(checked, Number.POSITIVE_INFINITY)].join('\n')}\n`);
    for (const line of [outcome, ...linesOf(checked, report === null ? MOST_SHOWN : 0)]) io.stdout(line);
    return exitStatus.yes;
  };
  const whole = `${String(checked.rows)} rows, ${String(checked.unread)} of them not understood, SHA-256 ${checked.sha256}.`;
  if (isCheck) return tell(`Read: ${whole} Nothing was changed.`);
  return withInstallation({ demo, roles: [], io }, async ({ ownerUrl }) => {
    const isNew = await asOperator(ownerUrl, (tx) => importMedicineFile(tx, { clock: systemClock }, checked, userInfo().username));
    return tell(isNew ? `In force: ${whole}` : 'This very file is in force already; nothing was changed.');
  });
};

const kindIn = (values: Readonly<Record<string, unknown>>): { readonly kind: MedicineFileKind; readonly path: string } | null => {
  const given = medicineFileKinds.flatMap((kind) => { const path = values[kind]; return typeof path === 'string' && path !== '' ? [{ kind, path }] : []; });
  return given.length === 1 ? given[0] ?? null : null;
};

const wrongUse = (help: readonly string[], io: CommandIo): number => {
  for (const line of help) io.stderr(line);
  return exitStatus.wrongUse;
};

/** `amate medicines import`. */
export const importCommand = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const options = { compendio: { type: 'string' }, rxnorm: { type: 'string' }, classes: { type: 'string' }, report: { type: 'string' }, check: { type: 'boolean', default: false }, demo: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false });
  const chosen = kindIn(values);
  const isUnknown = Object.keys(values).some((name) => !(name in options)) || positionals.length > 0;
  if (chosen === null || isUnknown) return wrongUse(importHelp, io);
  return bring({ ...chosen, isCheck: values.check === true, report: typeof values.report === 'string' ? values.report : null, demo: values.demo === true }, io);
};

/** `amate medicines show`. */
export const showCommand = async (args: readonly string[], io: CommandIo): Promise<number> => {
  if (args.some((arg) => arg !== '--demo')) return wrongUse(showHelp, io);
  return withInstallation({ demo: args.includes('--demo'), roles: [], io }, async ({ ownerUrl }) => {
    const files = await asOperator(ownerUrl, (tx) => medicineFiles(tx));
    if (files.length === 0) io.stdout('No file of medicines was imported; Amate’s own catalogue is in force.');
    for (const kind of medicineFileKinds) {
      for (const [at, { number, sha256, imported_at: when, imported_by: by, rows, unread }] of files.filter((each) => each.kind === kind).entries()) {
        io.stdout(`${kind}  ${at === 0 ? 'in force' : 'earlier '}  ${String(number)}  ${when.toISOString()}  ${by}  ${String(rows)} rows, ${String(unread)} not understood  ${sha256}`);
      }
    }
    return exitStatus.yes;
  });
};
