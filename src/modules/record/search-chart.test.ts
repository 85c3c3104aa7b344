import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { aComplete } from '#modules/documents/testing.ts';
import { catalogueText } from '#modules/terminology/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { completeNote, openHouse, signNote, writeNote } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import type { ChartFound } from './contract.ts';

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
after(async () => { await house.close(); await home.close(); });

const look = (patientId: string, words: unknown, caller = doctor): Promise<Answer> => caller.call('POST', `/api/patients/${patientId}/search`, { words });
const found = async (patientId: string, words: string, caller = doctor): Promise<ChartFound> => {
  const { status, body } = await look(patientId, words, caller);
  assert.equal(status, 200, JSON.stringify(body));
  return body as ChartFound;
};
const sign = async (noteId: string, version: number): Promise<void> => {
  const { status, body } = await signNote(doctor, noteId, version, house.efirmaOf(member));
  assert.equal(status, 200, JSON.stringify(body));
};
const visit = async (patientId: string, changes: object = {}): Promise<string> => {
  const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, ...changes });
  await sign(noteId, version);
  return noteId;
};
const highlighted = ({ hits }: ChartFound): readonly string[] => hits.flatMap(({ excerpt, marks }) => marks.map(([from, to]) => excerpt.slice(from ?? 0, to)));

test('words are found in a note, a form, an addendum and the summary, newest first, with what is highlighted', async () => {
  const patientId = await house.register(desk, 'Buscada');
  const note = await visit(patientId, { subjective: 'Refiere cefalea en CASCO desde el jueves.', plan: 'Reposo.' });
  const started = (await doctor.call('POST', '/api/documents', { patientId, kind: 'interconsultation-request' })).body;
  const content = aComplete('interconsultation-request', { diagnoses: [{ code: 'G442', term: 'Cefalea tensional', catalogue: catalogueText(), certainty: 'confirmed', firstTime: true }] });
  const saved = await doctor.call('PUT', `/api/notes/${String(started['noteId'])}/draft`, { version: 0, saveId: randomUUID(), content });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  await sign(String(started['noteId']), 1);
  const addendum = String((await doctor.call('POST', `/api/notes/${note}/addenda`, {})).body['noteId']);
  assert.equal((await doctor.call('PUT', `/api/notes/${addendum}/draft`, { version: 0, saveId: randomUUID(), content: { kind: 'addendum', reason: 'Dato omitido', text: 'La céfalea cedió con paracetamol.' } })).status, 200);
  await sign(addendum, 1);
  const item = (await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { kind: 'antecedent', status: 'stated', since: null, until: null, area: 'family', text: 'Madre con cefaleas en racimo' } })).body;
  const { hits, hasMore } = await found(patientId, 'CEFALÉA');
  assert.deepEqual(hits.map(({ in: where, id, kind }) => [where, id, kind]), [
    ['summary', item['itemId'], 'antecedent'], ['document', addendum, 'addendum'], ['document', started['noteId'], 'interconsultation-request'], ['document', note, 'evolution'],
  ]);
  assert.equal(hasMore, false);
  assert.deepEqual(hits.map((hit) => ('noteId' in hit ? hit.noteId : null)), [null, note, started['noteId'], note], 'an addendum opens with its note');
  assert.deepEqual(highlighted({ hits, hasMore }), ['cefalea', 'céfalea', 'Cefalea', 'cefalea']);
  assert.deepEqual((await found(patientId, 'jueves casco')).hits.map(({ id }) => id), [note], 'every word, in any order');
  assert.deepEqual((await found(patientId, 'g442')).hits.map(({ id }) => id), [started['noteId']], 'a code');
  assert.deepEqual((await found(patientId, 'casco racimo')).hits, [], 'never two words of two documents');
  const ofKinds = async (...kinds: readonly string[]): Promise<Answer> => doctor.call('POST', `/api/patients/${patientId}/search`, { words: 'cefalea', kinds });
  assert.deepEqual(((await ofKinds('evolution', 'addendum')).body as ChartFound).hits.map(({ id }) => id), [addendum, note], 'of some kinds alone, and then not in the summary');
  assert.deepEqual((await ofKinds('consent')).body, { hits: [], hasMore: false });
  assert.deepEqual([(await ofKinds()).status, (await ofKinds('horoscope')).status], [400, 400]);
});

test('another patient’s chart and a draft are not searched; whoever was merged into her is', async () => {
  const [kept, merged, other] = [await house.register(desk, 'Quedada'), await house.register(desk, 'Unida'), await house.register(desk, 'Ajena')];
  const note = await visit(merged, { assessment: 'Sospecha de brucelosis.' });
  await visit(other, { assessment: 'Otra brucelosis.' });
  await writeNote(doctor, kept, { ...completeNote, assessment: 'Brucelosis en borrador.' });
  assert.deepEqual((await found(kept, 'brucelosis')).hits, []);
  assert.equal((await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  assert.deepEqual((await found(kept, 'brucelosis')).hits.map(({ id }) => id), [note]);
});

test('hostile words are words; too short, too long and empty ones are refused', async () => {
  const patientId = await house.register(desk, 'Hostil');
  await visit(patientId, { subjective: 'Escribió <script>alert(1)</script> y 50 % de (.*) en la hoja.' });
  for (const typed of ['<script>', '50 %', '(.*)']) assert.equal((await found(patientId, typed)).hits.length, 1, typed);
  for (const typed of ["'; drop table clin.note; --", '\\u0000', '%__', '🙈🙈']) assert.deepEqual((await found(patientId, typed)).hits, [], typed);
  for (const typed of ['', ' a ', 'x'.repeat(101), null, 7]) assert.equal((await look(patientId, typed)).status, 400);
});

test('the newest fifty are told, and that there are more', async () => {
  const patientId = await house.register(desk, 'Larga');
  await visit(patientId, { subjective: 'Una sola nota con tosferina.' });
  for (let at = 0; at < 55; at += 1) await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { kind: 'antecedent', status: 'stated', since: null, until: null, area: 'other', text: `Contacto de tosferina ${String(at)}` } });
  const { hits, hasMore } = await found(patientId, 'tosferina');
  assert.deepEqual([hits.length, hasMore, hits[0]?.excerpt], [50, true, 'Contacto de tosferina 54']);
});

test('reception finds nothing of it, an unheard-of patient is not found, and the words stand in no audit', async () => {
  const patientId = await house.register(desk, 'Vigilada');
  await visit(patientId, { subjective: 'Canario amarillo.' });
  assert.equal((await look(patientId, 'canario', desk)).status, 403);
  assert.equal((await look(randomUUID(), 'canario')).status, 404);
  assert.equal((await found(patientId, 'canario')).hits.length, 1);
  const entries = await home.asSuperuser<{ entry: string }>('select to_jsonb(p)::text as entry from audit.pending p');
  assert.ok(entries.some(({ entry }) => entry.includes('"search-chart"')), 'the reading is told');
  assert.deepEqual(entries.filter(({ entry }) => /canario/i.test(entry)), []);
});
