import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { systemClock } from '#kernel/clock.ts';
import { parseId } from '#kernel/ids.ts';
import { openCheckpointMemory, openSigningKey, sealPending } from '#modules/audit/public.ts';
import type { StateBeforeReply } from '#modules/audit/contract.ts';
import { keys, tables } from './catalogue.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { housePassword, openHouse } from './house.ts';
import { aLine, writePrescription } from './prescriptions.ts';
import type { Caller, House, Member } from './house.ts';

/** NOM-024-SSA3-2012, 5.8: what a row was before it changed, for every table whose rows change. */

let home: TestDatabase;
let house: House;
let doctorWho: Member;
let doctor: Caller;
let desk: Caller;
let admin: Caller;
let auditor: Caller;
let patientId: string;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  doctorWho = await house.hire(['physician']);
  doctor = await house.signIn(doctorWho);
  desk = await house.signIn(await house.hire(['receptionist']));
  admin = await house.signIn(await house.hire(['administrator']));
  auditor = await house.signIn(await house.hire(['auditor']));
  patientId = await house.register(desk);
  assert.equal((await admin.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
});
after(async () => {
  await house.close();
  await home.close();
});

const seal = async (): Promise<void> => {
  const folder = join(house.dataFolder, 'keys');
  const key = await openSigningKey(home.database, folder);
  while (await sealPending({ database: home.database, key, memory: openCheckpointMemory(folder), clock: systemClock }) > 0);
};

type Row = Readonly<Record<string, unknown>>;
const rowsOf = async (relation: string): Promise<readonly Row[]> =>
  (await home.asSuperuser<{ row: Row }>(`select to_jsonb(t) as row from ${relation} t where clinic_id = $1`, [house.clinicId])).map(({ row }) => row);

/** Entries of changes of a table, newest first. */
const changesOf = async (relation: string): Promise<readonly { readonly seq: number; readonly patients: readonly string[] }[]> => {
  const entries: { seq: number; patients: string[]; entity: string }[] = [];
  for (const action of ['row.update', 'row.delete']) {
    const { status, body } = await auditor.call('POST', '/api/audit/entries', { action, limit: 200 });
    assert.equal(status, 200, JSON.stringify(body));
    entries.push(...(body['entries'] as typeof entries).filter(({ entity }) => entity === relation));
  }
  return entries.sort((one, other) => other.seq - one.seq);
};

const stateBeforeNewest = async (relation: string): Promise<StateBeforeReply> => {
  const [newest] = await changesOf(relation);
  const { status, body } = await auditor.call('GET', `/api/audit/entries/${String(newest?.seq)}/state-before`);
  assert.equal(status, 200, JSON.stringify(body));
  return body as StateBeforeReply;
};

const pseudonymOf = async (id: unknown): Promise<string> =>
  (await home.asSuperuser<{ pseudonym: string }>('select pseudonym from keys.patient_key where patient_id = $1', [id]))[0]?.pseudonym ?? assert.fail();

const refersToPatient = ['patient_id', 'merged_into', 'kept_id', 'merged_id'];

/** The earlier row as it must be told: sealed columns apart, pseudonyms for patients, what is left out left out. */
const asTold = async (relation: string, row: Row, leftOut: readonly string[]): Promise<Row> => {
  const told: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const isPatient = value !== null && (refersToPatient.includes(column) || (relation === 'front.patient' && column === 'id'));
    if (leftOut.includes(column) || (typeof value === 'string' && value.startsWith('\\x'))) continue;
    told[column] = isPatient ? await pseudonymOf(value) : value;
  }
  return told;
};

type Case = { readonly leftOut?: readonly string[]; readonly arrange?: () => Promise<void>; readonly change: () => Promise<unknown>; readonly touched: string };

const answered = async (answer: Promise<{ readonly status: number; readonly body: object }>): Promise<Record<string, unknown>> => {
  const { status, body } = await answer;
  assert.ok(status < 300, JSON.stringify(body));
  return body as Record<string, unknown>;
};
const noticeGround = async (): Promise<object> => {
  const { body } = await desk.call('GET', '/api/privacy/notice');
  return { noticeVersion: body['version'], noticeSha256: body['sha256'], mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null, secondaryPurposes: false };
};
let other = '';
let booked = '';
let site = '';
let merge = '';
let prescription = '';
let favourite = '';
let phrase = '';
let template = '';
let regimen = '';
let sticky = '';

