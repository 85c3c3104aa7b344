import { addDays, addMonths } from '#kernel/civil-date.ts';
import type { CivilDate } from '#kernel/civil-date.ts';
import { dosesADay } from '#kernel/medicine-line.ts';
import type { Fraction, MedicineLine } from '#kernel/medicine-line.ts';
import type { Finding, NormRule } from '#kernel/norms.ts';

/** What the law asks of a prescription, as data. */

const RIS = 'RIS';
const LGS = 'LGS';

/** A line as it was written, with what the catalogue and the clinic's confirmations say of it. */
export type JudgedLine = {
  readonly line: MedicineLine; readonly fraction: Fraction | null; readonly isAntibiotic: boolean;
  /** The catalogue’s fraction, confirmed by nobody of the clinic. */
  readonly isProposed: boolean;
};
/** One line among all: some rules look at its neighbours. */
type LineSubject = { readonly judged: JudgedLine; readonly all: readonly JudgedLine[] };

const controlled: ReadonlySet<Fraction | null> = new Set(['I', 'II', 'III']);
export const isControlled = (fraction: Fraction | null): boolean => controlled.has(fraction);

/** RX-CTRL-3: at most so many presentations of one product. */
const MOST_PACKS_II = 2;
/** LGS 226 III. */
const MOST_FILLS_III = 3;
/** LGS 226 I: a treatment of at most so many days. */
const MOST_DAYS_I = 30;
/** RX-CTRL-3: from the day of issue. */
const VALID_DAYS = 30;
/** LGS 252, from memory. */
const VALID_MONTHS_III = 6;
/** Ours: what has no term in law ends some time, so that no code stays open for ever. */
const VALID_DAYS_OPEN = 180;

const when = (wrong: boolean, rule: string, code: string): readonly Finding[] => (wrong ? [{ rule, field: 'line', code }] : []);
const daysOf = ({ duration }: MedicineLine): number | null => (duration !== null && 'days' in duration ? duration.days : null);

/** More takes a day than there are hours, or half a take: nobody means that. */
const isTooOften = ({ frequency }: MedicineLine): boolean => frequency !== null && (dosesADay(frequency) ?? 0) > 24;

export const lineRules: readonly NormRule<LineSubject>[] = [
  {
    id: 'RIS-30', norm: RIS, numeral: '30', verified: 'Q', says: 'Each medicine is prescribed with its dose, presentation, route, frequency and duration.',
    check: ({ judged: { line } }) => [
      ...when(line.dose === null, 'RIS-30', 'dose-missing'),
      ...when(line.presentation.text.trim() === '', 'RIS-30', 'presentation-missing'),
      ...when(line.route === null || line.route.trim() === '', 'RIS-30', 'route-missing'),
      ...when(line.frequency === null, 'RIS-30', 'frequency-missing'),
      ...when(line.duration === null && line.frequency?.kind !== 'once', 'RIS-30', 'duration-missing'),
      ...when(isTooOften(line), 'RIS-30', 'frequency-impossible'),
      // `10 mg/kg` is how a dose is reckoned, not how it is taken
      ...when(line.dose?.unit.includes('/') ?? false, 'RIS-30', 'dose-per-kilo'),
    ],
  },
  {
    id: 'LGS-226-end', norm: LGS, numeral: '226', verified: 'Q', says: 'A medicine is prescribed by its generic name; a brand may stand beside it.',
    check: ({ judged: { line } }) => when(line.generic.trim() === '', 'LGS-226-end', 'generic-missing'),
  },
  {
    id: 'FEUM-XI', norm: 'FEUM', numeral: 'XI', verified: 'M', says: 'A prescription says how much is to be handed over.',
    check: ({ judged: { line } }) => when(line.quantity === null, 'FEUM-XI', 'quantity-missing'),
  },
  {
    id: 'RX-CTRL-1', norm: LGS, numeral: '241', verified: 'Q', says: 'Fraction I needs the special form whose bar code the health authority assigned.',
    check: ({ judged: { line, fraction } }) => when(fraction === 'I' && (line.specialFolio ?? '').trim() === '', 'RX-CTRL-1', 'special-folio-missing'),
  },
  {
    id: 'RX-CTRL-1-DAYS', norm: LGS, numeral: '226', verified: 'Q', says: 'Fraction I is prescribed for at most thirty days.',
    check: ({ judged: { line, fraction } }) =>
      when(fraction === 'I' && line.duration !== null && (daysOf(line) ?? Number.POSITIVE_INFINITY) > MOST_DAYS_I, 'RX-CTRL-1-DAYS', 'treatment-too-long'),
  },
  {
    id: 'RX-CTRL-2', norm: LGS, numeral: '226', verified: 'M', says: 'A medicine of fractions I to III stands alone on its prescription.',
    check: ({ judged: { fraction }, all }) => when(isControlled(fraction) && all.length > 1, 'RX-CTRL-2', 'controlled-not-alone'),
  },
  {
    id: 'RX-CTRL-3', norm: LGS, numeral: '226', verified: 'Q', says: 'Fraction II: at most two presentations, filled once.',
    check: ({ judged: { line, fraction } }) => [
      ...when(fraction === 'II' && line.quantity !== null && (line.quantity.packs ?? MOST_PACKS_II + 1) > MOST_PACKS_II, 'RX-CTRL-3', line.quantity?.packs === null ? 'packs-unknown' : 'too-many-packs'),
      ...when((fraction === 'I' || fraction === 'II') && line.fills > 1, 'RX-CTRL-3', 'filled-once-only'),
    ],
  },
  {
    id: 'RX-CTRL-4', norm: LGS, numeral: '226', verified: 'Q', says: 'Fraction III: at most three fills.',
    check: ({ judged: { line, fraction } }) => when(fraction === 'III' && line.fills > MOST_FILLS_III, 'RX-CTRL-4', 'too-many-fills'),
  },
  {
    id: 'RX-WORDS', norm: 'Amate', numeral: 'RX-WORDS', verified: 'D', says: 'The patient is told in plain words how to take it.',
    check: ({ judged: { line } }) => when(line.indications.es.trim() === '', 'RX-WORDS', 'indications-missing'),
  },
];

