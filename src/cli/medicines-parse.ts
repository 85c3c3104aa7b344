import { medicineCatalogue, readShorthand, shownUnit } from '#modules/medicines/public.ts';
import type { ReadLine } from '#modules/medicines/public.ts';
import type { CommandIo } from './command-io.ts';
import { answerTexts } from './medicines-lines.ts';

export const parseHelp: readonly string[] = `amate medicines parse TEXT
amate medicines parse --json-lines

A line of a prescription in shorthand ("amox 500 c8 7d") as a structured one. What was not said is null; what can be read
two ways is a question; nothing is invented.

  --json-lines   one {text} a line on standard input, one object a line: {line: {generic, ingredients[], brand,
                 presentation, presentationId, dose, unit, route, frequencyHours, timesPerDay, pattern, once, asNeeded,
                 durationDays, continuous, quantity, quantityUnit, packs, indications {es, en}}, notes[], remarks[],
                 unread[], presentations[]} or {question, candidates[]} or {error, code}

Exit status: 0 a line (with --json-lines: every line was answered), 1 a question or an error, 2 wrong use.`.split('\n');

const sentences = {
  'empty': 'Nothing was typed.', 'too-long': 'The line is too long.', 'no-medicine': 'No medicine is named.', 'unknown-medicine': 'No medicine of the catalogue is called so.', 'impossible-number': 'An amount is impossible.',
} as const;

type Line = Extract<ReadLine, { readonly line: unknown }>['line'];

/** How often, in the ways of saying it that a reader of lines may want; those that do not apply are null. */
const timesOf = ({ frequency }: Line) => {
  const none = { frequencyHours: null, timesPerDay: null, pattern: null, once: false };
  switch (frequency?.kind) {
    case undefined: return none;
    case 'every': return { ...none, frequencyHours: frequency.hours };
    case 'times': return { ...none, frequencyHours: 24 / frequency.perDay, timesPerDay: frequency.perDay };
    case 'pattern': return { ...none, pattern: frequency.doses.join('-') };
    case 'weekly': return { ...none, frequencyHours: frequency.everyWeeks * 168 };
    case 'once': return { ...none, once: true };
  }
};

const spanOf = ({ duration }: Line) => ({ durationDays: duration !== null && 'days' in duration ? duration.days : null, continuous: duration !== null && 'continuous' in duration });
const doseOf = ({ dose }: Line) => (dose === null ? { dose: null, unit: null } : { dose: dose.value, unit: shownUnit(dose.unit) });
const handedOf = ({ quantity }: Line) => (quantity === null ? { quantity: null, quantityUnit: null, packs: null } : { quantity: quantity.value, quantityUnit: quantity.unit, packs: quantity.packs });

const flat = (line: Line) => ({
  generic: line.generic, ingredients: line.ingredients, brand: line.brand, presentation: line.presentation.text === '' ? null : line.presentation.text, presentationId: line.presentation.id,
  ...doseOf(line), route: line.route, ...timesOf(line), asNeeded: line.asNeeded, ...spanOf(line), ...handedOf(line), indications: line.indications,
});

const answer = (text: string): object => {
  const read = readShorthand(medicineCatalogue(), text);
  if ('error' in read) return { error: sentences[read.error], code: read.error };
  if ('question' in read) return read;
  return { line: flat(read.line), notes: read.notes, remarks: read.remarks, unread: read.unread, presentations: read.presentations.map((each) => each.text) };
};

/** `amate medicines parse`. */
export const parseCommand = (args: readonly string[], io: CommandIo): Promise<number> => answerTexts(args, io, { name: 'parse', answer, isYes: (answered) => 'line' in answered });
