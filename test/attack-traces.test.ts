import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Writable } from 'node:stream';
import { after, before, test } from 'node:test';
import pino from 'pino';
import { jpegWith } from '#modules/attachments/testing.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import { documentType, emptyForm } from '#modules/documents/public.ts';
import { createMeasures } from '#platform/http/measures.ts';
import { publicRoute } from '#platform/http/route.ts';
import { buildServer } from '#platform/http/server.ts';
import { z } from 'zod';
import { tables } from './catalogue.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { completeNote, housePassword, openHouse, signNote, writeNote } from './house.ts';
import { preparePrescription, sealPrescription, stampPrescription, writePrescription } from './prescriptions.ts';
import type { Caller, House, Member } from './house.ts';
import { addFile } from './upload.ts';

/** What a patient's data leave behind: in logs, measures, refusals, the audit and the tables in clear. */

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
const lines: string[] = [];
const log = pino({ level: 'info' }, new Writable({ write: (chunk: Buffer, _encoding, done) => { lines.push(chunk.toString('utf8')); done(); } }));
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home, { log });
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
});
after(async () => {
  await house.close();
  await home.close();
});

const canary = {
  given: 'Zoraidacanaria', surname: 'Quetzalmonte', street: 'Calle Canariomarca', email: 'zc.canaria@example.test', narrative: 'palabrascanariasnarradas', plan: 'planescanarios',
  catalogue: 'catalogocanario', wrongPassword: 'contraseniacanariaerronea', reason: 'motivocanario', guessed: 'Buscadacanaria',
};
const identity = anIdentity({
  name: { given: canary.given, firstSurname: canary.surname, secondSurname: null }, email: canary.email,
  address: { street: canary.street, neighbourhood: 'Centro', postalCode: '72000', city: 'Puebla' }, phones: [{ kind: 'mobile', number: '222 987 6512' }],
});
const groundNow = async (): Promise<object> => {
  const { body } = await desk.call('GET', '/api/privacy/notice');
  return { basis: 'consent', noticeVersion: body['version'], noticeSha256: body['sha256'], mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null, secondaryPurposes: false };
};
const secrets = (): readonly string[] => [
  ...Object.values(canary), ...Object.values(canary).map((text) => text.toUpperCase()), identity.curp.state === 'given' ? identity.curp.value : '', '2229876512', '222 987 6512', member.email, housePassword,
  doctor.cookie() ?? '', desk.cookie() ?? '',
];

