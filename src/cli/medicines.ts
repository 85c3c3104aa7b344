import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';
import { checkCommand, checkHelp } from './medicines-check.ts';
import { importCommand, importHelp, showCommand, showHelp } from './medicines-import.ts';
import { parseCommand, parseHelp } from './medicines-parse.ts';
import { resolveCommand, resolveHelp } from './medicines-resolve.ts';

export const summary = 'check medicines against each other and a patient, read their names and shorthand, import official files';

type Subcommand = { readonly help: readonly string[]; readonly run: (args: readonly string[], io: CommandIo) => Promise<number> };

const subcommands: Readonly<Record<string, Subcommand>> = {
  check: { help: checkHelp, run: checkCommand },
  resolve: { help: resolveHelp, run: resolveCommand },
  parse: { help: parseHelp, run: parseCommand },
  import: { help: importHelp, run: importCommand },
  show: { help: showHelp, run: showCommand },
};

/** `amate medicines check|resolve|parse`: no database, no network, Amate's own catalogue. `import` and `show` are for whoever holds the machine. */
export const run = async ([action = '', ...rest]: readonly string[], io: CommandIo): Promise<number> => {
  const chosen = Object.hasOwn(subcommands, action) ? subcommands[action] : undefined;
  const isHelp = [action, ...rest].includes('--help');
  if (chosen === undefined || isHelp) {
    for (const line of Object.values(subcommands).filter((each) => chosen === undefined || each === chosen).flatMap(({ help }) => help)) (isHelp ? io.stdout : io.stderr)(line);
    return isHelp ? exitStatus.yes : exitStatus.wrongUse;
  }
  return chosen.run(rest, io);
};
