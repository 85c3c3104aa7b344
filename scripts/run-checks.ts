import { checks } from './check-list.ts';
import { runChecks } from './check-runner.ts';

const print = (line: string): void => { process.stdout.write(`${line}\n`); };

const main = async (): Promise<number> => {
  const wanted = process.argv.slice(2);
  if (wanted.includes('--help')) {
    print('Usage: npm run check [-- NAME…]   runs all checks, or those whose name contains NAME');
    for (const { name } of checks) print(`  ${name}`);
    return 0;
  }
  const chosen = wanted.length === 0 ? checks : checks.filter(({ name }) => wanted.some((word) => name.includes(word)));
  if (chosen.length === 0) {
    process.stderr.write(`No check is called ${wanted.join(' or ')}: npm run check -- --help lists them.\n`);
    return 2;
  }
  const results = await runChecks(chosen, print);
  return results.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
};

process.exit(await main());