test('a day’s work leaves no name, word, CURP, password or token in logs, measures, refusals, audit, jobs or clear columns', async () => {
  const registered = await desk.call('POST', '/api/patients', { identity, ground: await groundNow() });
  assert.equal(registered.status, 201, JSON.stringify(registered.body));
  const patientId = String(registered.body['id']);
  const refusals = [
    await desk.call('POST', '/api/patients', { identity, ground: await groundNow() }),
    await desk.call('POST', '/api/patients', { identity: { ...identity, curp: { state: 'given', value: `${canary.guessed}` } } }),
    await desk.call('POST', '/api/patients/search', { query: canary.guessed, [canary.reason]: 1 }),
    await desk.call('GET', `/api/patients/${canary.guessed}`),
    await doctor.call('GET', `/api/agenda/day?date=${canary.guessed}`),
    await house.caller().call('POST', '/api/session', { email: canary.email, password: canary.wrongPassword }),
    await doctor.call('POST', '/api/session/step-up', { password: canary.wrongPassword }),
    await house.api.app.inject({ method: 'POST', url: '/api/patients/search', headers: { host: '127.0.0.1:8080', 'content-type': 'application/json', cookie: `amate=${desk.cookie() ?? ''}` }, payload: `{"query": ${canary.guessed}` }).then((reply) => ({ status: reply.statusCode, body: reply.json<Record<string, unknown>>() })),
  ];
  for (const refusal of refusals) {
    assert.ok(refusal.status >= 400, JSON.stringify(refusal.body));
    for (const secret of secrets()) assert.ok(!JSON.stringify(refusal.body).includes(secret), `a refusal says ${secret}: ${JSON.stringify(refusal.body)}`);
  }
  await desk.call('POST', '/api/patients/search', { query: canary.surname });
  await desk.call('PUT', `/api/patients/${patientId}/identity`, { version: 1, identity: { ...identity, email: `otro.${canary.email}` }, reason: canary.reason });
  assert.equal((await doctor.call('POST', '/api/earlier-histories', { patientId, keptAt: canary.reason })).status, 201);
  const words = { ...completeNote, subjective: canary.narrative, plan: canary.plan };
  const { noteId, version } = await writeNote(doctor, patientId, {
    ...words, diagnoses: [{ code: 'J029', term: canary.narrative, catalogue: canary.catalogue, certainty: 'confirmed', firstTime: true }],
  });
  const made = await signNote(doctor, noteId, version, house.efirmaOf(member));
  assert.equal(made.status, 422, 'a diagnosis in made-up words is not signed');
  for (const secret of secrets()) assert.ok(!JSON.stringify(made.body).includes(secret), `a refusal says ${secret}`);
  const mended = await doctor.call('PUT', `/api/notes/${noteId}/draft`, { version, saveId: randomUUID(), content: words });
  assert.equal((await signNote(doctor, noteId, Number(mended.body['version']), house.efirmaOf(member))).status, 200);
  const { noteId: dropped } = await writeNote(doctor, patientId, words);
  assert.equal((await doctor.call('POST', `/api/notes/${dropped}/discard`, { reason: `porque ${canary.reason}` })).status, 200);
  assert.equal((await doctor.call('GET', `/api/notes/${noteId}/pdf`)).status, 200);
  const second = await house.register(desk, canary.surname);
  const merged = await desk.call('POST', `/api/patients/${patientId}/merge`, { mergedId: second, keptVersion: 2, mergedVersion: 1, reason: canary.reason });
  assert.equal(merged.status, 200, JSON.stringify(merged.body));

  const metrics = (await house.api.app.inject({ method: 'GET', url: '/metrics', headers: { host: '127.0.0.1:8080' } })).body;
  assert.ok(lines.length > 10 && metrics.includes('sign-note') === false && metrics.length > 1_000);
  for (const secret of secrets()) {
    assert.ok(!lines.join('\n').includes(secret), `the log says ${secret}`);
    assert.ok(!metrics.includes(secret), `the measures say ${secret}`);
  }
  for (const id of [patientId, noteId]) assert.ok(!lines.join('\n').includes(id), 'the log names a row');
  const staffTables = new Set(['auth.account', 'org.staff_member']);
  const queue = (await home.asSuperuser<{ name: string }>('select \'queue.\' || relname as name from pg_class where relnamespace = \'queue\'::regnamespace and relkind = \'r\'')).map(({ name }) => name);
  for (const name of [...(await tables(home.asSuperuser)).map((table) => table.name), ...queue]) {
    const text = (await home.asSuperuser<{ row: string }>(`select t::text as row from ${name} t`)).map(({ row }) => row).join('\n');
    for (const secret of secrets().filter((each) => !(staffTables.has(name) && each === member.email))) {
      assert.ok(!text.includes(secret) && !text.includes(Buffer.from(secret, 'utf8').toString('hex')), `${name} holds ${secret} in clear`);
    }
  }
});

test('an unexpected error is logged by its frames, whatever lines its message has', async () => {
  const heard: string[] = [];
  const app = await buildServer({
    routes: [publicRoute({ method: 'POST', path: '/api/broken', operation: 'break', summary: 'Breaks.', status: 200, reply: z.strictObject({}), refuses: [], handle: () => Promise.reject(new Error(`invalid input:\n  ${canary.narrative}\n    at ${canary.given}`)) })],
    ports: { authenticate: async () => null, may: () => true, isLive: async () => true, isSteppedUp: () => true, recordAccess: async () => undefined, message: (code) => code, ready: async () => true },
    measures: createMeasures(), publicUrl: 'http://127.0.0.1:8680', version: 'test',
    log: pino({ level: 'info' }, new Writable({ write: (chunk: Buffer, _encoding, done) => { heard.push(chunk.toString('utf8')); done(); } })),
  });
  assert.equal((await app.inject({ method: 'POST', url: '/api/broken', headers: { host: '127.0.0.1:8680' } })).statusCode, 500);
  const said = heard.find((line) => line.includes('request failed')) ?? '';
  assert.match(said, /at .*attack-traces\.test\.ts/);
  for (const secret of [canary.narrative, canary.given]) assert.ok(!said.includes(secret), said);
  await app.close();
});

