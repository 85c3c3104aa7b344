import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { generate } from 'otplib/functional';
import type { Page } from 'playwright-core';
import { systemClock } from '#kernel/clock.ts';
import { issueFirstRun } from '#modules/identity/public.ts';
import { loginRoles } from '#platform/postgres/actor.ts';
import { urlsOfRoles } from '#platform/postgres/roles.ts';
import { composeApi } from '../../src/processes/compose-api.ts';
import { createTestDatabase, testRootKey } from '../database.ts';
import { syntheticCurp } from '../synthetic-curp.ts';
import { axe, builtWebApp, noBrowser, openStage, shoot } from './harness.ts';
import { enterWithPassword, freePort, looks } from './real-server.ts';

const password = 'nueve garzas duermen junto al estero';
const boss = { email: 'jacinta@ejemplo.test' };

/** A server over an empty installation: no clinic, no account, only the link that its first start prints. */
const openEmptyInstallation = async (t: TestContext) => {
  const home = await createTestDatabase();
  const port = await freePort();
  const address = `http://localhost:${String(port)}`;
  const dataFolder = await mkdtemp(join(tmpdir(), 'amate-first-run-'));
  const api = await composeApi({
    databaseUrls: urlsOfRoles(home.ownerUrl, testRootKey, loginRoles), rootKey: testRootKey, clock: systemClock, publicUrl: address,
    dataFolder, webFolder: await builtWebApp(), demoLogins: [], log: false, version: 'test', perMinute: 1_000_000,
  });
  await api.app.listen({ host: '127.0.0.1', port });
  t.after(async () => {
    await api.close();
    await home.close();
    await rm(dataFolder, { recursive: true, force: true });
  });
  const link = await issueFirstRun(api.identity);
  assert.ok(link !== null);
  return { address, link: `${address}/preparar#${link.token}`, token: link.token };
};

const fill = async (page: Page, values: Readonly<Record<string, string>>): Promise<void> => {
  for (const [label, value] of Object.entries(values)) await page.getByLabel(label, { exact: true }).fill(value);
};

