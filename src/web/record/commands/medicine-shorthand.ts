import type { Language } from '#kernel/language.ts';
import { fold } from '#kernel/fold.ts';
import type { NoteMedicine } from '#modules/documents/contract.ts';

/**
 * A medicine as it is typed in a hurry, `metformina 850mg vo c12 30d`, read into the parts of its line. What was not
 * written stays empty: a dose, a unit, a route or a frequency is never guessed. A number without a unit is no dose; it
 * is told apart in `bare`, for the person to say of what.
 */
export type ReadMedicine = { readonly medicine: NoteMedicine; /** A number that looks like a dose and has no unit. */ readonly bare: string | null };

type Said = Readonly<Record<Language, string>>;

const units: Readonly<Record<string, string>> = {
  mg: 'mg', g: 'g', mcg: 'mcg', ug: 'mcg', 'µg': 'mcg', ml: 'mL', l: 'L', ui: 'UI', iu: 'UI', meq: 'mEq', mmol: 'mmol', '%': '%',
  'mg/kg': 'mg/kg', 'mg/ml': 'mg/mL', 'mg/kg/dia': 'mg/kg/día', gota: 'gota', gotas: 'gotas', gts: 'gotas', tab: 'tableta', tabs: 'tabletas', tableta: 'tableta', tabletas: 'tabletas',
  cap: 'cápsula', caps: 'cápsulas', capsula: 'cápsula', capsulas: 'cápsulas', amp: 'ámpula', ampula: 'ámpula', ampulas: 'ámpulas', disparo: 'disparo', disparos: 'disparos', puff: 'disparo', puffs: 'disparos',
  sobre: 'sobre', sobres: 'sobres', parche: 'parche', parches: 'parches', ovulo: 'óvulo', ovulos: 'óvulos', supositorio: 'supositorio', cucharada: 'cucharada', cucharadas: 'cucharadas',
};

const routes: readonly (readonly [readonly string[], Said])[] = [
  [['vo', 'oral', 'po'], { 'es-MX': 'Oral', 'en-US': 'Oral' }],
  [['iv', 'intravenosa'], { 'es-MX': 'Intravenosa', 'en-US': 'Intravenous' }],
  [['im', 'intramuscular'], { 'es-MX': 'Intramuscular', 'en-US': 'Intramuscular' }],
  [['sc', 'subcutanea'], { 'es-MX': 'Subcutánea', 'en-US': 'Subcutaneous' }],
  [['sl', 'sublingual'], { 'es-MX': 'Sublingual', 'en-US': 'Sublingual' }],
  [['top', 'topica', 'topico', 'cutanea'], { 'es-MX': 'Tópica', 'en-US': 'Topical' }],
  [['inh', 'inhalada', 'inhalado'], { 'es-MX': 'Inhalada', 'en-US': 'Inhaled' }],
  [['nasal'], { 'es-MX': 'Nasal', 'en-US': 'Nasal' }],
  [['oft', 'oftalmica'], { 'es-MX': 'Oftálmica', 'en-US': 'Ophthalmic' }],
  [['otica', 'ot'], { 'es-MX': 'Ótica', 'en-US': 'Otic' }],
  [['vag', 'vaginal'], { 'es-MX': 'Vaginal', 'en-US': 'Vaginal' }],
  [['rectal', 'vr'], { 'es-MX': 'Rectal', 'en-US': 'Rectal' }],
  [['td', 'transdermica'], { 'es-MX': 'Transdérmica', 'en-US': 'Transdermal' }],
];

const occasions: readonly (readonly [readonly string[], Said])[] = [
  [['prn'], { 'es-MX': 'Por razón necesaria', 'en-US': 'As needed' }],
  [['du', 'dosisunica'], { 'es-MX': 'Dosis única', 'en-US': 'Single dose' }],
  [['noche', 'hs'], { 'es-MX': 'Cada noche', 'en-US': 'Every night' }],
  [['manana'], { 'es-MX': 'Cada mañana', 'en-US': 'Every morning' }],
];

