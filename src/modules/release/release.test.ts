import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { civilDateIn } from '#kernel/civil-date.ts';
import type { PatientId } from '#kernel/ids.ts';
import { openCheckpointMemory, openSigningKey, sealPending } from '#modules/audit/public.ts';
import type { Prepared } from '#modules/record/contract.ts';
import { aComplete } from '#modules/documents/testing.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import { catalogueText } from '#modules/terminology/public.ts';
import { canary, jpegWith, pdfWith } from '#modules/attachments/testing.ts';
import { createTestDatabase } from '../../../test/database.ts';
import type { TestDatabase } from '../../../test/database.ts';
import { housePassword, openHouse, signaturesOf, signNote, writeNote } from '../../../test/house.ts';
import type { Answer, Caller, House, Member } from '../../../test/house.ts';
import { addFile } from '../../../test/upload.ts';
import type { Manifest } from './manifest.ts';
import { verifyArchive } from '../../../verifier/amate-record-verifier.mjs';
import type { RecordVerdict } from '../../../verifier/amate-record-verifier.mjs';

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
  assert.equal((await doctor.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
});
after(async () => {
  await house.close();
  await home.close();
});

const today = (): string => civilDateIn('America/Mexico_City', new Date());

const request = (patientId: string, changes: object = {}): object => ({
  patientId, capacity: 'patient', identityChecked: 'official-id', wants: 'whole-record', since: null, until: null, requestedOn: today(), scanSha256: null, attachmentId: null,
  words: { requester: 'La propia paciente', document: '', reason: 'Segunda opinión', text: 'Solicito copia de mi expediente.' }, ...changes,
});
const ask = async (patientId: string, changes: object = {}): Promise<string> => {
  const { status, body } = await doctor.call('POST', '/api/record-requests', request(patientId, changes));
  assert.equal(status, 201, JSON.stringify(body));
  return String(body['id']);
};
const decide = (id: string, decision = 'granted'): Promise<Answer> => doctor.call('POST', `/api/record-requests/${id}/decision`, { decision, reason: 'Se acreditó la identidad' });
const deliver = (id: string, noteId: string | null = null): Promise<Answer> => doctor.call('POST', `/api/record-requests/${id}/delivery`, { noteId, language: 'es-MX' });
const granted = async (patientId: string, changes: object = {}): Promise<string> => {
  const id = await ask(patientId, changes);
  assert.equal((await decide(id)).status, 200);
  return id;
};
const signed = async (patientId: string): Promise<string> => {
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  return noteId;
};
const sealAudit = async (): Promise<void> => {
  const folder = join(house.dataFolder, 'keys');
  const key = await openSigningKey(home.database, folder);
  while (await sealPending({ database: home.database, key, memory: openCheckpointMemory(folder), clock: systemClock }) > 0);
};
const released = async (patientId: PatientId): Promise<Buffer> => {
  await sealAudit();
  const { status, raw } = await deliver(await granted(patientId));
  assert.equal(status, 200, raw.toString('utf8').slice(0, 300));
  return raw;
};
const faultsOf = ({ faults }: RecordVerdict): readonly string[] => faults.map(({ where, code }) => `${where}: ${code}`);
/** Where the content of a file of the archive begins. */
const placeOf = (zip: Buffer, name: string): number => zip.indexOf(Buffer.from(name)) + name.length;

