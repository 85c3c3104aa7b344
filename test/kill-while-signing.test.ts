import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Prepared } from '#modules/record/contract.ts';
import { openDataFolder } from '#platform/supervisor/data-folder.ts';
import { startEmbeddedPostgres } from '#platform/supervisor/embedded-postgres.ts';
import { postgresFoldersElsewhere } from '#platform/supervisor/postgres-folder.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { openHouse, prepareNote, signaturesOf, writeNote } from './house.ts';
import type { Answer, Caller, House, Member } from './house.ts';

/** A database of its own, killed in the middle of signatures: a note is signed with its audit row, or still a draft. */

const path = mkdtempSync(join(tmpdir(), 'amate-kill-'));
chmodSync(path, 0o711);
let stop: () => Promise<void>;
let serverPid: () => number;
let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
let clusterBefore = '';

before(async () => {
  const folder = openDataFolder(path, 'test');
  const postgres = await startEmbeddedPostgres({ dataDir: folder.path, log: () => undefined });
  serverPid = postgres.pid;
  clusterBefore = process.env['AMATE_TEST_CLUSTER'] ?? '';
  process.env['AMATE_TEST_CLUSTER'] = postgres.connectionString;
  stop = async () => {
    await postgres.stop();
    folder.release();
    for (const elsewhere of postgresFoldersElsewhere(path)) rmSync(elsewhere, { recursive: true, force: true });
    rmSync(path, { recursive: true, force: true });
  };
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close().catch(() => undefined);
  await stop();
  process.env['AMATE_TEST_CLUSTER'] = clusterBefore;
});