const cases: Readonly<Record<string, Case>> = {
  'org.clinic': { change: () => answered(admin.call('PATCH', '/api/clinic', { phone: '55 5999 0000' })), touched: 'phone' },
  'org.site': {
    arrange: async () => { site = String((await answered(admin.call('POST', '/api/sites', { name: 'Sede Prueba', address: 'Calle Ficticia 2', phone: null, clues: null })))['id']); },
    change: () => answered(admin.call('PATCH', `/api/sites/${site}`, { active: false })), touched: 'active',
  },
  'org.staff_member': { leftOut: ['email'], change: () => answered(admin.call('PATCH', `/api/staff/${doctorWho.personId}`, { givenNames: 'Elena Isabel', curp: null })), touched: 'given_names' },
  'org.membership': { change: () => home.asSuperuser('update org.membership set active = false where clinic_id = $1 and person_id = $2', [house.clinicId, doctorWho.personId]), touched: 'active' },
  'org.licence': { change: () => home.asSuperuser('update org.licence set withdrawn_at = now() where clinic_id = $1 and person_id = $2', [house.clinicId, doctorWho.personId]), touched: 'withdrawn_at' },
  'front.patient': {
    leftOut: ['identity', 'curp_blind', 'changed_at'],
    change: () => home.asSuperuser('update front.patient set residence_entity = \'21\', birth_entity = \'21\' where id = $1', [patientId]), touched: 'residence_entity',
  },
  'front.patient_merge': {
    arrange: async () => {
      other = await house.register(desk, 'Duplicada');
      merge = String((await answered(desk.call('POST', `/api/patients/${patientId}/merge`, { mergedId: other, keptVersion: 1, mergedVersion: 1, reason: 'Es la misma persona' })))['mergeId']);
    },
    change: () => answered(desk.call('POST', `/api/patients/merges/${merge}/undo`, { reason: 'No era la misma' })), touched: 'undone_at',
  },
  'front.privacy_exception': { change: async () => answered(desk.call('POST', `/api/patients/${patientId}/consents`, await noticeGround())), touched: 'ended_at' },
  'front.appointment': {
    arrange: async () => {
      const startsAt = new Date(systemClock.now().getTime() + 86_400_000).toISOString();
      booked = String((await answered(desk.call('POST', '/api/appointments', { patientId, practitionerId: doctorWho.personId, startsAt, minutes: 30, kind: 'first' })))['id']);
    },
    change: () => answered(desk.call('PUT', `/api/appointments/${booked}/state`, { status: 'cancelled' })), touched: 'status',
  },
  'charting.phrase': {
    arrange: async () => { phrase = String((await answered(doctor.call('POST', '/api/phrases', { shortcut: 'dm2', title: 'Control', text: 'Control de {edad}' })))['id']); },
    change: () => answered(doctor.call('PUT', `/api/phrases/${phrase}`, { version: 1, shortcut: 'dm', title: 'Control', text: 'Otro control' })), touched: 'shortcut',
  },
  'charting.template': {
    arrange: async () => { template = String((await answered(doctor.call('POST', '/api/templates', { title: 'Control', texts: { plan: 'Dieta' }, takenFrom: null })))['id']); },
    change: () => answered(doctor.call('PUT', `/api/templates/${template}`, { version: 1, title: 'Control', texts: { plan: 'Otra dieta' } })), touched: 'version',
  },
  'charting.regimen': {
    arrange: async () => { regimen = String((await answered(doctor.call('POST', '/api/regimens', { name: 'Metformina', dose: '850 mg', route: 'oral', frequency: 'cada 12 h', duration: '', takenFrom: null })))['id']); },
    change: () => answered(doctor.call('POST', `/api/regimens/${regimen}/retirement`)), touched: 'retired_at',
  },
  'front.sticky_note': {
    arrange: async () => { sticky = String((await answered(desk.call('POST', `/api/patients/${patientId}/sticky-notes`, { text: 'Trae siempre a su hija' })))['id']); },
    change: () => answered(desk.call('POST', `/api/patients/${patientId}/sticky-notes/${sticky}/dismissal`)), touched: 'dismissed_at',
  },
  'clin.encounter': { change: () => home.asSuperuser('update clin.encounter set status = \'closed\', ended_at = now() where clinic_id = $1', [house.clinicId]), touched: 'status' },
  'rx.prescription': {
    leftOut: ['content', 'version', 'last_save', 'saved_at'],
    arrange: async () => { prescription = (await writePrescription(doctor, await house.register(desk))).id; },
    change: () => answered(doctor.call('POST', `/api/prescriptions/${prescription}/discard`)), touched: 'state',
  },
  'rx.favourite': {
    arrange: async () => { favourite = String((await answered(doctor.call('POST', '/api/prescription-favourites', { line: aLine(), takenFrom: null })))['id']); },
    change: () => answered(doctor.call('DELETE', `/api/prescription-favourites/${favourite}`)), touched: 'retired_at',
  },
  'clin.note': { leftOut: ['content', 'version', 'last_save', 'saved_at'], change: () => home.asSuperuser('update clin.note set state = \'discarded\', discard_reason = \'\\x00\', discarded_at = now() where clinic_id = $1', [house.clinicId]), touched: 'state' },
};

