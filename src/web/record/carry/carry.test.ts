import assert from 'node:assert/strict';
import { test } from 'node:test';
import { originOf, sharesOf, withMarksFollowing } from '#kernel/carried-text.ts';
import type { Carriable, EvolutionContent } from '#modules/record/contract.ts';
import { emptyEvolution } from '#modules/record/model.ts';
import { parseId } from '#kernel/ids.ts';
import { bringInto, carryInto, offeredTo, WHOLE, withCarriedSeen } from './carry.ts';

const noteId = parseId<'note'>('01890a5d-ac96-774b-bcce-b302099a8057');
const at = '2026-11-02T16:00:00.000Z';
const medicine = (name: string, dose = '1 tableta') => ({ name, dose, route: 'oral', frequency: 'cada 24 horas', duration: '' });
const diagnosis = (code: string, term: string) => ({ code, term, catalogue: 'Amate CIE-10 2026-11-22', certainty: 'confirmed' as const, firstTime: false });
const carriable: Carriable = {
  problems: [
    { code: 'E119', term: 'Diabetes tipo 2', diagnosis: diagnosis('E119', 'Diabetes tipo 2'), status: 'active', from: { noteId, at } },
    { code: 'I10X', term: 'Hipertensión arterial', diagnosis: diagnosis('I10X', 'Hipertensión arterial'), status: 'active', from: { noteId, at } },
  ],
  notes: [{
    noteId, at, authorName: 'Elena Prueba',
    lines: [
      { field: 'assessment', text: 'DM2 en meta.', problems: ['E119'] }, { field: 'plan', text: 'Continuar metformina.', problems: ['E119'] },
      { field: 'plan', text: 'HTA: TA 150/90 el 02/nov/2026, sube losartán.', problems: ['I10X'] }, { field: 'plan', text: 'Cita en tres meses.', problems: [] },
      { field: 'prognosis', text: 'Bueno.', problems: [] },
    ],
    medicines: [{ medicine: medicine('Metformina 850 mg'), problems: ['E119'], ended: false }, { medicine: medicine('Losartán 50 mg'), problems: ['I10X'], ended: false }, { medicine: medicine('Paracetamol'), problems: [], ended: false }],
  }],
};
const all = new Set(['E119', 'I10X', WHOLE]);
const evolution = (changes: Partial<EvolutionContent> = {}): EvolutionContent => ({ ...emptyEvolution, ...changes });
const marked = ({ plan, carried }: EvolutionContent): readonly string[] => (carried?.plan ?? []).map(({ from, to, is }) => `${is}:${plan.slice(from, to)}`);

test('a problem that is ticked brings its diagnosis, analysis, plan and medicines, and nothing of the others', () => {
  const note = carryInto(evolution(), carriable, new Set(['E119']));
  assert.deepEqual([note.diagnoses.map(({ code }) => code), note.assessment, note.plan, note.medicines.map(({ name }) => name), note.prognosis], [['E119'], 'DM2 en meta.', 'Continuar metformina.', ['Metformina 850 mg'], '']);
  assert.deepEqual(note.vitals, emptyEvolution.vitals);
});

test('CAP-09: everything carried unchanged is 0 % new, in the order of the note it came from', () => {
  const note = carryInto(evolution(), carriable, all);
  assert.equal(note.plan, 'Continuar metformina.\nHTA: TA 150/90 el 02/nov/2026, sube losartán.\nCita en tres meses.');
  assert.equal(note.prognosis, 'Bueno.');
  assert.deepEqual(sharesOf(originOf(note)), { fresh: 0, carried: 100 });
});

test('old vital signs and dates in the carried text are marked apart', () => {
  assert.deepEqual(marked(carryInto(evolution(), carriable, new Set(['I10X']))), ['carried:HTA: ', 'stale:TA 150/90', 'carried: el ', 'stale:02/nov/2026', 'carried:, sube losartán.']);
});

