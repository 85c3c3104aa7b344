import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { verifySignedPdf } from '#platform/pdf/verify-signed-pdf.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { housePassword, openHouse } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import { aLine, aPrescription, preparePrescription, sealPrescription, signPrescription, writePrescription } from '#test/prescriptions.ts';
import { readPayload } from './payload.ts';
import { openPublicCopy, tokenDigest } from './public-copy.ts';

let home: TestDatabase;
let house: House;
let doctorMember: Member;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctorMember = await house.hire(['physician']);
  doctor = await house.signIn(doctorMember);
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const newSigned = async (): Promise<{ readonly id: string; readonly patientId: string }> => {
  const patientId = await house.register(desk);
  const { id, version } = await writePrescription(doctor, patientId);
  const signed = await signPrescription(doctor, id, version, house.efirmaOf(doctorMember));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  return { id, patientId };
};

test('a signed prescription reads back with folio, signer and cédula; its PDF verifies and its public copy opens with the printed token alone', async () => {
  const patientId = await house.register(desk);
  const { id, version } = await writePrescription(doctor, patientId);
  const efirma = house.efirmaOf(doctorMember);
  const prepared = await preparePrescription(doctor, id, version, efirma);
  assert.equal(prepared.status, 201, JSON.stringify(prepared.body));
  const signed = await sealPrescription(doctor, id, efirma, prepared);
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const { body } = await doctor.call('GET', `/api/prescriptions/${id}`);
  assert.equal(body['state'], 'signed');
  assert.match((body['signed'] as Record<string, string>)['folio'] ?? '', /^RX-\d{7}$/);
  assert.match((body['signed'] as Record<string, string>)['cedula'] ?? '', /^\d{7}$/);
  const pdf = await doctor.call('GET', `/api/prescriptions/${id}/pdf`);
  assert.deepEqual(verifySignedPdf(pdf.raw, { trusted: [house.authority.certificateDer], expectedCurp: doctorMember.curp }).problems, []);
  const payload = JSON.parse(String(prepared.body['payload'])) as Record<string, unknown>;
  assert.equal((payload['private'] as Record<string, string>)['digest'], createHash('sha256').update(String(prepared.body['private'])).digest('hex'), 'the payload names its private part by digest');
  const [row] = await home.asSuperuser('select token_sha256, sealed from rx.public_copy where prescription_id = $1', [id]) as { token_sha256: Buffer; sealed: Buffer }[];
  assert.equal(row?.token_sha256.toString('hex'), payload['tokenSha256']);
  assert.throws(() => openPublicCopy('0'.repeat(32), { clinicId: house.clinicId, prescriptionId: id }, row?.sealed ?? Buffer.alloc(0)), 'another token opens nothing');
});

test('the public part names the patient by initials and age and holds nothing else of her', async () => {
  const patientId = await house.register(desk, 'Zacatenco');
  const { id, version } = await writePrescription(doctor, patientId);
  const { body } = await preparePrescription(doctor, id, version, house.efirmaOf(doctorMember));
  const payload = readPayload(Buffer.from(String(body['payload'])));
  const whole = String(body['payload']);
  for (const word of ['Desconocid', 'Zacatenco', 'J029', 'Faringitis', patientId]) assert.ok(!whole.includes(word), `${word} stands in what the printed code opens`);
  assert.match(payload.patient.initials, /^(?:\p{Lu}\. ?)+$/u);
  assert.ok(String(body['private']).includes(patientId));
});

for (const [missing, code, numeral] of [
  ['dose', 'dose-missing', 'RIS 30'], ['route', 'route-missing', 'RIS 30'], ['frequency', 'frequency-missing', 'RIS 30'],
  ['duration', 'duration-missing', 'RIS 30'],
] as const) {
  test(`RIS 30: a line without its ${missing} is not signed`, async () => {
    const { id, version } = await writePrescription(doctor, await house.register(desk), aPrescription([aLine({ [missing]: null })]));
    const refused = await preparePrescription(doctor, id, version, house.efirmaOf(doctorMember));
    assert.equal(refused.status, 422);
    assert.deepEqual((refused.body['detail'] as { findings: string[] }).findings, [`0:${code}`]);
    assert.deepEqual(refused.body['numerals'], [numeral]);
  });
}

