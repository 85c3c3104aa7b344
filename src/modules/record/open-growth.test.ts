import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays, civilDateIn } from '#kernel/civil-date.ts';
import type { Growth } from '#modules/growth/contract.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { completeNote, openHouse, signNote, writeNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  [doctor, desk] = [await house.signIn(member), await house.signIn(await house.hire(['receptionist']))];
});
after(async () => {
  await house.close();
  await home.close();
});

const today = civilDateIn('America/Mexico_City', new Date());
/** A patient born so many days ago; her CURP is left unknown, as it would say another day. */
const bornAgo = async (days: number, changes: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const { body: notice } = await desk.call('GET', '/api/privacy/notice');
  const ground = { basis: 'consent', noticeVersion: notice['version'], noticeSha256: notice['sha256'], mechanism: 'autograph-on-paper', givenBy: 'guardian', giverName: 'Madre Inventada', secondaryPurposes: false };
  const identity = { ...anIdentity({ birthDate: addDays(today, -days), sex: 'H', biologicalSex: 1 }), curp: { state: 'absent', reason: 'not-at-hand' }, guardian: { name: 'Madre Inventada', relationship: 'mother', phone: null }, ...changes };
  const made = await desk.call('POST', '/api/patients', { identity, ground });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return String(made.body['id']);
};
const measure = async (patientId: string, vitals: Readonly<Record<string, number | null>>): Promise<void> => {
  await home.asSuperuser('insert into clin.earlier_history (clinic_id, patient_id, attested_by, attested_at, kept_at) values ($1, $2, $3, now(), \'\\x00\') on conflict do nothing', [house.clinicId, patientId, member.personId]);
  const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, vitals: { ...completeNote.vitals, ...vitals } });
  const signed = await signNote(doctor, noteId, version, house.efirmaOf(member));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
};
const growthOf = async (patientId: string): Promise<Growth> => {
  const { status, body } = await doctor.call('GET', `/api/patients/${patientId}/growth`);
  assert.equal(status, 200, JSON.stringify(body));
  return body as Growth;
};
const pointsOf = ({ charts }: Growth, indicator: string) => charts.find((each) => each.indicator === indicator)?.points ?? [];

test('what a signed note measured stands on WHO’s curves with its z and percentile; what was not measured does not', async () => {
  const patientId = await bornAgo(365);
  await measure(patientId, { weight: 9.6, height: 75.7, headCircumference: 46.1 });
  const growth = await growthOf(patientId);
  assert.deepEqual([growth.unavailable, growth.sex, growth.days, growth.term], [null, 'H', 365, null]);
  assert.deepEqual(growth.charts.map(({ indicator, unit, points }) => [indicator, unit, points.length]), [['weight', 'kg', 1], ['height', 'cm', 1], ['bmi', 'kg/m²', 1], ['head', 'cm', 1], ['weight-for-length', 'kg', 1]]);
  // WHO's row of that day: L 0.0645 M 9.646 S 0.10925; 75.7391 cm S 0.03137; 46.0637 cm S 0.02789
  assert.deepEqual(pointsOf(growth, 'weight').map(({ on, days, corrected, value, z, percentile, why }) => [on, days, corrected, value, z, percentile, why]), [[today, 365, null, 9.6, -0.04, 48.3, null]]);
  assert.deepEqual([pointsOf(growth, 'height')[0]?.z, pointsOf(growth, 'head')[0]?.z], [-0.02, 0.03]);
  assert.equal(pointsOf(growth, 'bmi')[0]?.value, 16.8);
  // WHO's row of that millimetre, M 9.644 S 0.08303, gives −0.055; straight lines between centimetres stay within a hundredth
  assert.deepEqual(pointsOf(growth, 'weight-for-length').map(({ x, value }) => [x, value]), [[75.7, 9.6]]);
  assert.ok(Math.abs(Number(pointsOf(growth, 'weight-for-length')[0]?.z) + 0.055) <= 0.01);
  assert.ok(growth.charts.every(({ curves }) => curves.length > 0 && curves.every(({ lines }) => lines.length === 7)));
});

