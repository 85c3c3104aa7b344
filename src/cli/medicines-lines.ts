import { exitStatus } from './command-io.ts';
import type { CommandIo } from './command-io.ts';

const textOf = (line: string): string | null => {
  try {
    const read: unknown = JSON.parse(line);
    return typeof read === 'object' && read !== null && 'text' in read && typeof read.text === 'string' ? read.text : null;
  } catch {
    return null;
  }
};

/** Answers each {text} line of standard input with one object; a line that is none answers {error, code}. 0 when every line was one, else 1. */
const answerLines = async (io: CommandIo, answer: (text: string) => object): Promise<number> => {
  let isWhole = true;
  for await (const line of io.stdin ?? []) {
    if (line.trim() === '') continue;
    const text = textOf(line);
    isWhole = isWhole && text !== null;
    io.stdout(JSON.stringify(text === null ? { error: 'The line is no JSON object with a text.', code: 'malformed-line' } : answer(text)));
  }
  return isWhole ? exitStatus.yes : exitStatus.no;
};

/** A subcommand that answers a text: with --json-lines those of standard input, else the words given as one. */
export const answerTexts = async (args: readonly string[], io: CommandIo, { name, answer, isYes }: { readonly name: string; readonly answer: (text: string) => object; readonly isYes: (answered: object) => boolean }): Promise<number> => {
  const words = args.filter((word) => word !== '--json-lines');
  const isLines = words.length < args.length;
  const unknown = words.find((word) => word.startsWith('--'));
  if (unknown !== undefined || (isLines ? words.length > 0 : words.length === 0)) {
    io.stderr(unknown === undefined ? `Use: amate medicines ${name} TEXT, or amate medicines ${name} --json-lines (see --help).` : `Unknown option ${unknown}: amate medicines ${name} knows --json-lines and --help.`);
    return exitStatus.wrongUse;
  }
  if (isLines) return answerLines(io, answer);
  const answered = answer(words.join(' '));
  io.stdout(JSON.stringify(answered));
  return isYes(answered) ? exitStatus.yes : exitStatus.no;
};
