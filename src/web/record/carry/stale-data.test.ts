import assert from 'node:assert/strict';
import { test } from 'node:test';
import { staleIn } from './stale-data.ts';

const stale = (line: string): readonly string[] => staleIn(line).map(({ from, to }) => line.slice(from, to));

test('old vital signs, results and dates of a carried line are found, as a physician writes them', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['TA 150/90, FC 88 lpm; peso: 82.5 kg.', ['TA 150/90', 'FC 88 lpm', 'peso: 82.5 kg']],
    ['Acude con 148/92 mmHg y glucosa capilar de 182 mg/dL', ['148/92 mmHg', 'glucosa capilar de 182 mg/dL']],
    ['HbA1c 8.1 % el 02/nov/2026, creatinina 1.1 mg/dL', ['HbA1c 8.1 %', '02/nov/2026', 'creatinina 1.1 mg/dL']],
    ['LDL de 132 del 3 de octubre de 2026; TSH 4.2 mUI/L', ['LDL de 132', '3 de octubre de 2026', 'TSH 4.2 mUI/L']],
    ['Hoy refiere mejoría; hace 3 semanas dejó el tabaco. 2026-10-03', ['Hoy', 'hace 3 semanas', '2026-10-03']],
    ['BP 150/90, weight 82 kg, seen 2 weeks ago', ['BP 150/90', 'weight 82 kg', '2 weeks ago']],
  ];
  for (const [line, expected] of cases) assert.deepEqual(stale(line), expected, line);
});

test('a dose, a goal, a plan for later and an abbreviation inside a word are no old data', () => {
  for (const line of [
    'Metformina 850 mg cada 12 horas por 30 días', 'Meta TA 130/80 mmHg', 'Objetivo: LDL < 70 mg/dL, HbA1c <7 %', 'Losartán/hidroclorotiazida 50/12.5 mg', 'Cita en 3 meses con laboratorio',
    'Caminar 30 minutos por la mañana', 'Dieta de 1500 kcal', 'Cataratas 2 ojos', 'Insulina 10 UI por la noche',
  ]) assert.deepEqual(stale(line), [], line);
});

test('a long line is read in one pass, whatever it repeats', () => {
  assert.equal(stale('TA 150/90. '.repeat(2_000)).length, 2_000);
});
