import { fold } from './fold.ts';

/**
 * Phrases: text that is written by its short name. Pure, because the editor expands it at the keystroke and the server
 * refuses what was left open in a document that is to be signed; both must read the same marks.
 *
 * - token: `{edad}`, printed as what is so now; see `tokenNames`
 * - pick: `[a|b|c]`, one of which must be chosen; `[?a|b]` may be passed over and then vanishes
 * - wildcard: `***`, words that are still to be written
 * - mark: a pick or a wildcard that stands in a text
 */

const phraseTokens = ['name', 'age', 'sex', 'today', 'vitals', 'last-vitals', 'problems', 'allergies', 'medicines', 'last-plan'] as const;
export type PhraseToken = (typeof phraseTokens)[number];

/** How a token is written, in both languages; the first is the one that is shown. Accents and capitals do not matter. */
export const tokenNames = {
  name: { 'es-MX': ['nombre'], 'en-US': ['name'] },
  age: { 'es-MX': ['edad'], 'en-US': ['age'] },
  sex: { 'es-MX': ['sexo'], 'en-US': ['sex'] },
  today: { 'es-MX': ['hoy', 'fecha'], 'en-US': ['today', 'date'] },
  vitals: { 'es-MX': ['signos', 'signos vitales'], 'en-US': ['vitals', 'vital signs'] },
  'last-vitals': { 'es-MX': ['últimos signos'], 'en-US': ['last vitals'] },
  problems: { 'es-MX': ['problemas'], 'en-US': ['problems'] },
  allergies: { 'es-MX': ['alergias'], 'en-US': ['allergies'] },
  medicines: { 'es-MX': ['medicamentos'], 'en-US': ['medicines', 'medications'] },
  'last-plan': { 'es-MX': ['último plan'], 'en-US': ['last plan'] },
} as const satisfies Record<PhraseToken, Readonly<Record<'es-MX' | 'en-US', readonly string[]>>>;

const byName: ReadonlyMap<string, PhraseToken> = new Map(
  phraseTokens.flatMap((token) => [...tokenNames[token]['es-MX'], ...tokenNames[token]['en-US']].map((name) => [fold(name), token] as const)));

/** Longest short name, text and title of a phrase, and the most phrases of a library. */
export const PHRASE_LIMITS = { shortcut: 20, title: 80, text: 4_000, library: 500 } as const;

const shortcutForm = /^[a-z0-9]{1,20}$/;
export const isShortcut = (text: string): boolean => shortcutForm.test(text);

const LONGEST_TOKEN = 40;
const token = new RegExp(`\\{([^{}\\n]{1,${String(LONGEST_TOKEN)}})\\}`, 'gu');

/** What stands in braces without being the name of a token, each once. */
export const unknownTokens = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(token)].map(([, name = '']) => name).filter((name) => !byName.has(fold(name))))];

/** What each token says now: null when there is nothing to say, absent while it cannot be known. */
export type TokenValues = Readonly<Partial<Record<PhraseToken, string | null>>>;

/** What a token printed: where it stands in the expanded text, in UTF-16 units. */
export type Printed = { readonly token: PhraseToken; readonly from: number; readonly text: string };
export type Expanded = { readonly text: string; readonly printed: readonly Printed[]; /** Tokens that could not be known: a wildcard stands for each. */ readonly unknown: readonly PhraseToken[] };

const WILDCARD = '***';

/**
 * A phrase with its tokens printed. What has no value says `none` and is never made up; what cannot be known now becomes a
 * wildcard, which must be written before signing. A value is text and is never itself expanded; a name that is no token stays.
 */
export const expandPhrase = (phrase: string, values: TokenValues, none: string): Expanded => {
  let text = '';
  let end = 0;
  const printed: Printed[] = [];
  const unknown: PhraseToken[] = [];
  for (const match of phrase.matchAll(token)) {
    const named = byName.get(fold(match[1] ?? ''));
    if (named === undefined) continue;
    text += phrase.slice(end, match.index);
    end = match.index + match[0].length;
    const value = values[named];
    if (value === undefined) unknown.push(named);
    else printed.push({ token: named, from: text.length, text: value ?? none });
    text += value === undefined ? WILDCARD : value ?? none;
  }
  return { text: text + phrase.slice(end), printed, unknown };
};

export type Mark =
  | { readonly is: 'wildcard'; readonly from: number; readonly to: number }
  | { readonly is: 'pick'; readonly from: number; readonly to: number; readonly choices: readonly string[]; readonly isRequired: boolean };

