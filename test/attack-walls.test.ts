import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { SessionId } from '#kernel/ids.ts';
import type { StaffActor, StaffLogin } from '#platform/postgres/actor.ts';
import { tables } from './catalogue.ts';
import { createTestDatabase, signedIn } from './database.ts';
import type { TestDatabase } from './database.ts';
import { openHouse, signNote, writeNote } from './house.ts';
import type { Caller, House, Member } from './house.ts';

/** Statements of an attacker who has got as far as SQL, inside a live session of her own clinic. */

let home: TestDatabase;
let near: House;
let far: House;
let farPatient: string;
let insiders: readonly StaffActor[];
let author: Member;
let draftId: string;
let nearDoctor: Caller;
before(async () => {
  home = await createTestDatabase();
  near = await openHouse(home, { clinicName: 'Clínica cercana' });
  far = await openHouse(home, { clinicName: 'Clínica lejana' });
  const member = await far.hire(['physician']);
  const doctor = await far.signIn(member);
  const desk = await far.signIn(await far.hire(['receptionist']));
  farPatient = await far.register(desk);
  const { noteId, version } = await writeNote(doctor, farPatient);
  assert.equal((await signNote(doctor, noteId, version, far.efirmaOf(member))).status, 200);
  await writeNote(doctor, await far.register(desk));
  const booked = await desk.call('POST', '/api/appointments', { patientId: farPatient, practitionerId: member.personId, startsAt: '2031-05-05T16:00:00Z', minutes: 30, kind: 'first' });
  assert.equal(booked.status, 201, JSON.stringify(booked.body));
  author = await near.hire(['physician']);
  nearDoctor = await near.signIn(author);
  draftId = (await writeNote(nearDoctor, await near.register(nearDoctor))).noteId;
  const duties = [['amate_clinician', 'physician'], ['amate_clinician', 'laboratory'], ['amate_frontdesk', 'receptionist'], ['amate_auditor', 'auditor'], ['amate_admin', 'administrator']] as const satisfies readonly (readonly [StaffLogin, string])[];
  insiders = await Promise.all(duties.map(([login, role]) => signedIn(home, near.clinicId, login, role)));
});
after(async () => {
  await near.close();
  await far.close();
  await home.close();
});

