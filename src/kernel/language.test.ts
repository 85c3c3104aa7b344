import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isLanguage, languages } from './language.ts';

test('Spanish of Mexico comes first, and only the two languages are languages', () => {
  assert.equal(languages[0], 'es-MX');
  assert.deepEqual(['es-MX', 'en-US', 'es', 'ES-MX', ''].map(isLanguage), [true, true, false, false, false]);
});
