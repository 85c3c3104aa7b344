import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { sentenceOf } from '#platform/supervisor/refusal.ts';
import { dropLeftClusters, startTestCluster } from './test-cluster.ts';
import type { TestCluster } from './test-cluster.ts';

/**
 * `npm run bench -- <name> [--json]` runs bench/<name>.ts, which prints its own figures. Those that use a database get
 * a cluster of their own with the durability of a real house, unless AMATE_TEST_CLUSTER names one.
 */
const names = (): readonly string[] =>
  existsSync('bench') ? readdirSync('bench').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => name.slice(0, -3)).sort() : [];

const usesDatabase = (name: string): boolean => readFileSync(`bench/${name}.ts`, 'utf8').includes('createTestDatabase');

const log = (line: string): void => { process.stderr.write(`${line}\n`); };

const clusterFor = async (name: string): Promise<TestCluster | null> => {
  if (!usesDatabase(name) || process.env['AMATE_TEST_CLUSTER'] !== undefined) return null;
  await dropLeftClusters();
  return startTestCluster('embedded', log, { durable: true });
};

const run = async (name: string, args: readonly string[]): Promise<number> => {
  const cluster = await clusterFor(name);
  try {
    const child = spawn(process.execPath, [`bench/${name}.ts`, ...args], {
      stdio: 'inherit', env: { ...process.env, ...(cluster === null ? {} : { AMATE_TEST_CLUSTER: cluster.url }) },
    });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { child.kill(signal); });
    process.on('disconnect', () => { child.kill('SIGTERM'); });
    return await new Promise((resolve) => { child.once('close', (code) => { resolve(code ?? 1); }); });
  } finally {
    await cluster?.close();
  }
};

const main = async (): Promise<number> => {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === '--help' || !names().includes(name)) {
    const list = names().map((each) => `  ${each}`).join('\n');
    const stream = name === '--help' ? process.stdout : process.stderr;
    stream.write(`Usage: npm run bench -- <name> [--json]\n${list === '' ? '  (there are no benchmarks in bench/)' : list}\n`);
    return name === '--help' ? 0 : 2;
  }
  try {
    return await run(name, args);
  } catch (error) {
    log(sentenceOf(error));
    return 1;
  }
};

process.exit(await main());
