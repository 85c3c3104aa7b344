import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PatientId } from '#kernel/ids.ts';
import { authenticate } from '#modules/identity/public.ts';
import { requireOpenPatient } from '#modules/patients/public.ts';
import { lockPatients, markMerged } from '#modules/patients/queries.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
let reception: StaffActor;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
  const actor = await authenticate(house.api.identity, desk.cookie() ?? '');
  assert.ok(actor !== null);
  reception = actor;
});
after(async () => {
  await house.close();
  await home.close();
});

const pair = async (): Promise<readonly [PatientId, PatientId]> => [await house.register(desk) as PatientId, await house.register(desk) as PatientId];
const merge = (kept: PatientId, merged: PatientId): Promise<Answer> =>
  desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' });
let hours = 0;
const book = (patientId: PatientId): Promise<Answer> => {
  hours += 1;
  const startsAt = new Date(Date.parse('2026-11-23T00:00:00Z') + hours * 3_600_000).toISOString();
  return desk.call('POST', '/api/appointments', { patientId, practitionerId: member.personId, startsAt, minutes: 15, kind: 'first' });
};
const start = (patientId: PatientId): Promise<Answer> => doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient' });

/** Until so many statements wait for a lock in this test's database. */
const waiting = async (count: number): Promise<void> => {
  for (;;) {
    const rows = await home.asSuperuser('select from pg_stat_activity where datname = current_database() and wait_event_type = \'Lock\'');
    if (rows.length >= count) return;
    await new Promise((resolve) => { setTimeout(resolve, 10); });
  }
};

/** Runs `first` in a transaction and keeps it open until `then` waits for it; answers what `then` came to. */
const heldOpen = async <Result>(first: Parameters<typeof home.database.withActor<StaffActor, unknown>>[1], then: () => readonly Promise<Result>[]): Promise<readonly Result[]> => {
  let others: readonly Promise<Result>[] = [];
  await home.database.withActor(reception, async (tx) => {
    await first(tx);
    others = then();
    await waiting(others.length);
  });
  return Promise.all(others);
};

test('a merge waits for a booking or a consult under way, and then takes both along', async () => {
  const [kept, merged] = await pair();
  const [answer] = await heldOpen((tx) => requireOpenPatient(tx, merged), () => [merge(kept, merged)]);
  assert.equal(answer?.status, 200, JSON.stringify(answer?.body));
});

test('a booking and a consult that come while a merge is under way wait for it and are refused: nothing new under who was merged', async () => {
  const [kept, merged] = await pair();
  const answers = await heldOpen(async (tx) => {
    await lockPatients(tx, [kept, merged]);
    await markMerged(tx, merged, kept);
  }, () => [book(merged), start(merged)]);
  for (const { status, body } of answers) assert.deepEqual([status, body['code'], body['detail']], [409, 'patient-merged', { patientId: kept }]);
  for (const table of ['front.appointment', 'clin.encounter']) assert.deepEqual(await home.asSuperuser(`select from ${table} where patient_id = $1`, [merged]), [], table);
});

test('booking, consult and merge at once, again and again: whatever was refused left nothing, whatever was not stands', async () => {
  for (let round = 0; round < 8; round += 1) {
    const [kept, merged] = await pair();
    const [booked, begun, made] = await Promise.all([book(merged), start(merged), merge(kept, merged)]);
    assert.equal(made.status, 200, JSON.stringify(made.body));
    for (const [table, { status, body }] of [['front.appointment', booked], ['clin.encounter', begun]] as const) {
      assert.ok(status === 201 || body['code'] === 'patient-merged', JSON.stringify(body));
      assert.equal((await home.asSuperuser(`select from ${table} where patient_id = $1`, [merged])).length, status === 201 ? 1 : 0, table);
    }
  }
});
