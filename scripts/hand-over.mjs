// Hands this process's work to another program: same terminal, same signals, same exit status.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

const isPosix = process.platform !== 'win32';

/** Parent and name of a process; null where there is no /proc. */
const processOf = (pid) => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses and may hold anything, so read from the last one.
    const end = text.lastIndexOf(')');
    return { name: text.slice(text.indexOf('(') + 1, end), parent: Number(text.slice(end + 2).split(' ')[1]) };
  } catch {
    return null;
  }
};

/** The chain from us to npm: npm starts a shell, which starts us, or becomes us. Joined, to see a change. */
const lineage = () => {
  const shell = processOf(process.ppid);
  return shell !== null && /^(ba|da)?sh$/.test(shell.name) ? `${process.ppid} ${shell.parent}` : `${process.ppid}`;
};

/** Runs `node file args`, forwards signals, and resolves to its exit status. Core dumps are off: they would hold keys. */
export const handOver = (node, args, cwd) => new Promise((resolve) => {
  const [program, words] = isPosix ? ['/bin/sh', ['-c', 'ulimit -c 0; exec "$0" "$@"', node, ...args]] : [node, args];
  // The line between us tells the child when we are gone, even by SIGKILL.
  // Node keeps what it compiled beside the web build, a folder for each user: half of the time that loading takes.
  const env = { NODE_COMPILE_CACHE: join(cwd, '.cache', 'node'), ...process.env };
  const child = spawn(program, words, { cwd, env, stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  const forward = (signal) => { child.kill(signal); };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward);
  // Run by npm, we end with it: a killed npm must not leave the house running.
  if (process.env.npm_lifecycle_event !== undefined) {
    const before = lineage();
    setInterval(() => { if (lineage() !== before) child.kill('SIGTERM'); }, 1_000).unref();
  }
  child.once('error', (error) => {
    process.stderr.write(`${node} could not be started: ${error.message}.\n`);
    resolve(1);
  });
  child.once('exit', (code, signal) => { resolve(code ?? 128 + (constants.signals[signal] ?? 0)); });
});
