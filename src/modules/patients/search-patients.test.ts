import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import type { PatientId } from '#kernel/ids.ts';
import { openVault } from '#platform/crypto/vault.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import { openDatabase } from '#platform/postgres/database.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { testRootKey } from '#test/database.ts';
import { correctIdentity } from './correct-identity.ts';
import { findDuplicates } from './find-duplicates.ts';
import { openPatientIndex } from './patient-index.ts';
import { registerPatient } from './register-patient.ts';
import { searchPatients } from './search-patients.ts';
import { anIdentity, eventually, openDesk } from './testing.ts';
import type { Desk } from './testing.ts';

let desk: Desk;
let ana: { readonly id: PatientId; readonly recordNumber: string };
const curpOfAna = (): string => {
  const { curp } = anIdentity(anaParts);
  return curp.state === 'given' ? curp.value : '';
};
const anaParts = {
  name: { given: 'Ana Sofía', firstSurname: 'Ñúñez', secondSurname: 'Echeverría' }, birthDate: '1991-08-07',
  phones: [{ kind: 'mobile' as const, number: '+52 1 (55) 9182-7364' }, { kind: 'home' as const, number: '222 100 2003' }],
};

const register = async (parts: Parameters<typeof anIdentity>[0]) =>
  registerPatient(desk.deps, desk.receptionist, { identity: anIdentity(parts), ground: await desk.consent(), ip: null });

const found = async (query: string): Promise<readonly string[]> =>
  (await searchPatients(desk.deps, desk.receptionist, { query, limit: 10 })).reply.patients.map(({ fullName }) => fullName);

before(async () => {
  desk = await openDesk();
  ana = await register(anaParts);
  await register({ name: { given: 'Mariana', firstSurname: 'Núñez', secondSurname: 'Sáenz' }, birthDate: '1991-08-17', phones: [{ kind: 'mobile', number: '2225550101' }] });
  await register({ name: { given: 'Ulises', firstSurname: 'Echeverría', secondSurname: null }, sex: 'H', birthDate: '1970-01-02', phones: [] });
  assert.equal(await eventually(async () => (await found('ulises')).length === 1), true, 'the index hears of registrations');
});
after(() => desk.close());

test('names are found in any order, without accents, by their beginning and with typos', async () => {
  for (const query of ['ana sofia nunez', 'Echeverría Ñúñez Ana', 'nuñ ana sof', 'anna sofia nunes', 'ECHEVERIA SOFIA', 'sofai ñuñez']) {
    assert.equal((await found(query))[0], 'Ana Sofía Ñúñez Echeverría', query);
  }
  assert.deepEqual(await found('zzyzx'), []);
  assert.deepEqual(await found(''), []);
});

test('a CURP, its beginning, a record number, telephone digits and a birth date find too, also mixed', async () => {
  const name = 'Ana Sofía Ñúñez Echeverría';
  const curp = curpOfAna();
  for (const query of [curp, curp.toLowerCase(), curp.slice(0, 10), '7364', '9182 7364', '55 9182', '+52 55 9182 7364', '044 55 9182 7364', '222 100 2003', ana.recordNumber, String(Number(ana.recordNumber)), '07/08/1991', '1991-08-07', 'nuñez 07/08/1991', 'sofia 7364', 'echeveria sof 07/08/1991']) {
    assert.ok((await found(query)).includes(name), query);
  }
  assert.deepEqual(await found('sofia 0101'), [], 'every part must be answered');
  assert.deepEqual(await found('736'), [], 'three digits are no telephone');
  assert.deepEqual(await found('31/02/1991'), []);
});

test('hostile queries find nothing and break nothing', async () => {
  for (const query of ["' or 1=1 --", '<script>', '%', '\u0000', '\u202E', '😀', '('.repeat(200), 'a'.repeat(200), '0'.repeat(200), '9'.repeat(200), '----', '+']) {
    await assert.doesNotReject(found(query), query);
  }
});

test('a row tells namesakes apart without showing the whole CURP or telephone', async () => {
  const { reply, seen } = await searchPatients(desk.deps, desk.receptionist, { query: 'ana sofia', limit: 1 });
  const row = reply.patients[0];
  assert.deepEqual({ ...row, id: '' }, {
    id: '', recordNumber: ana.recordNumber, fullName: 'Ana Sofía Ñúñez Echeverría', birthDate: '1991-08-07', age: { years: 35, months: 3, days: 13 },
    sex: 'M', curpTail: curpOfAna().slice(-4), phoneTail: '7364', unknown: false,
  });
  assert.equal(seen.length, 1);
  assert.notEqual(seen[0], row?.id);
});

