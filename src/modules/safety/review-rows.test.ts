import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkMedicines } from './check-medicines.ts';
import { rowOfRule, safetyRows } from './review-rows.ts';
import { safetyData } from './safety-data.ts';
import { healthy, medicine, order } from './testing.ts';

test('every row of every table stands in the review once', () => {
  const { interactions, pregnancy, lactation, ages, doses, renal, conditions, crossAllergies } = safetyData();
  assert.equal(safetyRows('interaction').size, interactions.rules.length);
  const tables = [pregnancy, lactation, ages, doses, renal, conditions].map((table) => new Set([...table.values()].flat().map(({ rule }) => rule)));
  assert.equal(safetyRows('fact').size, crossAllergies.length + tables.reduce((sum, { size }) => sum + size, 0));
  for (const rule of tables.flatMap((table) => [...table])) assert.notEqual(rowOfRule(rule), null, rule);
});

test('the rule of an alert leads to its row, also when a dose lacks a weight', () => {
  const { alerts } = checkMedicines(safetyData(), { medicines: [medicine('paracetamol', { order: order(250, 'mg') })], patient: { ...healthy, ageDays: 1_500, weightKg: null } });
  const rules = alerts.filter(({ kind }) => kind === 'max-dose').flatMap(({ rule }) => rule.split('+'));
  assert.ok(rules.some((rule) => rule.endsWith(':no-weight')), rules.join());
  for (const rule of rules) assert.equal(rowOfRule(rule)?.subject, 'fact');
  assert.equal(rowOfRule('duplicate:same'), null);
  assert.equal(rowOfRule('constructor'), null);
});

test('no row says nothing, and none has a mark that joins rules in its key', () => {
  for (const row of [...safetyRows('interaction').values(), ...safetyRows('fact').values()]) {
    assert.ok(row.says.length > 0 && row.title !== '' && row.source !== '' && row.concerns.length > 0, row.key);
    assert.ok(!row.key.includes('+'), row.key);
  }
});