const as = (actor: StaffActor, text: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> =>
  home.database.withActor(actor, (tx) => tx.query<Record<string, unknown>>(text, values));
const isWall = (error: unknown): boolean => /permission denied|row-level security|only ever closes|frozen|never removed|no draft of this person/.test(String(error));
const nothingOrWall = async (ask: Promise<readonly unknown[]>, what: string): Promise<void> => {
  const rows = await ask.catch((error: unknown) => {
    assert.ok(isWall(error), `${what}: ${String(error)}`);
    return [];
  });
  assert.deepEqual(rows, [], what);
};

test('no duty reads, changes, removes or plants a row of another clinic in any table', async () => {
  let filled = 0;
  for (const table of (await tables(home.asSuperuser)).filter((each) => each.columns.includes('clinic_id'))) {
    const [row] = await home.asSuperuser<{ row: object }>(`select to_jsonb(t) as row from ${table.name} t where clinic_id = $1 limit 1`, [far.clinicId]);
    if (row !== undefined) filled += 1;
    for (const insider of insiders) {
      const what = `${insider.role} ${table.name}`;
      await nothingOrWall(as(insider, `select clinic_id from ${table.name} where clinic_id = $1`, [far.clinicId]), what);
      await nothingOrWall(as(insider, `update ${table.name} set clinic_id = clinic_id where clinic_id = $1 returning 1 as one`, [far.clinicId]), what);
      await nothingOrWall(as(insider, `delete from ${table.name} where clinic_id = $1 returning 1 as one`, [far.clinicId]), what);
      if (row !== undefined) await assert.rejects(as(insider, `insert into ${table.name} select * from jsonb_populate_record(null::${table.name}, $1)`, [row.row]), (error) => isWall(error), what);
    }
  }
  assert.ok(filled >= 15, `only ${String(filled)} tables hold rows of the other clinic`);
});

test('no setting makes a member of staff of another clinic, and no view shows a session’s hash', async () => {
  for (const insider of insiders) {
    assert.deepEqual(await home.database.withActor(insider, async (tx) => {
      await tx.query('select set_config(\'amate.clinic\', $1, true)', [far.clinicId]);
      return tx.query('select clinic_id from org.clinic where clinic_id = $1', [far.clinicId]);
    }), []);
    for (const forged of ['00'.repeat(32), '', 'zz', farPatient]) {
      const rows = home.database.withActor(insider, async (tx) => {
        await tx.query('select set_config(\'amate.session\', $1, true)', [forged]);
        return tx.query('select clinic_id from org.clinic');
      });
      assert.deepEqual(await rows.catch(() => []), []);
    }
    await assert.rejects(as(insider, 'select token_hash from auth.session'), /permission denied/);
    const views = await as(insider, 'select (select string_agg(query, \' \') from pg_stat_activity) as activity, (select string_agg(s.most_common_vals::text, \' \') from pg_stats s where schemaname in (\'auth\', \'front\', \'clin\', \'keys\')) as stats');
    assert.ok(!/[0-9a-f]{64}/.test(JSON.stringify(views)), insider.role);
    for (const role of ['amate_owner', 'amate_worker', 'amate_index']) await assert.rejects(as(insider, `set local role ${role}`), /permission denied/);
  }
});

test('definer functions of the staff answer nothing about another clinic’s ids', async () => {
  const asAuditor = insiders.find(({ role }) => role === 'auditor');
  const asAdmin = insiders.find(({ role }) => role === 'administrator');
  assert.ok(asAuditor !== undefined && asAdmin !== undefined);
  for (const insider of [asAuditor, asAdmin]) {
    for (const text of ['select * from audit.ends($1)', 'select * from audit.links($1, 0, 1000, 10)', 'select * from audit.openings($1, 0, 1000, 10)']) {
      assert.deepEqual((await as(insider, text, [far.clinicId])).filter((row) => row['clinic_id'] !== near.clinicId), [], text);
    }
    assert.deepEqual(await as(insider, 'select * from audit.entries(null, $1, null, null, null, null, null, 50)', [farPatient]), []);
    assert.deepEqual(await as(insider, 'select audit.pseudonym_here($1) as pseudonym', [farPatient]), [{ pseudonym: null }]);
  }
  const [stranger] = await home.asSuperuser<{ id: string }>('select id from org.staff_member where clinic_id = $1 limit 1', [far.clinicId]);
  assert.deepEqual(await as(asAdmin, 'select auth.issue_person_link($1, \'reset\', $2, now() + interval \'1 hour\') as done', [stranger?.id, Buffer.alloc(32, 7)]), [{ done: false }]);
  assert.deepEqual(await as(asAdmin, 'select auth.clear_factors($1) as done', [stranger?.id]), [{ done: false }]);
  assert.deepEqual(await as(asAdmin, 'select auth.end_sessions_of($1, \'killed\') as ended', [stranger?.id]), [{ ended: 0 }]);
});

test('a duty enqueues jobs for its own clinic alone, and replaces no other clinic’s', async () => {
  const task = 'remove-expired-preparations';
  const enqueue = (insider: StaffActor, clinicId: string, key: string) => as(insider, 'select jobs.enqueue($1, $2, $3, now())', [task, JSON.stringify({ clinicId }), key]);
  const physician = insiders[0];
  assert.ok(physician !== undefined);
  const before = await home.asSuperuser('select key, run_at from queue.jobs order by key');
  for (const insider of insiders) {
    await assert.rejects(enqueue(insider, far.clinicId, `${task}:${far.clinicId}`), insider.role);
    await assert.rejects(enqueue(insider, near.clinicId, `${task}:${far.clinicId}`), insider.role);
    await assert.rejects(enqueue(insider, far.clinicId, `${task}:${near.clinicId}`), insider.role);
  }
  assert.deepEqual(await home.asSuperuser('select key, run_at from queue.jobs order by key'), before);
  await enqueue(physician, near.clinicId, `${task}:${near.clinicId}`);
  await assert.rejects(home.database.withActor({ kind: 'gate', login: 'amate_gate' }, (tx) => tx.query('select jobs.enqueue(\'x\', \'{}\', \'x\', now())')), /permission denied/);
});

test('nobody hangs a diagnosis or a vital sign on somebody else’s draft, nor makes a note that was never signed', async () => {
  const [note] = await home.asSuperuser<{ patient_id: string; encounter_id: string }>('select patient_id, encounter_id from clin.note where id = $1', [draftId]);
  const nurse = await near.hire(['nurse']);
  await near.signIn(nurse);
  const [session] = await home.asSuperuser<{ hash: string; id: SessionId }>('select encode(token_hash, \'hex\') as hash, id from auth.session where person_id = $1', [nurse.personId]);
  assert.ok(session);
  const asNurse: StaffActor = { kind: 'staff', login: 'amate_clinician', clinicId: near.clinicId, personId: nurse.personId, sessionId: session.id, sessionHash: session.hash, role: 'nurse', purpose: 'care', language: 'es-MX', steppedUpAt: null };
  await assert.rejects(as(asNurse, 'insert into clin.note_diagnosis (clinic_id, note_id, patient_id, place, code, catalogue, certainty, first_time, noted_at) values ($1, $2, $3, 1, \'F200\', \'x\', \'confirmed\', true, now())', [near.clinicId, draftId, note?.patient_id]), /no draft of this person/);
  await assert.rejects(as(asNurse, 'insert into clin.note_vital (clinic_id, note_id, patient_id, code, value, unit, taken_at) values ($1, $2, $3, \'weight\', 300, \'kg\', now())', [near.clinicId, draftId, note?.patient_id]), /no draft of this person/);
  await assert.rejects(as(asNurse, 'insert into clin.note (clinic_id, id, encounter_id, patient_id, kind, author_id, state, created_at, saved_at) values ($1, $2, $3, $4, \'evolution\', $5, \'signed\', now(), now())', [near.clinicId, randomUUID(), note?.encounter_id, note?.patient_id, nurse.personId]), /row-level security/);
  assert.deepEqual(await as(asNurse, 'update clin.note set content = \'\\x00\' where id = $1 returning 1 as one', [draftId]), []);
});

test('a signature is stored for its own note’s visit alone', async () => {
  const other = await writeNote(nearDoctor, await near.register(nearDoctor, 'Otra'));
  const [mine] = await home.asSuperuser<{ patient_id: string }>('select patient_id from clin.note where id = $1', [draftId]);
  const [theirs] = await home.asSuperuser<{ encounter_id: string }>('select encounter_id from clin.note where id = $1', [other.noteId]);
  await assert.rejects(home.asSuperuser(
    `insert into clin.signed_note (clinic_id, note_id, preparation_id, encounter_id, patient_id, kind, author_id, signed_at, payload, payload_sha256, payload_signature, signed_attributes,
       attributes_signature, algorithm, certificate, certificate_serial, revocation, pdf, pdf_sha256, verification_code)
     values ($1, $2, $2, $3, $4, 'evolution', $5, now(), '', $6, '', '', '', 'RSASSA-PKCS1-v1_5-SHA-256', '', '1', 'not-checked', '', $6, 'X')`,
    [near.clinicId, draftId, theirs?.encounter_id, mine?.patient_id, author.personId, Buffer.alloc(32)]), /signature is of another note/);
});
