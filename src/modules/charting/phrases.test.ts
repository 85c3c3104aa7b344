import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { isShortcut, marksIn, PHRASE_LIMITS, unknownTokens } from '#kernel/phrase.ts';
import type { SessionId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { createTestDatabase } from '../../../test/database.ts';
import type { TestDatabase } from '../../../test/database.ts';
import { completeNote, openHouse, prepareNote, writeNote } from '../../../test/house.ts';
import type { Answer, Caller, House, Member } from '../../../test/house.ts';
import { phraseWordsSchema, specialties } from './contract.ts';
import type { KeptPhrase, PhraseLibraries } from './contract.ts';
import { specialtyPhrases } from './specialty-phrases.ts';

let home: TestDatabase;
let house: House;
let doctorWho: Member;
let doctor: Caller;
let other: Caller;
let nurse: Caller;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctorWho = await house.hire(['physician']);
  doctor = await house.signIn(doctorWho);
  other = await house.signIn(await house.hire(['physician']));
  nurse = await house.signIn(await house.hire(['nurse']));
});
after(async () => {
  await house.close();
  await home.close();
});

const words = (shortcut: string, text = 'Acude a control de {edad}.') => ({ shortcut, title: `Frase ${shortcut}`, text });
const librariesOf = async (caller: Caller): Promise<PhraseLibraries> => {
  const { status, body } = await caller.call('GET', '/api/phrases');
  assert.equal(status, 200, JSON.stringify(body));
  return body as PhraseLibraries;
};
const names = (phrases: readonly { readonly shortcut: string }[]): readonly string[] => phrases.map(({ shortcut }) => shortcut);
const add = async (caller: Caller, path: string, shortcut: string, text?: string): Promise<KeptPhrase> => {
  const { status, body } = await caller.call('POST', path, words(shortcut, text));
  assert.equal(status, 201, JSON.stringify(body));
  return body as KeptPhrase;
};
const refused = (answer: Answer, status: number, code: string): void => { assert.deepEqual([answer.status, answer.body['code']], [status, code]); };

test('one’s own phrase is there at once, for oneself alone', async () => {
  await add(doctor, '/api/phrases', 'propia', 'Texto con ñ, “comillas”, 👩🏽‍⚕️ y [a|b].');
  const mine = await librariesOf(doctor);
  assert.deepEqual(mine.own.map(({ shortcut, title, text, version }) => [shortcut, title, text, version]), [['propia', 'Frase propia', 'Texto con ñ, “comillas”, 👩🏽‍⚕️ y [a|b].', 1]]);
  assert.ok(!JSON.stringify(await librariesOf(other)).includes('Frase propia'));
});

test('the clinic’s phrase is everybody’s to write with, and a physician’s to change', async () => {
  const { id } = await add(doctor, '/api/clinic-phrases', 'comun');
  for (const caller of [other, nurse]) assert.deepEqual(names((await librariesOf(caller)).clinic), ['comun']);
  refused(await nurse.call('POST', '/api/clinic-phrases', words('mia')), 403, 'not-permitted');
  refused(await nurse.call('PUT', `/api/clinic-phrases/${id}`, { ...words('comun'), version: 1 }), 403, 'not-permitted');
  assert.equal((await other.call('PUT', `/api/clinic-phrases/${id}`, { ...words('comun', 'Cambiada.'), version: 1 })).status, 200);
  assert.equal((await librariesOf(nurse)).clinic[0]?.text, 'Cambiada.');
});

test('another’s own phrase is not there to be changed or retired, nor the clinic’s by way of one’s own', async () => {
  const { id } = await add(doctor, '/api/phrases', 'ajena');
  const clinic = await add(doctor, '/api/clinic-phrases', 'delaclinica');
  refused(await other.call('PUT', `/api/phrases/${id}`, { ...words('ajena'), version: 1 }), 404, 'phrase-not-found');
  refused(await other.call('POST', `/api/phrases/${id}/retirement`, { version: 1 }), 404, 'phrase-not-found');
  refused(await doctor.call('PUT', `/api/clinic-phrases/${id}`, { ...words('ajena'), version: 1 }), 404, 'phrase-not-found');
  refused(await nurse.call('POST', `/api/phrases/${clinic.id}/retirement`, { version: 1 }), 404, 'phrase-not-found');
});

