import { inUnit, isPiece } from '#kernel/line-dose.ts';
import type { Amount } from '#kernel/medicine-line.ts';
import type { Form, MedicineCatalogue, Presentation, Route } from './model.ts';

/** What was said that tells presentations apart. */
export type Wanted = { readonly forms: readonly Form[] | null; readonly route: Route | null };

const keysOf = ({ content }: Presentation): string => content.map(({ ingredient }) => ingredient).sort().join('|');

const qualified = new Set<Form>(['tableta de liberación prolongada', 'cápsula de liberación prolongada', 'tableta masticable', 'tableta sublingual']);
const injected = new Set<Route>(['intravenosa', 'intramuscular', 'subcutanea', 'intradermica', 'intraarticular']);

const isOralSolid = ({ routes, pack, content }: Presentation): boolean => routes.includes('oral') && isPiece(pack.unit) && content.every(({ per }) => per === null);
const isLiquid = ({ pack, content }: Presentation): boolean => pack.unit === 'mL' || content.some(({ per }) => per?.unit === 'mL');
const isInjected = ({ routes }: Presentation): boolean => routes.length > 0 && routes.every((route) => injected.has(route));

/** Presentations of exactly these ingredients that fit what was said of form and route. */
export const presentationsOf = ({ presentations }: MedicineCatalogue, ingredients: readonly string[], { forms, route }: Wanted): readonly Presentation[] => {
  const wanted = ingredients.toSorted().join('|');
  return presentations.filter((row) => keysOf(row) === wanted && (forms === null || forms.includes(row.form)) && (route === null || row.routes.includes(route)));
};

/** A plain tablet is meant where nothing says that it is chewed, dissolved or of slow release. */
export const plainFirst = (rows: readonly Presentation[], { forms }: Wanted): readonly Presentation[] => {
  const isSaid = forms?.every((form) => qualified.has(form)) === true;
  const plain = rows.filter(({ form }) => !qualified.has(form));
  return isSaid || plain.length === 0 ? rows : rows.filter((row) => !qualified.has(row.form) || !plain.some((other) => isOralSolid(other)));
};

/** Presentations of these very strengths, in any order: 875 and 125, 250 in 5 mL. */
export const ofStrengths = (rows: readonly Presentation[], values: readonly number[]): readonly Presentation[] => rows.filter(({ content }) => {
  const held = content.map(({ amount }) => amount);
  const matches = (said: readonly number[]): boolean => said.length === held.length && said.toSorted((a, b) => a - b).every((value, at) => value === held.toSorted((a, b) => a - b)[at]);
  const [first] = content;
  const isConcentration = content.length === 1 && first?.per != null && values.length === 2 && first.amount * (values[1] ?? 0) === (values[0] ?? 0) * first.per.amount;
  const perSame = content.length > 1 && content.every(({ per }) => per !== null) && values.length === content.length + 1 && matches(values.slice(0, -1));
  return matches(values) || isConcentration || perSame;
});

/** How many pieces of a one-ingredient presentation a dose is; null for liquids, creams, combinations. */
const piecesOf = (dose: Amount, { content }: Presentation): number | null => {
  const [strength, ...more] = content;
  if (strength === undefined || more.length > 0 || strength.per !== null) return null;
  const held = inUnit(dose, strength.unit);
  return held === null ? null : held / strength.amount;
};

const usualPieces = new Set([1, 2, 3, 4]);
const halves = new Set([0.5, 1.5]);
/** Few pieces, whole ones unless they are tablets. */
const isUsual = (pieces: number, unit: string): boolean => usualPieces.has(pieces) || (unit === 'tableta' && halves.has(pieces));

/** Presentations that are exactly this strong. */
export const ofStrength = (rows: readonly Presentation[], strength: Amount): readonly Presentation[] => rows.filter((row) => {
  if (piecesOf(strength, row) === 1) return true;
  const [only, ...more] = row.content;
  return only !== undefined && more.length === 0 && only.per !== null && inUnit(strength, only.unit) === only.amount;
});

const ofDoseUnit = (row: Presentation, dose: Amount): boolean => {
  const pieces = piecesOf(dose, row);
  return pieces === null ? row.content.every(({ unit }) => inUnit(dose, unit) !== null) : isUsual(pieces, row.pack.unit);
};

/** Where something was said of form or route: exactly so strong, `susp 250` the suspension of 250 mg too; else what the dose can be made of. */
const forSaidForm = (rows: readonly Presentation[], dose: Amount, { forms }: Wanted): readonly Presentation[] => {
  const exact = rows.filter((row) => piecesOf(dose, row) === 1);
  const named = forms === null ? [] : ofStrength(rows, dose).filter(isLiquid);
  return [exact, named].find((found) => found.length > 0) ?? rows.filter((row) => ofDoseUnit(row, dose));
};

