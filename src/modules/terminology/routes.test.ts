import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { searchDiagnosesReply } from './contract.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
});
after(async () => {
  await house.close();
  await home.close();
});

test('a physician finds a diagnosis over HTTP with the catalogue that its code comes from', async () => {
  const { status, body } = await doctor.call('GET', '/api/terminology/diagnoses?q=migra%C3%B1a&limit=3');
  assert.equal(status, 200);
  const { catalogue, diagnoses } = searchDiagnosesReply.parse(body);
  assert.deepEqual([diagnoses.length, diagnoses[0]?.code, catalogue.name], [3, 'G439', 'Amate CIE-10']);
});

test('an unknown parameter, an empty query and too many rows are refused', async () => {
  for (const query of ['q=tos&patient=1', 'q=', 'q=tos&limit=21', 'q=tos&sex=X', '']) assert.equal((await doctor.call('GET', `/api/terminology/diagnoses?${query}`)).status, 400, query);
});

test('who may not read the record may not search: the desk and who has not signed in', async () => {
  const desk = await house.signIn(await house.hire(['receptionist']));
  assert.equal((await desk.call('GET', '/api/terminology/diagnoses?q=tos')).status, 403);
  assert.equal((await house.caller().call('GET', '/api/terminology/diagnoses?q=tos')).status, 401);
});
