import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aSession, fakeApi, ids, ok, sessionEnded, stepUpNeeded } from './fake-api.ts';
import type { FakeAnswer, FakeApi } from './fake-api.ts';
import { axe, noBrowser, openStage, shoot } from './harness.ts';

/** What the server asks of the person before it acts: a proof of presence, a sign-in, a word on a new device. */

const options = { skip: noBrowser };
const BOOK = 'POST /api/appointments';
const PROVE = 'POST /api/session/step-up';
const count = (api: FakeApi, name: string): number => api.calls.filter((call) => call.name === name).length;
const proven = (): FakeAnswer => ok({ steppedUpUntil: '2026-11-23T16:20:00.000Z' });

const book = async (page: Page): Promise<void> => {
  await page.locator('tr[data-row]').first().waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('ulises');
  await page.getByRole('option', { name: /Ulises/ }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByLabel('Hora').fill('1530');
  await page.keyboard.press('Control+Enter');
};
const prove = async (page: Page): Promise<void> => {
  await page.getByRole('dialog', { name: 'Confirme que es usted' }).waitFor();
  await page.keyboard.type('mi contraseña');
  await page.keyboard.press('Enter');
};

test('a proof of presence', options, async (t) => {
  const { openPage } = await openStage(t);

  await t.test('is asked for by any call, over the dialog it came from, and the call then goes through, once', async () => {
    let isProven = false;
    const api = fakeApi({ [BOOK]: () => (isProven ? ok({ id: ids.note }, 201) : stepUpNeeded()), [PROVE]: () => { isProven = true; return proven(); } });
    const { page, faults, close } = await openPage({ api, scheme: 'dark' });
    await book(page);
    await page.getByRole('dialog', { name: 'Confirme que es usted' }).waitFor();
    await axe(page, 'proof over a dialog');
    await shoot(page, 'proof-over-dialog');
    await prove(page);
    await page.getByText('Cita agendada').waitFor();
    assert.deepEqual([count(api, BOOK), count(api, PROVE)], [2, 1]);
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('refused again after it was given is an answer, not a loop', async () => {
    const api = fakeApi({ [BOOK]: stepUpNeeded, [PROVE]: proven });
    const { page, close } = await openPage({ api });
    await book(page);
    await prove(page);
    await page.getByText('Confirme su identidad para continuar.').waitFor();
    assert.equal(count(api, BOOK), 2);
    await close();
  });

  await t.test('not given leaves the act undone and what was typed in place', async () => {
    const api = fakeApi({ [BOOK]: stepUpNeeded });
    const { page, close } = await openPage({ api });
    await book(page);
    await page.getByRole('dialog', { name: 'Confirme que es usted' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Confirme que es usted' }).waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel('Hora').inputValue(), '15:30');
    assert.equal(count(api, BOOK), 1);
    await close();
  });
});

test('a session that ends in the middle of an act locks the screen, and the act is not sent a second time', options, async (t) => {
  const { openPage } = await openStage(t);
  const api = fakeApi({ [BOOK]: () => sessionEnded(false), 'POST /api/session': () => ok(aSession()) });
  const { page, close } = await openPage({ api });
  await book(page);
  await page.getByRole('dialog', { name: 'Pantalla bloqueada' }).waitFor();
  await page.keyboard.type('mi contraseña');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Pantalla bloqueada' }).waitFor({ state: 'detached' });
  await page.getByText('Inicie sesión para continuar.').waitFor();
  assert.equal(count(api, BOOK), 1);
  await close();
});

test('a new device', options, async (t) => {
  const { openPage } = await openStage(t);
  const device = { deviceId: ids.otherClinic, label: 'Firefox · Windows', firstSeenAt: '2026-11-23T15:02:00.000Z' };
  const told = () => {
    let devices = [device];
    const done = (body: object) => (): FakeAnswer => { devices = []; return ok(body); };
    return fakeApi({
      'GET /api/session/new-devices': () => ok({ devices }),
      'POST /api/session/new-devices/:id/vouch': done({ done: true }), 'DELETE /api/session/new-devices/:id': done({ ended: 1 }),
      'GET /api/session/factors': () => ok({ totp: false, totpSince: null, passkeys: [], mayRemoveLast: true }),
      'GET /api/session/devices': () => ok({ devices: [{
        sessionId: ids.note, label: device.label, clinicName: 'Consultorio Jacaranda', duty: 'physician', signedInAt: device.firstSeenAt, lastSeenAt: device.firstSeenAt, sharedDesk: false, firstSeenAt: device.firstSeenAt, current: false, isNew: true,
      }] }),
    });
  };

  for (const look of [{ language: 'es-MX', scheme: 'light', viewport: 'desktop' }, { language: 'en-US', scheme: 'dark', viewport: 'phone' }] as const) {
    await t.test(`is told on the next screen: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const { page, faults, close } = await openPage({ ...look, api: told() });
      await page.getByText('Firefox · Windows').first().waitFor();
      await axe(page, 'new device');
      await shoot(page, `new-device-${look.viewport}-${look.scheme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  await t.test('that is hers is not mentioned again', async () => {
    const api = told();
    const { page, close } = await openPage({ api });
    await page.getByRole('button', { name: 'Fui yo', exact: true }).click();
    await page.getByText('¿Fue usted?').waitFor({ state: 'detached' });
    assert.equal(count(api, 'POST /api/session/new-devices/:id/vouch'), 1);
    await close();
  });

  await t.test('that is not hers is signed out, and a new password is asked for', async () => {
    const api = told();
    const { page, faults, close } = await openPage({ api });
    await page.getByRole('button', { name: 'No fui yo' }).click();
    await page.getByText(/alguien puede conocer su contraseña/).waitFor();
    await page.getByText('Dispositivo nuevo', { exact: true }).waitFor();
    await axe(page, 'a new password is asked for');
    await shoot(page, 'new-device-password');
    assert.equal(count(api, 'DELETE /api/session/new-devices/:id'), 1);
    assert.deepEqual(faults, []);
    await close();
  });
});
