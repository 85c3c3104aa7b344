#!/usr/bin/env node
// npx amate <command>: the same set-up as npm run, then the command on Node 24.
import { dirname, join } from 'node:path';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { handOver } from './hand-over.mjs';
import { SetUpRefusal, ensureInstalled } from './installation.mjs';

const root = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const log = (line) => { process.stderr.write(`${line}\n`); };

try {
  const node = await ensureInstalled(root, 'production', log);
  // Files named on the command line are relative to where the person stands.
  process.exit(await handOver(node, [join(root, 'src/cli/main.ts'), ...process.argv.slice(2)], process.cwd()));
} catch (error) {
  log(error instanceof SetUpRefusal ? error.message : `Amate could not be prepared: ${error.message}`);
  if (process.env.AMATE_DEBUG === '1') log(error.stack);
  process.exit(1);
}
