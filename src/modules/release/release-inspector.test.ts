import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { civilDateIn } from '#kernel/civil-date.ts';
import { jpegWith } from '#modules/attachments/testing.ts';
import { openCheckpointMemory, openSigningKey, sealPending } from '#modules/audit/public.ts';
import { aComplete } from '#modules/documents/testing.ts';
import type { Prepared } from '#modules/record/contract.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { housePassword, openHouse, signaturesOf, signNote, writeNote } from '#test/house.ts';
import type { House } from '#test/house.ts';
import { printPrescription, stampPrescription } from '#test/prescriptions.ts';
import { addFile } from '#test/upload.ts';
import { verifyArchive } from '../../../verifier/amate-record-verifier.mjs';
import { inspectRelease } from '../../../verifier/amate-release-inspector.mjs';
import { manifestText } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { zipOf } from './zip-writer.ts';

let home: TestDatabase;
let house: House;
let zip: Buffer;
let keysFolder: string;

/** One archive of everything: a note and its addendum, a note that two signed, a revoked consent, a photograph, a prescription with its constancia and a cancelled one, the audit. */
const releaseOfEverything = async (): Promise<Buffer> => {
  const member = await house.hire(['physician']);
  const [doctor, desk, admin] = [await house.signIn(member), await house.signIn(await house.hire(['receptionist'])), await house.signIn(await house.hire(['administrator']))];
  const traineeWho = await house.hire(['physician'], { verified: false });
  const trainee = await house.signIn(traineeWho);
  for (const caller of [doctor, admin]) await caller.call('POST', '/api/session/step-up', { password: housePassword });
  await admin.call('POST', `/api/staff/${traineeWho.personId}/supervision`, { grade: 'social-service', supervisorId: member.personId });
  const patientId = await house.register(desk, 'Inspeccionada');
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
  const addendum = String((await doctor.call('POST', `/api/notes/${noteId}/addenda`)).body['noteId']);
  const draft = (id: string, content: object) => doctor.call('PUT', `/api/notes/${id}/draft`, { version: 0, saveId: randomUUID(), content });
  await draft(addendum, { kind: 'addendum', reason: 'Precisión', text: 'La fiebre inició el martes.' });
  assert.equal((await signNote(doctor, addendum, 1, house.efirmaOf(member))).status, 200);
  const twice = await writeNote(trainee, patientId);
  assert.equal((await signNote(trainee, twice.noteId, twice.version, house.efirmaOf(traineeWho))).status, 200);
  const efirma = house.efirmaOf(member);
  const prepared = await doctor.call('POST', `/api/notes/${twice.noteId}/second-preparation`, { certificate: Buffer.from(efirma.certificateDer).toString('base64') });
  assert.equal((await doctor.call('POST', `/api/notes/${twice.noteId}/second-signature`, await signaturesOf(efirma, prepared.body as Prepared))).status, 200);
  const consent = String((await doctor.call('POST', '/api/documents', { patientId, kind: 'consent' })).body['noteId']);
  await draft(consent, aComplete('consent', { act: 'high-risk', signerCapacity: 'patient', documentTitle: 'Cateterismo' }));
  assert.equal((await signNote(doctor, consent, 1, efirma)).status, 200);
  assert.equal((await doctor.call('POST', `/api/notes/${consent}/revocation`, { saidBy: 'La paciente', reason: 'Cambió de parecer' })).status, 200);
  await addFile(house, doctor, patientId, { bytes: jpegWith({ mark: 9 }), said: { title: 'Lesión' } });
  const mistaken = await addFile(house, doctor, patientId, { bytes: jpegWith({ mark: 8 }), said: { title: 'De otra persona' } });
  assert.equal((await doctor.call('POST', `/api/attachments/${String(mistaken.body['id'])}/error`, { reason: 'De otra persona' })).status, 201);
  const prescribed = [await printPrescription({ doctor, efirma, patientId }), await printPrescription({ doctor, efirma, patientId })] as const;
  assert.equal((await stampPrescription(doctor, prescribed[0].id, house.authority)).status, 201);
  assert.equal((await doctor.call('POST', `/api/prescriptions/${prescribed[1].id}/cancellation`, { reason: 'treatment-changed', words: '' })).status, 200);
  while (await sealPending({ database: home.database, key: await openSigningKey(home.database, keysFolder), memory: openCheckpointMemory(keysFolder), clock: systemClock }) > 0);
  const { body } = await doctor.call('POST', '/api/record-requests', {
    patientId, capacity: 'patient', identityChecked: 'official-id', wants: 'whole-record', since: null, until: null, requestedOn: civilDateIn('America/Mexico_City', new Date()), scanSha256: null, attachmentId: null,
    words: { requester: 'Ella', document: '', reason: 'Segunda opinión', text: 'Pido todo.' },
  });
  await doctor.call('POST', `/api/record-requests/${String(body['id'])}/decision`, { decision: 'granted', reason: 'Se identificó' });
  const { status, raw } = await doctor.call('POST', `/api/record-requests/${String(body['id'])}/delivery`, { noteId: null, language: 'es-MX' });
  assert.equal(status, 200);
  return raw;
};

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  keysFolder = join(house.dataFolder, 'keys');
  zip = await releaseOfEverything();
});
after(async () => {
  await house.close();
  await home.close();
});