test('an address that cannot be decoded is refused in our own words and not repeated', async () => {
  for (const url of [`/api/patients/%ff${canary.guessed}`, `/${canary.guessed}%`]) {
    const reply = await house.api.app.inject({ method: 'GET', url, headers: { host: '127.0.0.1:8080' } });
    assert.equal(reply.statusCode, 400);
    assert.deepEqual(Object.keys(reply.json()), ['code', 'kind', 'message']);
    assert.ok(!reply.body.includes(canary.guessed) && !lines.join('\n').includes(canary.guessed), reply.body);
  }
});

test('however an address is written, a patient’s data are not to be kept by anybody on the way', async () => {
  const patientId = await house.register(desk);
  for (const url of [`/api/patients/${patientId}`, `/%61pi/patients/${patientId}`, `/ap%69/patients/${patientId}`]) {
    const reply = await house.api.app.inject({ method: 'GET', url, headers: { host: '127.0.0.1:8080', cookie: `amate=${desk.cookie() ?? ''}` } });
    assert.equal(reply.statusCode, 200, url);
    assert.equal(reply.headers['cache-control'], 'no-store', url);
  }
});

const pseudonymOf = async (patientId: string): Promise<string> =>
  (await home.asSuperuser<{ pseudonym: string }>('select pseudonym from keys.patient_key where patient_id = $1', [patientId]))[0]?.pseudonym ?? '';
const patientsOf = async (operation: string): Promise<readonly string[]> =>
  (await home.asSuperuser<{ patients: string[] }>('select patients::text[] as patients from audit.pending where action = $1 and outcome = \'ok\' order by at desc limit 1', [operation]))[0]?.patients ?? [];

/** A document of another physician about this patient that waits for a second signature. */
const leaveWaiting = async (patientId: string): Promise<void> => {
  const who = await house.hire(['physician']);
  const colleague = await house.signIn(who);
  const waiting = await colleague.call('POST', '/api/documents', { patientId, kind: 'emergency-treatment' });
  const form = emptyForm(documentType('emergency-treatment'));
  const values = { ...form.values, decidedAt: '2026-11-23T10:00', incapacity: 'x', absence: 'x', urgency: 'x', act: 'x', secondSigns: 'efirma' };
  const noteId = String(waiting.body['noteId']);
  assert.equal((await colleague.call('PUT', `/api/notes/${noteId}/draft`, { version: 0, saveId: randomUUID(), content: { ...form, values } })).status, 200);
  assert.equal((await signNote(colleague, noteId, 1, house.efirmaOf(who))).body['awaits'], 'second-physician');
  assert.equal((await colleague.call('POST', '/api/encounters', { patientId, kind: 'emergency' })).status, 201);
};

