import { fold } from '#kernel/fold.ts';

/** A piece of what was typed: a number, a word or a sign, with where it stands. */
export type Token = {
  /** Folded; of a number said in words, its digits. */
  readonly word: string;
  readonly number: number | null;
  readonly start: number;
  readonly end: number;
  /** No white space before it: the 8 of `c8`. */
  readonly isGlued: boolean;
};

export type Typed = { readonly text: string; readonly tokens: readonly Token[]; readonly doubtful: string | null };

const parts: Readonly<Record<string, number>> = { '½': 0.5, '¼': 0.25, '¾': 0.75 };

/** One way of writing what has several: fractions as decimals, `b.i.d.` as `bid`, full-width letters as letters. */
const straightened = (text: string): string => text
  .replace(/(\d+)?\s?([½¼¾])/gu, (_, whole: string | undefined, part: string) => ` ${String(Number(whole ?? 0) + (parts[part] ?? 0))}`)
  .normalize('NFKC')
  .replace(/[‐‑‒–—−]/gu, '-').replace(/[μµ]g/giu, 'mcg')
  .replace(/(?<![\p{L}\p{N}])(\p{L})\.\s?(\p{L})\.(?:\s?(\p{L})\.)?/gu, '$1$2$3')
  .replace(/\s+/gu, ' ').trim();

const pieces = /\d+(?:[.,]\d+)*|\.\d+|[\p{L}\p{M}]+|\S/gu;

const words: Readonly<Record<string, number>> = {
  un: 1, una: 1, uno: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, once: 11, doce: 12, trece: 13, catorce: 14, quince: 15, dieciseis: 16, diecisiete: 17,
  dieciocho: 18, diecinueve: 19, veinte: 20, veintiun: 21, veintiuno: 21, veintiuna: 21, veintidos: 22, veintitres: 23, veinticuatro: 24, veinticinco: 25, veintiseis: 26, veintisiete: 27, veintiocho: 28,
  veintinueve: 29, treinta: 30, cuarenta: 40, cincuenta: 50, sesenta: 60, setenta: 70, ochenta: 80, noventa: 90, cien: 100, doscientos: 200, doscientas: 200, trescientos: 300, cuatrocientos: 400,
  quinientos: 500, quinientas: 500, ochocientos: 800, mil: 1000, media: 0.5, medio: 0.5,
};

const clave = /^\d{3}\.\d{3}\.\d{4}(?:\.\d{2})?$/;

// Of `1,000` nobody can tell whether it is a thousand or one: it is asked, never guessed.
const valueOf = (digits: string): number | null => {
  if (/^(?:0?\.|0[.,]|\d+\.)\d+$/.test(digits) || /^\d+$/.test(digits)) return Number(digits.replace(',', '.'));
  // thousands twice over are thousands
  if (/^\d{1,3}(?:,\d{3}){2,}$/.test(digits)) return Number(digits.replaceAll(',', ''));
  return /^\d+,\d{1,2}$/.test(digits) ? Number(digits.replace(',', '.')) : null;
};

const saidNumber = (tokens: readonly Token[], at: number): number | null => {
  const { word, number } = tokens[at] ?? { word: '', number: 0 };
  const isNoon = word === 'medio' && tokens[at + 1]?.word === 'dia';
  return number === null && !isNoon && Object.hasOwn(words, word) ? words[word] ?? null : null;
};

/** Whether `y` and a number belong to the number before: one and a half, thirty and five. */
const isContinued = (whole: number, part: number): boolean => part < 1 || (whole >= 30 && whole % 10 === 0 && part < 10);

/** The number before and the part after `y`, as one; null where they are not one number. */
const continued = (last: Token | undefined, tokens: readonly Token[], at: number): Token | null => {
  const part = tokens[at]?.word === 'y' ? saidNumber(tokens, at + 1) : null;
  if (last === undefined || last.number === null || part === null || !isContinued(last.number, part)) return null;
  const number = last.number + part;
  return { ...last, number, word: String(number), end: tokens[at + 1]?.end ?? last.end };
};

/** Numbers said in words become numbers: `una y media` is 1.5, `treinta y cinco` 35. */
const withWordNumbers = (tokens: readonly Token[]): readonly Token[] => {
  const read: Token[] = [];
  let skipped = -1;
  for (const [at, token] of tokens.entries()) {
    const whole = continued(read.at(-1), tokens, at);
    if (whole !== null) {
      read[read.length - 1] = whole;
      skipped = at + 1;
    } else if (at !== skipped) {
      const number = saidNumber(tokens, at);
      read.push(number === null ? token : { ...token, number, word: String(number) });
    }
  }
  return read;
};

/** `1.2 millones` is 1200000. */
const withMillions = (tokens: readonly Token[]): readonly Token[] => tokens.flatMap((token, at) => {
  const isMillion = (place: number): boolean => /^mill[oó]n(?:es)?$/.test(tokens[place]?.word ?? '');
  if (isMillion(at) && tokens[at - 1]?.number != null) return [];
  if (token.number === null || !isMillion(at + 1)) return [token];
  const number = Math.round(token.number * 1_000_000);
  return [{ ...token, number, word: String(number), end: tokens[at + 1]?.end ?? token.end }];
});

/** What was typed, in pieces. `doubtful` is a number that can be read two ways. */
export const tokensOf = (typed: string): Typed => {
  const text = straightened(typed);
  let doubtful: string | null = null;
  const tokens = [...text.matchAll(pieces)].map((match): Token => {
    const [raw] = match;
    const isNumber = /\d/.test(raw) && !clave.test(raw);
    const number = isNumber ? valueOf(raw) : null;
    if (isNumber && number === null) doubtful ??= raw;
    return { word: isNumber && number !== null ? String(number) : fold(raw), number, start: match.index, end: match.index + raw.length, isGlued: match.index > 0 && text.charAt(match.index - 1) !== ' ' };
  });
  return { text, tokens: withMillions(withWordNumbers(tokens)), doubtful };
};
