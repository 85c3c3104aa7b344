import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { civilDateIn } from '#kernel/civil-date.ts';
import { jpegWith } from '#modules/attachments/testing.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import { anAct, openCodeServer } from '#modules/dispensing/testing.ts';
import { createTestDatabase, testRootKey } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, signNote, writeNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import { printPrescription } from '#test/prescriptions.ts';
import { addFile } from '#test/upload.ts';
import { verifyArchive } from '../../../verifier/amate-record-verifier.mjs';
import { fhirFaults } from './testing.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const today = (): string => civilDateIn('America/Mexico_City', new Date());

type Copy = Parameters<typeof fhirFaults>[0];
/** The FHIR copy of what a request of this patient is answered with, after the archive was found sound. */
const copyOf = async (patientId: string, changes: object = {}): Promise<Copy> => {
  const asked = await doctor.call('POST', '/api/record-requests', {
    patientId, capacity: 'patient', identityChecked: 'known-in-person', wants: 'whole-record', since: null, until: null, requestedOn: today(), scanSha256: null, attachmentId: null,
    words: { requester: 'Ella', document: '', reason: 'Cambio de médico', text: 'Pido mi expediente.' }, ...changes,
  });
  const path = `/api/record-requests/${String(asked.body['id'])}`;
  await doctor.call('POST', `${path}/decision`, { decision: 'granted', reason: 'Conocida' });
  const { status, raw } = await doctor.call('POST', `${path}/delivery`, { noteId: null, language: 'es-MX' });
  assert.equal(status, 200, raw.toString('utf8').slice(0, 200));
  assert.deepEqual((await verifyArchive(raw)).faults, []);
  const begins = raw.indexOf('{"resourceType":"Bundle"');
  assert.ok(begins > 0 && raw.includes('"name": "fhir/paquete.json"'), 'it is there and in the manifest');
  return JSON.parse(raw.toString('utf8', begins, raw.indexOf('\n', begins))) as Copy;
};
const signed = async (patientId: string): Promise<string> => {
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  return noteId;
};
const kindsOf = (copy: Copy): Readonly<Record<string, number>> =>
  copy.entry.reduce<Record<string, number>>((all, { resource }) => ({ ...all, [String(resource['resourceType'])]: (all[String(resource['resourceType'])] ?? 0) + 1 }), {});

test('prescriptions leave in FHIR too: an order a medicine, what pharmacies handed over, cancelled ones as such; of the days asked for, and none with a clinical summary', async () => {
  const patientId = await house.register(desk, 'Recetada');
  const efirma = house.efirmaOf(member);
  const [one, other] = [await printPrescription({ doctor, efirma, patientId }), await printPrescription({ doctor, efirma, patientId })];
  assert.equal((await doctor.call('POST', `/api/prescriptions/${other.id}/cancellation`, { reason: 'treatment-changed', words: '' })).status, 200);
  const codes = await openCodeServer({ ownerUrl: home.ownerUrl, rootKey: testRootKey }, [house.authority.certificateDer]);
  assert.equal((await codes.call(`/v/${one.token}/surtidos`, anAct({ 'quantity-1': '4' }))).status, 201);
  await codes.close();
  const copy = await copyOf(patientId);
  assert.deepEqual(fhirFaults(copy), []);
  const of = (kind: string) => copy.entry.map(({ resource }) => resource).filter(({ resourceType }) => resourceType === kind);
  const orders = of('MedicationRequest');
  assert.deepEqual(orders.map(({ status, intent }) => [status, intent]), [['unknown', 'order'], ['cancelled', 'order']]);
  assert.deepEqual([orders[0]?.['medicationCodeableConcept'], orders[0]?.['dosageInstruction']], [{ text: 'Paracetamol tableta 500 mg, envase con 10 tabletas' }, [{ text: 'Tome 1 tableta por la boca cada 8 horas durante 3 días.', asNeededBoolean: false }]]);
  const [handed, ...more] = of('MedicationDispense');
  assert.deepEqual([more.length, handed?.['status'], handed?.['quantity'], handed?.['authorizingPrescription']], [0, 'completed', { value: 4, unit: 'tableta' }, [{ reference: `urn:uuid:${String(orders[0]?.['id'])}` }]]);
  const before = await copyOf(patientId, { wants: 'range', since: '2020-01-01', until: '2020-12-31' });
  assert.equal(before.entry.filter(({ resource }) => resource['resourceType'] === 'MedicationRequest').length, 0, 'of other days');
});