type Files = Map<string, Buffer>;
const filesOf = (archive: Buffer): Files => {
  const files: Files = new Map();
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50;) {
    const from = at + 30 + archive.readUInt16LE(at + 26);
    files.set(archive.toString('latin1', at + 30, from), archive.subarray(from, from + archive.readUInt32LE(at + 22)));
    at = from + archive.readUInt32LE(at + 22);
  }
  return files;
};
const manifestOf = (files: Files): Manifest => JSON.parse(String(files.get('manifiesto.json'))) as Manifest;

/** The archive with other files, listed and sealed anew with the practice's own key: what only the signatures inside can tell. */
const resealed = async (files: Files, change: (manifest: Manifest) => object = (manifest) => manifest): Promise<Buffer> => {
  const key = await openSigningKey(home.database, keysFolder);
  const listed = [...files].filter(([name]) => !name.startsWith('manifiesto.')).map(([name, bytes]) => ({ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }));
  const manifest = Buffer.from(JSON.stringify({ ...change(manifestOf(files)), files: listed }));
  const all = [...files].filter(([name]) => !name.startsWith('manifiesto.')).concat([['manifiesto.json', manifest], ['manifiesto.nota', Buffer.from(key.signNote(manifestText(manifest)))]]);
  const parts: Uint8Array[] = [];
  for await (const part of zipOf((async function* () { for (const [name, bytes] of all) yield { name, bytes }; })())) parts.push(part);
  return Buffer.concat(parts);
};

const folderOf = (kind: string): string => manifestOf(filesOf(zip)).documents.find((each) => each.kind === kind)?.folder ?? '';
const twiceSigned = (): string => manifestOf(filesOf(zip)).documents.find(({ signatures }) => signatures === 2)?.folder ?? '';

test('both verifiers find an untouched archive sound, and the second needs nothing but Node', async () => {
  const verdict = inspectRelease(zip);
  assert.deepEqual(verdict.found, []);
  assert.deepEqual([verdict.holds, verdict.documents.length, (await verifyArchive(zip)).sound], [true, 6, true]);
  assert.ok(twiceSigned() !== '' && filesOf(zip).has(`${folderOf('consent')}/revocacion.json`));
  const [archive, key] = [join(house.dataFolder, 'expediente.zip'), join(house.dataFolder, 'llave.txt')];
  writeFileSync(archive, zip);
  writeFileSync(key, filesOf(zip).get('llave-publica.txt') ?? '');
  const program = new URL('../../../verifier/amate-release-inspector.mjs', import.meta.url).pathname;
  assert.match(execFileSync(process.execPath, [program, archive, '--key', key], { encoding: 'utf8' }), /^holds: 6 documents/);
  writeFileSync(archive, Buffer.concat([zip, Buffer.of(0)]));
  const refused = spawnSync(process.execPath, [program, archive], { encoding: 'utf8' });
  assert.deepEqual([refused.status, refused.stdout.split('\n')[0]], [1, 'DOES NOT HOLD']);
  assert.equal(spawnSync(process.execPath, [program]).status, 2);
});

