import { foldedWords } from '#kernel/fold.ts';
import type { NoteMedicine } from '#modules/documents/contract.ts';

/**
 * Which lines of a note belong to which of its problems. A note is free text, so this reads as a colleague would: a
 * line belongs to the problems it names, the lines under a heading to the problem of the heading, everything to the
 * only problem of a note with one; what names none belongs to the note as a whole. Nothing is guessed beyond that.
 */

/** `names`: how it may be written; terms, synonyms, abbreviations. */
export type NamedProblem = { readonly code: string; readonly names: readonly string[] };
export type ProblemLine = { readonly text: string; readonly problems: readonly string[] };

const SHORTEST_NAME = 3;
const SHORTEST_WORD = 6;
/** Words that begin the names of very different problems. */
const common = new Set(['enfermedad', 'sindrome', 'trastorno', 'infeccion', 'control', 'examen', 'contacto', 'seguimiento', 'tumor', 'lesion', 'absceso', 'estado', 'antecedente', 'disease', 'disorder', 'syndrome', 'infection']);

type Known = { readonly code: string; readonly phrases: readonly string[] };

const phrase = (text: string): string => foldedWords(text).join(' ');
const contains = (line: string, wanted: string): boolean => ` ${line} `.includes(` ${wanted} `);

const known = (problems: readonly NamedProblem[]): readonly Known[] => {
  const leading = problems.map(({ names }) => new Set(names.flatMap((name) => foldedWords(name).slice(0, 1)).filter((word) => word.length >= SHORTEST_WORD && !common.has(word))));
  return problems.map(({ code, names }, at) => ({
    code,
    phrases: [...new Set([
      ...names.map(phrase).filter((each) => each.length >= SHORTEST_NAME), phrase(code), phrase(code.endsWith('X') ? code.slice(0, 3) : `${code.slice(0, 3)}.${code.slice(3)}`),
      // the first word alone, where no other problem of the note begins so
      ...[...leading[at] ?? []].filter((word) => !leading.some((other, place) => place !== at && other.has(word))),
    ])],
  }));
};

const headOf = (words: string): string => words.replace(/^(?:\d+ )+/, '');

/** The problem of a line that is a heading; null for a line that opens with a problem and goes on, which ends a heading; undefined for any other. */
const headingOf = (words: string, problems: readonly Known[]): string | null | undefined => {
  const head = headOf(words);
  const found = problems.find(({ phrases }) => phrases.some((each) => head === each || head.startsWith(`${each} `)));
  if (found === undefined) return undefined;
  return found.phrases.includes(head) ? found.code : null;
};

/** A text line by line with the problems of each; empty lines end a heading and are left out. */
export const linesByProblem = (text: string, named: readonly NamedProblem[]): readonly ProblemLine[] => {
  const problems = known(named);
  const [only] = named;
  let heading: string | null = null;
  return text.split('\n').flatMap((line): ProblemLine[] => {
    if (line.trim() === '') { heading = null; return []; }
    if (named.length === 1 && only !== undefined) return [{ text: line.trimEnd(), problems: [only.code] }];
    const words = phrase(line);
    const opened = headingOf(words, problems);
    if (opened !== undefined) heading = opened;
    const names = problems.filter(({ phrases }) => phrases.some((each) => contains(words, each))).map(({ code }) => code);
    return [{ text: line.trimEnd(), problems: names.length > 0 || heading === null ? names : [heading] }];
  });
};

const SHORTEST_MEDICINE = 4;

/** The problems a medicine is for: of the lines that name it, or the only problem of the note; none when the note does not say. */
export const problemsOfMedicine = ({ name }: NoteMedicine, lines: readonly ProblemLine[], named: readonly NamedProblem[]): readonly string[] => {
  if (named.length === 1) return named.map(({ code }) => code);
  const [first] = foldedWords(name);
  if (first === undefined || first.length < SHORTEST_MEDICINE) return [];
  return [...new Set(lines.filter(({ text }) => contains(phrase(text), first)).flatMap(({ problems }) => problems))];
};
