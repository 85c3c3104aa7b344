import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { DemoStamper } from '#platform/efirma/demo-authority.ts';
import { openOpensslAuthority } from '#platform/timestamp/testing.ts';
import type { OpensslAuthority } from '#platform/timestamp/testing.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import { aLine, aStamper, bringConstancia, confirmMedicines, constanciaOver, printPrescription } from '#test/prescriptions.ts';
import type { Prescription, PrescriptionList } from './contract.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
let openssl: OpensslAuthority;
let provider: DemoStamper;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
  openssl = openOpensslAuthority();
  provider = aStamper(house.authority);
  await confirmMedicines(doctor, ['amoxicilina', 'clonazepam']);
});
after(async () => {
  openssl.close();
  await house.close();
  await home.close();
});

const trust = async (kind: 'nom-151' | 'rfc-3161', name: string, certificate: Uint8Array): Promise<void> => {
  await mkdir(join(house.dataFolder, 'trusted-stamps', kind), { recursive: true });
  await writeFile(join(house.dataFolder, 'trusted-stamps', kind, name), certificate);
};

/** An antibiotic is of fraction IV: its file may be the original once it has its constancia. */
const antibiotic = aLine({ ingredients: ['amoxicilina'], generic: 'Amoxicilina', presentation: { id: null, text: 'cápsula 500 mg' }, dose: { value: 500, unit: 'mg' }, duration: { days: 7 }, quantity: { value: 21, unit: 'cápsula', packs: null } });

const signed = async (line = antibiotic): Promise<{ readonly id: string; readonly token: string; readonly patientId: string; readonly pdf: Buffer }> => {
  const printed = await printPrescription({ doctor, efirma: house.efirmaOf(member), patientId: await house.register(desk) }, [line]);
  return { ...printed, pdf: (await doctor.call('GET', `/api/prescriptions/${printed.id}/pdf`)).raw };
};
const constanciaOf = (pdf: Uint8Array, by = provider): Buffer => constanciaOver(pdf, by);
const bring = (id: string, file: Uint8Array, by = doctor): Promise<Answer> => bringConstancia(by, id, file);
const factsOf = async (id: string): Promise<NonNullable<Prescription['signed']>> => (await doctor.call('GET', `/api/prescriptions/${id}`)).body['signed'] as NonNullable<Prescription['signed']>;

test('NOM151-1: what nobody here trusts is kept as such and makes no original; the constancia of a trusted provider does, in the chart, the list and the pharmacy’s page', async () => {
  const { id, pdf, patientId } = await signed();
  assert.equal((await factsOf(id)).mode, 'ELECTRONICA_SIN_CONSTANCIA');
  const unknown = await bring(id, constanciaOf(pdf));
  assert.equal(unknown.status, 201, JSON.stringify(unknown.body));
  assert.deepEqual([(await factsOf(id)).mode, (await factsOf(id)).constancia?.status, (await factsOf(id)).constancia?.kind], ['ELECTRONICA_SIN_CONSTANCIA', 'issuer-unknown', 'rfc-3161']);
  await trust('nom-151', 'provider.cer', house.authority.certificateDer);
  const second = constanciaOf(pdf, aStamper(house.authority, 'Otra de prueba'));
  assert.equal((await bring(id, second)).status, 201);
  const facts = await factsOf(id);
  assert.deepEqual([facts.mode, facts.constancia?.kind, facts.constancia?.status, facts.constancia?.issuer], ['ELECTRONICA', 'nom-151', 'issuer-trusted', 'Otra de prueba']);
  const { prescriptions } = (await doctor.call('GET', `/api/patients/${patientId}/prescriptions`)).body as { prescriptions: PrescriptionList };
  assert.equal(prescriptions[0]?.mode, 'ELECTRONICA');
  const kept = await doctor.call('GET', `/api/prescriptions/${id}/constancia`);
  assert.ok(kept.raw.equals(second), 'as it came');
});

