import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';
import { endStuckFiles } from './end-stuck-files.ts';

export type Skipped = { readonly name: string; readonly reason: string };
export type Tally = { passed: number; failed: number; readonly skipped: Skipped[] };

type Result = {
  readonly name: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly nesting: number;
  readonly skip?: string | boolean | undefined;
  readonly todo?: string | boolean | undefined;
  readonly details: { readonly type?: string | undefined; readonly error?: Error | undefined };
};

const placeOf = ({ file, line }: Result): string => (file === undefined ? '' : `${relative(process.cwd(), file)}${line === undefined ? '' : `:${String(line)}`}`);

/** The error as the test threw it; node:test wraps it. */
const causeOf = (error: Error | undefined): string => {
  const { cause } = error ?? {};
  if (cause instanceof Error) return cause.stack ?? cause.message;
  return typeof cause === 'string' ? cause : inspect(cause ?? error, { depth: 4 });
};

const isSuiteOfFailures = ({ details }: Result): boolean =>
  (details.error as { failureType?: string } | undefined)?.failureType === 'subtestsFailed';

/** What the harness of the browser tests writes when the browser went away by itself. */
const BROWSER_LOST = 'amate: the browser was lost';
const isAssertion = ({ details }: Result): boolean => ((details.error?.cause ?? {}) as { code?: unknown }).code === 'ERR_ASSERTION';

export type RunOptions = { readonly files: readonly string[]; readonly concurrency: number; readonly signal: AbortSignal; readonly print: (line: string) => void; /** Seconds that a file may take. */ readonly limit: number };

/** One file's results, kept apart until it is sure that they count. */
type FileResults = Tally & { lostAt: number | undefined; hasFailedAssertion: boolean; readonly told: string[] };
const noResults = (): FileResults => ({ passed: 0, failed: 0, skipped: [], lostAt: undefined, hasFailedAssertion: false, told: [] });

const keepPass = (kept: FileResults, result: Result): void => {
  const reason = result.skip ?? result.todo;
  if (reason !== undefined && reason !== false) {
    kept.skipped.push({ name: `${placeOf(result)} ${result.name}`, reason: typeof reason === 'string' ? reason : 'no reason given' });
  } else if (result.details.type !== 'suite' && result.name !== result.file) {
    kept.passed += 1;
  }
};

const keepFailure = (kept: FileResults, result: Result): void => {
  // A group or file that failed only because something in it did adds nothing.
  if (isSuiteOfFailures(result)) return;
  kept.failed += 1;
  kept.hasFailedAssertion ||= isAssertion(result);
  kept.told.push(`FAILED  ${placeOf(result)} ${result.name}`, ...causeOf(result.details.error).split('\n').slice(0, 40).map((line) => `    ${line}`));
};

/** Runs each file once; answers with what each of them told. */
const runOnce = async ({ files, concurrency, signal, print, limit }: RunOptions): Promise<ReadonlyMap<string, FileResults>> => {
  const results = new Map(files.map((file) => [resolve(file), noResults()]));
  const of = (file: string | undefined): FileResults => (file === undefined ? undefined : results.get(resolve(file))) ?? noResults();
  const stream = run({ files: [...files], concurrency, isolation: 'process', signal, timeout: limit * 1_000 });
  const finished = new Set<string>();
  const failed = new Set<string>();
  const stop = endStuckFiles({ files, limitMilliseconds: limit * 1_000, isFinished: (file) => finished.has(resolve(file)), lostAt: (file) => of(file).lostAt, print });
  stream.on('test:pass', (result) => { keepPass(of(result.file), result as Result); });
  stream.on('test:fail', (result) => {
    if (result.name === result.file) failed.add(resolve(result.name));
    keepFailure(of(result.file), result as Result);
  });
  // What went wrong outside any test, such as behind its end, is told in no other way.
  stream.on('test:diagnostic', ({ message, file, nesting }) => {
    if (file !== undefined && nesting === 0 && /asynchronous activity|^Error/.test(message)) of(file).told.push(`    ${relative(process.cwd(), file)}: ${message}`);
  });
  stream.on('test:stderr', ({ message, file }) => {
    if (message.includes(BROWSER_LOST)) of(file).lostAt ??= Date.now();
    process.stderr.write(message);
  });
  stream.on('test:summary', ({ file, counts, duration_ms: milliseconds, success }) => {
    if (file === undefined) return;
    finished.add(resolve(file));
    for (const line of of(file).told.splice(0)) print(line);
    print(`${success ? 'ok      ' : 'FAILED  '} ${relative(process.cwd(), file)} (${String(counts.tests)} in ${(milliseconds / 1_000).toFixed(1)} s)`);
  });
  await new Promise<void>((done) => { stream.on('end', done).resume(); });
  stop();
  for (const [file, kept] of results) {
    for (const line of kept.told.splice(0)) print(line);
    // node:test calls a file that exits with 0 in the middle a success, and its lost tests are never missed.
    if (finished.has(file) || failed.has(file)) continue;
    kept.failed += 1;
    print(`FAILED  ${relative(process.cwd(), file)} ended before its tests did, or holds none`);
  }
  return results;
};

/** A browser that went away by itself says nothing about the code; an assertion that failed does, whatever else happened. */
const deservesAnother = ({ failed, lostAt, hasFailedAssertion }: FileResults): boolean => failed > 0 && lostAt !== undefined && !hasFailedAssertion;

/**
 * Runs test files, each in a process of its own; prints one line a file and each failure whole. A file past its limit is ended with
 * all it started and has failed; one that lost its browser without a failed assertion runs once more, and only that run counts.
 */
export const runTestFiles = async (options: RunOptions): Promise<Tally> => {
  const first = await runOnce(options);
  const again = options.files.filter((file) => { const kept = first.get(resolve(file)); return kept !== undefined && deservesAnother(kept); });
  for (const file of again) options.print(`AGAIN    ${file}: its browser was lost, so what it told does not count`);
  const second = again.length === 0 || options.signal.aborted ? new Map<string, FileResults>() : await runOnce({ ...options, files: again, concurrency: 1 });
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  for (const [file, kept] of [...first, ...second]) {
    if (kept === first.get(file) && second.has(file)) continue;
    tally.passed += kept.passed;
    tally.failed += kept.failed;
    tally.skipped.push(...kept.skipped);
  }
  return tally;
};
