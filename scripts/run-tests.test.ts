import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { after, describe, it } from 'node:test';

const runner = join(dirname(fileURLToPath(import.meta.url)), 'run-tests.ts');
const root = mkdtempSync(join(tmpdir(), 'amate-runner-'));
after(() => { rmSync(root, { recursive: true, force: true }); });

/** Runs the runner on one made-up test file; answers with status, last line and everything printed. */
const runOn = (text: string, environment: NodeJS.ProcessEnv = {}, options: readonly string[] = []): { readonly status: number | null; readonly last: string; readonly all: string } => {
  const folder = mkdtempSync(join(root, 'case-'));
  mkdirSync(join(folder, 'test'));
  writeFileSync(join(folder, 'test', 'one.test.ts'), `import { describe, it, test } from 'node:test';\nimport assert from 'node:assert/strict';\n${text}`);
  const { status, stdout } = spawnSync(process.execPath, [runner, '--no-check', ...options], { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'], ...environment } });
  return { status, last: stdout.trimEnd().split('\n').at(-1) ?? '', all: stdout };
};

const hasNoProc: string | false = existsSync('/proc/self/stat') ? false : 'no /proc to find processes in';
/** A zombie is over, though nobody has asked for its status. */
const isRunning = (pid: number): boolean => existsSync(`/proc/${String(pid)}/stat`) && !/\) Z /.test(readFileSync(`/proc/${String(pid)}/stat`, 'utf8'));

describe('the test run', () => {
  it('counts tests and not their groups', () => {
    const { status, last } = runOn('describe("group", () => { it("one", () => {}); it("two", () => {}); });');
    assert.equal(last, '2 passed, 0 failed');
    assert.equal(status, 0);
  });

  it('fails with the failing test\'s name, place and reason', () => {
    const { status, last, all } = runOn('describe("group", () => { it("one", () => {}); it("sums", () => { assert.equal(1 + 1, 3); }); });');
    assert.equal(last, '1 passed, 1 failed');
    assert.equal(status, 1);
    assert.match(all, /^FAILED {2}test\/one\.test\.ts:\d+ sums$/m);
    assert.match(all, /2 !== 3/);
  });

  it('fails when a file breaks before its tests, leaves a rejection or exits early', () => {
    for (const text of ['throw new Error("broken file");', 'it("one", () => { void Promise.reject(new Error("left")); });', 'it("one", () => { process.exit(0); });', 'const x: = 1;', '']) {
      const { status, last } = runOn(text);
      assert.notEqual(status, 0, text);
      assert.match(last, /[1-9]\d* failed/, text);
    }
  });

  it('says what went wrong behind the end of a test', () => {
    const { status, all } = runOn('it("one", () => { setTimeout(() => { throw new Error("heard by nobody"); }, 50); });');
    assert.equal(status, 1);
    assert.match(all, /one\.test\.ts: .*heard by nobody/);
  });

  it('lists skipped tests with their reason, and in CI counts them as failed', () => {
    const text = 'it("one", () => {}); it("needs a browser", { skip: "no Chromium here" }, () => {}); describe("whole group", { skip: "no reason" }, () => { it("in it", () => {}); });';
    const usual = runOn(text);
    assert.equal(usual.status, 0);
    assert.match(usual.all, /^skipped .*needs a browser: no Chromium here$/m);
    assert.match(usual.last, /^1 passed, 0 failed, \d skipped$/);
    const inCi = runOn(text, { CI: 'true' });
    assert.equal(inCi.status, 1);
    assert.match(inCi.last, /^1 passed, [1-9] failed$/);
  });

  it('ends a file past its limit with everything it started, deaf to milder signals and holding its output open, and says so', { skip: hasNoProc }, () => {
    const pids = join(mkdtempSync(join(root, 'pids-')), 'pids');
    // a child of the child too, in a group of its own as a browser is; both ignore SIGTERM
    const deaf = `process.on("SIGTERM", () => {}); require("node:fs").appendFileSync(${JSON.stringify(pids)}, process.pid + "\\n"); setInterval(() => {}, 1000);`;
    const text = `import { spawn } from 'node:child_process';
process.on('SIGTERM', () => {});
it('one', async () => {
  spawn(process.execPath, ['-e', ${JSON.stringify(deaf)}], { stdio: 'inherit', detached: true });
  await new Promise(() => { setInterval(() => {}, 1000); });
});`;
    const { status, all } = runOn(text, {}, ['--limit=4']);
    assert.equal(status, 1);
    assert.match(all, /^KILLED {3}test\/one\.test\.ts did not end within 4 s: [12] of its processes had to be ended$/m);
    assert.match(all, /, [1-9] failed$/m);
    const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    assert.equal(started.length, 1);
    for (const pid of started) assert.equal(isRunning(pid), false, 'what it started is gone too');
  });

  it('runs a file once more whose browser was lost, counts only that run, and says so; a failed assertion is never run away', () => {
    const tries = join(mkdtempSync(join(root, 'tries-')), 'tries');
    const losing = (error: string): string => `import { appendFileSync, readFileSync } from 'node:fs';
appendFileSync(${JSON.stringify(tries)}, '.');
it('always', () => {});
it('sees the page', () => { if (readFileSync(${JSON.stringify(tries)}).length % 2 === 1) { process.stderr.write('amate: the browser was lost\\n'); ${error} } });`;
    const lost = runOn(losing('throw new Error("Target page, context or browser has been closed");'));
    assert.equal(lost.last, '2 passed, 0 failed');
    assert.equal(lost.status, 0);
    assert.match(lost.all, /^AGAIN {4}test\/one\.test\.ts: its browser was lost/m);
    const failing = runOn(losing('assert.equal(1, 2);'));
    assert.equal(failing.last, '1 passed, 1 failed');
    assert.doesNotMatch(failing.all, /AGAIN/);
    const broken = runOn('it("one", () => { process.stderr.write("amate: the browser was lost\\n"); throw new Error("gone"); });');
    assert.equal(broken.last, '0 passed, 1 failed');
    assert.equal(broken.all.match(/AGAIN/g)?.length, 1);
  });

  it('is wrong use with an option it does not know', () => {
    assert.equal(spawnSync(process.execPath, [runner, '--postgres=oracle']).status, 2);
  });
});
