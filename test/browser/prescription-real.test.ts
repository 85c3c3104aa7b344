import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Prescription } from '#modules/prescriptions/contract.ts';
import { chooseFiles, givePassphrase } from './consult-steps.ts';
import { axe, noBrowser, shoot, until } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

const line = (page: Page, at: number) => page.locator(`[data-rx-line="${String(at)}"]`);
const saved = (page: Page) => page.locator('[data-rx-sync=saved]');
const idIn = (page: Page): string => page.url().split('/').at(-1) ?? '';

test('a prescription on the real server: from Ctrl+K to the folio, an allergy answered, renewed, cancelled', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await registerNamed(await house.signIn(await house.hire(['receptionist'])), 'Recetada');
  const efirma = house.efirmaOf(physician);
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  const stored = async (id: string): Promise<Prescription> => (await doctor.call('GET', `/api/prescriptions/${id}`)).body as Prescription;
  const sign = async (): Promise<void> => {
    await chooseFiles(page, efirma);
    await givePassphrase(page, efirma.passphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('heading', { name: 'Receta firmada' }).waitFor();
  };
  let first = '';

  await t.test('Ctrl+K rx from the chart opens the draft with the words in its field; Enter makes a whole line', async () => {
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.getByText('Este expediente todavía no tiene notas').waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rx amox 500 c8 7d');
    await page.getByRole('option', { name: 'Recetar «amox 500 c8 7d»' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-rx-entry]:focus').waitFor();
    assert.ok(!page.url().includes('amox'), 'an address holds no treatment');
    await page.keyboard.press('Enter');
    await line(page, 0).waitFor();
    await saved(page).waitFor();
    first = idIn(page);
    const [written] = (await stored(first)).content.lines;
    assert.deepEqual([written?.ingredients, written?.frequency, written?.duration, written?.quantity?.value], [['amoxicilina'], { kind: 'every', hours: 8 }, { days: 7 }, 21]);
  });

  await t.test('a reload loses nothing', async () => {
    await page.reload();
    await line(page, 0).waitFor();
    assert.equal(await line(page, 0).getByLabel('Por', { exact: true }).inputValue(), '7 días');
  });

  await t.test('signed with the e.firma: its folio stands, its PDF opens, and nothing of it changes any more', async () => {
    await page.keyboard.press('Control+Enter');
    await sign();
    const { state, signed } = await stored(first);
    assert.equal(state, 'signed');
    await page.getByText(signed?.folio ?? '—').waitFor();
    assert.equal((await doctor.call('GET', `/api/prescriptions/${first}/pdf`)).status, 200);
    await axe(page, 'signed on the real server');
    await shoot(page, 'rx-real-signed');
  });

  await t.test('its code stands on the screen right after signing, can be copied, is stored nowhere and gone after leaving', async () => {
    const code = page.locator('[data-rx-code]');
    await code.getByRole('img', { name: 'Código QR que abre la receta' }).waitFor();
    const told = await code.getByRole('group', { name: 'Dirección de la receta' }).innerText();
    const token = /\/v\/([0-9a-z]{20,})$/.exec(told)?.[1];
    assert.ok(token !== undefined, told);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await code.getByRole('button', { name: 'Copiar dirección' }).click();
    await page.getByText('Dirección copiada.').waitFor();
    assert.equal(await page.evaluate('navigator.clipboard.readText()'), told);
    assert.ok(!page.url().includes(token) && !String(await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, history.state])')).includes(token));
    await page.getByRole('link', { name: 'Recetas del paciente' }).click();
    await page.goBack();
    await page.getByRole('heading', { name: 'Receta firmada' }).waitFor();
    assert.equal(await code.count(), 0);
  });

  await t.test('renewed after an allergy was recorded: the alert stands beside the line and wants a reason before the signature', async () => {
    const allergy = { kind: 'allergy', status: 'active', since: null, until: null, substance: 'Penicilina', category: 'medication', criticality: 'high', reaction: 'Urticaria', note: '' };
    const added = await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: allergy });
    assert.equal(added.status, 201, JSON.stringify(added.body));
    await page.getByRole('button', { name: 'Renovar' }).click();
    await line(page, 0).locator('[data-severity]').first().waitFor();
    await axe(page, 'an allergy beside its line');
    await shoot(page, 'rx-real-allergy');
    const severity = await line(page, 0).locator('[data-severity]').first().getAttribute('data-severity');
    assert.ok(severity === 'contraindicated' || severity === 'major', String(severity));
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-rx-reason]').first().waitFor();
    const reasons = page.locator('[data-rx-reason]:visible');
    for (let left = await reasons.count(); left > 0; left -= 1) await reasons.nth(left - 1).selectOption('specialist-advice');
    await page.keyboard.press('Control+Enter');
    await sign();
    const { content } = await stored(idIn(page));
    assert.ok(content.overrides.length > 0 && content.overrides.every(({ reason }) => reason === 'specialist-advice'));
    await page.getByText('Indicación de especialista').first().waitFor();
  });

  await t.test('cancelled with a reason, said where it is read and in the list', async () => {
    await page.getByRole('button', { name: 'Cancelar receta' }).click();
    const dialog = page.getByRole('dialog');
    assert.ok(await dialog.getByRole('button', { name: 'Cancelar receta' }).isDisabled());
    await dialog.getByLabel('Motivo').selectOption('treatment-changed');
    await axe(page, 'cancelling');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(/Cancelada el/).waitFor();
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.getByRole('link', { name: 'Recetas', exact: true }).waitFor();
    await page.keyboard.press('r');
    await page.getByText('Cancelada', { exact: true }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'Amoxicilina' }).count(), 2);
    await axe(page, 'the list');
  });

  await t.test('a diagnosis says what it is for, and its order set is offered', async () => {
    await page.keyboard.press('n');
    await page.locator('[data-rx-entry]').waitFor();
    const finder = page.getByLabel('Diagnóstico (CIE-10)');
    await finder.fill('hipertension esencial');
    await until(async () => (await page.locator('datalist option[value^="I10X"]').count()) > 0);
    await finder.fill(await page.locator('datalist option[value^="I10X"]').first().getAttribute('value') ?? '');
    await page.locator('[data-rx-purpose]').getByText(/^I10X/).waitFor();
    await page.locator('[data-rx-set=hypertension]').click();
    await line(page, 0).getByRole('heading', { name: /Losartán/ }).waitFor();
    await saved(page).waitFor();
    assert.deepEqual((await stored(idIn(page))).content.diagnoses.map(({ code }) => code), ['I10X']);
  });
  assert.deepEqual(faults, []);

  await t.test('whoever may not prescribe is told as her draft opens, and is offered no signature', async () => {
    const learner = await house.hire(['physician'], { verified: false });
    const started = await (await house.signIn(learner)).call('POST', `/api/patients/${patientId}/prescriptions`, {});
    const opened = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(opened.page, learner);
    await opened.page.getByRole('navigation').first().waitFor();
    await opened.page.goto(`${address}/recetas/${String(started.body['prescriptionId'])}`);
    await opened.page.getByText('Usted no puede firmar recetas').waitFor();
    assert.ok(await opened.page.getByRole('button', { name: 'Firmar receta' }).isDisabled());
    await axe(opened.page, 'a draft of somebody who may not prescribe');
    await shoot(opened.page, 'rx-real-may-not');
    await opened.close();
  });

  for (const look of looks) {
    await t.test(`axe minds nothing: ${Object.values(look).join(', ')}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ ...look, address, path: '/entrar', now: null });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/pacientes/${patientId}/recetas`);
      await opened.page.getByRole('heading', { level: 1 }).waitFor();
      await opened.page.getByRole('link', { name: 'Amoxicilina' }).first().waitFor();
      await axe(opened.page, 'the list of prescriptions');
      await shoot(opened.page, `rx-list-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.getByRole('link', { name: /Losartán/ }).click();
      await line(opened.page, 0).waitFor();
      await axe(opened.page, 'the draft');
      await shoot(opened.page, `rx-real-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }
});