/**
 * Presentations that a dose by weight is given with. Where nothing was said of form or route, a bare dose that is exactly one oral
 * solid, or else some of one, is that: whoever means the suspension or the injection says so. What is not certain is left several.
 */
export const forDose = (rows: readonly Presentation[], dose: Amount, wanted: Wanted): readonly Presentation[] => {
  if (wanted.forms !== null || wanted.route !== null || rows.every(isInjected)) return forSaidForm(rows, dose, wanted);
  const exact = rows.filter((row) => piecesOf(dose, row) === 1);
  const solid = exact.filter(isOralSolid);
  if (solid.length > 0) return solid;
  const fitting = rows.filter((row) => ofDoseUnit(row, dose));
  const several = fitting.filter(isOralSolid);
  // a dose that none of the tablets makes is no reason to mean the suspension: it may be a zero too many
  if (exact.length === 0 && several.length === 0 && rows.some(isOralSolid)) return rows;
  return exact.length === 0 && several.length > 0 ? several : fitting;
};

/** Presentations of so many grams in a hundred, of grams or millilitres. */
export const ofPercent = (rows: readonly Presentation[], percent: number): readonly Presentation[] => rows.filter(({ content }) => {
  const [strength, ...more] = content;
  if (strength === undefined || more.length > 0) return false;
  if (strength.unit === '%') return strength.amount === percent;
  const held = inUnit({ value: strength.amount, unit: strength.unit }, 'mg');
  return held !== null && strength.per !== null && Math.abs(held / strength.per.amount - percent * 10) < 1e-6;
});

/** Rows that differ in nothing but their pack, together; null when they are of several kinds. */
export const sameProduct = (rows: readonly Presentation[]): readonly Presentation[] | null => {
  const kinds = new Set(rows.map(({ content, form, pack }) => JSON.stringify([content, form, pack.unit])));
  return kinds.size === 1 ? rows : null;
};

/** The one route that all of them have; null when there are several ways or none. */
export const onlyRoute = (rows: readonly Presentation[]): Route | null => {
  const ways = new Set(rows.flatMap(({ routes }) => routes));
  const [way] = ways;
  return ways.size === 1 && way !== undefined ? way : null;
};

const counts = new Set([0.25, 0.5, 1, 1.5, 2, 3, 4]);
const massUnits = ['mg', 'g', 'ug', '[IU]', 'meq', 'mmol'];
const MOST_ML = 30;
const MOST_DROPS = 40;
const MOST_PUFFS = 4;

/** Units of how the form is taken, that a number without unit could be counted in. */
const countUnits = (row: Presentation, value: number): readonly string[] => {
  if (isPiece(row.pack.unit)) return counts.has(value) ? [row.pack.unit] : [];
  if (row.pack.unit === 'dosis') return value <= MOST_PUFFS ? ['inhalación'] : [];
  return row.form.startsWith('gotas') && Number.isInteger(value) && value <= MOST_DROPS ? ['gota'] : [];
};

const massUnitsFor = (row: Presentation, value: number, isLiquidMeant: boolean): readonly string[] => {
  const [strength, ...more] = row.content;
  if (strength === undefined || more.length > 0) return [];
  const isExact = isLiquid(row) && !isLiquidMeant && !isInjected(row);
  const fitting = massUnits.filter((unit) => {
    const held = inUnit({ value, unit }, strength.unit);
    return held !== null && (isExact ? held === strength.amount : isUsual(held / strength.amount, row.pack.unit));
  });
  // units are dosed one by one, whatever a millilitre holds
  return strength.unit === '[IU]' && strength.per !== null ? ['[IU]'] : fitting;
};

const volumeUnits = (row: Presentation, value: number, isLiquidMeant: boolean): readonly string[] =>
  isLiquidMeant && isLiquid(row) && !row.form.startsWith('gotas') && row.content[0]?.unit !== '[IU]' && value <= MOST_ML ? ['mL'] : [];

/**
 * The units that a number without one can be in, given what there is to prescribe: `500` of tablets of 500 mg is mg; `2` of tablets
 * of 2 mg may be tablets too, and then it is asked. Millilitres only where a liquid was said or there is nothing else.
 */
export const plausibleUnits = (rows: readonly Presentation[], value: number, { forms }: Wanted): readonly string[] => {
  const isLiquidMeant = rows.length > 0 && (forms !== null || rows.every(isLiquid));
  return [...new Set(rows.flatMap((row) => [...massUnitsFor(row, value, isLiquidMeant), ...volumeUnits(row, value, isLiquidMeant), ...countUnits(row, value)]))];
};
