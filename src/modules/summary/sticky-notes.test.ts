import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import type { StickyNote } from './contract.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
let deskWho: Member;
let desk: Caller;

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
  deskWho = await house.hire(['receptionist']);
  desk = await house.signIn(deskWho);
});
after(async () => { await house.close(); await home.close(); });

const path = (patientId: string): string => `/api/patients/${patientId}/sticky-notes`;
const stick = (caller: Caller, patientId: string, text: string) => caller.call('POST', path(patientId), { text });
const notesOf = async (caller: Caller, patientId: string): Promise<StickyNote[]> => (await caller.call('GET', path(patientId))).body['notes'] as StickyNote[];
const clinical = { kind: 'flag', status: 'active', since: null, until: null, text: 'Violencia en casa: preguntar a solas', severity: 'warning' };

test('reception and clinicians share administrative notes; a clinical flag reaches reception by no way', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await stick(doctor, patientId, ' Debe traer su acta ')).status, 201);
  assert.equal((await stick(desk, patientId, 'Prefiere citas por la tarde')).status, 201);
  assert.equal((await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: clinical })).status, 201);
  for (const caller of [doctor, desk]) assert.deepEqual((await notesOf(caller, patientId)).map(({ text }) => text).toSorted(), ['Debe traer su acta', 'Prefiere citas por la tarde']);
  assert.equal((await desk.call('GET', `/api/patients/${patientId}/summary`)).status, 403);
  // and were a route wrong, her login still could not
  await assert.rejects(home.database.withActor({ kind: 'gate', login: 'amate_frontdesk' as 'amate_gate' }, (tx) => tx.query('select from clin.summary_version')), { code: '42501' });
});

test('a note is dismissed once, with who and when, and stays to be read', async () => {
  const patientId = await house.register(doctor);
  const { id } = (await stick(desk, patientId, 'Paga con transferencia')).body;
  const end = `${path(patientId)}/${String(id)}/dismissal`;
  assert.equal((await doctor.call('POST', end)).status, 200);
  const again = await desk.call('POST', end);
  assert.deepEqual([again.status, again.body['code']], [409, 'sticky-note-dismissed']);
  const [note] = await notesOf(desk, patientId);
  assert.match(note?.dismissed?.by ?? '', /Elena/);
  assert.ok((note?.dismissed?.at ?? '') >= (note?.writtenAt ?? 'z'));
  const other = await house.register(doctor);
  assert.equal((await doctor.call('POST', `${path(other)}/${String(id)}/dismissal`)).body['code'], 'sticky-note-not-found');
});

test('several who dismiss at once: one does, the others are told', async () => {
  const patientId = await house.register(doctor);
  const { id } = (await stick(desk, patientId, 'Llega en silla de ruedas')).body;
  const answers = await Promise.all(Array.from({ length: 6 }, (_, nth) => (nth % 2 === 0 ? doctor : desk).call('POST', `${path(patientId)}/${String(id)}/dismissal`)));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409, 409, 409, 409]);
});

test('a note that stands is never crowded out of sight: thirty stand at most, and dismissed ones give way', async () => {
  const patientId = await house.register(doctor);
  const first = String((await stick(desk, patientId, 'Necesita intérprete de señas')).body['id']);
  for (let nth = 0; nth < 60; nth += 1) {
    const { id } = (await stick(desk, patientId, `Aviso ${String(nth)}`)).body;
    await desk.call('POST', `${path(patientId)}/${String(id)}/dismissal`);
  }
  for (let nth = 1; nth < 30; nth += 1) assert.equal((await stick(desk, patientId, `Otro ${String(nth)}`)).status, 201);
  assert.equal((await stick(desk, patientId, 'Uno más')).body['code'], 'sticky-notes-full');
  const notes = await notesOf(doctor, patientId);
  assert.deepEqual([notes.filter(({ dismissed }) => dismissed === null).length, notes.length, notes.some(({ id }) => id === first)], [30, 80, true]);
  const other = await house.register(doctor);
  await stick(desk, other, 'De la otra');
  assert.equal((await desk.call('POST', `/api/patients/${patientId}/merge`, { mergedId: other, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  assert.equal((await notesOf(doctor, patientId)).filter(({ dismissed }) => dismissed === null).length, 31);
});

test('SUM-3 a note is short: 280 characters and no more, and not empty; a flag likewise', async () => {
  const patientId = await house.register(doctor);
  assert.deepEqual([(await stick(desk, patientId, 'a'.repeat(280))).status, (await stick(desk, patientId, 'a'.repeat(281))).status, (await stick(desk, patientId, '  ')).status], [201, 400, 400]);
  const flag = (length: number) => doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { ...clinical, text: 'a'.repeat(length) } });
  assert.deepEqual([(await flag(280)).status, (await flag(281)).body['code']], [201, 'summary-item-incomplete']);
});

test('a patient who took in another shows the notes of both; nothing is stuck on the merged one', async () => {
  const [kept, merged] = [await house.register(doctor), await house.register(doctor)];
  await stick(desk, merged, 'Trae intérprete');
  assert.equal((await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  assert.deepEqual((await notesOf(desk, kept)).map(({ text }) => text), ['Trae intérprete']);
  assert.equal((await stick(desk, merged, 'Otra')).body['code'], 'patient-merged');
});

test('what was written is sealed, and neither a role nor the owner changes or removes a note', async () => {
  const patientId = await house.register(doctor);
  await stick(desk, patientId, 'palabraquenoestaenclaro');
  const rows = await home.asSuperuser<{ row: string }>('select t::text as row from front.sticky_note t');
  assert.ok(rows.length > 0 && rows.every(({ row }) => !row.includes(Buffer.from('palabraquenoestaenclaro').toString('hex')) && !row.includes('palabraquenoestaenclaro')));
  for (const statement of ['update front.sticky_note set words = \'\\x00\'', 'delete from front.sticky_note', 'truncate front.sticky_note']) await assert.rejects(home.asOwner(statement), { code: 'AM001' }, statement);
});

test('auditors, laboratory and administration keep no sticky notes, and another clinic sees none', async () => {
  const patientId = await house.register(doctor);
  for (const duty of ['auditor', 'laboratory', 'administrator'] as const) assert.equal((await (await house.signIn(await house.hire([duty]))).call('GET', path(patientId))).status, 403, duty);
  const other = await openHouse(home, { clinicName: 'Otra clínica' });
  try {
    assert.equal((await (await other.signIn(await other.hire(['receptionist']))).call('GET', path(patientId))).status, 404);
  } finally {
    await other.close();
  }
});
