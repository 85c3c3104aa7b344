import { explainConfiguration } from '#platform/configuration/configuration.ts';
import type { Explanation } from '#platform/configuration/configuration.ts';
import type { Mode } from '#platform/configuration/variables.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';

export const summary = 'every setting with its meaning, default and present source';

const help = [
  'amate config explain [--demo] [--json]',
  '',
  'Lists every setting of the environment: meaning, default, value in force and where it comes from.',
  'Secrets are never shown. The defaults are those of npm start; --demo shows those of npm run demo.',
  'Exit status: 0 all can be used, 1 some cannot, 2 wrong use.',
] as const;

const describe = ({ name, meaning, default: fallback, value, source, fault }: Explanation): readonly string[] => [
  name,
  `  ${meaning}`,
  `  default: ${fallback ?? '(none)'}`,
  `  now: ${value ?? '(none)'} (${source})`,
  ...(fault === null ? [] : [`  cannot be used: ${fault}`]),
];

/** `amate config explain`; `args` are the words after `config`. Resolves to the exit status. */
export const run = (args: readonly string[], io: CommandIo): Promise<number> => {
  if (args.includes('--help')) {
    for (const line of help) io.stdout(line);
    return Promise.resolve(exitStatus.yes);
  }
  const [action, ...options] = args;
  const unknown = options.find((option) => option !== '--json' && option !== '--demo');
  if (action !== 'explain' || unknown !== undefined) {
    io.stderr(unknown === undefined ? 'Use: amate config explain [--demo] [--json].' : `Unknown option ${unknown}: amate config explain knows --demo, --json and --help.`);
    return Promise.resolve(exitStatus.wrongUse);
  }
  const mode: Mode = options.includes('--demo') ? 'demo' : 'production';
  const explanations = explainConfiguration(process.env, mode);
  if (options.includes('--json')) io.stdout(JSON.stringify(explanations));
  else for (const explanation of explanations) for (const line of describe(explanation)) io.stdout(line);
  return Promise.resolve(explanations.every(({ fault }) => fault === null) ? exitStatus.yes : exitStatus.no);
};