test('one byte of any file is found by both, and a document’s by its name', async () => {
  for (const [name, bytes] of filesOf(zip)) {
    const spoilt = Buffer.from(zip);
    const at = zip.indexOf(Buffer.from(name)) + name.length + Math.floor(bytes.length / 2);
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    const { holds, documents } = inspectRelease(spoilt);
    assert.deepEqual([holds, (await verifyArchive(spoilt)).sound], [false, false], name);
    if (/^(?:documentos|recetas)\//.test(name)) assert.deepEqual(documents.filter((each) => !each.holds).map(({ folder }) => folder), [name.slice(0, name.lastIndexOf('/'))], name);
  }
});

test('a byte of the frame, a cut, an end that goes on and an archive of nothing are found', () => {
  const places = [0, 4, 8, 12, 20, 26, zip.length - 1, zip.length - 22, zip.length - 30, zip.readUInt32LE(zip.length - 6)];
  for (const at of places) {
    const spoilt = Buffer.from(zip);
    spoilt[at] = (spoilt[at] ?? 0) ^ 1;
    assert.equal(inspectRelease(spoilt).holds, false, `byte ${String(at)}`);
  }
  for (const cut of [zip.subarray(1), zip.subarray(0, -1), Buffer.concat([zip, zip]), Buffer.alloc(0), Buffer.from('PK')]) assert.equal(inspectRelease(cut).holds, false);
});

test('a list of which any name was changed by one letter is refused and never breaks a verifier', async () => {
  const manifest = String(filesOf(zip).get('manifiesto.json'));
  const begins = zip.lastIndexOf(manifest.slice(0, 40));
  const names = new Set([...manifest.matchAll(/"([A-Za-z0-9]+)":/g)].map(([, name = '']) => name));
  assert.ok(names.size > 20 && begins > 0);
  for (const name of names) {
    const spoilt = Buffer.from(zip);
    const at = zip.indexOf(`"${name}":`, begins) + 1;
    spoilt[at] = (spoilt[at] ?? 0) ^ 0x20;
    assert.deepEqual([inspectRelease(spoilt).holds, (await verifyArchive(spoilt)).sound], [false, false], name);
  }
});

test('what is listed and sealed anew with the practice’s own key is found by the signatures inside', async () => {
  const [note, consent, twice] = [folderOf('evolution'), folderOf('consent'), twiceSigned()];
  const part = (files: Files, name: string): Buffer => files.get(name) ?? Buffer.alloc(0);
  const told = (bytes: Buffer, from: string, to: string): Buffer => Buffer.from(bytes.toString('utf8').replace(from, to));
  type Attack = readonly [string, (files: Files) => void, ((manifest: Manifest) => object)?];
  const line = (change: (each: Manifest['documents'][number]) => object) => (manifest: Manifest): object => ({ ...manifest, documents: manifest.documents.map(change) });
  const attacks: readonly Attack[] = [
    ['other words', (files) => files.set(`${note}/contenido.json`, told(part(files, `${note}/contenido.json`), '"kind":"evolution"', '"kind": "evolution"'))],
    ['another’s content', (files) => files.set(`${note}/contenido.json`, part(files, `${consent}/contenido.json`))],
    ['another document whole', (files) => { for (const name of ['documento.pdf', 'contenido.json', 'contenido.firma', 'pdf-atributos.der', 'pdf-atributos.firma', 'certificado.cer']) files.set(`${note}/${name}`, part(files, `${consent}/${name}`)); }],
    ['more in the PDF', (files) => files.set(`${note}/documento.pdf`, Buffer.concat([part(files, `${note}/documento.pdf`), Buffer.from('\n')]))],
    ['another’s PDF', (files) => files.set(`${note}/documento.pdf`, part(files, `${consent}/documento.pdf`))],
    ['another’s attributes', (files) => { for (const name of ['pdf-atributos.der', 'pdf-atributos.firma']) files.set(`${note}/${name}`, part(files, `${consent}/${name}`)); }],
    ['without the second signature', (files) => { for (const name of files.keys()) if (name.startsWith(`${twice}/segunda-`)) files.delete(name); }, line((each) => ({ ...each, signatures: 1 }))],
    ['the second signature twice', (files) => { for (const name of ['contenido.json', 'contenido.firma', 'pdf-atributos.der', 'pdf-atributos.firma', 'certificado.cer']) files.set(`${twice}/segunda-${name}`, part(files, `${twice}/${name}`)); }],
    ['of another note', () => undefined, line((each) => ({ ...each, noteId: randomUUID() }))],
    ['of another patient', () => undefined, (manifest) => ({ ...manifest, patient: { ...manifest.patient, ids: [randomUUID()] } })],
    ['a prescription’s other words', (files) => files.set('recetas/00001/contenido.json', told(part(files, 'recetas/00001/contenido.json'), '"fills":1', '"fills":3'))],
    ['another’s private part', (files) => files.set('recetas/00001/privado.json', part(files, 'recetas/00002/privado.json'))],
    ['another’s prescription whole', (files) => { for (const name of ['documento.pdf', 'contenido.json', 'contenido.firma', 'privado.json', 'pdf-atributos.der', 'pdf-atributos.firma', 'certificado.cer']) files.set(`recetas/00001/${name}`, part(files, `recetas/00002/${name}`)); }],
    ['more in a prescription’s PDF', (files) => files.set('recetas/00001/documento.pdf', Buffer.concat([part(files, 'recetas/00001/documento.pdf'), Buffer.from('\n')]))],
    ['another prescription’s PDF', (files) => files.set('recetas/00001/documento.pdf', part(files, 'recetas/00002/documento.pdf'))],
    ['a prescription without its private part', (files) => files.delete('recetas/00001/privado.json')],
    ['a list of prescriptions that is none', () => undefined, (manifest) => ({ ...manifest, prescriptions: {} })],
    ['an access changed', (files) => files.set('auditoria/pruebas.jsonl', told(part(files, 'auditoria/pruebas.jsonl'), '\\"outcome\\":\\"ok\\"', '\\"outcome\\":\\"no\\"'))],
    ['accesses out of order', (files) => files.set('auditoria/pruebas.jsonl', Buffer.from(`${String(files.get('auditoria/pruebas.jsonl')).trim().split('\n').toReversed().join('\n')}\n`))],
    ['an access left out', (files) => files.set('auditoria/pruebas.jsonl', part(files, 'auditoria/pruebas.jsonl').subarray(part(files, 'auditoria/pruebas.jsonl').indexOf('\n') + 1))],
  ];
  assert.equal(inspectRelease(await resealed(filesOf(zip))).holds, true, 'sealing anew alone is no fault');
  for (const [what, attack, change] of attacks) {
    const files = filesOf(zip);
    attack(files);
    const archive = await resealed(files, change);
    assert.deepEqual([inspectRelease(archive).holds, (await verifyArchive(archive)).sound], [false, false], what);
  }
});

test('a revocation that was taken out or altered, and a copy in FHIR that points elsewhere, are found though the list was sealed anew', async () => {
  const consent = folderOf('consent');
  const judged = async (attack: (files: Files) => void): Promise<readonly string[]> => {
    const files = filesOf(zip);
    attack(files);
    return inspectRelease(await resealed(files)).found.map(({ place }) => place);
  };
  assert.deepEqual(await judged((files) => files.delete(`${consent}/revocacion.json`)), [consent]);
  assert.deepEqual(await judged((files) => files.set('recetas/00002/estado.json', Buffer.from(String(files.get('recetas/00002/estado.json')).replace('"ended": {', '"begun": {')))), ['recetas/00002'], 'a cancellation hidden');
  assert.deepEqual(await judged((files) => files.set('fhir/paquete.json', Buffer.from(String(files.get('fhir/paquete.json')).replace('documento.pdf', 'contenido.json')))), ['fhir/paquete.json']);
});

test('an archive of before prescriptions were handed over still holds', async () => {
  const files = filesOf(zip);
  for (const name of files.keys()) if (name.startsWith('recetas/')) files.delete(name);
  const bundle = JSON.parse(String(files.get('fhir/paquete.json'))) as { entry: object[] };
  files.set('fhir/paquete.json', Buffer.from(JSON.stringify({ ...bundle, entry: bundle.entry.filter((each) => !JSON.stringify(each).includes('recetas/')) })));
  const archive = await resealed(files, ({ prescriptions: _, ...manifest }) => manifest);
  assert.deepEqual([inspectRelease(archive).found, (await verifyArchive(archive)).faults], [[], []]);
});

test('an archive that somebody else sealed is told from the practice’s by the key kept outside', async () => {
  const kept = String(filesOf(zip).get('llave-publica.txt'));
  assert.equal(inspectRelease(zip, kept).holds, true);
  const other = await createTestDatabase();
  try {
    const { verifier } = await openSigningKey(other.database, join(house.dataFolder, 'other-keys'));
    const { found } = inspectRelease(zip, `${verifier}\n`);
    assert.ok(found.some(({ place }) => place === 'llave-publica.txt') && found.some(({ place }) => place === 'manifiesto.nota'));
  } finally { await other.close(); }
});
