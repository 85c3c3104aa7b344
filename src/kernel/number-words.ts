/** Whole numbers as Spanish says them, for amounts that a pen must not be able to change. */

const small = [
  'cero', 'uno', 'dos', 'tres', 'cuatro', 'cinco', 'seis', 'siete', 'ocho', 'nueve', 'diez', 'once', 'doce', 'trece', 'catorce', 'quince', 'dieciséis', 'diecisiete', 'dieciocho', 'diecinueve',
  'veinte', 'veintiuno', 'veintidós', 'veintitrés', 'veinticuatro', 'veinticinco', 'veintiséis', 'veintisiete', 'veintiocho', 'veintinueve',
];
const tens = ['', '', '', 'treinta', 'cuarenta', 'cincuenta', 'sesenta', 'setenta', 'ochenta', 'noventa'];
const hundreds = ['', 'ciento', 'doscientos', 'trescientos', 'cuatrocientos', 'quinientos', 'seiscientos', 'setecientos', 'ochocientos', 'novecientos'];

const belowHundred = (value: number): string => {
  if (value < small.length) return small[value] ?? '';
  const [ten, one] = [Math.floor(value / 10), value % 10];
  return one === 0 ? tens[ten] ?? '' : `${tens[ten] ?? ''} y ${small[one] ?? ''}`;
};

const belowThousand = (value: number): string => {
  if (value === 100) return 'cien';
  const [hundred, rest] = [Math.floor(value / 100), value % 100];
  return [hundreds[hundred] ?? '', ...(rest === 0 && hundred > 0 ? [] : [belowHundred(rest)])].filter((part) => part !== '').join(' ');
};

/** Before `mil` and before what is counted, `uno` is shortened: veintiún mil, treinta y un sobres. */
const shortened = (words: string): string => words.replace(/veintiuno$/, 'veintiún').replace(/\buno$/, 'un');
const feminine = (words: string): string => words.replace(/uno$/, 'una').replaceAll(/cientos\b/g, 'cientas').replaceAll('quinientos', 'quinientas');

export type Gender = 'masculine' | 'feminine';

/**
 * `treinta y una` of tablets, `veintiún` of sachets: a whole number from 0 to 999,999 before what is counted. Null for any other.
 */
export const spanishNumber = (value: number, gender: Gender): string | null => {
  if (!Number.isInteger(value) || value < 0 || value > 999_999) return null;
  const agreed = (words: string): string => (gender === 'feminine' ? feminine(words) : shortened(words));
  const [thousands, rest] = [Math.floor(value / 1_000), value % 1_000];
  if (thousands === 0) return agreed(belowThousand(rest));
  const before = thousands === 1 ? 'mil' : `${gender === 'feminine' ? feminine(belowThousand(thousands)).replace(/veintiuna$/, 'veintiún').replace(/una$/, 'un') : shortened(belowThousand(thousands))} mil`;
  return rest === 0 ? before : `${before} ${agreed(belowThousand(rest))}`;
};

/** A number that counts nothing keeps its whole ending: veintiuno, not veintiún. */
const uncounted = (value: number): string => (spanishNumber(value, 'masculine') ?? '').replace(/veintiún$/, 'veintiuno').replace(/\bun$/, 'uno');

/**
 * As `spanishNumber`, and amounts with up to three decimals: `dos punto cinco`, `cero punto cero veinticinco` (each leading zero is
 * said; what follows a point counts nothing and stays masculine). Null for any other.
 */
export const spanishAmount = (value: number, gender: Gender): string | null => {
  if (Number.isInteger(value)) return spanishNumber(value, gender);
  const [, whole, decimals, zeros = ''] = /^(\d{1,6})\.((0*)\d{1,3})$/.exec(String(value)) ?? [];
  if (whole === undefined || decimals === undefined || decimals.length > 3) return null;
  return [uncounted(Number(whole)), 'punto', ...Array.from(zeros, () => 'cero'), uncounted(Number(decimals))].join(' ');
};
