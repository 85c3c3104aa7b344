import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMedicines } from './check-medicines.ts';
import { ageRows, doseRows, renalRows } from './fact-rows.ts';
import { interactionsOf } from './interaction-rows.ts';
import { readAllergy } from './read-allergy.ts';
import { safetyData } from './safety-data.ts';
import { medicine, smallData } from './testing.ts';

/** What a medication panel of the United States' health IT coordinator holds of highest priority: fifteen topics. */
const highestPriority: readonly (readonly [string, string])[] = [
  ['anfetamina', 'tranilcipromina'], ['atazanavir', 'omeprazol'], ['febuxostat', 'azatioprina'], ['fluoxetina', 'selegilina'], ['irinotecan', 'ketoconazol'], ['meperidina', 'fenelzina'], ['sumatriptan', 'fenelzina'],
  ['haloperidol', 'amiodarona'], ['ramelteon', 'fluvoxamina'], ['rifampicina', 'ritonavir'], ['simvastatina', 'ritonavir'], ['tizanidina', 'ciprofloxacino'], ['tranilcipromina', 'procarbazina'], ['amitriptilina', 'fenelzina'], ['ergotamina', 'ritonavir'],
];

test('each of the fifteen topics of highest priority fires, unreviewed as it is', () => {
  const silent = highestPriority.filter(([one, other]) => {
    const [alert] = checkMedicines(safetyData(), { medicines: [medicine(one), medicine(other)], patient: null }).alerts;
    return alert === undefined || (alert.severity !== 'contraindicated' && alert.severity !== 'major');
  });
  assert.deepEqual(silent, []);
});

test('the program’s own data are whole and named by their digest', () => {
  const { sha256, version, interactions } = safetyData();
  assert.match(sha256, /^[0-9a-f]{64}$/);
  assert.match(version, /^\d{4}-\d\d-\d\d$/);
  assert.equal(interactions.rules.length, 359);
});

const rule = (more: object): string => JSON.stringify({
  classes: { uno: { es: 'Uno', members: ['a'] } },
  interactions: [{ id: 'ddi-001', a: 'class:uno', b: 'b', severity: 'major', mechanism: '', effect: '', recommendation: '', source: '', verification: 'memory-of-label', ...more }],
});
for (const [called, text] of Object.entries({
  'an unknown class': rule({ b: 'class:dos' }), 'an unknown severity': rule({ severity: 'grave' }), 'an unknown field': rule({ hint: 'x' }), 'an id of another shape': rule({ id: 'x' }),
})) test(`${called} is no interaction`, () => { assert.equal(interactionsOf(rule({})).rules.length, 1); assert.throws(() => interactionsOf(text)); });

const advice = ['major', 'Efecto.', 'Consejo.', 'fuente', 'memory'] as const;
for (const [called, read] of Object.entries({
  'a missing cell': () => renalRows(['x', '30', 'major', 'Efecto.', 'Consejo.', 'fuente'].join('\t')),
  'a severity of no scale': () => renalRows(['x', '30', 'grave', ...advice.slice(1)].join('\t')),
  'an age that is no number': () => ageRows(['x', 'diez', '', ...advice].join('\t')),
  'a negative limit': () => doseRows(['x', 'oral', 'adult', '', '', '-5', '', '', '', 'mg', '', '', 'fuente', 'memory'].join('\t')),
  'an unknown population': () => doseRows(['x', 'oral', 'baby', '', '', '5', '', '', '', 'mg', '', '', 'fuente', 'memory'].join('\t')),
})) test(`${called} is no row`, () => { assert.throws(read, /safety tables|severity/); });

test('a class takes in what the catalogue adds to it, and leaves out what is left out on purpose', () => {
  const { interactions } = safetyData();
  assert.equal(interactions.classes.get('aine')?.includes('metamizol'), false);
  assert.deepEqual([...interactionsOf(rule({}), new Map([['uno', ['a', 'c']]])).pairs.keys()].sort(), ['a', 'b', 'c']);
});

test('an allergy as it is written is read to ingredients and groups', () => {
  const named = (name: string): readonly string[] | null => ({ amoxicilina: ['amoxicilina'], 'acido acetilsalicilico': ['acido acetilsalicilico'] })[name] ?? null;
  const read = (text: string) => readAllergy(smallData, named, text);
  assert.deepEqual(read('Alergia a la PENICILINA (ronchas)').groups, ['penicilinas']);
  assert.deepEqual(read('Sulfas'), { text: 'Sulfas', ingredients: null, groups: ['sulfonamidas_antibioticas'] });
  assert.deepEqual(read('amoxicilina: exantema a los 3 días').ingredients, ['amoxicilina']);
  assert.deepEqual(read('Ácido acetilsalicílico').ingredients, ['acido acetilsalicilico']);
  assert.deepEqual(read('cacahuate'), { text: 'cacahuate', ingredients: null, groups: [] });
  assert.deepEqual(read(''), { text: '', ingredients: null, groups: [] });
  assert.deepEqual(read('x '.repeat(20_000)).groups, []);
});