test('N004-5.5.1 nothing leaves without a written request that was granted, and what leaves verifies off line', async () => {
  const patientId = await house.register(desk, 'Solicitante');
  const first = await signed(patientId);
  const addendum = await doctor.call('POST', `/api/notes/${first}/addenda`);
  const addendumId = String(addendum.body['noteId']);
  const saved = await doctor.call('PUT', `/api/notes/${addendumId}/draft`, { version: 0, saveId: randomUUID(), content: { kind: 'addendum', reason: 'Precisión', text: 'La fiebre inició el martes.' } });
  assert.equal((await signNote(doctor, addendumId, Number(saved.body['version']), house.efirmaOf(member))).status, 200);
  const { noteId: draft } = await writeNote(doctor, patientId);
  await sealAudit();

  const id = await ask(patientId);
  const early = await deliver(id);
  assert.deepEqual([early.status, early.body['code']], [409, 'record-request-not-granted']);
  assert.equal((await decide(id)).status, 200);
  const { status, raw } = await deliver(id);
  assert.equal(status, 200, raw.toString('utf8').slice(0, 300));

  const verdict = await verifyArchive(raw);
  assert.deepEqual(faultsOf(verdict), []);
  assert.deepEqual(verdict.documents.map(({ isSound }) => isSound), [true, true], 'the note and its addendum, and never the draft');
  assert.ok(verdict.entries >= 6, `${String(verdict.entries)} accesses`);
  assert.ok(!raw.includes(draft) || raw.indexOf(draft) > raw.indexOf('auditoria/pruebas.jsonl'), 'a draft is known to the audit alone');
  const again = await deliver(id);
  assert.deepEqual([again.status, again.body['code']], [409, 'record-request-delivered']);

  await sealAudit();
  const pseudonyms = (await home.asSuperuser<{ pseudonym: string }>('select pseudonym from keys.patient_key where patient_id = $1', [patientId])).map(({ pseudonym }) => pseudonym);
  const acts = await home.asSuperuser<{ action: string }>('select action from audit.log where action in (\'release-record\', \'record-released\') and outcome = \'ok\' and patients @> $1::uuid[] order by action', [pseudonyms]);
  assert.deepEqual(acts.map(({ action }) => action), ['record-released', 'release-record'], 'it stands among the patient’s accesses');
});

test('the whole record leaves with its photographs and papers, each with its digest; a range leaves without', async () => {
  const patientId = await house.register(desk, 'Fotografiada');
  const strangePaper = pdfWith(['(de otra persona)']);
  const [photograph, strange, paper] = [await addFile(house, doctor, patientId, { bytes: jpegWith({ mark: 77 }), said: { title: 'Lesión <b>' } }), await addFile(house, doctor, patientId, { bytes: strangePaper, said: { kind: 'outside-report', title: 'Estudio de CANARIO' } }), await addFile(house, doctor, patientId, { bytes: pdfWith(), said: { kind: 'outside-report', title: 'Estudio' } })];
  assert.equal((await doctor.call('POST', `/api/attachments/${String(strange.body['id'])}/error`, { reason: 'De CANARIO' })).status, 201);
  const zip = await released(patientId);
  const verdict = await verifyArchive(zip);
  assert.deepEqual(faultsOf(verdict), []);
  const manifest = JSON.parse(zip.subarray(zip.lastIndexOf('{\n  "kind": "amate-release"'), zip.lastIndexOf('}\n') + 2).toString('utf8')) as Manifest;
  assert.deepEqual(manifest.attachments.map(({ file, sha256, mistaken }) => [file, sha256, mistaken]), [
    ['adjuntos/00001-photograph.jpg', photograph.body['sha256'], false], [null, strange.body['sha256'], true], ['adjuntos/00003-outside-report.pdf', paper.body['sha256'], false],
  ]);
  for (const { file, sha256 } of manifest.attachments) assert.equal(manifest.files.find(({ name }) => name === file)?.sha256, file === null ? undefined : sha256);
  assert.ok(!zip.includes(strangePaper) && !zip.includes('CANARIO'), 'what was recorded by mistake is another person’s, and so may be the words about it');
  assert.ok(zip.includes(pdfWith()) && !zip.includes(canary) && zip.includes('Lesión &lt;b&gt;'));
  const spoilt = Buffer.from(zip);
  const at = placeOf(zip, 'adjuntos/00001-photograph.jpg') + 30;
  spoilt[at] = (spoilt[at] ?? 0) ^ 1;
  assert.ok(faultsOf(await verifyArchive(spoilt)).some((each) => each.startsWith('adjuntos/00001-photograph.jpg')));
  const range = await deliver(await granted(patientId, { wants: 'range', since: '2020-01-01', until: today() }));
  assert.ok(range.status === 200 && !range.raw.includes('adjuntos/'));
});

