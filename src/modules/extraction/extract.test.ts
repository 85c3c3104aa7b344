import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { extract } from './extract.ts';
import type { Fact, Segment, Speaker } from './model.ts';

type Turn = readonly [Speaker, string];
const talk = (...turns: readonly Turn[]): readonly Segment[] => turns.map(([speaker, text], at) => ({ id: `s${String(at + 1)}`, speaker, startMs: at * 5_000, endMs: at * 5_000 + 4_000, text }));
const factsOf = (...turns: readonly Turn[]): readonly Fact[] => extract({ segments: talk(...turns) }).facts;
const told = (facts: readonly Fact[], kind: Fact['kind']): readonly string[] => facts.filter((fact) => fact.kind === kind).map(({ name, negated, uncertain }) => `${negated ? 'no ' : ''}${name}${uncertain ? '?' : ''}`);

test('what a patient says is denied, doubted or affirmed as she says it', () => {
  const says = (text: string): readonly string[] => told(factsOf(['patient', text]), 'symptom');
  assert.deepEqual(says('Me duele mucho la cabeza y traigo náusea.'), ['cefalea', 'náusea']);
  assert.deepEqual(says('No he tenido fiebre, ni tos, ni mocos.'), ['no fiebre', 'no tos', 'no rinorrea']);
  assert.deepEqual(says('No tengo fiebre pero sí tos.'), ['no fiebre', 'tos']);
  assert.deepEqual(says('No se me quita la tos.'), ['tos']);
  assert.deepEqual(says('No puedo dormir.'), ['insomnio']);
  assert.deepEqual(says('Creo que tuve fiebre.'), ['fiebre?']);
  assert.deepEqual(says('Vómito no, asco sí.'), ['no vómito', 'náusea']);
});

test('a question and its answer are one fact with both places; a question that nobody answers is none', () => {
  const facts = factsOf(['clinician', '¿Ha tenido fiebre?'], ['patient', 'No, para nada.'], ['clinician', '¿Y tos?'], ['patient', 'Sí, poquita.'], ['clinician', '¿Le arde al orinar?']);
  assert.deepEqual(told(facts, 'symptom'), ['no fiebre', 'tos']);
  assert.deepEqual(facts.find(({ name }) => name === 'fiebre')?.evidence.map(({ segment }) => segment), ['s1', 's2']);
});

test('what a relative or somebody else has is not the patient’s', () => {
  const facts = factsOf(['patient', 'Mi mamá tiene diabetes. Mi esposo trae tos. Yo soy hipertensa.']);
  assert.deepEqual(facts.map(({ kind, name, subject, relative }) => [kind, name, subject, relative]), [['family-history', 'diabetes mellitus', 'family', 'madre'], ['symptom', 'tos', 'other', null], ['history', 'hipertensión arterial', 'patient', null]]);
});

test('a medicine keeps dose, rhythm and length as they were said, in digits and in words; who says it decides whether it is taken or ordered', () => {
  const read = (...said: Turn) => factsOf(said).map(({ ingredients, status, dose, unit, frequency, durationDays }) => [ingredients.join(), status, dose, unit, frequency, durationDays]);
  assert.deepEqual(read('patient', 'Tomo losartán de cincuenta miligramos cada doce horas.'), [['losartan', 'current', 50, 'mg', 'cada 12 horas', null]]);
  assert.deepEqual(read('clinician', 'Le voy a dejar amoxicilina de 500 mg cada 8 horas por siete días.'), [['amoxicilina', 'prescribed', 500, 'mg', 'cada 8 horas', 7]]);
  assert.deepEqual(factsOf(['clinician', 'No tome ibuprofeno.']), []);
  assert.equal(factsOf(['clinician', 'Suspenda el diclofenaco.'])[0]?.status, 'stopped');
  assert.equal(factsOf(['clinician', 'Le dejo paracetamol.'], ['patient', '¿Y el paracetamol con comida?']).length, 1);
});

test('vital signs in words and digits, with the unit they were said in; what nobody lives with is none', () => {
  const vital = (text: string): readonly unknown[] => factsOf(['clinician', text]).filter(({ kind }) => kind === 'vital').map(({ name, value, unit }) => [name, value, unit]);
  assert.deepEqual(vital('La presión está en ciento cuarenta sobre noventa.'), [['presión arterial', '140/90', 'mm[Hg]']]);
  assert.deepEqual(vital('Temperatura de 38.5, saturando 94.'), [['temperatura', 38.5, 'Cel'], ['saturación de oxígeno', 94, '%']]);
  assert.deepEqual(vital('Trae temperatura de 101.'), [['temperatura', 101, '[degF]']]);
  assert.deepEqual(vital('Pesa setenta y dos kilos y mide uno sesenta.'), [['peso', 72, 'kg'], ['talla', 160, 'cm']]);
  assert.deepEqual(vital('Presión de 900 sobre 20.'), []);
});

test('allergies: named, denied, and denied in answer to a question', () => {
  assert.deepEqual(told(factsOf(['patient', 'Soy alérgica a la penicilina.']), 'allergy'), ['penicilina']);
  assert.deepEqual(told(factsOf(['patient', 'No soy alérgica a nada.']), 'allergy'), ['no alergias']);
  assert.deepEqual(told(factsOf(['clinician', '¿Es alérgica a algún medicamento?'], ['patient', 'No, a ninguno.']), 'allergy'), ['no alergias']);
});

test('a follow-up is a clinician’s, with its days; an illness she names is her impression', () => {
  const facts = factsOf(['clinician', 'Esto es una faringitis aguda. La veo en una semana.']);
  assert.deepEqual(facts.map(({ kind, name, code, durationDays }) => [kind, name, code, durationDays]), [['diagnosis', 'faringitis aguda', 'J029', null], ['follow-up', 'cita en una semana', null, 7]]);
});

test('every fact has its place in the talk, letter by letter', () => {
  const segments = talk(['patient', 'Me duele la garganta desde ayer.'], ['clinician', '¿Fiebre?'], ['patient', 'Sí.']);
  for (const { evidence } of extract({ segments }).facts) {
    assert.ok(evidence.length > 0);
    for (const { segment, start, end } of evidence) assert.ok(start < end && end <= (segments.find(({ id }) => id === segment)?.text.length ?? 0));
  }
});

test('whatever is said, nothing throws, and a long talk of denials ends', () => {
  const speaker = fc.constantFrom<Speaker>('clinician', 'patient', 'other', 'unknown');
  const word = fc.constantFrom('no', 'sin', 'fiebre', 'cada', 'ocho', 'horas', 'losartán', 'mi mamá', 'presión', '120', 'sobre', 'alérgica a', '¿', '?', '.', 'sí', 'y medio', 'mil', '<script>', '\u0000');
  fc.assert(fc.property(fc.array(fc.tuple(speaker, fc.oneof(fc.string(), fc.array(word).map((words) => words.join(' ')))), { maxLength: 12 }), (turns) => { factsOf(...turns); }), { numRuns: 300 });
  assert.ok(factsOf(['patient', 'no no no fiebre '.repeat(8_000)]).length <= 2);
});
