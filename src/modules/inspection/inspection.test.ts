import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { EncounterId, NoteId, PatientId } from '#kernel/ids.ts';
import { aComplete } from '#modules/documents/testing.ts';
import type { FormKind } from '#modules/documents/contract.ts';
import { catalogueText } from '#modules/terminology/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, signNote, writeNote } from '#test/house.ts';
import type { Caller, House, Member } from '#test/house.ts';
import type { ClinicInspection, RecordInspection } from './contract.ts';
import type { RecordSubject, SeenDocument, SeenEncounter } from './model.ts';
import { inspectionRules } from './rules.ts';

const HOUR = 3_600_000;
const now = new Date('2026-11-22T18:00:00Z');
const ago = (hours: number): Date => new Date(now.getTime() - hours * HOUR);

const encounter = (changes: Partial<SeenEncounter> = {}): SeenEncounter =>
  ({ id: 'e1' as EncounterId, kind: 'outpatient', startedAt: ago(30), endedAt: ago(29), oldestDraftAt: null, ...changes });
const document = (kind: SeenDocument['kind'], changes: Partial<SeenDocument> = {}): SeenDocument =>
  ({ noteId: `n-${kind}` as NoteId, encounterId: 'e1' as EncounterId, kind, answers: null, signedAt: ago(29), ...changes });
const record = (changes: Partial<RecordSubject> = {}): RecordSubject =>
  ({ identityGaps: [], hasHistory: true, encounters: [encounter()], documents: [document('evolution')], now, timeZone: 'America/Mexico_City', ...changes });

const verdictOf = (criterion: string, subject: RecordSubject): string => {
  const rule = inspectionRules.find((each) => each.criterion === criterion);
  assert.ok(rule);
  if (!rule.applies(subject)) return 'not-applicable';
  const findings = rule.check(subject);
  assert.ok(findings.every((finding) => finding.rule === rule.id));
  return findings.length === 0 ? 'present' : 'absent';
};

const stay = (changes: Partial<SeenEncounter> = {}): SeenEncounter => encounter({ kind: 'hospital', startedAt: ago(80), endedAt: ago(2), ...changes });

test('a record in order has nothing absent, and what it need not hold does not apply', () => {
  assert.deepEqual(inspectionRules.map(({ criterion }) => [criterion, verdictOf(criterion, record())]), [
    ['identity', 'present'], ['history', 'present'], ['signed', 'present'], ['attended', 'present'], ['admission', 'not-applicable'],
    ['discharge', 'not-applicable'], ['daily', 'not-applicable'], ['consent', 'not-applicable'], ['answered', 'not-applicable'],
  ]);
  const empty = record({ encounters: [], documents: [], hasHistory: false });
  assert.deepEqual(inspectionRules.map(({ criterion }) => verdictOf(criterion, empty)), ['present', ...Array.from({ length: 8 }, () => 'not-applicable')]);
});

test('N004-5.2.3-INSPECTED a patient without name, age or address is named as such', () => {
  assert.equal(verdictOf('identity', record({ identityGaps: ['address'] })), 'absent');
});

test('N004-6.1-INSPECTED a record that was attended without a clinical history lacks it', () => {
  assert.equal(verdictOf('history', record({ hasHistory: false })), 'absent');
});

test('N004-5.10-INSPECTED a draft left for more than a day is absent, one of this morning is not', () => {
  assert.equal(verdictOf('signed', record({ encounters: [encounter({ oldestDraftAt: ago(24.1) })] })), 'absent');
  assert.equal(verdictOf('signed', record({ encounters: [encounter({ oldestDraftAt: ago(23.9) })] })), 'present');
});

test('N004-6.2-INSPECTED an attention that left no signed document is absent; one in course or administrative is not asked', () => {
  assert.equal(verdictOf('attended', record({ documents: [] })), 'absent');
  assert.equal(verdictOf('attended', record({ documents: [], encounters: [encounter({ startedAt: ago(2), endedAt: null })] })), 'not-applicable');
  assert.equal(verdictOf('attended', record({ documents: [], encounters: [encounter({ startedAt: ago(25), endedAt: null })] })), 'absent');
  assert.equal(verdictOf('attended', record({ documents: [], encounters: [encounter({ kind: 'administrative' })] })), 'not-applicable');
});

