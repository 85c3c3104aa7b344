import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { syntheticCurp } from './synthetic-curp.ts';

const person = { given: 'Brenda', firstSurname: 'Olvera', secondSurname: 'Quiroz', birthDate: '1984-03-09', sex: 'M', entity: 'PL' } as const;

const start = (changes: Partial<Parameters<typeof syntheticCurp>[0]>, length = 16): string =>
  syntheticCurp({ ...person, ...changes }).slice(0, length);

test('ID-CURP-1: letters, date, sex, entity and inner consonants stand in their places', () => {
  assert.equal(start({}), 'OEQB840309MPLLRR');
});

test('ID-CURP-1: a missing second surname is X, and Ñ is written X', () => {
  assert.equal(start({ secondSurname: undefined }), 'OEXB840309MPLLXR');
  assert.equal(start({ firstSurname: 'Ñuñez' }), 'XUQB840309MPLXRR');
});

test('ID-CURP-1: particles and a leading José or María are skipped, unless there is nothing else', () => {
  assert.equal(start({ firstSurname: 'de la Olvera', given: 'María Brenda' }), start({}));
  assert.equal(start({ given: 'J. Brenda' }), start({}));
  assert.equal(start({ given: 'María del Brenda' }), start({}));
  assert.equal(start({ given: 'María' }), 'OEQM840309MPLLRR');
});

test('ID-CURP-1: an inconvenient beginning gets X in second place', () => {
  assert.equal(start({ firstSurname: 'Pedraza', secondSurname: 'Nava', given: 'Elena' }, 4), 'PXNE');
});

test('ID-CURP-3: position 17 tells the century', () => {
  assert.equal(start({}, 17).slice(16), '0');
  assert.equal(start({ birthDate: '2000-01-01' }, 17).slice(16), 'A');
  assert.equal(start({ homonym: '7' }, 17).slice(16), '7');
});

test('N024-6.5.1: nothing in the product can reach the builder of CURPs', () => {
  const source = new URL('../src/', import.meta.url);
  const product = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts') && !path.endsWith('/testing.ts'));
  const reaching = product.filter((path) => readFileSync(new URL(path, source), 'utf8').includes('synthetic-curp'));
  assert.ok(product.includes('kernel/curp.ts'), 'the search must see the product');
  assert.deepEqual(reaching, []);
});
