import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '#kernel/norms.ts';
import { documentTypeSchema, formKinds, formSchema } from './contract.ts';
import type { Field, FormContent, FormValues } from './contract.ts';
import { documentType, documentTypes } from './document-types.ts';
import { emptyForm, fieldsOf, requireFitting } from './field-values.ts';
import { documentRules } from './rules.ts';
import { aComplete, everyComplete } from './testing.ts';

const findingsOf = (form: FormContent) => evaluate(documentRules, form).map(({ rule, field, code }) => `${rule} ${field} ${code}`);
const withValues = (form: FormContent, values: FormValues): FormContent => ({ ...form, values: { ...form.values, ...values } });
const measured = { temperature: null, systolic: 120, diastolic: 80, heartRate: null, respiratoryRate: null, oxygenSaturation: null, weight: null, height: null, headCircumference: null, glucose: null };

test('every kind of document has one type, which fits the contract', () => {
  assert.deepEqual(documentTypes.map(({ kind }) => kind).toSorted(), [...formKinds].toSorted());
  for (const type of documentTypes) assert.deepEqual(documentTypeSchema.parse(type), type);
});

test('a complete form of every type fits it, passes the wire and has no findings, whatever its conditional answers', () => {
  for (const form of formKinds.flatMap(everyComplete)) {
    assert.deepEqual(formSchema.parse(JSON.parse(JSON.stringify(form))), form);
    assert.deepEqual(requireFitting(documentType(form.kind), form), form);
    assert.deepEqual(findingsOf(form), [], form.kind);
  }
});

test('the fields of a type have ids of their own, and conditions look at answers that exist and come before', () => {
  for (const type of documentTypes) {
    const fields = fieldsOf(type);
    assert.equal(new Set(fields.map(({ id }) => id)).size, fields.length, type.kind);
    fields.forEach(({ id, asks, shownWhen }, at) => {
      for (const condition of [asks?.when, shownWhen].filter((each) => each !== undefined)) {
        const before = fields.slice(0, at).find((field) => field.id === condition.field);
        assert.ok(before?.kind === 'choice' && condition.is.every((value) => before.choices.some((each) => each.value === value)), `${type.kind}.${id}`);
      }
    });
  }
});

test('a field that is shown under a condition is asked for under no other', () => {
  for (const { id, asks, shownWhen } of documentTypes.flatMap(fieldsOf)) {
    if (shownWhen !== undefined && asks !== undefined) assert.deepEqual(asks.when, shownWhen, id);
  }
});

test('every rule that a field names exists', () => {
  const known = new Set(documentRules.map(({ id }) => id));
  const cells = (field: Field) => (field.kind === 'rows' ? field.columns : []);
  const named = documentTypes.flatMap(fieldsOf).flatMap((field) => [field, ...cells(field)]).flatMap(({ asks }) => (asks === undefined ? [] : [asks.rule]));
  assert.deepEqual(named.filter((rule) => !known.has(rule)), []);
});

test('who signs by hand is named by fields of the type', () => {
  for (const type of documentTypes) for (const id of type.signByHand) assert.ok(fieldsOf(type).some((field) => field.id === id), `${type.kind}.${id}`);
  assert.deepEqual(documentTypes.filter(({ signByHand }) => signByHand.length > 0).map(({ kind }) => kind), ['consent', 'emergency-treatment', 'voluntary-discharge']);
});

test('an answer follows its request, a counter-referral its referral, and nurses sign nursing sheets', () => {
  const answers = documentTypes.filter((type) => type.answers.length > 0).map((type) => [type.kind, ...type.answers]);
  assert.deepEqual(answers, [['interconsultation-answer', 'interconsultation-request'], ['counter-referral', 'referral']]);
  assert.deepEqual(documentTypes.filter(({ signedBy }) => signedBy.includes('nurse')).map(({ kind }) => kind), ['nursing-sheet']);
});

test('N004-7.1.2 vital signs may be left out when the note says why', () => {
  const none = { measures: { ...measured, systolic: null, diastolic: null }, notTaken: 'Se difieren por agitación.' };
  assert.deepEqual(findingsOf(withValues(aComplete('emergency-initial'), { vitals: none })), []);
});

test('N004-10.1.1.10 one witness is not two', () => {
  const one = withValues(aComplete('consent'), { witnesses: [{ fullName: 'Testigo Ejemplo', capacity: '' }] });
  assert.deepEqual(findingsOf(one), ['N004-10.1.1.10 witnesses document-rows-missing']);
});

test('N004-10.1.1.10-DISTINCT one person cannot be both witnesses, nor witness to the own signature', () => {
  for (const kind of ['consent', 'voluntary-discharge'] as const) {
    const named = (first: string, second: string) => findingsOf(withValues(aComplete(kind), {
      signerName: 'María Ñuño Pérez', witnesses: [{ fullName: first, capacity: '' }, { fullName: second, capacity: '' }],
    }));
    assert.deepEqual(named('Juan Ejemplo', 'Ana Ejemplo'), []);
    assert.deepEqual(named('Ana Ejemplo', ' ANA  EJEMPLO '), ['N004-10.1.1.10-DISTINCT witnesses.1.fullName witness-not-distinct']);
    assert.deepEqual(named('maria nuno perez', 'Ana Ejemplo'), ['N004-10.1.1.10-DISTINCT witnesses.0.fullName witness-not-distinct']);
  }
});

