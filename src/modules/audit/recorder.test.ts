import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { ClinicId, Pseudonym } from '#kernel/ids.ts';
import type { Access } from '#platform/http/edge.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { createTestDatabase, foundedClinic, signedIn } from '#test/database.ts';
import { freshId } from '#test/fresh-id.ts';
import type { TestDatabase } from '#test/database.ts';
import { readEntry } from './model.ts';
import { openRecorder } from './recorder.ts';
import { auditRules } from './rules.ts';
import { openTestAudit } from './testing.ts';

let home: TestDatabase;
let clinic: ClinicId;
let physician: StaffActor;
before(async () => {
  home = await createTestDatabase();
  clinic = await foundedClinic(home);
  physician = await signedIn(home, clinic, 'amate_clinician', 'physician');
});
after(async () => { await home.close(); });

const access = (change: Partial<Access> = {}): Access => ({ actor: physician, operation: 'read-chart', outcome: 'ok', sightings: [], ...change });

type Pending = { clinic_id: string; person_id: string; session_id: string; role: string; login_role: string; purpose: string; action: string; outcome: string; entity: string; entity_id: string; patients: readonly string[]; detail: Record<string, unknown> };
const waiting = (operation: string): Promise<readonly Pending[]> => home.asSuperuser<Pending>('select * from audit.pending where action = $1 order by at', [operation]);

test('a recorded access is durable before the promise resolves: another connection sees it at once', async () => {
  const recorder = openRecorder({ database: home.database });
  const patients = [freshId<'pseudonym'>(), freshId<'pseudonym'>()];
  const entityId = randomUUID();
  await recorder.record(access({ operation: 'read-durable', sightings: [{ patients, entity: 'clin.note', entityId, detail: { rows: 2 } }] }));
  const [row] = await waiting('read-durable');
  assert.deepEqual(
    { ...row, id: undefined, at: undefined },
    {
      id: undefined, at: undefined, clinic_id: clinic, person_id: physician.personId, session_id: physician.sessionId, role: 'physician', login_role: 'amate_clinician',
      purpose: 'care', cause: null, action: 'read-durable', outcome: 'ok', entity: 'clin.note', entity_id: entityId, patient: null, patients,
      detail: { seen: [{ entity: 'clin.note', entityId, rows: 2 }] },
    },
  );
  await recorder.close();
});

test('who acted comes from the session, whatever the caller says', async () => {
  const recorder = openRecorder({ database: home.database });
  const liar = { ...physician, clinicId: freshId<'clinic'>(), personId: freshId<'person'>(), sessionId: freshId<'session'>(), role: 'administrator', login: 'amate_admin' as const };
  await recorder.record(access({ actor: liar, operation: 'read-as-liar' }));
  const [row] = await waiting('read-as-liar');
  assert.deepEqual([row?.clinic_id, row?.person_id, row?.session_id, row?.role, row?.login_role], [clinic, physician.personId, physician.sessionId, 'physician', 'amate_clinician']);
  await recorder.close();
});

test('an unknown session is refused and costs nobody else an entry', async () => {
  const recorder = openRecorder({ database: home.database });
  const stranger = { ...physician, sessionHash: '0'.repeat(64) };
  const outcomes = await Promise.allSettled([access(), access({ actor: stranger }), access()].map((each) => recorder.record({ ...each, operation: 'read-beside-stranger' })));
  assert.deepEqual(outcomes.map((each) => each.status), ['fulfilled', 'rejected', 'fulfilled']);
  assert.equal((outcomes[1] as PromiseRejectedResult).reason.code, 'audit-session-unknown');
  assert.equal((await waiting('read-beside-stranger')).length, 2);
  await recorder.close();
});

test('a session that ended a moment ago still accounts for its last request, one that ended long ago does not', async () => {
  const recorder = openRecorder({ database: home.database });
  const leaving = await signedIn(home, clinic, 'amate_frontdesk', 'receptionist');
  await home.asSuperuser('update auth.session set ended_at = now(), end_reason = \'signed-out\' where id = $1', [leaving.sessionId]);
  await recorder.record(access({ actor: leaving, operation: 'sign-out-recorded' }));
  await home.asSuperuser('update auth.session set ended_at = now() - interval \'10 minutes\' where id = $1', [leaving.sessionId]);
  await assert.rejects(recorder.record(access({ actor: leaving })), { code: 'audit-session-unknown' });
  await recorder.close();
});

