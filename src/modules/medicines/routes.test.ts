import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { medicineCatalogue } from './catalogue.ts';
import { readLineReply, searchMedicinesReply } from './contract.ts';

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

test('a search and a line say which catalogue they come from', async () => {
  const { name, version, sha256 } = medicineCatalogue();
  const found = await doctor.call('GET', '/api/medicines/search?q=parac');
  assert.equal(found.status, 200, JSON.stringify(found.body));
  assert.deepEqual(searchMedicinesReply.parse(found.body).catalogue, { name, version, sha256 });
  const line = await doctor.call('POST', '/api/medicines/read-line', { text: 'xilofonamida 500 c8' });
  assert.equal(line.status, 200, JSON.stringify(line.body));
  assert.deepEqual(readLineReply.parse(line.body), { catalogue: { name, version, sha256 }, read: { error: 'unknown-medicine' } });
});

test('one letter, an unknown parameter and too long a text are refused', async () => {
  for (const query of ['q=a', 'q=', 'q=para&limit=21', 'q=para&patient=1', '']) assert.equal((await doctor.call('GET', `/api/medicines/search?${query}`)).status, 400, query);
  for (const body of [{}, { text: 1 }, { text: 'a', patientId: 'b' }, { text: 'x'.repeat(1001) }]) assert.equal((await doctor.call('POST', '/api/medicines/read-line', body)).status, 400, JSON.stringify(body));
});

test('who may not read the record may not ask: the desk and who has not signed in', async () => {
  const desk = await house.signIn(await house.hire(['receptionist']));
  assert.equal((await desk.call('GET', '/api/medicines/search?q=parac')).status, 403);
  assert.equal((await desk.call('POST', '/api/medicines/read-line', { text: 'paracetamol' })).status, 403);
  assert.equal((await house.caller().call('GET', '/api/medicines/search?q=parac')).status, 401);
});
