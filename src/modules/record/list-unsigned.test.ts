import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { completeNote, openHouse, signNote, writeNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import type { UnsignedDraft } from './contract.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  [doctor, desk] = [await house.signIn(member), await house.signIn(await house.hire(['receptionist']))];
});
after(async () => {
  await house.close();
  await home.close();
});

const unsigned = async (caller: Caller): Promise<readonly UnsignedDraft[]> => (await caller.call('GET', '/api/unsigned-notes')).body['drafts'] as readonly UnsignedDraft[];

test('one’s own drafts are listed with what blocks each, and leave the list when signed', async () => {
  const [complete, lacking] = [await writeNote(doctor, await house.register(desk, 'Completa')), await writeNote(doctor, await house.register(desk, 'Incompleta'), { ...completeNote, prognosis: '' })];
  const drafts = await unsigned(doctor);
  assert.deepEqual(drafts.map(({ noteId, version, findings }) => [noteId, version, findings.map(({ numeral, field }) => `${String(numeral)} ${field}`)]), [
    [complete.noteId, complete.version, []], [lacking.noteId, lacking.version, ['6.2.5 prognosis']],
  ]);
  assert.ok(drafts.every(({ patientName, excerpt }) => patientName !== '' && excerpt.startsWith('Odinofagia')));
  assert.equal((await signNote(doctor, complete.noteId, complete.version, house.efirmaOf(member))).status, 200);
  assert.deepEqual((await unsigned(doctor)).map(({ noteId }) => noteId), [lacking.noteId]);
});

test('another physician’s drafts are not in the list; who signs nothing may not ask for it', async () => {
  assert.deepEqual(await unsigned(await house.signIn(await house.hire(['physician']))), []);
  assert.equal((await desk.call('GET', '/api/unsigned-notes')).status, 403);
});

test('what a physician signed three times is habitual for her, twice is not, and for nobody else', async () => {
  const author = await house.hire(['physician']);
  const caller = await house.signIn(author);
  const habits = async (who: Caller): Promise<unknown> => (await who.call('GET', '/api/habitual-diagnoses')).body['diagnoses'];
  const sign = async (): Promise<void> => {
    const { noteId, version } = await writeNote(caller, await house.register(desk, 'Repetida'));
    assert.equal((await signNote(caller, noteId, version, house.efirmaOf(author))).status, 200);
  };
  await sign();
  await sign();
  assert.deepEqual(await habits(caller), []);
  await sign();
  assert.deepEqual(await habits(caller), [{ code: 'J029', term: completeNote.diagnoses[0]?.term, times: 3 }]);
  assert.deepEqual(await habits(doctor), []);
});
