import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { TestContext } from 'node:test';
import { createTestDatabase } from '#test/database.ts';
import type { TestDatabase } from '#test/database.ts';
import { openHouse, signNote, writeNote } from '#test/house.ts';
import type { Answer, Caller, House, Member } from '#test/house.ts';
import type { Appointment } from './contract.ts';

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
let port: string;
before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
  await house.api.app.listen({ host: '127.0.0.1', port: 0 });
  port = String((house.api.app.server.address() as AddressInfo).port);
});
after(async () => {
  await house.close();
  await home.close();
});

const today = '2026-11-23';
let minutes = 0;
const book = async (patientId: string, kind: Appointment['kind'] = 'follow-up'): Promise<string> => {
  minutes += 15;
  const startsAt = new Date(Date.parse(`${today}T14:00:00Z`) + minutes * 60_000).toISOString();
  const { status, body } = await desk.call('POST', '/api/appointments', { patientId, practitionerId: member.personId, startsAt, minutes: 15, kind });
  assert.equal(status, 201, JSON.stringify(body));
  return String(body['id']);
};
const visit = async (id: string): Promise<Appointment | undefined> =>
  ((await desk.call('GET', `/api/agenda/day?date=${today}`)).body['appointments'] as Appointment[]).find((each) => each.id === id);
const mark = (id: string, status: string): Promise<Answer> => desk.call('PUT', `/api/appointments/${id}/state`, { status });
const start = (patientId: string, appointmentId?: string): Promise<Answer> => doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient', ...(appointmentId === undefined ? {} : { appointmentId }) });
const finish = async (patientId: string): Promise<void> => {
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(member))).status, 200);
};

test('starting the consult from the agenda puts the visit in consult, from whatever state, and signing makes it attended', async () => {
  for (const before of [[], ['confirmed'], ['arrived'], ['no-show']]) {
    const patientId = await house.register(desk);
    const id = await book(patientId);
    for (const step of before) assert.equal((await mark(id, step)).status, 200);
    assert.equal((await start(patientId, id)).status, 201);
    const begun = await visit(id);
    assert.equal(begun?.status, 'in-consult', before.join());
    assert.notEqual(begun?.arrivedAt, null);
    await finish(patientId);
    assert.equal((await visit(id))?.status, 'attended', before.join());
  }
});

test('a consult begun from the chart takes in who sits in this practitioner’s waiting room, and no one else’s visit', async () => {
  const patientId = await house.register(desk);
  const [arrived, later] = [await book(patientId), await book(patientId)];
  await mark(arrived, 'arrived');
  await start(patientId);
  assert.deepEqual([(await visit(arrived))?.status, (await visit(later))?.status], ['in-consult', 'booked']);
  await finish(patientId);
  assert.deepEqual([(await visit(arrived))?.status, (await visit(later))?.status], ['attended', 'booked']);
});

test('an appointment of another patient or of nobody starts no consult and leaves nothing behind', async () => {
  const [one, other] = [await house.register(desk), await house.register(desk)];
  const id = await book(other);
  assert.equal((await start(one, id)).body['code'], 'appointment-of-another');
  assert.equal((await start(one, '0190a000-0000-7000-8000-00000000dead')).body['code'], 'appointment-not-found');
  assert.equal((await visit(id))?.status, 'booked');
  assert.deepEqual(await home.asSuperuser('select from clin.encounter where patient_id = $1', [one]), []);
});

test('a signature that fails leaves the visit in consult: both are one transaction', async () => {
  const patientId = await house.register(desk);
  const id = await book(patientId);
  await start(patientId, id);
  const { noteId, version } = await writeNote(doctor, patientId);
  const stranger = await house.hire(['physician']);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(stranger))).status, 403);
  assert.equal((await visit(id))?.status, 'in-consult');
});