const untilAnswered = async (ask: () => Promise<Answer>): Promise<Answer> => {
  for (let tries = 0; tries < 150; tries += 1) {
    const answer = await ask();
    if (answer.status < 500) return answer;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
  throw new Error('the server did not come back');
};

/** Asks the database itself, which may be coming back: a connection that the kill broke is no answer, an SQLSTATE is one. */
const untilBack = async <Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> => {
  for (let tries = 0; tries < 150; tries += 1) {
    try {
      return await home.asSuperuser<Row>(text, values);
    } catch (error) {
      const state = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
      if (/^(?!57P|08)[0-9A-Z]{5}$/.test(state) && state !== 'EPIPE') throw error;
      await new Promise((resolve) => { setTimeout(resolve, 200); });
    }
  }
  throw new Error('the database did not come back');
};

const fate = async (noteId: string): Promise<{ readonly signed: number; readonly acts: number; readonly children: number; readonly state: string }> => {
  const [row] = await untilBack<{ signed: number; acts: number; children: number; state: string }>(
    `select (select count(*)::int from clin.signed_note where note_id = $1) as signed,
       (select count(*)::int from audit.pending where action = 'note-signed' and entity_id = $1) as acts,
       (select count(*)::int from clin.note_vital where note_id = $1) as children,
       (select state from clin.note where id = $1) as state`, [noteId]);
  assert.ok(row);
  return row;
};

test('kill -9 of PostgreSQL while notes are being signed: signed with audit row and children, or still a draft; the retry answers', async () => {
  const efirma = house.efirmaOf(member);
  const outcomes = new Set<string>();
  for (const delay of [0, 3, 6, 10, 15, 25]) {
    const { noteId, version } = await writeNote(doctor, await house.register(desk));
    const prepared = (await prepareNote(doctor, noteId, version, efirma)).body as Prepared;
    const body = await signaturesOf(efirma, prepared);
    const signing = doctor.call('POST', `/api/notes/${noteId}/signature`, body);
    await new Promise((resolve) => { setTimeout(resolve, delay); });
    process.kill(serverPid(), 'SIGKILL');
    const first = await signing;
    const found = await untilAnswered(() => doctor.call('GET', `/api/notes/${noteId}`));
    assert.equal(found.status, 200);
    const then = await fate(noteId);
    if (then.state === 'signed') assert.deepEqual([then.signed, then.acts, then.children], [1, 1, 8]);
    else assert.deepEqual([then.signed, then.acts, then.children, then.state], [0, 0, 0, 'draft']);
    if (first.status === 200) assert.equal(then.state, 'signed', 'an acknowledged signature was lost');
    outcomes.add(then.state);
    const again = await untilAnswered(() => doctor.call('POST', `/api/notes/${noteId}/signature`, body));
    assert.equal(again.status, 200, JSON.stringify(again.body));
    const last = await fate(noteId);
    assert.deepEqual([last.state, last.signed, last.acts, last.children], ['signed', 1, 1, 8]);
  }
  assert.ok(outcomes.size >= 1);
});

const waitingFate = async (noteId: string): Promise<{ readonly state: string; readonly first: number; readonly second: number; readonly signed: number; readonly acts: number; readonly children: number }> => {
  const [row] = await untilBack<{ state: string; first: number; second: number; signed: number; acts: number; children: number }>(
    `select (select state from clin.note where id = $1) as state,
       (select count(*)::int from clin.first_signature where note_id = $1) as first,
       (select count(*)::int from clin.second_signature where note_id = $1) as second,
       (select count(*)::int from clin.signed_note where note_id = $1) as signed,
       (select count(*)::int from audit.pending where action = 'note-cosigned' and entity_id = $1) as acts,
       (select count(*)::int from clin.note_vital where note_id = $1) as children`, [noteId]);
  assert.ok(row);
  return row;
};

test('kill -9 of PostgreSQL while notes are being co-signed: complete with both signatures and children, or still waiting; the retry answers', async () => {
  await untilBack('select 1');
  const traineeWho = await house.hire(['physician'], { verified: false });
  const trainee = await house.signIn(traineeWho);
  await home.asSuperuser(
    `insert into org.supervision (clinic_id, id, person_id, grade, supervisor_id, recorded_at, recorded_by)
     values ($1, gen_random_uuid(), $2, 'intern', $3, now(), $3)`, [house.clinicId, traineeWho.personId, member.personId]);
  const [first, second] = [house.efirmaOf(traineeWho), house.efirmaOf(member)];
  for (const delay of [0, 4, 9, 18]) {
    const { noteId, version } = await writeNote(trainee, await house.register(desk));
    const prepared = (await prepareNote(trainee, noteId, version, first)).body as Prepared;
    assert.equal((await trainee.call('POST', `/api/notes/${noteId}/signature`, await signaturesOf(first, prepared))).body['awaits'], 'supervisor');
    const again = (await doctor.call('POST', `/api/notes/${noteId}/second-preparation`, { certificate: Buffer.from(second.certificateDer).toString('base64') })).body as Prepared;
    const body = await signaturesOf(second, again);
    const signing = doctor.call('POST', `/api/notes/${noteId}/second-signature`, body);
    await new Promise((resolve) => { setTimeout(resolve, delay); });
    process.kill(serverPid(), 'SIGKILL');
    const answer = await signing;
    assert.equal((await untilAnswered(() => doctor.call('GET', `/api/notes/${noteId}`))).status, 200);
    const then = await waitingFate(noteId);
    if (then.state === 'signed') assert.deepEqual([then.first, then.second, then.signed, then.acts, then.children], [1, 1, 1, 1, 8]);
    else assert.deepEqual(then, { state: 'waiting', first: 1, second: 0, signed: 0, acts: 0, children: 0 });
    if (answer.status === 200) assert.equal(then.state, 'signed', 'an acknowledged signature was lost');
    assert.equal((await untilAnswered(() => doctor.call('POST', `/api/notes/${noteId}/second-signature`, body))).status, 200);
    assert.deepEqual(await waitingFate(noteId), { state: 'signed', first: 1, second: 1, signed: 1, acts: 1, children: 8 });
  }
});
