import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { aComplete } from '#modules/documents/testing.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, prepareNote, signaturesOf, signNote, writeNote } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import type { Prepared } from './contract.ts';

let home: TestDatabase;
let house: House;
let doctorWho: Member;
let doctor: Caller;
let colleagueWho: Member;
let colleague: Caller;

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  [doctorWho, colleagueWho] = [await house.hire(['physician']), await house.hire(['physician'])];
  [doctor, colleague] = [await house.signIn(doctorWho), await house.signIn(colleagueWho)];
});
after(async () => { await house.close(); await home.close(); });

const encounterOf = async (noteId: string): Promise<string> => (await home.asSuperuser<{ encounter_id: string }>('select encounter_id from clin.note where id = $1', [noteId]))[0]?.encounter_id ?? '';
const fourTimes = (path: string, body?: object): Promise<readonly Answer[]> => Promise.all(Array.from({ length: 4 }, () => doctor.call('POST', path, body)));
const leadToOne = (answers: readonly Answer[]): void => {
  assert.deepEqual(new Set(answers.map(({ status, body }) => `${String(status)} ${String(body['noteId'])}`)), new Set([`201 ${String(answers[0]?.body['noteId'])}`]));
};
/** Every transaction that touches a note takes its time to commit: what another begins meanwhile does not see it. */
const commitSlowly = () => home.asSuperuser(`
  create function public.take_time() returns trigger language plpgsql as $$ begin perform pg_sleep(0.3); return null; end $$;
  create constraint trigger take_time after insert or update on clin.note deferrable initially deferred for each row execute function public.take_time();`);

test('pressed twice or from two windows at once, whatever is begun in an open encounter leads to the same draft', async (t) => {
  const patientId = await house.register(doctor);
  const { noteId, version } = await writeNote(doctor, patientId);
  const other = await house.register(doctor);
  const begun = await doctor.call('POST', '/api/documents', { patientId: other, kind: 'clinical-summary' });
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(doctorWho))).status, 200);
  await commitSlowly();
  t.after(() => home.asSuperuser('drop function public.take_time() cascade'));
  leadToOne(await fourTimes('/api/encounters', { patientId: other, kind: 'outpatient' }));
  leadToOne(await fourTimes('/api/documents', { patientId: other, kind: 'free', encounterId: begun.body['encounterId'] }));
  leadToOne(await fourTimes(`/api/notes/${noteId}/addenda`));
  leadToOne(await fourTimes('/api/documents', { patientId: await house.register(doctor), kind: 'clinical-summary' }));
});

test('two who sign the last two documents of an encounter at once end it', async (t) => {
  const patientId = await house.register(doctor);
  const { noteId, version } = await writeNote(doctor, patientId);
  const encounterId = await encounterOf(noteId);
  const { body } = await colleague.call('POST', '/api/documents', { patientId, kind: 'free', encounterId });
  const saved = await colleague.call('PUT', `/api/notes/${String(body['noteId'])}/draft`, { version: 0, saveId: randomUUID(), content: aComplete('free') });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const both = await Promise.all(([[doctor, doctorWho, noteId, version], [colleague, colleagueWho, String(body['noteId']), Number(saved.body['version'])]] as const).map(async ([who, member, id, at]) => {
    const efirma = house.efirmaOf(member);
    const signatures = await signaturesOf(efirma, (await prepareNote(who, id, at, efirma)).body as Prepared);
    return () => who.call('POST', `/api/notes/${id}/signature`, signatures);
  }));
  await commitSlowly();
  t.after(() => home.asSuperuser('drop function public.take_time() cascade'));
  assert.deepEqual((await Promise.all(both.map((sign) => sign()))).map(({ status }) => status), [200, 200]);
  assert.deepEqual(await home.asSuperuser('select status from clin.encounter where id = $1', [encounterId]), [{ status: 'closed' }]);
});
