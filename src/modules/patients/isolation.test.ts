import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '#kernel/ids.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { signedIn } from '#test/database.ts';
import { correctIdentity, identifyUnknown } from './correct-identity.ts';
import { findDuplicates } from './find-duplicates.ts';
import { identityHistory } from './identity-history.ts';
import { mergePatients, undoMerge } from './merge-patients.ts';
import { openPatient } from './open-patient.ts';
import { patientHeader, patientHeaders } from './patient-header.ts';
import { readPrivacy, recordConsent } from './record-consent.ts';
import { registerPatient } from './register-patient.ts';
import { registerUnknown } from './register-unknown.ts';
import { patientRoutes } from './routes.ts';
import { searchPatients } from './search-patients.ts';
import { anIdentity, deskIn, eventually, openDesk } from './testing.ts';
import type { Desk } from './testing.ts';

// Words that occur nowhere in the program: found in the database, they can only be a patient's.
const canary = {
  name: { given: 'Canariela', firstSurname: 'Plumafría', secondSurname: 'Jaulón' }, street: 'Callejón del Trinolargo 77', email: 'trino@jaula.example',
  phone: '2299887766', contact: 'Nidora Alpiste', giver: 'Ornita Vuelolejo', label: 'Mochila turquesísima', reason: 'Motivo gorgojeante',
};

let desk: Desk;
let other: Omit<Desk, 'close'>;
before(async () => {
  desk = await openDesk();
  other = await deskIn(desk.home, desk.index);
});
after(() => desk.close());

const refused = (code: string) => (error: { code?: string }) => error.code === code;
const absentCurp = { curp: { state: 'absent' as const, reason: 'declined' as const } };

test('another clinic sees nothing of a patient, in any use case', async () => {
  const registered = await registerPatient(desk.deps, desk.receptionist, { identity: anIdentity({ name: canary.name }), ground: await desk.consent(), ip: null });
  const twin = await registerPatient(desk.deps, desk.receptionist, { identity: anIdentity({ ...absentCurp, name: canary.name }), ground: await desk.consent(), ip: null });
  const unknown = await registerUnknown(desk.deps, desk.physician, { apparentSex: 'M', apparentAge: null, label: 'Prueba' });
  const own = await registerPatient(other.deps, other.receptionist, { identity: anIdentity({ ...absentCurp, name: { given: 'Propia', firstSurname: 'Ajena', secondSurname: null } }), ground: await other.consent(), ip: null });
  const { mergeId } = await mergePatients(desk.deps, desk.physician, registered.id, { mergedId: twin.id, keptVersion: 1, mergedVersion: 1, reason: 'Prueba' });
  assert.equal(await eventually(() => desk.index.search(desk.receptionist, 'canariela', 5).length === 2), true, 'positive control: her own clinic finds her');

  const { deps, physician: stranger } = other;
  const { basis: _basis, ...given } = await other.consent();
  const merge = { keptVersion: 1, mergedVersion: 1, reason: 'Prueba' };
  const attempts: Readonly<Record<string, () => Promise<unknown>>> = {
    'open-patient': () => openPatient(deps, stranger, registered.id),
    'read-identity-history': () => identityHistory(deps, stranger, registered.id),
    'read-patient-privacy': () => readPrivacy(deps, stranger, registered.id),
    'correct-identity': () => correctIdentity(deps, stranger, registered.id, { version: 1, identity: anIdentity(), reason: 'Prueba' }),
    'identify-patient': () => identifyUnknown(deps, stranger, unknown.id, { version: 1, identity: anIdentity(), reason: 'Prueba', ip: null }),
    'record-privacy-consent': () => recordConsent(deps, stranger, registered.id, { ...given, ip: null }),
    'merge-patients': () => mergePatients(deps, stranger, own.id, { ...merge, mergedId: registered.id }),
    'merge-patients, the other way': () => mergePatients(deps, stranger, registered.id, { ...merge, mergedId: own.id }),
    'undo-merge': () => undoMerge(deps, stranger, mergeId, { reason: 'Prueba' }),
    'the header': () => desk.home.database.withActor(stranger, (tx) => patientHeader(tx, desk.home.vault, registered.id)),
  };
  for (const [what, attempt] of Object.entries(attempts)) {
    await assert.rejects(attempt, (error: { code?: string; kind?: string }) => error.kind === 'not-found', what);
  }
  const curp = anIdentity({ name: canary.name }).curp;
  for (const query of ['canariela', curp.state === 'given' ? curp.value : '', registered.recordNumber]) {
    const { patients } = (await searchPatients(deps, stranger, { query, limit: 10 })).reply;
    assert.equal(patients.some(({ fullName }) => fullName.includes('Canariela')), false, query);
  }
  const typed = { name: canary.name, birthDate: '1984-03-17', sex: null, curp: curp.state === 'given' ? curp.value : '', phone: '2225550134', excluding: null };
  const strangers = (await findDuplicates(deps, stranger, typed)).reply.candidates.map(({ patient }) => patient.id);
  assert.deepEqual(strangers, [own.id], 'the same telephone and birth date in her own clinic; nobody of the other');
  assert.equal((await findDuplicates(desk.deps, desk.receptionist, typed)).reply.candidates.length > 0, true, 'positive control');
  const headers = await desk.home.database.withActor(stranger, (tx) => patientHeaders(tx, desk.home.vault, [registered.id, own.id]));
  assert.deepEqual([...headers.keys()], [own.id]);
  await registerPatient(deps, stranger, { identity: anIdentity({ name: canary.name }), ground: await other.consent(), ip: null });

  const covered = new Set([...Object.keys(attempts), 'search-patients', 'find-duplicates', 'register-patient', 'register-unknown-patient', 'check-curp']);
  assert.deepEqual(patientRoutes(desk.deps).filter(({ operation }) => !covered.has(operation)), [], 'a new route needs its attempt here');
});

