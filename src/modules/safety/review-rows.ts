import { readFileSync } from 'node:fs';
import { rowDigest } from '#modules/medicines/public.ts';
import type { ReviewableRow } from '#modules/medicines/public.ts';
import { ageRows, conditionRows, crossAllergyRows, doseRows, lactationRows, pregnancyRows, rowLines, renalRows } from './fact-rows.ts';
import type { Advice, DoseRow } from './fact-rows.ts';
import type { InteractionCondition, InteractionRule } from './interaction-rows.ts';
import { safetyData } from './safety-data.ts';

/** The tables of the safety check as rows that a clinician confirms against their source. */

const displayOf = (name: string): string => {
  const { interactions, allergyGroups, displayOf: ofIngredient } = safetyData();
  const key = name.slice(name.indexOf(':') + 1);
  if (name.startsWith('group:')) return allergyGroups.get(key)?.es ?? key.replaceAll('_', ' ');
  return name.startsWith('class:') ? interactions.classNames.get(key) ?? key.replaceAll('_', ' ') : ofIngredient(name);
};
const membersOf = (name: string): readonly string[] => (name.startsWith('class:') ? safetyData().interactions.classes.get(name.slice('class:'.length)) ?? [] : [name]);

/** An age as it is spoken of: days, months or years. */
const ageWords = (days: number): string => {
  if (days < 60) return `${String(days)} días`;
  return days < 731 ? `${String(Math.round(days / 30.44))} meses` : `${String(Math.round(days / 36.525) / 10)} años`;
};

/** So many members of a class are named; of the others the number is said. */
const MOST_NAMED = 12;
const namedMembers = (name: string): string => {
  const members = membersOf(name);
  if (!name.startsWith('class:')) return '';
  const rest = members.length - MOST_NAMED;
  return `${displayOf(name)}: ${members.slice(0, MOST_NAMED).map(displayOf).join(', ')}${rest > 0 ? ` y ${String(rest)} más` : ''}`;
};

const dependsOn = ({ anyOf, routes, ageDaysMax, otherwise, severityIfTrue }: InteractionCondition): string => [
  ...(anyOf === undefined ? [] : [`con: ${anyOf.join(', ')}`]), ...(routes === undefined ? [] : [`por vía: ${routes.join(', ')}`]), ...(ageDaysMax === undefined ? [] : [`hasta ${ageWords(ageDaysMax)} de edad`]),
  ...(otherwise === undefined ? [] : [`si no: ${otherwise}`]), ...(severityIfTrue === undefined ? [] : [`entonces: ${severityIfTrue}`]),
].join('; ');

const told = (texts: readonly string[]): readonly string[] => texts.filter((text) => text !== '');

const ofInteraction = (rule: InteractionRule): ReviewableRow => ({
  key: rule.id, title: `${displayOf(rule.a)} + ${displayOf(rule.b)}`, severity: rule.severity,
  says: told([rule.effect, rule.recommendation, rule.mechanism, rule.condition === undefined ? '' : dependsOn(rule.condition), namedMembers(rule.a), namedMembers(rule.b)]),
  source: rule.source, verification: rule.verification === 'source-seen' ? 'source-seen' : 'memory', proposed: null, proposedAntibiotic: null,
  concerns: [...membersOf(rule.a), ...membersOf(rule.b)], digest: rowDigest(rule),
});

const limitsOf = (row: DoseRow): string => [
  [row.perTake, 'por toma'], [row.perDay, 'al día'], [row.perKgTake, 'por kg y toma'], [row.perKgDay, 'por kg al día'],
].flatMap(([value, of]) => (value === null ? [] : [`${String(value)} ${row.unit} ${String(of)}`])).join('; ');

const peopleOf = ({ population, min, max, route }: DoseRow): string =>
  [population === 'adult' ? 'adultos' : 'niños', route === '' ? 'toda vía sistémica' : route, min === null ? '' : `desde ${ageWords(min)}`, max === null ? '' : `hasta ${ageWords(max)}`].filter((text) => text !== '').join(', ');

