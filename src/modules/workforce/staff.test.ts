import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ClinicId } from '#kernel/ids.ts';
import { duties } from '#modules/identity/public.ts';
import type { Duty } from '#modules/identity/public.ts';
import { may } from '#modules/access/public.ts';
import { workforceRoutes } from '#modules/workforce/public.ts';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openPractice } from '#test/practice.ts';
import type { Browser, Practice } from '#test/practice.ts';

let home: TestDatabase;
let practice: Practice;
let clinic: ClinicId;
const browsers = new Map<Duty, Browser>();
const people = new Map<Duty, string>();
const as = (duty: Duty): Browser => {
  const browser = browsers.get(duty);
  if (browser === undefined) throw new Error(`nobody signed in as ${duty}`);
  return browser;
};
const idOf = (duty: Duty): string => people.get(duty) ?? '';
before(async () => {
  home = await createTestDatabase();
  practice = await openPractice(home);
  clinic = await practice.found();
  for (const duty of duties) {
    people.set(duty, await practice.add(clinic, `${duty}@ejemplo.test`, [duty]));
    browsers.set(duty, await practice.signIn(`${duty}@ejemplo.test`));
  }
});
after(async () => { await practice.app.close(); await home.close(); });

test('each route of staff and clinic refuses every duty that lacks its permission, and none that holds it', async () => {
  const absent = '018f0000-0000-4000-8000-0000000000aa';
  for (const route of workforceRoutes(practice.workforce)) {
    if (route.may === 'anyone') continue;
    const path = route.path.replace(':personId', absent).replace(':licenceId', absent).replace(':siteId', absent);
    for (const duty of duties) {
      // An empty body reaches the permission only when the schema lets it through, so bodies are judged by their absence of a 2xx or a 403.
      const needsBody = route.body !== undefined;
      const reply = await as(duty).call(route.method, path, needsBody ? bodyOf(route.operation) : undefined);
      const isAllowed = route.may === 'signed-in' || may({ role: duty }, route.may);
      if (isAllowed) assert.notEqual(reply.status, 403, `${duty} ${route.operation} ${JSON.stringify(reply.body)}`);
      else assert.deepEqual([reply.status, reply.body['code']], [403, 'not-permitted'], `${duty} ${route.operation}`);
    }
  }
});

const bodies: Readonly<Record<string, object>> = {
  'add-staff-member': { givenNames: 'Otra', firstSurname: 'Prueba', secondSurname: null, email: 'otra@ejemplo.test', curp: null, rfc: null, language: 'es-MX', duties: ['nurse'] },
  'change-staff-member': { duties: ['nurse'] },
  'reset-sign-in': { what: 'password', identityCheck: 'En persona, con identificación' },
  'add-licence': { kind: 'profession', cedula: '1234567', title: 'Médica cirujana', institution: 'Universidad Ejemplo' },
  'attest-licence': { method: 'sep-online', evidenceSha256: 'a'.repeat(64), note: '' },
  'renew-licence': { council: 'Consejo Ejemplo', certificate: 'C-1', expiresOn: '2099-01-01' },
  'change-clinic': { phone: '222 555 0101' },
  'record-supervision': { grade: 'none', supervisorId: null },
  'add-site': { name: 'Sucursal', address: 'Calle Dos 2', phone: null, clues: null },
  'change-site': { active: false },
};
const bodyOf = (operation: string): object => {
  const body = bodies[operation];
  if (body === undefined) throw new Error(`the test knows no body for ${operation}`);
  return body;
};

test('unknown fields are refused', async () => {
  const reply = await as('administrator').call('PATCH', '/api/clinic', { demo: true });
  assert.equal(reply.status, 400);
});

