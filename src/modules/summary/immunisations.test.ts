import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
let nurse: Caller;

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
  nurse = await house.signIn(await house.hire(['nurse']));
});
after(async () => { await house.close(); await home.close(); });

const given = { kind: 'immunisation', status: 'completed', since: '2026-01-15', until: null, vaccine: 'SRP (triple viral)', dose: '', lot: 'Z9-PRUEBA', note: '', code: 'srp', number: 1, source: 'here', site: 'Brazo izquierdo', route: 'Subcutánea', maker: 'Ficticia', expiry: '2027-01-31', reaction: '' };
const add = (caller: Caller, patientId: string, content: object) => caller.call('POST', `/api/patients/${patientId}/summary`, { content });
const itemsOf = async (patientId: string) => (await doctor.call('GET', `/api/patients/${patientId}/summary`)).body['items'] as readonly { readonly itemId: string; readonly content: object }[];

test('a nurse records a dose with its lot, and all that was said comes back', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await add(nurse, patientId, given)).status, 201);
  assert.deepEqual((await itemsOf(patientId)).map(({ content }) => content), [given]);
});

test('a dose recorded before vaccines had codes is still read, and may be changed as it is', async () => {
  const patientId = await house.register(doctor);
  const old = { kind: 'immunisation', status: 'completed', since: null, until: null, vaccine: 'Influenza', dose: '0.5 mL', lot: '', note: '' };
  const { itemId } = (await add(doctor, patientId, old)).body;
  const changed = { ...old, code: 'influenza', source: 'card' };
  assert.equal((await doctor.call('PUT', `/api/patients/${patientId}/summary/${String(itemId)}`, { version: 1, content: changed })).status, 200);
  assert.deepEqual((await itemsOf(patientId)).map(({ content }) => content), [changed]);
});

test('SUM-4 a dose given here without day or lot, a refused one with a lot, and one that ends are refused', async () => {
  const patientId = await house.register(doctor);
  const wrong: readonly (readonly [string, object])[] = [
    ['dose-needs-date', { since: null }], ['dose-needs-lot', { lot: ' ' }], ['refused-dose-has-no-lot', { status: 'refused' }], ['dose-has-no-end', { until: '2026-02-01' }],
  ];
  for (const [code, change] of wrong) {
    const { status, body } = await add(doctor, patientId, { ...given, ...change });
    assert.equal(status, 422, code);
    assert.ok(JSON.stringify(body).includes(code), code);
  }
  assert.equal((await add(doctor, patientId, { ...given, source: 'card', since: null, lot: '' })).status, 201, 'of what was read on a card less is known');
  assert.equal((await add(doctor, patientId, { ...given, status: 'refused', lot: '' })).status, 201);
});

test('a dose of a day to come, an unknown vaccine or number, and a reader without the permission are refused', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await add(doctor, patientId, { ...given, since: '2099-01-01' })).body['code'], 'summary-date-to-come');
  for (const change of [{ code: 'penicilina' }, { number: 0 }, { number: 1.5 }, { source: 'rumour' }, { expiry: 'ayer' }]) assert.equal((await add(doctor, patientId, { ...given, ...change })).status, 400, JSON.stringify(change));
  const desk = await house.signIn(await house.hire(['receptionist']));
  assert.equal((await add(desk, patientId, given)).status, 403);
  assert.deepEqual(await itemsOf(patientId), []);
});
