import assert from 'node:assert/strict';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createTestDatabase } from '../database.ts';
import { housePassword, openHouse, signNote, writeNote } from '../house.ts';
import { builtWebApp, noBrowser, openStage } from './harness.ts';

/** Sooner than the screen would ask by itself, told or untold. */
const BEFORE_ASKING = { timeout: 5_000 } as const;

test('on the real server: what the consult does to a visit shows on reception’s agenda without being asked for', { skip: noBrowser }, async (t) => {
  const { openPage } = await openStage(t);
  const home = await createTestDatabase();
  const house = await openHouse(home, { webFolder: await builtWebApp() });
  t.after(async () => { await house.close(); await home.close(); });
  await house.api.app.listen({ host: '127.0.0.1', port: 0 });
  const address = `http://127.0.0.1:${String((house.api.app.server.address() as AddressInfo).port)}`;
  const physician = await house.hire(['physician']);
  const receptionist = await house.hire(['receptionist']);
  const [doctor, desk] = [await house.signIn(physician), await house.signIn(receptionist)];
  const patientId = await house.register(desk, 'Recorrido');
  const booked = await desk.call('POST', '/api/appointments', { patientId, practitionerId: physician.personId, startsAt: new Date().toISOString(), minutes: 30, kind: 'walk-in' });

  const { page, faults } = await openPage({ address, now: null });
  const streaming = page.waitForResponse((reply) => reply.url().endsWith('/api/agenda/changes'));
  await page.locator('input[name=email]').fill(receptionist.email);
  await page.locator('input[name=password]').fill(housePassword);
  await page.keyboard.press('Enter');
  const row = page.locator('tr[data-row]');
  await row.getByText('Sin confirmar').waitFor();
  assert.equal((await streaming).status(), 200);

  assert.equal((await doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient', appointmentId: String(booked.body['id']) })).status, 201);
  await row.getByText('En consulta').waitFor(BEFORE_ASKING);
  const { noteId, version } = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(physician))).status, 200);
  await row.getByText('Atendida').waitFor(BEFORE_ASKING);

  assert.deepEqual(faults, []);
});
