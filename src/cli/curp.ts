import { checkCurp } from '#kernel/curp.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';

const help = [
  'amate curp check [--json] CURP…',
  '',
  'Checks each CURP: structure, calendar date, birth entity and check digit.',
  'Only arithmetic: that RENAPO issued the key is not proved.',
  '',
  '  --json   one JSON object a line: {curp, valid, reasons[], birthDate, sex, entity}',
  '  --help   this text',
  '',
  'Reasons: curp-length, curp-characters, curp-generic, curp-pattern, curp-entity, curp-date, curp-check-digit.',
  'Exit status: 0 all are valid, 1 some is not, 2 wrong use.',
] as const;

/** `amate curp check [--json] CURP…`; `args` are the words after `curp`. Resolves to the exit status. */
export function run(args: readonly string[], io: CommandIo): Promise<number> {
  return Promise.resolve(answer(args, io));
}

function answer(args: readonly string[], io: CommandIo): number {
  if (args.includes('--help')) {
    for (const line of help) io.stdout(line);
    return exitStatus.yes;
  }
  const [action, ...rest] = args;
  const json = rest.includes('--json');
  const curps = rest.filter((word) => word !== '--json');
  const problem = wrongUse(action, curps);
  if (problem !== undefined) {
    io.stderr(problem);
    return exitStatus.wrongUse;
  }
  const verdicts = curps.map((text) => report(text, json, io));
  return verdicts.every(Boolean) ? exitStatus.yes : exitStatus.no;
}

function wrongUse(action: string | undefined, curps: readonly string[]): string | undefined {
  if (action !== 'check') return 'Use: amate curp check [--json] CURP… (see amate curp --help).';
  const option = curps.find((word) => word.startsWith('-'));
  if (option !== undefined) return `Unknown option ${option}: amate curp check knows --json and --help.`;
  return curps.length === 0 ? 'Give at least one CURP: amate curp check [--json] CURP….' : undefined;
}

function report(text: string, json: boolean, io: CommandIo): boolean {
  const check = checkCurp(text);
  if (json) io.stdout(JSON.stringify({ curp: text, ...check }));
  else if (check.valid) io.stdout(`${text} valid: born ${check.birthDate ?? ''}, sex ${check.sex ?? ''}, entity ${check.entity ?? ''}`);
  else io.stdout(`${text} not valid: ${check.reasons.join(', ')}`);
  return check.valid;
}