test('a change of duties and a dismissal end the person\'s sessions at once', async () => {
  const personId = await practice.add(clinic, 'cambia@ejemplo.test', ['nurse']);
  const nurse = await practice.signIn('cambia@ejemplo.test');
  const changed = await as('administrator').call('PATCH', `/api/staff/${personId}`, { duties: ['receptionist'] });
  assert.deepEqual(changed.body['duties'], ['receptionist']);
  assert.equal((await nurse.call('GET', '/api/session')).status, 401);
  const reception = await practice.signIn('cambia@ejemplo.test');
  assert.equal((await reception.call('GET', '/api/session')).body['duty'], 'receptionist');
  assert.equal((await as('administrator').call('POST', `/api/staff/${personId}/deactivate`)).status, 200);
  assert.equal((await reception.call('GET', '/api/session')).status, 401);
  await assert.rejects(practice.signIn('cambia@ejemplo.test'), /sign-in-failed/);
  assert.equal((await as('administrator').call('POST', `/api/staff/${personId}/reactivate`)).status, 200);
  await practice.signIn('cambia@ejemplo.test');
  const noted = await home.asSuperuser<{ action: string }>('select action from audit.pending where entity_id = $1 and action !~ \'^row\' order by at', [personId]);
  assert.deepEqual(noted.map((row) => row.action), ['change-duties', 'dismiss-staff', 'readmit-staff']);
});

test('the last administrator can neither be dismissed nor lose the duty, not even by two at once', async () => {
  const own = await practice.found();
  const first = await practice.add(own, 'ad1@ejemplo.test', ['administrator']);
  const second = await practice.add(own, 'ad2@ejemplo.test', ['administrator']);
  const one = await practice.signIn('ad1@ejemplo.test');
  const two = await practice.signIn('ad2@ejemplo.test');
  assert.equal((await one.call('POST', `/api/staff/${first}/deactivate`)).body['code'], 'not-oneself');
  // Connections enough are open, so that the two really meet.
  await Promise.all(Array.from({ length: 6 }, () => one.call('GET', '/api/staff')));
  const both = await Promise.all([one.call('POST', `/api/staff/${second}/deactivate`), two.call('POST', `/api/staff/${first}/deactivate`)]);
  assert.deepEqual(both.map((reply) => reply.status).sort(), [200, 404], 'the loser is off the staff herself by the time her turn comes');
  const rows = await home.asSuperuser('select from org.staff_member where clinic_id = $1 and active', [own]);
  assert.equal(rows.length, 1);
});

test('CURP and RFC are sealed, shown to the administrator and refused when wrong', async () => {
  const personId = idOf('physician');
  assert.equal((await as('administrator').call('PATCH', `/api/staff/${personId}`, { curp: 'HEGG560427MVZRRL05' })).body['code'], 'staff-curp-invalid');
  const set = await as('administrator').call('PATCH', `/api/staff/${personId}`, { curp: 'HEGG560427MVZRRL04' });
  assert.equal(set.body['curp'], 'HEGG560427MVZRRL04');
  const [row] = await home.asSuperuser<{ text: string }>('select s::text as text from org.staff_member s where id = $1', [personId]);
  assert.ok(row !== undefined && !row.text.includes('HEGG560427') && !row.text.includes(Buffer.from('HEGG560427').toString('hex')));
});

test('the clinic\'s policies change, but outside the demo the second factor cannot be switched off', async () => {
  const changed = await as('administrator').call('PATCH', '/api/clinic', { idleMinutes: 10, responsiblePersonId: idOf('physician'), name: 'Consultorio Nuevo' });
  assert.deepEqual([changed.body['idleMinutes'], changed.body['responsiblePersonId'], changed.body['name']], [10, idOf('physician'), 'Consultorio Nuevo']);
  assert.equal((await as('administrator').call('PATCH', '/api/clinic', { responsiblePersonId: idOf('nurse') })).body['code'], 'responsible-not-physician');
  assert.equal((await as('administrator').call('PATCH', '/api/clinic', { timeZone: 'America/Atlantida' })).body['code'], 'time-zone-unknown');
  await home.asSuperuser('update org.clinic set demo = false, second_factor = \'by-duty\' where clinic_id = $1', [clinic]);
  assert.equal((await as('administrator').call('PATCH', '/api/clinic', { secondFactor: 'off' })).body['code'], 'second-factor-needed-here');
  await home.asSuperuser('update org.clinic set demo = true, second_factor = \'off\' where clinic_id = $1', [clinic]);
  await assert.rejects(home.asSuperuser('update org.clinic set demo = false where clinic_id = $1', [clinic]), /check constraint/);
});