test('from nothing: the one-time link opens a practice, its administrator enrols, enters and adds a physician with a cédula', { skip: noBrowser }, async (t) => {
  const { openPage } = await openStage(t);
  const { address, link, token } = await openEmptyInstallation(t);

  await t.test('the form and its faults please axe in every look, and looking spends nothing', async () => {
    for (const look of looks) {
      const { page, faults, close } = await openPage({ ...look, address, path: `/preparar#${token}`, now: null });
      const isSpanish = look.language === 'es-MX';
      await page.getByRole('heading', { name: isSpanish ? 'Abrir su consultorio' : 'Open your practice' }).waitFor();
      assert.equal(new URL(page.url()).hash, '', 'the token left the address');
      await page.getByRole('button', { name: isSpanish ? 'Abrir consultorio' : 'Open practice', exact: true }).click();
      await page.getByText(isSpanish ? 'La NOM-004 lo exige en cada documento.' : 'NOM-004 wants it on every document.').first().waitFor();
      await axe(page, `first run: ${look.language}, ${look.scheme}, ${look.viewport}`);
      await shoot(page, `first-run-${look.scheme}-${look.viewport}`);
      assert.deepEqual(faults, []);
      await close();
    }
  });

  const { page, faults } = await openPage({ address, path: `/preparar#${token}`, now: null });
  await t.test('the practice and its administrator are entered on one page', async () => {
    await page.getByRole('heading', { name: 'Abrir su consultorio' }).waitFor();
    await fill(page, {
      Nombre: 'Consultorio Tepozán', 'Razón social o propietario': 'Servicios Tepozán', 'Teléfono': '222 555 0100', Domicilio: 'Calle Ficticia 12, Puebla',
      'Nombre(s)': 'Jacinta', 'Primer apellido': 'Zoquiapan', 'Correo electrónico': boss.email, 'Contraseña nueva': password,
    });
    await page.getByRole('checkbox', { name: 'También atiendo pacientes como médico' }).uncheck();
    await page.getByRole('button', { name: 'Abrir consultorio', exact: true }).click();
    await page.getByText('Ya puede iniciar sesión.').waitFor();
    await axe(page, 'first run is done');
  });

  await t.test('the link is spent', async () => {
    const again = await openPage({ address, path: new URL(link).pathname + new URL(link).hash, now: null });
    await again.page.getByText('El enlace no sirve').waitFor();
    await axe(again.page, 'a spent link');
    await again.close();
  });

  await t.test('she enrols a second factor at once and stands before her staff', async () => {
    await page.getByRole('link', { name: 'Iniciar sesión' }).click();
    await enterWithPassword(page, boss, password);
    const secret = ((await page.locator('code').textContent()) ?? '').replace(/\s/g, '');
    await axe(page, 'enrolment');
    await shoot(page, 'first-run-enrol');
    await page.keyboard.type(await generate({ secret, epoch: Math.floor(systemClock.now().getTime() / 1000) }));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Equipo', level: 1 }).waitFor();
    await page.getByText(boss.email).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Agenda' }).count(), 0, 'an administrator reads no agenda');
  });

  await t.test('a physician is added and invited', async () => {
    await page.getByRole('button', { name: 'Agregar persona' }).click();
    const dialog = page.getByRole('dialog', { name: 'Agregar persona' });
    await dialog.getByLabel('Nombre(s)').fill('Amaranta');
    await dialog.getByLabel('Primer apellido').fill('Tlacotepec');
    await dialog.getByLabel('Correo electrónico').fill('amaranta@ejemplo.test');
    await dialog.getByLabel('CURP (opcional)').fill(syntheticCurp({ given: 'Amaranta', firstSurname: 'Tlacotepec', birthDate: '1985-06-07', sex: 'M', entity: 'PL' }));
    await dialog.getByRole('checkbox', { name: 'Medicina' }).check();
    await page.keyboard.press('Control+Enter');
    await page.getByText(/\/preparar#[\w-]{43}/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Sin cédula').waitFor();
  });

  await t.test('her cédula and her specialty are entered, the expiry typed as one says it, and verified', async () => {
    await page.getByRole('button', { name: /^Abrir a Amaranta/ }).click();
    await page.getByRole('tab', { name: 'Cédulas' }).click();
    await page.getByText('No hay cédulas registradas').waitFor();
    await page.getByRole('button', { name: 'Agregar cédula' }).click();
    await fill(page, { 'Número de cédula': '7654321', 'Título': 'Médica Cirujana', 'Institución que lo otorgó': 'Universidad Ejemplo' });
    await page.keyboard.press('Enter');
    await page.getByText('Cédula 7654321').waitFor();
    await page.getByRole('button', { name: 'Agregar cédula' }).click();
    await page.getByRole('radio', { name: 'Especialidad' }).check();
    await fill(page, { 'Número de cédula': '8765432', 'Título': 'Medicina Familiar', 'Institución que lo otorgó': 'Universidad Ejemplo', 'Consejo de la especialidad': 'Consejo Ejemplo', 'Número de certificado': 'CE-1' });
    await page.getByLabel('Vence').fill('2 nov 2031');
    await axe(page, 'a specialty being entered');
    await page.keyboard.press('Enter');
    await page.getByText('Vence el 02/nov/2031').waitFor();
    await page.getByRole('button', { name: 'Verificar', exact: true }).first().click();
    await page.locator('input[type=file]').setInputFiles({ name: 'captura.png', mimeType: 'image/png', buffer: Buffer.from('captura de prueba') });
    await page.getByText(/Huella SHA-256: [0-9a-f]{64}/).waitFor();
    await page.getByRole('button', { name: 'Doy fe de la verificación' }).click();
    await page.getByText('Verificada', { exact: true }).waitFor();
    await axe(page, 'licences');
    await shoot(page, 'first-run-licences');
  });
  assert.deepEqual(faults, []);
});
