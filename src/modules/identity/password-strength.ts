import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { invalid } from '#kernel/errors.ts';
import { PASSWORD_LEAST, PASSWORD_MOST } from './contract.ts';
import type { passwordFaults } from './contract.ts';

export type PasswordFault = (typeof passwordFaults)[number];

const FINGERPRINT_BYTES = 4;
const listUrl = new URL('./known-passwords.bin', import.meta.url);

/** Lower case, without accents: how known passwords are compared. */
export const foldPassword = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The first four bytes of the SHA-256 of a folded password: what the list of known ones holds, sorted. */
export const fingerprintOf = (folded: string): number => createHash('sha256').update(folded, 'utf8').digest().readUInt32BE(0);

let list: Promise<Buffer> | null = null;
// 200 kB, read when the first password is set and kept; no request ever leaves the machine to judge a password.
const knownList = (): Promise<Buffer> => (list ??= readFile(listUrl));

const isListed = (known: Buffer, folded: string): boolean => {
  const wanted = fingerprintOf(folded);
  let low = 0;
  let high = known.length / FINGERPRINT_BYTES - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = known.readUInt32BE(middle * FINGERPRINT_BYTES);
    if (found === wanted) return true;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
};

const substitutions: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
const unmasked = (folded: string): string => [...folded].map((each) => substitutions[each] ?? each).join('');
const bare = (folded: string): string => folded.replace(/^[^a-z]+|[^a-z]+$/g, '');

/** What a guesser tries first: the word itself, without the digits around it, with letters put back for digits. */
const guesses = (folded: string): readonly string[] => {
  const core = bare(folded);
  return [folded, core, unmasked(folded), unmasked(core), bare(unmasked(folded))].filter((guess) => guess.length >= 4);
};

const wordsOf = (texts: readonly string[]): readonly string[] =>
  texts.flatMap((text) => foldPassword(text).split(/[^a-z0-9]+/)).filter((word) => word.length >= 4);

const withoutWords = (folded: string, words: readonly string[]): string =>
  [...words].sort((one, other) => other.length - one.length).reduce((left, word) => left.replaceAll(word, ''), folded);

/**
 * What speaks against a password: length (12 to 128 characters), a list of 49,000 known ones and the words
 * guessers try in Mexico, the person's own words (name, e-mail, clinic), repetition. No rule on kinds of
 * characters (ASVS 5.0, 6.2.5). Judged offline; an empty list means the password may be set.
 */
export const faultsOfPassword = async (password: string, ownTexts: readonly string[]): Promise<readonly PasswordFault[]> => {
  const faults: PasswordFault[] = [];
  const normal = password.normalize('NFKC');
  const length = [...normal].length;
  if (length < PASSWORD_LEAST) faults.push('too-short');
  if (length > PASSWORD_MOST) return [...faults, 'too-long'];
  const folded = foldPassword(normal);
  const known = await knownList();
  if (guesses(folded).some((guess) => isListed(known, guess))) faults.push('well-known');
  const remainder = bare(withoutWords(folded, ['amate', ...wordsOf(ownTexts)]));
  if (remainder.length < 4 && bare(folded).length >= 4) faults.push('own-words');
  if (new Set(folded).size < 5 || /^(.{1,8}?)\1+$/u.test(folded)) faults.push('repetitive');
  return faults;
};

/** Refuses `password-weak` with the faults. */
export const requireGoodPassword = async (password: string, ownTexts: readonly string[]): Promise<void> => {
  const faults = await faultsOfPassword(password, ownTexts);
  if (faults.length > 0) throw invalid('password-weak', { faults });
};
