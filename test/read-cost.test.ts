import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fixedClock, systemClock } from '#kernel/clock.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { openHouse } from './house.ts';
import type { Caller, House } from './house.ts';
import { openTap } from './postgres-tap.ts';
import type { PostgresTap } from './postgres-tap.ts';

/** What reading costs is counted in what is sent to PostgreSQL, which no machine's load changes. */
let home: TestDatabase;
let tap: PostgresTap;
let house: House;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  tap = await openTap(home.ownerUrl);
  // The clock stands, so that no session and no key has to be asked for again in between.
  house = await openHouse({ ...home, ownerUrl: tap.url }, { clock: fixedClock(systemClock.now().toISOString()) });
  doctor = await house.signIn(await house.hire(['physician']));
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await tap.close();
  await home.close();
});

const costOf = async (act: () => Promise<{ readonly status: number }>, logins: readonly string[]) => {
  // The second time: statements are prepared, the session and the key are at hand.
  await act();
  for (const login of logins) tap.said(login);
  assert.equal((await act()).status, 200);
  return logins.map((login) => tap.said(login));
};

test('opening a patient again takes one round trip, and one more that makes its audit entry durable', async () => {
  const patientId = await house.register(desk);
  const [reading, recording, gate] = await costOf(() => doctor.call('GET', `/api/patients/${patientId}`), ['amate_clinician', 'amate_recorder', 'amate_gate']);
  // The session that enters, the patient with its merges, the grounds for holding its data.
  assert.deepEqual(reading, { B: 3, E: 3, S: 1 });
  assert.deepEqual(recording, { B: 1, E: 1, S: 1 });
  assert.deepEqual(gate, {});
});

test('a page of search results takes one round trip, and one more for its audit entry', async () => {
  await house.register(desk, 'Villaseñor');
  await house.api.index.catchUp();
  const [reading, recording] = await costOf(() => desk.call('POST', '/api/patients/search', { query: 'villaseñor', limit: 20 }), ['amate_frontdesk', 'amate_recorder']);
  assert.deepEqual(reading, { B: 2, E: 2, S: 1 });
  assert.deepEqual(recording, { B: 1, E: 1, S: 1 });
});

test('opening many patients at once shares the commits of their audit entries', async () => {
  const patientId = await house.register(desk);
  const many = async () => {
    const answers = await Promise.all(Array.from({ length: 16 }, () => doctor.call('GET', `/api/patients/${patientId}`)));
    return { status: Math.max(...answers.map(({ status }) => status)) };
  };
  const [, recording] = await costOf(many, ['amate_clinician', 'amate_recorder']);
  assert.ok((recording?.['E'] ?? 0) < 16, JSON.stringify(recording));
});

test('catching up reads what changed and opens nothing that did not', async () => {
  await house.api.index.catchUp();
  await house.api.index.ready;
  tap.said('amate_index');
  await house.api.index.catchUp();
  const again = tap.said('amate_index');
  await house.register(desk, 'Zubizarreta');
  await house.api.index.catchUp();
  const changed = tap.said('amate_index');
  // Which changed of late, their changes; then also the row and its key.
  assert.ok((changed['E'] ?? 0) >= (again['E'] ?? 0) + 2, JSON.stringify({ again, changed }));
});
