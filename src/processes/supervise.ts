import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfiguration } from '#platform/configuration/configuration.ts';
import type { Configuration } from '#platform/configuration/configuration.ts';
import { unsafeConditions } from '#platform/configuration/safety.ts';
import { UnusableValue } from '#platform/configuration/variables.ts';
import type { Mode } from '#platform/configuration/variables.ts';
import { emptyDataFolder } from '#platform/supervisor/data-folder.ts';
import { Ending, createLifetime } from '#platform/supervisor/lifetime.ts';
import { postgresFoldersElsewhere } from '#platform/supervisor/postgres-folder.ts';
import { Refusal, sentenceOf } from '#platform/supervisor/refusal.ts';
import { demoLoginLines } from './demo-logins.ts';
import { setUpLink } from './first-run.ts';
import { openHouse } from './house.ts';
import type { House, HouseParts } from './house.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const log = (line: string): void => { process.stderr.write(`${line}\n`); };

const usage = `Usage: npm run demo [-- --reset]   a demo clinic with synthetic people
       npm start                   production
Settings come from the environment: npx amate config explain lists them.`;

class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

type Arguments = { readonly mode: Mode; readonly reset: boolean; readonly help: boolean };

const readArguments = (args: readonly string[]): Arguments => {
  const [command, ...flags] = args;
  const mode = command === 'demo' ? 'demo' : command === 'start' ? 'production' : null;
  const unknown = flags.find((flag) => !['--reset', '--help', '-h'].includes(flag));
  const reset = flags.includes('--reset');
  if (mode === null) throw new WrongUse('Say what to start: demo or start.');
  if (unknown !== undefined) throw new WrongUse(`There is no option ${unknown}: --help lists what there is.`);
  if (reset && mode !== 'demo') throw new WrongUse('Only the demo can be started over; production data is never deleted by a start.');
  return { mode, reset, help: flags.includes('--help') || flags.includes('-h') };
};

const safeConfiguration = (mode: Mode): Configuration => {
  const configuration = readConfiguration(process.env, mode, root);
  const [unsafe] = mode === 'production' ? unsafeConditions(configuration, process.env) : [];
  if (unsafe !== undefined) throw new Refusal(unsafe.remedy);
  return configuration;
};

const announce = (house: House, configuration: Configuration): void => {
  const open = configuration.publicUrl ?? house.address;
  if (house.demoPassword !== null) for (const line of demoLoginLines(house.demoPassword)) say(line);
  const link = configuration.mode === 'production' ? setUpLink(house.publicDetail, open) : null;
  if (link !== null) say(`This installation has no accounts yet. Set it up once with this link:\n  ${link}`);
  if (configuration.publicUrl !== null) say(`Browsers open ${configuration.publicUrl}`);
  else if (configuration.mode === 'production') say(`AMATE_PUBLIC_URL is not set: the code on a printed prescription leads to ${house.address}, which a pharmacy cannot open.`);
  say(`Amate ready at ${house.address}`);
};

const complain = (error: unknown): number => {
  log(sentenceOf(error));
  if (process.env['AMATE_DEBUG'] === '1' && error instanceof Error) log(error.stack ?? '');
  return error instanceof WrongUse || error instanceof UnusableValue ? 2 : 1;
};

const startOver = (configuration: Configuration): void => {
  if (configuration.databaseUrl !== null) {
    throw new Refusal('Only the embedded demo can be started over: unset DATABASE_URL, or empty that database yourself.');
  }
  emptyDataFolder(configuration.dataFolder, 'demo', postgresFoldersElsewhere);
};

const serve = async (configuration: Configuration, parts: HouseParts): Promise<number> => {
  let opening: Promise<House> | null = null;
  const lifetime = createLifetime(log, () => opening ?? Promise.resolve());
  let asked: () => void = () => undefined;
  const endAsked = new Promise<void>((resolve) => { asked = resolve; });
  let firstAsked: number | null = null;
  const ask = (): void => {
    // One Ctrl+C can arrive twice, from the terminal and from npm; only a later one means "at once".
    if (firstAsked !== null && performance.now() - firstAsked > 3_000) process.exit(1);
    if (firstAsked === null) log('Stopping…');
    firstAsked ??= performance.now();
    asked();
    void lifetime.end();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  process.on('disconnect', ask);
  try {
    opening = openHouse({ ...parts, configuration, root, lifetime, log });
    announce(await opening, configuration);
    await endAsked;
    await lifetime.end();
    return 0;
  } catch (error) {
    await lifetime.end();
    return error instanceof Ending || firstAsked !== null ? 0 : complain(error);
  }
};

/**
 * The whole command: `demo [--reset]` or `start`. Resolves to the exit status once everything has ended.
 * `parts` replaces the processes of the house in tests.
 */
export const supervise = async (args: readonly string[], parts: HouseParts = {}): Promise<number> => {
  try {
    const { mode, reset, help } = readArguments(args);
    if (help) {
      say(usage);
      return 0;
    }
    const configuration = safeConfiguration(mode);
    if (reset) startOver(configuration);
    return await serve(configuration, parts);
  } catch (error) {
    return complain(error);
  }
};
