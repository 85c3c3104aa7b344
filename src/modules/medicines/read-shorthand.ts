import { reckonQuantity } from '#kernel/line-quantity.ts';
import type { PresentationFacts } from '#kernel/line-dose.ts';
import { lineWords } from '#kernel/line-words.ts';
import type { LineNote } from '#kernel/line-words-table.ts';
import type { Amount, Frequency, MedicineLine, Quantity } from '#kernel/medicine-line.ts';
import { onlyRoute, presentationsOf, sameProduct } from './choose-presentation.ts';
import type { ReadLine } from './contract.ts';
import type { MedicineCatalogue, Presentation } from './model.ts';
import { nameIndexOf, nameOf } from './name-index.ts';
import { factsOf, genericText, inPrintedOrder, presentationText, productText } from './presentation-words.ts';
import { scanShorthand } from './scan-shorthand.ts';
import { only, settleDose } from './settle-dose.ts';
import { settleTimes } from './settle-times.ts';
import type { Doubt, Piece } from './shorthand-said.ts';
import { tokensOf } from './shorthand-tokens.ts';
import type { Token, Typed } from './shorthand-tokens.ts';
import { negations } from './shorthand-words.ts';
import { understandName } from './understand-name.ts';

const LONGEST_LINE = 300;
const MOST_CANDIDATES = 12;
const MOST_AMOUNT = 100_000_000;

type Span = { readonly start: number; readonly end: number };

const question = (about: Doubt, texts: readonly string[], retyped: (text: string) => string | null = () => null): ReadLine => ({ question: about, candidates: texts.slice(0, MOST_CANDIDATES).map((text) => ({ text, typed: retyped(text) })) });

const spanOf = (run: readonly Token[]): Span => ({ start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 });
const textOf = (text: string, { start, end }: Span): string => text.slice(start, end);
const replaced = (text: string, { start, end }: Span, by: string): string => `${text.slice(0, start)}${by}${text.slice(end)}`;

/** How many tokens from a place are a name of the catalogue, the longest; a number by itself never is. */
const nameLengthIn = (catalogue: MedicineCatalogue, { text, tokens }: Typed) => (at: number): number => {
  const { byName, longest } = nameIndexOf(catalogue);
  if (tokens[at]?.number !== null) return 0;
  for (let took = Math.min(longest * 2, tokens.length - at); took > 0; took -= 1) {
    const name = nameOf(textOf(text, spanOf(tokens.slice(at, at + took))));
    if (name.length >= 3 && byName.has(name) && tokens.slice(at, at + took).some(({ number }) => number === null)) return took;
  }
  return 0;
};

const isImpossible = ({ tokens }: Typed, pieces: readonly Piece[]): boolean => {
  const amounts = [...only(pieces, 'measured').map(({ amount }) => amount.value), ...only(pieces, 'counted').map(({ amount }) => amount.value), ...only(pieces, 'bare').map(({ value }) => value), ...only(pieces, 'by-weight').map(({ value }) => value)];
  const isNegative = tokens.some((token, at) => token.word === '-' && !token.isGlued && tokens[at + 1]?.isGlued === true && tokens[at + 1]?.number !== null);
  return isNegative || amounts.some((value) => value <= 0 || value > MOST_AMOUNT);
};

const reasonOf = (text: string, pieces: readonly Piece[]): string | null => {
  const [needed] = only(pieces, 'as-needed');
  if (needed === undefined) return null;
  return needed.span === null ? '' : textOf(text, needed.span);
};

const saysHowMuch = new Set<Piece['kind']>(['measured', 'counted', 'bare', 'ratio', 'by-weight']);

/** `clonazepam 2 noche`: a number before a moment is a count of doses only where a dose was said; else it is the dose, its unit still to be told. */
const withBareDose = (pieces: readonly Piece[]): readonly Piece[] => {
  const [moment, another] = only(pieces, 'moment');
  if (moment?.moment.amount?.unit !== '' || another !== undefined || pieces.some(({ kind }) => saysHowMuch.has(kind))) return pieces;
  const { at, amount, end } = moment.moment;
  return [...pieces.filter(({ kind }) => kind !== 'moment'), { kind: 'bare', value: amount.value, span: { start: end, end } }, { kind: 'moment', moment: { at, amount: null, end } }];
};

