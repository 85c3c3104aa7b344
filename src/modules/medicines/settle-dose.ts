import { inUnit, isPiece, tidy } from '#kernel/line-dose.ts';
import type { Amount, Frequency } from '#kernel/medicine-line.ts';
import { forDose, ofStrength, ofStrengths, plainFirst, plausibleUnits } from './choose-presentation.ts';
import type { Wanted } from './choose-presentation.ts';
import { formsOfUnit } from './shorthand-words.ts';
import type { Presentation } from './model.ts';
import type { Doubt, Moment, Piece } from './shorthand-said.ts';

type Of<Kind extends Piece['kind']> = Extract<Piece, { readonly kind: Kind }>;
export const only = <Kind extends Piece['kind']>(pieces: readonly Piece[], kind: Kind): readonly Of<Kind>[] => pieces.filter((piece): piece is Of<Kind> => piece.kind === kind);

/** A dose and the presentations it is given with; or what has to be asked, with where the number stands that lacks its unit. */
export type SettledDose =
  | { readonly dose: Amount | null; readonly rows: readonly Presentation[] }
  | { readonly doubt: Doubt; readonly candidates: readonly string[]; readonly at: number | null };

const ask = (doubt: Doubt, candidates: readonly string[], at: number | null = null): SettledDose => ({ doubt, candidates, at });

const sameAmounts = (amounts: readonly Amount[]): boolean => new Set(amounts.map(({ value, unit }) => `${String(value)} ${unit}`)).size <= 1;

/** Amounts with units: a counted one is the dose and then a measured one the strength; a measured one alone is the dose. */
type Amounts = { readonly counted: Amount | null; readonly measured: Amount | null; readonly ratio: Of<'ratio'> | null; readonly bare: readonly Of<'bare'>[] };

const withForms = (rows: readonly Presentation[], counted: Amount | null): readonly Presentation[] => {
  const forms = counted === null ? undefined : formsOfUnit[counted.unit];
  return forms === undefined ? rows : rows.filter(({ form }) => forms.includes(form));
};

/** A counted dose of a strength that was said, by weight, so that it is known whatever the pack; of a combination it stays counted. */
const weighed = (counted: Amount, strength: Amount | null, rows: readonly Presentation[]): Amount => {
  const isOne = rows.every(({ content }) => content.length === 1 && content[0]?.per === null);
  return strength === null || !isPiece(counted.unit) || !isOne ? counted : { value: tidy(counted.value * strength.value), unit: strength.unit };
};

const settleCounted = ({ counted, measured, ratio }: Amounts & { readonly counted: Amount }, all: readonly Presentation[], wanted: Wanted): SettledDose => {
  const formed = withForms(all, counted);
  const strong = measured === null ? formed : ofStrength(formed, measured);
  const rows = plainFirst(ratio === null ? strong : ofStrengths(strong, ratio.values), wanted);
  return { dose: weighed(counted, measured, rows.length > 0 ? rows : formed), rows };
};

/** Of a combination a strength names the tablet and the dose is one of it: `875` of 875/125. */
const settleCombination = (rows: readonly Presentation[], said: readonly number[], perVolume: boolean): SettledDose => {
  const named = said.length > 1 ? ofStrengths(rows, said) : rows.filter(({ content }) => content.some(({ amount }) => amount === said[0]));
  const solid = named.filter(({ pack, content }) => isPiece(pack.unit) && content.every(({ per }) => per === null));
  const [first] = solid;
  if (perVolume || first === undefined || solid.some(({ pack }) => pack.unit !== first.pack.unit)) return { dose: null, rows: perVolume ? named : solid.length > 0 ? solid : named };
  return { dose: { value: 1, unit: first.pack.unit }, rows: solid };
};

const settleBare = (bare: Of<'bare'>, rows: readonly Presentation[], wanted: Wanted): SettledDose => {
  const units = plausibleUnits(rows, bare.value, wanted);
  const [unit, ...more] = units;
  if (unit === undefined || more.length > 0) return ask('dose-unit', units.length > 0 ? units : [...new Set(rows.flatMap(({ content, pack }) => [...content.map((each) => each.unit), ...(isPiece(pack.unit) ? [pack.unit] : [])]))], bare.span.end);
  const dose = { value: bare.value, unit };
  return { dose, rows: isPiece(unit) || formsOfUnit[unit] !== undefined ? withForms(rows, dose) : forDose(rows, dose, wanted) };
};

/** A strength and a bare number: `500 mg 1`, `tab 500 mg 2`: so many of what the form comes in. */
const settleCount = (strength: Amount, bare: Of<'bare'>, { all, wanted }: { readonly all: readonly Presentation[]; readonly wanted: Wanted }): SettledDose => {
  const rows = plainFirst(ofStrength(all, strength), wanted);
  const units = [...new Set(rows.map(({ pack }) => pack.unit))].filter(isPiece);
  const [unit, ...more] = units;
  if (unit === undefined || more.length > 0 || bare.value > 4) return ask('dose-unit', units, bare.span.end);
  return { dose: weighed({ value: bare.value, unit }, strength, rows), rows };
};