test('nothing typed is overwritten: what is there stays first, what is there already is not doubled, another dose stays as it was written', () => {
  const typed = evolution({ plan: '  Refiere náusea.  ', prognosis: 'Reservado.', medicines: [medicine('metformina 850 mg', '2 tabletas'), medicine('', '')], diagnoses: [diagnosis('I10X', 'Hipertensión arterial')] });
  const note = carryInto({ ...typed, assessment: '- dm2 en meta.' }, carriable, all);
  assert.equal(note.plan, '  Refiere náusea.  \nContinuar metformina.\nHTA: TA 150/90 el 02/nov/2026, sube losartán.\nCita en tres meses.');
  assert.deepEqual([note.prognosis, note.assessment], ['Reservado.', '- dm2 en meta.']);
  assert.deepEqual(note.medicines.map(({ name, dose }) => `${name} ${dose}`), ['metformina 850 mg 2 tabletas', ' ', 'Losartán 50 mg 1 tableta', 'Paracetamol 1 tableta']);
  assert.deepEqual(note.diagnoses.map(({ code }) => code), ['I10X', 'E119']);
  const fates = offeredTo(typed, carriable).flatMap((each) => (each.is === 'line' ? [] : [`${each.is === 'medicine' ? each.medicine.name : each.diagnosis.code} ${each.fate}`]));
  assert.deepEqual(fates, ['E119 adds', 'I10X present', 'Metformina 850 mg kept', 'Losartán 50 mg adds', 'Paracetamol adds']);
});

test('two medicines that share a word, and two strengths in one note, are both carried; a strength that differs from what is written is not', () => {
  const names = (note: EvolutionContent): readonly string[] => note.medicines.map(({ name }) => name);
  const bring = (content: EvolutionContent, ...all: readonly string[]) => names(bringInto(content, { at, diagnoses: [], lines: [], medicines: all.map((name) => medicine(name)) }));
  assert.deepEqual(bring(evolution({ medicines: [medicine('Insulina glargina 100 UI/mL')] }), 'Insulina lispro', 'Vitamina D', 'Vitamina B12'), ['Insulina glargina 100 UI/mL', 'Insulina lispro', 'Vitamina D', 'Vitamina B12']);
  assert.deepEqual(bring(evolution(), 'Prednisona 50 mg', 'Prednisona 20 mg', 'Prednisona 20 mg'), ['Prednisona 50 mg', 'Prednisona 20 mg']);
  assert.deepEqual(bring(evolution({ medicines: [medicine('Metformina tabletas 500 mg')] }), 'Metformina 850 mg'), ['Metformina tabletas 500 mg']);
});

test('a medicine that was stopped since is shown as such and not carried', () => {
  const [note] = carriable.notes;
  const stopped: Carriable = { ...carriable, notes: note === undefined ? [] : [{ ...note, medicines: note.medicines.map((given) => ({ ...given, ended: given.medicine.name.startsWith('Losartán') })) }] };
  assert.deepEqual(offeredTo(evolution(), stopped).flatMap((each) => (each.is === 'medicine' ? [each.fate] : [])), ['adds', 'ended', 'adds']);
  assert.deepEqual(carryInto(evolution(), stopped, all).medicines.map(({ name }) => name), ['Metformina 850 mg', 'Paracetamol']);
});

test('carrying twice adds nothing the second time', () => {
  const once = carryInto(evolution(), carriable, all);
  assert.equal(carryInto(once, carriable, all), once);
});

test('the marks go with the text as it is edited, and are all confirmed at once or field by field', () => {
  const note = carryInto(evolution(), carriable, new Set(['E119', WHOLE]));
  const edited = withMarksFollowing(note, { ...note, plan: note.plan.replace('tres meses', 'un mes') });
  assert.deepEqual(marked(edited), ['carried:Continuar metformina.', 'seen:\nCita en ', 'seen:es.']);
  assert.ok(marked(withCarriedSeen(note)).every((each) => each.startsWith('seen:')));
  assert.deepEqual(withCarriedSeen(note, 'assessment').carried?.plan, note.carried?.plan);
  assert.deepEqual([note, withCarriedSeen(note, 'medicines'), withCarriedSeen(note)].map(({ carried }) => carried?.medicinesSeen), [false, true, true]);
  assert.deepEqual(sharesOf(originOf(withCarriedSeen(note))), { fresh: 0, carried: 100 });
});

test('what would not fit stays out whole', () => {
  const long = evolution({ plan: 'x'.repeat(49_990) });
  assert.equal(bringInto(long, { at, diagnoses: [], lines: [{ field: 'plan', text: 'Continuar metformina.' }], medicines: [] }).plan, long.plan);
  const full = evolution({ medicines: Array.from({ length: 40 }, (_, nth) => medicine(`Medicamento${String(nth)} x`)) });
  assert.equal(carryInto(full, carriable, all).medicines.length, 40);
});