test('RIS 30: a line without its presentation is not signed', async () => {
  const { id, version } = await writePrescription(doctor, await house.register(desk), aPrescription([aLine({ presentation: { id: null, text: ' ' } })]));
  assert.equal((await preparePrescription(doctor, id, version, house.efirmaOf(doctorMember))).status, 422);
});

test('LGS 226: a line with its brand alone is not signed', async () => {
  const { id, version } = await writePrescription(doctor, await house.register(desk), aPrescription([aLine({ generic: ' ', brand: 'Tempra' })]));
  const refused = await preparePrescription(doctor, id, version, house.efirmaOf(doctorMember));
  assert.equal(refused.status, 422);
  assert.deepEqual(refused.body['numerals'], ['LGS 226']);
});

test('a prescription without a line, and one without a verified cédula behind it, are not signed', async () => {
  const empty = await writePrescription(doctor, await house.register(desk), aPrescription([]));
  assert.equal((await preparePrescription(doctor, empty.id, empty.version, house.efirmaOf(doctorMember))).status, 422);
  const unverified = await house.hire(['physician'], { verified: false });
  const other = await house.signIn(unverified);
  const { id, version } = await writePrescription(other, await house.register(desk));
  const refused = await preparePrescription(other, id, version, house.efirmaOf(unverified));
  assert.equal(refused.body['code'], 'signer-may-not-practise');
});

test('LGS 226: an unclassified medicine has its original on paper', async () => {
  const { id } = await newSigned();
  const { body } = await doctor.call('GET', `/api/prescriptions/${id}`);
  assert.equal((body['signed'] as Record<string, unknown>)['mode'], 'IMPRESA_AUTOGRAFA');
  assert.equal((body['signed'] as Record<string, unknown>)['class'], null);
});

test('the same signature sent twice is answered the same and stored once', async () => {
  const { id, version } = await writePrescription(doctor, await house.register(desk));
  const efirma = house.efirmaOf(doctorMember);
  const prepared = await preparePrescription(doctor, id, version, efirma);
  const [one, other] = await Promise.all([sealPrescription(doctor, id, efirma, prepared), sealPrescription(doctor, id, efirma, prepared)]);
  assert.deepEqual([one.status, other.status], [200, 200]);
  assert.deepEqual(one.body, other.body);
});

test('another physician’s e.firma, a wrong signature and somebody else’s draft are refused', async () => {
  const otherMember = await house.hire(['physician']);
  const other = await house.signIn(otherMember);
  const { id, version } = await writePrescription(doctor, await house.register(desk));
  assert.equal((await preparePrescription(doctor, id, version, house.efirmaOf(otherMember))).status, 403);
  assert.equal((await preparePrescription(other, id, version, house.efirmaOf(otherMember))).status, 404);
  assert.equal((await other.call('GET', `/api/prescriptions/${id}`)).status, 404);
  const efirma = house.efirmaOf(doctorMember);
  const prepared = await preparePrescription(doctor, id, version, efirma);
  const forged = await sealPrescription(doctor, id, efirma, { ...prepared, body: { ...prepared.body, payload: String(prepared.body['payload']).replace('Paracetamol', 'Clonazepam') } });
  assert.equal(forged.body['code'], 'signature-of-payload-wrong');
});

test('a signed prescription changes for nobody: not for its author, not for the owner of the tables', async () => {
  const { id } = await newSigned();
  for (const statement of ['update rx.signed set folio = folio where prescription_id = $1', 'delete from rx.signed_line where prescription_id = $1', 'update rx.prescription set state = \'draft\' where id = $1', 'delete from rx.prescription where id = $1']) {
    await assert.rejects(home.asSuperuser(statement, [id]), statement);
  }
});

