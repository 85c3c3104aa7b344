import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';

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

type Card = { readonly uuid: string; readonly summary: string; readonly detail: string; readonly indicator: string; readonly source: { readonly label: string; readonly topic: { readonly code: string } }; readonly overrideReasons?: readonly { readonly code: string }[] };

const named = (text: string) => ({ medicationCodeableConcept: { text } });
const bundle = (...resources: readonly object[]) => ({ resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) });
const drafts = (...names: readonly string[]) => bundle(...names.map((name) => ({ resourceType: 'MedicationRequest', status: 'draft', intent: 'order', subject: { reference: 'Patient/1' }, ...named(name) })));
const asking = (draftOrders: object, prefetch?: object, hook = 'order-sign') =>
  ({ hook, hookInstance: randomUUID(), context: { userId: 'Practitioner/1', patientId: '1', draftOrders }, ...(prefetch === undefined ? {} : { prefetch }) });
const ask = async (body: object, service = 'amate-order-sign') => {
  const { status, body: answer } = await doctor.call('POST', `/cds-services/${service}`, body);
  return { status, answer, cards: (answer['cards'] ?? []) as readonly Card[] };
};

test('discovery names both services with what they would like fetched', async () => {
  const { status, body } = await doctor.call('GET', '/cds-services');
  assert.equal(status, 200);
  const services = body['services'] as readonly { readonly hook: string; readonly id: string; readonly prefetch: object }[];
  assert.deepEqual(services.map(({ hook, id }) => [hook, id]), [['order-select', 'amate-order-select'], ['order-sign', 'amate-order-sign']]);
  assert.deepEqual(Object.keys(services[0]?.prefetch ?? {}), ['patient', 'medications', 'allergies', 'conditions', 'weight', 'filtration']);
});

test('a contraindicated pair is a critical card with reasons to override, its source and its data set', async () => {
  const { cards } = await ask(asking(drafts('Simvastatina', 'Claritromicina')));
  const card = cards.find(({ indicator }) => indicator === 'critical');
  assert.match(card?.summary ?? '', /^Interacción: Claritromicina \+ Simvastatina\./);
  assert.match(card?.detail ?? '', /sin revisar por un clínico/);
  assert.match(card?.source.label ?? '', /^Amate safety \d{4}-\d\d-\d\d \([0-9a-f]{12}\)$/);
  assert.ok((card?.overrideReasons ?? []).some(({ code }) => code === 'will-monitor'));
});

test('what is taken, allergies, problems and age come from what was prefetched', async () => {
  const prefetch = {
    patient: { resourceType: 'Patient', birthDate: '1970-05-01', gender: 'female' },
    medications: bundle({ resourceType: 'MedicationStatement', status: 'active', ...named('Warfarina') }, { resourceType: 'MedicationStatement', status: 'stopped', ...named('Litio') }),
    allergies: bundle({ resourceType: 'AllergyIntolerance', clinicalStatus: { coding: [{ code: 'active' }] }, code: { text: 'Ibuprofeno: ronchas' } }),
    conditions: bundle({ resourceType: 'Condition', code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'E11.9' }], text: 'Diabetes tipo 2' } }),
    weight: null,
  };
  const { cards } = await ask(asking(drafts('Ibuprofeno'), prefetch, 'order-select'), 'amate-order-select');
  const topics = cards.filter(({ indicator }) => indicator !== 'info').map(({ source }) => source.topic.code);
  assert.deepEqual(topics, ['allergy', 'interaction']);
  assert.doesNotMatch(JSON.stringify(cards), /Litio/, 'what was stopped is not taken');
});

test('an unknown medicine and facts that lack are said to be unchecked', async () => {
  const { cards } = await ask(asking(drafts('Polvos <img src=x> [de](https://x.test) la abuela')));
  assert.deepEqual(cards.map(({ source, indicator }) => `${source.topic.code} ${indicator}`), ['unmatched info', 'not-checked info']);
  assert.doesNotMatch(cards[0]?.detail ?? '', /(?<!\\)[<[]/, 'no markup of theirs in our markdown');
});

test('the same question has the same cards, another has others', async () => {
  const question = asking(drafts('Warfarina', 'Ibuprofeno'));
  const [once, again] = [await ask(question), await ask(question)];
  assert.deepEqual(again.cards, once.cards);
  const other = await ask({ ...question, hookInstance: randomUUID() });
  assert.notEqual(other.cards[0]?.uuid, once.cards[0]?.uuid);
});

test('malformed questions, a hook at the wrong address and strangers are refused', async () => {
  const good = asking(drafts('Losartan'));
  for (const broken of [{ ...good, hookInstance: 'x' }, { ...good, hook: 'patient-view' }, { ...good, context: {} }, { ...good, context: { draftOrders: { resourceType: 'Patient' } } }, { ...good, prefetch: { secrets: null } }]) assert.equal((await ask(broken)).status, 400);
  const mismatch = await ask(good, 'amate-order-select');
  assert.deepEqual([mismatch.status, mismatch.answer['code']], [400, 'hook-mismatch']);
  assert.equal((await ask(good, 'another')).status, 400);
  assert.equal((await house.caller().call('POST', '/cds-services/amate-order-sign', good)).status, 401);
  const desk = await house.signIn(await house.hire(['receptionist']));
  assert.equal((await desk.call('POST', '/cds-services/amate-order-sign', good)).status, 403);
  const strange = bundle({ resourceType: 'MedicationRequest', medicationCodeableConcept: 7, dosageInstruction: ['x', null, { timing: { repeat: { frequency: -1, period: 0, periodUnit: '__proto__' } }, doseAndRate: {} }] }, { resourceType: 'Observation' });
  assert.equal((await ask(asking(strange))).status, 200, 'strange FHIR is unrecognised, not an error');
});

test('the audit tells that it was asked and not about whom', async () => {
  await ask(asking(drafts('Warfarina', 'Polvos de la abuela')));
  const rows = await home.asSuperuser<{ detail: object; patients: string[] | null; line: string }>("select detail, patients::text[] as patients, to_jsonb(p)::text as line from audit.pending p where action = 'answer-cds-hook' and outcome = 'ok' order by at desc limit 1");
  assert.deepEqual(rows[0]?.patients ?? [], []);
  assert.doesNotMatch(rows[0]?.line ?? 'abuela', /abuela|Warfarina/);
});
