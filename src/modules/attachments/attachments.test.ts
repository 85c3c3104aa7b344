import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { after, before, test } from 'node:test';
import { fixedClock } from '#kernel/clock.ts';
import { parseId } from '#kernel/ids.ts';
import { UPLOAD_TYPE } from '#platform/http/upload.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, writeNote } from '#test/house.ts';
import type { Caller, House } from '#test/house.ts';
import { addFile, saidOf, sendFile } from '#test/upload.ts';
import type { Attachment } from './contract.ts';
import { canary, jpegWith, pdfWith, pngWith, webpWith } from './testing.ts';
import { openUploadBudget } from './upload-budget.ts';

let home: TestDatabase;
let house: House;
let doctor: Caller;
let nurse: Caller;

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctor = await house.signIn(await house.hire(['physician']));
  nurse = await house.signIn(await house.hire(['nurse']));
});
after(async () => { await house.close(); await home.close(); });

let marks = 1;
/** A picture unlike the ones before it. */
const picture = (): Buffer => { marks += 1; return jpegWith({ mark: marks % 250 + 1, width: 8 + Math.floor(marks / 250) }); };
const listed = async (patientId: string, who = doctor): Promise<readonly Attachment[]> => (await who.call('GET', `/api/patients/${patientId}/attachments`)).body['attachments'] as Attachment[];
const contentOf = (id: unknown, who = doctor) => who.call('GET', `/api/attachments/${String(id)}/content`);
const rowCount = async (): Promise<number> => Number((await home.asSuperuser<{ n: string }>('select (select count(*) from clin.attachment) + (select count(*) from clin.attachment_part) as n'))[0]?.n);

test('what a physician or a nurse adds is there, stripped, with who added it, and opens as it was kept', async () => {
  const patientId = await house.register(doctor);
  for (const [who, bytes, type] of [[doctor, picture(), 'image/jpeg'], [nurse, pngWith(), 'image/png'], [doctor, webpWith(), 'image/webp']] as const) {
    const added = await addFile(house, who, patientId, { bytes });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    const opened = await contentOf(added.body['id']);
    assert.equal(opened.status, 200);
    assert.ok(!opened.raw.includes(canary) && bytes.includes(canary));
    assert.equal(createHash('sha256').update(opened.raw).digest('hex'), added.body['sha256']);
    const [newest] = await listed(patientId);
    assert.deepEqual([newest?.mediaType, newest?.title, newest?.site, newest?.takenOn, newest?.error, newest?.recordedBy !== ''], [type, 'Lesión en antebrazo', 'Antebrazo derecho', '2026-01-15', null, true]);
  }
});

test('no part of the database holds the place, the words or the picture in clear', async () => {
  const patientId = await house.register(doctor);
  const bytes = picture();
  const added = await addFile(house, doctor, patientId, { bytes, said: { title: 'TITULOCANARIO', site: 'SITIOCANARIO' } });
  assert.equal((await doctor.call('POST', `/api/attachments/${String(added.body['id'])}/error`, { reason: 'MOTIVOCANARIO' })).status, 201);
  const kept = (await contentOf(added.body['id'])).raw;
  for (const table of ['clin.attachment', 'clin.attachment_part', 'clin.attachment_error', 'audit.pending']) {
    const text = (await home.asSuperuser<{ row: string }>(`select t::text as row from ${table} t`)).map(({ row }) => row).join('\n');
    for (const secret of [canary, 'TITULOCANARIO', 'SITIOCANARIO', 'MOTIVOCANARIO']) assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret).toString('hex')), `${table} ${secret}`);
    assert.ok(!text.includes(kept.subarray(0, 60).toString('hex')), table);
  }
});

