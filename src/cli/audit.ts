import { createWriteStream, existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { isUuid } from '#kernel/ids.ts';
import { acceptRestoredLog, exportLines, openCheckpointMemory, proveEntry, publicKeyFile, readHeld, readSigningKey, readVerifierFile, verifyAll, writeHeld } from '#modules/audit/public.ts';
import type { Fault, Verdict } from '#modules/audit/public.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { withInstallation } from './installation.ts';

export const summary = 'verify, export, prove and keep the audit log';

const help = [
  'amate audit verify [--json] [--checkpoint FILE]… [--public-key FILE]',
  'amate audit export [--clinic ID] FILE',
  'amate audit prove ENTRY --clinic ID [--under NUMBER] FILE',
  'amate audit checkpoint FILE',
  'amate audit accept-restored',
  '',
  'verify           recomputes every chain, tree and checkpoint; the first line names the first bad entry',
  'export           writes the log as lines of JSON for verifier/amate-audit-verifier.mjs',
  'prove            writes the proof that entry number ENTRY stands under a checkpoint, for the same verifier',
  'checkpoint       writes the newest checkpoint to FILE: keep it on another machine or on paper',
  'accept-restored  after the restore of an older backup: lets sealing go on, and writes that into the log',
  '',
  '  --checkpoint FILE  a checkpoint kept earlier, which must still be there unchanged; may be repeated',
  '  --clinic ID        the clinic whose log is meant',
  '  --under NUMBER     the checkpoint to prove the entry under; the newest when not given',
  '  --public-key FILE  the keys whose signature counts; the installation\'s own when not given',
  '  --demo             the demo\'s data, also when the folder of npm start holds some',
  '  --help             this text',
  '',
  'Works beside a running Amate and, with its own database, while it is stopped.',
  'Exit status: 0 everything holds, 1 something does not, 2 wrong use.',
] as const;

const worker = { kind: 'gate', login: 'amate_worker' } as const;

const none: string[] = [];
const options = {
  json: { type: 'boolean', default: false },
  demo: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  checkpoint: { type: 'string', multiple: true, default: none },
  'public-key': { type: 'string' },
  clinic: { type: 'string' },
  under: { type: 'string' },
} as const;

const parse = (args: readonly string[]) => parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
type Wanted = ReturnType<typeof parse>;

const as = (demo: boolean, io: CommandIo) => ({ demo, io, roles: ['amate_worker'] }) as const;

const placeOf = (fault: Fault): string => [
  fault.kind,
  ...(fault.clinic === null ? [] : [`clinic ${fault.clinic}`]),
  ...(fault.seq === null ? [] : [`entry ${String(fault.seq)}`]),
  ...(fault.through === null ? [] : [`to ${String(fault.through)}`]),
  ...(fault.checkpoint === null ? [] : [`checkpoint ${String(fault.checkpoint)}`]),
  ...(fault.note === undefined ? [] : [fault.note]),
].join(' ');

const report = (verdict: Verdict, seconds: number, json: boolean, io: CommandIo): number => {
  if (json) {
    io.stdout(JSON.stringify({ ...verdict, first: verdict.faults[0] ?? null, seconds: Number(seconds.toFixed(3)) }));
  } else if (verdict.sound) {
    io.stdout(`sound: ${String(verdict.entries)} entries of ${String(verdict.clinics)} chains, ${String(verdict.checkpoints)} checkpoints, ${seconds.toFixed(1)} s`);
  } else {
    for (const fault of verdict.faults) io.stdout(placeOf(fault));
  }
  return verdict.sound ? exitStatus.yes : exitStatus.no;
};

const verify = ({ values }: Wanted, io: CommandIo): Promise<number> => withInstallation(as(values.demo, io), async ({ database, keysFolder }) => {
  const kept = await Promise.all(values.checkpoint.map(async (path) => readHeld(await readFile(path, 'utf8'))));
  const remembered = await openCheckpointMemory(keysFolder).recall();
  const keyFile = values['public-key'] ?? join(keysFolder, publicKeyFile);
  const keys = values['public-key'] === undefined && !existsSync(keyFile) ? [] : await readVerifierFile(keyFile);
  const began = performance.now();
  const held = remembered === null ? kept : [remembered, ...kept];
  const verdict = await database.withActor(worker, (tx) => verifyAll(tx, { keys, held }));
  return report(verdict, (performance.now() - began) / 1000, values.json, io);
});

const exportTo = (file: string, { values }: Wanted, io: CommandIo): Promise<number> => withInstallation(as(values.demo, io), async ({ database }) => {
  let lines = 0;
  await database.withActor(worker, async (tx) => {
    lines = 0;
    const ended = async function* ended(): AsyncGenerator<string> {
      for await (const line of exportLines(tx, values.clinic ?? null)) {
        lines += 1;
        yield `${line}\n`;
      }
    };
    await pipeline(Readable.from(ended()), createWriteStream(file, { mode: 0o600 }));
  });
  io.stdout(`${String(lines)} lines written to ${file}`);
  return exitStatus.yes;
});

const positive = (text: string | undefined): number | null => (text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null);

const prove = async ({ positionals: [, entry, file = ''], values }: Wanted, io: CommandIo): Promise<number> => {
  const [seq, under, { clinic }] = [positive(entry), positive(values.under), values];
  if (seq === null || clinic === undefined || (values.under !== undefined && under === null)) {
    io.stderr('Name the entry by its number, the clinic with --clinic, and the checkpoint by its number.');
    return exitStatus.wrongUse;
  }
  return withInstallation(as(values.demo, io), async ({ database }) => {
    const proof = await database.withActor(worker, (tx) => proveEntry(tx, { clinic, seq, ...(under === null ? {} : { checkpoint: under }) }));
    await writeFile(file, `${JSON.stringify(proof)}\n`, { mode: 0o600 });
    io.stdout(`entry ${String(seq)} of ${String(proof.head.size)} stands under checkpoint ${String(proof.checkpoint.number)}; proof written to ${file}`);
    return exitStatus.yes;
  });
};

const keepCheckpoint = (file: string, { values }: Wanted, io: CommandIo): Promise<number> => withInstallation(as(values.demo, io), async ({ keysFolder }) => {
  const newest = await openCheckpointMemory(keysFolder).recall();
  if (newest === null) {
    io.stderr('Nothing has been sealed yet, so there is no checkpoint to keep.');
    return exitStatus.no;
  }
  await writeFile(file, writeHeld(newest));
  io.stdout(newest.note.trimEnd());
  return exitStatus.yes;
});

const acceptRestored = ({ values }: Wanted, io: CommandIo): Promise<number> => withInstallation(as(values.demo, io), async ({ database, keysFolder }) => {
  const key = await readSigningKey(keysFolder);
  if (key === null) {
    io.stderr(`The signing key is missing from ${keysFolder}: restore the keys first.`);
    return exitStatus.no;
  }
  const verdict = await acceptRestoredLog({ database, key, memory: openCheckpointMemory(keysFolder) });
  io.stdout(`accepted as it stands at checkpoint ${String(verdict.through)}; the log says so`);
  return exitStatus.yes;
});

const actions: Readonly<Record<string, { readonly words: number; readonly act: (wanted: Wanted, io: CommandIo) => Promise<number> }>> = {
  verify: { words: 1, act: verify },
  export: { words: 2, act: (wanted, io) => exportTo(wanted.positionals[1] ?? '', wanted, io) },
  prove: { words: 3, act: prove },
  checkpoint: { words: 2, act: (wanted, io) => keepCheckpoint(wanted.positionals[1] ?? '', wanted, io) },
  'accept-restored': { words: 1, act: acceptRestored },
};

const read = (args: readonly string[]): Wanted | null => {
  try {
    return parse(args);
  } catch {
    return null;
  }
};

/** `amate audit …`; `args` are the words after `audit`. Resolves to the exit status. */
export const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  if (args.includes('--help')) {
    for (const line of help) io.stdout(line);
    return exitStatus.yes;
  }
  const wanted = read(args);
  const action = actions[wanted?.positionals[0] ?? ''];
  const isClinic = wanted?.values.clinic === undefined || isUuid(wanted.values.clinic);
  if (wanted === null || action === undefined || wanted.positionals.length !== action.words || !isClinic) {
    io.stderr('Use: amate audit verify, export, prove, checkpoint or accept-restored (see amate audit --help).');
    return exitStatus.wrongUse;
  }
  return action.act(wanted, io);
};
