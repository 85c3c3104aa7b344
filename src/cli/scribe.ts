import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { draftOf, readTranscript } from '#modules/scribe/public.ts';
import type { Draft } from '#modules/scribe/public.ts';
import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';

export const summary = 'draft a note from a transcript, by rules alone';

const help = `amate scribe draft [--json] FILE

A draft note (S, O, A, P) of a transcript, by rules alone: no model, no network, no database. FILE: JSON {segments[] {id,
speaker clinician|patient|other|unknown, startMs, endMs, text}, patient? {age, sex H|M, known {allergies[],
activeMedicines[], problems[]}}}. Each sentence carries where it was said; what was not understood is in unmapped, what
stands against the chart in conflicts. It is a first reading and misses things: a physician reads all of it.

Exit status: 0 a draft was made, 2 wrong use or no transcript.`.split('\n');

const sectionNames = [['S', 'Subjetivo'], ['O', 'Objetivo'], ['A', 'Análisis'], ['P', 'Plan']] as const;

const linesOf = ({ sections, conflicts }: Draft): readonly string[] => [
  ...sectionNames.flatMap(([section, name]) => [`${name}:`, ...sections[section].sentences.map(({ text }) => `  ${text}`)]),
  ...conflicts.map(({ kind, said, chart }) => `! ${kind}: ${said}${chart === '' ? '' : ` | ${chart}`}`),
];

type Wanted = { readonly isHelp: boolean; readonly isJson: boolean; /** Null where the words were wrong. */ readonly file: string | null };

const wantedIn = ([action = '', ...rest]: readonly string[]): Wanted => {
  const { values, positionals } = parseArgs({ args: [...rest], options: { json: { type: 'boolean', default: false }, help: { type: 'boolean' } }, allowPositionals: true, strict: false });
  const isKnown = action === 'draft' && positionals.length === 1 && Object.keys(values).every((name) => name === 'json');
  return { isHelp: [action, ...rest].includes('--help'), isJson: values['json'] === true, file: isKnown ? positionals[0] ?? null : null };
};

/** `amate scribe draft`. */
export const run = async (args: readonly string[], io: CommandIo): Promise<number> => {
  const { isHelp, isJson, file } = wantedIn(args);
  if (isHelp || file === null) {
    for (const line of help) (isHelp ? io.stdout : io.stderr)(line);
    return isHelp ? exitStatus.yes : exitStatus.wrongUse;
  }
  try {
    const draft = draftOf(readTranscript(await readFile(resolve(file), 'utf8')));
    for (const line of isJson ? [JSON.stringify(draft)] : linesOf(draft)) io.stdout(line);
    return exitStatus.yes;
  } catch (error) {
    io.stderr(error instanceof Error ? error.message.split('\n')[0] ?? '' : 'The file cannot be read.');
    return exitStatus.wrongUse;
  }
};
