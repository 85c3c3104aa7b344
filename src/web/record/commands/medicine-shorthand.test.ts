import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readMedicine } from './medicine-shorthand.ts';

const read = (typed: string) => readMedicine(typed, 'es-MX');

test('a whole line of shorthand fills every part of the medicine', () => {
  assert.deepEqual(read('metformina 850mg vo c12 30d'), {
    medicine: { name: 'Metformina', dose: '850 mg', route: 'Oral', frequency: 'Cada 12 horas', duration: '30 días' }, bare: null,
  });
  assert.deepEqual(read('metformina 850 mg oral c/12h 30 días').medicine, read('metformina 850mg vo c12 30d').medicine);
});

test('a number without a unit is no dose: it is told apart and the dose stays empty', () => {
  const { medicine, bare } = read('azi 500 c24 3d');
  assert.deepEqual([medicine.name, medicine.dose, medicine.frequency, medicine.duration, bare], ['Azi', '', 'Cada 24 horas', '3 días', '500']);
  assert.deepEqual([read('metformina 850 c12 30d').medicine.dose, read('metformina 850 c12 30d').bare], ['', '850']);
});

test('what was not written is not guessed', () => {
  assert.deepEqual(read('losartán 50mg').medicine, { name: 'Losartán', dose: '50 mg', route: '', frequency: '', duration: '' });
  assert.deepEqual(read('').medicine, { name: '', dose: '', route: '', frequency: '', duration: '' });
});

test('names of several words, parts in any order, decimals, halves and counted forms', () => {
  assert.deepEqual(read('ácido fólico c24 0,4mg vo').medicine, { name: 'Ácido fólico', dose: '0.4 mg', route: 'Oral', frequency: 'Cada 24 horas', duration: '' });
  assert.equal(read('carbamazepina 1/2 tab vo noche').medicine.dose, '1/2 tableta');
  assert.equal(read('insulina glargina 20 ui sc noche').medicine.route, 'Subcutánea');
  assert.deepEqual([read('salbutamol 2 disparos inh prn').medicine.frequency, read('amoxicilina 50mg/kg/dia vo c8 1sem').medicine.duration], ['Por razón necesaria', '1 semana']);
});

test('the same shorthand speaks the language of the screen', () => {
  assert.deepEqual(readMedicine('paracetamol 500mg vo q8h 3d', 'en-US').medicine, { name: 'Paracetamol', dose: '500 mg', route: 'Oral', frequency: 'Every 8 hours', duration: '3 days' });
});

test('no dose ever lacks a unit, whatever is typed', () => {
  const word = fc.oneof(fc.integer({ min: 0, max: 2_000 }).map(String), fc.constantFrom('mg', 'c8', 'vo', '3d', 'x', '850', '5ml', 'tab', 'sc'));
  fc.assert(fc.property(fc.array(word, { maxLength: 8 }), (words) => {
    const { dose } = read(words.join(' ')).medicine;
    assert.ok(dose === '' || /^\S+ \D/.test(dose), dose);
  }));
});
