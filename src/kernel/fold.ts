// Letters that carry no separate accent to take away, so that decomposition alone leaves them as they are.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ħ: 'h', ı: 'i', ŋ: 'n', '’': "'", '‘': "'", ʼ: "'",
};

/**
 * The form in which texts are compared when a person searches: lower case, no accents (ñ becomes n,
 * ü becomes u), compatibility forms resolved, white space collapsed. Punctuation stays.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđðþłħıŋ’‘ʼ]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();

/** The words of a text in folded form: runs of letters and digits, in order, repeats kept. */
export const foldedWords = (text: string): readonly string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