test('a sign is told impossible before it is stored, and the head’s circumference is one', async () => {
  const patientId = await bornAgo(30);
  const started = await doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient' });
  const content = { ...completeNote, vitals: { ...completeNote.vitals, headCircumference: 370 } };
  assert.equal((await doctor.call('PUT', `/api/notes/${String(started.body['noteId'])}/draft`, { version: 0, saveId: crypto.randomUUID(), content })).status, 400);
});

test('a draft from before the head was asked for is read as not measured', async () => {
  const patientId = await bornAgo(30);
  const { headCircumference: _unasked, ...vitals } = completeNote.vitals;
  const { noteId } = await writeNote(doctor, patientId, { ...completeNote, vitals });
  const note = await doctor.call('GET', `/api/notes/${noteId}`);
  assert.equal((note.body['content'] as typeof completeNote).vitals.headCircumference, null);
});

test('a preterm child is judged by corrected age once the weeks of gestation are stated; the newest statement holds and none is lost', async () => {
  const patientId = await bornAgo(100);
  await measure(patientId, { weight: 4.2, height: 53, headCircumference: 37 });
  const before = pointsOf(await growthOf(patientId), 'weight')[0];
  const state = (weeks: number, days: number) => doctor.call('POST', `/api/patients/${patientId}/birth-term`, { weeks, days });
  assert.equal((await state(38, 2)).status, 201);
  assert.equal(pointsOf(await growthOf(patientId), 'weight')[0]?.corrected, null, 'term: nothing to correct');
  assert.equal((await state(32, 0)).status, 201);
  const growth = await growthOf(patientId);
  const corrected = pointsOf(growth, 'weight')[0];
  assert.deepEqual({ ...growth.term, statedBy: '', statedAt: '' }, { weeks: 32, days: 0, statedBy: '', statedAt: '' });
  assert.deepEqual([corrected?.days, corrected?.corrected], [100, 44]);
  assert.ok(Number(before?.z) < -3 && Number(corrected?.z) > -2, `${String(before?.z)} ${String(corrected?.z)}`);
  assert.equal((await state(24, 0)).status, 201);
  assert.deepEqual(pointsOf(await growthOf(patientId), 'weight').map(({ corrected: days, z, why }) => [days, z, why]), [[-12, null, 'before-term']]);
  assert.deepEqual((await home.asSuperuser<{ gestation_days: number }>('select gestation_days from clin.birth_term where patient_id = $1 order by stated_at', [patientId])).map(({ gestation_days }) => gestation_days), [268, 224, 168]);
});

test('weeks nobody is born at are refused; reception neither reads nor states', async () => {
  const patientId = await bornAgo(10);
  for (const body of [{ weeks: 21, days: 6 }, { weeks: 44, days: 0 }, { weeks: 30, days: 7 }, { weeks: 30 }]) assert.equal((await doctor.call('POST', `/api/patients/${patientId}/birth-term`, body)).status, 400);
  assert.equal((await desk.call('GET', `/api/patients/${patientId}/growth`)).status, 403);
  assert.equal((await desk.call('POST', `/api/patients/${patientId}/birth-term`, { weeks: 40, days: 0 })).status, 403);
});

test('a statement of the term of birth stays as it is, for the owner too', async () => {
  const patientId = await bornAgo(10);
  assert.equal((await doctor.call('POST', `/api/patients/${patientId}/birth-term`, { weeks: 39, days: 1 })).status, 201);
  for (const attack of ['update clin.birth_term set gestation_days = 200', 'delete from clin.birth_term', 'truncate clin.birth_term']) await assert.rejects(home.asOwner(attack), { code: 'AM001' });
});

test('nothing is drawn past nineteen years, without a birth date or for an intersex person, and the reply says why', async () => {
  assert.equal((await growthOf(await bornAgo(7_000))).unavailable, 'too-old');
  assert.equal((await growthOf(await bornAgo(900, { sex: 'X', biologicalSex: 3 }))).unavailable, 'no-sex');
  const weightAtTwelve = await bornAgo(12 * 366);
  await measure(weightAtTwelve, { weight: 40, height: 150 });
  const growth = await growthOf(weightAtTwelve);
  assert.deepEqual([pointsOf(growth, 'weight')[0]?.why, typeof pointsOf(growth, 'bmi')[0]?.z], ['beyond-table', 'number']);
});