const settleAmounts = (amounts: Amounts, all: readonly Presentation[], wanted: Wanted): SettledDose => {
  const { counted, measured, ratio, bare: [bare, second, third] } = amounts;
  if (third !== undefined || (second !== undefined && (measured !== null || counted !== null))) return ask('dose', []);
  const isCombination = all.length > 0 && all.every(({ content }) => content.length > 1);
  if (counted !== null) {
    const unit = bare === undefined || measured !== null ? null : plausibleUnits(withForms(all, counted), bare.value, { ...wanted, forms: null })[0] ?? null;
    if (bare !== undefined && (measured !== null || unit === null) && !isCombination) return ask('dose-unit', [], bare.span.end);
    return settleCounted({ ...amounts, counted, measured: bare === undefined || unit === null ? measured : { value: bare.value, unit }, ratio: isCombination && bare !== undefined ? null : ratio }, all, wanted);
  }
  if (ratio !== null || isCombination) {
    const said = ratio?.values ?? [measured?.value ?? bare?.value ?? []].flat();
    if (said.length > 0 && (isCombination || ratio !== null)) return settleCombination(all, said, ratio?.perVolume === true || all.every(({ content }) => content.length === 1));
  }
  if (measured !== null) return bare === undefined ? { dose: measured, rows: plainFirst(forDose(all, measured, wanted), wanted) } : settleCount(measured, bare, { all, wanted });
  if (bare === undefined) return { dose: null, rows: plainFirst(all, wanted) };
  const settled = settleBare(bare, plainFirst(all, wanted), wanted);
  return second === undefined || !('dose' in settled) || settled.dose === null ? settled : settleCount(settled.dose, second, { all, wanted });
};

/** The dose of a line and what it is given with, of what was said and what there is. `momentDose` is what was said beside a moment of the day. */
export const settleDose = (pieces: readonly Piece[], all: readonly Presentation[], said: Wanted & { readonly momentDose: Amount | null }): SettledDose => {
  const [measured, counted] = [only(pieces, 'measured').map(({ amount }) => amount), only(pieces, 'counted').map(({ amount }) => amount)];
  const { momentDose } = said;
  const isMeasured = momentDose !== null && formsOfUnit[momentDose.unit] === undefined && !isPiece(momentDose.unit) && momentDose.unit !== 'dosis';
  const withMoment = momentDose === null || isMeasured ? counted : [...counted, momentDose];
  const weights = momentDose === null || !isMeasured ? measured : [...measured, momentDose];
  const ratios = only(pieces, 'ratio');
  const [byWeight] = only(pieces, 'by-weight');
  if (!sameAmounts(weights) || !sameAmounts(withMoment) || ratios.length > 1) return ask('dose', [...weights, ...withMoment].map(({ value, unit }) => `${String(value)} ${unit}`));
  if (byWeight !== undefined) return { dose: { value: byWeight.value, unit: byWeight.unit }, rows: plainFirst(all, said) };
  return settleAmounts({ counted: withMoment[0] ?? null, measured: weights[0] ?? null, ratio: ratios[0] ?? null, bare: only(pieces, 'bare') }, all, said);
};

const greatestCommon = (one: number, other: number): number => (other === 0 ? one : greatestCommon(other, one % other));

/** What all amounts are whole multiples of, to a thousandth. */
const commonPart = (values: readonly number[]): number => values.map((value) => Math.round(value * 1000)).reduce(greatestCommon, 0) / 1000;

/** `1 tab desayuno y cena`: an amount holds for the moments after it until another one is said. */
const carried = (moments: readonly Moment[]): readonly Moment[] => {
  let last: Amount | null = null;
  return moments.map((moment) => {
    last = moment.amount ?? last;
    return { ...moment, amount: last };
  });
};

/** Moments of the day as doses at each, and the dose they are multiples of where amounts were said; null where they make no scheme. */
export const patternOf = (said: readonly Moment[]): { readonly frequency: Frequency; readonly dose: Amount | null } | null => {
  const moments = carried(said);
  const amounts = moments.flatMap(({ amount }) => amount ?? []);
  const [first] = amounts;
  const unit = first?.unit ?? '';
  if (first !== undefined && (amounts.length !== moments.length || amounts.some((amount) => inUnit(amount, unit) === null))) return null;
  const values = amounts.map((amount) => inUnit(amount, unit) ?? 0);
  const each = unit === '' ? 1 : commonPart(values);
  const slots = moments.some(({ at }) => at === 2) ? [0, 1, 2, 3] : [0, 1, 3];
  const doses = slots.map((slot) => moments.reduce((sum, { at }, place) => (at === slot ? sum + (values.length === 0 ? 1 : tidy((values[place] ?? 0) / each)) : sum), 0));
  if (each <= 0 || new Set(moments.map(({ at }) => at)).size !== moments.length || !doses.some((dose) => dose > 0)) return null;
  return { frequency: { kind: 'pattern', doses }, dose: unit === '' ? null : { value: each, unit } };
};
