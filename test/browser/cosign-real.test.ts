import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import { housePassword, signNote, writeNote } from '../house.ts';
import { chooseFiles, field, givePassphrase, syncState, writeByKeyboard } from './consult-steps.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

const sign = async (page: Page, efirma: DemoEfirma): Promise<void> => {
  await page.keyboard.press('Control+Enter');
  await chooseFiles(page, efirma);
  await givePassphrase(page, efirma.passphrase);
  await page.locator('iframe').waitFor();
  await page.keyboard.press('Control+Enter');
};

test('LIC-4 a trainee writes and signs, her supervisor reads the queue, returns one and co-signs the next without a mouse', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const [traineeWho, supervisorWho] = [await house.hire(['physician'], { verified: false }), await house.hire(['physician'])];
  const adminWho = await house.hire(['administrator']);
  const admin = await house.signIn(adminWho);
  const trainee = await house.signIn(traineeWho);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const [traineeEfirma, supervisorEfirma] = [house.efirmaOf(traineeWho), house.efirmaOf(supervisorWho)];
  const patientId = await house.register(desk, 'Primera');

  await t.test('an administrator names the supervisor', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, adminWho);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/equipo`);
    const { body } = await admin.call('GET', `/api/staff/${traineeWho.personId}`);
    await page.getByRole('button', { name: new RegExp(String(body['fullName'])) }).click();
    await page.getByRole('tab', { name: 'Supervisión' }).click();
    await page.getByRole('combobox', { name: 'Grado' }).click();
    await page.getByRole('option', { name: 'Pasante en servicio social' }).click();
    await page.getByRole('combobox', { name: 'Supervisa' }).click();
    await page.getByRole('option').first().click();
    await axe(page, 'supervision of a person');
    await shoot(page, 'supervision');
    await page.getByRole('button', { name: 'Registrar' }).click();
    const proof = page.locator('input[type=password]');
    await proof.or(page.getByText('Supervisión registrada.')).first().waitFor();
    if (await proof.count() > 0) {
      await proof.fill(housePassword);
      await page.keyboard.press('Enter');
    }
    await page.getByText('Supervisión registrada.').waitFor();
    await page.getByText('Historial').waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('what the trainee signs waits, and her chart says so', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, traineeWho);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    await page.keyboard.press('n');
    await page.getByText('Usted firma bajo la supervisión de').waitFor();
    await writeByKeyboard(page);
    await syncState(page, 'saved').waitFor();
    await page.getByText('Nada falta').waitFor();
    await axe(page, 'a note under supervision');
    await shoot(page, 'cosign-writing');
    await sign(page, traineeEfirma);
    await page.getByText('Falta la firma de quien supervisa').first().waitFor();
    await page.getByText('Falta segunda firma').first().waitFor();
    assert.equal(await page.getByRole('button', { name: 'Devolver' }).count(), 0, 'not hers to return');
    await axe(page, 'a note that waits');
    await shoot(page, 'cosign-waiting');
    assert.deepEqual(faults, []);
    await close();
  });

  const second = await writeNote(trainee, await house.register(desk, 'Segunda'));
  assert.equal((await signNote(trainee, second.noteId, second.version, traineeEfirma)).body['awaits'], 'supervisor');

  await t.test('the supervisor returns one with a reason and co-signs the other', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, supervisorWho);
    await page.getByRole('navigation').first().waitFor();
    await page.getByRole('link', { name: /Por firmar/ }).getByText('2', { exact: true }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('f');
    await page.getByRole('heading', { name: 'A su nombre (2)' }).waitFor();
    await page.getByText('Odinofagia').first().waitFor();
    await axe(page, 'the queue of second signatures');
    await shoot(page, 'cosign-queue');
    await page.keyboard.press('j');
    await page.getByText('Odinofagia').first().waitFor();
    await page.getByRole('button', { name: /^Devolver/ }).waitFor();
    await page.keyboard.press('r');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('Falta la exploración completa.');
    await axe(page, 'returning a document');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'A su nombre (1)' }).waitFor();
    await page.getByRole('button', { name: /^Devolver/ }).waitFor();
    await sign(page, supervisorEfirma);
    await page.getByText('No hay documentos por firmar').waitFor();
    assert.deepEqual(faults, []);
    await close();
    const chart = (await trainee.call('GET', `/api/patients/${patientId}/chart`)).body;
    assert.deepEqual((chart['entries'] as { state: string }[]).map(({ state }) => state), ['signed']);
    assert.equal((await trainee.call('GET', `/api/notes/${second.noteId}`)).body['state'], 'draft');
  });

  await t.test('the trainee finds what came back, with the reason, and finishes it without an e.firma', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, traineeWho);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/por-firmar`);
    await page.getByText('Falta la exploración completa.').waitFor();
    await axe(page, 'what came back');
    await page.getByRole('link', { name: 'Corregir' }).click();
    await page.getByText('Devuelto por').waitFor();
    await field(page, 'plan').waitFor();
    await shoot(page, 'cosign-returned');
    await page.getByRole('button', { name: 'Terminar sin e.firma' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Terminar sin e.firma' }).click();
    await page.getByText('Falta la firma de quien supervisa').first().waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  for (const look of looks) {
    await t.test(`queue and waiting note show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, supervisorWho);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/por-firmar`);
      await opened.page.locator('[data-waiting]').first().waitFor();
      await opened.page.getByText('Odinofagia').first().waitFor();
      await axe(opened.page, 'queue');
      await shoot(opened.page, `cosign-queue-${look.language}-${look.scheme}-${look.viewport}`);
      assert.deepEqual(opened.faults, []);
      await opened.close();
    });
  }
});