test('a file of several parts comes back byte for byte; a part changed or swapped opens nowhere', async () => {
  const patientId = await house.register(doctor);
  const pdf = pdfWith([Buffer.concat([Buffer.from('<</Length 3000000>>\nstream\n'), randomBytes(3_000_000).map((byte) => (byte % 26) + 97), Buffer.from('\nendstream')])]);
  const added = await addFile(house, doctor, patientId, { bytes: pdf, said: { kind: 'outside-report' } });
  assert.equal(added.status, 201, JSON.stringify(added.body));
  assert.ok((await contentOf(added.body['id'])).raw.equals(pdf));
  const parts = await home.asSuperuser<{ number: number; bytes: Buffer }>('select number, bytes from clin.attachment_part where attachment_id = $1 order by number', [added.body['id']]);
  assert.equal(parts.length, 3);
  await home.asSuperuser('alter table clin.attachment_part disable trigger all');
  const put = (number: number, bytes: Buffer | undefined) => home.asSuperuser('update clin.attachment_part set bytes = $3 where attachment_id = $1 and number = $2', [added.body['id'], number, bytes]);
  await put(1, parts[1]?.bytes);
  assert.equal((await contentOf(added.body['id'])).status, 500);
  await put(1, parts[0]?.bytes);
  assert.equal((await contentOf(added.body['id'])).status, 200);
  await home.asSuperuser('delete from clin.attachment_part where attachment_id = $1 and number = 3', [added.body['id']]);
  assert.equal((await contentOf(added.body['id'])).body['code'], 'attachment-broken');
  await home.asSuperuser('alter table clin.attachment_part enable trigger all');
});

test('each refusal has a reason a person understands, in both languages, and nothing is stored', async () => {
  const patientId = await house.register(doctor);
  const before = await rowCount();
  const refusals: readonly [Buffer, object, string][] = [
    [Buffer.from('<svg onload="x"/>'), {}, 'file-kind-unknown'], [jpegWith().subarray(0, 200), {}, 'file-damaged'], [Buffer.concat([jpegWith(), Buffer.from('<html>')]), {}, 'file-has-more'],
    [pdfWith(['<</S/JavaScript/JS(1)>>']), { kind: 'other' }, 'pdf-active'], [pdfWith(), {}, 'attachment-inconsistent'], [picture(), { takenOn: '2999-01-01' }, 'attachment-inconsistent'],
    [picture(), { bytes: 7 }, 'file-incomplete'], [picture(), { encounterId: '01890000-0000-7000-8000-00000000dead' }, 'attachment-link-unknown'], [picture(), { title: ' ' }, 'request-invalid'],
    [picture(), { kind: 'malware' }, 'request-invalid'], [picture(), { title: '\u0000' }, 'text-unstorable'], [picture(), { fileName: '../../x' }, 'request-invalid'],
  ];
  for (const [bytes, said, code] of refusals) {
    const answer = await addFile(house, doctor, patientId, { bytes, said });
    assert.ok(answer.status >= 400 && answer.status < 500);
    assert.equal(answer.body['code'], code);
    assert.notEqual(answer.body['message'], code);
  }
  const large = await addFile(house, doctor, patientId, { bytes: Buffer.concat([jpegWith(), Buffer.alloc(16 * 1024 * 1024)]) });
  assert.equal(large.body['code'], 'file-too-large');
  assert.equal(await rowCount(), before);
});

test('a JSON body without a file is refused, whatever it says', async () => {
  const patientId = await house.register(doctor);
  assert.equal((await doctor.call('POST', `/api/patients/${patientId}/attachments`, saidOf(Buffer.alloc(5)))).body['code'], 'file-incomplete');
});

test('the same file is there once, also when it is sent several times at once; marked as a mistake it may come again', async () => {
  const patientId = await house.register(doctor);
  const bytes = picture();
  const answers = await Promise.all(Array.from({ length: 4 }, () => addFile(house, doctor, patientId, { bytes })));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [201, 409, 409, 409]);
  assert.equal((await addFile(house, nurse, await house.register(doctor), { bytes })).status, 201, 'another patient may have it');
  const [only] = await listed(patientId);
  const mark = (reason: string) => nurse.call('POST', `/api/attachments/${String(only?.id)}/error`, { reason });
  assert.equal((await mark('Es de otro paciente')).status, 201);
  assert.equal((await mark('Otra vez')).body['code'], 'attachment-already-marked');
  assert.equal((await addFile(house, doctor, patientId, { bytes })).status, 201);
  const [, marked] = await listed(patientId);
  assert.deepEqual([marked?.id, marked?.error?.reason], [only?.id, 'Es de otro paciente']);
  assert.equal((await contentOf(only?.id)).status, 200, 'it stays');
});

