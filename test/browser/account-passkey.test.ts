import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse } from './real-server.ts';

/** A device with a fingerprint reader that says yes, as the browser itself pretends one. */
const plugInAuthenticator = async (page: Page): Promise<{ readonly credentials: () => Promise<number> }> => {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return { credentials: async () => (await devices.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length };
};

test('a passkey is made on the account’s page, signs in by itself, and is removed again', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const nurse = await house.hire(['nurse']);
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  const authenticator = await plugInAuthenticator(page);
  await enterWithPassword(page, nurse);
  await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('y');
  await page.getByText('Todavía no hay ninguna.').waitFor();

  await t.test('a name is asked for first; then the device makes the key', async () => {
    await page.getByRole('button', { name: 'Agregar llave de acceso' }).click();
    const dialog = page.getByRole('dialog', { name: 'Agregar llave de acceso' });
    await dialog.getByRole('button', { name: 'Agregar llave de acceso' }).click();
    await dialog.getByText('Escriba un nombre para reconocerla').waitFor();
    await axe(page, 'passkey without a name');
    await dialog.getByLabel('Nombre de la llave').fill('Computadora de enfermería');
    await page.keyboard.press('Enter');
    await page.getByText('Llave de acceso agregada').waitFor();
    await page.getByText('Sin usar').waitFor();
    assert.equal(await authenticator.credentials(), 1);
    await shoot(page, 'account-passkey');
  });

  await t.test('the account with a key and the question before removing it please axe in every look', async () => {
    for (const look of looks) {
      await page.setViewportSize(look.viewport === 'phone' ? { width: 390, height: 844 } : { width: 1440, height: 900 });
      await page.emulateMedia({ colorScheme: look.scheme });
      await page.evaluate((kept) => { localStorage.setItem('amate.preferences', kept); }, JSON.stringify({ language: look.language, scheme: look.scheme }));
      await page.request.put(`${address}/api/session/language`, { data: { language: look.language }, headers: { origin: address } });
      await page.reload();
      const isSpanish = look.language === 'es-MX';
      await page.getByText('Computadora de enfermería', { exact: true }).waitFor();
      await page.getByText(isSpanish ? 'Esta sesión' : 'This session').waitFor();
      await axe(page, `account: ${look.language}, ${look.scheme}, ${look.viewport}`);
      await page.getByRole('button', { name: isSpanish ? 'Quitar Computadora de enfermería' : 'Remove Computadora de enfermería' }).click();
      await page.getByText(isSpanish ? 'Ya no podrá entrar con ella.' : 'You will no longer be able to sign in with it.').waitFor();
      await axe(page, `removing: ${look.language}, ${look.scheme}, ${look.viewport}`);
      await shoot(page, `account-passkey-remove-${look.scheme}-${look.viewport}`);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.evaluate(() => { localStorage.setItem('amate.preferences', JSON.stringify({ language: 'es-MX', scheme: 'light' })); });
    await page.request.put(`${address}/api/session/language`, { data: { language: 'es-MX' }, headers: { origin: address } });
    await page.reload();
  });

  const leave = async (): Promise<void> => {
    await page.getByRole('banner').getByRole('button', { name: /Prueba/ }).click();
    await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click();
    await page.waitForURL(/\/entrar$/);
    await page.locator('input[name=email]').waitFor();
  };

  await t.test('it signs in alone, with no e-mail typed', async () => {
    await leave();
    await page.getByRole('button', { name: 'Entrar con llave de acceso' }).click();
    await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
    const session = await (await page.request.get(`${address}/api/session`)).json() as { email: string; factors: object };
    assert.deepEqual([session.email, session.factors], [nurse.email, { totp: false, passkeys: 1 }]);
  });

  await t.test('from now on the password alone does not do', async () => {
    await leave();
    await enterWithPassword(page, nurse);
    await page.getByText(/Su cuenta usa una llave de acceso/).waitFor();
    assert.equal((await page.request.get(`${address}/api/session`)).status(), 401);
    await axe(page, 'second step');
    await page.getByRole('button', { name: 'Usar llave de acceso' }).click();
    await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
  });

  await t.test('removed, it opens nothing any more', async () => {
    await page.goto(`${address}/cuenta`);
    await page.getByRole('button', { name: 'Quitar Computadora de enfermería' }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Todavía no hay ninguna.').waitFor();
    assert.deepEqual(await house.home.asSuperuser('select from auth.passkey'), []);
    await leave();
    await page.getByRole('button', { name: 'Entrar con llave de acceso' }).click();
    await page.getByRole('alert').waitFor();
    assert.equal((await page.request.get(`${address}/api/session`)).status(), 401);
    await axe(page, 'a key that is no longer known');
    await enterWithPassword(page, nurse);
    await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
  });
  assert.deepEqual(faults, []);
});
