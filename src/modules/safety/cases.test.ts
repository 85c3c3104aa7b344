import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checkMedicines } from './check-medicines.ts';
import type { Severity } from './contract.ts';
import { readAllergy } from './read-allergy.ts';
import { recogniseMedicine } from './recognise-medicine.ts';
import { safetyData } from './safety-data.ts';
import type { CheckedMedicine, MedicineOrder, SafetyPatient } from './safety-request.ts';

/** Our own case set: what has to be told and what has to stay silent, written before the engine was asked. */

const rowsOf = (name: string): readonly (readonly string[])[] =>
  readFileSync(new URL(`data/${name}`, import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));

const grades: readonly Severity[] = ['contraindicated', 'major', 'moderate', 'minor'];
const isAtLeast = (severity: string | undefined, least: string): boolean => severity !== undefined && grades.indexOf(severity as Severity) <= grades.indexOf(least as Severity);

const newMedicine = (text: string, at: number): CheckedMedicine => ({ ref: `new:${String(at)}`, text, ingredients: recogniseMedicine(text), origin: 'new' });
const pairOf = (one = '', other = '') => checkMedicines(safetyData(), { medicines: [newMedicine(one, 0), newMedicine(other, 1)], patient: null });

test('every true pair of the case set is told, at least as grave as it has to be', () => {
  const pairs = rowsOf('cases-true-pairs.tsv');
  assert.ok(pairs.length >= 60);
  const missed = pairs.filter(([one, other, least = '']) => !isAtLeast(pairOf(one, other).alerts.find(({ kind }) => kind === 'interaction')?.severity, least));
  assert.deepEqual(missed, []);
});

test('no silent pair of the case set raises an alert', () => {
  const pairs = rowsOf('cases-silent-pairs.tsv');
  assert.ok(pairs.length >= 60);
  assert.deepEqual(pairs.filter(([one, other]) => pairOf(one, other).alerts.length > 0), []);
});

const yes: Readonly<Record<string, boolean>> = { 1: true, 0: false };
const sexes: Readonly<Record<string, 'H' | 'M'>> = { H: 'H', M: 'M' };
const trimesters: Readonly<Record<string, 1 | 2 | 3>> = { 1: 1, 2: 2, 3: 3 };
type Facts = Readonly<Record<string, string>>;

const listIn = (cell: string | undefined): readonly string[] | null => (cell === undefined ? null : cell.split(',').map((part) => part.trim()).filter((part) => part !== ''));
const numberIn = (cell: string | undefined): number | null => (cell === undefined ? null : Number(cell));

const problemIn = (text: string): { readonly code: string | null; readonly text: string } => {
  const code = /^[A-Z]\d{2}[\dX]?/.exec(text)?.[0] ?? null;
  return { code, text: code === null ? text : text.slice(code.length).trim() };
};

/** A hundred days after the birthday. */
const ageIn = (years: string | undefined): number | null => (years === undefined ? null : Number(years) * 365.25 + 100);
const answerIn = <Value>(words: Readonly<Record<string, Value>>, cell = ''): Value | null => words[cell] ?? null;

const patientIn = (facts: Facts): SafetyPatient => ({
  ageDays: ageIn(facts['age']), sex: answerIn(sexes, facts['sex']), weightKg: numberIn(facts['weightKg']),
  pregnant: answerIn(yes, facts['pregnant']), trimester: answerIn(trimesters, facts['trimester']), breastfeeding: answerIn(yes, facts['breastfeeding']), eGFR: numberIn(facts['eGFR']),
  allergies: listIn(facts['allergies'])?.map((text) => readAllergy(safetyData(), recogniseMedicine, text)) ?? null, problems: listIn(facts['problems'])?.map(problemIn) ?? null,
});

const orderIn = ({ dose = '', route, every }: Facts): MedicineOrder | null => {
  const [value = '', unit = ''] = dose.split(' ');
  if (value === '' || unit === '') return null;
  return { dose: Number(value), unit: unit.replace('/kg', ''), perKg: unit.endsWith('/kg'), route: route ?? null, frequency: every === undefined ? null : { kind: 'every', hours: Number(every) }, days: 7, strengths: [] };
};

const gravestOf = ([name = '', cell = '', kinds = '']: readonly string[]): string => {
  const facts: Facts = Object.fromEntries(cell.split(';').map((part) => part.split('=')));
  const order = orderIn(facts);
  const fresh = newMedicine(name, 0);
  const taken = (listIn(facts['active']) ?? []).map((text, at): CheckedMedicine => ({ ...newMedicine(text, at), ref: `active:${String(at)}`, origin: 'active' }));
  const { alerts, unmatched } = checkMedicines(safetyData(), { medicines: [order === null ? fresh : { ...fresh, order }, ...taken], patient: patientIn(facts) });
  if (unmatched.length > 0) return `unmatched ${unmatched.map(({ text }) => text).join(', ')}`;
  return alerts.find(({ kind }) => kinds.split(',').includes(kind))?.severity ?? 'silent';
};

const isAsExpected = (found: string, expected: string): boolean => {
  if (expected === 'silent') return found === 'silent';
  return expected === 'at-most-minor' ? found === 'minor' || found === 'silent' : isAtLeast(grades.find((grade) => grade === found), expected);
};

test('every patient of the case set is warned of what concerns her, and of nothing else', () => {
  const patients = rowsOf('cases-patients.tsv');
  assert.ok(patients.length >= 30);
  const wrong = patients.map((row) => ({ row, found: gravestOf(row) })).filter(({ row, found }) => !isAsExpected(found, row[3] ?? ''));
  assert.deepEqual(wrong.map(({ row, found }) => `${row.join(' · ')}: ${found}`), []);
});
