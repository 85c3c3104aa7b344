import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#kernel/clock.ts';
import { exportLines, openCheckpointMemory, openSigningKey, sealPending, verifyAll } from '#modules/audit/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { readKeys, verifyExport } from '../verifier/amate-audit-verifier.mjs';

/**
 * How fast the audit log is verified: every hash, link, canonical text, column, tree head and signature, out of a
 * database on this machine; beside it the stand-alone verifier on an export, the sealer, and as yardstick the bare
 * SHA-256 links of the same entries in memory. Data are synthetic. `--rows N`, `--json`.
 */
const argumentOf = (name: string, absent: number): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? absent : Number(process.argv[at + 1]);
};

const rows = argumentOf('--rows', 100_000);
const perCheckpoint = 500;

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
};

const median = (values: readonly number[]): number => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

const fill = `insert into audit.pending (clinic_id, person_id, session_id, role, login_role, purpose, action, entity, entity_id, patients, detail)
  select '01890000-0000-7000-8000-00000000000a', gen_random_uuid(), gen_random_uuid(), 'physician', 'amate_clinician', 'care', 'read-chart', 'clin.note',
    gen_random_uuid(), array[gen_random_uuid()], jsonb_build_object('seen', jsonb_build_array(jsonb_build_object('entity', 'clin.note', 'rows', n)))
  from generate_series(1, $1) n`;

const worker = { kind: 'gate', login: 'amate_worker' } as const;

const openAudit = async ({ database }: TestDatabase) => {
  const folder = await mkdtemp(join(tmpdir(), 'amate-bench-'));
  const key = await openSigningKey(database, folder);
  const seal = async (): Promise<void> => {
    while (await sealPending({ database, key, memory: openCheckpointMemory(folder), clock: systemClock, batch: perCheckpoint }) > 0);
  };
  const exported = () => database.withActor(worker, async (tx) => {
    const lines: string[] = [];
    for await (const line of exportLines(tx, null)) lines.push(line);
    return lines;
  });
  return {
    key, seal, exported,
    verify: () => database.withActor(worker, (tx) => verifyAll(tx, { keys: [key.noteKey] })),
    close: () => rm(folder, { recursive: true }),
  };
};

/** What a chain costs at the least: one SHA-256 over the hash before and the entry. */
const bareLinks = (texts: readonly string[]): void => {
  let chain: Buffer = Buffer.alloc(32);
  for (const text of texts) chain = createHash('sha256').update(chain).update(text).digest();
};

const measure = async () => {
  const home = await createTestDatabase();
  const audit = await openAudit(home);
  try {
    await home.asSuperuser(fill, [rows]);
    const sealing = await secondsOf(audit.seal);
    await home.asSuperuser('analyze audit.log');
    const runs: number[] = [];
    for (let run = 0; run < 3; run += 1) {
      runs.push(await secondsOf(async () => {
        const verdict = await audit.verify();
        if (!verdict.sound || verdict.entries !== rows) throw new Error('the log did not verify');
      }));
    }
    const lines = await audit.exported();
    const keys = readKeys(audit.key.verifier);
    const standAlone = await secondsOf(async () => {
      if (!(await verifyExport(lines, keys)).sound) throw new Error('the export did not verify');
    });
    const texts = lines.map((line) => JSON.parse(line) as { readonly kind: string; readonly entry?: string }).flatMap((line) => (line.kind === 'entry' ? [line.entry ?? ''] : []));
    const bare = await secondsOf(async () => { bareLinks(texts); });
    const bytes = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
    return { sealing, verifying: median(runs), slowest: Math.max(...runs), standAlone, bare, bytes };
  } finally {
    await audit.close();
    await home.close();
  }
};

const times = await measure();
const rate = (seconds: number): number => Math.round(rows / seconds);
const result = {
  benchmark: 'audit-verify',
  machine: `${cpus()[0]?.model.trim() ?? 'unknown'}, ${String(availableParallelism())} cores, Node ${process.versions.node}`,
  data: `synthetic: ${String(rows)} entries of ${String(Math.round(times.bytes))} bytes, one clinic, a checkpoint for each ${String(perCheckpoint)}`,
  figures: [
    { figure: 'verification out of the database, median of 3', value: rate(times.verifying), unit: 'entries/s', goal: 50_000 },
    { figure: 'verification out of the database, slowest of 3', value: rate(times.slowest), unit: 'entries/s' },
    { figure: 'stand-alone verifier on an export in memory', value: rate(times.standAlone), unit: 'entries/s' },
    { figure: 'sealing', value: rate(times.sealing), unit: 'entries/s' },
  ],
  yardstick: { figure: 'bare SHA-256 links of the same entries in memory', value: rate(times.bare), unit: 'links/s' },
  ratio: Number((times.bare / times.verifying).toFixed(3)),
};
process.stdout.write(process.argv.includes('--json')
  ? `${JSON.stringify(result)}\n`
  : `${result.machine}\n${result.data}\n${[...result.figures, result.yardstick].map((each) => `${each.figure}: ${each.value.toLocaleString('en-US')} ${each.unit}`).join('\n')}\nratio to the yardstick: ${String(result.ratio)}\n`);
