import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ranked } from './rank.ts';

const labels = ['Ir a pacientes', 'Registrar paciente', 'Cerrar sesión', 'Agenda de mañana'] as const;
const find = (typed: string): readonly string[] => ranked(typed, labels, (label) => label);

test('words fit without accents, by their beginning and in any order', () => {
  assert.deepEqual(find('sesion'), ['Cerrar sesión']);
  assert.deepEqual(find('pac reg'), ['Registrar paciente']);
});

test('nothing typed keeps the order; what fits nothing is left out', () => {
  assert.deepEqual(find('  '), labels);
  assert.deepEqual(find('xyz'), []);
});

test('a label that begins with the word comes before one that only contains it', () => {
  assert.equal(find('agenda')[0], 'Agenda de mañana');
});
