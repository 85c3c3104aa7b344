import { readFileSync, readdirSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { sentenceOf } from '#platform/supervisor/refusal.ts';
import { checks } from './check-list.ts';
import { runChecks } from './check-runner.ts';
import { ensureBrowser } from './test-browser.ts';
import { dropLeftClusters, startTestCluster } from './test-cluster.ts';
import type { Kind, TestCluster } from './test-cluster.ts';
import { runTestFiles } from './test-report.ts';
import type { Skipped, Tally } from './test-report.ts';

const print = (line: string): void => { process.stdout.write(`${line}\n`); };
const log = (line: string): void => { process.stderr.write(`${line}\n`); };

const usage = `Usage: npm test [-- OPTION… PATH…]
  PATH                 only test files whose path contains PATH
  --no-check           without the checks of npm run check
  --postgres=WHICH     embedded (default), system (Debian's, only tests that use a database) or both
  --concurrency=N      test files at a time (default 2)
  --limit=SECONDS      how long one file may take before it is ended and has failed (default 300)
AMATE_TEST_DATABASE_URL names a cluster to use instead (a superuser's address; databases are made and dropped in it).`;

type Options = { readonly paths: readonly string[]; readonly check: boolean; readonly kinds: readonly Kind[]; readonly concurrency: number; readonly limit: number };

const kindsOf = (text: string): readonly Kind[] | null => {
  if (text === 'both') return ['embedded', 'system'];
  return text === 'embedded' || text === 'system' ? [text] : null;
};

/** Null: wrong use. */
const readOptions = (args: readonly string[]): Options | null => {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const valueOf = (name: string): string | undefined => flags.find((flag) => flag.startsWith(`--${name}=`))?.slice(name.length + 3);
  const kinds = kindsOf(valueOf('postgres') ?? 'embedded');
  const concurrency = Number(valueOf('concurrency') ?? 2);
  const limit = Number(valueOf('limit') ?? 300);
  const known = flags.every((flag) => flag === '--no-check' || /^--(postgres|concurrency|limit)=/.test(flag));
  if (kinds === null || !known || [concurrency, limit].some((count) => !Number.isInteger(count) || count < 1)) return null;
  const paths = args.filter((arg) => !arg.startsWith('--')).map((path) => normalize(path));
  return { paths, check: paths.length === 0 && !flags.includes('--no-check'), kinds, concurrency, limit };
};

const testFiles = (paths: readonly string[]): readonly string[] =>
  ['src', 'test', 'scripts', 'db'].flatMap((folder) => {
    try {
      return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
    } catch {
      return [];
    }
  })
    .filter((path) => path.endsWith('.test.ts') && (paths.length === 0 || paths.some((wanted) => path.includes(wanted))))
    .sort();

const usesDatabase = (path: string): boolean => /\/(database|house|practice|harness)\.ts'|AMATE_TEST_CLUSTER/.test(readFileSync(path, 'utf8'));

const usesBrowser = (path: string): boolean => /playwright-core|\/harness\.ts'/.test(readFileSync(path, 'utf8'));

const add = (total: Tally, part: Tally): void => {
  total.passed += part.passed;
  total.failed += part.failed;
  total.skipped.push(...part.skipped);
};

const clusterFor = async (kind: Kind): Promise<TestCluster> => {
  const given = process.env['AMATE_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { name: 'the cluster of AMATE_TEST_DATABASE_URL', url: given, close: async () => undefined };
  await dropLeftClusters();
  return startTestCluster(kind, log);
};

const runOn = async (kind: Kind, files: readonly string[], options: Options, signal: AbortSignal): Promise<Tally> => {
  const cluster = files.some(usesDatabase) ? await clusterFor(kind) : null;
  try {
    if (cluster !== null) {
      process.env['AMATE_TEST_CLUSTER'] = cluster.url;
      print(`On ${cluster.name}:`);
    }
    return await runTestFiles({ files, concurrency: options.concurrency, limit: options.limit, signal, print });
  } finally {
    await cluster?.close();
  }
};

const conclude = (total: Tally): number => {
  const isCi = process.env['CI'] === 'true';
  const unique = new Map<string, Skipped>(total.skipped.map((each) => [`${each.name}: ${each.reason}`, each]));
  for (const line of unique.keys()) print(`skipped  ${line}`);
  if (isCi && total.skipped.length > 0) {
    print('In CI nothing may be skipped: each of these counts as failed.');
    total.failed += total.skipped.length;
  }
  const skipped = total.skipped.length > 0 && !isCi ? `, ${String(total.skipped.length)} skipped` : '';
  print(`${String(total.passed)} passed, ${String(total.failed)} failed${skipped}`);
  return total.failed === 0 ? 0 : 1;
};

const addChecks = async (total: Tally): Promise<void> => {
  for (const { name, outcome, reason } of await runChecks(checks, print)) {
    if (outcome === 'ok') total.passed += 1;
    else if (outcome === 'failed') total.failed += 1;
    else total.skipped.push({ name: `check ${name}`, reason: reason ?? '' });
  }
};

/** The browser tests read the program's path, or why they skip, from the environment. */
const offerBrowser = (files: readonly string[]): void => {
  if (!files.some(usesBrowser)) return;
  const { path, reason } = ensureBrowser(print);
  if (path === null) process.env['AMATE_NO_CHROMIUM'] = reason;
  else process.env['AMATE_CHROMIUM'] = path;
};

const fail = (total: Tally, reason: string): void => {
  print(reason);
  total.failed += 1;
};

const runAll = async (options: Options, signal: AbortSignal): Promise<number> => {
  const total: Tally = { passed: 0, failed: 0, skipped: [] };
  if (options.check) await addChecks(total);
  const files = testFiles(options.paths);
  if (files.length === 0) fail(total, `There is no test file for ${options.paths.join(' or ')}.`);
  offerBrowser(files);
  for (const [index, kind] of options.kinds.entries()) {
    // What touches no database would only say the same again on another one.
    const chosen = kind === 'system' || index > 0 ? files.filter((path) => usesDatabase(path) && !usesBrowser(path)) : files;
    if (chosen.length > 0 && !signal.aborted) add(total, await runOn(kind, chosen, options, signal));
  }
  if (signal.aborted) fail(total, 'Stopped before the end.');
  return conclude(total);
};

const main = async (): Promise<number> => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    print(usage);
    return 0;
  }
  const options = readOptions(args);
  if (options === null) {
    log(usage);
    return 2;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => { stop.abort(); });
  process.on('disconnect', () => { stop.abort(); });
  try {
    return await runAll(options, stop.signal);
  } catch (error) {
    log(sentenceOf(error));
    print('0 passed, 1 failed');
    return 1;
  }
};

process.exit(await main());