test('the whole record leaves in FHIR too: patient, attentions, documents, findings, summary and photographs', async () => {
  const patientId = await house.register(desk, 'Copiada');
  await signed(patientId);
  await signed(patientId);
  const summary = (content: object) => doctor.call('POST', `/api/patients/${patientId}/summary`, { content });
  assert.equal((await summary({ kind: 'allergy', status: 'active', since: null, until: null, substance: 'Penicilina', category: 'medication', criticality: 'high', reaction: 'Urticaria', note: '' })).status, 201);
  await addFile(house, doctor, patientId, { bytes: jpegWith({ mark: 3 }), said: { title: 'Lesión' } });
  const copy = await copyOf(patientId);
  assert.deepEqual(fhirFaults(copy), []);
  const { Patient, Composition, DocumentReference, AllergyIntolerance, Encounter } = kindsOf(copy);
  assert.deepEqual({ Patient, Composition, DocumentReference, AllergyIntolerance, Encounter }, { Patient: 1, Composition: 2, DocumentReference: 3, AllergyIntolerance: 1, Encounter: 2 });
  assert.deepEqual(copy.entry[0]?.resource['name'], [{ use: 'temp', text: 'Desconocido' }], 'nobody knows her name, and what she is called meanwhile is none');
});

test('a part of the record has what was asked for, no summary and no CURP of its patient', async () => {
  const { body: notice } = await desk.call('GET', '/api/privacy/notice');
  const ground = { basis: 'consent', noticeVersion: notice['version'], noticeSha256: notice['sha256'], mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null, secondaryPurposes: false };
  const registered = await desk.call('POST', '/api/patients', { ground, identity: anIdentity({ name: { given: 'Rosa', firstSurname: 'Parcial', secondSurname: 'Deveras' } }) });
  assert.equal(registered.status, 201, JSON.stringify(registered.body));
  const patientId = String(registered.body['id']);
  assert.equal((await doctor.call('POST', '/api/earlier-histories', { patientId, keptAt: 'archivo' })).status, 201);
  await signed(patientId);
  await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { kind: 'flag', status: 'active', since: null, until: null, text: 'Vive sola', severity: 'info' } });
  const within = await copyOf(patientId, { wants: 'range', since: today(), until: today() });
  const before = await copyOf(patientId, { wants: 'range', since: '2020-01-01', until: '2020-01-02' });
  assert.deepEqual([fhirFaults(within), fhirFaults(before)], [[], []]);
  assert.deepEqual([kindsOf(within)['Composition'], kindsOf(within)['Flag'], kindsOf(before)], [1, undefined, { Patient: 1, Organization: 1 }]);
  assert.match(JSON.stringify(within.entry[0]), /"family":"Parcial Deveras"/);
  assert.doesNotMatch(JSON.stringify(within), /113883\.4\.629|Vive sola/);
  const whole = JSON.stringify(await copyOf(patientId));
  assert.match(whole, /"system":"urn:oid:2\.16\.840\.1\.113883\.4\.629","value":"[A-Z0-9]{18}".*Vive sola/);
});

test('documents of whoever was merged into her are hers', async () => {
  const [kept, merged] = [await house.register(desk, 'Queda'), await house.register(desk, 'Se une')];
  await signed(merged);
  await signed(kept);
  assert.equal((await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  const copy = await copyOf(kept);
  assert.deepEqual(fhirFaults(copy), []);
  assert.deepEqual([kindsOf(copy)['Patient'], kindsOf(copy)['Composition']], [1, 2]);
  assert.ok(JSON.stringify(copy.entry[0]).includes(`"value":"urn:uuid:${merged}"`));
});
