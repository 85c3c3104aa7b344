import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';

/** A file of this folder is a command: `amate <name>` runs its `run`. */
type Command = {
  readonly run: (args: readonly string[], io: CommandIo) => Promise<number>;
  /** One line for `amate --help`. */
  readonly summary?: string;
};

const NOT_COMMANDS = new Set(['main', 'command-io', 'installation']);

const commandNames = (): readonly string[] =>
  readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => name.slice(0, -'.ts'.length))
    .filter((name) => !NOT_COMMANDS.has(name))
    // medicines-check.ts is a part of medicines.ts
    .filter((name, _, names) => !names.some((other) => name.startsWith(`${other}-`)))
    .sort();

const load = async (name: string): Promise<Command> => await import(new URL(`${name}.ts`, import.meta.url).href) as Command;

const terminal: CommandIo = {
  stdout: (line) => { process.stdout.write(`${line}\n`); },
  stderr: (line) => { process.stderr.write(`${line}\n`); },
  // Opened by the first command that reads it: an unread open input would keep the process alive.
  stdin: { [Symbol.asyncIterator]: () => createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]() },
};

const listCommands = async (): Promise<void> => {
  terminal.stdout('Usage: npx amate <command> [--help]');
  for (const name of commandNames()) {
    const { summary } = await load(name);
    terminal.stdout(`  ${name.padEnd(14)}${summary ?? ''}`.trimEnd());
  }
};

const sentence = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

const main = async (): Promise<number> => {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === '--help' || name === '-h') {
    await listCommands();
    return name === undefined ? exitStatus.wrongUse : exitStatus.yes;
  }
  if (!commandNames().includes(name)) {
    terminal.stderr(`There is no command ${name}: npx amate --help lists what there is.`);
    return exitStatus.wrongUse;
  }
  try {
    return await (await load(name)).run(args, terminal);
  } catch (error) {
    terminal.stderr(sentence(error));
    if (process.env['AMATE_DEBUG'] === '1' && error instanceof Error) terminal.stderr(error.stack ?? '');
    return exitStatus.no;
  }
};

// A reader that closes early (`amate … | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? 0 : 1); });
process.exitCode = await main();
if (process.connected) process.disconnect();
