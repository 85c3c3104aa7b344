import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { aComplete } from '#modules/documents/testing.ts';
import type { ConsentAct, FormKind, FormValues } from '#modules/documents/contract.ts';
import { catalogueText } from '#modules/terminology/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, prepareNote, signaturesOf, signNote } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import type { Prepared } from './contract.ts';

/** NOM-004 10.1.2 and 10.1.4: a document that reports a mandatory event rests on a signed consent, or on two physicians. */

let home: TestDatabase;
let house: House;
let who: Member;
let otherWho: Member;
let doctor: Caller;
let other: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  [who, otherWho] = [await house.hire(['physician']), await house.hire(['physician'])];
  [doctor, other] = [await house.signIn(who), await house.signIn(otherWho)];
});
after(async () => { await house.close(); await home.close(); });

const diagnoses = [{ code: 'Z000', term: 'Examen médico general', catalogue: catalogueText(), certainty: 'confirmed' as const, firstTime: true }];

/** A complete form whose diagnoses the catalogue knows. */
const formOf = (kind: FormKind, answers: FormValues) => {
  const form = aComplete(kind, answers);
  return { ...form, values: Object.fromEntries(Object.entries(form.values).map(([id, value]) => [id, Array.isArray(value) && value.some((each) => 'certainty' in each) ? diagnoses : value])) };
};
const write = async (patientId: string, kind: FormKind, answers: FormValues = {}): Promise<string> => {
  const started = await doctor.call('POST', '/api/documents', { patientId, kind });
  const noteId = String(started.body['noteId']);
  const saved = await doctor.call('PUT', `/api/notes/${noteId}/draft`, { version: 0, saveId: randomUUID(), content: formOf(kind, answers) });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return noteId;
};
const sign = (noteId: string): Promise<Answer> => signNote(doctor, noteId, 1, house.efirmaOf(who));
const consentFor = async (patientId: string, act: ConsentAct | 'other'): Promise<string> => {
  const noteId = await write(patientId, 'consent', { act, signerCapacity: 'patient', documentTitle: `Consentimiento de ${act}` });
  const signed = await sign(noteId);
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
  return noteId;
};
const choose = (noteId: string, consentId: string | null): Promise<Answer> => doctor.call('PUT', `/api/notes/${noteId}/consent`, { consentId });

/** How each event is reported: by the kind's nature, or by the act the form names. */
const reported: Readonly<Record<ConsentAct, readonly [FormKind, FormValues]>> = {
  admission: ['admission', {}], 'major-surgery': ['postoperative', { consentAct: '' }], anaesthesia: ['preanaesthetic', { consentAct: '' }],
  sterilisation: ['postoperative', { consentAct: 'sterilisation' }], transplant: ['postoperative', { consentAct: 'transplant' }], research: ['free', { consentAct: 'research' }],
  autopsy: ['auxiliary-report', { consentAct: 'autopsy' }], 'high-risk': ['auxiliary-report', { consentAct: 'high-risk' }], mutilation: ['postoperative', { consentAct: 'mutilation' }],
};

const event = (act: ConsentAct, numeral: string) => async (): Promise<void> => {
  const patientId = await house.register(doctor, act);
  const [kind, answers] = reported[act];
  const noteId = await write(patientId, kind, answers);
  const refused = await sign(noteId);
  assert.deepEqual([refused.status, refused.body['numerals'], (refused.body['detail'] as { findings: string[] }).findings], [422, [`NOM-004-SSA3-2012 ${numeral}`], ['consent:note-lacks-consent']]);
  assert.equal((await choose(noteId, await consentFor(patientId, act === 'admission' ? 'autopsy' : 'admission'))).status, 200);
  assert.deepEqual(((await sign(noteId)).body['detail'] as { findings: string[] }).findings, ['consent:consent-of-other-act']);
  const consentId = await consentFor(patientId, act);
  assert.deepEqual((await choose(noteId, consentId)).body['findings'], []);
  assert.equal((await sign(noteId)).status, 200);
  const note = (await doctor.call('GET', `/api/notes/${noteId}`)).body;
  assert.equal((note['consent'] as { noteId: string }).noteId, consentId);
};
test('N004-10.1.2.1 hospital admission is signed with its own consent, and refused with none or another’s', event('admission', '10.1.2.1'));
test('N004-10.1.2.2 major surgery is signed with its own consent, and refused with none or another’s', event('major-surgery', '10.1.2.2'));
test('N004-10.1.2.3 general or regional anaesthesia is signed with its own consent, and refused with none or another’s', event('anaesthesia', '10.1.2.3'));
test('N004-10.1.2.4 sterilisation is signed with its own consent, and refused with none or another’s', event('sterilisation', '10.1.2.4'));
test('N004-10.1.2.5 donation or transplant is signed with its own consent, and refused with none or another’s', event('transplant', '10.1.2.5'));
test('N004-10.1.2.6 clinical research is signed with its own consent, and refused with none or another’s', event('research', '10.1.2.6'));
test('N004-10.1.2.7 hospital autopsy is signed with its own consent, and refused with none or another’s', event('autopsy', '10.1.2.7'));
test('N004-10.1.2.8 a procedure of high risk is signed with its own consent, and refused with none or another’s', event('high-risk', '10.1.2.8'));
test('N004-10.1.2.9 a mutilating procedure is signed with its own consent, and refused with none or another’s', event('mutilation', '10.1.2.9'));

