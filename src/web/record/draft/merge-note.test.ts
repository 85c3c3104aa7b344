import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CarriedMarks, EvolutionContent, NoteContent } from '#modules/record/contract.ts';
import { emptyEvolution } from '#modules/record/model.ts';
import { mergeNotes } from './merge-note.ts';

const at = '2026-11-02T16:00:00.000Z';
const lines = ['Continuar metformina.', 'Subir losartán.', 'Cita en tres meses.'];
const marksOf = (is: 'carried' | 'seen'): CarriedMarks['plan'] => [{ from: 0, to: 21, is }, { from: 21, to: 37, is }, { from: 37, to: 57, is }];
const base: EvolutionContent = { ...emptyEvolution, plan: lines.join('\n'), carried: { at, assessment: [], plan: marksOf('carried'), prognosis: [], medicines: [], medicinesSeen: false } };
const marked = (content: NoteContent): readonly string[] => (content.kind === 'evolution' ? (content.carried?.plan ?? []).map(({ from, to, is }) => `${is}:${content.plan.slice(from, to).trim()}`) : []);

test('what two windows wrote joins without a question about marks, and each line keeps its own', () => {
  const mine: EvolutionContent = { ...base, subjective: 'Se siente bien.', plan: `Nueva indicación.\n${base.plan}`, carried: { at, assessment: [], prognosis: [], medicines: [], medicinesSeen: false, plan: marksOf('carried').map((span) => ({ ...span, from: span.from + 18, to: span.to + 18 })) } };
  const theirs: EvolutionContent = { ...base, plan: `${base.plan}\nY otra más.`, carried: { at, assessment: [], prognosis: [], medicines: [], medicinesSeen: true, plan: marksOf('carried').map((span, nth) => (nth === 1 ? { ...span, is: 'seen' } : span)) } };
  const { content, overlaps } = mergeNotes(base, mine, theirs);
  assert.deepEqual(overlaps, []);
  assert.equal(content.kind === 'evolution' && content.plan, `Nueva indicación.\n${base.plan}\nY otra más.`);
  assert.deepEqual(marked(content), ['carried:Continuar metformina.', 'seen:Subir losartán.', 'carried:Cita en tres meses.']);
});

test('a window that carried nothing takes none of the other’s marks away', () => {
  const { carried: _, ...plain } = base;
  const { content } = mergeNotes(plain, base, { ...plain, subjective: 'Escrito en otra ventana.' });
  assert.deepEqual(marked(content), lines.map((line) => `carried:${line}`));
  assert.deepEqual(marked(mergeNotes(plain, { ...plain, subjective: 'Aquí.' }, base).content), lines.map((line) => `carried:${line}`));
});
