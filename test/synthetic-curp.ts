/**
 * Builds CURPs for people who do not exist: tests and the demo clinic only. The product itself must
 * never make a CURP up (NOM-024-SSA3-2012, 6.5.1), so nothing under src but tests and their builders may import this file.
 *
 * It is written apart from the validator in src/kernel/curp.ts, check digit included, so that a
 * property test of one against the other compares two readings of the rule.
 */
export type SyntheticPerson = {
  readonly given: string;
  readonly firstSurname: string;
  readonly secondSurname?: string | undefined;
  /** YYYY-MM-DD */
  readonly birthDate: string;
  readonly sex: 'H' | 'M' | 'X';
  /** Two letters of the birth entity, `NE` for abroad. */
  readonly entity: string;
  /** Position 17; by default 0 for a birth before 2000 and A from 2000 on. */
  readonly homonym?: string | undefined;
};

const particles = new Set(['DA', 'DAS', 'DE', 'DEL', 'DER', 'DI', 'DIE', 'DD', 'EL', 'LA', 'LAS', 'LE', 'LES', 'LOS', 'MAC', 'MC', 'VAN', 'VON', 'Y']);
const skippedGivenNames = new Set(['JOSE', 'J', 'MARIA', 'MA', 'M']);

// Four-letter beginnings that the registry alters (list from memory; only made-up people depend on it).
const inconvenient = new Set((
  'BACA BAKA BUEI BUEY CACA CACO CAGA CAGO CAKA CAKO COGE COGI COJA COJE COJI COJO COLA CULO FALO FETO GETA GUEI GUEY '
  + 'JETA JOTO KACA KACO KAGA KAGO KAKA KAKO KOGE KOGI KOJA KOJE KOJI KOJO KOLA KULO LILO LOCA LOCO LOKA LOKO MAME MAMO '
  + 'MEAR MEAS MEON MIAR MION MOCO MOKO MULA MULO NACA NACO PEDA PEDO PENE PIPI PITO POPO PUTA PUTO QULO RATA ROBA ROBE '
  + 'ROBO RUIN SENO TETA VACA VAGA VAGO VAKA VUEI VUEY WUEI WUEY'
).split(' '));

/** A well-formed CURP for a made-up person. */
export function syntheticCurp(person: SyntheticPerson): string {
  const first = surname(person.firstSurname);
  const second = surname(person.secondSurname ?? '');
  const given = givenName(person.given);
  const letters = `${initial(first)}${inner(first, /[AEIOU]/)}${initial(second)}${initial(given)}`;
  const start = inconvenient.has(letters) ? `${letters.charAt(0)}X${letters.slice(2)}` : letters;
  const date = person.birthDate.replaceAll('-', '').slice(2);
  const consonants = [first, second, given].map((name) => inner(name, /[B-DF-HJ-NP-TV-Z]/)).join('');
  const homonym = person.homonym ?? (person.birthDate < '2000' ? '0' : 'A');
  const seventeen = `${start}${date}${person.sex}${person.entity}${consonants}${homonym}`;
  return `${seventeen}${checkDigit(seventeen)}`;
}

const plain = (name: string): readonly string[] =>
  name.toUpperCase().replaceAll('Ñ', 'X').normalize('NFD').replace(/[^A-Z \-/']/g, '').split(' ').filter(Boolean);

const surname = (name: string): string => plain(name).find((word, at, all) => !particles.has(word) || at === all.length - 1) ?? '';

function givenName(name: string): string {
  const words = plain(name).filter((word) => !particles.has(word));
  return (words.length > 1 && skippedGivenNames.has(words[0] ?? '') ? words[1] : words[0]) ?? '';
}

const initial = (name: string): string => /^[A-Z]/.exec(name)?.[0] ?? 'X';

const inner = (name: string, wanted: RegExp): string => wanted.exec(name.slice(1))?.[0] ?? 'X';

function checkDigit(seventeen: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at += 1) {
    const code = seventeen.charCodeAt(at);
    // 0-9 count as themselves, A-N as 10-23, O-Z as 25-36: Ñ keeps the place 24.
    const value = code < 65 ? code - 48 : code - 55 + (code > 78 ? 1 : 0);
    sum += value * (18 - at);
  }
  return String((10 - (sum % 10)) % 10);
}
