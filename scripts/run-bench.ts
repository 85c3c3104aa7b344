import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';

/** `npm run bench -- <name> [--json]` runs bench/<name>.ts, which prints its own figures. */
const names = (): readonly string[] =>
  existsSync('bench') ? readdirSync('bench').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).map((name) => name.slice(0, -3)).sort() : [];

const main = async (): Promise<number> => {
  const [name, ...args] = process.argv.slice(2);
  if (name === undefined || name === '--help' || !names().includes(name)) {
    const list = names().map((each) => `  ${each}`).join('\n');
    const stream = name === '--help' ? process.stdout : process.stderr;
    stream.write(`Usage: npm run bench -- <name> [--json]\n${list === '' ? '  (there are no benchmarks in bench/)' : list}\n`);
    return name === '--help' ? 0 : 2;
  }
  const child = spawn(process.execPath, [`bench/${name}.ts`, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { child.kill(signal); });
  process.on('disconnect', () => { child.kill('SIGTERM'); });
  return await new Promise((resolve) => { child.once('close', (code) => { resolve(code ?? 1); }); });
};

process.exit(await main());
