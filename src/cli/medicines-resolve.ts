import { medicineCatalogue, resolveMedicine } from '#modules/medicines/public.ts';
import type { CommandIo } from './command-io.ts';
import { answerTexts } from './medicines-lines.ts';

export const resolveHelp: readonly string[] = `amate medicines resolve TEXT
amate medicines resolve --json-lines

What a person called a medicine, as ingredients: generic names, synonyms, brands, several joined, claves; accents, salts,
forms and strengths do not matter. A name with typos is only suggested, never resolved.

  --json-lines   one {text} a line on standard input, one object a line: {status resolved|suggested|unknown,
                 ingredients[], brand, candidates[{text, ingredients[], why}]}

Exit status: 0 resolved (with --json-lines: every line was answered), 1 not resolved (a line was no {text}), 2 wrong use.`.split('\n');

/** `amate medicines resolve`. */
export const resolveCommand = (args: readonly string[], io: CommandIo): Promise<number> => answerTexts(args, io, {
  name: 'resolve', answer: (text) => resolveMedicine(medicineCatalogue(), text), isYes: (answered) => 'status' in answered && answered.status === 'resolved',
});
