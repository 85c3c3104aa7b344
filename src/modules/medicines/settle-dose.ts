import { isPiece, tidy } from '#kernel/line-dose.ts';
import type { Amount } from '#kernel/medicine-line.ts';
import { forDose, ofPercent, ofStrength, ofStrengths, plainFirst, plausibleUnits } from './choose-presentation.ts';
import type { Wanted } from './choose-presentation.ts';
import { formsOfUnit } from './shorthand-words.ts';
import type { Presentation } from './model.ts';
import type { Doubt, Piece } from './shorthand-said.ts';

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

/** Units to choose from where nothing is known of how the medicine comes. */
const usualUnits = ['mg', 'g', 'mL', 'tableta'];

/** What a number could be in: what is plausible, else what the medicine comes in, else the usual. */
const unitsToAsk = (plausible: readonly string[], rows: readonly Presentation[]): readonly string[] => {
  const held = rows.flatMap(({ content, pack }) => [...content.map((each) => each.unit), ...(isPiece(pack.unit) ? [pack.unit] : [])]);
  return [plausible, [...new Set(held)]].find((units) => units.length > 0) ?? usualUnits;
};

const settleBare = (bare: Of<'bare'>, rows: readonly Presentation[], wanted: Wanted): SettledDose => {
  const units = plausibleUnits(rows, bare.value, wanted);
  const [unit, ...more] = units;
  if (unit === undefined || more.length > 0) return ask('dose-unit', unitsToAsk(units, rows), bare.span.end);
  const dose = { value: bare.value, unit };
  return { dose, rows: isPiece(unit) || formsOfUnit[unit] !== undefined ? withForms(rows, dose) : forDose(rows, dose, wanted) };
};

/** More than so many of anything are not counted beside a strength. */
const MOST_COUNT = 4;

/** A strength and a bare number: `500 mg 1`, `tab 500 mg 2`: so many of what the form comes in. */
const settleCount = (strength: Amount, bare: Of<'bare'>, { all, wanted }: { readonly all: readonly Presentation[]; readonly wanted: Wanted }): SettledDose => {
  const rows = plainFirst(ofStrength(all, strength), wanted);
  const units = [...new Set(rows.map(({ pack }) => pack.unit))].filter(isPiece);
  const [unit, ...more] = units;
  if (bare.value > MOST_COUNT) return ask('dose', []);
  if (unit === undefined || more.length > 0) return ask('dose-unit', units, bare.span.end);
  return { dose: weighed({ value: bare.value, unit }, strength, rows), rows };
};

type Place = { readonly all: readonly Presentation[]; readonly wanted: Wanted; readonly isCombination: boolean };

/** A counted dose beside a number without unit, which is then its strength: `500 1 tab`. */
const settleCountedWith = (amounts: Amounts & { readonly counted: Amount }, { all, wanted, isCombination }: Place): SettledDose => {
  const { counted, measured, ratio, bare: [bare] } = amounts;
  if (bare === undefined) return settleCounted(amounts, all, wanted);
  if (isCombination) return settleCounted({ ...amounts, ratio: null }, all, wanted);
  const [unit] = measured === null ? plausibleUnits(withForms(all, counted), bare.value, { ...wanted, forms: null }) : [];
  return unit === undefined ? ask('dose-unit', [], bare.span.end) : settleCounted({ ...amounts, measured: { value: bare.value, unit }, ratio }, all, wanted);
};

/** Strengths that name a presentation and are no dose: several with signs between, or one of a combination. */
const strengthsSaid = ({ ratio, measured, bare: [bare] }: Amounts, { isCombination }: Place): readonly number[] => {
  if (ratio !== null) return ratio.values;
  return isCombination ? [measured?.value ?? bare?.value ?? []].flat() : [];
};

const settleBares = ([bare, second]: readonly Of<'bare'>[], { all, wanted }: Place): SettledDose => {
  const rows = plainFirst(all, wanted);
  if (bare === undefined) return { dose: null, rows };
  const settled = settleBare(bare, rows, wanted);
  return second === undefined || !('dose' in settled) || settled.dose === null ? settled : settleCount(settled.dose, second, { all, wanted });
};

