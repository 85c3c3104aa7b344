import { fold } from './fold.ts';
import { doseInPackUnits, heldIn, isPiece, tidy } from './line-dose.ts';
import type { PresentationFacts } from './line-dose.ts';
import { applicationVerb, noteWords, reasonWords, routeWords, unitWords, useWords } from './line-words-table.ts';
import type { LineNote, Pair } from './line-words-table.ts';
import type { Amount, Frequency, MedicineLine } from './medicine-line.ts';

const fractionsWritten: Readonly<Record<string, string>> = { '0.25': '¼', '0.5': '½', '0.75': '¾' };

const plain = (value: number): string => String(tidy(value));
/** Pieces with halves as one writes them: 1½. */
const counted = (value: number): string => {
  const part = fractionsWritten[plain(value - Math.floor(value))];
  return part === undefined ? plain(value) : `${value < 1 ? '' : String(Math.floor(value))}${part}`;
};

type Language = keyof Pair;

/** An amount as a patient reads it: `1½ tabletas`, `500 mg`, `10 unidades`. */
export const amountWords = ({ value, unit }: Amount, language: Language): string => {
  const words = unitWords[unit]?.[language];
  if (words === undefined) return `${plain(value)} ${unit}`;
  return `${isPiece(unit) ? counted(value) : plain(value)} ${value <= 1 ? words.one : words.many}`;
};

const isShownAs = (value: number, unit: string): boolean => value > 0 && (isPiece(unit) ? Number.isInteger(unit === 'tableta' ? value * 4 : value) : tidy(value * 10) === Math.round(value * 10));

/** What is taken each time: in pieces or millilitres with what they hold where the presentation is known, else as it was written. */
const eachTime = (dose: Amount, presentation: PresentationFacts | null, language: Language): string => {
  const asWritten = amountWords(dose, language);
  if (presentation === null) return asWritten;
  const value = doseInPackUnits(dose, presentation);
  const unit = presentation.pack.unit;
  if (value === null || !isShownAs(value, unit) || !(isPiece(unit) || unit === 'mL') || dose.unit === '[IU]') return asWritten;
  const shown = { value, unit };
  const held = dose.unit === unit ? heldIn(value, presentation) : dose;
  return held === null ? amountWords(shown, language) : `${amountWords(shown, language)} (${amountWords(held, language)})`;
};

const moments: readonly Pair[] = [{ es: 'en la mañana', en: 'in the morning' }, { es: 'al mediodía', en: 'at noon' }, { es: 'en la tarde', en: 'in the evening' }, { es: 'en la noche', en: 'at night' }];
const momentOf = (at: number, of: number): Pair => moments[of === 4 ? at : of === 2 ? at * 3 : [0, 1, 3][at] ?? 3] ?? { es: '', en: '' };