/** The rules of the whole. */
export const prescriptionRules: readonly NormRule<readonly JudgedLine[]>[] = [
  {
    id: 'RX-SOME', norm: 'Amate', numeral: 'RX-SOME', verified: 'D', says: 'A prescription holds at least one medicine.',
    check: (all) => when(all.length === 0, 'RX-SOME', 'no-lines'),
  },
];

const strictness: readonly (Fraction | null)[] = ['I', 'II', 'III', null, 'IV', 'V', 'VI'];

/** The strictest fraction among several; an unclassified one is stricter than any that is sold on a plain receta. */
export const strictest = (among: readonly (Fraction | null)[]): Fraction | null => strictness.find((each) => among.includes(each)) ?? null;

/** How often a line may be filled at most; null where the law says nothing. */
export const mostFills = (fraction: Fraction | null): number | null =>
  (fraction === 'I' || fraction === 'II' ? 1 : fraction === 'III' ? MOST_FILLS_III : null);

const validityOf = ({ line, fraction, isAntibiotic }: JudgedLine, issued: CivilDate): CivilDate | null => {
  if (fraction === 'I' || fraction === 'II') return addDays(issued, VALID_DAYS);
  if (fraction === 'III') return addMonths(issued, VALID_MONTHS_III);
  const days = daysOf(line);
  // an antibiotic is of use while the treatment lasts; a single dose and what goes on have a month
  if (isAntibiotic) return addDays(issued, days ?? VALID_DAYS);
  if (fraction === 'V' || fraction === 'VI') return null;
  return addDays(issued, days === null ? VALID_DAYS_OPEN : Math.max(VALID_DAYS, days * line.fills));
};

/** Until when it may be filled: the shortest term of its lines that have one. */
export const validUntil = (lines: readonly JudgedLine[], issued: CivilDate): CivilDate | null =>
  lines.map((line) => validityOf(line, issued)).filter((day) => day !== null).toSorted()[0] ?? null;

/** RX-MODE: paper is the original wherever a line is controlled or unclassified. */
export const modeOf = (lines: readonly JudgedLine[]): 'ELECTRONICA_SIN_CONSTANCIA' | 'IMPRESA_AUTOGRAFA' =>
  (lines.some(({ fraction }) => fraction === null || isControlled(fraction)) ? 'IMPRESA_AUTOGRAFA' : 'ELECTRONICA_SIN_CONSTANCIA');
