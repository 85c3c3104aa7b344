import { spawn } from 'node:child_process';
import type { Check } from './check-list.ts';

export type CheckResult = { readonly name: string; readonly outcome: 'ok' | 'failed' | 'skipped'; readonly reason?: string };

const runOne = (check: Check): Promise<{ readonly succeeded: boolean; readonly said: string }> => new Promise((resolve) => {
  const child = spawn(process.execPath, [...check.command], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { said += chunk.toString('utf8'); });
  child.once('error', (error) => { resolve({ succeeded: false, said: error.message }); });
  child.once('close', (code) => { resolve({ succeeded: code === 0, said }); });
});

/** Runs the checks one after the other; prints name, seconds and outcome of each, and what a failed one said. */
export const runChecks = async (checks: readonly Check[], print: (line: string) => void): Promise<readonly CheckResult[]> => {
  const results: CheckResult[] = [];
  for (const check of checks) {
    const reason = check.skip?.() ?? null;
    if (reason !== null) {
      print(`skipped  ${check.name}: ${reason}`);
      results.push({ name: check.name, outcome: 'skipped', reason });
      continue;
    }
    const started = performance.now();
    const { succeeded, said } = await runOne(check);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    print(`${succeeded ? 'ok      ' : 'FAILED  '} ${check.name} (${seconds} s)`);
    if (!succeeded) for (const line of said.trimEnd().split('\n')) print(`    ${line}`);
    results.push({ name: check.name, outcome: succeeded ? 'ok' : 'failed' });
  }
  return results;
};
