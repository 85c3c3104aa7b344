import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { anAct } from '#modules/dispensing/testing.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { createTestDatabase, testRootKey } from './database.ts';
import type { TestDatabase } from './database.ts';
import { openHouse } from './house.ts';
import type { Caller, House, Member } from './house.ts';
import { printPrescription } from './prescriptions.ts';

/** The process behind printed codes as the house runs it, killed in the middle of acts: an act is whole or is not. */

const file = fileURLToPath(new URL('../src/processes/verify.ts', import.meta.url));

let home: TestDatabase;
let house: House;
let member: Member;
let doctor: Caller;
let desk: Caller;
let child: ChildProcess;

const start = (): Promise<ChildProcess> => {
  const started = fork(file, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  started.on('message', (message: { kind: string }) => {
    if (message.kind === 'hello') {
      started.send({ kind: 'start', start: { databaseUrls: urlsOfRoles(home.ownerUrl, testRootKey, ['amate_pharmacy']), rootKey: null, dataFolder: house.dataFolder, runFolder: house.dataFolder } });
    }
  });
  return new Promise((resolve, reject) => {
    started.on('message', ({ kind }: { kind: string }) => { if (kind === 'ready') resolve(started); });
    started.once('exit', (code) => { reject(new Error(`the process ended with ${String(code)} before it was ready`)); });
  });
};

before(async () => {
  home = await createTestDatabase();
  house = await openHouse(home);
  member = await house.hire(['physician']);
  doctor = await house.signIn(member);
  desk = await house.signIn(await house.hire(['receptionist']));
  child = await start();
});
after(async () => {
  child.kill('SIGKILL');
  await house.close();
  await home.close();
});

/** The status of the answer; 0 when the process was gone before it came. */
const send = (path: string, form?: Readonly<Record<string, string>>): Promise<number> => new Promise((resolve) => {
  const body = form === undefined ? '' : new URLSearchParams(form).toString();
  const asked = request({ socketPath: join(house.dataFolder, 'verify.sock'), path, method: form === undefined ? 'GET' : 'POST', headers: { 'x-amate-client': '192.0.2.1', 'content-length': Buffer.byteLength(body) } }, (answer) => {
    answer.resume();
    answer.on('close', () => { resolve(answer.statusCode ?? 0); });
  });
  asked.on('error', () => { resolve(0); });
  asked.end(body);
});

/** Acts, items and audit rows of them; the database may still be ending what the killed process had begun. */
const fate = async (id: string): Promise<readonly [number, number, number]> => {
  const [row] = await home.asSuperuser<{ acts: number; items: number; noted: number }>(
    `select (select count(*)::int from pharmacy.dispensing where prescription_id = $1) as acts,
       (select count(*)::int from pharmacy.item where prescription_id = $1) as items,
       (select count(*)::int from audit.pending p where p.entity = 'pharmacy.dispensing' and p.entity_id in (select d.id from pharmacy.dispensing d where d.prescription_id = $1)) as noted`, [id]);
  assert.ok(row);
  return [row.acts, row.items, row.noted];
};

test('kill -9 of the process in the middle of an act: handed over whole with its audit row, or not at all; sent again it is there once', async () => {
  for (const delay of [0, 2, 4, 7, 11, 16, 30]) {
    const { id, token } = await printPrescription({ doctor, efirma: house.efirmaOf(member), patientId: await house.register(desk) });
    assert.equal(await send(`/v/${token}`), 200);
    const act = anAct();
    const answer = send(`/v/${token}/surtidos`, act);
    await new Promise((resolve) => { setTimeout(resolve, delay); });
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    const status = await answer;
    child = await start();
    const [acts, items, noted] = await fate(id);
    assert.ok(acts <= 1);
    assert.deepEqual([items, noted], [acts, acts]);
    if (status === 201) assert.equal(acts, 1, 'an act that was acknowledged is gone');
    const again = await send(`/v/${token}/surtidos`, act);
    assert.ok(again === 200 || again === 201, String(again));
    assert.deepEqual(await fate(id), [1, 1, 1]);
  }
});

test('told to stop, it ends by itself and cleanly', async () => {
  const ended = once(child, 'exit');
  child.send({ kind: 'stop' });
  assert.deepEqual(await ended, [0, null]);
});