test('a file may hang from a visit and a document of its own patient, never of another', async () => {
  const [one, other] = [await house.register(doctor), await house.register(doctor)];
  const { noteId } = await writeNote(doctor, one);
  const [row] = await home.asSuperuser<{ encounter_id: string }>('select encounter_id from clin.note where id = $1', [noteId]);
  const link = { noteId, encounterId: row?.encounter_id };
  assert.equal((await addFile(house, nurse, one, { bytes: picture(), said: link })).status, 201);
  assert.equal((await addFile(house, nurse, other, { bytes: picture(), said: link })).body['code'], 'attachment-link-unknown');
  assert.deepEqual((await listed(one)).map((each) => [each.noteId, each.encounterId]), [[noteId, row?.encounter_id]]);
});

test('a large file leaves a part at a time and is never held whole: many may open it and read it slowly', async () => {
  const patientId = await house.register(doctor);
  const large = pdfWith([Buffer.concat([Buffer.from('<</Length 5000000>>\nstream\n'), Buffer.alloc(5_000_000, 'a'), Buffer.from('\nendstream')])]);
  const { id } = (await addFile(house, doctor, patientId, { bytes: large, said: { kind: 'outside-report' } })).body;
  const reply = await house.api.app.inject({ method: 'GET', url: `/api/attachments/${String(id)}/content`, headers: { host: '127.0.0.1:8080', cookie: `amate=${doctor.cookie() ?? ''}` }, payloadAsStream: true });
  assert.deepEqual([reply.statusCode, reply.headers['content-length']], [200, undefined]);
  const pieces: Buffer[] = [];
  for await (const piece of reply.stream()) pieces.push(piece as Buffer);
  assert.ok(pieces.length >= 5 && pieces.every(({ length }) => length <= 1024 * 1024));
  assert.ok(Buffer.concat(pieces).equals(large));
});

test('reception, the administrator, the auditor, nobody, and another clinic see, open, add and mark nothing', async () => {
  const patientId = await house.register(doctor);
  const { id } = (await addFile(house, doctor, patientId, { bytes: picture() })).body;
  const before = await rowCount();
  const strangers = [...await Promise.all((['receptionist', 'administrator', 'auditor', 'laboratory'] as const).map(async (duty) => house.signIn(await house.hire([duty])))), house.caller()];
  for (const [nth, who] of strangers.entries()) {
    const refused = nth === strangers.length - 1 ? 401 : 403;
    assert.equal((await who.call('GET', `/api/patients/${patientId}/attachments`)).status, refused);
    assert.equal((await contentOf(id, who)).status, refused);
    assert.equal((await addFile(house, who, patientId, { bytes: picture() })).status, refused);
    assert.equal((await who.call('POST', `/api/attachments/${String(id)}/error`, { reason: 'x' })).status, refused);
  }
  const other = await openHouse(home, { clinicName: 'Otra clínica' });
  try {
    const stranger = await other.signIn(await other.hire(['physician']));
    assert.equal((await contentOf(id, stranger)).body['code'], 'attachment-not-found');
    assert.equal((await stranger.call('GET', `/api/patients/${patientId}/attachments`)).status, 404);
    assert.equal((await addFile(other, stranger, patientId, { bytes: picture() })).status, 404);
    assert.equal((await stranger.call('POST', `/api/attachments/${String(id)}/error`, { reason: 'x' })).status, 404);
  } finally { await other.close(); }
  assert.equal(await rowCount(), before);
});

test('each opening of a file is in the audit with the patient and the file', async () => {
  const patientId = await house.register(doctor);
  const { id } = (await addFile(house, doctor, patientId, { bytes: picture() })).body;
  await contentOf(id);
  await contentOf(id, nurse);
  const entries = await home.asSuperuser<{ patients: number }>('select cardinality(patients) as patients from audit.pending where action = \'open-attachment\' and entity_id = $1 and outcome = \'ok\'', [id]);
  assert.deepEqual(entries.map(({ patients }) => patients), [1, 1]);
});