test('a minor operation, or local anaesthesia, asks for none', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await sign(await write(patientId, 'postoperative', { consentAct: 'none' }))).status, 200);
  assert.equal((await sign(await write(patientId, 'preanaesthetic', { consentAct: 'none' }))).status, 200);
});

test('N004-10.1.4 the statement of two physicians stands in for any consent, once both have signed it', async () => {
  const patientId = await house.register(doctor);
  const noteId = await write(patientId, 'postoperative', { consentAct: '' });
  const statement = await write(patientId, 'emergency-treatment', { secondSigns: 'efirma' });
  assert.equal((await sign(statement)).body['awaits'], 'second-physician');
  assert.equal((await choose(noteId, statement)).body['code'], 'consent-not-of-patient');
  const efirma = house.efirmaOf(otherWho);
  const prepared = await other.call('POST', `/api/notes/${statement}/second-preparation`, { certificate: Buffer.from(efirma.certificateDer).toString('base64') });
  assert.equal((await other.call('POST', `/api/notes/${statement}/second-signature`, await signaturesOf(efirma, prepared.body as Prepared))).status, 200);
  assert.equal((await choose(noteId, statement)).status, 200);
  assert.equal((await sign(noteId)).status, 200);
});

test('the link is printed with its verification code', async () => {
  const patientId = await house.register(doctor);
  const noteId = await write(patientId, 'admission');
  const consentId = await consentFor(patientId, 'admission');
  await choose(noteId, consentId);
  assert.equal((await sign(noteId)).status, 200);
  const code = String(((await doctor.call('GET', `/api/notes/${consentId}`)).body['signed'] as Record<string, unknown>)['verificationCode']);
  const { raw } = await doctor.call('GET', `/api/notes/${noteId}/pdf`);
  const text = execFileSync('pdftotext', ['-', '-'], { input: raw, encoding: 'utf8' });
  assert.ok(text.includes(code) && text.includes('Consentimiento de admission'), text);
});

test('a revoked consent cannot be chosen nor signed with, its revocation is kept once and for good, and what it carried stays', async () => {
  const patientId = await house.register(doctor);
  const consentId = await consentFor(patientId, 'admission');
  const [before, pending] = [await write(patientId, 'admission'), await write(await house.register(doctor), 'admission')];
  await choose(before, consentId);
  assert.equal((await sign(before)).status, 200);
  assert.equal((await choose(pending, consentId)).body['code'], 'consent-not-of-patient', 'of another patient');
  const second = await write(patientId, 'admission');
  await choose(second, consentId);
  const efirma = house.efirmaOf(who);
  const body = await signaturesOf(efirma, (await prepareNote(doctor, second, 1, efirma)).body as Prepared);
  const revoke = () => other.call('POST', `/api/notes/${consentId}/revocation`, { saidBy: 'La paciente', reason: 'Cambió de parecer' });
  assert.equal((await revoke()).status, 200);
  assert.equal((await revoke()).body['code'], 'consent-revoked');
  const late = await doctor.call('POST', `/api/notes/${second}/signature`, body);
  assert.deepEqual((late.body['detail'] as { findings: string[] }).findings, ['consent:consent-revoked']);
  await choose(second, null);
  assert.equal((await choose(second, consentId)).body['code'], 'consent-revoked');
  assert.equal((await doctor.call('POST', `/api/notes/${before}/verification`)).body['ok'], true);
  const seen = (await doctor.call('GET', `/api/notes/${consentId}`)).body['revocation'] as Record<string, string>;
  assert.deepEqual([seen['saidBy'], seen['reason']], ['La paciente', 'Cambió de parecer']);
  for (const attack of ['update clin.consent_revocation set words = \'\\x01\'', 'delete from clin.consent_revocation', 'truncate clin.consent_revocation']) await assert.rejects(home.asOwner(attack), { code: 'AM001' });
  assert.equal((await other.call('POST', `/api/notes/${before}/revocation`, { saidBy: 'La paciente', reason: 'No es carta' })).status, 404);
});

test('another consent chosen after the PDF was prepared is not signed unseen', async () => {
  const patientId = await house.register(doctor);
  const [one, two, noteId] = [await consentFor(patientId, 'admission'), await consentFor(patientId, 'admission'), await write(patientId, 'admission')];
  await choose(noteId, one);
  const efirma = house.efirmaOf(who);
  const body = await signaturesOf(efirma, (await prepareNote(doctor, noteId, 1, efirma)).body as Prepared);
  await choose(noteId, two);
  assert.equal((await doctor.call('POST', `/api/notes/${noteId}/signature`, body)).body['code'], 'preparation-expired');
  assert.equal((await sign(noteId)).status, 200);
  assert.equal((await choose(noteId, one)).body['code'], 'note-already-signed');
  const listed = (await doctor.call('GET', `/api/notes/${noteId}/consents?act=admission`)).body as { chosen: string; consents: { covers: boolean }[] };
  assert.deepEqual([listed.chosen, listed.consents.map(({ covers }) => covers)], [two, [true, true]]);
});
