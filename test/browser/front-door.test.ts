import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../database.ts';
import { housePassword, openHouse } from '../house.ts';
import { axe, builtWebApp, noBrowser, openStage, shoot } from './harness.ts';

test('a day at the desk, on the real server', { skip: noBrowser }, async (t) => {
  const home = await createTestDatabase();
  const house = await openHouse(home, { webFolder: await builtWebApp(), clinicName: 'Consultorio Ceiba' });
  t.after(async () => {
    await house.close();
    await home.close();
  });
  const address = (await house.api.app.listen({ host: '127.0.0.1', port: 0 })).replace('127.0.0.1', 'localhost');
  const physician = await house.hire(['physician']);
  const receptionist = await house.hire(['receptionist']);
  const patientId = await house.register(await house.signIn(receptionist), 'Quintanar');
  const { openPage } = await openStage(t);
  const { page, faults, close } = await openPage({ address, path: '/', now: null });

  const enter = async (email: string, password = housePassword): Promise<void> => {
    await page.locator('input[name=email]').fill(email);
    await page.locator('input[name=password]').fill(password);
    await page.keyboard.press('Enter');
  };

  await t.test('a wrong password is refused in the person’s language, and a right one opens the agenda', async () => {
    await page.waitForURL(/\/entrar$/);
    await enter(receptionist.email, 'no es esta');
    await page.getByText('El correo o la contraseña no son correctos.').waitFor();
    await enter(receptionist.email);
    await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
    await page.getByText('No hay citas este día').waitFor();
    await axe(page, 'real agenda');
  });

  await t.test('reception books the patient from the keyboard and marks the arrival', async () => {
    await page.keyboard.press('n');
    await page.keyboard.type('quintanar');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    assert.match(await page.getByRole('combobox', { name: 'Profesional' }).inputValue(), /^Elena/, 'the only physician is chosen already');
    await page.getByLabel('Hora').fill('2330');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Cita agendada').waitFor();
    const row = page.locator('tr[data-row]');
    await row.waitFor();
    await row.focus();
    await page.keyboard.press('l');
    await page.getByText('Llegada registrada').waitFor();
    await row.getByText(/En sala/).waitFor();
    await shoot(page, 'real-agenda');
  });

  await t.test('a locked screen opens again for the same person only with the password', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('dialog', { name: 'Pantalla bloqueada' }).waitFor();
    await page.waitForTimeout(300);
    const session = await page.request.get(`${address}/api/session`);
    assert.equal(session.status(), 401, 'the lock ended the session on the server');
    await page.locator('input[name=password]').fill(housePassword);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('tr[data-row]').waitFor();
  });

  await t.test('signing out leaves nothing behind', async () => {
    await page.getByRole('button', { name: /Prueba/ }).click();
    await page.getByRole('menuitem', { name: 'Cerrar sesión' }).click();
    await page.waitForURL(/\/entrar$/);
    await page.locator('input[name=email]').waitFor();
    assert.doesNotMatch(await page.content(), /Quintanar/);
    assert.deepEqual(await page.evaluate('Object.keys(localStorage)'), ['amate.preferences']);
  });

  await t.test('the physician opens the consult of who waits', async () => {
    await enter(physician.email);
    await page.locator('tr[data-row]').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/consulta\/[0-9a-f-]{36}$/);
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.locator('tr[data-row]').getByText('En consulta').waitFor();
    const rows = await home.asSuperuser<{ patient_id: string }>('select patient_id from clin.encounter');
    assert.deepEqual(rows.map((row) => row.patient_id), [patientId]);
  });

  assert.deepEqual(faults, []);
  await close();
});
