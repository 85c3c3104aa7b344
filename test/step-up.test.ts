import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { permissionsOf } from '#modules/access/public.ts';
import { duties } from '#modules/identity/contract.ts';
import type { Duty } from '#modules/identity/contract.ts';
import type { Route } from '#platform/http/route.ts';
import { createTestDatabase } from './database.ts';
import type { TestDatabase } from './database.ts';
import { housePassword, openHouse } from './house.ts';
import type { Caller, House } from './house.ts';

/** Which acts want a proof of presence of the last five minutes, and that each of them refuses without one. */

const sensitive = [
  // taking the audit away
  'export-audit',
  // taking away what was handed over of controlled medicines, to whomever
  'export-dispensing-log',
  // taking a record away
  'release-record',
  // who may do what
  'add-staff-member', 'change-staff-member', 'dismiss-staff', 'readmit-staff', 'invite-staff', 'reset-sign-in', 'attest-licence', 'withdraw-licence', 'change-clinic', 'record-supervision',
  // whose record it is
  'merge-patients', 'undo-merge',
  // what stands for a signature
  'finish-note',
  // keys to the account
  'begin-totp', 'confirm-totp', 'remove-totp', 'ask-registration-options', 'register-passkey', 'remove-passkey',
];
/** Words of acts that must not be added without a decision: either here, or above. */
const weighty = /(^|-)(sign|export|release|merge|duties|staff|licence|key|passkey|totp|glass|shred|erase)(-|$)/;
const decidedLight = new Set([
  // the signature itself is the proof: made a moment ago with a key that only its holder's passphrase opens
  'sign-note', 'cosign-note', 'prepare-second-signature', 'sign-prescription',
  // reading, or ending what others could misuse
  'list-staff', 'list-staff-names', 'open-staff-member', 'end-sessions-of-staff',
  // counts for nothing until it is attested
  'add-licence', 'renew-licence',
  // the way in and out themselves; naming
  'sign-in', 'sign-out', 'sign-in-with-passkey', 'ask-passkey-options', 'rename-passkey',
]);

let home: TestDatabase;
let house: House;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
});
after(async () => {
  await house.close();
  await home.close();
});

const somebodys = '01890000-0000-7000-8000-00000000dead';
const mayCall = (duty: Duty, route: Route): boolean => route.may === 'signed-in' || (permissionsOf(duty) as readonly string[]).includes(route.may);
const withOldProof = async (duty: Duty): Promise<Caller> => {
  const member = await house.hire([duty]);
  const caller = await house.signIn(member);
  await home.asSuperuser('update auth.session set stepped_up_at = now() - interval \'6 minutes\' where person_id = $1', [member.personId]);
  house.api.identity.sessions.forgetAll();
  return caller;
};

test('the acts that want a proof of presence are those decided, and no weighty act came in undecided', () => {
  const { routes } = house.api;
  assert.deepEqual(routes.filter(({ stepUp }) => stepUp).map(({ operation }) => operation).sort(), [...sensitive].sort());
  const undecided = routes.filter(({ stepUp, operation }) => !stepUp && weighty.test(operation) && !decidedLight.has(operation));
  assert.deepEqual(undecided.map(({ operation }) => operation), []);
});

test('each of them is refused with an old proof, before anything is done, and says that it may be sent again', async () => {
  const callers = new Map<Duty, Caller>();
  for (const duty of duties) callers.set(duty, await withOldProof(duty));
  for (const route of house.api.routes.filter(({ stepUp }) => stepUp)) {
    const duty = duties.find((each) => mayCall(each, route)) ?? 'physician';
    const reply = await house.api.app.inject({
      method: route.method as 'POST', url: route.path.replaceAll(/:[A-Za-z]+/g, somebodys),
      headers: { host: '127.0.0.1:8080', cookie: `amate=${callers.get(duty)?.cookie() ?? ''}` }, ...(route.body === undefined ? {} : { payload: wellFormed[route.operation] ?? {} }),
    });
    assert.deepEqual([reply.statusCode, reply.json<{ code: string }>().code, reply.headers['amate-untouched']], [403, 'step-up-needed', '1'], route.operation);
  }
});

test('a refusal that a use case gave does not claim that nothing was begun', async () => {
  const doctor = await house.signIn(await house.hire(['physician']));
  const ask = (url: string, cookie: string, payload?: object) => house.api.app.inject({ method: payload === undefined ? 'GET' : 'POST', url, headers: { host: '127.0.0.1:8080', cookie: `amate=${cookie}` }, ...(payload === undefined ? {} : { payload }) });
  const cookie = doctor.cookie() ?? '';
  assert.equal((await ask('/api/session', cookie)).headers['amate-untouched'], undefined);
  assert.equal((await ask(`/api/notes/${somebodys}`, cookie)).headers['amate-untouched'], undefined);
  assert.equal((await ask('/api/session', '', { email: 'nadie@house.test', password: 'x' })).headers['amate-untouched'], undefined);
  assert.equal((await ask('/api/encounters', '', { patientId: somebodys, kind: 'outpatient' })).headers['amate-untouched'], '1');
});

test('a change of duty leaves the proof of presence behind', async () => {
  const both = await house.signIn(await house.hire(['physician', 'administrator']));
  const entered = await both.call('POST', '/api/session/duty', { clinicId: house.clinicId, duty: 'administrator' });
  assert.deepEqual([entered.status, entered.body['steppedUpUntil']], [200, null]);
  const invite = () => both.call('POST', `/api/staff/${somebodys}/link`);
  assert.equal((await invite()).body['code'], 'step-up-needed');
  assert.equal((await both.call('POST', '/api/session/step-up', { password: housePassword })).status, 200);
  assert.equal((await invite()).body['code'], 'staff-absent');
});

/** Bodies that pass the contract, so that the edge comes to ask for the proof. */
const uuid = somebodys;
const answer = { answer: { id: 'a', rawId: 'a', type: 'public-key', response: {}, clientExtensionResults: {} }, label: 'x' };
const wellFormed: Readonly<Record<string, object>> = {
  'release-record': { noteId: null, language: 'es-MX' },
  'add-staff-member': { givenNames: 'Ana', firstSurname: 'Inventada', secondSurname: null, email: 'ana@house.test', curp: null, rfc: null, language: 'es-MX', duties: ['nurse'] },
  'reset-sign-in': { what: 'password', identityCheck: 'En persona' },
  'attest-licence': { method: 'original-seen', evidenceSha256: 'a'.repeat(64), note: '' },
  'finish-note': { version: 0 },
  'record-supervision': { grade: 'none', supervisorId: null },
  'merge-patients': { mergedId: uuid, keptVersion: 1, mergedVersion: 1, reason: 'Es la misma persona' },
  'undo-merge': { reason: 'No es la misma' },
  'confirm-totp': { code: '123456' },
  'register-passkey': answer,
};