test('a missed visit whose time went to somebody else comes back neither by the desk nor by the consult, which opens all the same', async () => {
  const [missed, taker] = [await house.register(desk), await house.register(desk)];
  const id = await book(missed);
  await mark(id, 'no-show');
  minutes -= 15;
  await book(taker);
  assert.equal((await mark(id, 'arrived')).body['code'], 'slot-taken');
  assert.equal((await start(missed, id)).status, 201);
  assert.equal((await visit(id))?.status, 'no-show');
});

test('a visit of a patient who was merged since is shown, and begun, under the record that is kept', async () => {
  const [kept, merged] = [await house.register(desk), await house.register(desk)];
  const id = await book(merged);
  assert.equal((await desk.call('POST', `/api/patients/${kept}/merge`, { mergedId: merged, keptVersion: 1, mergedVersion: 1, reason: 'La misma persona' })).status, 200);
  assert.equal((await visit(id))?.patientId, kept);
  assert.equal((await start(kept, id)).status, 201);
  assert.equal((await visit(id))?.status, 'in-consult');
});

/** Follows the agenda as a browser would; `next` is the day of the next change. */
const follow = async (t: TestContext, who: Caller) => {
  const stop = new AbortController();
  t.after(() => { stop.abort(); });
  const reply = await fetch(`http://127.0.0.1:${port}/api/agenda/changes`, { headers: { cookie: `amate=${who.cookie() ?? ''}` }, signal: stop.signal });
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  const next = async (): Promise<string> => {
    for (;;) {
      const event = /event: day-changed\ndata: (.*)\n\n/.exec(text);
      if (event !== null) {
        text = text.slice(event.index + event[0].length);
        return event[1] ?? '';
      }
      const { done, value } = await reader!.read();
      if (done) return 'end';
      text += value;
    }
  };
  return { status: reply.status, next };
};

test('a change of the agenda is told to who follows it, by its day alone; another clinic hears nothing', async (t) => {
  const other = await openHouse(home, { clinicName: 'Otra clínica' });
  t.after(() => other.close());
  const strangerMember = await other.hire(['physician']);
  const stranger = await other.signIn(strangerMember);
  await other.api.app.listen({ host: '127.0.0.1', port: 0 });
  const mine = await follow(t, doctor);
  const own = port;
  port = String((other.api.app.server.address() as AddressInfo).port);
  const theirs = await follow(t, stranger);
  port = own;
  assert.deepEqual([mine.status, theirs.status], [200, 200]);
  const patientId = await house.register(desk);
  const id = await book(patientId);
  assert.equal(await mine.next(), JSON.stringify({ date: today }));
  await mark(id, 'arrived');
  assert.equal(await mine.next(), JSON.stringify({ date: today }));
  const theirDesk = await other.signIn(await other.hire(['receptionist']));
  const theirPatient = await other.register(theirDesk);
  await theirDesk.call('POST', '/api/appointments', { patientId: theirPatient, practitionerId: strangerMember.personId, startsAt: '2026-12-02T03:30:00Z', minutes: 15, kind: 'first' });
  assert.equal(await theirs.next(), JSON.stringify({ date: '2026-12-01' }), 'the first they hear is their own, by the clinic’s calendar');
});

test('following the agenda asks for its permission, is recorded, and says nothing of anybody', async (t) => {
  const auditor = await house.signIn(await house.hire(['auditor']));
  assert.equal((await follow(t, auditor)).status, 403);
  assert.equal((await follow(t, house.caller())).status, 401);
  assert.equal((await follow(t, desk)).status, 200);
  const opened = await home.asSuperuser<{ outcome: string; patients: string[] }>('select outcome, patients from audit.pending where action = \'follow-agenda\' and clinic_id = $1', [house.clinicId]);
  assert.ok(opened.some(({ outcome }) => outcome === 'refused') && opened.some(({ outcome }) => outcome === 'ok'));
  assert.ok(opened.every(({ patients }) => (patients ?? []).length === 0));
});
