import assert from 'node:assert/strict';
import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { launchChild, startChild } from './children.ts';
import type { ChildSpecification, SupervisedChild } from './children.ts';
import { isAlive } from './postgres-cluster.ts';
import { pause } from './progress.ts';

const root = mkdtempSync(join(tmpdir(), 'amate-children-'));
after(() => { rmSync(root, { recursive: true, force: true }); });

const line = new URL('child.ts', import.meta.url).href;
let counter = 0;

type Start = { readonly secret: string };

/** A child whose body is `text`; `line` and `close` are at hand. */
const child = (text: string, closing = ''): ChildSpecification<Start> => {
  const file = join(root, `child-${String(counter += 1)}.mjs`);
  writeFileSync(file, `import { answerToSupervisor } from '${line}';
import { appendFileSync, existsSync } from 'node:fs';
setInterval(() => undefined, 1000);
const line = await answerToSupervisor(async () => { ${closing} });
${text}
`);
  return { name: 'a child', file, start: { secret: 'for this child only' }, env: { PATH: process.env['PATH'] } };
};

const begun: SupervisedChild[] = [];
const begin = async (specification: ChildSpecification<Start>): Promise<SupervisedChild> => {
  const started = await startChild(specification, log);
  begun.push(started);
  return started;
};
after(() => Promise.all(begun.map((started) => started.stop())));

const lines: string[] = [];
const log = (text: string): void => { lines.push(text); };
const eventually = async (claim: () => boolean): Promise<void> => {
  for (const giveUp = performance.now() + 10_000; !claim();) {
    if (performance.now() > giveUp) throw new Error('did not happen in time');
    await pause(20);
  }
};

describe('a supervised process', () => {
  it('gets its configuration by message and tells when it is ready', async () => {
    const started = await begin(child('line.ready({ heard: line.start.secret, environment: Object.keys(process.env).join() });'));
    assert.equal(started.detail['heard'], 'for this child only');
    assert.doesNotMatch(String(started.detail['environment']), /HOME|AMATE/);
    await started.stop();
    assert.equal(isAlive(started.pid() ?? 0), false);
  });

  it('loads its program before it is given what it needs', async () => {
    const mark = join(root, 'loaded');
    const { promise, resolve } = Promise.withResolvers<Start>();
    const specification = child('line.ready({ heard: line.start.secret });');
    writeFileSync(specification.file, `import { writeFileSync } from 'node:fs';\nwriteFileSync('${mark}', '');\n${readFileSync(specification.file, 'utf8')}`);
    const launched = launchChild({ ...specification, start: promise }, log);
    await eventually(() => existsSync(mark));
    resolve({ secret: 'given late' });
    const started = await launched.ready;
    begun.push(started);
    assert.equal(started.detail['heard'], 'given late');
    await launched.stop();
    assert.equal(isAlive(started.pid() ?? 0), false);
  });

  it('ends when it is stopped before it was given what it needs, and is not tried again', async () => {
    const mark = join(root, 'never-given');
    const launched = launchChild({ ...child('line.ready();', `appendFileSync('${mark}', 'x');`), start: Promise.withResolvers<Start>().promise }, log);
    await launched.stop();
    await assert.rejects(launched.ready, /ended with 0 before it was ready/);
    assert.equal(readFileSync(mark, 'utf8'), 'x');
  });

  it('closes what it has open before it ends', async () => {
    const mark = join(root, 'closed');
    const started = await begin(child('line.ready();', `await new Promise((done) => setTimeout(done, 200)); appendFileSync('${mark}', 'closed');`));
    await started.stop();
    assert.equal(readFileSync(mark, 'utf8'), 'closed');
  });

  it('is ended by force when it does not close in time', async () => {
    const started = await begin({ ...child('line.ready();', 'await new Promise(() => undefined);'), closeWithin: 300 });
    const before = performance.now();
    await started.stop();
    assert.equal(isAlive(started.pid() ?? 0), false);
    assert.ok(performance.now() - before < 5_000);
  });

  it('is started again after a crash and tells it', async () => {
    const started = await begin(child('process.on("SIGUSR2", () => process.exit(5)); line.ready({ pid: process.pid });'));
    const first = started.pid() ?? 0;
    let again: unknown = null;
    started.onRestart((detail) => { again = detail['pid']; });
    process.kill(first, 'SIGUSR2');
    await eventually(() => again !== null);
    assert.equal(again, started.pid());
    assert.ok(lines.some((text) => /ended unexpectedly \(exit 5\)/.test(text)));
    await started.stop();
  });

  it('is tried three times when it crashes before it is ready', async () => {
    const mark = join(root, 'tries');
    await assert.rejects(startChild(child(`appendFileSync('${mark}', 'x'); process.exit(4);`), log), /ended with 4 before it was ready/);
    assert.equal(readFileSync(mark, 'utf8'), 'xxx');
  });

  it('may refuse with a sentence, which is not tried again', async () => {
    const mark = join(root, 'refusals');
    const specification = child(`appendFileSync('${mark}', 'x'); await line.refuse('The port is taken.');`);
    await assert.rejects(startChild(specification, log), { name: 'Refusal', message: 'The port is taken.' });
    assert.equal(readFileSync(mark, 'utf8'), 'x');
  });

  it('tells an error nobody caught in one line, and a database error without its text', async () => {
    const said = (text: string): string => {
      const { file } = child(text);
      const parent = `const { fork } = await import('node:child_process'); const run = fork('${String(file)}', { stdio: ['ignore', 1, 1, 'ipc'], env: {}, execArgv: [] });
        run.on('message', ({ kind }) => { if (kind === 'hello') run.send({ kind: 'start', start: {} }); });`;
      return spawnSync(process.execPath, ['--input-type=module', '-e', parent], { encoding: 'utf8' }).stdout;
    };
    assert.equal(said('throw new TypeError("a plain reason");'), 'TypeError: a plain reason\n');
    assert.equal(said('await Promise.reject(Object.assign(new Error("value canary is wrong"), { code: "22P02", severity: "ERROR" }));'), 'Error: database error 22P02\n');
  });

  it('is given up when it is never ready', async () => {
    await assert.rejects(startChild({ ...child(''), readyWithin: 200 }, log), /was not ready after 0\.2 s/);
  });

  it('ends, closing what it has open, when its supervisor is killed', async () => {
    const mark = join(root, 'orphan');
    const { file } = child('line.ready({ pid: process.pid });', `appendFileSync('${mark}', 'closed');`);
    const supervisor = join(root, 'supervisor.mjs');
    writeFileSync(supervisor, `import { startChild } from '${new URL('children.ts', import.meta.url).href}';
const started = await startChild({ name: 'a child', file: '${String(file)}', start: {}, env: {} }, () => undefined);
process.send(started.pid());
`);
    const parent = fork(supervisor);
    const [pid] = await once(parent, 'message') as [number];
    parent.kill('SIGKILL');
    await eventually(() => !isAlive(pid));
    assert.equal(readFileSync(mark, 'utf8'), 'closed');
  });
});
