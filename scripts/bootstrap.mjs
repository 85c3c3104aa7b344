// node scripts/bootstrap.mjs demo|start|test|check|bench [args]: installs what is missing, then runs it on Node 24.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { handOver } from './hand-over.mjs';
import { SetUpRefusal, ensureInstalled } from './installation.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const log = (line) => { process.stderr.write(`${line}\n`); };

const targets = {
  demo: { file: 'src/processes/supervisor.ts', scope: 'production', words: ['demo'] },
  start: { file: 'src/processes/supervisor.ts', scope: 'production', words: ['start'] },
  test: { file: 'scripts/run-tests.ts', scope: 'all', words: [] },
  check: { file: 'scripts/run-checks.ts', scope: 'all', words: [] },
  bench: { file: 'scripts/run-bench.ts', scope: 'all', words: [] },
};

const main = async () => {
  const [name, ...args] = process.argv.slice(2);
  const target = Object.hasOwn(targets, name ?? '') ? targets[name] : undefined;
  if (target === undefined) {
    log(`Say what to run: ${Object.keys(targets).join(', ')}.`);
    return 2;
  }
  try {
    const node = await ensureInstalled(root, target.scope, log);
    return await handOver(node, [target.file, ...target.words, ...args], root);
  } catch (error) {
    log(error instanceof SetUpRefusal ? error.message : `Amate could not be prepared: ${error.message}`);
    if (process.env.AMATE_DEBUG === '1') log(error.stack);
    return 1;
  }
};

process.exit(await main());
