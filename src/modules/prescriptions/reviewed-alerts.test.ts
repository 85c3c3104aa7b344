import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { safetyRows } from '#modules/safety/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { aLine, aPrescription, writePrescription } from '#test/prescriptions.ts';
import type { Prescription } from './contract.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const line = (key: string, generic: string) => aLine({ ingredients: [key], generic, presentation: { id: null, text: 'tableta' }, dose: { value: 5, unit: 'mg' } });
const pair = [line('sildenafil', 'Sildenafil'), line('dinitrato de isosorbida', 'Dinitrato de isosorbida')];

/** The alert of the two together, as the save tells it. */
const alertOf = async (): Promise<NonNullable<Prescription['safety']>['alerts'][number]> => {
  const { saved } = await writePrescription(doctor, await house.register(desk), aPrescription(pair));
  const alert = (saved.body['safety'] as NonNullable<Prescription['safety']>).alerts.find(({ kind }) => kind === 'interaction');
  assert.ok(alert !== undefined, JSON.stringify(saved.body['safety']));
  return alert;
};

const say = async (verdict: string, rules: readonly string[], who: Caller = doctor): Promise<void> => {
  const rows = rules.map((key) => ({ key, rowSha256: safetyRows('interaction').get(key)?.digest.toString('hex'), verdict, fraction: null, isAntibiotic: null }));
  const answer = await who.call('POST', '/api/medicines/confirmations', { subject: 'interaction', rows });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
};

test('an alert is reviewed once its row was confirmed here, and fires on whatever was said of it', async () => {
  const { rule, reviewed, severity } = await alertOf();
  const rules = rule.split('+');
  assert.deepEqual([reviewed, severity], [false, 'contraindicated']);
  const otherHouse = await openHouse(home, { clinicName: 'Otro Consultorio' });
  await say('confirmed', rules, await otherHouse.signIn(await otherHouse.hire(['physician'])));
  await otherHouse.close();
  assert.equal((await alertOf()).reviewed, false, 'another clinic’s word counts for nothing');
  await say('confirmed', rules);
  assert.equal((await alertOf()).reviewed, true);
  await say('rejected', rules);
  assert.deepEqual([(await alertOf()).reviewed, (await alertOf()).severity], [false, 'contraindicated'], 'rejecting silences nothing');
});

test('a confirmation of a row that has changed since reviews nothing', async () => {
  const { rule } = await alertOf();
  await say('confirmed', rule.split('+'));
  // what a new version of the data would do: the digest is another
  await home.asSuperuser('alter table med.confirmation disable trigger user');
  await home.asSuperuser(`update med.confirmation set row_sha256 = sha256('other') where clinic_id = $1`, [house.clinicId]);
  await home.asSuperuser('alter table med.confirmation enable trigger user');
  assert.equal((await alertOf()).reviewed, false);
});