test('a short name is used once in a library, and again once its phrase was retired', async () => {
  const { id } = await add(doctor, '/api/phrases', 'una');
  refused(await doctor.call('POST', '/api/phrases', words('una')), 409, 'phrase-shortcut-taken');
  await add(doctor, '/api/phrases', 'dos');
  refused(await doctor.call('PUT', `/api/phrases/${id}`, { ...words('dos'), version: 1 }), 409, 'phrase-shortcut-taken');
  await add(other, '/api/phrases', 'una');
  await add(doctor, '/api/clinic-phrases', 'una');
  assert.equal((await doctor.call('POST', `/api/phrases/${id}/retirement`, { version: 1 })).status, 200);
  await add(doctor, '/api/phrases', 'una');
  refused(await doctor.call('PUT', `/api/phrases/${id}`, { ...words('tres'), version: 2 }), 404, 'phrase-not-found');
});

test('of two who add the same short name at once one is refused', async () => {
  const answers = await Promise.all(Array.from({ length: 4 }, () => doctor.call('POST', '/api/clinic-phrases', words('carrera'))));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409]);
});

test('a change of an older version is refused, so that nothing is overwritten unseen', async () => {
  const { id } = await add(doctor, '/api/clinic-phrases', 'version');
  assert.equal((await doctor.call('PUT', `/api/clinic-phrases/${id}`, { ...words('version'), version: 1 })).status, 200);
  refused(await other.call('PUT', `/api/clinic-phrases/${id}`, { ...words('version'), version: 1 }), 409, 'phrase-changed');
  refused(await other.call('POST', `/api/clinic-phrases/${id}/retirement`, { version: 1 }), 409, 'phrase-changed');
});

test('a short name of other letters, an empty or too long text and an unknown token are refused', async () => {
  for (const shortcut of ['', 'DM2', 'año', 'a b', 'x'.repeat(21)]) assert.equal((await doctor.call('POST', '/api/phrases', words(shortcut))).status, 400, shortcut);
  for (const text of ['', '   ', 'x'.repeat(PHRASE_LIMITS.text + 1)]) assert.equal((await doctor.call('POST', '/api/phrases', words('texto', text))).status, 400);
  refused(await doctor.call('POST', '/api/phrases', words('llaves', '{edda}')), 400, 'phrase-token-unknown');
});

test('a library takes five hundred phrases and refuses the next', async () => {
  const full = await house.signIn(await house.hire(['nurse']));
  const { id } = await add(full, '/api/phrases', 'semilla');
  await home.asSuperuser(
    `insert into charting.phrase (clinic_id, id, owner_id, shortcut, version, words, changed_by, changed_at)
     select clinic_id, gen_random_uuid(), owner_id, 'n' || n, 1, words, changed_by, changed_at from charting.phrase, generate_series(2, 500) n where id = $1`, [id]);
  refused(await full.call('POST', '/api/phrases', words('sobra')), 409, 'phrase-library-full');
});

/** What this person's login asks of PostgreSQL itself, past the product. */
const asking = async (member: Member, role: StaffActor['role'], text: string, values: readonly unknown[]): Promise<readonly Record<string, unknown>[]> => {
  const [session] = await home.asSuperuser<{ hash: string; id: SessionId }>('select encode(token_hash, \'hex\') as hash, id from auth.session where person_id = $1', [member.personId]);
  assert.ok(session);
  const actor: StaffActor = { kind: 'staff', login: 'amate_clinician', clinicId: house.clinicId, personId: member.personId, sessionId: session.id, sessionHash: session.hash, role, purpose: 'care', language: 'es-MX', steppedUpAt: null };
  return home.database.withActor(actor, (tx) => tx.query<Record<string, unknown>>(text, values));
};