test('a record whose files no archive holds is refused before it counts as delivered', async () => {
  const patientId = await house.register(desk, 'Fototeca');
  const file = await addFile(house, doctor, patientId, { bytes: jpegWith({ mark: 78 }) });
  // as if it had some two hundred of the largest files
  const rows = await home.asSuperuser<{ n: number }>(
    `with off as (select set_config('session_replication_role', 'replica', true))
     insert into clin.attachment (clinic_id, id, patient_id, kind, media_type, bytes, width, height, sha256, parts, words, recorded_by, recorded_at)
     select a.clinic_id, gen_random_uuid(), a.patient_id, 'other', 'application/pdf', 25165824, null, null, a.sha256, 24, a.words, a.recorded_by, a.recorded_at
     from off, clin.attachment a, generate_series(1, 160)
     where a.id = $1
     returning 1 as n`, [file.body['id']]);
  assert.equal(rows.length, 160);
  const id = await granted(patientId);
  assert.equal((await deliver(id)).body['code'], 'archive-too-large');
  const requests = (await doctor.call('GET', '/api/record-requests')).body['requests'] as { id: string; state: string }[];
  assert.equal(requests.find((each) => each.id === id)?.state, 'granted');
});

test('one byte changed anywhere is found, and the document it belongs to is named', async () => {
  const patientId = await house.register(desk, 'Alterada');
  await signed(patientId);
  await signed(patientId);
  const zip = await released(patientId);
  const whole = await verifyArchive(zip);
  assert.deepEqual(faultsOf(whole), []);
  const folders = whole.documents.map(({ folder }) => folder);
  const names = folders.flatMap((folder) => ['documento.pdf', 'contenido.json', 'contenido.firma', 'pdf-atributos.der', 'pdf-atributos.firma', 'certificado.cer'].map((part) => `${folder}/${part}`));
  for (const name of names) {
    const spoilt = Buffer.from(zip);
    const at = placeOf(spoilt, name) + 40;
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    const verdict = await verifyArchive(spoilt);
    assert.deepEqual(verdict.documents.filter(({ isSound }) => !isSound).map(({ folder }) => folder), [name.slice(0, name.lastIndexOf('/'))], name);
  }
  for (const name of ['identidad.json', 'resumen.json', 'fhir/paquete.json', 'index.html', 'verificar.html', 'manifiesto.json', 'manifiesto.nota', 'auditoria/pruebas.jsonl', 'llave-publica.txt']) {
    const spoilt = Buffer.from(zip);
    const at = placeOf(spoilt, name) + 5;
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    assert.equal((await verifyArchive(spoilt)).sound, false, name);
  }
  for (let at = 7; at < zip.length; at += Math.ceil(zip.length / 60)) {
    const spoilt = Buffer.from(zip);
    spoilt[at] = (spoilt[at] ?? 0) ^ 0x20;
    assert.equal((await verifyArchive(spoilt)).sound, false, `byte ${String(at)}`);
  }
  for (const cut of [zip.subarray(0, zip.length - 1), zip.subarray(1), Buffer.concat([zip, Buffer.of(0)]), Buffer.alloc(0)]) assert.equal((await verifyArchive(cut)).sound, false);
});

test('LIC-4 a document that two people signed leaves with both signatures, and a byte of either is found', async () => {
  const admin = await house.signIn(await house.hire(['administrator']));
  const traineeWho = await house.hire(['physician'], { verified: false });
  const trainee = await house.signIn(traineeWho);
  await admin.call('POST', '/api/session/step-up', { password: housePassword });
  assert.equal((await admin.call('POST', `/api/staff/${traineeWho.personId}/supervision`, { grade: 'social-service', supervisorId: member.personId })).status, 200);
  const patientId = await house.register(desk, 'Supervisada');
  const { noteId, version } = await writeNote(trainee, patientId);
  assert.equal((await signNote(trainee, noteId, version, house.efirmaOf(traineeWho))).status, 200);
  const efirma = house.efirmaOf(member);
  const prepared = await doctor.call('POST', `/api/notes/${noteId}/second-preparation`, { certificate: Buffer.from(efirma.certificateDer).toString('base64') });
  assert.equal((await doctor.call('POST', `/api/notes/${noteId}/second-signature`, await signaturesOf(efirma, prepared.body as Prepared))).status, 200);
  const zip = await released(patientId);
  assert.deepEqual(faultsOf(await verifyArchive(zip)), []);
  for (const part of ['documento.pdf', 'contenido.json', 'segunda-contenido.json', 'segunda-pdf-atributos.firma', 'segunda-certificado.cer']) {
    const spoilt = Buffer.from(zip);
    const at = placeOf(spoilt, `documentos/00001-evolution/${part}`) + 60;
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    assert.deepEqual((await verifyArchive(spoilt)).documents.map(({ isSound }) => isSound), [false], part);
  }
});