// a row of four asterisks or more is a rule somebody drew; brackets without a bar are an aside
const mark = /(?<!\*)\*{3}(?!\*)|\[\?[^[\]\n]{1,600}\]|\[[^[\]\n]{1,600}\]/g;

const pickOf = (found: string, from: number): readonly Mark[] => {
  const isRequired = !found.startsWith('[?');
  const choices = found.slice(isRequired ? 1 : 2, -1).split('|').map((choice) => choice.trim()).filter((choice) => choice !== '');
  if (choices.length < (isRequired ? 2 : 1)) return [];
  return [{ is: 'pick', from, to: from + found.length, choices, isRequired }];
};

/** The marks of a text, in order. */
export const marksIn = (text: string): readonly Mark[] =>
  text.includes('***') || text.includes('[')
    ? [...text.matchAll(mark)].flatMap((found): readonly Mark[] => (found[0] === WILDCARD ? [{ is: 'wildcard', from: found.index, to: found.index + 3 }] : pickOf(found[0], found.index)))
    : [];

type Selection = { readonly from: number; readonly to: number };

/**
 * The mark that Tab goes to from a selection, or Shift+Tab when `isBack`; past the last it begins anew. Null when there is
 * none, or when the only one is selected already, so that the next Tab leaves the field.
 */
export const markBeside = (text: string, { from, to }: Selection, isBack = false): Mark | null => {
  const marks = marksIn(text);
  const others = marks.filter((each) => each.from !== from || each.to !== to);
  if (isBack) return others.findLast((each) => each.to <= from) ?? others.at(-1) ?? null;
  return others.find((each) => each.from >= to) ?? others[0] ?? null;
};

/** The range to take out with a pick that is passed over: one of two spaces beside it goes too, and one before a stop. */
export const rangeOfPassed = (text: string, { from, to }: Selection): Selection => {
  const before = text.charAt(from - 1);
  const after = text.charAt(to);
  const startsLine = from === 0 || before === '\n';
  if (before === ' ' && (after === '' || /[\s.,;:)]/.test(after))) return { from: from - 1, to };
  return startsLine && after === ' ' ? { from, to: to + 1 } : { from, to };
};

/** The text without the optional picks that nobody answered. */
export const withoutPassedPicks = (text: string): string =>
  marksIn(text).toReversed().reduce((rest, each) => {
    if (each.is !== 'pick' || each.isRequired) return rest;
    const { from, to } = rangeOfPassed(rest, each);
    return rest.slice(0, from) + rest.slice(to);
  }, text);

/** What a document must not be signed with: words to be written, a choice to be made or passed over. */
export const openMarkOf = (text: string): 'wildcard' | 'pick' | null => marksIn(text)[0]?.is ?? null;

/** What a token printed into a text and where to find it again: the words before it, and its own. */
export type PrintedWords = { readonly token: PhraseToken; readonly before: string; readonly text: string };

const CONTEXT = 24;

export const rememberedFrom = ({ text, printed }: Expanded): readonly PrintedWords[] =>
  printed.map(({ token: of, from, text: said }) => ({ token: of, before: text.slice(Math.max(0, from - CONTEXT), from), text: said }));

/** Where what was printed still stands, or -1 when it was edited or could be one of several. */
export const placeOfPrinted = (text: string, { before, text: said }: PrintedWords): number => {
  const at = before === '' ? -1 : text.indexOf(before + said);
  if (at !== -1) return at + before.length;
  const first = text.indexOf(said);
  return first !== -1 && text.indexOf(said, first + 1) === -1 ? first : -1;
};

/** The short name that ends at the caret, after a full stop that ends no word: `.dm2`. Null when none does. */
export const shortcutBefore = (text: string, caret: number): { readonly from: number; readonly shortcut: string } | null => {
  const start = Math.max(0, caret - PHRASE_LIMITS.shortcut - 2);
  const [typed, lead = '', shortcut = ''] = /(^|[\s([{¿¡«"'\-–—/:;,])\.([a-z0-9]{1,20})$/i.exec(text.slice(start, caret)) ?? [];
  // cut in the middle of a word: what stands before is not known to be a boundary
  if (typed === undefined || (lead === '' && start > 0)) return null;
  return { from: caret - shortcut.length - 1, shortcut: shortcut.toLowerCase() };
};
