import { invalid } from './errors.ts';
import { fold } from './fold.ts';

/** A person's name as Mexican documents split it; the second surname may not exist. */
export type PersonName = {
  readonly given: string;
  readonly firstSurname: string;
  readonly secondSurname?: string | undefined;
};

export type PersonNameReason = 'name-missing' | 'name-too-long' | 'name-characters' | 'name-punctuation';

const longestNamePart = 50;

const permitted = /^[\p{L}\p{M} \-,./']+$/u;
// Two marks in a row, or a hyphen, comma, slash or apostrophe that nothing precedes or follows.
const strayMarks = /[-,./'][-,./']|^[-,./']|[-,/']$/u;
const hasLetter = /\p{L}/u;

const tidy = (text: string): string => text.normalize('NFC').replace(/[’‘ʼ]/g, "'").replace(/\s+/g, ' ').trim();

/**
 * Why one part of a name is refused: missing, more than 50 characters, a character that is neither a
 * letter (of any script), blank nor - , . / ', or marks in a row or at an end. Nothing when it is fine.
 * Blanks around and repeated are not faults: {@link parsePersonName} takes them away.
 */
export function faultsOfNamePart(part: string): readonly PersonNameReason[] {
  const text = tidy(part);
  if (text === '') return ['name-missing'];
  if (Array.from(text).length > longestNamePart) return ['name-too-long'];
  if (!permitted.test(text) || !hasLetter.test(text)) return ['name-characters'];
  return strayMarks.test(text) ? ['name-punctuation'] : [];
}

/**
 * A name as it is stored: composed letters, single blanks, straight apostrophes, capitals as typed; an
 * empty second surname is left out. Refuses `person-name-invalid` with `faults`, a list of
 * `field:reason`; the refused text is not repeated.
 */
export function parsePersonName(typed: PersonName): PersonName {
  const second = tidy(typed.secondSurname ?? '');
  const name = { given: tidy(typed.given), firstSurname: tidy(typed.firstSurname), ...(second === '' ? {} : { secondSurname: second }) };
  const faults = Object.entries(name).flatMap(([field, part]) => faultsOfNamePart(part).map((reason) => `${field}:${reason}`));
  if (faults.length > 0) throw invalid('person-name-invalid', { faults });
  return name;
}

/** Given name, first and second surname with one blank between: how a person is addressed and printed. */
export const fullName = ({ given, firstSurname, secondSurname }: PersonName): string =>
  [given, firstSurname, secondSurname].filter(Boolean).join(' ');

/** Surnames first, `Pérez Soto, Ana`: how people are listed. */
export const listedName = ({ given, firstSurname, secondSurname }: PersonName): string =>
  `${[firstSurname, secondSurname].filter(Boolean).join(' ')}, ${given}`;

/** The full name as search and duplicate checks compare it: lower case, no accents, ñ as n. */
export const searchableName = (name: PersonName): string => fold(fullName(name));

/**
 * One part as NOM-024-SSA3-2012 (Tabla 1) and the exchange guides want it: upper case A-Z and Ñ, no
 * accents, a letter with diaeresis as its plain vowel, marks - , . / ' kept. A letter of another
 * script has no such form and is left out, so the result can be empty: the caller then refuses to export.
 */
export const nom024NamePart = (part: string): string =>
  Array.from(tidy(part).toUpperCase(), (letter) => (letter === 'Ñ' || letter === ' ' ? letter : fold(letter).toUpperCase()))
    .join('')
    .replace(/[^A-ZÑ \-,./']/g, '')
    .replace(/ +/g, ' ')
    .trim();

/** The whole name in the form of {@link nom024NamePart}; a second surname that does not exist stays absent. */
export function nom024Name({ given, firstSurname, secondSurname }: PersonName): PersonName {
  const second = nom024NamePart(secondSurname ?? '');
  return { given: nom024NamePart(given), firstSurname: nom024NamePart(firstSurname), ...(second === '' ? {} : { secondSurname: second }) };
}