test('no role and not the owner of a table changes or removes a file, a part or a mark; a file is whole or not there', async () => {
  const patientId = await house.register(doctor);
  const { id } = (await addFile(house, doctor, patientId, { bytes: picture() })).body;
  await doctor.call('POST', `/api/attachments/${String(id)}/error`, { reason: 'x' });
  for (const table of ['clin.attachment', 'clin.attachment_part', 'clin.attachment_error']) {
    await assert.rejects(home.asOwner(`update ${table} set patient_id = patient_id`), /frozen/);
    await assert.rejects(home.asOwner(`delete from ${table}`), /frozen/);
    await assert.rejects(home.asOwner(`truncate ${table} cascade`), /frozen/);
  }
  await assert.rejects(home.asOwner('insert into clin.attachment_part select clinic_id, attachment_id, number + 1, patient_id, bytes from clin.attachment_part limit 1'), /a part of no file/);
  await assert.rejects(home.asOwner(`insert into clin.attachment select clinic_id, gen_random_uuid(), patient_id, kind, media_type, bytes, width, height, sha256, parts, words, taken_on, encounter_id, note_id, recorded_by, recorded_at from clin.attachment where id = '${String(id)}'; set constraints all immediate`), /whole or not at all/);
});

test('a session that ended sends nothing and opens nothing', async () => {
  const patientId = await house.register(doctor);
  const { id } = (await addFile(house, doctor, patientId, { bytes: picture() })).body;
  const leaving = await house.signIn(await house.hire(['physician']));
  const path = `/api/patients/${patientId}/attachments`;
  const before = await rowCount();
  const token = leaving.cookie();
  await leaving.call('DELETE', '/api/session');
  const gone: Caller = { call: leaving.call, cookie: () => token };
  const bytes = picture();
  assert.equal((await sendFile(house, gone, path, { said: saidOf(bytes), bytes })).body['code'], 'sign-in-needed');
  assert.equal((await contentOf(id, leaving)).status, 401);
  assert.equal(await rowCount(), before);
});

