import { fold } from './fold.ts';

/**
 * What could tell whom a text was written about. Pure: the browser replaces it before a note's words become a template, and
 * the server refuses what was left. The first errs on the side of replacing; the second names only what is certain.
 */

const WILDCARD = '***';

// names that are also words of a note: only with a capital are they taken for the name
const everydayNames = new Set(['luz', 'paz', 'rosa', 'dolores', 'blanca', 'clara', 'cruz', 'prado', 'salud', 'consuelo', 'rojo', 'blanco', 'moreno', 'delgado', 'leal', 'mayo', 'abril', 'alba', 'iris', 'pilar', 'mercedes', 'socorro', 'nieves', 'reyes', 'vena', 'calvo']);
const particles = new Set(['de', 'del', 'la', 'las', 'los', 'san', 'santa', 'von', 'van', 'der', 'mac', 'and', 'the']);
const SHORTEST = 3;

/** The words of names that a text must not hold, folded, each once. */
const nameWords = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.flatMap((name) => fold(name).match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= SHORTEST && !particles.has(word)));

const word = /[\p{L}\p{M}\p{N}]+/gu;
const hasCapital = (text: string): boolean => /^\p{Lu}/u.test(text);
const isName = (text: string, names: ReadonlySet<string>): boolean => {
  const folded = fold(text);
  return names.has(folded) && (hasCapital(text) || !everydayNames.has(folded));
};

const curp = /(?<![A-Z0-9])[A-Z]{4}[ -]?\d{6}[ -]?[A-Z]{6}[ -]?[A-Z0-9]\d(?![A-Z0-9])/giu;
const rfc = /(?<![A-Z0-9])[A-ZÑ&]{4}[ -]?\d{6}[ -]?[A-Z0-9]{3}(?![A-Z0-9])/giu;
const email = /[^\s@,;:()]+@[^\s@,;:()]+\.[\p{L}\p{N}]+/gu;
const months = 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|january|february|march|april|may|june|july|august|september|october|november|december';
const days = 'lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo|monday|tuesday|wednesday|thursday|friday|saturday|sunday';
const date = new RegExp(`(?:(?:${days}),?\\s+)?\\d{1,2}(?:º|°|\\.º)?\\s*(?:de\\s+|/|-|\\.)?\\s*(?:${months})(?:\\s*(?:de[l]?\\s+|/|-|,)?\\s*(?:año\\s+)?\\d{2,4})?|(?<!\\p{L})(?:${months})\\s+(?:de[l]?\\s+)?(?:\\d{1,2},?\\s+)?\\d{4}|\\d{1,4}\\s?[/.-]\\s?\\d{1,2}\\s?[/.-]\\s?\\d{2,4}`, 'giu');
// a run that begins with a digit, however it is spaced: telephones, record numbers, doses, pressures, ages; not the 2 of "tipo 2" nor the 12 of "B12"
const units = 'mm\\s?Hg|mg/d[lL]|mg/kg(?:/d[ií]a)?|mc?g|µg|ug|kg/m2|kg/m²|kg|gramos|gr|g/d[lL]|g|ml|mL|cm|mm|m|lpm|rpm|lat(?:idos)?/min|resp/min|/min|°\\s?C|ºC|grados|%|por ciento|UI|U|mEq/?[lL]?|mmol/[lL]|años(?:\\s+de\\s+edad)?|año|meses|mes|semanas|sdg|SDG|d[ií]as?|horas?|h|years?(?:\\s+old)?|months?|weeks?|days?|hours?|minutos|min|veces|tabletas?|cápsulas?|gotas|dosis';
const number = new RegExp(`(?<![\\p{L}\\p{N}])(?:\\(\\d{2,3}\\)|\\+?\\d)(?:[\\d.,/:x×() -]*\\d)?(?:\\s?(?:${units})(?![\\p{L}]))?`, 'giu');
const spelled = 'un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\\p{L}+|veinte|veinti\\p{L}+|(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?:\\s+y\\s+\\p{L}+)?|cien';
const spelledAge = new RegExp(`(?<!\\p{L})(?:${spelled})\\s+(?:años|meses|semanas)(?:\\s+de\\s+edad)?`, 'giu');
// the spelling of the title or kinship does not matter, but the name after it is told by its capital
const kin = '[Ee]spos[oa]|[Hh]ij[oa]s?|[Mm]adre|[Pp]adre|[Mm]am[áa]|[Pp]ap[áa]|[Hh]erman[oa]s?|[Aa]buel[oa]|[Tt]í[oa]|[Nn]ovi[oa]|[Pp]areja|[Cc]oncubin[oa]|[Tt]utora?|[Cc]uidadora?|[Vv]ecin[oa]|[Ss]eñora?|[Ss]ra?\\.|[Dd]ra?\\.|[Dd]octora?|[Dd]on|[Dd]oña|[Ll]ic\\.|[Ee]nf\\.|[Ll]lamad[oa]|[Nn]ombre';
const named = new RegExp(`(?<!\\p{L})(${kin})(\\s+|:\\s*|,\\s*)((?:\\p{Lu}[\\p{L}\\p{M}]+)(?:\\s+(?:(?:de|del|la|las|los)\\s+)*\\p{Lu}[\\p{L}\\p{M}]+)*)`, 'gu');
const place = /(?<!\p{L})(calle|av\.|avenida|colonia|col\.|c\.\s?p\.|domicilio|vive en|trabaja en|labora en)(\s+)[^.;\n]+/giu;
const recordWord = /(?<!\p{L})(expediente|folio|exp\.)(\s*(?:n[.úu]m\.?|no\.|:|#)?\s*)[\p{L}\d/-]*\d[\p{L}\d/-]*/giu;
const keptBefore = /(?:\btipo|\bgrado|\bgrupo|\bclase|\bestadio|\betapa|\bnivel|\btype|\bgrade|\bstage|\bNYHA|\bASA)\s$/iu;

const withoutNumbers = (text: string): string => text.replace(number, (found, at: number, whole: string) =>
  (/^\d$/.test(found.trim()) && keptBefore.test(whole.slice(Math.max(0, at - 12), at)) ? found : WILDCARD));

/**
 * The text with everything that could tell whose it is as `***`: the names' words, what looks like a CURP, an RFC, a telephone,
 * a date, an age, an address or a relative's name, and every number with its unit. It replaces too much rather than too little.
 */
export const withoutTraces = (text: string, names: readonly string[]): string => {
  const known = nameWords(names);
  const blind = text
    .replace(email, WILDCARD).replace(curp, WILDCARD).replace(rfc, WILDCARD)
    .replace(recordWord, `$1$2${WILDCARD}`).replace(place, `$1$2${WILDCARD}`).replace(date, WILDCARD).replace(spelledAge, WILDCARD)
    .replace(named, `$1$2${WILDCARD}`)
    .replace(word, (found) => (isName(found, known) ? WILDCARD : found));
  // two wildcards side by side ask for the same thing once; four asterisks would be none
  return withoutNumbers(blind).replace(/\*{3}(?:[ /,-]*\*{3})+/g, WILDCARD);
};

/** Words with a capital inside a sentence, which may be somebody's name; to be looked at and not replaced. */
export const possibleNames = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/(?<=[\p{Ll}\p{N},;)*]\s)\p{Lu}\p{Ll}{2,}/gu)].map(([found]) => found))];