test('the token that was just renewed still accounts for requests under way, for five minutes and not longer', async () => {
  const recorder = openRecorder({ database: home.database });
  const renewing = await signedIn(home, clinic, 'amate_clinician', 'physician');
  const newest = { ...renewing, sessionHash: 'ab'.repeat(32) };
  const changed = await home.asSuperuser('update auth.session set previous_hash = token_hash, token_hash = decode($2, \'hex\'), stepped_up_at = now() where id = $1 returning id', [renewing.sessionId, newest.sessionHash]);
  assert.equal(changed.length, 1);
  await recorder.record(access({ actor: renewing, operation: 'read-under-way' }));
  await recorder.record(access({ actor: newest, operation: 'read-under-way' }));
  assert.deepEqual((await waiting('read-under-way')).map((row) => row.session_id), [renewing.sessionId, renewing.sessionId]);
  await home.asSuperuser('update auth.session set stepped_up_at = now() - interval \'6 minutes\' where id = $1', [renewing.sessionId]);
  await assert.rejects(recorder.record(access({ actor: renewing })), { code: 'audit-session-unknown' });
  await recorder.record(access({ actor: newest }));
  await recorder.close();
});

test('a session that was ended does not come back by the token it had before', async () => {
  const recorder = openRecorder({ database: home.database });
  const ended = await signedIn(home, clinic, 'amate_frontdesk', 'receptionist');
  await home.asSuperuser('update auth.session set previous_hash = token_hash, token_hash = decode($2, \'hex\'), stepped_up_at = now(), ended_at = now() - interval \'10 minutes\', end_reason = \'killed\' where id = $1', [ended.sessionId, 'cd'.repeat(32)]);
  await assert.rejects(recorder.record(access({ actor: ended })), { code: 'audit-session-unknown' });
  await recorder.close();
});

test('many accesses share few commits, and each has its own entry', async () => {
  const recorder = openRecorder({ database: home.database });
  await Promise.all(Array.from({ length: 600 }, () => recorder.record(access({ operation: 'read-together' }))));
  const [row] = await home.asSuperuser<{ rows: number; commits: number }>('select count(*)::int as rows, count(distinct xmin::text)::int as commits from audit.pending where action = \'read-together\'');
  assert.equal(row?.rows, 600);
  assert.ok(row.commits >= 3 && row.commits <= 6, `${String(row.commits)} commits`);
  await recorder.close();
});

test('an access the database cannot take fails alone', async () => {
  const recorder = openRecorder({ database: home.database });
  const outcomes = await Promise.allSettled([
    recorder.record(access({ operation: 'read-beside-bad' })),
    recorder.record(access({ operation: 'read-beside-bad' })),
    recorder.record(access({ operation: 'x'.repeat(101) })),
    recorder.record(access({ operation: 'read-beside-bad', sightings: [{ patients: ['María' as Pseudonym] }] })),
  ]);
  assert.deepEqual(outcomes.map((each) => each.status), ['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  assert.equal((await waiting('read-beside-bad')).length, 2);
  await recorder.close();
});

test('without durable commits nothing is recorded and the read fails', async () => {
  await home.asSuperuser('alter role amate_recorder in database ' + new URL(home.ownerUrl).pathname.slice(1) + ' set synchronous_commit = off');
  const { openDatabase } = await import('#platform/postgres/database.ts');
  const { urlsOfRoles } = await import('#platform/postgres/roles.ts');
  const { testRootKey } = await import('#test/database.ts');
  const careless = openDatabase({ urls: urlsOfRoles(home.ownerUrl, testRootKey, ['amate_recorder']), application: 'careless' });
  const recorder = openRecorder({ database: careless });
  await assert.rejects(recorder.record(access({ operation: 'read-careless' })), { code: 'AM003' });
  assert.equal((await waiting('read-careless')).length, 0);
  await recorder.close();
  await careless.close();
});

test('a closed recorder stores what waits and refuses the rest; a full one refuses at once', async () => {
  const recorder = openRecorder({ database: home.database });
  const last = recorder.record(access({ operation: 'read-last' }));
  await recorder.close();
  await last;
  await assert.rejects(recorder.record(access()), { code: 'audit-overloaded' });
  const full = openRecorder({ database: home.database, waitingLimit: 1 });
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => full.record(access())));
  assert.ok(outcomes.some((each) => each.status === 'rejected'));
  await full.close();
});

