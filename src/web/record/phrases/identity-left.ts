import { fold } from '#kernel/fold.ts';

const SHORTEST = 3;

/** The person's name becomes the token that prints whoever a phrase is used for. */
export const withoutName = (text: string, fullName: string, token: string): string =>
  fullName.trim() === '' ? text : text.replaceAll(fullName, `{${token}}`);

/**
 * Words of the person's name that stand in a text as a name does: whole, with its capital. A guess and no proof: many names
 * are words too, so it is said and not refused.
 */
export const identityLeft = (text: string, fullName: string): readonly string[] => {
  const words = new Set(text.match(/\p{Lu}[\p{L}\p{M}]*/gu)?.map(fold) ?? []);
  return [...new Set(fullName.split(/\s+/).filter((word) => word.length >= SHORTEST && words.has(fold(word))))];
};
