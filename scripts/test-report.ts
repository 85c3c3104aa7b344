import { relative, resolve } from 'node:path';
import { run } from 'node:test';
import { inspect } from 'node:util';

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

export type RunOptions = { readonly files: readonly string[]; readonly concurrency: number; readonly signal: AbortSignal; readonly print: (line: string) => void };

/** Runs test files, each in a process of its own; prints one line a file and each failure whole. */
export const runTestFiles = async ({ files, concurrency, signal, print }: RunOptions): Promise<Tally> => {
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  const stream = run({ files: [...files], concurrency, isolation: 'process', signal, timeout: 300_000 });
  const finished = new Set<string>();
  const failed = new Set<string>();
  const onPass = (result: Result): void => {
    const reason = result.skip ?? result.todo;
    if (reason !== undefined && reason !== false) {
      tally.skipped.push({ name: `${placeOf(result)} ${result.name}`, reason: typeof reason === 'string' ? reason : 'no reason given' });
    } else if (result.details.type !== 'suite' && result.name !== result.file) {
      tally.passed += 1;
    }
  };
  const onFail = (result: Result): void => {
    // A group or file that failed only because something in it did adds nothing.
    if (isSuiteOfFailures(result)) return;
    tally.failed += 1;
    print(`FAILED  ${placeOf(result)} ${result.name}`);
    for (const line of causeOf(result.details.error).split('\n').slice(0, 40)) print(`    ${line}`);
  };
  stream.on('test:pass', (result) => { onPass(result as Result); });
  stream.on('test:fail', (result) => {
    if (result.name === result.file) failed.add(resolve(result.name));
    onFail(result as Result);
  });
  // What went wrong outside any test, such as behind its end, is told in no other way.
  stream.on('test:diagnostic', ({ message, file, nesting }) => {
    if (file !== undefined && nesting === 0 && /asynchronous activity|^Error/.test(message)) print(`    ${relative(process.cwd(), file)}: ${message}`);
  });
  stream.on('test:stderr', ({ message }) => { process.stderr.write(message); });
  stream.on('test:summary', ({ file, counts, duration_ms: milliseconds, success }) => {
    if (file === undefined) return;
    finished.add(resolve(file));
    print(`${success ? 'ok      ' : 'FAILED  '} ${relative(process.cwd(), file)} (${String(counts.tests)} in ${(milliseconds / 1_000).toFixed(1)} s)`);
  });
  await new Promise<void>((done) => { stream.on('end', done).resume(); });
  // node:test calls a file that exits with 0 in the middle a success, and its lost tests are never missed.
  for (const file of files.map((each) => resolve(each))) {
    if (finished.has(file) || failed.has(file)) continue;
    tally.failed += 1;
    print(`FAILED  ${relative(process.cwd(), file)} ended before its tests did, or holds none`);
  }
  return tally;
};
