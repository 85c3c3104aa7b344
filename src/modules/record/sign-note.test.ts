import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { authenticate } from '#modules/identity/public.ts';
import { verifySignedPdf } from '#platform/pdf/verify-signed-pdf.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { completeNote, openHouse, prepareNote, signaturesOf, signNote, writeNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import type { Prepared } from './contract.ts';

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

const newSigned = async (): Promise<{ readonly noteId: string; readonly patientId: string }> => {
  const patientId = await house.register(desk);
  const { noteId, version } = await writeNote(doctor, patientId);
  const signed = await signNote(doctor, noteId, version, house.efirmaOf(doctorMember));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  return { noteId, patientId };
};

test('N004-5.10: a signed note reads back with date, author’s full name, cédula and signature; the PDF verifies', async () => {
  const { noteId } = await newSigned();
  const { body } = await doctor.call('GET', `/api/notes/${noteId}`);
  assert.equal(body['state'], 'signed');
  const facts = body['signed'] as Record<string, string>;
  assert.match(facts['signedAt'] ?? '', /^\d{4}-.*Z$/);
  assert.match(facts['signer'] ?? '', /^Elena /);
  assert.match(facts['cedula'] ?? '', /^\d{7}$/);
  assert.equal(facts['revocation'], 'not-checked');
  const pdf = await doctor.call('GET', `/api/notes/${noteId}/pdf`);
  const verdict = verifySignedPdf(pdf.raw, { trusted: [house.authority.certificateDer], expectedCurp: doctorMember.curp });
  assert.deepEqual(verdict.problems, []);
  const verified = await doctor.call('POST', `/api/notes/${noteId}/verification`);
  assert.equal(verified.body['ok'], true, JSON.stringify(verified.body));
});

test('N004-6.2.5 and N004-6.2.6: what is missing refuses the signature and is named', async () => {
  const patientId = await house.register(desk);
  const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, prognosis: ' ', medicines: [{ name: 'Ibuprofeno', dose: '', route: '', frequency: '', duration: '' }] });
  const refused = await prepareNote(doctor, noteId, version, house.efirmaOf(doctorMember));
  assert.equal(refused.status, 422);
  assert.equal(refused.body['code'], 'note-incomplete');
  assert.deepEqual((refused.body['detail'] as { findings: string[] }).findings, [
    'prognosis:note-needs-prognosis', 'medicines.0.dose:medicine-needs-dose', 'medicines.0.route:medicine-needs-route', 'medicines.0.frequency:medicine-needs-frequency',
  ]);
  assert.deepEqual(refused.body['numerals'], ['NOM-004-SSA3-2012 6.2.5', 'NOM-004-SSA3-2012 6.2.6']);
});

test('LGS-83: a physician without a verified cédula cannot sign', async () => {
  const member = await house.hire(['physician'], { verified: false });
  const other = await house.signIn(member);
  const { noteId, version } = await writeNote(other, await house.register(desk));
  const refused = await signNote(other, noteId, version, house.efirmaOf(member));
  assert.equal(refused.status, 422);
  assert.equal(refused.body['code'], 'signer-may-not-practise');
});

test('EF-2, EF-4, EF-6: company, CSD, expired, another’s and untrusted certificates are refused, each with its reason', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  const stranger = await house.hire(['physician']);
  const past = { notBefore: new Date('2018-01-01'), notAfter: new Date('2022-01-01') };
  const cases = [
    ['efirma-is-company', house.efirmaOf(doctorMember, { kind: 'fiel-company' })],
    ['efirma-is-csd', house.efirmaOf(doctorMember, { kind: 'csd' })],
    ['efirma-expired', house.efirmaOf(doctorMember, past)],
    ['efirma-someone-else', house.efirmaOf(stranger)],
    ['efirma-not-a-certificate', { certificateDer: new Uint8Array([1, 2, 3]) }],
  ] as const;
  for (const [code, efirma] of cases) {
    const refused = await prepareNote(doctor, noteId, version, efirma);
    assert.equal(refused.body['code'], code);
    assert.equal(refused.status, 403);
  }
});

