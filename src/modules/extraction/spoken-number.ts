import type { Token } from './read-utterances.ts';

/** Numbers as they are said: `quinientos`, `treinta y ocho y medio`, `dos punto cinco`, `mil doscientos`, `medio`. */

const small: Readonly<Record<string, number>> = {
  cero: 0, un: 1, uno: 1, una: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5, seis: 6, siete: 7, ocho: 8, nueve: 9, diez: 10, once: 11, doce: 12, trece: 13, catorce: 14, quince: 15,
  dieciseis: 16, diecisiete: 17, dieciocho: 18, diecinueve: 19, veinte: 20, veintiun: 21, veintiuno: 21, veintiuna: 21, veintidos: 22, veintitres: 23, veinticuatro: 24, veinticinco: 25, veintiseis: 26, veintisiete: 27, veintiocho: 28, veintinueve: 29,
};
const tens: Readonly<Record<string, number>> = { veinte: 20, treinta: 30, cuarenta: 40, cincuenta: 50, sesenta: 60, setenta: 70, ochenta: 80, noventa: 90 };
const hundreds: Readonly<Record<string, number>> = {
  cien: 100, ciento: 100, doscientos: 200, doscientas: 200, trescientos: 300, trescientas: 300, cuatrocientos: 400, cuatrocientas: 400, quinientos: 500, quinientas: 500,
  seiscientos: 600, seiscientas: 600, setecientos: 700, setecientas: 700, ochocientos: 800, ochocientas: 800, novecientos: 900, novecientas: 900,
};

/** A number and how many tokens say it. */
export type SpokenNumber = { readonly value: number; readonly took: number };

const wordAt = (tokens: readonly Token[], at: number): string => tokens[at]?.word ?? '';
const own = (table: Readonly<Record<string, number>>, word: string): number | undefined => (Object.hasOwn(table, word) ? table[word] : undefined);

/** Below a hundred: `treinta y ocho`, also `treinta ocho`, `doce`. */
const belowHundred = (tokens: readonly Token[], at: number): SpokenNumber | null => {
  const ten = own(tens, wordAt(tokens, at));
  if (ten === undefined) {
    const one = own(small, wordAt(tokens, at));
    return one === undefined ? null : { value: one, took: 1 };
  }
  const step = wordAt(tokens, at + 1) === 'y' ? 2 : 1;
  const unit = own(small, wordAt(tokens, at + step));
  return unit !== undefined && unit > 0 && unit < 10 ? { value: ten + unit, took: step + 1 } : { value: ten, took: 1 };
};

const belowThousand = (tokens: readonly Token[], at: number): SpokenNumber | null => {
  const hundred = own(hundreds, wordAt(tokens, at));
  if (hundred === undefined) return belowHundred(tokens, at);
  const rest = belowHundred(tokens, at + 1);
  return rest === null ? { value: hundred, took: 1 } : { value: hundred + rest.value, took: rest.took + 1 };
};

const thousands = (tokens: readonly Token[], at: number): SpokenNumber | null => {
  const isBare = wordAt(tokens, at) === 'mil';
  const head = isBare ? { value: 1, took: 0 } : belowThousand(tokens, at);
  if (head === null || wordAt(tokens, at + head.took) !== 'mil') return head;
  const rest = belowThousand(tokens, at + head.took + 1);
  return { value: head.value * 1_000 + (rest?.value ?? 0), took: head.took + 1 + (rest?.took ?? 0) };
};

const points = new Set(['punto', 'coma', 'con']);

/** Decimals: `punto cinco`, `punto veinticinco`, `punto cero cinco`; `con` only before a bare digit's word, as in `treinta y ocho con cinco`. */
const decimals = (tokens: readonly Token[], at: number): SpokenNumber | null => {
  if (!points.has(wordAt(tokens, at))) return null;
  const digits: string[] = [];
  let took = 1;
  for (;;) {
    const next = belowHundred(tokens, at + took);
    if (next === null || digits.join('').length + String(next.value).length > 3) break;
    digits.push(String(next.value));
    took += next.took;
    if (next.value !== 0) break;
  }
  return digits.length === 0 ? null : { value: Number(`0.${digits.join('')}`), took };
};

const halfAfter = (tokens: readonly Token[], at: number): boolean => wordAt(tokens, at) === 'y' && /^medi[oa]$/.test(wordAt(tokens, at + 1));

/** The number that begins at `at`, in digits or words, or null. `medio` and `media` are a half; the caller knows `media noche`. */
export const spokenNumber = (tokens: readonly Token[], at: number): SpokenNumber | null => {
  if (/^medi[oa]$/.test(wordAt(tokens, at))) return { value: 0.5, took: 1 };
  const digits = tokens[at]?.number;
  const whole = typeof digits === 'number' ? { value: digits, took: 1 } : thousands(tokens, at);
  if (whole === null) return null;
  if (typeof digits === 'number' && wordAt(tokens, at + 1) === 'mil') return { value: digits * 1_000, took: 2 };
  if (halfAfter(tokens, at + whole.took)) return { value: whole.value + 0.5, took: whole.took + 2 };
  const rest = decimals(tokens, at + whole.took);
  return rest === null || !Number.isInteger(whole.value) ? whole : { value: whole.value + rest.value, took: whole.took + rest.took };
};
