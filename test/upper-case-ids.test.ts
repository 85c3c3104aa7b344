import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { jpegWith } from '#modules/attachments/testing.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { completeNote, openHouse, writeNote } from './house.ts';
import type { Caller, House } from './house.ts';
import { addFile } from './upload.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
});
after(async () => { await house.close(); await home.close(); });

const upper = (id: unknown): string => String(id).toUpperCase();
const allergy = { kind: 'allergy', status: 'active', since: null, until: null, substance: 'Penicilina', category: 'medication', criticality: 'high', reaction: 'Urticaria', note: '' };

test('a draft that was saved under its id in capitals is read again', async () => {
  const { noteId, version } = await writeNote(doctor, await house.register(doctor));
  const saved = await doctor.call('PUT', `/api/notes/${upper(noteId)}/draft`, { version, saveId: randomUUID().toUpperCase(), content: { ...completeNote, plan: 'Reposo' } });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  const { status, body } = await doctor.call('GET', `/api/notes/${noteId}`);
  assert.deepEqual([status, (body['content'] as { plan: string } | undefined)?.plan], [200, 'Reposo']);
});

test('a summary of which an item was changed under its id in capitals is read again', async () => {
  const patientId = await house.register(doctor);
  const { itemId } = (await doctor.call('POST', `/api/patients/${upper(patientId)}/summary`, { content: allergy })).body;
  assert.equal((await doctor.call('PUT', `/api/patients/${patientId}/summary/${upper(itemId)}`, { version: 1, content: { ...allergy, reaction: 'Anafilaxia' } })).status, 200);
  const { status, body } = await doctor.call('GET', `/api/patients/${patientId}/summary`);
  assert.deepEqual([status, (body['items'] as { content: { reaction: string } }[] | undefined)?.map(({ content }) => content.reaction)], [200, ['Anafilaxia']]);
});

test('files and sticky notes under ids in capitals are read again, and a file sent twice at once under both ways of writing is there once', async () => {
  const patientId = await house.register(doctor);
  const added = await Promise.all([patientId, upper(patientId)].map((id) => addFile(house, doctor, id, { bytes: jpegWith() })));
  assert.deepEqual(added.map(({ status }) => status).toSorted(), [201, 409]);
  const { id } = added.find(({ status }) => status === 201)?.body ?? {};
  assert.equal((await doctor.call('GET', `/api/attachments/${upper(id)}/content`)).status, 200);
  assert.equal((await doctor.call('POST', `/api/attachments/${upper(id)}/error`, { reason: 'De otra persona' })).status, 201);
  assert.equal((await doctor.call('GET', `/api/patients/${patientId}/attachments`)).status, 200);
  assert.equal((await doctor.call('POST', `/api/patients/${upper(patientId)}/sticky-notes`, { text: 'Viene en la tarde' })).status, 201);
  assert.equal((await doctor.call('GET', `/api/patients/${patientId}/sticky-notes`)).status, 200);
  assert.equal((await doctor.call('GET', `/api/patients/${upper(patientId)}`)).body['openedInsteadOf'], null);
});
