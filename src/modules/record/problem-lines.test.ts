import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnosisWords } from '#modules/terminology/public.ts';
import { linesByProblem, problemsOfMedicine } from './problem-lines.ts';

const named = (...codes: readonly string[]) => codes.map((code) => ({ code, names: diagnosisWords(code) }));
const both = named('E119', 'I10X');
const shown = (text: string, problems = both) => linesByProblem(text, problems).map((line) => `${line.problems.join('+') || '-'} ${line.text}`);
const medicine = (name: string) => ({ name, dose: '', route: '', frequency: '', duration: '' });

test('a line belongs to the problems it names, by term, abbreviation, lay word or code, with or without accents', () => {
  assert.deepEqual(shown('DM2: HbA1c en meta, continuar metformina\nLa presión alta sigue sin control\nI10: sube losartán\nTanto la diabetes como la hipertension, igual\nDieta y caminata'), [
    'E119 DM2: HbA1c en meta, continuar metformina', 'I10X La presión alta sigue sin control', 'I10X I10: sube losartán', 'E119+I10X Tanto la diabetes como la hipertension, igual', '- Dieta y caminata',
  ]);
});

test('lines under a heading belong to its problem until an empty line or the next heading', () => {
  assert.deepEqual(shown('1. Diabetes:\nMetformina 850 mg\nFondo de ojo anual\n2. HTA:\nLosartán 50 mg\n\nCita en tres meses'), [
    'E119 1. Diabetes:', 'E119 Metformina 850 mg', 'E119 Fondo de ojo anual', 'I10X 2. HTA:', 'I10X Losartán 50 mg', '- Cita en tres meses',
  ]);
  assert.deepEqual(shown('DM2\nMetformina\nHTA: losartán\nLaboratorio en un mes'), ['E119 DM2', 'E119 Metformina', 'I10X HTA: losartán', '- Laboratorio en un mes']);
});

test('everything belongs to the only problem of a note', () => {
  assert.deepEqual(shown('Reposo\n\nDatos de alarma', named('J029')), ['J029 Reposo', 'J029 Datos de alarma']);
});

test('an abbreviation inside a word names nothing', () => {
  assert.deepEqual(shown('El chasis del auto; rehatar\nAceite'), ['- El chasis del auto; rehatar', '- Aceite']);
});

test('a medicine is for the problems of the lines that name it, and for none that the note does not tell', () => {
  const lines = linesByProblem('DM2: metformina 850\nHTA: losartán 50', both);
  assert.deepEqual(problemsOfMedicine(medicine('Metformina 850 mg tabletas'), lines, both), ['E119']);
  assert.deepEqual(problemsOfMedicine(medicine('Losartán'), lines, both), ['I10X']);
  assert.deepEqual(problemsOfMedicine(medicine('Paracetamol'), lines, both), []);
  assert.deepEqual(problemsOfMedicine(medicine('Paracetamol'), [], named('J029')), ['J029']);
});