const settleAmounts = (amounts: Amounts, place: Place): SettledDose => {
  const { counted, measured, ratio, bare } = amounts;
  const { all, wanted } = place;
  if (bare.length > (measured === null && counted === null ? 2 : 1)) return ask('dose', []);
  if (counted !== null) return settleCountedWith({ ...amounts, counted }, place);
  const strengths = strengthsSaid(amounts, place);
  if (strengths.length > 0) return settleCombination(all, strengths, ratio?.perVolume === true || !place.isCombination);
  if (measured === null) return settleBares(bare, place);
  const [count] = bare;
  return count === undefined ? { dose: measured, rows: plainFirst(forDose(all, measured, wanted), wanted) } : settleCount(measured, count, { all, wanted });
};

/** What was said beside a moment of the day belongs with the other amounts of its kind. */
const withMoment = (measured: readonly Amount[], counted: readonly Amount[], momentDose: Amount | null): readonly [readonly Amount[], readonly Amount[]] => {
  if (momentDose === null) return [measured, counted];
  const isCounted = formsOfUnit[momentDose.unit] !== undefined || isPiece(momentDose.unit) || momentDose.unit === 'dosis';
  return isCounted ? [measured, [...counted, momentDose]] : [[...measured, momentDose], counted];
};

/** What needs no saying: of `aplicar`, one application; of a scheme `1-0-1`, tablets of tablets and units of insulin. */
const unsaidDose = (pieces: readonly Piece[], rows: readonly Presentation[], said: Wanted['forms']): Amount | null => {
  const spreads = formsOfUnit['aplicación'] ?? [];
  const forms = rows.length > 0 ? rows.map(({ form }) => form) : said ?? [];
  if (only(pieces, 'applied').length > 0 && forms.length > 0 && forms.every((form) => spreads.includes(form))) return { value: 1, unit: 'aplicación' };
  const isScheme = only(pieces, 'frequency').some(({ frequency }) => frequency.kind === 'pattern');
  const units = new Set(rows.map(({ content, pack }) => (content[0]?.unit === '[IU]' && content[0].per !== null ? '[IU]' : pack.unit)));
  const [unit] = units;
  return isScheme && units.size === 1 && unit !== undefined && (unit === '[IU]' || isPiece(unit)) ? { value: 1, unit } : null;
};

/** What was said twice and cannot be both, or says how many are given in all (`3 dosis`), which no line can hold. */
const contradiction = (measured: readonly Amount[], counted: readonly Amount[], all: readonly Presentation[]): SettledDose | null => {
  const [count] = counted;
  if (!sameAmounts(measured) || !sameAmounts(counted)) return ask('dose', [...measured, ...counted].map(({ value, unit }) => `${String(value)} ${unit}`));
  const isInAll = count?.unit === 'dosis' && (measured.length > 0 || count.value > 1) && !all.some(({ pack }) => pack.unit === 'dosis');
  return isInAll ? ask('duration', []) : null;
};

const isOfSeveral = (rows: readonly Presentation[]): boolean => rows.length > 0 && rows.every(({ content }) => content.length > 1);

/** The dose of a line and what it is given with, of what was said and what there is. `momentDose` is what was said beside a moment of the day. */
export const settleDose = (pieces: readonly Piece[], all: readonly Presentation[], wanted: Wanted & { readonly momentDose: Amount | null }): SettledDose => {
  const [measured, counted] = withMoment(only(pieces, 'measured').map(({ amount }) => amount), only(pieces, 'counted').map(({ amount }) => amount), wanted.momentDose);
  const [ratio = null, another] = only(pieces, 'ratio');
  const [byWeight] = only(pieces, 'by-weight');
  const [percent] = only(pieces, 'percent');
  const contradicted = another === undefined ? contradiction(measured, counted, all) : ask('dose', []);
  if (contradicted !== null) return contradicted;
  if (byWeight !== undefined) return { dose: { value: byWeight.value, unit: byWeight.unit }, rows: plainFirst(all, wanted) };
  const rows = percent === undefined ? all : ofPercent(all, percent.value);
  const settled = settleAmounts({ counted: counted[0] ?? null, measured: measured[0] ?? null, ratio, bare: only(pieces, 'bare') }, { all: rows, wanted, isCombination: isOfSeveral(rows) });
  return 'dose' in settled && settled.dose === null ? { ...settled, dose: unsaidDose(pieces, settled.rows, wanted.forms) } : settled;
};
