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
  /**
   * Handed over the private line, again at each restart; not visible in the process list. A promise lets the child
   * load its program while what it will be given is still being made ready.
   */
  readonly start: Start | Promise<Start>;
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

export type LaunchedChild = {
  /** Settles when the child is ready, refuses (`Refusal` with its sentence) or has failed three times. */
  readonly ready: Promise<SupervisedChild>;
  /** Ends it at any time, also while it loads. */
  readonly stop: () => Promise<void>;
};

type Running = { readonly process: ChildProcess; readonly gone: Promise<void>; readonly ready: Promise<ReadyDetail> };

const STABLE_AFTER = 30_000;
const TRIES_AT_FIRST = 3;

const giveStart = async <Start>(child: ChildProcess, given: Start | Promise<Start>): Promise<void> => {
  const start = await given;
  if (child.connected) child.send({ kind: 'start', start } satisfies ToChild<Start>, () => undefined);
};

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
      if (message.kind === 'hello') giveStart(child, specification.start).catch(reject);
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

const untilReady = async <Start>(specification: ChildSpecification<Start>, running: Running, log: Log): Promise<ReadyDetail> => {
  const { name, readyWithin: patience = 60_000 } = specification;
  // Its time counts from when it can be given what it needs; until then it can only fail.
  await Promise.race([specification.start, running.ready]);
  if (!await sayingWhileSlow(log, `Starting ${name}`, settlesWithin(running.ready, patience))) {
    await endChild(running, 1_000);
    throw new Error(`${name} was not ready after ${String(patience / 1_000)} s`);
  }
  return running.ready;
};

/** What runs at present, and whether it is to end. */
type Life = { running: Running; stopping: Promise<void> | null };

const isStopping = ({ stopping }: Life): boolean => stopping !== null;

const startFirst = async <Start>(specification: ChildSpecification<Start>, life: Life, log: Log): Promise<ReadyDetail> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await untilReady(specification, life.running, log);
    } catch (error) {
      if (error instanceof Refusal || isStopping(life) || attempt + 1 >= TRIES_AT_FIRST) throw error;
      log(`${error instanceof Error ? error.message : String(error)}; trying again`);
      await pause(backOff(attempt));
      if (isStopping(life)) throw error;
      life.running = spawnChild(specification);
    }
  }
};

const keepRunning = async <Start>(specification: ChildSpecification<Start>, life: Life, log: Log, restarted: (detail: ReadyDetail) => void): Promise<void> => {
  let crashes = 0;
  while (!isStopping(life)) {
    const since = performance.now();
    await life.running.gone;
    if (isStopping(life)) return;
    crashes = performance.now() - since > STABLE_AFTER ? 0 : crashes + 1;
    const { exitCode, signalCode } = life.running.process;
    log(`${specification.name} ended unexpectedly (${signalCode ?? `exit ${String(exitCode)}`}); starting it again`);
    await pause(backOff(crashes));
    if (isStopping(life)) return;
    life.running = spawnChild(specification);
    life.running.ready.then(restarted, (error: unknown) => {
      if (!isStopping(life)) log(error instanceof Error ? error.message : String(error));
    });
  }
};

/**
 * Starts a Node process and keeps it running once it was ready: after a crash it is started again with growing
 * pauses. The child ends by itself when this process is gone, however that happened.
 */
export const launchChild = <Start>(specification: ChildSpecification<Start>, log: Log): LaunchedChild => {
  const life: Life = { running: spawnChild(specification), stopping: null };
  const stop = (): Promise<void> => life.stopping ??= endChild(life.running, specification.closeWithin ?? 10_000);
  const begin = async (): Promise<SupervisedChild> => {
    const detail = await startFirst(specification, life, log);
    const listeners: ((detail: ReadyDetail) => void)[] = [];
    void keepRunning(specification, life, log, (again) => { for (const listener of listeners) listener(again); });
    return {
      name: specification.name, detail, stop,
      pid: () => life.running.process.pid,
      onRestart: (listener) => { listeners.push(listener); },
    };
  };
  const ready = begin();
  // Whoever stops it instead of waiting need not catch.
  ready.catch(() => undefined);
  return { ready, stop };
};

/** As `launchChild`, for those who wait until it is ready. */
export const startChild = <Start>(specification: ChildSpecification<Start>, log: Log): Promise<SupervisedChild> =>
  launchChild(specification, log).ready;

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