test('N004-8.1-INSPECTED N004-8.9-INSPECTED a stay needs its admission, and its discharge once it has ended', () => {
  assert.equal(verdictOf('admission', record({ encounters: [stay()] })), 'absent');
  assert.equal(verdictOf('admission', record({ encounters: [stay()], documents: [document('admission')] })), 'present');
  assert.equal(verdictOf('discharge', record({ encounters: [stay()] })), 'absent');
  assert.equal(verdictOf('discharge', record({ encounters: [stay({ endedAt: null })] })), 'not-applicable');
  for (const kind of ['discharge', 'voluntary-discharge', 'death'] as const) assert.equal(verdictOf('discharge', record({ encounters: [stay()], documents: [document(kind)] })), 'present');
  assert.equal(verdictOf('discharge', record({ encounters: [stay()], documents: [document('discharge', { encounterId: 'e2' as EncounterId })] })), 'absent', 'of another stay');
});

test('N004-8.3-INSPECTED a whole day of a stay without a note is absent', () => {
  // In Mexico City the stay runs from the 19th, 10:00 to the 22nd, 10:00.
  const notes = (...hours: readonly number[]) => hours.map((hour, at) => document('daily', { noteId: `n${String(at)}` as NoteId, signedAt: ago(hour) }));
  assert.equal(verdictOf('daily', record({ encounters: [stay()], documents: notes(49, 25) })), 'present');
  assert.equal(verdictOf('daily', record({ encounters: [stay()], documents: notes(49) })), 'absent');
  assert.equal(verdictOf('daily', record({ encounters: [stay({ startedAt: ago(20), endedAt: ago(1) })], documents: [] })), 'present', 'no whole day between');
});

test('N004-10.1.2-INSPECTED an operation or anaesthesia asks for a consent signed before it, or for why there was none', () => {
  const operated = [document('postoperative', { signedAt: ago(5) })];
  assert.equal(verdictOf('consent', record({ documents: operated })), 'absent');
  assert.equal(verdictOf('consent', record({ documents: [...operated, document('consent', { signedAt: ago(4) })] })), 'absent', 'signed afterwards');
  for (const kind of ['consent', 'emergency-treatment'] as const) assert.equal(verdictOf('consent', record({ documents: [...operated, document(kind, { signedAt: ago(6) })] })), 'present');
});

test('N004-6.3-INSPECTED a request for interconsultation waits for its own answer', () => {
  const request = document('interconsultation-request', { noteId: 'asked' as NoteId });
  assert.equal(verdictOf('answered', record({ documents: [request] })), 'absent');
  assert.equal(verdictOf('answered', record({ documents: [request, document('interconsultation-answer', { answers: 'other' as NoteId })] })), 'absent');
  assert.equal(verdictOf('answered', record({ documents: [request, document('interconsultation-answer', { answers: 'asked' as NoteId })] })), 'present');
});

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
});
after(async () => { await house.close(); await home.close(); });

const signForm = async (patientId: PatientId, kind: FormKind): Promise<void> => {
  const { body } = await doctor.call('POST', '/api/documents', { patientId, kind });
  const noteId = String(body['noteId']);
  await doctor.call('PUT', `/api/notes/${noteId}/draft`, { version: 0, saveId: randomUUID(), content: aComplete(kind, { diagnoses: [{ code: 'Z000', term: 'Examen médico general', catalogue: catalogueText(), certainty: 'confirmed', firstTime: true }] }) });
  const { status, body: answer } = await signNote(doctor, noteId, 1, house.efirmaOf(member));
  assert.equal(status, 200, JSON.stringify(answer));
};

const absentIn = (inspection: RecordInspection): readonly string[] => inspection.criteria.filter(({ verdict }) => verdict === 'absent').map(({ criterion }) => criterion);

