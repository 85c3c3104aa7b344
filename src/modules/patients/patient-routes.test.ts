import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { createMeasures } from '#platform/http/measures.ts';
import type { Access } from '#platform/http/edge.ts';
import { buildServer } from '#platform/http/server.ts';
import type { StaffActor } from '#platform/postgres/actor.ts';
import { privacyMessages, privacyRoutes } from '#modules/privacy/public.ts';
import type { Notice } from '#modules/privacy/contract.ts';
import { curpReasons, duplicatesReply, patientSchema, searchReply } from './contract.ts';
import type { PatientRef } from './contract.ts';
import { patientMessages } from './messages.ts';
import { patientRoutes } from './routes.ts';
import { anIdentity, eventually, openDesk } from './testing.ts';
import type { Desk } from './testing.ts';

let desk: Desk;
let app: FastifyInstance;
const accesses: Access[] = [];
before(async () => {
  desk = await openDesk();
  const people: Readonly<Record<string, StaffActor>> = { reception: desk.receptionist, physician: desk.physician };
  app = await buildServer({
    routes: [...patientRoutes(desk.deps), ...privacyRoutes(desk.deps)], measures: createMeasures(), log: false, publicUrl: 'http://127.0.0.1:8640', version: 'test', perMinute: 10_000,
    ports: {
      authenticate: (token) => Promise.resolve(people[token] ?? null),
      may: (actor, permission) => desk.deps.may(actor, permission) && permission !== 'manage-clinic',
      isLive: () => Promise.resolve(true),
      isSteppedUp: () => true,
      recordAccess: (access) => { accesses.push(access); return Promise.resolve(); },
      message: (code, language) => (patientMessages as Readonly<Record<string, { readonly 'es-MX': string; readonly 'en-US': string }>>)[code]?.[language] ?? code,
      ready: () => Promise.resolve(true),
    },
  });
});
after(async () => { await app.close(); await desk.close(); });

const call = async (who: string, method: 'GET' | 'POST' | 'PUT', url: string, payload?: object): Promise<{ readonly status: number; readonly body: unknown }> => {
  const response = await app.inject({ method, url, headers: { host: '127.0.0.1:8640' }, cookies: { amate: who }, ...(payload === undefined ? {} : { payload }) });
  return { status: response.statusCode, body: response.json() };
};
const groundNow = async (): Promise<object> => {
  const notice = (await call('reception', 'GET', '/api/privacy/notice')).body as Notice;
  return { basis: 'consent', noticeVersion: notice.version, noticeSha256: notice.sha256, mechanism: 'autograph-on-paper', givenBy: 'patient', giverName: null, secondaryPurposes: false };
};

test('a receptionist registers, is warned, searches and opens; each reading tells the audit pseudonyms, never ids or names', async () => {
  const registered = await call('reception', 'POST', '/api/patients', { identity: anIdentity(), ground: await groundNow() });
  assert.equal(registered.status, 201);
  const { id } = registered.body as PatientRef;
  assert.equal(await eventually(async () => searchReply.parse((await call('reception', 'POST', '/api/patients/search', { query: 'quintanar' })).body).patients.length === 1), true);
  const { name, birthDate } = anIdentity();
  const warned = duplicatesReply.parse((await call('reception', 'POST', '/api/patients/duplicates', { name, birthDate, sex: 'M', curp: null, phone: null, excluding: null })).body);
  assert.deepEqual(warned.candidates[0]?.reasons, ['same-name', 'same-birth-date', 'same-sex']);
  assert.equal(patientSchema.parse((await call('reception', 'GET', `/api/patients/${id}`)).body).id, id);
  const shown = accesses.filter(({ operation }) => operation === 'open-patient').at(-1);
  const [row] = await desk.home.asSuperuser<{ pseudonym: string }>('select pseudonym from keys.patient_key where patient_id = $1', [id]);
  assert.deepEqual(shown?.sightings[0]?.patients, [row?.pseudonym]);
  const told = JSON.stringify(accesses);
  const written = JSON.stringify(await desk.home.asSuperuser('select * from audit.pending'));
  assert.equal(written.includes(row?.pseudonym ?? 'none'), true, 'positive control: the log knows the pseudonym');
  assert.equal(written.includes(id), false, 'the log holds no patient id');
  for (const word of [id, 'Quintanar', 'Rosal', '555']) assert.equal(told.includes(word), false, word);
});

test('who may not is refused, unknown fields too, and the refusal repeats nothing of what was sent', async () => {
  assert.equal((await call('nobody', 'POST', '/api/patients/search', { query: 'x' })).status, 401);
  const { id } = (await call('reception', 'POST', '/api/patients/unknown', { apparentSex: 'X', apparentAge: null, label: '' })).body as PatientRef;
  const correction = { version: 1, identity: anIdentity(), reason: 'Prueba' };
  assert.equal((await call('reception', 'PUT', `/api/patients/${id}/identity`, correction)).status, 403);
  const strange = await call('reception', 'POST', '/api/patients', { identity: { ...anIdentity(), role: 'administrator' }, ground: await groundNow() });
  assert.equal(strange.status, 400);
  const noGround = await call('reception', 'POST', '/api/patients', { identity: anIdentity({ homonym: '3' }) });
  assert.deepEqual([noGround.status, (noGround.body as { numerals: string[] }).numerals], [422, ['LFPDPPP 8']]);
  const faulty = await call('reception', 'POST', '/api/patients', { identity: anIdentity({ curp: { state: 'given', value: 'HEGG560427MVZRRL05' } }), ground: await groundNow() });
  assert.equal(faulty.status, 400);
  assert.equal(JSON.stringify([strange.body, noGround.body, faulty.body]).includes('HEGG'), false);
  assert.equal((await call('reception', 'GET', '/api/patients/018f0000-0000-7000-8000-000000000000')).status, 404);
});

test('a CURP is read for the form: birth date, sex and entity come from it, never the reverse', async () => {
  const read = await call('reception', 'POST', '/api/curp/check', { curp: ' hegg560427 mvzrrl04 ' });
  assert.deepEqual(read.body, { valid: true, reasons: [], curp: 'HEGG560427MVZRRL04', birthDate: '1956-04-27', sex: 'M', birthEntity: '30' });
  const disagrees = await call('reception', 'POST', '/api/curp/check', { curp: 'HEGG560427MVZRRL04', sex: 'H', birthDate: '1956-04-28' });
  assert.deepEqual((disagrees.body as { reasons: string[] }).reasons, ['curp-sex-mismatch', 'curp-birth-date-mismatch']);
  const abroad = await call('reception', 'POST', '/api/curp/check', { curp: 'XEXX010101HNEXXXA4' });
  assert.equal((abroad.body as { birthEntity: string }).birthEntity, 'NE');
});

test('every refusal and finding of patients and privacy has its words', async () => {
  const texts: Readonly<Record<string, object>> = { ...patientMessages, ...privacyMessages };
  const said = new Set<string>(curpReasons);
  for (const folder of [new URL('.', import.meta.url), new URL('../privacy/', import.meta.url)]) {
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))) {
      const source = await readFile(new URL(file, folder), 'utf8');
      for (const found of source.matchAll(/(?:conflict|notFound|invalid|forbidden|requireConformity|new DomainError)\('([a-z0-9-]+)'|code: '([a-z0-9-]+)'/g)) said.add(found[1] ?? found[2] ?? '');
    }
  }
  assert.ok(said.size > 40, `the search of the sources found ${String(said.size)} codes`);
  assert.deepEqual([...said].filter((code) => !(code in texts)), []);
});
