import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DomainError } from './errors.ts';
import { faultsOfNamePart, fullName, listedName, nom024Name, nom024NamePart, parsePersonName, searchableName } from './person-name.ts';

const ana = { given: 'Ana Sofía', firstSurname: 'Peña', secondSurname: 'Güemes' };

test('a name is stored with composed letters, single blanks and straight apostrophes', () => {
  assert.deepEqual(parsePersonName({ given: '  Ana   Sofi\u0301a ', firstSurname: 'O’Farrill', secondSurname: ' ' }), {
    given: 'Ana Sofía', firstSurname: "O'Farrill",
  });
});

test('a name that is refused tells fields and reasons, never the name', () => {
  assert.throws(() => parsePersonName({ given: '', firstSurname: 'X'.repeat(51), secondSurname: 'R2D2' }), (error) => {
    assert.ok(error instanceof DomainError);
    assert.equal(error.code, 'person-name-invalid');
    assert.deepEqual(error.detail, { faults: ['given:name-missing', 'firstSurname:name-too-long', 'secondSurname:name-characters'] });
    return true;
  });
});

test('one to fifty letters, blanks and the marks that names have are accepted', () => {
  for (const part of ['O', 'X'.repeat(50), 'Ma. Elena', 'García-Ruiz', "D'Angelo", 'Łukasz', 'Núñez', 'de la O', 'Юлия', '李', 'Hernández y/o Ruiz']) {
    assert.deepEqual(faultsOfNamePart(part), [], part);
  }
});

test('digits, other signs and stray marks are refused', () => {
  for (const part of ['R2', 'a@b', 'a\u0000b', 'Ana😀', '<b>', '...', '-']) assert.deepEqual(faultsOfNamePart(part), ['name-characters'], part);
  for (const part of ['Ana--Sofía', '-Ana', 'Ana-', "Ana'", 'Ma.-Elena']) assert.deepEqual(faultsOfNamePart(part), ['name-punctuation'], part);
});

test('full name, listed name and searchable name', () => {
  assert.equal(fullName(ana), 'Ana Sofía Peña Güemes');
  assert.equal(fullName({ given: 'Ana', firstSurname: 'Peña' }), 'Ana Peña');
  assert.equal(listedName(ana), 'Peña Güemes, Ana Sofía');
  assert.equal(searchableName(ana), 'ana sofia pena guemes');
});

test('N024 Tabla 1: upper case with Ñ, without accents, diaeresis as plain vowel', () => {
  assert.deepEqual(nom024Name(ana), { given: 'ANA SOFIA', firstSurname: 'PEÑA', secondSurname: 'GUEMES' });
  assert.equal(nom024NamePart('Ma. de los  Ángeles Ñ'), 'MA. DE LOS ANGELES Ñ');
  assert.equal(nom024NamePart('n\u0303u\u0301n\u0303ez'), 'ÑUÑEZ');
  assert.equal(nom024NamePart('Strauß-Łoś'), 'STRAUSS-LOS');
  assert.equal(nom024NamePart('李'), '');
  assert.deepEqual(nom024Name({ given: 'Ana', firstSurname: 'Peña' }), { given: 'ANA', firstSurname: 'PEÑA' });
});