test('N004-ApA a record is judged by what it holds: each kind of document, each criterion, and where something is missing', async () => {
  const patientId = await house.register(doctor, 'Inspeccionada');
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  await signForm(patientId, 'interconsultation-request');
  const { status, body } = await doctor.call('GET', `/api/patients/${patientId}/inspection`);
  assert.equal(status, 200, JSON.stringify(body));
  const inspection = body as unknown as RecordInspection;
  assert.deepEqual(absentIn(inspection), ['identity', 'answered'], 'an unknown person, and a request that nobody answered');
  assert.deepEqual(inspection.documents.map(({ kind, total, complete }) => [kind, total, complete]).toSorted(), [['evolution', 1, 1], ['interconsultation-request', 1, 1]]);
  const [waiting] = inspection.criteria.find(({ criterion }) => criterion === 'answered')?.places ?? [];
  assert.equal(waiting?.noteKind, 'interconsultation-request');
  assert.deepEqual(inspection.score, { present: 3 + 2, absent: 2 });
});

test('N004-5.10-INSPECTED a document that waits for its second signature longer than a day is unsigned', async () => {
  const traineeWho = await house.hire(['physician'], { verified: false });
  const trainee = await house.signIn(traineeWho);
  await home.asSuperuser(
    `insert into org.supervision (clinic_id, id, person_id, grade, supervisor_id, recorded_at, recorded_by)
     values ($1, gen_random_uuid(), $2, 'intern', $3, now(), $3)`, [house.clinicId, traineeWho.personId, member.personId]);
  const patientId = await house.register(doctor, 'Pendiente');
  const { noteId, version } = await writeNote(trainee, patientId);
  assert.equal((await signNote(trainee, noteId, version, house.efirmaOf(traineeWho))).body['awaits'], 'supervisor');
  const absent = async () => absentIn((await doctor.call('GET', `/api/patients/${patientId}/inspection`)).body as unknown as RecordInspection);
  assert.ok(!(await absent()).includes('signed'), 'of today');
  await home.asSuperuser(`set session_replication_role = replica; update clin.note set created_at = created_at - interval '25 hours' where id = '${noteId}'; reset session_replication_role`);
  assert.ok((await absent()).includes('signed'));
});

test('N004-ApA a sample of the clinic is drawn by its seed, and drawn again the same', async () => {
  for (let at = 0; at < 3; at += 1) await writeNote(doctor, await house.register(doctor, `Muestra${String(at)}`));
  const draw = async (seed: string, size: number): Promise<ClinicInspection> => {
    const { status, body } = await doctor.call('POST', '/api/inspections', { seed, size, months: 12 });
    assert.equal(status, 200, JSON.stringify(body));
    return body as unknown as ClinicInspection;
  };
  const ids = ({ records }: ClinicInspection) => records.map(({ patientId }) => patientId).toSorted();
  const first = await draw('enero', 3);
  assert.equal(first.records.length, 3);
  assert.ok(first.population >= 4);
  assert.deepEqual(ids(await draw('enero', 3)), ids(first));
  const all = await draw('febrero', 40);
  assert.equal(all.records.length, all.population);
  const identity = all.criteria.find(({ criterion }) => criterion === 'identity');
  assert.deepEqual([identity?.present, identity?.absent], [0, all.population], 'nobody of them is known by name');
});

test('nobody but a physician inspects, and an unheard-of patient is not found', async () => {
  const patientId = await house.register(doctor, 'Ajena');
  for (const duty of ['nurse', 'receptionist', 'auditor', 'administrator', 'laboratory'] as const) {
    const other = await house.signIn(await house.hire([duty]));
    assert.equal((await other.call('GET', `/api/patients/${patientId}/inspection`)).status, 403, duty);
    assert.equal((await other.call('POST', '/api/inspections', { seed: 'x', size: 1, months: 1 })).status, 403, duty);
  }
  assert.equal((await doctor.call('GET', `/api/patients/${randomUUID()}/inspection`)).status, 404);
  assert.equal((await doctor.call('POST', '/api/inspections', { seed: '\'; drop table', size: 1, months: 1 })).status, 400);
});
