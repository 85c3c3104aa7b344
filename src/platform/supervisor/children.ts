import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { FromChild, ReadyDetail, ToChild } from './child.ts';
import { backOff, pause, sayingWhileSlow, settlesWithin } from './progress.ts';
import type { Log } from './progress.ts';
import { Refusal } from './refusal.ts';

export type ChildSpecification<Start> = {
  /** Short name for the log. */
  readonly name: string;
  /** The file Node runs. */
  readonly file: string | URL;
  /** Handed over the private line, again at each restart; not visible in the process list. */
  readonly start: Start;
  /** The whole environment of the child; nothing is inherited besides. */
  readonly env: NodeJS.ProcessEnv;
  readonly nodeArguments?: readonly string[];
  /** How long it may take to get ready and to close, in milliseconds: 60,000 and 10,000 by default. */
  readonly readyWithin?: number;
  readonly closeWithin?: number;
};

export type SupervisedChild = {
  readonly name: string;
  readonly pid: () => number | undefined;
  /** What the child told when it first got ready. */
  readonly detail: ReadyDetail;
  /** Calls `listener` each time the child is ready again after a crash. */
  readonly onRestart: (listener: (detail: ReadyDetail) => void) => void;
  /** Asks it to close, then ends it by force. */
  readonly stop: () => Promise<void>;
};

type Running = { readonly process: ChildProcess; readonly gone: Promise<void>; readonly ready: Promise<ReadyDetail> };

const STABLE_AFTER = 30_000;
const TRIES_AT_FIRST = 3;

const spawnChild = <Start>(specification: ChildSpecification<Start>): Running => {
  const child = fork(specification.file, [], {
    env: specification.env,
    execArgv: [...(specification.nodeArguments ?? [])],
    // Logs go to standard error: standard output is for what people and scripts read.
    stdio: ['ignore', 2, 2, 'ipc'],
  });
  const gone = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  const ready = new Promise<ReadyDetail>((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      if (message.kind === 'hello') child.send({ kind: 'start', start: specification.start } satisfies ToChild<Start>, () => undefined);
      else if (message.kind === 'ready') resolve(message.detail);
      else reject(new Refusal(message.sentence));
    });
    child.once('exit', (code, signal) => { reject(new Error(`${specification.name} ended with ${signal ?? String(code)} before it was ready`)); });
    child.once('error', reject);
  });
  ready.catch(() => undefined);
  return { process: child, gone, ready };
};

const endChild = async (running: Running, patience: number): Promise<void> => {
  const { process: child, gone } = running;
  if (child.exitCode !== null || child.signalCode !== null) return;
  if (child.connected) child.send({ kind: 'stop' } satisfies ToChild<never>, () => undefined);
  else child.kill('SIGTERM');
  if (await settlesWithin(gone, patience)) return;
  child.kill('SIGKILL');
  await gone;
};

const untilReady = async <Start>(specification: ChildSpecification<Start>, running: Running): Promise<ReadyDetail> => {
  const patience = specification.readyWithin ?? 60_000;
  if (!await settlesWithin(running.ready, patience)) {
    await endChild(running, 1_000);
    throw new Error(`${specification.name} was not ready after ${String(patience / 1_000)} s`);
  }
  return running.ready;
};

const startFirst = async <Start>(specification: ChildSpecification<Start>, log: Log): Promise<{ running: Running; detail: ReadyDetail }> => {
  for (let attempt = 0; ; attempt += 1) {
    const running = spawnChild(specification);
    try {
      return { running, detail: await untilReady(specification, running) };
    } catch (error) {
      if (error instanceof Refusal || attempt + 1 >= TRIES_AT_FIRST) throw error;
      log(`${error instanceof Error ? error.message : String(error)}; trying again`);
      await pause(backOff(attempt));
    }
  }
};

/**
 * Starts a Node process, waits until it says it is ready, and keeps it running: after a crash it is started
 * again with growing pauses. Rejects when it refuses (`Refusal` with its sentence) or fails three times at first.
 * The child ends by itself when this process is gone, however that happened.
 */
export const startChild = async <Start>(specification: ChildSpecification<Start>, log: Log): Promise<SupervisedChild> => {
  const { name } = specification;
  const first = await sayingWhileSlow(log, `Starting ${name}`, startFirst(specification, log));
  const listeners: ((detail: ReadyDetail) => void)[] = [];
  let { running } = first;
  let stopping: Promise<void> | null = null;
  const isStopping = (): boolean => stopping !== null;
  const keepRunning = async (): Promise<void> => {
    let crashes = 0;
    while (!isStopping()) {
      const since = performance.now();
      await running.gone;
      if (isStopping()) return;
      crashes = performance.now() - since > STABLE_AFTER ? 0 : crashes + 1;
      log(`${name} ended unexpectedly (${running.process.signalCode ?? `exit ${String(running.process.exitCode)}`}); starting it again`);
      await pause(backOff(crashes));
      if (isStopping()) return;
      running = spawnChild(specification);
      running.ready.then(
        (detail) => { for (const listener of listeners) listener(detail); },
        (error: unknown) => { if (!isStopping()) log(error instanceof Error ? error.message : String(error)); },
      );
    }
  };
  void keepRunning();
  return {
    name,
    pid: () => running.process.pid,
    detail: first.detail,
    onRestart: (listener) => { listeners.push(listener); },
    stop: () => stopping ??= endChild(running, specification.closeWithin ?? 10_000),
  };
};

/**
 * Runs a Node process to its end, for work done once (seeding, building): resolves with what it told when ready,
 * after it exited with 0. Rejects with its refusal, or when it fails.
 */
export const runOnce = async <Start>(specification: ChildSpecification<Start>, onStop: (stop: () => Promise<void>) => void): Promise<ReadyDetail> => {
  const running = spawnChild(specification);
  onStop(() => endChild(running, specification.closeWithin ?? 10_000));
  const detail = await running.ready;
  await running.gone;
  if (running.process.exitCode !== 0) throw new Error(`${specification.name} ended with ${running.process.signalCode ?? String(running.process.exitCode)}`);
  return detail;
};