test('a key kept outside tells an archive of this installation from one that somebody else sealed', async () => {
  const zip = await released(await house.register(desk, 'Ajena'));
  const { key } = await verifyArchive(zip);
  assert.equal((await verifyArchive(zip, `${key ?? ''}\n`)).isKeyTrusted, true);
  const other = await createTestDatabase();
  try {
    const folder = join(house.dataFolder, 'other-keys');
    const { verifier } = await openSigningKey(other.database, folder);
    const verdict = await verifyArchive(zip, `${verifier}\n`);
    assert.ok(faultsOf(verdict).includes('llave-publica.txt: key-not-trusted'));
  } finally { await other.close(); }
});

test('a patient without documents is handed her identity, her accesses and an empty list', async () => {
  const verdict = await verifyArchive(await released(await house.register(desk, 'Nueva')));
  assert.deepEqual([verdict.sound, verdict.documents.length], [true, 0]);
});

test('N004-5.6b a summary is handed over on request, and only a signed summary of this patient', async () => {
  const patientId = await house.register(desk, 'Resumida');
  const note = await signed(patientId);
  const id = await granted(patientId, { wants: 'clinical-summary' });
  for (const wrong of [null, note, randomUUID()]) assert.equal((await deliver(id, wrong)).body['code'], 'summary-to-deliver-wrong');
  const { body } = await doctor.call('POST', '/api/documents', { patientId, kind: 'clinical-summary' });
  const summaryId = String(body['noteId']);
  await doctor.call('PUT', `/api/notes/${summaryId}/draft`, { version: 0, saveId: randomUUID(), content: aComplete('clinical-summary', { diagnoses: [{ code: 'Z000', term: 'Examen médico general', catalogue: catalogueText(), certainty: 'confirmed', firstTime: true }] }) });
  const signing = await signNote(doctor, summaryId, 1, house.efirmaOf(member));
  assert.equal(signing.status, 200, JSON.stringify(signing.body));
  const { status, raw } = await deliver(id, summaryId);
  assert.equal(status, 200, raw.toString('utf8').slice(0, 300));
  assert.deepEqual((await verifyArchive(raw)).documents.map(({ folder }) => folder), ['documentos/00001-clinical-summary']);
});

test('a consent that was revoked leaves with its revocation, named in the list and found when it is changed', async () => {
  const patientId = await house.register(desk, 'Desistida');
  const sign = async (title: string): Promise<string> => {
    const { body } = await doctor.call('POST', '/api/documents', { patientId, kind: 'consent' });
    const noteId = String(body['noteId']);
    await doctor.call('PUT', `/api/notes/${noteId}/draft`, { version: 0, saveId: randomUUID(), content: aComplete('consent', { act: 'high-risk', signerCapacity: 'patient', documentTitle: title }) });
    const answer = await signNote(doctor, noteId, 1, house.efirmaOf(member));
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return noteId;
  };
  const [revoked] = [await sign('Cateterismo'), await sign('Otra')];
  assert.equal((await doctor.call('POST', `/api/notes/${revoked}/revocation`, { saidBy: 'La <b>paciente</b>', reason: 'Cambió de parecer' })).status, 200);
  for (const wants of [{}, { wants: 'range', since: today(), until: today() }]) {
    const zip = (await deliver(await granted(patientId, wants))).raw;
    assert.deepEqual(faultsOf(await verifyArchive(zip)), []);
    const name = 'documentos/00001-consent/revocacion.json';
    const at = placeOf(zip, name);
    const { noteId, saidBy, reason, at: when } = JSON.parse(zip.toString('utf8', at, at + zip.readUInt32LE(at - name.length - 30 + 18))) as Record<string, string>;
    assert.deepEqual([noteId, saidBy, reason], [revoked, 'La <b>paciente</b>', 'Cambió de parecer']);
    assert.ok(zip.includes(`"revokedAt": "${String(when)}"`) && zip.includes('"revokedAt": null') && zip.includes(`<a href="${name}">revocado`));
    assert.ok(!zip.includes('00002-consent/revocacion.json'));
    const spoilt = Buffer.from(zip);
    spoilt[at + 20] = (spoilt[at + 20] ?? 0) ^ 1;
    assert.deepEqual((await verifyArchive(spoilt)).documents.map(({ isSound }) => isSound), [false, true]);
  }
});