test('each way to read a patient’s data names the patient in the audit by the time the reply is there', async () => {
  const patientId = await house.register(desk);
  const { noteId, version } = await writeNote(doctor, patientId);
  const prepared = await doctor.call('POST', `/api/notes/${noteId}/preparation`, { version, certificate: Buffer.from(house.efirmaOf(member).certificateDer).toString('base64') });
  const efirma = house.efirmaOf(member);
  assert.equal((await signNote(doctor, noteId, version, efirma)).status, 200);
  await writeNote(doctor, patientId);
  const today = new Date().toISOString().slice(0, 10);
  await desk.call('POST', '/api/appointments', { patientId, practitionerId: member.personId, startsAt: `${today}T18:00:00Z`, minutes: 15, kind: 'walk-in' });
  await leaveWaiting(patientId);
  const item = await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { kind: 'flag', status: 'active', since: null, until: null, text: 'Prefiere que la llamen por la tarde', severity: 'info' } });
  const asked = await doctor.call('POST', '/api/record-requests', {
    patientId, capacity: 'patient', identityChecked: 'official-id', wants: 'whole-record', since: null, until: null, requestedOn: '2020-01-01', scanSha256: null, attachmentId: null,
    words: { requester: 'La paciente', document: '', reason: 'Segunda opinión', text: 'Solicito copia de mi expediente.' },
  });
  assert.equal(asked.status, 201, JSON.stringify(asked.body));
  const { id: prescription, version: written } = await writePrescription(doctor, patientId);
  const frozen = await preparePrescription(doctor, prescription, written, efirma);
  assert.equal((await sealPrescription(doctor, prescription, efirma, frozen)).status, 200);
  assert.equal((await stampPrescription(doctor, prescription, house.authority)).status, 201);
  const photograph = await addFile(house, doctor, patientId, { bytes: jpegWith() });
  const reads: Readonly<Record<string, readonly [Caller, string, string, object?]>> = {
    'open-patient': [desk, 'GET', `/api/patients/${patientId}`],
    'read-identity-history': [desk, 'GET', `/api/patients/${patientId}/identity-history`],
    'read-patient-privacy': [desk, 'GET', `/api/patients/${patientId}/privacy`],
    'open-chart': [doctor, 'GET', `/api/patients/${patientId}/chart`],
    'open-carriable': [doctor, 'GET', `/api/patients/${patientId}/carriable`],
    'open-changes': [doctor, 'GET', `/api/patients/${patientId}/changes`],
    'open-problems': [doctor, 'GET', `/api/patients/${patientId}/problems`],
    'open-growth': [doctor, 'GET', `/api/patients/${patientId}/growth`],
    'open-note': [doctor, 'GET', `/api/notes/${noteId}`],
    'open-signed-pdf': [doctor, 'GET', `/api/notes/${noteId}/pdf`],
    'verify-note': [doctor, 'POST', `/api/notes/${noteId}/verification`],
    'open-prepared-pdf': [doctor, 'GET', `/api/notes/${noteId}/preparations/${String(prepared.body['preparationId'])}/pdf`],
    'inspect-record': [doctor, 'GET', `/api/patients/${patientId}/inspection`],
    'open-summary': [doctor, 'GET', `/api/patients/${patientId}/summary`],
    'open-sticky-notes': [desk, 'GET', `/api/patients/${patientId}/sticky-notes`],
    'open-item-history': [doctor, 'GET', `/api/patients/${patientId}/summary/${String(item.body['itemId'])}/versions`],
    'list-attachments': [doctor, 'GET', `/api/patients/${patientId}/attachments`],
    'open-attachment': [doctor, 'GET', `/api/attachments/${String(photograph.body['id'])}/content`],
    'list-record-requests': [doctor, 'GET', '/api/record-requests'],
    'list-information-given': [doctor, 'GET', `/api/patients/${patientId}/information-given`],
    'list-unsigned-notes': [doctor, 'GET', '/api/unsigned-notes'],
    'list-discarded-drafts': [doctor, 'GET', `/api/patients/${patientId}/discarded-drafts`],
    'list-consents': [doctor, 'GET', `/api/notes/${noteId}/consents`],
    'list-observed': [doctor, 'GET', '/api/observation'],
    'list-cosignatures': [doctor, 'GET', '/api/cosignatures'],
    'list-prescriptions': [doctor, 'GET', `/api/patients/${patientId}/prescriptions`],
    'open-prescription': [doctor, 'GET', `/api/prescriptions/${prescription}`],
    'open-prescription-pdf': [doctor, 'GET', `/api/prescriptions/${prescription}/pdf`],
    'open-stamp-request': [doctor, 'GET', `/api/prescriptions/${prescription}/stamp-request`],
    'open-constancia': [doctor, 'GET', `/api/prescriptions/${prescription}/constancia`],
    'open-prepared-prescription-pdf': [doctor, 'GET', `/api/prescriptions/${prescription}/preparations/${String(frozen.body['preparationId'])}/pdf`],
    'list-dispensings': [doctor, 'GET', `/api/prescriptions/${prescription}/dispensings`],
    'open-day': [desk, 'GET', `/api/agenda/day?date=${today}`],
  };
  const pseudonym = await pseudonymOf(patientId);
  for (const [operation, [who, method, path, body]] of Object.entries(reads)) {
    const answer = await who.call(method, path, body);
    assert.equal(answer.status, 200, `${operation} ${JSON.stringify(answer.body)}`);
    assert.ok((await patientsOf(operation)).includes(pseudonym), operation);
  }
  // Every other reading route shows nobody: listed by name, so that a new one has to be thought about.
  const ofNobody = ['read-own-redundancy', 'describe-session', 'list-devices', 'list-new-devices', 'list-factors', 'list-staff', 'list-staff-names', 'open-staff-member', 'open-clinic', 'list-sites', 'read-privacy-notice', 'search-diagnoses', 'search-medicines', 'review-medicines', 'list-prescription-favourites', 'list-habitual-diagnoses', 'list-habitual-regimens', 'list-phrases', 'list-templates', 'list-document-types', 'verify-audit', 'export-audit', 'read-audit-sealing', 'follow-agenda', 'count-cosignatures', 'list-cds-services'];
  // Of one entry of the log, with whose record it tells of: earlier-states.test.ts.
  const ofOneEntry = ['prove-audit-entry', 'read-state-before'];
  // Of whoever was handed an antibiotic or a controlled medicine: dispensing.test.ts.
  const ofTheLog = ['export-dispensing-log'];
  const declared = house.api.routes.filter((route) => route.method === 'GET' && route.may !== 'anyone').map((route) => route.operation);
  assert.deepEqual(declared.filter((operation) => !(operation in reads) && ![...ofNobody, ...ofOneEntry, ...ofTheLog].includes(operation)), []);
});

