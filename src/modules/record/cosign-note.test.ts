import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { authenticate } from '#modules/identity/public.ts';
import { verifyTwiceSignedPdf } from '#platform/pdf/verify-signed-pdf.ts';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { completeNote, housePassword, openHouse, signaturesOf, signNote, writeNote } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import { documentType, emptyForm } from '#modules/documents/public.ts';
import type { Prepared } from './contract.ts';

/** LIC-4 and LGS 51 Bis 2: documents that two people sign. */

let home: TestDatabase;
let house: House;
let admin: Caller;
let adminWho: Member;
let desk: Caller;
let trainee: Caller;
let traineeWho: Member;
let supervisor: Caller;
let supervisorWho: Member;
let colleague: Caller;
let colleagueWho: Member;

const supervise = (person: Member, by: Member | null, grade = 'social-service'): Promise<Answer> =>
  admin.call('POST', `/api/staff/${person.personId}/supervision`, { grade: by === null ? 'none' : grade, supervisorId: by?.personId ?? null });

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  adminWho = await house.hire(['administrator']);
  admin = await house.signIn(adminWho);
  desk = await house.signIn(await house.hire(['receptionist']));
  traineeWho = await house.hire(['physician'], { verified: false });
  trainee = await house.signIn(traineeWho);
  [supervisorWho, colleagueWho] = [await house.hire(['physician']), await house.hire(['physician'])];
  [supervisor, colleague] = [await house.signIn(supervisorWho), await house.signIn(colleagueWho)];
  assert.equal((await admin.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
  const answer = await supervise(traineeWho, supervisorWho);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
});
after(async () => { await house.close(); await home.close(); });

const prepareSecond = (by: Caller, noteId: string, efirma: Pick<DemoEfirma, 'certificateDer'>): Promise<Answer> =>
  by.call('POST', `/api/notes/${noteId}/second-preparation`, { certificate: Buffer.from(efirma.certificateDer).toString('base64') });
const cosign = async (by: Caller, who: Member, noteId: string): Promise<Answer> => {
  const efirma = house.efirmaOf(who);
  const prepared = await prepareSecond(by, noteId, efirma);
  return prepared.status === 201 ? by.call('POST', `/api/notes/${noteId}/second-signature`, await signaturesOf(efirma, prepared.body as Prepared)) : prepared;
};
const waitingNote = async (): Promise<{ readonly noteId: string; readonly patientId: string }> => {
  const patientId = await house.register(desk);
  const { noteId, version } = await writeNote(trainee, patientId);
  const first = await signNote(trainee, noteId, version, house.efirmaOf(traineeWho));
  assert.deepEqual([first.status, first.body['signed'], first.body['awaits']], [200, null, 'supervisor'], JSON.stringify(first.body));
  return { noteId, patientId };
};
const stateOf = async (noteId: string): Promise<unknown> => (await supervisor.call('GET', `/api/notes/${noteId}`)).body['state'];
const rowsOf = async (noteId: string): Promise<Record<string, number>> => (await home.asSuperuser<Record<string, number>>(
  `select (select count(*)::int from clin.first_signature where note_id = $1) as first, (select count(*)::int from clin.second_signature where note_id = $1) as second,
     (select count(*)::int from clin.signed_note where note_id = $1) as signed, (select count(*)::int from clin.note_vital where note_id = $1) as vitals`, [noteId]))[0] ?? {};

