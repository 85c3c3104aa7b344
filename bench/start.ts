import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { argumentOf, atMost, percentile, report, say } from './parts/figures.ts';
import type { Figure } from './parts/figures.ts';

/**
 * What a person waits for: `npm run demo` in a fresh clone of the present commit (packages out of npm's cache where it
 * has them), started again, and what our Node processes hold a minute after the last start. `--later N` starts,
 * `--port N`, `--idle N` seconds. The database's processes are not counted.
 */
const later = argumentOf('--later', 3);
const port = argumentOf('--port', 8671);
const idle = argumentOf('--idle', 60);
const patience = 10 * 60_000;

type Started = { readonly seconds: number; readonly child: ChildProcess };

const start = (folder: string): Promise<Started> => new Promise((resolve, reject) => {
  const began = performance.now();
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_') && !name.startsWith('AMATE_')));
  const child = spawn('npm', ['run', 'demo'], { cwd: folder, env: { ...env, AMATE_PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  const giveUp = setTimeout(() => { reject(new Error(`not ready in time: ${said.slice(-500)}`)); }, patience);
  const read = (chunk: Buffer): void => {
    said += chunk.toString('utf8');
    if (!said.includes('Amate ready at')) return;
    clearTimeout(giveUp);
    resolve({ seconds: (performance.now() - began) / 1000, child });
  };
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  child.once('close', (code) => {
    clearTimeout(giveUp);
    reject(new Error(`the demo ended with ${String(code)}: ${said.slice(-500)}`));
  });
});

const stop = ({ child }: Started): Promise<void> => new Promise((resolve) => {
  child.once('close', () => { resolve(); });
  process.kill(-(child.pid ?? 0), 'SIGINT');
});

type Process = { readonly pid: number; readonly parent: number };

const everyProcess = (): readonly Process[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => {
  try {
    const [, parent = '0'] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return [{ pid: Number(name), parent: Number(parent) }];
  } catch {
    // Ended meanwhile.
    return [];
  }
});

const familyOf = (pid: number): readonly number[] => {
  const all = everyProcess();
  const below = (parent: number): readonly number[] => all.filter((each) => each.parent === parent).flatMap((each) => [each.pid, ...below(each.pid)]);
  return [pid, ...below(pid)];
};

const isNode = (pid: number): boolean => basename(readlinkSync(`/proc/${String(pid)}/exe`)) === 'node';
const nameOf = (pid: number): string => readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0').filter((word) => word !== '' && !word.startsWith('-')).slice(0, 3).map((word) => basename(word)).join(' ');
const megabytesOf = (pid: number): number => Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${String(pid)}/smaps_rollup`, 'utf8'))?.[1] ?? Number.NaN) / 1024;

const memoryOf = ({ child }: Started): readonly Figure[] =>
  familyOf(child.pid ?? 0).filter(isNode).map((pid) => ({ figure: `of it ${nameOf(pid)}`, value: megabytesOf(pid), unit: 'MB', at: 'PSS' }));

const folder = mkdtempSync(join(tmpdir(), 'amate-start-'));
const measure = async () => {
  const clone = join(folder, 'amate');
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', process.cwd(), clone]);
  const commit = execFileSync('git', ['-C', clone, 'rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  let running: Started | null = null;
  try {
    running = await start(clone);
    const first = running.seconds;
    say(`first start ${first.toFixed(1)} s`);
    const seconds: number[] = [];
    for (let run = 0; run < later; run += 1) {
      await stop(running);
      running = null;
      running = await start(clone);
      seconds.push(running.seconds);
      say(`later start ${running.seconds.toFixed(1)} s`);
    }
    await new Promise((resolve) => { setTimeout(resolve, idle * 1000); });
    const memory = memoryOf(running);
    return { first, seconds, memory, commit };
  } finally {
    if (running !== null) await stop(running);
    rmSync(folder, { recursive: true, force: true });
  }
};

const began = performance.now();
execFileSync(process.execPath, ['-e', '0']);
const bare = (performance.now() - began) / 1000;
const { first, seconds, memory, commit } = await measure();
report({
  benchmark: 'start',
  data: `a fresh clone of ${commit}; the demo's synthetic practice, filled at the first start`,
  figures: [
    atMost({ figure: 'first start, installing and filling included', value: first, unit: 's', at: 'once' }, 90),
    atMost({ figure: 'later start', value: percentile(seconds, 50), unit: 's', at: `median of ${String(later)}` }, 5),
    atMost({ figure: `our Node processes ${String(idle)} s after ready`, value: memory.reduce((sum, { value }) => sum + value, 0), unit: 'MB', at: `sum of PSS of ${String(memory.length)} processes` }, 450),
    ...memory,
  ],
  yardstick: { figure: 'starting a Node that does nothing', value: bare, unit: 's', at: 'once' },
  ratio: percentile(seconds, 50) / bare, ratioOf: 'a later start',
});