test('the index of another process hears of registrations and corrections; a missed notice is caught up', async () => {
  const database = openDatabase({ urls: urlsOfRoles(desk.home.ownerUrl, testRootKey, loginRoles), application: 'second process', poolSize: 2 });
  const second = await openPatientIndex({ database, vault: openVault(testRootKey, () => systemClock.now().getTime()), clock: systemClock });
  try {
    await second.ready;
    assert.equal(second.isComplete(desk.clinicId), true);
    assert.equal(second.search(desk.receptionist, 'ulises echeverria', 5).length, 1, 'loaded at the start');
    const { id } = await register({ name: { given: 'Quetzalli', firstSurname: 'Tepole', secondSurname: null }, curp: { state: 'absent', reason: 'not-at-hand' } });
    assert.equal(await eventually(() => second.search(desk.receptionist, 'quetzalli', 5)[0] === id), true);
    const identity = anIdentity({ name: { given: 'Xóchitl', firstSurname: 'Tepole', secondSurname: null }, curp: { state: 'absent', reason: 'not-at-hand' } });
    await correctIdentity(desk.deps, desk.physician, id, { version: 1, identity, reason: 'Acta' });
    assert.equal(await eventually(() => second.search(desk.receptionist, 'xochitl', 5)[0] === id), true);
    assert.deepEqual(second.search(desk.receptionist, 'quetzalli', 5), [], 'the former name is forgotten');
    await desk.home.asSuperuser('alter table front.patient disable trigger note_change');
    await desk.home.asSuperuser('update front.patient set birth_date = \'1980-12-31\', changed_at = clock_timestamp() where id = $1', [id]);
    await desk.home.asSuperuser('alter table front.patient enable trigger note_change');
    assert.deepEqual(second.search(desk.receptionist, '31/12/1980', 5), []);
    await second.catchUp();
    assert.deepEqual(second.search(desk.receptionist, '31/12/1980', 5), [id]);
  } finally {
    await second.close();
    await database.close();
  }
});

test('duplicates are warned of while typing, with reasons, and never for what is unlike', async () => {
  const asked = { name: { given: '', firstSurname: '', secondSurname: null as string | null }, birthDate: null as string | null, sex: null, curp: null as string | null, phone: null as string | null, excluding: null as PatientId | null };
  const warned = async (parts: Partial<typeof asked>) => (await findDuplicates(desk.deps, desk.receptionist, { ...asked, ...parts })).reply.candidates.map(({ patient, score, reasons }) => ({ id: patient.id, score, reasons }));
  assert.deepEqual(await warned({ curp: curpOfAna().toLowerCase() }), [{ id: ana.id, score: 1, reasons: ['same-curp'] }]);
  const turned = await warned({ name: { given: 'Sofia Ana', firstSurname: 'Echeverria', secondSurname: 'Nunez' } });
  assert.deepEqual(turned.map(({ id, reasons }) => [id, reasons]), [[ana.id, ['same-name']]]);
  const mistyped = await warned({ name: { given: 'Ana Sofia', firstSurname: 'Nunes', secondSurname: 'Echeveria' }, birthDate: '1991-07-08' });
  assert.deepEqual(mistyped.map(({ id, reasons }) => [id, reasons]), [[ana.id, ['similar-name', 'similar-birth-date']]]);
  const half = await warned({ name: { given: 'Ana', firstSurname: 'Ñúñez', secondSurname: null }, birthDate: '1991-08-07' });
  assert.equal(half[0]?.id, ana.id);
  const byPhone = await warned({ name: { given: 'A S', firstSurname: 'Núñez', secondSurname: 'Echeverría' }, phone: '5591827364' });
  assert.deepEqual(byPhone[0]?.reasons, ['same-phone']);
  assert.deepEqual(await warned({ name: { given: 'Ana', firstSurname: '', secondSurname: null } }), [], 'a given name alone is nobody');
  assert.deepEqual(await warned({ name: { given: 'Ana Sofía', firstSurname: 'Ñúñez', secondSurname: 'Echeverría' }, birthDate: '1950-12-30' }), [], 'a namesake of another age');
  assert.deepEqual(await warned({ curp: curpOfAna(), excluding: ana.id }), []);
});
