import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import { aLine, aPrescription, signPrescription, writePrescription } from '#test/prescriptions.ts';
import type { Prescription } from './contract.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const taken = async (patientId: string, name: string, dose: string, frequency: string): Promise<void> => {
  const answer = await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { kind: 'medicine', status: 'active', since: null, until: null, name, dose, route: 'oral', frequency, source: 'self', note: '' } });
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
};

const sixHourly = (changes: Parameters<typeof aLine>[0] = {}) => aLine({ frequency: { kind: 'every', hours: 6 }, ...changes });
const combined = sixHourly({ ingredients: ['paracetamol', 'tramadol'], generic: 'Paracetamol con tramadol', presentation: { id: null, text: 'tableta 325 mg + 37.5 mg' } });

/** What the save says of the sum of a day, and of doses that nobody knows. */
const saidOf = async (patientId: string, line = combined): Promise<{ readonly sums: readonly string[]; readonly unknown: readonly string[] }> => {
  const { saved } = await writePrescription(doctor, patientId, aPrescription([line]));
  const { alerts, notChecked } = saved.body['safety'] as NonNullable<Prescription['safety']>;
  return { sums: alerts.filter(({ effect }) => effect.startsWith('Entre ')).map(({ severity, effect }) => `${severity}: ${effect}`), unknown: notChecked.filter(({ reason }) => reason === 'dose-unknown').flatMap(({ refs }) => refs.map((ref) => ref.split(':')[0] ?? '')) };
};

test('what the patient takes by her own word counts into the day’s dose, and a dose nobody wrote is said to be unknown', async () => {
  const known = await house.register(desk);
  await taken(known, 'Paracetamol', '750 mg', 'cada 6 horas');
  assert.deepEqual((await saidOf(known)).sums, ['major: Entre 2 productos con paracetamol: Dosis mayor a la máxima: 4300 mg al día; máximo 4000.']);
  const unknown = await house.register(desk);
  await taken(unknown, 'Tempra', '', '');
  assert.deepEqual(await saidOf(unknown), { sums: [], unknown: ['active'] });
});

for (const [dose, sums] of [[750, 1], [200, 0]] as const) {
  test(`what a signed prescription still gives counts into the day’s dose: ${String(dose)} mg every six hours`, async () => {
    const patientId = await house.register(desk);
    const { id, version } = await writePrescription(doctor, patientId, aPrescription([sixHourly({ dose: { value: dose, unit: 'mg' } })]));
    const signed = await signPrescription(doctor, id, version, house.efirmaOf(member));
    assert.equal(signed.status, 200, JSON.stringify(signed.body));
    assert.equal((await saidOf(patientId)).sums.length, sums);
  });
}