test('a signature over anything else is refused and the note stays a draft', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  const efirma = house.efirmaOf(doctorMember);
  const prepared = (await prepareNote(doctor, noteId, version, efirma)).body as Prepared;
  const right = await signaturesOf(efirma, prepared);
  const wrong = await signaturesOf(efirma, { ...prepared, payload: prepared.payload.replace('Odinofagia', 'Otalgia') });
  const first = await doctor.call('POST', `/api/notes/${noteId}/signature`, { ...right, payloadSignature: wrong.payloadSignature });
  assert.equal(first.body['code'], 'signature-of-payload-wrong');
  const second = await doctor.call('POST', `/api/notes/${noteId}/signature`, { ...right, attributesSignature: right.payloadSignature });
  assert.equal(second.body['code'], 'signature-of-pdf-wrong');
  assert.equal((await doctor.call('GET', `/api/notes/${noteId}`)).body['state'], 'draft');
});

test('the same signature sent ten times at once signs once and answers the same each time', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  const efirma = house.efirmaOf(doctorMember);
  const prepared = (await prepareNote(doctor, noteId, version, efirma)).body as Prepared;
  const body = await signaturesOf(efirma, prepared);
  const answers = await Promise.all(Array.from({ length: 10 }, () => doctor.call('POST', `/api/notes/${noteId}/signature`, body)));
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200]));
  assert.equal(new Set(answers.map((answer) => JSON.stringify(answer.body))).size, 1);
  const rows = await home.asSuperuser('select from clin.signed_note where note_id = $1', [noteId]);
  assert.equal(rows.length, 1);
  const acts = await home.asSuperuser('select from audit.pending where action = \'note-signed\' and entity_id = $1', [noteId]);
  assert.equal(acts.length, 1);
});

test('what was prepared cannot be signed once the draft has changed', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  const efirma = house.efirmaOf(doctorMember);
  const prepared = (await prepareNote(doctor, noteId, version, efirma)).body as Prepared;
  await doctor.call('PUT', `/api/notes/${noteId}/draft`, { version, saveId: randomUUID(), content: { ...completeNote, plan: 'Otro plan' } });
  const refused = await doctor.call('POST', `/api/notes/${noteId}/signature`, await signaturesOf(efirma, prepared));
  assert.equal(refused.body['code'], 'draft-changed-elsewhere');
});

const frozen = (noteId: string): readonly (readonly [table: string, change: string, where: string])[] => [
  ['clin.signed_note', 'signed_at = now()', `note_id = '${noteId}'`],
  ['clin.note', 'version = version + 1', `id = '${noteId}'`],
  ['clin.note_diagnosis', 'code = \'A099\'', `note_id = '${noteId}'`],
  ['clin.note_vital', 'value = 1', `note_id = '${noteId}'`],
  ['clin.encounter', 'started_at = now()', `id = (select encounter_id from clin.signed_note where note_id = '${noteId}')`],
];

const attacksOn = (noteId: string): readonly string[] => frozen(noteId).flatMap(([table, change, where]) =>
  [`update ${table} set ${change} where ${where}`, `delete from ${table} where ${where}`, `truncate ${table} cascade`]);

test('N004-5.11a: the owner of the tables cannot change or remove a signed note or what hangs from it', async () => {
  const { noteId } = await newSigned();
  for (const attack of attacksOn(noteId)) await assert.rejects(home.asOwner(attack), { code: 'AM001' }, attack);
});

test('N004-5.11a: no member of staff can, on the very connection the application uses', async () => {
  const { noteId } = await newSigned();
  const staff = [doctor, desk, await house.signIn(await house.hire(['auditor'])), await house.signIn(await house.hire(['administrator']))];
  for (const caller of staff) {
    const actor = await authenticate(house.api.identity, caller.cookie() ?? '');
    assert.ok(actor);
    for (const attack of attacksOn(noteId)) {
      await assert.rejects(house.api.database.withActor(actor, (tx) => tx.query(attack)), (error: { code?: string }) => ['42501', 'AM001'].includes(error.code ?? ''), `${actor.login}: ${attack}`);
    }
  }
  assert.equal((await doctor.call('POST', `/api/notes/${noteId}/verification`)).body['ok'], true);
});

