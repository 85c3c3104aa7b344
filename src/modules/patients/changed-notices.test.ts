import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openNoticeQueue } from './changed-notices.ts';
import { registerUnknown } from './register-unknown.ts';
import { searchPatients } from './search-patients.ts';
import { eventually, openDesk } from './testing.ts';
import type { Desk } from './testing.ts';

let desk: Desk;
before(async () => { desk = await openDesk(); });
after(async () => { await desk.close(); });

test('any login may listen, and hears of a changed patient only that there is one: no id of patient or clinic', async () => {
  const heard: string[] = [];
  const stop = await desk.home.database.listen('amate_frontdesk', 'patient_changed', (payload) => { heard.push(payload); });
  const { id: known } = await registerUnknown(desk.deps, desk.receptionist, { apparentSex: 'M', apparentAge: 40, label: 'cicatriz en la ceja' });
  assert.ok(await eventually(() => heard.length > 0));
  for (const payload of heard) assert.match(payload, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.ok(await eventually(async () => (await searchPatients(desk.deps, desk.receptionist, { query: 'cicatriz ceja', limit: 5 })).reply.patients.some(({ id }) => id === known)), 'the index hears and finds her');
  await stop();
});

test('only the login of the search index learns whose a notice was', async () => {
  for (const login of ['amate_frontdesk', 'amate_clinician', 'amate_auditor', 'amate_admin', 'amate_worker', 'amate_gate', 'amate_recorder']) {
    const [row] = await desk.home.asSuperuser<{ may: boolean }>('select has_function_privilege($1, \'front.patients_changed_at(timestamptz[])\', \'execute\') as may', [login]);
    assert.equal(row?.may, false, login);
  }
});

test('notices that come together are asked about together; what is no notice is not asked about; a failure is told once', async () => {
  const asked: (readonly string[])[] = [];
  const failures: unknown[] = [];
  const notice = (second: number): string => `2026-11-23T10:00:${String(second).padStart(2, '0')}.000001Z`;
  const queue = openNoticeQueue(async (instants) => {
    asked.push(instants);
    if (asked.length === 2) throw new Error('away');
  }, (error) => { failures.push(error); });
  for (const each of [notice(1), 'x', notice(2), '\'; drop table', notice(3)]) queue.hear(each);
  await queue.settled();
  assert.deepEqual(asked.flat().toSorted(), [notice(1), notice(2), notice(3)]);
  assert.equal(asked.length, 2, 'the first alone, the others while it was asked about');
  assert.equal(failures.length, 1);
});