test('N004-5.7 N024-5.8 a sealed access says who, in which duty, why, when and whose record', async () => {
  const recorder = openRecorder({ database: home.database });
  const audit = await openTestAudit(home.database);
  const patient = freshId<'pseudonym'>();
  await recorder.record(access({ operation: 'read-for-norm', sightings: [{ patients: [patient, patient] }] }));
  await audit.seal(1000);
  const [row] = await home.asSuperuser<{ entry: string }>('select entry from audit.log where action = \'read-for-norm\'');
  const entry = readEntry(row?.entry ?? '') ?? assert.fail();
  assert.deepEqual(entry.patients, [patient]);
  assert.deepEqual(auditRules.flatMap((rule) => rule.check(entry)), []);
  const nobody = { ...entry, session: null, role: null, at: '2026-01-01' };
  assert.deepEqual(auditRules.flatMap((rule) => rule.check(nobody)).map((each) => each.code), ['audit-instant-missing', 'audit-doer-missing', 'audit-duty-missing']);
  assert.deepEqual((await audit.verify()).faults, []);
  await recorder.close();
  await audit.close();
});

const doors: readonly { readonly call: string; readonly open: readonly string[] }[] = [
  { call: 'select audit.take(1)', open: ['amate_worker'] },
  { call: 'select audit.heads()', open: ['amate_worker'] },
  { call: 'select audit.record_accesses(\'[]\')', open: ['amate_recorder'] },
  { call: 'select audit.record_for_installation(\'test.act\', \'ok\', null)', open: ['amate_gate', 'amate_worker'] },
  { call: 'select audit.sealing()', open: ['amate_gate', 'amate_auditor', 'amate_admin', 'amate_worker'] },
  { call: 'select audit.ends(null)', open: ['amate_auditor', 'amate_admin', 'amate_worker'] },
  { call: 'select audit.links(null, 0, 1, 1)', open: ['amate_auditor', 'amate_admin', 'amate_worker'] },
  { call: 'select audit.notes(0, 1, 1)', open: ['amate_auditor', 'amate_admin', 'amate_worker'] },
  { call: 'select audit.head_at(null, 1)', open: ['amate_auditor', 'amate_admin', 'amate_worker'] },
  { call: 'select audit.leaves(null, 0, 1)', open: ['amate_auditor', 'amate_admin', 'amate_worker'] },
  { call: 'select from audit.earlier_state', open: [] },
  { call: 'select audit.pseudonym_here(null)', open: ['amate_auditor', 'amate_admin'] },
  { call: 'select from audit.log', open: [] },
  { call: 'select from audit.pending', open: [] },
  { call: 'select from audit.head', open: [] },
  { call: 'select from audit.checkpoint', open: [] },
  { call: 'select from audit.checkpoint_head', open: [] },
  { call: 'insert into audit.pending (clinic_id, purpose, action) values (gen_random_uuid(), \'care\', \'test.act\')', open: [] },
];

test('each door of the audit opens for its roles and for no other', async () => {
  for (const { call, open } of doors) {
    for (const login of loginRoles) {
      const outcome = await home.database.withActor({ kind: 'gate', login: login as 'amate_gate' }, (tx) => tx.query(call)).then(() => 'open', (error: { code: string }) => error.code);
      assert.equal(outcome, open.includes(login) ? 'open' : '42501', `${login}: ${call}`);
    }
  }
});