test('administrators and the index read no identity beyond their part; auditors read and cannot write', async () => {
  const admin = await signedIn(desk.home, desk.clinicId, 'amate_admin', 'administrator');
  const auditor = await signedIn(desk.home, desk.clinicId, 'amate_auditor', 'auditor');
  await assert.rejects(searchPatients(desk.deps, admin, { query: 'canariela', limit: 5 }), { code: '42501' });
  const { reply } = await searchPatients(desk.deps, auditor, { query: 'canariela', limit: 5 });
  assert.equal(reply.patients.length > 0, true);
  const tries: readonly ((actor: StaffActor) => Promise<unknown>)[] = [
    (actor) => registerUnknown(desk.deps, actor, { apparentSex: 'X', apparentAge: null, label: '' }),
    (actor) => undoMerge(desk.deps, actor, newId(1, () => new Uint8Array(10)), { reason: 'Prueba' }),
  ];
  for (const attempt of tries) await assert.rejects(attempt(auditor), { code: '42501' });
});

test('names, CURP and contact data stand nowhere in clear in any table', async () => {
  const guardian = { name: canary.contact, relationship: 'mother' as const, phone: canary.phone };
  const identity = anIdentity({
    name: canary.name, homonym: 'Z', birthDate: '2016-06-06', guardian, emergencyContact: guardian, email: canary.email,
    phones: [{ kind: 'mobile', number: canary.phone }], address: { street: canary.street, neighbourhood: '', postalCode: '', city: '' },
  });
  const ground = await desk.consent({ givenBy: 'mother', giverName: canary.giver });
  const { id } = await registerPatient(desk.deps, desk.receptionist, { identity, ground, ip: null });
  await correctIdentity(desk.deps, desk.physician, id, { version: 1, identity: { ...identity, gender: 88 }, reason: canary.reason });
  await registerUnknown(desk.deps, desk.physician, { apparentSex: 'M', apparentAge: null, label: canary.label });
  await assert.rejects(registerPatient(desk.deps, desk.receptionist, { identity, ground, ip: null }), refused('patient-duplicate-curp'));

  const tables = await desk.home.asSuperuser<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`);
  let dump = '';
  for (const { name } of tables) {
    const rows = await desk.home.asSuperuser<{ row: string }>(`select t::text as row from ${name} t`);
    for (const { row } of rows) dump += `${row}\n${row.replace(/\\+x([0-9a-f]+)/g, (_all, hex: string) => Buffer.from(hex, 'hex').toString('latin1'))}\n`;
  }
  const curp = identity.curp.state === 'given' ? identity.curp.value : '';
  const words = ['Canariela', 'Plumafr', 'Trinolargo', 'trino@jaula', canary.phone, 'Nidora', 'Vuelolejo', 'turques', 'gorgojeante', curp, curp.slice(0, 10)];
  for (const word of words) {
    assert.equal(dump.toLowerCase().includes(word.toLowerCase()), false, `found in clear: ${word}`);
  }
  assert.equal(dump.includes(id), true, 'negative control: the dump does hold the rows');
  assert.equal(dump.includes('Consultorio de Prueba'), true, 'negative control: clear text is found where there is some');
});