test('N004-8.9.1-DATES a patient does not leave before she came', () => {
  const stay = (admittedAt: string, dischargedAt: string) => findingsOf(withValues(aComplete('discharge'), { admittedAt, dischargedAt }));
  assert.deepEqual(stay('2026-11-20T10:00', '2026-11-20T09:59'), ['N004-8.9.1-DATES dischargedAt discharge-before-admission']);
  assert.deepEqual(stay('2026-11-20T10:00', '2026-11-20T10:00'), []);
});

const reading = { at: '2026-11-20T10:00', temperature: null, systolic: null, diastolic: null, heartRate: null, respiratoryRate: null, oxygenSaturation: null, glucose: null, pain: null };
const charted = (signs: object) => findingsOf(withValues(aComplete('nursing-sheet'), { signs: [{ ...reading, ...signs }] }));

test('N004-9.1.2-SIGNS a reading in which nothing was measured is none; no pain is a measure', () => {
  assert.deepEqual(charted({}), ['N004-9.1.2-SIGNS signs.0.temperature reading-needs-signs']);
  assert.deepEqual(charted({ pain: 0 }), []);
});

test('GIIS-B015-29-FORM a pressure is a pair the right way up, in vital signs and in each reading of a chart', () => {
  const taken = (systolic: number | null, diastolic: number | null) =>
    findingsOf(withValues(aComplete('daily'), { vitals: { measures: { ...measured, systolic, diastolic }, notTaken: 'x' } }));
  assert.deepEqual(taken(120, 80), []);
  assert.deepEqual(taken(120, null), ['GIIS-B015-29-FORM vitals.systolic pressure-needs-both']);
  assert.deepEqual(taken(80, 120), ['GIIS-B015-29-FORM vitals.systolic pressure-upside-down']);
  assert.deepEqual(charted({ diastolic: 80 }), ['GIIS-B015-29-FORM signs.0.systolic pressure-needs-both']);
  assert.deepEqual(charted({ systolic: 80, diastolic: 120 }), ['GIIS-B015-29-FORM signs.0.systolic pressure-upside-down']);
});

test('N004-6.2.6-MED a medicine of any document without dose, route or periodicity is refused part by part', () => {
  const kinds = documentTypes.filter((type) => fieldsOf(type).some(({ kind }) => kind === 'medicines')).map(({ kind }) => kind);
  assert.ok(kinds.length > 5);
  for (const kind of kinds) {
    const medicines = [{ name: 'Paracetamol', dose: '', route: ' ', frequency: '', duration: '' }];
    assert.deepEqual(findingsOf(withValues(aComplete(kind), { medicines })), ['dose', 'route', 'frequency'].map((part) => `N004-6.2.6-MED medicines.0.${part} medicine-needs-${part}`));
  }
});

test('blanks do not fill a field', () => {
  assert.deepEqual(findingsOf(withValues(aComplete('free'), { subject: ' \n ' })), ['N004-5.13 subject document-field-missing']);
});

test('a form is refused for a field its type does not have, another edition, and values its fields cannot hold', () => {
  const type = documentType('nursing-sheet');
  const form = emptyForm(type);
  const refusal = (values: FormValues) => { try { requireFitting(type, { ...form, values }); return 'fits'; } catch (error) { return (error as { code: string }).code; } };
  assert.equal(refusal({}), 'fits');
  assert.equal(refusal({ folio: 'x' }), 'document-field-unknown');
  assert.throws(() => requireFitting(type, { ...form, edition: 2 }), { code: 'document-edition-differs' });
  const wrong: readonly FormValues[] = [
    { habitus: 3 }, { habitus: null }, { habitus: [] }, { habitus: 'x'.repeat(50_001) }, { anyGiven: 'perhaps' }, { signs: 'x' },
    { signs: [{ ...reading, unheard: 1 }] }, { signs: [{ at: reading.at }] }, { signs: [{ ...reading, temperature: 47 }] }, { signs: [{ ...reading, heartRate: 70.5 }] },
    { signs: [{ ...reading, at: '2026-02-30T10:00' }] }, { signs: [{ ...reading, at: '2026-02-03T25:00' }] },
    { given: [{ medicine: 'x'.repeat(301), at: '', quantity: '', route: '' }] },
  ];
  for (const values of wrong) assert.equal(refusal(values), 'document-value-wrong', JSON.stringify(values).slice(0, 80));
});

test('the wire refuses what no field can hold: too many rows, too long cells, nested values', () => {
  const whole = aComplete('nursing-sheet');
  const parses = (values: object): boolean => formSchema.safeParse({ ...whole, values }).success;
  assert.ok(parses({ signs: [reading] }));
  for (const values of [{ signs: Array.from({ length: 201 }, () => reading) }, { given: [{ medicine: 'x'.repeat(2001) }] }, { signs: [{ at: {} }] }, { 'No': 'x' }]) assert.ok(!parses(values));
});