/** The medicine, how it is written in the line, and what else stands there. */
type Medicine = { readonly ingredients: readonly string[]; readonly brand: string | null; readonly unread: readonly string[]; readonly clave: string | null };

/** Whether words outside the name hold a number or another medicine, which nobody may read past. */
const saysMore = (catalogue: MedicineCatalogue, typed: Typed, run: readonly Token[]): boolean => {
  const lengthAt = nameLengthIn(catalogue, typed);
  return run.some((token) => token.number !== null || lengthAt(typed.tokens.indexOf(token)) > 0);
};

const claveIn = /\d{3}\.\d{3}\.\d{4}(?:\.\d{2})?/;

const settleMedicine = (catalogue: MedicineCatalogue, typed: Typed, runs: readonly (readonly Token[])[]): Medicine | ReadLine => {
  const [name, ...rest] = runs;
  if (name === undefined) return { error: 'no-medicine' };
  const unread = rest.map((run) => textOf(typed.text, spanOf(run)));
  if (runs.flat().some(({ word }) => negations.has(word)) || rest.some((run) => saysMore(catalogue, typed, run))) return question('unread', unread.length > 0 ? unread : [textOf(typed.text, spanOf(name))]);
  const understood = understandName(catalogue, textOf(typed.text, spanOf(name)));
  if (understood.kind === 'unknown') return { error: 'unknown-medicine' };
  if (understood.kind === 'several') return question('medicine', understood.names, (text) => replaced(typed.text, spanOf(name), text));
  return { ingredients: inPrintedOrder(catalogue, understood.ingredients), brand: understood.brand, unread, clave: claveIn.exec(textOf(typed.text, spanOf(name)))?.[0] ?? null };
};

type Settled = { readonly dose: Amount | null; readonly rows: readonly Presentation[]; readonly frequency: MedicineLine['frequency']; readonly duration: MedicineLine['duration']; readonly route: string | null };

const settleParts = (catalogue: MedicineCatalogue, { text }: Typed, { pieces, medicine: { ingredients, clave } }: { readonly pieces: readonly Piece[]; readonly medicine: Medicine }): Settled | ReadLine => {
  const [doubt] = only(pieces, 'doubt');
  if (doubt !== undefined) return question(doubt.about, doubt.candidates, (choice) => (doubt.span === null ? null : replaced(text, doubt.span, choice)));
  const times = settleTimes(pieces);
  if ('doubt' in times) return question(times.doubt, times.candidates);
  const routes = new Set(only(pieces, 'route').map(({ route }) => route));
  const [route, another] = routes;
  if (another !== undefined) return question('route', [...routes]);
  const [said] = only(pieces, 'form').toSorted((one, other) => one.forms.length - other.forms.length);
  const wanted = { forms: said?.forms ?? null, route: route ?? null };
  const settled = settleDose(pieces, presentationsOf(catalogue, ingredients, wanted).filter((row) => clave === null || row.clave?.startsWith(clave) === true), { ...wanted, momentDose: times.momentDose });
  if ('doubt' in settled) {
    const { at } = settled;
    return question(settled.doubt, settled.candidates, (unit) => (at === null ? null : replaced(text, { start: at, end: at }, ` ${unit === '[IU]' ? 'UI' : unit}`)));
  }
  return { ...settled, frequency: times.frequency, duration: times.duration, route: route ?? onlyRoute(settled.rows) };
};

const LARGEST_QUANTITY = 1_000_000;
const MOST_PACKS = 1_000;
/** A quantity no pharmacy hands over is none: something was typed wrong, and is asked for. */
const withinReason = (quantity: Quantity | undefined): Quantity | null =>
  quantity === undefined || quantity.value > LARGEST_QUANTITY || (quantity.packs ?? 0) > MOST_PACKS ? null : quantity;

const copied = (frequency: Frequency | null) => (frequency?.kind === 'pattern' ? { ...frequency, doses: [...frequency.doses] } : frequency);