test('the chart of a patient who took in another names both', async () => {
  const kept = await house.register(desk);
  const merged = await house.register(desk);
  const { noteId, version } = await writeNote(doctor, merged);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  const answer = await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const chart = await doctor.call('GET', `/api/patients/${kept}/chart`);
  assert.equal(chart.body['total'], 1);
  assert.deepEqual([...await patientsOf('open-chart')].sort(), [await pseudonymOf(kept), await pseudonymOf(merged)].sort());
});

test('merging one into the other and the other into the one at once, and undoing twice at once: one wins', async () => {
  const [a, b] = [await house.register(desk), await house.register(desk)];
  const merge = (kept: string, mergedId: string) => desk.call('POST', `/api/patients/${kept}/merge`, { mergedId, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' });
  const both = await Promise.all([merge(a, b), merge(b, a)]);
  assert.deepEqual(both.map(({ status }) => status).sort(), [200, 409]);
  const mergeId = String(both.find(({ status }) => status === 200)?.body['mergeId']);
  const undone = await Promise.all([1, 2].map(() => desk.call('POST', `/api/patients/merges/${mergeId}/undo`, { reason: 'No lo era' })));
  assert.deepEqual(undone.map(({ status }) => status).sort(), [200, 409]);
  assert.deepEqual((await home.asSuperuser<{ status: string }>('select status from front.patient where id = any($1)', [[a, b]])).map(({ status }) => status), ['active', 'active']);
});

test('a code written twice in a note is refused as it is saved, not as it is signed', async () => {
  const started = await doctor.call('POST', '/api/encounters', { patientId: await house.register(desk), kind: 'outpatient' });
  const [diagnosis] = completeNote.diagnoses;
  const saved = await doctor.call('PUT', `/api/notes/${String(started.body['noteId'])}/draft`, { version: 0, saveId: randomUUID(), content: { ...completeNote, diagnoses: [diagnosis, diagnosis] } });
  assert.equal(saved.status, 400);
});
