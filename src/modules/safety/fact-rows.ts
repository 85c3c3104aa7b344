import { severitySchema } from './contract.ts';
import type { Severity } from './contract.ts';
import { spaced } from './patient-facts.ts';

/** Rows of the tab-separated tables: one fact each on an ingredient or `class:<key>`. An empty cell is not known. */

type Cells<Name extends string> = Readonly<Record<Name, string>> & { readonly line: string };

/** The lines of a table that are rows, in order. */
export const rowLines = (text: string): readonly string[] => text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));

const cellsOf = <Name extends string>(text: string, names: readonly Name[]): readonly Cells<Name>[] =>
  rowLines(text).map((line) => {
    const cells = line.split('\t');
    if (cells.length !== names.length) throw new Error(`a row of the safety tables has ${String(cells.length)} cells instead of ${String(names.length)}: ${line}`);
    return { ...Object.fromEntries(names.map((name, at) => [name, (cells[at] ?? '').trim()])), line } as Cells<Name>;
  });

const partsOf = (cell: string): readonly string[] => cell.split('|').map((part) => part.trim()).filter((part) => part !== '');

const severityOf = ({ severity, line }: Cells<'severity'>): Severity => {
  const read = severitySchema.safeParse(severity);
  if (!read.success) throw new Error(`“${severity}” is no severity: ${line}`);
  return read.data;
};

const numberOf = (cell: string, line: string): number | null => {
  if (cell === '') return null;
  const value = Number(cell);
  if (!Number.isFinite(value) || value < 0) throw new Error(`“${cell}” is no number of the safety tables: ${line}`);
  return value;
};

/** What a row says when it holds. `rule` names it in every stored result. */
export type Advice = { readonly rule: string; readonly severity: Severity; readonly effect: string; readonly recommendation: string; readonly source: string };

const advised = (rule: string, cells: Cells<'severity' | 'effect' | 'recommendation' | 'source'>): Advice =>
  ({ rule, severity: severityOf(cells), effect: cells.effect, recommendation: cells.recommendation, source: cells.source });

const named = (table: string, ...parts: readonly string[]): string => [table, ...parts.filter((part) => part !== '')].join(':');

export type CrossAllergyRow = Advice & { readonly one: string; readonly other: string };
export const crossAllergyRows = (text: string): readonly CrossAllergyRow[] =>
  cellsOf(text, ['one', 'other', 'severity', 'effect', 'recommendation', 'source', 'verification']).map((cells) => {
    const [one, other] = [cells.one, cells.other].map((group) => group.replace(/^group:/, ''));
    return { ...advised(named('cross-allergy', one ?? '', other ?? ''), cells), one: one ?? '', other: other ?? '' };
  });

export type AllergyGroup = { readonly key: string; readonly es: string; readonly words: readonly string[]; readonly members: readonly string[] };
export const allergyGroupRows = (text: string): readonly AllergyGroup[] =>
  cellsOf(text, ['key', 'es', 'words', 'members']).map((cells) => ({ key: cells.key, es: cells.es, words: partsOf(cells.words), members: partsOf(cells.members) }));

/** `subject` is an ingredient or `class:<key>`. */
export type PregnancyRow = Advice & { readonly subject: string; readonly trimesters: readonly number[] };
export const pregnancyRows = (text: string): readonly PregnancyRow[] =>
  cellsOf(text, ['subject', 'trimesters', 'severity', 'effect', 'recommendation', 'source', 'verification']).map((cells) =>
    ({ ...advised(named('pregnancy', cells.subject, cells.trimesters), cells), subject: cells.subject, trimesters: partsOf(cells.trimesters).map(Number) }));

export type LactationRow = Advice & { readonly subject: string };
export const lactationRows = (text: string): readonly LactationRow[] =>
  cellsOf(text, ['subject', 'severity', 'effect', 'recommendation', 'source', 'verification']).map((cells) => ({ ...advised(named('lactation', cells.subject), cells), subject: cells.subject }));

/** Holds below `min` days of age or above `max`. */
export type AgeRow = Advice & { readonly subject: string; readonly min: number | null; readonly max: number | null };
export const ageRows = (text: string): readonly AgeRow[] =>
  cellsOf(text, ['subject', 'min', 'max', 'severity', 'effect', 'recommendation', 'source', 'verification']).map((cells) =>
    ({ ...advised(named('age', cells.subject, cells.min, cells.max), cells), subject: cells.subject, min: numberOf(cells.min, cells.line), max: numberOf(cells.max, cells.line) }));

/** Holds below so many mL/min/1.73 m². */
export type RenalRow = Advice & { readonly subject: string; readonly below: number };
export const renalRows = (text: string): readonly RenalRow[] =>
  cellsOf(text, ['subject', 'below', 'severity', 'effect', 'recommendation', 'source', 'verification']).map((cells) =>
    ({ ...advised(named('renal', cells.subject, cells.below), cells), subject: cells.subject, below: numberOf(cells.below, cells.line) ?? 0 }));

/** `words` are folded and spaced, ready to be looked for. */
export type ConditionRow = Advice & { readonly subject: string; readonly codes: readonly string[]; readonly words: readonly string[] };
export const conditionRows = (text: string): readonly ConditionRow[] =>
  cellsOf(text, ['subject', 'codes', 'words', 'severity', 'effect', 'recommendation', 'source', 'verification']).map((cells) =>
    ({ ...advised(named('condition', cells.subject, cells.codes === '' ? cells.words : cells.codes), cells), subject: cells.subject, codes: partsOf(cells.codes).map((code) => code.replace('.', '').toUpperCase()), words: partsOf(cells.words).map(spaced) }));

/** Limits in `unit`, of one take and of one day, and of each kilogram. Ages are days. */
export type DoseRow = {
  readonly rule: string; readonly subject: string; readonly route: string; readonly population: 'adult' | 'child'; readonly min: number | null; readonly max: number | null;
  readonly perTake: number | null; readonly perDay: number | null; readonly perKgTake: number | null; readonly perKgDay: number | null; readonly leastPerKgDay: number | null;
  readonly unit: string; readonly note: string; readonly source: string;
};
const populations: Readonly<Record<string, DoseRow['population']>> = { adult: 'adult', child: 'child' };
export const doseRows = (text: string): readonly DoseRow[] =>
  cellsOf(text, ['subject', 'route', 'population', 'min', 'max', 'perTake', 'perDay', 'perKgTake', 'perKgDay', 'unit', 'leastPerKgDay', 'note', 'source', 'verification']).map((cells) => {
    const population = populations[cells.population];
    if (population === undefined) throw new Error(`“${cells.population}” is no population of the safety tables: ${cells.line}`);
    const number = (name: 'min' | 'max' | 'perTake' | 'perDay' | 'perKgTake' | 'perKgDay' | 'leastPerKgDay'): number | null => numberOf(cells[name], cells.line);
    return {
      rule: named('max-dose', cells.subject, cells.route, cells.population, cells.min, cells.max), subject: cells.subject, route: cells.route, population, min: number('min'), max: number('max'),
      perTake: number('perTake'), perDay: number('perDay'), perKgTake: number('perKgTake'), perKgDay: number('perKgDay'), leastPerKgDay: number('leastPerKgDay'),
      unit: cells.unit, note: cells.note, source: cells.source,
    };
  });

export type DuplicateClass = { readonly key: string; readonly es: string; readonly severity: Severity; readonly note: string };
export const duplicateClassRows = (text: string): readonly DuplicateClass[] =>
  cellsOf(text, ['key', 'es', 'severity', 'note']).map((cells) => ({ key: cells.key, es: cells.es, severity: severityOf(cells), note: cells.note }));