const listed = (parts: readonly string[], language: Language): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${language === 'es' ? 'y' : 'and'} ${parts.at(-1) ?? ''}`;

const everyWords = (hours: number): Pair => {
  if (hours < 1) return { es: `cada ${plain(hours * 60)} minutos`, en: `every ${plain(hours * 60)} minutes` };
  if (hours === 1) return { es: 'cada hora', en: 'every hour' };
  if (hours === 48) return { es: 'cada 48 horas (un día sí y un día no)', en: 'every 48 hours (every other day)' };
  if (hours > 48 && hours % 24 === 0) return { es: `cada ${plain(hours / 24)} días`, en: `every ${plain(hours / 24)} days` };
  return { es: `cada ${plain(hours)} horas`, en: `every ${plain(hours)} hours` };
};

/** How often, of every kind but a pattern, whose doses stand at their moments. */
const frequencyWords = (frequency: Exclude<Frequency, { readonly kind: 'pattern' }>): Pair => {
  switch (frequency.kind) {
    case 'every': return everyWords(frequency.hours);
    case 'times': return frequency.perDay === 1 ? { es: '1 vez al día', en: 'once a day' } : { es: `${String(frequency.perDay)} veces al día`, en: `${String(frequency.perDay)} times a day` };
    case 'weekly': return frequency.everyWeeks === 1
      ? { es: 'una sola vez por semana (no todos los días)', en: 'only once a week (not every day)' }
      : { es: `una sola vez cada ${plain(frequency.everyWeeks)} semanas`, en: `only once every ${plain(frequency.everyWeeks)} weeks` };
    case 'once': return { es: 'una sola vez', en: 'one single time' };
  }
};

const durationWords = (duration: MedicineLine['duration']): Pair => {
  if (duration === null) return { es: '', en: '' };
  if ('continuous' in duration) return { es: 'de manera continua', en: 'as ongoing treatment' };
  return duration.days === 1 ? { es: 'durante 1 día', en: 'for 1 day' } : { es: `durante ${String(duration.days)} días`, en: `for ${String(duration.days)} days` };
};

const inEnglish = (reason: string): string => {
  const parts = fold(reason).split(/ o | u |, /).map((part) => reasonWords[part.trim()]);
  return parts.includes(undefined) ? `only if needed (“${reason}”)` : `only if you have ${parts.join(' or ')}`;
};

const lowered = (text: string): string => (/^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text);

const asNeededWords = (reason: string | null): Pair => {
  if (reason === null) return { es: '', en: '' };
  return reason.trim() === '' ? { es: 'solo si lo necesita', en: 'only if needed' } : { es: `solo si tiene ${lowered(reason.trim())}`, en: inEnglish(reason.trim()) };
};

const sites: readonly LineNote[] = ['right-eye', 'left-eye', 'both-eyes', 'right-ear', 'left-ear', 'both-ears', 'each-nostril'];

/** The amount with its moments, or with its frequency. */
const taken = (line: { readonly dose: Amount; readonly frequency: Frequency }, presentation: PresentationFacts | null, { notes, where, language }: { readonly notes: readonly LineNote[]; readonly where: string; readonly language: Language }): string => {
  const { dose, frequency } = line;
  if (frequency.kind !== 'pattern') return [eachTime(dose, presentation, language), where, frequencyWords(frequency)[language]].filter((part) => part !== '').join(' ');
  const isBedtime = notes.includes('bedtime');
  const parts = frequency.doses.flatMap((times, at) => {
    if (times <= 0) return [];
    const moment = isBedtime && at === frequency.doses.length - 1 ? noteWords.bedtime : momentOf(at, frequency.doses.length);
    return [{ each: eachTime({ value: tidy(dose.value * times), unit: dose.unit }, presentation, language), moment: moment[language] }];
  });
  const [first, second] = parts;
  if (first !== undefined && second === undefined) return [first.each, where, first.moment].filter((part) => part !== '').join(' ');
  return [where, listed(parts.map(({ each, moment }) => `${each} ${moment}`), language)].filter((part) => part !== '').join(' ');
};

/**
 * A line's indications as its patient reads them, of what the line says and nothing else: empty while the dose or its frequency is not
 * known, or the dose is still by weight. `notes` are what was said beside: meals, bedtime, which eye.
 */
export const lineWords = (line: Pick<MedicineLine, 'dose' | 'route' | 'frequency' | 'asNeeded' | 'duration'>, presentation: PresentationFacts | null, notes: readonly LineNote[] = []): Pair => {
  const { dose, frequency, route } = line;
  if (dose === null || frequency === null || dose.unit.includes('/')) return { es: '', en: '' };
  const way = routeWords[route ?? ''] ?? useWords;
  const site = notes.find((note) => sites.includes(note));
  const isPatternAtBedtime = frequency.kind === 'pattern' && (frequency.doses.at(-1) ?? 0) > 0;
  const beside = notes.filter((note) => !sites.includes(note) && !(note === 'bedtime' && isPatternAtBedtime));
  const written = (language: Language): string => {
    const where = site === undefined ? way.where[language] : noteWords[site][language];
    const sentence = [(dose.unit === 'aplicación' ? applicationVerb : way.verb)[language], taken({ dose, frequency }, presentation, { notes, where, language }), ...beside.map((note) => noteWords[note][language]), durationWords(line.duration)[language]];
    const needed = asNeededWords(line.asNeeded)[language];
    return `${sentence.filter((part) => part !== '').join(' ')}${needed === '' ? '' : `, ${needed}`}.`;
  };
  return { es: written('es'), en: written('en') };
};
