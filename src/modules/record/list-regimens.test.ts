import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseId } from '#kernel/ids.ts';
import type { PatientId } from '#kernel/ids.ts';
import { createTestDatabase } from '../../../test/database.ts';
import type { TestDatabase } from '../../../test/database.ts';
import { completeNote, openHouse, signNote, writeNote } from '../../../test/house.ts';
import type { Caller, House, Member } from '../../../test/house.ts';
import type { HabitualRegimens } from '#modules/charting/contract.ts';
import { regimensOfLines } from './list-regimens.ts';

const now = new Date('2026-06-01T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);
const who = (n: number): PatientId => parseId<'patient'>(`00000000-0000-4000-8000-${String(n).padStart(12, '0')}`);
const line = (dose: string, patient: number, days: number, parts = {}) => ({ patientId: who(patient), at: daysAgo(days), medicine: { name: 'Metformina', dose, route: 'oral', frequency: 'cada 12 h', duration: '', ...parts } });

test('a line that only one patient has, however often it was carried, is no habit', () => {
  assert.deepEqual(regimensOfLines([line('850 mg', 1, 1), line('850 mg', 1, 30), line('850 mg', 1, 60)], now), []);
  assert.deepEqual(regimensOfLines([line('850 mg', 1, 1), line('850 mg', 1, 30), line('850 mg', 2, 60)], now).map(({ times }) => times), [2]);
});

test('what is used more and later comes first, and an old habit gives way', () => {
  const old = [1, 2, 3, 4].map((patient) => line('500 mg', patient, 330));
  const today = [5, 6].map((patient) => line('850 mg', patient, 2));
  assert.deepEqual(regimensOfLines([...old, ...today], now).map(({ regimen, times }) => [regimen.dose, times]), [['850 mg', 2], ['500 mg', 4]]);
  const more = [5, 6, 7].map((patient) => line('1 g', patient, 2));
  assert.equal(regimensOfLines([...today, ...more], now)[0]?.regimen.dose, '1 g');
});

test('capitals and accents make no other regimen, the newest writing is shown, and a line that lacks something is none', () => {
  const found = regimensOfLines([line('850 mg', 1, 9, { name: 'METFORMINA', route: 'Oral' }), line('850 mg', 2, 1)], now);
  assert.deepEqual(found.map(({ regimen, times }) => [regimen.name, times]), [['Metformina', 2]]);
  assert.deepEqual(regimensOfLines([line('', 1, 1), line('', 2, 1)], now), []);
});

let home: TestDatabase;
let house: House;
let doctorWho: Member;
let doctor: Caller;
let other: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctorWho = await house.hire(['physician']);
  doctor = await house.signIn(doctorWho);
  other = await house.signIn(await house.hire(['physician']));
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const regimensOf = async (caller: Caller): Promise<HabitualRegimens['regimens']> => {
  const { status, body } = await caller.call('GET', '/api/habitual-regimens');
  assert.equal(status, 200, JSON.stringify(body));
  return (body as unknown as HabitualRegimens).regimens;
};
const losartan = { name: 'Losartán', dose: '50 mg', route: 'oral', frequency: 'cada 12 horas', duration: '30 días' };

test('signed notes of several patients make a habit of who signed them alone; a draft makes none; nothing says whose they are', async () => {
  const efirma = house.efirmaOf(doctorWho);
  const patients = [await house.register(desk), await house.register(desk)];
  for (const patientId of patients) {
    const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, medicines: [losartan] });
    if (patientId === patients[1]) assert.deepEqual(await regimensOf(doctor), []);
    await signNote(doctor, noteId, version, efirma);
  }
  const found = await regimensOf(doctor);
  assert.deepEqual(found, [{ ...losartan, keptAs: null, times: 2 }]);
  assert.ok(!patients.some((id) => JSON.stringify(found).includes(id)));
  assert.deepEqual(await regimensOf(other), []);
  assert.equal((await desk.call('GET', '/api/habitual-regimens')).status, 403);
});

test('a kept regimen comes before what was learned, once, until it is retired', async () => {
  const kept = await doctor.call('POST', '/api/regimens', { name: 'Enalapril', dose: '10 mg', route: 'oral', frequency: 'cada 12 horas', duration: '', takenFrom: null });
  const same = await doctor.call('POST', '/api/regimens', { ...losartan, takenFrom: null });
  assert.deepEqual((await regimensOf(doctor)).map(({ name, times, keptAs }) => [name, times, keptAs]), [['Losartán', 2, same.body['id']], ['Enalapril', 0, kept.body['id']]]);
  await doctor.call('POST', `/api/regimens/${String(kept.body['id'])}/retirement`);
  await doctor.call('POST', `/api/regimens/${String(same.body['id'])}/retirement`);
  assert.deepEqual((await regimensOf(doctor)).map(({ name, keptAs }) => [name, keptAs]), [['Losartán', null]]);
});