/** `#20`: what was said goes before what is reckoned. */
const handedOf = (pieces: readonly Piece[], facts: PresentationFacts | null): Quantity | null => {
  const [handed] = only(pieces, 'handed');
  if (handed === undefined || facts === null || handed.value <= 0) return null;
  const { amount, unit } = facts.pack;
  return { value: handed.value, unit, packs: amount === null ? null : Math.ceil(handed.value / amount) };
};

const quantityOf = (pieces: readonly Piece[], told: Parameters<typeof reckonQuantity>[0], facts: PresentationFacts | null) => {
  const handed = handedOf(pieces, facts);
  const reckoned = handed === null ? reckonQuantity(told, facts) : { quantity: handed, remarks: [] };
  return { quantity: withinReason(reckoned?.quantity), remarks: [...(reckoned?.remarks ?? [])] };
};

/** The presentation as the line names it: the one there is, or what several packs have in common. */
const namedAs = (same: readonly Presentation[]): MedicineLine['presentation'] => {
  const [chosen, other] = same;
  if (chosen === undefined) return { id: null, text: '' };
  return other === undefined ? { id: chosen.id, text: presentationText(chosen) } : { id: null, text: productText(chosen) };
};

const offered = (rows: readonly Presentation[]) => rows.slice(0, MOST_CANDIDATES).flatMap((row) => {
  const facts = factsOf([row]);
  return facts === null ? [] : [{ id: row.id, text: presentationText(row), routes: [...row.routes], facts }];
});

const eyes = new Set<LineNote>(['right-eye', 'left-eye', 'both-eyes']);

const written = (catalogue: MedicineCatalogue, typed: Typed, { pieces, medicine, parts }: { readonly pieces: readonly Piece[]; readonly medicine: Medicine; readonly parts: Settled }): ReadLine => {
  const { dose, rows, frequency, duration, route } = parts;
  const same = sameProduct(rows) ?? [];
  const facts = factsOf(same);
  const notes = [...new Set(only(pieces, 'note').map(({ note }) => note))];
  // OD is the right eye, and to some once a day
  if (route !== 'oftalmica' && notes.some((note) => eyes.has(note))) return question('frequency', []);
  const told = { dose, route, frequency: copied(frequency), duration, asNeeded: reasonOf(typed.text, pieces) };
  const { quantity, remarks } = quantityOf(pieces, told, facts);
  return {
    line: {
      ...told, ingredients: [...medicine.ingredients], generic: genericText(catalogue, medicine.ingredients), brand: medicine.brand, presentation: namedAs(same),
      quantity, indications: lineWords(told, facts, notes), specialFolio: null, fills: 1,
    },
    notes, remarks, facts, unread: [...medicine.unread], presentations: same.length === 1 ? [] : offered(rows),
  };
};

/**
 * A line of a prescription as physicians type it, `amox 500 c8 7d`, as a structured one. What was not said is null; what can be read
 * two ways is asked, with the choices; what is no medicine of the catalogue is an error. Whole numbers without unit take the unit that
 * the presentations leave no doubt of. Of a solid and of others a bare dose means the oral solid that is exactly so strong.
 */
export const readShorthand = (catalogue: MedicineCatalogue, text: string): ReadLine => {
  if (text.length > LONGEST_LINE) return { error: 'too-long' };
  const typed = tokensOf(text);
  if (typed.tokens.length === 0) return { error: 'empty' };
  const { doubtful } = typed;
  if (doubtful !== null) return question('number', [doubtful.replaceAll(',', ''), String(Number(doubtful.replace(',', '.')))], (number) => typed.text.replace(doubtful, number));
  const scanned = scanShorthand(typed.tokens, nameLengthIn(catalogue, typed));
  const { runs } = scanned;
  const pieces = withBareDose(scanned.pieces);
  if (isImpossible(typed, pieces)) return { error: 'impossible-number' };
  const medicine = settleMedicine(catalogue, typed, runs);
  if (!('ingredients' in medicine)) return medicine;
  const parts = settleParts(catalogue, typed, { pieces, medicine });
  return 'rows' in parts ? written(catalogue, typed, { pieces, medicine, parts }) : parts;
};
