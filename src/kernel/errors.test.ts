import assert from 'node:assert/strict';
import { test } from 'node:test';
import { conflict, DomainError, forbidden, invalid, notFound } from './errors.ts';

test('a domain error carries code, kind, detail and numerals, and its message is the code alone', () => {
  const error = new DomainError('note-incomplete', 'norm-violated', { fields: ['prognosis'] }, ['6.1.5']);
  assert.ok(error instanceof Error);
  assert.equal(error.message, 'note-incomplete');
  assert.equal(error.kind, 'norm-violated');
  assert.deepEqual(error.detail, { fields: ['prognosis'] });
  assert.deepEqual(error.numerals, ['6.1.5']);
});

test('without numerals the property is absent, so that a reply does not show an empty list', () => {
  assert.equal('numerals' in invalid('x'), false);
});

test('a code that is not kebab-case is a programming error', () => {
  for (const code of ['Not kebab', 'snake_case', '', '-a', 'a-']) {
    assert.throws(() => invalid(code), TypeError);
  }
});

test('the constructors name their kind', () => {
  const made = [invalid('a'), notFound('b'), forbidden('c'), conflict('d', { version: 2 })];
  assert.deepEqual(made.map((error) => error.kind), ['invalid', 'not-found', 'forbidden', 'conflict']);
  assert.deepEqual(made[3]?.detail, { version: 2 });
});
