import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import type { MedicineReview } from './contract.ts';

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

const rowOf = async (key: string, who: Caller = doctor): Promise<MedicineReview['rows'][number]> => {
  const { status, body } = await who.call('GET', `/api/medicines/review?q=${encodeURIComponent(key)}`);
  assert.equal(status, 200, JSON.stringify(body));
  const row = (body as unknown as MedicineReview).rows.find((each) => each.key === key);
  assert.ok(row !== undefined, key);
  return row;
};
const confirmed = (row: MedicineReview['rows'][number], more: object = {}): object => ({ rows: [{ key: row.key, rowSha256: row.rowSha256, verdict: 'confirmed', fraction: row.proposed, isAntibiotic: row.proposedAntibiotic, ...more }] });

test('a row is a draft until a physician confirms it, and a draft again once she takes that back', async () => {
  assert.equal((await rowOf('amoxicilina')).state, 'draft');
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', confirmed(await rowOf('amoxicilina')))).status, 201);
  const after = await rowOf('amoxicilina');
  assert.deepEqual([after.state, after.fraction, after.isAntibiotic], ['confirmed', 'IV', true]);
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', confirmed(after, { verdict: 'withdrawn', fraction: null, isAntibiotic: null }))).status, 201);
  assert.equal((await rowOf('amoxicilina')).state, 'draft');
});

test('what changed since it was seen is not confirmed, nor what nobody holds', async () => {
  const row = await rowOf('losartan');
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', confirmed(row, { rowSha256: '0'.repeat(64) }))).body['code'], 'medicine-row-changed');
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', confirmed(row, { key: 'no existe' }))).status, 404);
  assert.equal((await rowOf('losartan')).state, 'draft');
});

test('a nurse sees the review and confirms nothing; another clinic’s word counts for nothing here', async () => {
  const nurse = await house.signIn(await house.hire(['nurse']));
  const row = await rowOf('enalapril', nurse);
  assert.equal((await nurse.call('POST', '/api/medicines/confirmations', confirmed(row))).status, 403);
  const otherHouse = await openHouse(home, { clinicName: 'Otro Consultorio' });
  const colleague = await otherHouse.signIn(await otherHouse.hire(['physician']));
  assert.equal((await colleague.call('POST', '/api/medicines/confirmations', confirmed(await rowOf('enalapril', colleague)))).status, 201);
  assert.equal((await rowOf('enalapril')).state, 'draft');
  await otherHouse.close();
});

type Row = MedicineReview['rows'][number];
const rulesOf = async (subject: string, q: string, who: Caller = doctor): Promise<readonly Row[]> => {
  const { status, body } = await who.call('GET', `/api/medicines/review?${new URLSearchParams({ subject, q }).toString()}`);
  assert.equal(status, 200, JSON.stringify(body));
  return (body as unknown as MedicineReview).rows;
};
const word = (subject: string, { key, rowSha256 }: Row, verdict: string, more: object = {}): object => ({ subject, rows: [{ key, rowSha256, verdict, fraction: null, isAntibiotic: null, ...more }] });
const ruleOf = async (subject: string, key: string, who: Caller = doctor): Promise<Row> => {
  const row = (await rulesOf(subject, key, who)).find((each) => each.key === key);
  assert.ok(row !== undefined, key);
  return row;
};

test('interactions, facts and presentations are rows of the review too, each with what it says and its source', async () => {
  const onc = await ruleOf('interaction', 'ddi-004');
  assert.deepEqual([onc.severity, onc.state, onc.verification], ['contraindicated', 'draft', 'source-seen']);
  assert.ok(onc.says.some((text) => text.includes('Sertralina')), 'the members of a class are named');
  const [dose] = await rulesOf('fact', 'Dosis máxima: Ibuprofeno');
  assert.match(dose?.says.join(' ') ?? '', /800 mg por toma; 3200 mg al día adultos, oral, desde 18 años/);
  assert.ok((await rulesOf('presentation', 'metformina')).every(({ title }) => /metformina/i.test(title)));
});

test('a class is said of an ingredient alone, and what was rejected stands so until it is taken back', async () => {
  const rule = await ruleOf('interaction', 'ddi-005');
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', word('interaction', rule, 'confirmed', { fraction: 'IV' }))).body['code'], 'medicine-class-unasked');
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', word('fact', rule, 'confirmed'))).status, 404, 'of another subject there is no such row');
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', word('interaction', rule, 'rejected'))).status, 201);
  const rejected = await ruleOf('interaction', 'ddi-005');
  assert.equal(rejected.state, 'rejected');
  assert.notEqual(rejected.confirmedBy, null, 'by name');
  assert.equal((await doctor.call('POST', '/api/medicines/confirmations', word('interaction', rule, 'withdrawn'))).status, 201);
  assert.deepEqual([(await ruleOf('interaction', 'ddi-005')).state, (await ruleOf('interaction', 'ddi-005')).confirmedBy], ['draft', null]);
});
