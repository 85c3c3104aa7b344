import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { units } from '#modules/medicines/model.ts';
import { ageRows, allergyGroupRows, conditionRows, crossAllergyRows, doseRows, duplicateClassRows, lactationRows, pregnancyRows, renalRows } from './fact-rows.ts';
import { safetyData } from './safety-data.ts';

const textOf = (name: string): string => readFileSync(new URL(`data/${name}.tsv`, import.meta.url), 'utf8');
const twice = (names: readonly string[]): readonly string[] => names.filter((name, at) => names.indexOf(name) !== at);

const advising = {
  'pregnancy': pregnancyRows(textOf('pregnancy')), 'lactation': lactationRows(textOf('lactation')), 'age': ageRows(textOf('age')), 'renal': renalRows(textOf('renal')), 'condition': conditionRows(textOf('condition')), 'cross-allergy': crossAllergyRows(textOf('cross-allergy')),
} as const;

test('no table says the same thing twice, and every row says what happens, what to do and where that comes from', () => {
  for (const [name, rows] of Object.entries(advising)) {
    assert.deepEqual(twice(rows.map(({ rule }) => rule)), [], name);
    for (const row of rows) assert.ok(row.effect !== '' && row.recommendation !== '' && row.source !== '', row.rule);
  }
  assert.deepEqual(twice(doseRows(textOf('max-dose')).map(({ rule }) => rule)), []);
  assert.deepEqual(twice(duplicateClassRows(textOf('duplicate-classes')).map(({ key }) => key)), []);
});

test('ages and trimesters are possible', () => {
  for (const { trimesters, rule } of advising.pregnancy) assert.ok(trimesters.every((each) => [1, 2, 3].includes(each)), rule);
  for (const { min, max, rule } of advising.age) assert.ok((min === null) !== (max === null) && (min ?? max ?? 0) < 120 * 365.25, rule);
  for (const { below, rule } of advising.renal) assert.ok(below >= 10 && below <= 60, rule);
  for (const { codes, words, rule } of advising.condition) assert.ok(codes.length + words.length > 0 && codes.every((code) => /^[A-Z]\d{2,3}$/.test(code)), rule);
});

test('a cross-allergy is between groups that there are, and a group has members', () => {
  const groups = allergyGroupRows(textOf('allergy-groups'));
  const keys = new Set(groups.map(({ key }) => key));
  for (const { members, key } of groups) assert.ok(members.length > 0, key);
  for (const { one, other, rule } of advising['cross-allergy']) assert.ok(keys.has(one) && keys.has(other), rule);
});

test('limits are of a known unit, a child’s no higher than an adult’s, and each row limits something', () => {
  const rows = doseRows(textOf('max-dose'));
  for (const row of rows) {
    assert.ok(units.includes(row.unit), row.rule);
    assert.ok([row.perTake, row.perDay, row.perKgTake, row.perKgDay].some((limit) => limit !== null), row.rule);
    assert.ok(row.perKgTake === null || row.perKgDay === null || row.perKgTake <= row.perKgDay, row.rule);
    assert.ok(row.min === null || row.max === null || row.min < row.max, row.rule);
  }
  const highest = (subject: string, route: string) => rows.find((row) => row.population === 'adult' && row.subject === subject && row.route === route);
  const above = rows.filter((row) => row.population === 'child').filter((row) => {
    const adult = highest(row.subject, row.route);
    return adult !== undefined && adult.unit === row.unit && ((adult.perDay !== null && (row.perDay ?? 0) > adult.perDay) || (adult.perTake !== null && (row.perTake ?? 0) > adult.perTake));
  });
  assert.deepEqual(above.map(({ rule }) => rule), []);
});

test('what the tables speak of is an ingredient that the engine knows', () => {
  const { isKnown } = safetyData();
  const subjects = [...Object.values(advising).flat(), ...doseRows(textOf('max-dose'))].flatMap((row) => ('subject' in row ? [row.subject] : [])).filter((subject) => !subject.startsWith('class:'));
  assert.deepEqual(subjects.filter((subject) => !isKnown(subject) || subject !== subject.toLowerCase()), []);
});
