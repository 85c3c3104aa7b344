import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { medicineCatalogue } from './catalogue.ts';
import { everydayMedicines } from './everyday.ts';
import { resolveMedicine } from './resolve-medicine.ts';

const catalogue = medicineCatalogue();
const meaning = (text: string): string => resolveMedicine(catalogue, text).ingredients.join('|');

test('every ingredient of the catalogue is found under its key and its Spanish name', () => {
  const lost = [...catalogue.ingredients.values()].filter(({ key, es }) => !key.includes('/') && (meaning(key) !== key || meaning(es) !== key));
  assert.deepEqual(lost.map(({ key }) => key), []);
});

test('a synonym or an English name never means another ingredient alone', () => {
  const turned = [...catalogue.ingredients.values()].flatMap(({ key, en, synonyms }) => [en, ...synonyms].filter((name) => !key.includes('/') && !['', key].includes(meaning(name))).map((name) => `${name}: ${meaning(name)} for ${key}`));
  assert.deepEqual(turned, []);
});

test('every brand is what is in it, or asked about when the name means two things', () => {
  const turned = catalogue.brands.filter(({ name, ingredients }) => !['', ingredients.toSorted().join('|')].includes(meaning(name)));
  assert.deepEqual(turned.map(({ name }) => name), []);
});

test('an everyday abbreviation means its own medicine and no other', () => {
  const turned = everydayMedicines().flatMap(({ key, abbreviations }) => (catalogue.ingredients.has(key) ? abbreviations.filter((short) => meaning(short) !== key) : []));
  assert.deepEqual(turned, []);
});

test('what a Mexican physician or patient calls a medicine is what is in it: trade names, generic names, everyday words', () => {
  const said = readFileSync(new URL('data/said-medicines.tsv', import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => line.split('\t'));
  assert.ok(said.length > 500);
  const turned = said.filter(([name = '', ingredients]) => resolveMedicine(catalogue, name).status !== 'resolved' || meaning(name).split('|').sort().join('|') !== ingredients);
  assert.deepEqual(turned.map(([name]) => name), []);
});
