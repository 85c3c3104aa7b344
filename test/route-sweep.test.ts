import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { permissionsOf } from '#modules/access/public.ts';
import { duties } from '#modules/identity/contract.ts';
import type { Duty } from '#modules/identity/contract.ts';
import type { Route } from '#platform/http/route.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { openHouse, signNote, writeNote } from './house.ts';
import type { Caller, House } from './house.ts';

/** Every declared route, as anybody who must be refused, with whatever must not be accepted. */

let home: TestDatabase;
let house: House;
const callers = new Map<Duty, Caller>();
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  for (const duty of duties) callers.set(duty, await house.signIn(await house.hire([duty])));
});
after(async () => {
  await house.close();
  await home.close();
});

const somebodys = '01890000-0000-7000-8000-00000000dead';
const addressOf = (route: Route, id = somebodys): string => route.path.replaceAll(/:[A-Za-z]+/g, id);
const guarded = (): readonly Route[] => house.api.routes.filter((route) => route.may !== 'anyone');
const mayCall = (duty: Duty, route: Route): boolean => route.may === 'signed-in' || (permissionsOf(duty) as readonly string[]).includes(route.may);
/** Ends the caller's own session, or is throttled after a few calls: swept apart. */
const isSessionEnding = (route: Route): boolean => /^\/api\/session/.test(route.path);

test('there are routes, each with a distinct operation and a permission that some duty holds', () => {
  const { routes } = house.api;
  assert.ok(routes.length > 40, String(routes.length));
  assert.equal(new Set(routes.map((route) => route.operation)).size, routes.length);
  for (const route of guarded()) assert.ok(duties.some((duty) => mayCall(duty, route)), route.operation);
});

test('anonymous: every guarded route answers 401 and says nothing else', async () => {
  for (const route of guarded()) {
    const answer = await house.caller().call(route.method, addressOf(route), route.body === undefined ? undefined : {});
    assert.ok([400, 401].includes(answer.status), `${route.operation}: ${String(answer.status)}`);
    assert.ok(['sign-in-needed', 'request-invalid'].includes(String(answer.body['code'])), route.operation);
  }
});

test('every duty without the permission is refused on every route', async () => {
  for (const route of guarded().filter((each) => !isSessionEnding(each))) {
    for (const duty of duties.filter((each) => !mayCall(each, route))) {
      const answer = await callers.get(duty)?.call(route.method, addressOf(route), route.body === undefined ? undefined : {});
      assert.ok(answer !== undefined && [400, 403].includes(answer.status), `${duty} ${route.operation}: ${String(answer?.status)}`);
    }
  }
});

const hostile: readonly unknown[] = [
  [], null, 'text', 7, { unknownField: true }, { __proto__: { admin: true }, constructor: 1 }, { query: { $ne: 1 } }, { query: 'a'.repeat(5_000), limit: -1 },
  { patientId: 'not-an-id', kind: 'outpatient' }, { version: 1e99 }, { identity: { name: '\u0000' } }, { token: '../../etc/passwd' },
];

test('whatever is sent to whomever may call: a 4xx with a code, never a 5xx', async () => {
  for (const route of house.api.routes.filter((each) => each.body !== undefined && !isSessionEnding(each))) {
    const duty = duties.find((each) => route.may === 'anyone' || mayCall(each, route)) ?? 'physician';
    for (const body of hostile) {
      const answer = await callers.get(duty)?.call(route.method, addressOf(route), body as object);
      assert.ok(answer !== undefined && answer.status >= 400 && answer.status < 500, `${route.operation} ${JSON.stringify(body).slice(0, 60)}: ${String(answer?.status)}`);
      assert.equal(typeof answer.body['code'], 'string');
    }
  }
});

test('malformed JSON, a foreign media type, an oversize body: refused with a code', async () => {
  const post = (payload: string, type: string) => house.api.app.inject({ method: 'POST', url: '/api/session', headers: { host: '127.0.0.1:8080', 'content-type': type }, payload });
  assert.equal((await post('{"email":', 'application/json')).statusCode, 400);
  assert.equal((await post('email=a', 'application/x-www-form-urlencoded')).statusCode, 415);
  assert.equal((await post(JSON.stringify({ email: 'x'.repeat(2_000_000) }), 'application/json')).statusCode, 413);
});

test('an id that is nobody’s, a malformed id and a foreign origin are refused', async () => {
  for (const route of guarded().filter((each) => each.path.includes(':') && each.method === 'GET')) {
    const duty = duties.find((each) => mayCall(each, route)) ?? 'physician';
    for (const id of [somebodys, 'x', '%00', `${somebodys}'--`]) {
      const answer = await callers.get(duty)?.call('GET', addressOf(route, encodeURIComponent(id)));
      assert.ok(answer !== undefined && answer.status >= 400 && answer.status < 500, `${route.operation} ${id}: ${String(answer?.status)}`);
    }
  }
  const foreign = await house.api.app.inject({ method: 'POST', url: '/api/patients/search', headers: { host: '127.0.0.1:8080', origin: 'https://evil.example', cookie: `amate=${callers.get('physician')?.cookie() ?? ''}` }, payload: { query: 'a' } });
  assert.equal(foreign.json<{ code: string }>().code, 'origin-refused');
});

test('clinic A’s ids are worth nothing at clinic B, for any duty', async () => {
  const doctorMember = await house.hire(['physician']);
  const doctor = await house.signIn(doctorMember);
  const patientId = await house.register(callers.get('receptionist') ?? doctor);
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(doctorMember))).status, 200);
  const other = await openHouse(home, { clinicName: 'Otra clínica' });
  try {
    for (const duty of duties) {
      const stranger = await other.signIn(await other.hire([duty]));
      for (const route of guarded().filter((each) => each.path.includes(':') && each.body === undefined)) {
        for (const id of [patientId, noteId, doctorMember.personId]) {
          const answer = await stranger.call(route.method, addressOf(route, id));
          assert.ok(answer.status >= 400 && answer.status < 500, `${duty} ${route.operation}: ${String(answer.status)}`);
        }
      }
    }
  } finally {
    await other.close();
  }
  assert.equal((await doctor.call('GET', `/api/notes/${noteId}`)).status, 200);
});
