import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { systemClock } from '#kernel/clock.ts';
import type { ClinicId } from '#kernel/ids.ts';
import { createMeasures } from '#platform/http/measures.ts';
import { buildServer } from '#platform/http/server.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { createTestDatabase, foundedClinic, signedIn, systemActor } from '#test/database.ts';
import { freshId } from '#test/fresh-id.ts';
import type { TestDatabase } from '#test/database.ts';
import { readKeys, verifyExport, verifyProof } from '../../../verifier/amate-audit-verifier.mjs';
import { listEntriesReply, proofReply, sealingReply, verificationReply } from './contract.ts';
import type { ListEntriesReply } from './contract.ts';
import { accessesOfPatient } from './list-entries.ts';
import { openRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';
import { auditRoutes } from './routes.ts';
import { openTestAudit } from './testing.ts';
import type { TestAudit } from './testing.ts';

let home: TestDatabase;
let audit: TestAudit;
let server: FastifyInstance;
let recorder: Recorder;
let clinic: ClinicId;
const people = new Map<string, StaffActor>();
const patient = freshId<'patient'>();

const permissions: Readonly<Record<string, readonly string[]>> = { auditor: ['read-audit', 'export-audit', 'read-earlier-states'], administrator: ['read-audit', 'export-audit'], physician: [], receptionist: [] };

before(async () => {
  home = await createTestDatabase();
  audit = await openTestAudit(home.database);
  recorder = openRecorder({ database: home.database });
  clinic = await foundedClinic(home);
  people.set('auditor', await signedIn(home, clinic, 'amate_auditor', 'auditor'));
  people.set('administrator', await signedIn(home, clinic, 'amate_admin', 'administrator'));
  people.set('physician', await signedIn(home, clinic, 'amate_clinician', 'physician'));
  people.set('receptionist', await signedIn(home, clinic, 'amate_frontdesk', 'receptionist'));
  people.set('stranger', await signedIn(home, await foundedClinic(home), 'amate_auditor', 'auditor'));
  people.set('unproven', { ...(people.get('auditor') ?? assert.fail()), steppedUpAt: null });
  server = await buildServer({
    routes: auditRoutes({ database: home.database, clock: systemClock, keysFolder: audit.folder }),
    ports: {
      authenticate: async (token) => people.get(token) ?? null,
      may: (actor, permission) => permissions[actor.role]?.includes(permission) ?? false,
      isLive: async () => true,
      isSteppedUp: (actor) => actor.steppedUpAt !== null,
      recordAccess: recorder.record,
      message: (code) => code,
      ready: async () => true,
    },
    measures: createMeasures(), log: false, publicUrl: 'http://localhost:8080', version: 'test',
  });
  await home.database.withActor(systemActor(clinic), async (tx) => {
    await home.vault.newPatientKey(tx, patient);
    for (let at = 0; at < 25; at += 1) {
      await tx.query('select audit.record($1, $2, null, $3, $4, null)', [at % 5 === 0 ? 'test.rare' : 'test.often', 'test.thing', at % 2 === 0 ? patient : null, at % 10 === 0 ? 'refused' : 'ok']);
    }
  });
  await audit.seal();
});
after(async () => {
  await server.close();
  await recorder.close();
  await audit.close();
  await home.close();
});

const get = (as: string, url: string) => server.inject({ method: 'GET', url, headers: { host: 'localhost:8080' }, cookies: { amate: as } });
const list = (as: string, body: object) =>
  server.inject({ method: 'POST', url: '/api/audit/entries', headers: { host: 'localhost:8080', origin: 'http://localhost:8080' }, cookies: { amate: as }, payload: body });
const listed = async (as: string, body: object): Promise<ListEntriesReply> => {
  const reply = await list(as, body);
  assert.equal(reply.statusCode, 200, reply.body);
  return listEntriesReply.parse(reply.json());
};

test('an auditor and an administrator page through the entries of their clinic, newest first', async () => {
  for (const as of ['auditor', 'administrator']) {
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const page = await listed(as, { action: 'test.often', limit: 7, ...(before === null ? {} : { before }) });
      seen.push(...page.entries.map((entry) => entry.seq));
      before = page.next;
    } while (before !== null);
    assert.equal(seen.length, 20);
    assert.deepEqual(seen, [...new Set(seen)].sort((one, other) => other - one));
  }
});

test('entries are found by patient, action, outcome, person and time', async () => {
  assert.equal((await listed('auditor', { patientId: patient, limit: 100 })).entries.filter((entry) => entry.action.startsWith('test.')).length, 13);
  assert.equal((await listed('auditor', { patientId: randomUUID() })).entries.length, 0);
  assert.equal((await listed('auditor', { action: 'test.rare' })).entries.length, 5);
  assert.equal((await listed('auditor', { action: 'test.rare', outcome: 'refused' })).entries.length, 3);
  assert.equal((await listed('auditor', { personId: randomUUID() })).entries.length, 0);
  const [newest] = (await listed('auditor', { action: 'test.often', limit: 1 })).entries;
  assert.equal((await listed('auditor', { action: 'test.often', until: newest?.at ?? '' })).entries.length, 19);
  assert.equal((await listed('auditor', { action: 'test.often', from: newest?.at ?? '' })).entries.length, 1);
});

test('N004-5.7 reading the audit is itself an entry, with the patient who was asked for', async () => {
  await listed('auditor', { patientId: patient });
  await audit.seal();
  const auditor = people.get('auditor') ?? assert.fail();
  const { entries } = await listed('administrator', { personId: auditor.personId, patientId: patient });
  assert.ok(entries.some((entry) => entry.action === 'list-audit-entries' && entry.outcome === 'ok' && entry.role === 'auditor' && entry.purpose === 'administration'));
});