type Told = { readonly rule: string; readonly about: string; readonly what: string; readonly severity: ReviewableRow['severity']; readonly says: readonly string[]; readonly source: string };

const advised = (what: string, about: string, { rule, severity, effect, recommendation, source }: Advice, more = ''): Told => ({ rule, about, what, severity, says: told([effect, recommendation, more]), source });

const folder = new URL('data/', import.meta.url);

/** The rows of a table as read, each beside the line it was read from. */
const read = <Row>(file: string, rowsOf: (text: string) => readonly Row[], tell: (row: Row) => Told): readonly (readonly [Told, string])[] => {
  const text = readFileSync(new URL(file, folder), 'utf8');
  const lines = rowLines(text);
  return rowsOf(text).map((row, at) => [tell(row), lines[at] ?? ''] as const);
};

const facts = (): readonly (readonly [Told, string])[] => [
  ...read('cross-allergy.tsv', crossAllergyRows, (row) => advised('Alergia', `${displayOf(`group:${row.one}`)} + ${displayOf(`group:${row.other}`)}`, row)),
  ...read('pregnancy.tsv', pregnancyRows, (row) => advised('Embarazo', row.subject, row, row.trimesters.length === 0 ? '' : `trimestre ${row.trimesters.join(', ')}`)),
  ...read('lactation.tsv', lactationRows, (row) => advised('Lactancia', row.subject, row)),
  ...read('age.tsv', ageRows, (row) => advised('Edad', row.subject, row, [row.min === null ? '' : `antes de ${ageWords(row.min)}`, row.max === null ? '' : `después de ${ageWords(row.max)}`].filter((text) => text !== '').join(', '))),
  ...read('max-dose.tsv', doseRows, (row) => ({ rule: row.rule, about: row.subject, what: 'Dosis máxima', severity: null, says: told([limitsOf(row), peopleOf(row), row.note]), source: row.source })),
  ...read('renal.tsv', renalRows, (row) => advised('Riñón', row.subject, row, `filtración menor de ${String(row.below)} mL/min/1.73 m²`)),
  ...read('condition.tsv', conditionRows, (row) => advised('Enfermedad', row.subject, row, row.codes.join(', '))),
];

const ofFact = ([{ rule, about, what, severity, says, source }, line]: readonly [Told, string]): ReviewableRow => ({
  key: rule, title: `${what}: ${about.includes(' + ') ? about : displayOf(about)}`, severity, says: told([...says, namedMembers(about)]), source,
  verification: line.endsWith('source-seen') ? 'source-seen' : 'memory', proposed: null, proposedAntibiotic: null, concerns: membersOf(about), digest: rowDigest({ line }),
});

const byKey = (rows: readonly ReviewableRow[]): ReadonlyMap<string, ReviewableRow> => new Map(rows.map((row) => [row.key, row]));
let own: { readonly interaction: ReadonlyMap<string, ReviewableRow>; readonly fact: ReadonlyMap<string, ReviewableRow> } | null = null;

/** The rows of a subject by the rule that alerts name; read once and kept. */
export const safetyRows = (subject: 'interaction' | 'fact'): ReadonlyMap<string, ReviewableRow> =>
  (own ??= { interaction: byKey(safetyData().interactions.rules.map(ofInteraction)), fact: byKey(facts().map(ofFact)) })[subject];

/** The row behind the rule of an alert: what a dose lacks or has too little of rests on the row of its limit. */
export const rowOfRule = (rule: string): { readonly subject: 'interaction' | 'fact'; readonly key: string; readonly digest: Buffer } | null => {
  const key = rule.replace(/:(?:least|no-weight)$/, '');
  for (const subject of ['interaction', 'fact'] as const) {
    const row = safetyRows(subject).get(key);
    if (row !== undefined) return { subject, key, digest: row.digest };
  }
  return null;
};