test('a part of the record tells whose it is and no more: no accesses, no summary, no papers, no address', async () => {
  const notice = (await desk.call('GET', '/api/privacy/notice')).body;
  const { status, body } = await desk.call('POST', '/api/patients', {
    identity: anIdentity({ name: { given: 'Rosalía', firstSurname: 'Recortada', secondSurname: null } }),
    ground: { basis: 'consent', noticeVersion: notice['version'], noticeSha256: notice['sha256'], mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null, secondaryPurposes: false },
  });
  assert.equal(status, 201, JSON.stringify(body));
  const patientId = String(body['id']) as PatientId;
  const historyless = await doctor.call('POST', '/api/earlier-histories', { patientId, keptAt: 'archivo' });
  assert.equal(historyless.status, 201);
  await signed(patientId);
  const fileOf = (zip: Buffer, name: string): string => {
    const at = placeOf(zip, name);
    return zip.subarray(at, at + zip.readUInt32LE(at - name.length - 30 + 18)).toString('utf8');
  };
  const whole = await released(patientId);
  assert.match(fileOf(whole, 'identidad.json'), /"curp": "[A-Z0-9]{18}"/);
  assert.match(fileOf(whole, 'auditoria/pruebas.jsonl'), /"entry"/);
  await sealAudit();
  const part = (await deliver(await granted(patientId, { wants: 'range', since: today(), until: today() }))).raw;
  const verdict = await verifyArchive(part);
  assert.deepEqual([verdict.sound, verdict.documents.length], [true, 1], JSON.stringify(verdict.faults));
  assert.equal(fileOf(part, 'auditoria/pruebas.jsonl'), '');
  assert.deepEqual(Object.keys(JSON.parse(fileOf(part, 'identidad.json')) as object), ['kind', 'version', 'recordNumber', 'identityVersion', 'fullName', 'birthDate', 'sex']);
  assert.deepEqual((JSON.parse(fileOf(part, 'resumen.json')) as { items: unknown[] }).items, []);
  assert.doesNotMatch(fileOf(part, 'index.html'), /pruebas\.jsonl|resumen\.json/);
});

test('N004-5.5.1 each thing that a request must say is asked for', async () => {
  const patientId = await house.register(desk, 'Incompleta');
  const words = { requester: 'Alguien', document: '', reason: 'Trámite', text: 'Solicito el expediente.' };
  const wrong: readonly (readonly [object, string, number])[] = [
    [{ words: { ...words, text: '' } }, 'words.text:request-not-in-writing', 422],
    [{ capacity: 'tutor', words }, 'words.document:capacity-not-shown', 422],
    [{ capacity: 'prosecution', words: { ...words, document: 'Oficio 12' } }, 'identityChecked:authority-needs-official-document', 422],
    [{ wants: 'range' }, 'since:range-wrong', 422],
    [{ since: today(), until: today() }, 'since:range-unasked', 422],
    [{ requestedOn: '2999-01-01' }, 'requestedOn:request-from-the-future', 422],
  ];
  for (const [changes, finding, expected] of wrong) {
    const { status, body } = await doctor.call('POST', '/api/record-requests', request(patientId, changes));
    assert.equal(status, expected, JSON.stringify(body));
    assert.ok(JSON.stringify(body).includes(finding), JSON.stringify(body));
  }
});