const spans: readonly (readonly [RegExp, Said, Said])[] = [
  [/^(?:d|dia|dias|day|days)$/, { 'es-MX': 'día', 'en-US': 'day' }, { 'es-MX': 'días', 'en-US': 'days' }],
  [/^(?:sem|semana|semanas|week|weeks|wk)$/, { 'es-MX': 'semana', 'en-US': 'week' }, { 'es-MX': 'semanas', 'en-US': 'weeks' }],
  [/^(?:mes|meses|month|months)$/, { 'es-MX': 'mes', 'en-US': 'month' }, { 'es-MX': 'meses', 'en-US': 'months' }],
];

const NUMBER = '\\d+(?:[.,]\\d+)?(?:/\\d+)?';
const bareNumber = new RegExp(`^${NUMBER}$`);
const numbered = new RegExp(`^(${NUMBER})(.+)$`);

const listed = (table: readonly (readonly [readonly string[], Said])[], word: string, language: Language): string | null =>
  table.find(([words]) => words.includes(word))?.[1][language] ?? null;

const everyHours = (word: string, language: Language): string | null => {
  const hours = /^(?:c|q)\/?(\d{1,2})(?:h|hr|hrs|hs)?$/.exec(word)?.[1];
  if (hours === undefined || Number(hours) === 0) return null;
  return language === 'es-MX' ? `Cada ${hours} ${hours === '1' ? 'hora' : 'horas'}` : `Every ${hours} ${hours === '1' ? 'hour' : 'hours'}`;
};

const durationOf = (count: string, span: string, language: Language): string | null => {
  const found = spans.find(([pattern]) => pattern.test(span));
  return found === undefined ? null : `${count} ${found[count === '1' ? 1 : 2][language]}`;
};

type Part = Exclude<keyof NoteMedicine, 'name'>;
type Token = { readonly is: Part; readonly text: string; readonly words: number };

const quantity = (count: string, of: string, language: Language): Pick<Token, 'is' | 'text'> | null => {
  const duration = durationOf(count, of, language);
  if (duration !== null) return { is: 'duration', text: duration };
  const unit = units[of];
  return unit === undefined ? null : { is: 'dose', text: `${count.replace(',', '.')} ${unit}` };
};

/** What the words that begin here say, if they are shorthand. */
const tokenAt = (words: readonly string[], at: number, language: Language): Token | null => {
  const [word = '', next = ''] = words.slice(at, at + 2).map(fold);
  const frequency = everyHours(word, language) ?? listed(occasions, word, language);
  if (frequency !== null) return { is: 'frequency', text: frequency, words: 1 };
  const route = listed(routes, word, language);
  if (route !== null) return { is: 'route', text: route, words: 1 };
  const [, count, rest] = numbered.exec(word) ?? [];
  const joined = count === undefined || rest === undefined ? null : quantity(count, rest, language);
  if (joined !== null) return { ...joined, words: 1 };
  const apart = bareNumber.test(word) ? quantity(word, next, language) : null;
  return apart === null ? null : { ...apart, words: 2 };
};

const isBare = ([word = '']: readonly string[]): boolean => bareNumber.test(word);

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase('es-MX') + text.slice(1);

/** Reads a line of shorthand. The first thing said of each part counts; what is not shorthand is part of the name. */
export const readMedicine = (typed: string, language: Language): ReadMedicine => {
  const words = typed.trim().split(/\s+/).filter((word) => word !== '');
  const found: Record<Part, string> = { dose: '', route: '', frequency: '', duration: '' };
  const name: string[] = [];
  let bare: string | null = null;
  for (let at = 0; at < words.length;) {
    // the first word is the medicine's, whatever it looks like
    const token = at === 0 ? null : tokenAt(words, at, language);
    const taken = words.slice(at, at + (token?.words ?? 1));
    if (token !== null && found[token.is] === '') found[token.is] = token.text;
    else if (token === null && at > 0 && bare === null && isBare(taken)) bare = taken.join('').replace(',', '.');
    else name.push(...taken);
    at += taken.length;
  }
  return { medicine: { name: capital(name.join(' ')), ...found }, bare: found.dose === '' ? bare : null };
};

/** Units that a number is usually of, to be chosen from and never taken unasked. */
export const askedUnits = ['mg', 'mcg', 'g', 'mL', 'UI', 'tabletas', 'gotas'] as const;