test('a time stamp of a trusted authority is shown as one and is no constancia: the request file of ours, answered by OpenSSL, brought as the reply, as base64, as PEM', async () => {
  await trust('rfc-3161', 'openssl.cer', openssl.root);
  const { id, pdf } = await signed();
  const request = await doctor.call('GET', `/api/prescriptions/${id}/stamp-request`);
  assert.equal(request.status, 200);
  assert.ok(request.raw.length < 100, 'the digest and nothing else');
  const reply = openssl.answer(request.raw);
  assert.equal((await bring(id, reply)).status, 201);
  assert.deepEqual([(await factsOf(id)).mode, (await factsOf(id)).constancia?.kind, (await factsOf(id)).constancia?.status], ['ELECTRONICA_SIN_CONSTANCIA', 'rfc-3161', 'issuer-trusted']);
  const token = openssl.answer(request.raw, { token: true }).toString('base64');
  assert.equal((await bring(id, Buffer.from(token))).status, 201, 'base64');
  const again = openssl.answer(request.raw, { token: true }).toString('base64').replace(/(.{64})/g, '$1\n');
  assert.equal((await bring(id, Buffer.from(`-----BEGIN PKCS7-----\n${again}\n-----END PKCS7-----\n`))).status, 201, 'PEM');
  assert.ok(pdf.length > 0);
});

test('paper stays paper, whatever constancia is brought', async () => {
  const { id, pdf } = await signed(aLine({ ingredients: ['clonazepam'], generic: 'Clonazepam', presentation: { id: null, text: 'tableta 2 mg' }, dose: { value: 2, unit: 'mg' }, frequency: { kind: 'every', hours: 24 }, duration: { days: 10 }, quantity: { value: 10, unit: 'tableta', packs: 1 } }));
  assert.equal((await bring(id, constanciaOf(pdf))).status, 201);
  assert.equal((await factsOf(id)).mode, 'IMPRESA_AUTOGRAFA');
});

test('refused with its reason, and nothing kept: another prescription’s, an altered one, no token at all; the same file twice; two at once', async () => {
  const [one, other] = [await signed(), await signed()];
  const token = constanciaOf(one.pdf);
  const refusals = [[other.id, token, 'stamp-of-another-file'], [one.id, Buffer.from(token).fill(0, token.length - 9), 'stamp-signature-wrong'], [one.id, one.pdf.subarray(0, 60_000), 'stamp-unreadable'], [one.id, Buffer.from('no es un sello'), 'stamp-unreadable']] as const;
  for (const [id, file, code] of refusals) {
    const refused = await bring(id, file);
    assert.deepEqual([refused.status, refused.body['code']], [400, code]);
  }
  const twice = await Promise.all([bring(one.id, token), bring(one.id, token)]);
  assert.deepEqual(twice.map(({ status }) => status).sort(), [201, 409]);
  assert.equal(twice.find(({ status }) => status === 409)?.body['code'], 'constancia-known');
  const rows = await home.asSuperuser('select kind from rx.constancia where prescription_id = any($1::uuid[])', [[one.id, other.id]]);
  assert.equal(rows.length, 1);
});

test('reception, another clinic and a draft bring nothing; a row cannot be written for somebody else, nor changed', async () => {
  const { id, pdf } = await signed();
  assert.equal((await bring(id, constanciaOf(pdf), desk)).status, 403);
  assert.equal((await desk.call('GET', `/api/prescriptions/${id}/stamp-request`)).status, 403);
  assert.equal((await desk.call('GET', `/api/prescriptions/${id}/constancia`)).status, 403);
  assert.equal((await doctor.call('GET', `/api/prescriptions/${id}/constancia`)).status, 404, 'none was brought');
  const nowhere = '0192f000-0000-7000-8000-000000000000';
  assert.equal((await bring(nowhere, constanciaOf(pdf))).status, 404);
  assert.equal((await bring(id, constanciaOf(pdf))).status, 201);
  await assert.rejects(home.asSuperuser('update rx.constancia set kind = \'nom-151\' where prescription_id = $1', [id]));
});
