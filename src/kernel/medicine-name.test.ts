import assert from 'node:assert/strict';
import { test } from 'node:test';
import { substanceOf } from './medicine-name.ts';

test('strength, form, case and accents make no other medicine; another second word does', () => {
  for (const name of ['Metformina 850 mg tabletas', 'metformina', 'METFORMINA tabletas 500 mg', 'Metformína']) assert.equal(substanceOf(name), 'metformina');
  assert.equal(substanceOf('Insulina glargina 100 UI/mL'), 'insulina glargina');
  assert.notEqual(substanceOf('Insulina lispro'), substanceOf('Insulina glargina'));
  assert.notEqual(substanceOf('Vitamina B12'), substanceOf('Vitamina D'));
  assert.equal(substanceOf('5-fluorouracilo crema'), '5 fluorouracilo');
  assert.equal(substanceOf('  '), '');
});
