import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offeredFor } from './offered-regimens.ts';

const of = (name: string, dose = '') => ({ name, dose, route: '', frequency: '', duration: '' });
const regimens = [of('Metformina', '850 mg'), of('Metoprolol', '100 mg'), of('Losartán', '50 mg'), of('Metformina', '500 mg')];

test('usual regimens are offered for the beginning of a name, whatever its accents, in their order', () => {
  assert.deepEqual(offeredFor(of('metf'), regimens).map(({ dose }) => dose), ['850 mg', '500 mg']);
  assert.deepEqual(offeredFor(of('LOSARTAN'), regimens).map(({ dose }) => dose), ['50 mg']);
});

test('nothing is offered for one letter, for a name inside a name, or for a line that says more than its name', () => {
  assert.deepEqual(offeredFor(of('m'), regimens), []);
  assert.deepEqual(offeredFor(of('formina'), regimens), []);
  assert.deepEqual(offeredFor(of('metf', '1 g'), regimens), []);
});