test('N004-5.11a: nothing can be hung from a signed note afterwards, not even by the owner', async () => {
  const { noteId } = await newSigned();
  await assert.rejects(home.asOwner(
    `insert into clin.note_vital (clinic_id, note_id, patient_id, code, value, unit, taken_at)
     select clinic_id, note_id, patient_id, 'glucose', 99, 'mg/dL', now() from clin.signed_note where note_id = '${noteId}'`), { code: 'AM001' });
});

test('what a superuser changes is found: the note’s own verification names the part', async () => {
  const { noteId } = await newSigned();
  const tamper = async (set: string): Promise<unknown> => home.asSuperuser(`do $$ begin set local session_replication_role = replica; update clin.signed_note set ${set} where note_id = '${noteId}'; end $$`);
  await tamper('payload_signature = overlay(payload_signature placing \'\\x00\'::bytea from 10)');
  const signature = await doctor.call('POST', `/api/notes/${noteId}/verification`);
  assert.deepEqual([signature.body['ok'], signature.body['problems']], [false, ['payload: payload-signature-invalid']]);
  await tamper('payload = overlay(payload placing \'\\x00\'::bytea from 40)');
  const words = await doctor.call('POST', `/api/notes/${noteId}/verification`);
  assert.deepEqual([words.body['ok'], words.body['problems']], [false, ['sealed-words-changed']]);
});

test('N004-5.11a: an addendum is a new signed row beside the untouched original', async () => {
  const { noteId } = await newSigned();
  const started = await doctor.call('POST', `/api/notes/${noteId}/addenda`);
  const addendum = String(started.body['noteId']);
  const saved = await doctor.call('PUT', `/api/notes/${addendum}/draft`, { version: 0, saveId: randomUUID(), content: { kind: 'addendum', reason: 'Se omitió un dato', text: 'Niega alergias.' } });
  const signed = await signNote(doctor, addendum, Number(saved.body['version']), house.efirmaOf(doctorMember));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  const { body } = await doctor.call('GET', `/api/notes/${noteId}`);
  assert.deepEqual((body['content'] as object), completeNote);
  const addenda = body['addenda'] as { state: string; content: { text: string } }[];
  assert.deepEqual(addenda.map((each) => [each.state, each.content.text]), [['signed', 'Niega alergias.']]);
});

test('another physician cannot open, change or sign a draft; a receptionist, auditor or administrator reaches no note', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(desk));
  const colleague = await house.signIn(await house.hire(['physician']));
  assert.equal((await colleague.call('GET', `/api/notes/${noteId}`)).status, 404);
  const save = { version, saveId: randomUUID(), content: completeNote };
  // Row policy hides another's draft from a lock: missing and forbidden look alike.
  assert.equal((await colleague.call('PUT', `/api/notes/${noteId}/draft`, save)).body['code'], 'note-not-found');
  for (const duty of ['receptionist', 'auditor', 'administrator', 'laboratory'] as const) {
    const other = await house.signIn(await house.hire([duty]));
    for (const [method, path, body] of [['GET', `/api/notes/${noteId}`, undefined], ['PUT', `/api/notes/${noteId}/draft`, save], ['GET', `/api/notes/${noteId}/pdf`, undefined]] as const) {
      assert.equal((await other.call(method, path, body)).status, 403, `${duty} ${method} ${path}`);
    }
  }
});

test('a nurse reads the record and cannot sign', async () => {
  const { noteId } = await newSigned();
  const nurse = await house.signIn(await house.hire(['nurse']));
  assert.equal((await nurse.call('GET', `/api/notes/${noteId}`)).status, 200);
  assert.equal((await nurse.call('POST', `/api/notes/${noteId}/preparation`, { version: 1, certificate: 'AAAA' })).body['code'], 'note-not-found');
  const { patientId } = (await nurse.call('GET', `/api/notes/${noteId}`)).body;
  assert.equal((await nurse.call('POST', '/api/encounters', { patientId, kind: 'outpatient' })).body['code'], 'document-of-another-duty');
  assert.equal((await nurse.call('POST', `/api/notes/${noteId}/addenda`)).body['code'], 'document-of-another-duty');
});