/** Who a patient is, as a text could say it; only what is known. */
export type PatientMarks = {
  readonly names: readonly string[]; readonly curp: string | null; readonly phones: readonly string[]; readonly recordNumber: string; readonly birthDate: string | null;
};

export type Trace = 'name' | 'curp' | 'phone' | 'record-number' | 'birth-date' | 'email';

const digitsOf = (text: string): string => text.replace(/\D/g, '');
// with or without lada and country
const PHONE_TAIL = 8;
const runs = (text: string): readonly string[] => (text.match(/\d(?:[\d\s().-]*\d)?/g) ?? []).map(digitsOf);

const monthNames = { es: ['enero', 'febrero', 'marzo', 'abril', 'mayo', 'junio', 'julio', 'agosto', 'septiembre', 'octubre', 'noviembre', 'diciembre'] } as const;

const saysDate = (text: string, birthDate: string): boolean => {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const [m, d] = [String(Number(month)), String(Number(day))];
  const written = new RegExp(`(?<!\\d)(?:0?${d}\\s?[/.-]\\s?0?${m}\\s?[/.-]\\s?(?:${year}|${year.slice(2)})|${year}\\s?[/.-]\\s?0?${m}\\s?[/.-]\\s?0?${d}|0?${d}\\s+(?:de\\s+)?${monthNames.es[Number(month) - 1] ?? '-'}\\s+(?:de[l]?\\s+)?${year})(?!\\d)`);
  return written.test(fold(text));
};

/** What of the patient a text certainly says. */
export const tracesIn = (text: string, { names, curp: code, phones, recordNumber, birthDate }: PatientMarks): readonly Trace[] => {
  const known = nameWords(names);
  const numbers = runs(text);
  const bare = text.toUpperCase().replace(/[^A-Z0-9Ñ]/g, '');
  const tails = phones.map((phone) => digitsOf(phone).slice(-PHONE_TAIL)).filter((tail) => tail.length >= 7);
  const asNumber = new RegExp(`(?:expediente|folio|exp\\.?|record)\\s*(?:n[.u]m(?:ero)?\\.?|no\\.?|:|#)?\\s*0*${String(Number(recordNumber))}(?!\\d)`);
  const found: Record<Trace, boolean> = {
    name: [...text.matchAll(word)].some(([each]) => isName(each, known)),
    curp: (code !== null && bare.includes(code)) || text.search(curp) !== -1,
    phone: tails.some((tail) => numbers.some((run) => run.includes(tail))),
    'record-number': numbers.includes(recordNumber) || asNumber.test(fold(text)),
    'birth-date': birthDate !== null && saysDate(text, birthDate),
    email: text.search(email) !== -1,
  };
  return (Object.keys(found) as Trace[]).filter((trace) => found[trace]);
};
