import { readFileSync, readdirSync } from 'node:fs';

/** A process and when the kernel started it: a number alone may be somebody else's by now. */
type Process = { readonly pid: number; readonly parent: number; readonly startedAt: string };

/** What a file may still need to end by itself after node:test told it to. */
const GRACE_MILLISECONDS = 10_000;
/** A file without its browser has nothing left to do but to fail. */
const LOST_MILLISECONDS = 30_000;
const LOOK_MILLISECONDS = 1_000;

const readProcess = (pid: number): Process | null => {
  try {
    // the name in brackets may hold anything, brackets and blanks too
    const fields = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return { pid, parent: Number(fields[1]), startedAt: fields[19] ?? '' };
  } catch {
    return null;
  }
};

/** Every process of the machine; none where there is no /proc, and then nothing is ended here. */
const processes = (): readonly Process[] => {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => readProcess(Number(name))).filter((found) => found !== null);
  } catch {
    return [];
  }
};

const nameOf = ({ pid, startedAt }: Process): string => `${String(pid)}:${startedAt}`;

const argumentsOf = (pid: number): readonly string[] => {
  try {
    return readFileSync(`/proc/${String(pid)}/cmdline`, 'utf8').split('\0');
  } catch {
    return [];
  }
};

const withDescendants = (all: readonly Process[], first: Process): readonly Process[] => [first, ...all.filter(({ parent }) => parent === first.pid).flatMap((child) => withDescendants(all, child))];

const kill = ({ pid, startedAt }: Process): boolean => {
  if (readProcess(pid)?.startedAt !== startedAt) return false;
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
};

type Seen = { readonly file: string; readonly since: number; /** Everything it ever started, though its own parent be gone by now. */ readonly family: Map<string, Process>; isEnded: boolean };

type Watch = {
  readonly files: readonly string[];
  readonly limitMilliseconds: number;
  readonly isFinished: (file: string) => boolean;
  /** When the file said that its browser was lost; undefined while it did not. */
  readonly lostAt: (file: string) => number | undefined;
  readonly print: (line: string) => void;
};

const deadlineOf = ({ since, file }: Seen, { limitMilliseconds, lostAt }: Watch): number =>
  Math.min(since + limitMilliseconds + Math.min(GRACE_MILLISECONDS, limitMilliseconds), (lostAt(file) ?? Number.POSITIVE_INFINITY) + LOST_MILLISECONDS);

/** Ends a file past its time with everything it started; what is stuck no longer listens to anything milder. */
const end = (seen: Seen, { lostAt, limitMilliseconds, print }: Watch): void => {
  seen.isEnded = true;
  const ended = [...seen.family.values()].toReversed().filter(kill).length;
  const why = lostAt(seen.file) === undefined ? `did not end within ${String(limitMilliseconds / 1_000)} s` : 'did not end after its browser was lost';
  print(`KILLED   ${seen.file} ${why}: ${String(ended)} of its processes had to be ended`);
};

/**
 * Watches the processes of test files, children of this one that name the file among their arguments, and ends those past their
 * limit: node:test asks only the file's own process to end, and waits for ever for one that does not listen or for a browser that
 * holds its output open. Answers with what stops the watch.
 */
export const endStuckFiles = (watch: Watch): (() => void) => {
  const known = new Map<string, Seen>();
  const look = (): void => {
    const all = processes();
    const alive = new Set(all.map(nameOf));
    for (const child of all.filter(({ parent }) => parent === process.pid)) {
      const given = argumentsOf(child.pid);
      const file = watch.files.find((each) => given.includes(each));
      if (file === undefined) continue;
      const name = nameOf(child);
      if (!known.has(name)) known.set(name, { file, since: Date.now(), family: new Map([[name, child]]), isEnded: false });
    }
    for (const seen of known.values()) {
      for (const each of [...seen.family.values()].filter((first) => alive.has(nameOf(first))).flatMap((first) => withDescendants(all, first))) seen.family.set(nameOf(each), each);
      if (!seen.isEnded && !watch.isFinished(seen.file) && Date.now() > deadlineOf(seen, watch)) end(seen, watch);
    }
  };
  const timer = setInterval(look, LOOK_MILLISECONDS);
  return () => { clearInterval(timer); };
};
