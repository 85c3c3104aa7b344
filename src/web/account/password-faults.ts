import { isRefusal } from '../api/refusal.ts';
import type { Text } from '../i18n/use-text.ts';
import type { accountMessages } from './messages.ts';

const LEAST = 12;
const known = ['too-short', 'too-long', 'well-known', 'own-words', 'repetitive'] as const;

/** Why the server would not take a wanted password, a sentence each; the server's own when it names no reason. */
export const passwordSentences = (error: Error | null, t: Text<typeof accountMessages>): readonly string[] => {
  if (error === null) return [];
  const faults = isRefusal(error, 'password-weak') ? error.detail['faults'] : undefined;
  const said = Array.isArray(faults) ? known.filter((fault) => faults.includes(fault)).map((fault) => t(`password.${fault}`)) : [];
  return said.length > 0 ? said : [error.message];
};

export const isTooShort = (password: string): boolean => Array.from(password).length < LEAST;