test('cancelled once with a reason, by any prescriber of the clinic and by nobody else', async () => {
  const { id } = await newSigned();
  const nurse = await house.signIn(await house.hire(['nurse']));
  assert.equal((await nurse.call('POST', `/api/prescriptions/${id}/cancellation`, { reason: 'wrong-medicine', words: '' })).status, 403);
  assert.equal((await doctor.call('POST', `/api/prescriptions/${id}/cancellation`, { reason: 'other', words: ' ' })).status, 400);
  assert.equal((await doctor.call('POST', `/api/prescriptions/${id}/cancellation`, { reason: 'other', words: 'La paciente ya no la quiere.' })).status, 200);
  assert.equal((await doctor.call('POST', `/api/prescriptions/${id}/cancellation`, { reason: 'other', words: 'Otra vez.' })).status, 409);
  const { body } = await doctor.call('GET', `/api/prescriptions/${id}`);
  assert.equal(((body['signed'] as Record<string, unknown>)['ended'] as Record<string, unknown>)['words'], 'La paciente ya no la quiere.');
});

test('replaced when the new one is signed, and then no other replaces it', async () => {
  const { id, patientId } = await newSigned();
  const { id: next, version } = await writePrescription(doctor, patientId, aPrescription([aLine({ duration: { days: 5 }, quantity: { value: 15, unit: 'tableta', packs: 2 } })]), { replaces: id });
  assert.equal((await signPrescription(doctor, next, version, house.efirmaOf(doctorMember))).status, 200);
  const { body } = await doctor.call('GET', `/api/prescriptions/${id}`);
  assert.equal(((body['signed'] as Record<string, unknown>)['ended'] as Record<string, unknown>)['replacedBy'], next);
  assert.equal((await doctor.call('POST', `/api/patients/${patientId}/prescriptions`, { replaces: id })).status, 409);
});

test('renewed with the lines of the earlier one', async () => {
  const { id, patientId } = await newSigned();
  const started = await doctor.call('POST', `/api/patients/${patientId}/prescriptions`, { renews: id });
  const { body } = await doctor.call('GET', `/api/prescriptions/${String(started.body['prescriptionId'])}`);
  assert.deepEqual((body['content'] as { lines: unknown[] }).lines, [aLine()]);
});

test('many folios at once are all different', async () => {
  const patients = await Promise.all(Array.from({ length: 8 }, () => house.register(desk)));
  const written = await Promise.all(patients.map((patientId) => writePrescription(doctor, patientId)));
  const prepared = await Promise.all(written.map(({ id, version }) => preparePrescription(doctor, id, version, house.efirmaOf(doctorMember))));
  assert.equal(new Set(prepared.map(({ body }) => (JSON.parse(String(body['payload'])) as { folio: string }).folio)).size, 8);
});

test('a token is found by its digest, never by itself', () => {
  assert.notEqual(tokenDigest('0'.repeat(32)).toString('hex'), tokenDigest('1'.repeat(32)).toString('hex'));
});

test('RIS-28: whoever signs under supervision is told as she opens her draft, and refused when she prepares it', async () => {
  const admin = await house.signIn(await house.hire(['administrator']));
  const traineeWho = await house.hire(['physician'], { verified: false });
  const trainee = await house.signIn(traineeWho);
  assert.equal((await admin.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
  const supervised = await admin.call('POST', `/api/staff/${traineeWho.personId}/supervision`, { grade: 'social-service', supervisorId: doctorMember.personId });
  assert.equal(supervised.status, 200, JSON.stringify(supervised.body));
  const patientId = await house.register(desk);
  const { id, version } = await writePrescription(trainee, patientId);
  assert.equal((await trainee.call('GET', `/api/prescriptions/${id}`)).body['mayPrescribe'], false);
  const refused = await preparePrescription(trainee, id, version, house.efirmaOf(traineeWho));
  assert.deepEqual([refused.status, (refused.body['error'] as { code?: string } | undefined)?.code ?? refused.body['code']], [422, 'prescriber-supervised']);
  const own = await writePrescription(doctor, patientId);
  assert.equal((await doctor.call('GET', `/api/prescriptions/${own.id}`)).body['mayPrescribe'], true);
});