const pdfsigIsMissing = spawnSync('pdfsig', ['-v']).error !== undefined;
const pdfsig = (pdf: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'amate-cosign-'));
  try {
    writeFileSync(join(folder, 'signed.pdf'), pdf);
    return execFileSync('pdfsig', ['-nocert', join(folder, 'signed.pdf')], { encoding: 'utf8' });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

test('LIC-4: what a trainee signs waits, everybody sees that it does, and her supervisor’s e.firma completes it', async () => {
  const { noteId, patientId } = await waitingNote();
  assert.deepEqual(await rowsOf(noteId), { first: 1, second: 0, signed: 0, vitals: 0 });
  const seen = (await colleague.call('GET', `/api/notes/${noteId}`)).body;
  assert.deepEqual([seen['state'], seen['signed'], (seen['second'] as Record<string, unknown>)['done']], ['waiting', null, null]);
  const chart = (await colleague.call('GET', `/api/patients/${patientId}/chart`)).body;
  assert.deepEqual((chart['entries'] as { state: string }[]).map(({ state }) => state), ['waiting']);
  assert.equal((await colleague.call('GET', `/api/notes/${noteId}/pdf`)).status, 404);
  const done = await cosign(supervisor, supervisorWho, noteId);
  assert.equal(done.status, 200, JSON.stringify(done.body));
  assert.deepEqual(await rowsOf(noteId), { first: 1, second: 1, signed: 1, vitals: 8 });
  const note = (await colleague.call('GET', `/api/notes/${noteId}`)).body;
  const second = (note['second'] as Record<string, Record<string, string>>)['done'] ?? {};
  assert.equal(note['state'], 'signed');
  assert.match(second['cedula'] ?? '', /^\d{7}$/);
  assert.deepEqual((await colleague.call('POST', `/api/notes/${noteId}/verification`)).body['problems'], []);
});

test('both signatures of the PDF verify, by our verifier and by pdfsig, and both names are printed', { skip: pdfsigIsMissing ? 'pdfsig is not installed' : false }, async () => {
  const { noteId } = await waitingNote();
  assert.equal((await cosign(supervisor, supervisorWho, noteId)).status, 200);
  const { raw } = await supervisor.call('GET', `/api/notes/${noteId}/pdf`);
  const trusted = [house.authority.certificateDer];
  const { first, second } = verifyTwiceSignedPdf(raw, { first: { trusted, expectedCurp: traineeWho.curp }, second: { trusted, expectedCurp: supervisorWho.curp } });
  assert.deepEqual([first.problems, second.problems], [[], []]);
  assert.equal(pdfsig(raw).match(/Signature is Valid/g)?.length, 2);
  const text = execFileSync('pdftotext', ['-', '-'], { input: raw, encoding: 'utf8' }).replaceAll(/\s+/g, ' ');
  assert.match(text, /SUPERVISÓ Y FIRMA: Elena /);
  assert.match(text, /pasante de servicio social, bajo la supervisión de Elena /);
  assert.match(text, /Sin cédula profesional/);
});

test('any physician with a verified cédula may complete it; the author, a nurse, another trainee and whoever lacks one may not', async () => {
  const { noteId } = await waitingNote();
  const [unverifiedWho, otherWho] = [await house.hire(['physician'], { verified: false }), await house.hire(['physician'])];
  assert.equal((await supervise(otherWho, supervisorWho, 'resident')).status, 200);
  const nurse = await house.signIn(await house.hire(['nurse']));
  assert.equal((await cosign(trainee, traineeWho, noteId)).body['code'], 'second-signer-is-author');
  assert.equal((await cosign(await house.signIn(unverifiedWho), unverifiedWho, noteId)).body['code'], 'signer-may-not-practise');
  assert.equal((await cosign(await house.signIn(otherWho), otherWho, noteId)).body['code'], 'second-signer-supervised');
  assert.equal((await prepareSecond(nurse, noteId, house.efirmaOf(supervisorWho))).body['code'], 'note-not-found');
  assert.equal((await prepareSecond(supervisor, noteId, house.efirmaOf(traineeWho))).body['code'], 'efirma-someone-else');
  assert.equal(await stateOf(noteId), 'waiting');
  assert.equal((await cosign(colleague, colleagueWho, noteId)).status, 200);
});

test('returned with a reason it is a draft again; the reason and the first signature stay, and it is signed anew', async () => {
  const { noteId } = await waitingNote();
  assert.equal((await supervisor.call('POST', `/api/notes/${noteId}/return`, { reason: 'Falta la dosis por kilo.' })).status, 200);
  assert.equal((await colleague.call('GET', `/api/notes/${noteId}`)).status, 404);
  const back = (await trainee.call('GET', `/api/notes/${noteId}`)).body;
  assert.equal(back['state'], 'draft');
  assert.deepEqual((back['returns'] as { reason: string }[]).map(({ reason }) => reason), ['Falta la dosis por kilo.']);
  assert.deepEqual((await trainee.call('GET', '/api/cosignatures')).body['returned'] instanceof Array, true);
  assert.equal((await trainee.call('GET', '/api/cosignatures/count')).body['returned'], 1);
  const version = Number(back['version']);
  assert.equal((await trainee.call('PUT', `/api/notes/${noteId}/draft`, { version, saveId: randomUUID(), content: { ...completeNote, plan: 'Corregido.' } })).status, 200);
  assert.equal((await signNote(trainee, noteId, version + 1, house.efirmaOf(traineeWho))).body['awaits'], 'supervisor');
  assert.equal((await cosign(supervisor, supervisorWho, noteId)).status, 200);
  assert.deepEqual(await rowsOf(noteId), { first: 2, second: 1, signed: 1, vitals: 8 });
  assert.equal(((await colleague.call('GET', `/api/notes/${noteId}`)).body['returns'] as unknown[]).length, 1);
});

test('a trainee without an e.firma finishes with her password; the document says so and carries her supervisor’s signature', async () => {
  const patientId = await house.register(desk);
  const { noteId, version } = await writeNote(trainee, patientId);
  assert.equal((await trainee.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
  for (const time of [1, 2]) {
    const finished = await trainee.call('POST', `/api/notes/${noteId}/finishing`, { version });
    assert.deepEqual([finished.status, finished.body['awaits']], [200, 'supervisor'], `${String(time)} ${JSON.stringify(finished.body)}`);
  }
  assert.deepEqual(await rowsOf(noteId), { first: 1, second: 0, signed: 0, vitals: 0 });
  assert.equal((await cosign(supervisor, supervisorWho, noteId)).status, 200);
  assert.deepEqual((await supervisor.call('POST', `/api/notes/${noteId}/verification`)).body['problems'], []);
  const { raw } = await supervisor.call('GET', `/api/notes/${noteId}/pdf`);
  assert.match(execFileSync('pdftotext', ['-', '-'], { input: raw, encoding: 'utf8' }), /sin e\.firma/);
  const own = await writeNote(colleague, await house.register(desk));
  assert.equal((await colleague.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
  assert.equal((await colleague.call('POST', `/api/notes/${own.noteId}/finishing`, { version: own.version })).body['code'], 'finishing-not-supervised');
});

test('race: two supervisors sign at once, one completes it and the other is told; the same signature sent again answers the same', async () => {
  const { noteId } = await waitingNote();
  const bodies = await Promise.all(([[supervisor, supervisorWho], [colleague, colleagueWho]] as const).map(async ([caller, who]) => {
    const efirma = house.efirmaOf(who);
    return [caller, await signaturesOf(efirma, (await prepareSecond(caller, noteId, efirma)).body as Prepared)] as const;
  }));
  const answers = await Promise.all([...bodies, ...bodies].map(async ([caller, body]) => [body.preparationId, await caller.call('POST', `/api/notes/${noteId}/second-signature`, body)] as const));
  const won = new Set(answers.filter(([, { status }]) => status === 200).map(([id]) => id));
  assert.equal(won.size, 1, JSON.stringify(answers.map(([, { body }]) => body)));
  for (const [id, { status, body }] of answers) if (!won.has(id)) assert.deepEqual([status, body['code']], [409, 'note-cosigned-already']);
  assert.deepEqual(await rowsOf(noteId), { first: 1, second: 1, signed: 1, vitals: 8 });
});

test('race: one signs while two others return it: one of them takes the step and each other hears what became of it', async () => {
  const { noteId } = await waitingNote();
  const efirma = house.efirmaOf(supervisorWho);
  const body = await signaturesOf(efirma, (await prepareSecond(supervisor, noteId, efirma)).body as Prepared);
  const back = (caller: Caller): Promise<Answer> => caller.call('POST', `/api/notes/${noteId}/return`, { reason: 'Corrija el plan' });
  const answers = await Promise.all([back(colleague), supervisor.call('POST', `/api/notes/${noteId}/second-signature`, body), back(supervisor)]);
  assert.equal(answers.filter(({ status }) => status < 300).length, 1);
  // what was returned is its author's draft again, and nobody else's to find
  const expected = await stateOf(noteId) === 'signed' ? ['note-not-waiting', 'note-cosigned-already'] : ['note-not-found'];
  for (const { status, body: said } of answers) if (status >= 300) assert.ok(expected.includes(String(said['code'])), JSON.stringify(said));
});

test('race: the supervisor loses her cédula or her duty between reading and signing', async () => {
  const lost = await house.hire(['physician']);
  const caller = await house.signIn(lost);
  const { noteId } = await waitingNote();
  const efirma = house.efirmaOf(lost);
  const body = await signaturesOf(efirma, (await prepareSecond(caller, noteId, efirma)).body as Prepared);
  await home.asSuperuser('update org.licence set withdrawn_at = now() where person_id = $1', [lost.personId]);
  assert.equal((await caller.call('POST', `/api/notes/${noteId}/second-signature`, body)).body['code'], 'signer-may-not-practise');
  const moved = await house.hire(['physician', 'nurse']);
  const movedCaller = await house.signIn(moved);
  assert.equal((await movedCaller.call('POST', '/api/session/duty', { clinicId: house.clinicId, duty: 'physician' })).status, 200);
  const movedEfirma = house.efirmaOf(moved);
  const movedBody = await signaturesOf(movedEfirma, (await prepareSecond(movedCaller, noteId, movedEfirma)).body as Prepared);
  assert.equal((await admin.call('PATCH', `/api/staff/${moved.personId}`, { duties: ['nurse'] })).status, 200);
  assert.equal((await movedCaller.call('POST', `/api/notes/${noteId}/second-signature`, movedBody)).status, 401);
  assert.notEqual((await (await house.signIn(moved)).call('POST', `/api/notes/${noteId}/second-signature`, movedBody)).status, 200);
  assert.equal(await stateOf(noteId), 'waiting');
});

test('race: the trainee cannot edit while her supervisor reads, and what was prepared does not survive a return', async () => {
  const { noteId } = await waitingNote();
  const efirma = house.efirmaOf(supervisorWho);
  const body = await signaturesOf(efirma, (await prepareSecond(supervisor, noteId, efirma)).body as Prepared);
  const save = (version: number) => trainee.call('PUT', `/api/notes/${noteId}/draft`, { version, saveId: randomUUID(), content: { ...completeNote, plan: 'Otro.' } });
  assert.equal((await save(1)).body['code'], 'note-waits-for-second');
  assert.equal((await trainee.call('POST', `/api/notes/${noteId}/discard`, { reason: 'Ya no' })).body['code'], 'note-waits-for-second');
  assert.equal((await colleague.call('POST', `/api/notes/${noteId}/return`, { reason: 'Revise el plan.' })).status, 200);
  assert.equal((await supervisor.call('POST', `/api/notes/${noteId}/second-signature`, body)).status, 404);
  assert.equal((await save(1)).status, 200);
  assert.equal((await signNote(trainee, noteId, 2, house.efirmaOf(traineeWho))).body['awaits'], 'supervisor');
  assert.ok(['note-not-waiting', 'draft-changed-elsewhere'].includes(String((await supervisor.call('POST', `/api/notes/${noteId}/second-signature`, body)).body['code'])));
});

test('a second signature over anything else is refused and the note goes on waiting', async () => {
  const { noteId } = await waitingNote();
  const efirma = house.efirmaOf(supervisorWho);
  const prepared = (await prepareSecond(supervisor, noteId, efirma)).body as Prepared;
  assert.equal(JSON.parse(prepared.payload).type, 'amate/second-signature');
  const right = await signaturesOf(efirma, prepared);
  const wrong = await signaturesOf(efirma, { ...prepared, payload: prepared.payload.replace('Odinofagia', 'Otalgia') });
  const post = (body: object) => supervisor.call('POST', `/api/notes/${noteId}/second-signature`, body);
  assert.equal((await post({ ...right, payloadSignature: wrong.payloadSignature })).body['code'], 'signature-of-payload-wrong');
  assert.equal((await post({ ...right, attributesSignature: right.payloadSignature })).body['code'], 'signature-of-pdf-wrong');
  assert.equal(await stateOf(noteId), 'waiting');
});

const attacksOn = (noteId: string): readonly string[] => [
  ...['clin.first_signature', 'clin.second_signature', 'clin.returned_document', 'org.supervision'].flatMap((table) => [`update ${table} set clinic_id = clinic_id where true`, `delete from ${table}`, `truncate ${table} cascade`]),
  `update clin.note set content = '\\x00' where id = '${noteId}'`, `update clin.note set state = 'draft' where id = '${noteId}'`, `update clin.note set state = 'signed', content = null where id = '${noteId}'`,
  `update clin.note set version = version + 1 where id = '${noteId}'`, `update clin.note set state = 'discarded', discard_reason = '\\x00', discarded_at = now() where id = '${noteId}'`,
  `insert into clin.note_vital (clinic_id, note_id, patient_id, code, value, unit, taken_at) select clinic_id, id, patient_id, 'weight', 300, 'kg', now() from clin.note where id = '${noteId}'`,
  `insert into clin.note_diagnosis (clinic_id, note_id, patient_id, place, code, catalogue, certainty, first_time, noted_at) select clinic_id, id, patient_id, 1, 'A099', 'x', 'confirmed', true, now() from clin.note where id = '${noteId}'`,
];

test('while it waits nothing of it changes: not by the owner of the tables, nor on any login’s connection', async () => {
  const { noteId: returned } = await waitingNote();
  assert.equal((await supervisor.call('POST', `/api/notes/${returned}/return`, { reason: 'Otra vez.' })).status, 200);
  const { noteId: done } = await waitingNote();
  assert.equal((await cosign(supervisor, supervisorWho, done)).status, 200);
  const { noteId } = await waitingNote();
  for (const attack of attacksOn(noteId)) await assert.rejects(home.asOwner(attack), { code: 'AM001' }, attack);
  assert.equal(await stateOf(noteId), 'waiting');
});

const asPerson = async (caller: Caller, statements: readonly string[]): Promise<unknown> => {
  const actor = await authenticate(house.api.identity, caller.cookie() ?? '');
  assert.ok(actor);
  return house.api.database.withActor(actor, async (tx) => { for (const statement of statements) await tx.query(statement); });
};
const storeAlone = (noteId: string): string =>
  `insert into clin.signed_note (clinic_id, note_id, preparation_id, encounter_id, patient_id, kind, amends, author_id, signed_at, payload, payload_sha256, payload_signature, signed_attributes,
     attributes_signature, algorithm, certificate, certificate_serial, revocation, pdf, pdf_sha256, verification_code)
   select clinic_id, id, id, encounter_id, patient_id, kind, amends, author_id, now(), '\\x00', sha256('x'), '\\x00', '\\x00', '\\x00', 'RSASSA-PKCS1-v1_5-SHA-256', '\\x00', '1', 'not-checked', '\\x00', sha256('x'), '${noteId}'
   from clin.note where id = '${noteId}'`;

test('PostgreSQL itself keeps a trainee from storing a signed note alone, and a supervisor from half a step', async () => {
  const { noteId: draft } = await writeNote(trainee, await house.register(desk));
  const { noteId: own } = await writeNote(colleague, await house.register(desk));
  await assert.rejects(asPerson(trainee, [storeAlone(draft)]), { code: '42501' });
  await asPerson(colleague, [storeAlone(own), `update clin.note set state = 'signed', content = null where id = '${own}'`]);
  const { noteId } = await waitingNote();
  const second = (columns: string): string =>
    `insert into clin.second_signature (clinic_id, note_id, first_id, preparation_id, patient_id, signer_id, signed_at, payload, payload_sha256, payload_signature, signed_attributes, attributes_signature, certificate, certificate_serial)
     select clinic_id, note_id, id, id, patient_id, ${columns}, now(), '\\x00', sha256('x'), '\\x00', '\\x00', '\\x00', '\\x00', '1' from clin.first_signature where note_id = '${noteId}'`;
  await assert.rejects(asPerson(supervisor, [second('auth.person()')]), /did not take the step/);
  await assert.rejects(asPerson(trainee, [second('auth.person()')]), { code: 'AM001' });
  await assert.rejects(asPerson(colleague, [second(`'${supervisorWho.personId}'`)]), { code: '42501' });
  await assert.rejects(asPerson(supervisor, [storeAlone(noteId)]), (error: { code?: string }) => ['42501', 'AM001'].includes(error.code ?? ''));
  assert.equal(await stateOf(noteId), 'waiting');
});

test('supervision: named by an administrator, of somebody who signs alone, and its end lets her sign alone', async () => {
  const [graduate, other] = [await house.hire(['physician']), await house.hire(['physician'])];
  assert.equal((await supervise(graduate, graduate)).body['code'], 'supervisor-refused');
  assert.equal((await supervise(graduate, traineeWho)).body['code'], 'supervisor-refused');
  assert.equal((await supervise(graduate, other, 'resident')).status, 200);
  assert.equal((await supervise(graduate, other, 'resident')).body['code'], 'supervision-unchanged');
  const caller = await house.signIn(graduate);
  const one = await writeNote(caller, await house.register(desk));
  assert.equal((await signNote(caller, one.noteId, one.version, house.efirmaOf(graduate))).body['awaits'], 'supervisor');
  assert.equal((await supervise(graduate, null)).status, 200);
  const two = await writeNote(caller, await house.register(desk));
  assert.equal((await signNote(caller, two.noteId, two.version, house.efirmaOf(graduate))).body['awaits'], null);
  const detail = (await admin.call('GET', `/api/staff/${graduate.personId}`)).body;
  assert.deepEqual([(detail['supervisions'] as unknown[]).length, detail['supervision']], [2, null]);
});

test('the queue names what waits for me first, with its patient, and counts it', async () => {
  const { noteId } = await waitingNote();
  const { waiting } = (await supervisor.call('GET', '/api/cosignatures')).body as { waiting: { noteId: string; isNamed: boolean; excerpt: string }[] };
  const entry = waiting.find((each) => each.noteId === noteId);
  assert.deepEqual([entry?.isNamed, entry?.excerpt.startsWith('Odinofagia')], [true, true]);
  const count = (await supervisor.call('GET', '/api/cosignatures/count')).body;
  assert.equal(count['mine'], waiting.filter(({ isNamed }) => isNamed).length);
  assert.equal((await colleague.call('GET', '/api/cosignatures/count')).body['mine'], 0);
});

const emergencyForm = (secondSigns: string): object => {
  const form = emptyForm(documentType('emergency-treatment'));
  return {
    ...form, values: {
      ...form.values, decidedAt: '2026-11-23T10:00', incapacity: 'Inconsciente.', absence: 'No hay quien responda.', urgency: 'Choque.', act: 'Laparotomía.', secondSigns,
      ...(secondSigns === 'by-hand' ? { secondPhysicianName: 'Prueba Sintética', secondPhysicianCedula: '1234567' } : {}),
    },
  };
};
const emergency = async (secondSigns: string, by = colleague): Promise<string> => {
  const { body } = await by.call('POST', '/api/documents', { patientId: await house.register(desk), kind: 'emergency-treatment' });
  const noteId = String(body['noteId']);
  assert.equal((await by.call('PUT', `/api/notes/${noteId}/draft`, { version: 0, saveId: randomUUID(), content: emergencyForm(secondSigns) })).status, 200);
  return noteId;
};

test('LGS-51Bis2: two physicians sign an emergency without consent, each with her e.firma, and they are two', async () => {
  const noteId = await emergency('efirma');
  assert.equal((await signNote(colleague, noteId, 1, house.efirmaOf(colleagueWho))).body['awaits'], 'second-physician');
  assert.equal((await cosign(colleague, colleagueWho, noteId)).body['code'], 'second-signer-is-author');
  assert.equal((await cosign(supervisor, supervisorWho, noteId)).status, 200);
  assert.deepEqual((await supervisor.call('POST', `/api/notes/${noteId}/verification`)).body['problems'], []);
});

test('N004-10.1.4: how the second physician signs is answered; by hand, one e.firma completes it and the print has his line', async () => {
  const unsaid = await emergency('');
  assert.deepEqual((await signNote(colleague, unsaid, 1, house.efirmaOf(colleagueWho))).body['numerals'], ['NOM-004-SSA3-2012 10.1.4']);
  const noteId = await emergency('by-hand');
  assert.equal((await signNote(colleague, noteId, 1, house.efirmaOf(colleagueWho))).body['awaits'], null);
  const { raw } = await colleague.call('GET', `/api/notes/${noteId}/pdf`);
  assert.match(execFileSync('pdftotext', ['-', '-'], { input: raw, encoding: 'utf8' }), /Firmas autógrafas/);
  const byTrainee = await emergency('efirma', trainee);
  assert.equal((await signNote(trainee, byTrainee, 1, house.efirmaOf(traineeWho))).body['code'], 'document-needs-two-physicians');
});