const listening = async (): Promise<number> => {
  if (!house.api.app.server.listening) await house.api.app.listen({ host: '127.0.0.1', port: 0 });
  const address = house.api.app.server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

/** An upload over a connection of its own of which the last bytes are missing. */
const begin = async (who: Caller, patientId: string, bytes: Buffer): Promise<Socket> => {
  const port = await listening();
  const line = Buffer.from(`${JSON.stringify(saidOf(bytes))}\n`);
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  const head = `POST /api/patients/${patientId}/attachments HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nCookie: amate=${who.cookie() ?? ''}\r\nContent-Type: ${UPLOAD_TYPE}\r\nContent-Length: ${String(line.length + bytes.length)}\r\n\r\n`;
  await new Promise<void>((resolve) => { socket.write(Buffer.concat([Buffer.from(head), line, bytes.subarray(0, bytes.length - 5)]), () => { setTimeout(resolve, 50); }); });
  return socket;
};
const cutOff = async (patientId: string, bytes: Buffer): Promise<void> => {
  const socket = await begin(doctor, patientId, bytes);
  await new Promise<void>((resolve) => { socket.on('close', () => { resolve(); }); socket.destroy(); });
};

test('a person who signed in several times has her few places once: her slow uploads keep nobody else out', async () => {
  const patientId = await house.register(doctor);
  const member = await house.hire(['physician']);
  const [one, again] = [await house.signIn(member), await house.signIn(member)];
  const slow = await Promise.all(Array.from({ length: 4 }, () => begin(one, patientId, picture())));
  try {
    let refused = await addFile(house, again, patientId, { bytes: picture() });
    // a slow machine may not have heard of all four yet
    for (let nth = 0; refused.status === 201 && nth < 40; nth += 1) refused = await addFile(house, again, patientId, { bytes: picture() });
    assert.equal(refused.body['code'], 'too-many-uploads');
    assert.equal((await addFile(house, doctor, patientId, { bytes: picture() })).status, 201);
  } finally {
    for (const socket of slow) socket.destroy();
  }
});

test('an upload cut off a few bytes before its end leaves nothing, and the next one is taken', async () => {
  const patientId = await house.register(doctor);
  const before = await rowCount();
  for (let nth = 0; nth < 6; nth += 1) await cutOff(patientId, picture());
  assert.equal(await rowCount(), before);
  assert.equal((await addFile(house, doctor, patientId, { bytes: picture() })).status, 201);
});

test('ten uploads at once: each is taken or told to try again, and what was taken is whole', async () => {
  const patientId = await house.register(doctor);
  const files = Array.from({ length: 10 }, () => picture());
  const answers = await Promise.all(files.map((bytes) => addFile(house, doctor, patientId, { bytes })));
  const taken = answers.filter(({ status }) => status === 201);
  for (const { status, body } of answers) assert.ok(status === 201 || (status === 429 && body['code'] === 'too-many-uploads'), JSON.stringify(body));
  assert.ok(taken.length >= 4);
  for (const { body } of taken) assert.equal((await contentOf(body['id'])).status, 200);
  assert.equal((await listed(patientId)).length, taken.length);
});

test('a record that took in another shows the files of both', async () => {
  const desk = await house.signIn(await house.hire(['receptionist']));
  const [kept, merged] = [await house.register(doctor), await house.register(doctor)];
  const { id } = (await addFile(house, doctor, merged, { bytes: picture() })).body;
  assert.equal((await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  assert.deepEqual((await listed(kept)).map((each) => each.id), [id]);
  assert.equal((await addFile(house, doctor, merged, { bytes: picture() })).body['code'], 'patient-merged');
});

test('the memory of files under way is bounded: who finds no room waits in turn, and not for ever', async () => {
  const budget = openUploadBudget({ bytes: 100, perPerson: 2, patience: 30 });
  const [ana, eva] = [parseId<'person'>('01890000-0000-7000-8000-000000000001'), parseId<'person'>('01890000-0000-7000-8000-000000000002')];
  const order: string[] = [];
  const gate = Promise.withResolvers<undefined>();
  const first = budget.within(ana, 80, async () => { await gate.promise; order.push('first'); });
  const second = budget.within(ana, 30, async () => { order.push('second'); }).catch(() => { order.push('second gave up'); });
  await assert.rejects(budget.within(ana, 1, async () => undefined), { code: 'too-many-uploads' });
  await assert.rejects(budget.within(eva, 500, async () => undefined), { code: 'too-many-uploads' });
  gate.resolve(undefined);
  await Promise.all([first, second]);
  assert.deepEqual(order.toSorted(), ['first', 'second gave up']);
  await Promise.all([budget.within(ana, 80, async () => { order.push('third'); }), budget.within(eva, 80, async () => { order.push('fourth, in turn'); })]);
  assert.deepEqual(order.slice(2), ['third', 'fourth, in turn']);
  await budget.within(eva, 500, async () => { order.push('larger than all room, alone'); });
  await assert.rejects(budget.within(ana, 1, () => Promise.reject(new Error('broken'))), /broken/);
  assert.equal(await budget.within(ana, 100, async () => 'room again'), 'room again');
});

test('a photograph is dated by the clinic’s own day, not by the server’s', async (t) => {
  const late = await createTestDatabase();
  const evening = await openHouse(late, { clock: fixedClock('2026-03-02T03:00:00Z') });
  t.after(async () => { await evening.close(); await late.close(); });
  const physician = await evening.signIn(await evening.hire(['physician']));
  const patientId = await evening.register(physician);
  assert.equal((await addFile(evening, physician, patientId, { bytes: picture(), said: { takenOn: '2026-03-01' } })).status, 201);
  assert.equal((await addFile(evening, physician, patientId, { bytes: picture(), said: { takenOn: '2026-03-02' } })).body['code'], 'attachment-inconsistent');
});