test('N004-5.5.1 the scan that a request names is a file of this patient’s record', async () => {
  const [patientId, other, merged] = await Promise.all([house.register(desk), house.register(desk), house.register(desk)]);
  const scanOf = async (of: string): Promise<unknown> => (await addFile(house, doctor, of, { bytes: pdfWith(), said: { kind: 'other' } })).body['id'];
  const [own, strange, old] = await Promise.all([patientId, other, merged].map(scanOf));
  const filed = async (attachmentId: unknown): Promise<unknown> => (await doctor.call('POST', '/api/record-requests', request(patientId, { attachmentId }))).body['code'];
  assert.equal(await filed(own), undefined);
  assert.deepEqual([await filed(strange), await filed(randomUUID()), await filed(old)], Array.from({ length: 3 }, () => 'attachment-not-found'));
  assert.equal((await desk.call('POST', `/api/patients/${patientId}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  assert.equal(await filed(old), undefined);
});

test('nobody but a physician sees or decides a request; unheard-of ones are not found; a decision stands', async () => {
  const patientId = await house.register(desk, 'Vedada');
  const id = await ask(patientId);
  for (const duty of ['nurse', 'receptionist', 'auditor', 'administrator', 'laboratory'] as const) {
    const other = await house.signIn(await house.hire([duty]));
    assert.equal((await other.call('GET', '/api/record-requests')).status, 403, duty);
    assert.equal((await other.call('POST', `/api/record-requests/${id}/delivery`, { noteId: null, language: 'es-MX' })).status, 403, duty);
  }
  assert.equal((await decide(randomUUID())).status, 404);
  assert.equal((await deliver(randomUUID())).status, 404);
  assert.equal((await doctor.call('POST', '/api/record-requests', request(randomUUID()))).status, 404);
  assert.equal((await decide(id, 'refused')).status, 200);
  assert.deepEqual([(await decide(id)).status, (await deliver(id)).body['code']], [409, 'record-request-not-granted']);
});

test('a patient who was merged is not released, and the one who holds the record is, with both’s documents', async () => {
  const [kept, merged] = [await house.register(desk, 'Quedada'), await house.register(desk, 'Unida')];
  await signed(merged);
  await signed(kept);
  const id = await granted(merged);
  const answer = await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.equal((await deliver(id)).body['code'], 'patient-merged');
  const verdict = await verifyArchive(await released(kept));
  assert.deepEqual([verdict.sound, verdict.documents.length], [true, 2]);
});

test('N004-5.5.1 PostgreSQL itself refuses a delivery of what was not granted, and a second decision', async () => {
  const patientId = await house.register(desk, 'Muro');
  const id = await ask(patientId);
  const step = (name: string, words: string | null, documents: number | null): Promise<unknown> => home.asSuperuser(
    'insert into clin.record_request_step (clinic_id, request_id, step, patient_id, taken_by, taken_at, words, documents) values ($1, $2, $3, $4, $5, now(), $6, $7)',
    [house.clinicId, id, name, patientId, member.personId, words, documents]);
  await assert.rejects(step('delivered', null, 0), /only what was granted is delivered/);
  assert.equal((await decide(id, 'refused')).status, 200);
  await assert.rejects(step('granted', '\\x00', null), /record_request_decided_once/);
  await assert.rejects(home.asSuperuser('update clin.record_request set capacity = \'parent\' where id = $1', [id]), /frozen/);
});

test('N004-5.6a what was told by word of mouth is written down, to whom and by whom, and stays', async () => {
  const patientId = await house.register(desk, 'Informada');
  const told = (changes: object = {}): Promise<Answer> => doctor.call('POST', `/api/patients/${patientId}/information-given`, { capacity: 'relative', told: 'Su hermana', what: 'Se explicó el diagnóstico y los datos de alarma.', toldAt: new Date(Date.now() - 60_000).toISOString(), ...changes });
  assert.equal((await told()).status, 201);
  assert.equal((await told({ told: '' })).status, 422);
  assert.equal((await told({ toldAt: '2999-01-01T00:00:00Z' })).status, 422);
  const { body } = await doctor.call('GET', `/api/patients/${patientId}/information-given`);
  const [given] = body['given'] as { told: string; capacity: string; what: string }[];
  assert.deepEqual([given?.told, given?.capacity], ['Su hermana', 'relative']);
});