test('nobody without the permission reads, verifies or exports, and each refusal is an entry', async () => {
  for (const as of ['physician', 'receptionist']) {
    assert.equal((await list(as, {})).statusCode, 403);
    assert.equal((await get(as, '/api/audit/verification')).statusCode, 403);
    assert.equal((await get(as, '/api/audit/export')).statusCode, 403);
  }
  assert.equal((await list('nobody', {})).statusCode, 401);
  assert.equal((await get('unproven', '/api/audit/export')).json().code, 'step-up-needed');
  await audit.seal();
  assert.equal((await listed('auditor', { personId: people.get('physician')?.personId ?? '', outcome: 'refused' })).entries.length, 3);
});

test('another clinic\'s auditor sees nothing of this one', async () => {
  assert.equal((await listed('stranger', { action: 'test.often' })).entries.length, 0);
  assert.equal((await listed('stranger', { patientId: patient })).entries.length, 0);
  assert.ok(!(await get('stranger', '/api/audit/export')).body.includes(clinic));
});

test('a request with an unknown field or a bad filter is refused', async () => {
  for (const body of [{ clinicId: clinic }, { limit: 0 }, { limit: 5000 }, { from: 'yesterday' }, { action: 'DROP' }, { before: -1 }]) {
    assert.equal((await list('auditor', body)).statusCode, 400, JSON.stringify(body));
  }
});

test('the export of a clinic passes the stand-alone verifier', async () => {
  const reply = await get('auditor', '/api/audit/export');
  assert.equal(reply.statusCode, 200);
  assert.match(String(reply.headers['content-disposition']), /audit-\d{4}-\d\d-\d\d\.ndjson/);
  const verdict = await verifyExport(reply.body.split('\n'), readKeys(audit.key.verifier));
  assert.deepEqual(verdict.faults, []);
  assert.ok(verdict.entries > 25);
});

test('an auditor gets the proof of one entry of her own clinic, checked by the stand-alone verifier; a stranger gets her own', async () => {
  const proof = proofReply.parse((await get('auditor', '/api/audit/entries/3/proof')).json());
  assert.equal(proof.head.clinic, clinic);
  assert.deepEqual(verifyProof(proof, readKeys(audit.key.verifier)), { sound: true, faults: [] });
  assert.equal((await get('auditor', '/api/audit/entries/3/proof?checkpoint=1')).statusCode, 200);
  assert.equal((await get('auditor', '/api/audit/entries/99999/proof')).json().code, 'audit-entry-unknown');
  assert.equal((await get('auditor', '/api/audit/entries/0/proof')).statusCode, 400);
  assert.ok(!(await get('stranger', '/api/audit/entries/1/proof')).body.includes(clinic));
  for (const as of ['physician', 'receptionist']) assert.equal((await get(as, '/api/audit/entries/3/proof')).statusCode, 403);
});

test('the state of sealing says how long the oldest entry has waited and when the last checkpoint was signed', async () => {
  await audit.seal();
  const asked = async () => sealingReply.parse((await get('auditor', '/api/audit/sealing')).json());
  const idle = await asked();
  assert.deepEqual([idle.waiting, idle.lagSeconds, idle.isLate], [0, 0, false]);
  assert.ok(idle.checkpoint !== null && idle.checkpointAt !== null);
  await home.asSuperuser('insert into audit.pending (clinic_id, at, purpose, action) values ($1, now() - interval \'5 seconds\', \'maintenance\', \'test.late\')', [clinic]);
  const late = await asked();
  assert.ok(late.isLate && late.lagSeconds >= 5 && late.waiting >= 1);
  await audit.seal();
  assert.equal((await asked()).isLate, false);
  assert.equal((await get('receptionist', '/api/audit/sealing')).statusCode, 403);
});

test('the verification says sound with the key that signed, and names a fault of its own clinic only', async () => {
  const sound = verificationReply.parse((await get('auditor', '/api/audit/verification')).json());
  assert.equal(sound.state, 'done');
  assert.equal(sound.result?.sound, true);
  assert.equal(sound.publicKey, audit.key.verifier);
  await home.asSuperuser(`begin; set local session_replication_role = replica; alter table audit.log drop constraint log_hash; update audit.log set entry = entry || ' ' where clinic_id = '${clinic}' and seq = 4; commit`);
  const again = verificationReply.parse((await get('administrator', '/api/audit/verification')).json());
  assert.deepEqual(again.result, sound.result, 'a result of the last half minute is given again');
  const later = { now: () => new Date(Date.now() + 60_000) };
  const { openVerificationBoard } = await import('./verification-board.ts');
  const broken = await openVerificationBoard({ database: home.database, clock: later, keysFolder: audit.folder }).ask(people.get('auditor') ?? assert.fail());
  assert.equal(broken.result?.sound, false);
  assert.deepEqual([broken.result.faults[0]?.kind, broken.result.faults[0]?.seq], ['hash-differs', 4]);
  const elsewhere = await openVerificationBoard({ database: home.database, clock: later, keysFolder: audit.folder }).ask(people.get('stranger') ?? assert.fail());
  assert.ok(elsewhere.result?.faults.every((fault) => fault.kind === 'guard-missing'));
});

test('who read a record is told without anybody else\'s entries', async () => {
  const auditor = people.get('auditor') ?? assert.fail();
  const told = await home.database.withActor(auditor, (tx) => accessesOfPatient(tx, patient, { limit: 5 }));
  assert.equal(told.entries.length, 5);
  const rest = await home.database.withActor(auditor, (tx) => accessesOfPatient(tx, patient, { limit: 200, before: told.next ?? 0 }));
  assert.equal(rest.next, null);
  assert.equal(new Set([...told.entries, ...rest.entries].flatMap((entry) => entry.patients)).size, 1);
});
