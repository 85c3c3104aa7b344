import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { civilDateIn } from '#kernel/civil-date.ts';
import { addDays } from '#kernel/civil-date.ts';
import type { ClinicId, PersonId } from '#kernel/ids.ts';
import { signerOf } from '#modules/workforce/public.ts';
import type { Signer } from '#modules/workforce/public.ts';
import { createTestDatabase, systemActor } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice, testPassword } from '#test/practice.ts';
import type { Browser, Practice } from '#test/practice.ts';

let home: TestDatabase;
let practice: Practice;
let clinic: ClinicId;
let admin: Browser;
let adminId: PersonId;
before(async () => {
  home = await createTestDatabase();
  practice = await openPractice(home);
  clinic = await practice.found();
  adminId = await practice.add(clinic, 'jefa@ejemplo.test', ['administrator', 'physician']);
  admin = await practice.signIn('jefa@ejemplo.test');
  await admin.call('POST', '/api/session/duty', { clinicId: clinic, duty: 'administrator' });
  await admin.call('POST', '/api/session/step-up', { password: testPassword });
});
after(async () => { await practice.app.close(); await home.close(); });

const today = civilDateIn('America/Mexico_City', new Date());
const evidence = 'ab'.repeat(32);
const signer = (personId: PersonId, at = new Date()): Promise<Signer> => home.database.withActor(systemActor(clinic), (tx) => signerOf(tx, home.vault, personId, at));
const enter = async (personId: string, licence: object): Promise<string> => {
  const reply = await admin.call('POST', `/api/staff/${personId}/licences`, licence);
  assert.equal(reply.status, 201, JSON.stringify(reply.body));
  return (reply.body['licence'] as { id: string }).id;
};
const attest = (personId: string, licenceId: string) =>
  admin.call('POST', `/api/staff/${personId}/licences/${licenceId}/attest`, { method: 'sep-online', evidenceSha256: evidence, note: 'Consulta en línea' });
const profession = (cedula: string) => ({ kind: 'profession', cedula, title: 'Médico cirujano', institution: 'Universidad Ejemplo' });
const specialty = (cedula: string, expiresOn: string) =>
  ({ kind: 'specialty', cedula, title: 'Cardiología', institution: 'Universidad Ejemplo', council: 'Consejo Ejemplo de Cardiología', certificate: 'CEC-100', expiresOn });

test('LGS-83, LIC-1: a physician may sign only with a cédula that somebody else verified', async () => {
  const personId = await practice.add(clinic, 'medico1@ejemplo.test', ['physician'], { curp: 'HEGG560427MVZRRL04' });
  assert.deepEqual((await signer(personId)).reasons, ['cedula-missing']);
  const licenceId = await enter(personId, profession('07654321'));
  const unverified = await signer(personId);
  assert.deepEqual([unverified.mayPractise, unverified.reasons], [false, ['cedula-unverified']]);
  const reply = await attest(personId, licenceId);
  const { verification } = reply.body['licence'] as { verification: { byPersonId: string; evidenceSha256: string; selfAttested: boolean } };
  assert.deepEqual([verification.byPersonId, verification.evidenceSha256, verification.selfAttested], [adminId, evidence, false]);
  const ready = await signer(personId);
  assert.deepEqual([ready.mayPractise, ready.reasons, ready.cedula, ready.curp], [true, [], '7654321', 'HEGG560427MVZRRL04']);
  const noted = await home.asSuperuser<{ person_id: string }>('select person_id from audit.pending where action = \'attest-licence\' and entity_id = $1', [licenceId]);
  assert.deepEqual(noted, [{ person_id: adminId }]);
});

test('LIC-1: a nurse with a cédula, and a physician off the staff, may not sign', async () => {
  const nurse = await practice.add(clinic, 'enf@ejemplo.test', ['nurse']);
  await attest(nurse, await enter(nurse, profession('5555501')));
  assert.deepEqual((await signer(nurse)).reasons, ['duty-not-physician']);
  const gone = await practice.add(clinic, 'baja@ejemplo.test', ['physician']);
  await attest(gone, await enter(gone, profession('5555502')));
  await admin.call('POST', `/api/staff/${gone}/deactivate`);
  assert.deepEqual((await signer(gone)).reasons, ['staff-inactive']);
});