test('PostgreSQL itself shows nobody another’s own phrases and lets no nurse change the clinic’s', async () => {
  const nurseWho = await house.hire(['nurse']);
  await house.signIn(nurseWho);
  const own = await add(doctor, '/api/phrases', 'muro');
  const clinic = await add(doctor, '/api/clinic-phrases', 'murocomun');
  const seen = await asking(nurseWho, 'nurse', 'select id from charting.phrase where id = any($1::uuid[])', [[own.id, clinic.id]]);
  assert.deepEqual(seen.map(({ id }) => id), [clinic.id]);
  const change = 'update charting.phrase set version = version + 1, changed_by = $2 where id = any($1::uuid[]) returning id';
  assert.deepEqual(await asking(nurseWho, 'nurse', change, [[own.id, clinic.id], nurseWho.personId]), []);
  const plant = 'insert into charting.phrase (clinic_id, id, owner_id, shortcut, version, words, changed_by, changed_at) values ($1, gen_random_uuid(), $2, \'plantada\', 1, \'\\x00\', $3, now())';
  await assert.rejects(asking(nurseWho, 'nurse', plant, [house.clinicId, null, nurseWho.personId]), /row-level security/);
  await assert.rejects(asking(nurseWho, 'nurse', plant, [house.clinicId, doctorWho.personId, nurseWho.personId]), /row-level security/);
});

test('PostgreSQL keeps the words sealed and a retired phrase as it was', async () => {
  const kept = await home.asSuperuser<{ text: string }>('select encode(words, \'escape\') as text from charting.phrase');
  assert.ok(kept.length > 5 && kept.every(({ text }) => !text.includes('control')));
  const [retired] = await home.asSuperuser<{ id: string }>('select id from charting.phrase where retired_at is not null');
  await assert.rejects(home.asSuperuser('update charting.phrase set version = version + 1 where id = $1', [retired?.id]), { code: 'AM001' });
  await assert.rejects(home.asSuperuser('update charting.phrase set version = version + 2 where retired_at is null'), { code: 'AM001' });
});

test('the phrases that come with Amate fit their own rules: every specialty, distinct names, known tokens, whole picks', () => {
  for (const specialty of specialties) assert.ok(specialtyPhrases.filter((phrase) => phrase.specialty === specialty).length >= 8, specialty);
  assert.equal(new Set(names(specialtyPhrases)).size, specialtyPhrases.length);
  for (const { specialty: _, ...phrase } of specialtyPhrases) {
    assert.ok(phraseWordsSchema.safeParse(phrase).success && isShortcut(phrase.shortcut), phrase.shortcut);
    assert.deepEqual(unknownTokens(phrase.text), [], phrase.shortcut);
    assert.equal(marksIn(phrase.text).filter(({ is }) => is === 'pick').length, phrase.text.split('[').length - 1, phrase.shortcut);
  }
});

test('an examination by exception says nothing of a system that nobody named', () => {
  for (const { shortcut, text } of specialtyPhrases.filter((phrase) => phrase.shortcut.startsWith('ef'))) {
    const systems = marksIn(text).filter((mark) => mark.is === 'pick');
    assert.ok(systems.length >= 5 && systems.every((mark) => mark.is === 'pick' && !mark.isRequired), shortcut);
  }
});

test('AMATE-PHRASE a wildcard or an unanswered pick left in a text refuses the signature and names its field', async () => {
  const efirma = house.efirmaOf(doctorWho);
  const desk = await house.signIn(await house.hire(['receptionist']));
  for (const [field, text, code] of [['plan', 'Dieta ***', 'phrase-wildcard-left'], ['examination', 'Abdomen [blando|rígido].', 'phrase-pick-left'], ['subjective', 'Dolor [?leve].', 'phrase-pick-left']] as const) {
    const { noteId, version } = await writeNote(doctor, await house.register(desk), { ...completeNote, [field]: text });
    const answer = await prepareNote(doctor, noteId, version, efirma);
    assert.equal(answer.status, 422, JSON.stringify(answer.body));
    assert.ok(JSON.stringify(answer.body).includes(`${field}:${code}`), JSON.stringify(answer.body));
  }
  const { noteId, version } = await writeNote(doctor, await house.register(desk), { ...completeNote, plan: 'Dieta **** [según tabla]' });
  assert.equal((await prepareNote(doctor, noteId, version, efirma)).status, 201);
});