test('there is a visit with a draft to change', async () => {
  await answered(doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient' }));
  await seal();
});

for (const [relation, { leftOut = [], arrange, change, touched }] of Object.entries(cases)) {
  test(`N024-5.8 what a row of ${relation} was before its change can be told, and the log proves it`, async () => {
    await arrange?.();
    const earlier = await rowsOf(relation);
    await change();
    await seal();
    const told = await stateBeforeNewest(relation);
    assert.equal(told.relation, relation);
    assert.ok(told.changed.includes(touched), told.changed.join());
    assert.equal(told.isProven, true);
    const candidates = await Promise.all(earlier.map((row) => asTold(relation, row, leftOut)));
    assert.ok(candidates.some((row) => JSON.stringify(sorted(row)) === JSON.stringify(sorted(told.columns))), `${JSON.stringify(told.columns)} is none of ${JSON.stringify(candidates)}`);
    for (const name of leftOut) assert.ok(!(name in told.columns) && !told.sealed.some(({ column }) => column === name));
  });
}
const sorted = (row: Row): Row => Object.fromEntries(Object.entries(row).sort(([one], [two]) => (one < two ? -1 : 1)));

test('every table whose rows some role changes is one of these, or leaves nothing on purpose', async () => {
  const changed = await home.asSuperuser<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where t.tgname = 'audit' and not exists (select from pg_trigger f where f.tgrelid = c.oid and f.tgname = 'frozen')`);
  const untold = changed.map(({ name }) => name).filter((name) => !(name in cases));
  assert.deepEqual(untold, [], 'a new table keeps earlier states by itself: add its case here, or say in audit.columns_not_kept why a column is left out');
  const columns = new Map((await tables(home.asSuperuser)).map((table) => [table.name, table.columns]));
  for (const [relation, { leftOut = [] }] of Object.entries(cases)) {
    const [row] = await home.asSuperuser<{ names: string[] }>('select audit.columns_not_kept($1) as names', [relation]);
    assert.deepEqual([...row?.names ?? []].sort(), [...leftOut].sort(), relation);
    for (const name of leftOut) assert.ok(columns.get(relation)?.includes(name), `${relation} has no ${name}`);
  }
});

test('no patient’s own id is kept: every column that refers to a patient is known by name', async () => {
  const referring = (await keys(home.asSuperuser)).filter((key) => key.kind === 'f' && key.refers === 'front.patient').flatMap((key) => key.columns.filter((column) => column !== 'clinic_id'));
  assert.deepEqual([...new Set(referring)].filter((column) => !refersToPatient.includes(column)), []);
  const [row] = await home.asSuperuser<{ names: string[] }>('select audit.patient_columns() as names');
  assert.deepEqual([...row?.names ?? []].sort(), [...refersToPatient].sort());
  const ids = (await home.asSuperuser<{ id: string }>('select id from front.patient')).map(({ id }) => id);
  const kept = (await home.asSuperuser<{ text: string }>('select state::text as text from audit.earlier_state')).map(({ text }) => text).join();
  assert.ok(ids.length > 1 && kept.length > 1000);
  for (const id of ids) assert.ok(!kept.includes(id));
});

test('a sealed column is kept as it was sealed, told by size and digest, and opens with the key of its place alone', async () => {
  const told = await stateBeforeNewest('org.staff_member');
  assert.deepEqual(told.sealed.map(({ column }) => column), ['curp_sealed']);
  const [row] = await home.asSuperuser<{ state: { id: string; curp_sealed: string } }>('select state from audit.earlier_state where relation = \'org.staff_member\' and state ->> \'curp_sealed\' is not null');
  const sealed = Buffer.from(row?.state.curp_sealed.slice(2) ?? '', 'hex');
  assert.equal(sealed.length, told.sealed[0]?.bytes);
  const { open } = await import('#platform/crypto/sealing.ts');
  const { systemActor } = await import('./database.ts');
  const key = await home.database.withActor(systemActor(house.clinicId), (tx) => home.vault.clinicKey(tx));
  const place = { clinicId: house.clinicId, table: 'org.staff_member', column: 'curp_sealed', rowId: doctorWho.personId };
  assert.equal(open(key, place, sealed).toString(), doctorWho.curp);
  assert.throws(() => open(key, { ...place, table: 'audit.earlier_state' }, sealed));
});

test('saving a draft again and again leaves no copy of it', async () => {
  const { body } = await doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient' });
  const count = async (): Promise<number> => (await home.asSuperuser('select from audit.earlier_state where relation = \'clin.note\'')).length;
  const atFirst = await count();
  await home.asSuperuser('update clin.note set content = \'\\x0102\', version = version + 1, saved_at = now() where id = $1', [parseId<'note'>(String(body['noteId']))]);
  assert.equal(await count(), atFirst);
});

test('only the auditor may ask; what is no change, or no entry, is said to have no earlier state', async () => {
  const [newest] = await changesOf('front.appointment');
  const address = `/api/audit/entries/${String(newest?.seq)}/state-before`;
  for (const caller of [doctor, desk, admin]) assert.ok([401, 403].includes((await caller.call('GET', address)).status));
  assert.equal((await auditor.call('GET', '/api/audit/entries/999999/state-before')).body['code'], 'audit-entry-unknown');
  const [act] = (await auditor.call('POST', '/api/audit/entries', { action: 'row.insert', limit: 1 })).body['entries'] as { seq: number }[];
  assert.equal((await auditor.call('GET', `/api/audit/entries/${String(act?.seq)}/state-before`)).body['code'], 'audit-state-not-kept');
  for (const login of ['amate_clinician', 'amate_frontdesk', 'amate_auditor', 'amate_admin', 'amate_worker', 'amate_gate'] as const) {
    await assert.rejects(home.database.withActor({ kind: 'gate', login: login as 'amate_gate' }, (tx) => tx.query('select state from audit.earlier_state')), { code: '42501' }, login);
  }
});

test('N004-5.7 reading an earlier state or a proof is itself an entry, with whose record it was', async () => {
  const [newest] = await changesOf('front.appointment');
  for (const [action, part] of [['read-state-before', 'state-before'], ['prove-audit-entry', 'proof']] as const) {
    assert.equal((await auditor.call('GET', `/api/audit/entries/${String(newest?.seq)}/${part}`)).status, 200);
    await seal();
    const { body } = await auditor.call('POST', '/api/audit/entries', { action, limit: 50 });
    const readings = body['entries'] as { patients: string[]; detail: { seen?: { entry?: number }[] } }[];
    const reading = readings.find(({ detail }) => detail.seen?.[0]?.entry === newest?.seq);
    assert.deepEqual(reading?.patients, [await pseudonymOf(patientId)], action);
  }
});

test('earlier states are frozen; one that a superuser altered is not proven, one she removed is missed', async () => {
  for (const statement of ['update audit.earlier_state set state = state', 'delete from audit.earlier_state', 'truncate audit.earlier_state']) await assert.rejects(home.asOwner(statement), { code: 'AM001' });
  const [newest] = await changesOf('front.appointment');
  const address = `/api/audit/entries/${String(newest?.seq)}/state-before`;
  const asMalice = (statement: string): Promise<unknown> => home.asSuperuser(`begin; set local session_replication_role = replica; ${statement}; commit`);
  await asMalice('update audit.earlier_state set state = jsonb_set(state, \'{status}\', \'"attended"\') where relation = \'front.appointment\'');
  assert.equal((await auditor.call('GET', address)).body['isProven'], false);
  await asMalice('delete from audit.earlier_state where relation = \'front.appointment\'');
  assert.equal((await auditor.call('GET', address)).body['code'], 'audit-state-missing');
});