test('nobody verifies her own cédula, unless she is the clinic\'s only person, and then it says so', async () => {
  const own = await enter(adminId, profession('5555503'));
  assert.deepEqual([(await attest(adminId, own)).body['code']], ['licence-own']);
  const alone = await practice.found();
  const solo = await practice.add(alone, 'sola@ejemplo.test', ['administrator', 'physician']);
  const browser = await practice.signIn('sola@ejemplo.test');
  await browser.call('POST', '/api/session/duty', { clinicId: alone, duty: 'administrator' });
  await browser.call('POST', '/api/session/step-up', { password: testPassword });
  const added = await browser.call('POST', `/api/staff/${solo}/licences`, profession('5555504'));
  const licenceId = (added.body['licence'] as { id: string }).id;
  const reply = await browser.call('POST', `/api/staff/${solo}/licences/${licenceId}/attest`, { method: 'original-seen', evidenceSha256: evidence, note: '' });
  assert.equal((reply.body['licence'] as { verification: { selfAttested: boolean } }).verification.selfAttested, true);
  const signs = await home.database.withActor(systemActor(alone), (tx) => signerOf(tx, home.vault, solo, new Date()));
  assert.deepEqual([signs.mayPractise, signs.warnings], [true, ['cedula-self-attested']]);
});

test('LIC-2: a certificate that expired yesterday prints a general physician with a warning; one that ends today still prints', async () => {
  const personId = await practice.add(clinic, 'cardio@ejemplo.test', ['physician']);
  await attest(personId, await enter(personId, profession('5555505')));
  const licenceId = await enter(personId, specialty('8888801', today));
  assert.deepEqual((await signer(personId)).warnings, ['specialty-unverified']);
  await attest(personId, licenceId);
  assert.equal((await signer(personId)).specialty?.name, 'Cardiología');
  const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);
  const expired = await signer(personId, tomorrow);
  assert.deepEqual([expired.specialty, expired.warnings, expired.mayPractise], [null, ['specialty-expired'], true]);
  const renewed = await admin.call('POST', `/api/staff/${personId}/licences/${licenceId}/renew`, { council: 'Consejo Ejemplo de Cardiología', certificate: 'CEC-200', expiresOn: addDays(today, 1800) });
  const fresh = renewed.body['licence'] as { id: string; state: string };
  assert.equal(fresh.state, 'unverified', 'a renewal is verified anew');
  await attest(personId, fresh.id);
  assert.equal((await signer(personId, tomorrow)).specialty?.certificate, 'CEC-200');
  assert.equal((await admin.call('POST', `/api/staff/${personId}/licences`, specialty('8888802', addDays(today, -1)))).body['code'], 'certificate-expired');
});

test('ID-CED: five to eight digits, leading zeros dropped, one person per number', async () => {
  const personId = await practice.add(clinic, 'numero@ejemplo.test', ['physician']);
  for (const cedula of ['0000123', '123456789']) {
    const reply = await admin.call('POST', `/api/staff/${personId}/licences`, profession(cedula));
    assert.deepEqual([reply.status, reply.body['code']], [422, 'cedula-refused'], cedula);
  }
  await enter(personId, profession('0045678'));
  assert.equal((await admin.call('POST', `/api/staff/${personId}/licences`, profession('45678'))).body['code'], 'licence-known');
  const other = await practice.add(clinic, 'numero2@ejemplo.test', ['physician']);
  assert.equal((await admin.call('POST', `/api/staff/${other}/licences`, profession('45678'))).body['code'], 'licence-known');
});

test('an attestation is written once, whoever tries, and a withdrawn licence no longer signs', async () => {
  const personId = await practice.add(clinic, 'unavez@ejemplo.test', ['physician']);
  const licenceId = await enter(personId, profession('5555506'));
  await attest(personId, licenceId);
  assert.equal((await attest(personId, licenceId)).body['code'], 'licence-attested');
  await assert.rejects(home.asOwner(`update org.licence set verified_at = now() where id = '${licenceId}'`), /not attested again/);
  await assert.rejects(home.asOwner(`update org.licence set evidence_sha256 = '${'0'.repeat(64)}' where id = '${licenceId}'`), /not attested again/);
  assert.equal((await admin.call('DELETE', `/api/staff/${personId}/licences/${licenceId}`)).status, 200);
  assert.deepEqual((await signer(personId)).reasons, ['cedula-missing']);
});
