import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { aComplete } from '#modules/documents/testing.ts';
import type { FormKind } from '#modules/documents/contract.ts';
import { catalogueText } from '#modules/terminology/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, signNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import type { Chart, Observed } from './contract.ts';

/** NOM-027, 6.2.2: whoever is observed has a progress note at least every eight hours. */

let home: TestDatabase;
let house: House;
let who: Member;
let doctor: Caller;
let nurse: Caller;
const begun = Date.now();
let elapsed = 0;
const hours = (count: number): void => { elapsed = count * 3_600_000; };
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home, { clock: { now: () => new Date(begun + elapsed) } });
  who = await house.hire(['physician']);
  doctor = await house.signIn(who);
  nurse = await house.signIn(await house.hire(['nurse']));
});
after(async () => { await house.close(); await home.close(); });

const diagnoses = [{ code: 'Z000', term: 'Examen médico general', catalogue: catalogueText(), certainty: 'confirmed' as const, firstTime: true }];
const write = async (patientId: string, kind: FormKind): Promise<{ readonly noteId: string; readonly encounterId: string }> => {
  const { body } = await doctor.call('POST', '/api/documents', { patientId, kind });
  const form = aComplete(kind, { consentAct: 'none' });
  const values = Object.fromEntries(Object.entries(form.values).map(([id, value]) => [id, Array.isArray(value) && value.some((each) => 'certainty' in each) ? diagnoses : value]));
  const saved = await doctor.call('PUT', `/api/notes/${String(body['noteId'])}/draft`, { version: 0, saveId: randomUUID(), content: { ...form, values } });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  return { noteId: String(body['noteId']), encounterId: String(body['encounterId']) };
};
/** Signs in anew when the clock has run past the session's idle limit. */
const signLater = async (noteId: string): Promise<void> => {
  doctor = await house.signIn(who);
  const signed = await signNote(doctor, noteId, 1, house.efirmaOf(who));
  assert.equal(signed.status, 200, JSON.stringify(signed.body));
};
const observed = async (encounterId: string): Promise<Observed | undefined> => {
  doctor = await house.signIn(who);
  const { status, body } = await doctor.call('GET', '/api/observation');
  assert.equal(status, 200, JSON.stringify(body));
  return (body['observed'] as Observed[]).find((each) => each.encounterId === encounterId);
};
const step = (encounterId: string, which: 'begun' | 'ended') => doctor.call('POST', `/api/encounters/${encounterId}/observation`, { step: which });
const statusOf = async (encounterId: string): Promise<unknown> => (await home.asSuperuser<{ status: string }>('select status from clin.encounter where id = $1', [encounterId]))[0]?.status;

test('N027-6.2.2 an observed patient without a note for eight hours is listed as overdue, and a signed note resets it', async () => {
  const patientId = await house.register(doctor, 'Observada');
  const { noteId, encounterId } = await write(patientId, 'emergency-initial');
  assert.equal((await step(encounterId, 'begun')).status, 200);
  await signLater(noteId);
  assert.equal(await statusOf(encounterId), 'open', 'signing does not end an observation');
  hours(7.9);
  assert.equal((await observed(encounterId))?.isOverdue, false);
  hours(8.1);
  assert.equal((await observed(encounterId))?.isOverdue, true);
  const second = await write(patientId, 'emergency-evolution');
  assert.equal(second.encounterId, encounterId);
  assert.equal((await observed(encounterId))?.isOverdue, true, 'a draft is no note');
  await signLater(second.noteId);
  const after8 = await observed(encounterId);
  assert.deepEqual([after8?.isOverdue, after8?.lastNoteAt === null], [false, false]);
  assert.equal((await step(encounterId, 'ended')).status, 200);
  assert.equal(await observed(encounterId), undefined);
  assert.equal(await statusOf(encounterId), 'closed');
  const { observation } = (await doctor.call('GET', `/api/patients/${patientId}/chart`)).body as Pick<Chart, 'observation'>;
  assert.deepEqual(observation.map(({ step: which, encounterId: of }) => [which, of]), [['ended', encounterId], ['begun', encounterId]], 'her chart tells when she was observed');
  assert.ok(observation.every(({ byName }) => byName !== ''));
});

test('an open emergency encounter in which nobody has signed anything is overdue eight hours after it began', async () => {
  hours(0);
  doctor = await house.signIn(who);
  const { encounterId } = await write(await house.register(doctor, 'Llegada'), 'emergency-initial');
  assert.equal((await observed(encounterId))?.isOverdue, false);
  hours(9);
  const late = await observed(encounterId);
  assert.deepEqual([late?.isOverdue, late?.observedSince, late?.lastNoteAt], [true, null, null]);
});

test('without observation the last signature ends an emergency encounter, and each step is taken once, by a physician, of an emergency', async () => {
  hours(10);
  doctor = await house.signIn(who);
  const patientId = await house.register(doctor, 'Alta');
  const { noteId, encounterId } = await write(patientId, 'emergency-initial');
  assert.equal((await step(encounterId, 'ended')).body['code'], 'observation-step-taken');
  await signLater(noteId);
  assert.equal(await statusOf(encounterId), 'closed');
  assert.equal((await step(encounterId, 'begun')).body['code'], 'encounter-closed');
  const other = await write(await house.register(doctor, 'Dos'), 'emergency-initial');
  assert.equal((await step(other.encounterId, 'begun')).status, 200);
  assert.equal((await step(other.encounterId, 'begun')).body['code'], 'observation-step-taken');
  nurse = await house.signIn(await house.hire(['nurse']));
  assert.equal((await nurse.call('POST', `/api/encounters/${other.encounterId}/observation`, { step: 'ended' })).body['code'], 'document-of-another-duty');
  const daily = await write(await house.register(doctor, 'Tres'), 'daily');
  assert.equal((await step(daily.encounterId, 'begun')).body['code'], 'observation-not-emergency');
  for (const attack of ['update clin.observation_step set taken_at = now()', 'delete from clin.observation_step', 'truncate clin.observation_step']) await assert.rejects(home.asOwner(attack), { code: 'AM001' });
});
