import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { catalogueText } from '#modules/terminology/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, signNote, writeNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import { documentType, emptyForm } from '#modules/documents/public.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
});
after(async () => { await house.close(); await home.close(); });

const taken = { temperature: 36.5, systolic: 118, diastolic: 76, heartRate: 72, respiratoryRate: 16, oxygenSaturation: null, weight: 72.4, height: 165, glucose: null };

/** A clinical history with every element that 6.1 asks for. */
const completeHistory = () => {
  const form = emptyForm(documentType('history'));
  const told = Object.fromEntries(Object.keys(form.values).map((id) => [id, form.values[id] === '' ? 'Interrogado y negado.' : form.values[id] ?? null]));
  return {
    ...form,
    values: {
      ...told, ethnicGroup: 'not-applicable', familyAnswer: 'denied', gynaecologyApplies: '', tobaccoUse: 'never', alcoholUse: 'never', substancesUse: 'never',
      tobaccoDependence: '', alcoholDependence: '', substancesDependence: '',
      vitals: { measures: taken, notTaken: '' }, diagnoses: [{ code: 'Z000', term: 'Examen médico general', catalogue: catalogueText(), certainty: 'confirmed', firstTime: true }],
    },
  };
};

const start = async (kind: string, patientId: string): Promise<string> => {
  const { status, body } = await doctor.call('POST', '/api/documents', { patientId, kind });
  assert.equal(status, 201, JSON.stringify(body));
  return String(body['noteId']);
};
const save = (noteId: string, content: object, version = 0) => doctor.call('PUT', `/api/notes/${noteId}/draft`, { version, saveId: randomUUID(), content });

test('N004-6.1 the first evolution note of a new patient is refused until her clinical history is signed', async () => {
  const patientId = await house.register(doctor, 'Nueva', { hasHistory: false });
  const { noteId, version } = await writeNote(doctor, patientId);
  const refused = await signNote(doctor, noteId, version, house.efirmaOf(member));
  assert.equal(refused.body['code'], 'note-incomplete');
  assert.deepEqual(refused.body['numerals'], ['NOM-004-SSA3-2012 6.1']);
  const historyId = await start('history', patientId);
  assert.equal((await save(historyId, completeHistory())).status, 200);
  const signedHistory = await signNote(doctor, historyId, 1, house.efirmaOf(member));
  assert.equal(signedHistory.status, 200, JSON.stringify(signedHistory.body));
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  const chart = await doctor.call('GET', `/api/patients/${patientId}/chart`);
  assert.deepEqual((chart.body['entries'] as { kind: string }[]).map(({ kind }) => kind).toSorted(), ['evolution', 'history']);
});

test('N004-6.1 a physician may state that the history was made before Amate, and where it is kept', async () => {
  const patientId = await house.register(doctor, 'Antigua', { hasHistory: false });
  assert.equal((await doctor.call('POST', '/api/earlier-histories', { patientId, keptAt: 'Expediente en papel, archivo 3' })).status, 201);
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  const nurse = await house.signIn(await house.hire(['nurse']));
  assert.equal((await nurse.call('POST', '/api/earlier-histories', { patientId, keptAt: 'archivo' })).body['code'], 'document-of-another-duty');
});

test('a form that is not of its type is refused and leaves the draft as it was', async () => {
  const noteId = await start('history', await house.register(doctor));
  const form = completeHistory();
  const attempts: readonly [object, string][] = [
    [{ ...form, values: { ...form.values, unheardOf: 'x' } }, 'document-field-unknown'],
    [{ ...form, values: { ...form.values, ethnicGroup: 'klingon' } }, 'document-value-wrong'],
    [{ ...form, values: { ...form.values, pregnancies: 1.5 } }, 'document-value-wrong'],
    [{ ...form, values: { ...form.values, vitals: 'tomados' } }, 'document-value-wrong'],
    [{ ...form, values: { ...form.values, familyIllnesses: [{ relation: 'mother' }] } }, 'document-value-wrong'],
    [{ ...form, edition: 7 }, 'document-edition-differs'],
  ];
  for (const [content, code] of attempts) {
    const { status, body } = await save(noteId, content);
    assert.deepEqual([status, body['code']], [400, code]);
  }
  assert.equal((await doctor.call('GET', `/api/notes/${noteId}`)).body['version'], 0);
});

test('an encounter ends when none of its documents is in work any more', async () => {
  const patientId = await house.register(doctor);
  const { noteId, version } = await writeNote(doctor, patientId);
  const historyId = await start('history', patientId);
  const encounters = () => home.asSuperuser<{ status: string }>('select status from clin.encounter where patient_id = $1', [patientId]);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  assert.deepEqual(await encounters(), [{ status: 'open' }]);
  await save(historyId, completeHistory());
  assert.equal((await signNote(doctor, historyId, 1, house.efirmaOf(member))).status, 200);
  assert.deepEqual(await encounters(), [{ status: 'closed' }]);
});

test('a history files its diagnoses and vital signs beside the note, and prints', async () => {
  const patientId = await house.register(doctor, 'Impresa', { hasHistory: false });
  const noteId = await start('history', patientId);
  await save(noteId, completeHistory());
  const signed = await signNote(doctor, noteId, 1, house.efirmaOf(member));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const vitals = await home.asSuperuser<{ code: string }>('select code from clin.note_vital where note_id = $1', [noteId]);
  assert.equal(vitals.length, 7);
  const pdf = await doctor.call('GET', `/api/notes/${noteId}/pdf`);
  assert.equal(pdf.raw.subarray(0, 5).toString(), '%PDF-');
  assert.deepEqual((await doctor.call('POST', `/api/notes/${noteId}/verification`)).body['problems'], []);
});
