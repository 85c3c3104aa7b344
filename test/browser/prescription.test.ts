import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { testPassphrase } from '#platform/efirma/testing.ts';
import { aLine } from '../prescriptions.ts';
import { chooseFiles, givePassphrase, testPair } from './consult-steps.ts';
import { refused } from './fake-api.ts';
import { amoxicillin, emptyRx, fakePrescriptions, rxIds } from './fake-prescriptions.ts';
import type { FakeRxOptions } from './fake-prescriptions.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';
import { looks } from './real-server.ts';

const path = `/recetas/${rxIds.draft}`;
const pair = testPair();
const entry = (page: Page) => page.locator('[data-rx-entry]');
const line = (page: Page, at: number) => page.locator(`[data-rx-line="${String(at)}"]`);
const saved = (page: Page) => page.locator('[data-rx-sync=saved]');

/** Shorthand into the entry field, by keyboard. */
const write = async (page: Page, text: string, at: number): Promise<void> => {
  await entry(page).fill(text);
  await page.keyboard.press('Enter');
  await line(page, at).waitFor();
  await saved(page).waitFor();
};

test('writing a prescription', { skip: noBrowser }, async (t) => {
  const { openPage } = await openStage(t);
  const open = async (given: FakeRxOptions = {}) => {
    const fake = fakePrescriptions(given);
    const opened = await openPage({ api: fake.api, path });
    await entry(opened.page).waitFor();
    return { fake, ...opened };
  };

  await t.test('a line of shorthand becomes a whole line, saved and checked, and the caret stays for the next', async () => {
    const { fake, page, faults, close } = await open();
    await write(page, 'amox 500 c8 7d', 0);
    assert.deepEqual(fake.content().lines, [amoxicillin]);
    assert.equal(await line(page, 0).getByLabel('Dosis', { exact: true }).inputValue(), '500 mg');
    assert.equal(await line(page, 0).getByLabel('Cada', { exact: true }).inputValue(), 'c/8 h');
    assert.equal(await entry(page).inputValue(), '');
    await page.locator('[data-rx-entry]:focus').waitFor();
    await page.getByText('Amate interacciones 2026.11').waitFor();
    await page.getByText('No se revisó la función renal').waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('a part changed in its place is reckoned into the words, and what cannot be read changes nothing', async () => {
    const { fake, page, close } = await open({ content: { ...emptyRx, lines: [amoxicillin] } });
    const duration = line(page, 0).getByLabel('Por', { exact: true });
    await duration.fill('10');
    await page.keyboard.press('Enter');
    await until(() => JSON.stringify(fake.content().lines[0]?.duration) === '{"days":10}');
    const dose = line(page, 0).getByLabel('Dosis', { exact: true });
    await dose.fill('500');
    await page.keyboard.press('Tab');
    await line(page, 0).getByText('No se entiende').waitFor();
    assert.deepEqual(fake.content().lines[0]?.dose, { value: 500, unit: 'mg' });
    await axe(page, 'a dose that cannot be read');
    await close();
  });

  await t.test('a dose without unit is asked back in the same place, and the answer makes the line', async () => {
    const { fake, page, close } = await open();
    await entry(page).fill('amlo 5 c24');
    await page.keyboard.press('Enter');
    await page.getByText('¿En qué unidad es la dosis?').waitFor();
    await page.keyboard.press('Enter');
    await line(page, 0).waitFor();
    await until(() => fake.content().lines.length === 1);
    await close();
  });

  await t.test('what nobody knows is added as free text only on request, and is told as not checked', async () => {
    const { fake, page, close } = await open();
    await entry(page).fill('ungüento de la abuela');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /como texto libre/ }).click();
    await line(page, 0).getByText('No está en el catálogo: no se revisó').waitFor();
    await page.getByText('No se revisó: ungüento de la abuela').waitFor();
    assert.deepEqual(fake.content().lines[0]?.ingredients, []);
    await axe(page, 'a medicine in free text');
    await close();
  });

  await t.test('a usual line is offered by its first letters and taken with arrow and Enter', async () => {
    const { fake, page, close } = await open();
    await entry(page).fill('amo');
    await page.getByRole('option').first().waitFor();
    await axe(page, 'the list of the entry field');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await line(page, 0).waitFor();
    await until(() => fake.content().lines[0]?.generic === 'Amoxicilina');
    await close();
  });

  await t.test('what RIS 30 asks for and is missing is marked, listed, and refuses the signature', async () => {
    const { page, close } = await open();
    await write(page, 'paracetamol', 0);
    await page.locator('[data-rx-lacks]').getByText('Renglón 1: dosis').waitFor();
    assert.ok((await line(page, 0).locator('[data-missing=true]').count()) >= 4);
    await page.keyboard.press('Control+Enter');
    await line(page, 0).locator('[data-missing=true]:focus').waitFor();
    assert.equal(await page.getByRole('dialog').count(), 0);
    await close();
  });

  await t.test('a major alert is answered beside its line before anything is signed; another reason wants words', async () => {
    const { fake, page, close } = await open();
    await write(page, 'ibuprofeno 400 c8 3d', 0);
    await line(page, 0).getByText('Grave', { exact: true }).waitFor();
    await line(page, 0).getByText(/sin revisar por un clínico/).waitFor();
    await page.keyboard.press('Control+Enter');
    await line(page, 0).locator('[data-rx-reason]:focus').waitFor();
    await line(page, 0).locator('[data-rx-reason]').selectOption('other');
    await page.keyboard.press('Control+Enter');
    assert.equal(await page.getByRole('dialog').count(), 0);
    await line(page, 0).getByPlaceholder('Explique el motivo').fill('Dosis única bajo vigilancia.');
    await saved(page).waitFor();
    await axe(page, 'a major alert answered');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').locator('input[type=password]').waitFor();
    assert.deepEqual(fake.content().overrides, [{ key: 'major:ibuprofeno', reason: 'other', words: 'Dosis única bajo vigilancia.' }]);
    await close();
  });

  await t.test('moderate and minor alerts are told and ask for nothing', async () => {
    const { page, close } = await open();
    await write(page, 'naproxeno 250 c12 5d', 0);
    await write(page, 'loratadina 10 c24 5d', 1);
    await line(page, 0).getByText('Moderada', { exact: true }).waitFor();
    await line(page, 1).getByText('Leve', { exact: true }).waitFor();
    assert.equal(await page.locator('[data-rx-reason]').count(), 0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').locator('input[type=password]').waitFor();
    await close();
  });

  await t.test('WF-06: contraindications come in one dialog that lists them all, each with its reason, or one goes back', async () => {
    const { fake, page, close } = await open();
    await write(page, 'ketorolaco 10 c8 3d', 0);
    await line(page, 0).getByText('Se responde al firmar.').waitFor();
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Puede causar broncoespasmo').waitFor();
    assert.ok(await dialog.getByRole('button', { name: 'Continuar a la firma' }).isDisabled());
    await axe(page, 'the contraindications');
    await shoot(page, 'rx-contra');
    await dialog.getByRole('button', { name: 'Volver y cambiar' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(fake.content().overrides, []);
    await page.keyboard.press('Control+Enter');
    await dialog.locator('[data-rx-reason]').selectOption('no-alternative');
    await dialog.getByRole('button', { name: 'Continuar a la firma' }).click();
    await page.getByRole('dialog').locator('input[type=password]').waitFor();
    assert.deepEqual(fake.content().overrides.map(({ reason }) => reason), ['no-alternative']);
    await close();
  });

  await t.test('an answer goes with its line: taken away and written again, the alert asks anew', async () => {
    const { fake, page, close } = await open();
    await write(page, 'ibuprofeno 400 c8 3d', 0);
    await line(page, 0).locator('[data-rx-reason]').selectOption('will-monitor');
    await saved(page).waitFor();
    await page.getByRole('button', { name: 'Quitar Ibuprofeno' }).click();
    await page.getByText('Aún no hay medicamentos').waitFor();
    await until(() => fake.content().lines.length === 0);
    assert.deepEqual(fake.content().overrides, []);
    await close();
  });

  await t.test('a controlled medicine beside another is refused by name of the rule', async () => {
    const { page, close } = await open();
    await write(page, 'clonazepam 2 c24 30d', 0);
    await write(page, 'losartan 50 c24 30d', 1);
    await page.locator('[data-rx-lacks]').getByText(/va solo en su receta/).waitFor();
    await page.getByText('El original es el papel').waitFor();
    await close();
  });

  await t.test('signed with an e.firma: folio, no more fields, and the way to print, renew and cancel', async () => {
    const { fake, page, faults, close } = await open();
    await write(page, 'amox 500 c8 7d', 0);
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, pair);
    await givePassphrase(page, testPassphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('RX-0004512').waitFor();
    assert.ok(fake.isSigned());
    assert.equal(await entry(page).count(), 0);
    await axe(page, 'signed');
    await shoot(page, 'rx-signed');
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('a server that prepares other lines than those shown gets no signature', async () => {
    const { fake, page, close } = await open({ content: { ...emptyRx, lines: [amoxicillin] } });
    const prepare = fake.api.answers['POST /api/prescriptions/:id/preparation'];
    fake.api.answers['POST /api/prescriptions/:id/preparation'] = async (call) => {
      const said = await prepare?.(call);
      if (said === undefined || said === 'offline' || 'file' in said) throw new Error('the fake answers otherwise');
      const body = said.body as { payload: string };
      return { ...said, body: { ...body, payload: body.payload.replace('"value":500', '"value":5000') } };
    };
    await saved(page).waitFor();
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, pair);
    await givePassphrase(page, testPassphrase);
    await page.getByRole('dialog').getByRole('alert').first().waitFor();
    assert.equal(await page.locator('iframe').count(), 0);
    assert.ok(!fake.isSigned());
    await close();
  });

  await t.test('without a connection nothing is lost and nothing is signed; back again, it is saved', async () => {
    let isOffline = false;
    const { fake, page, close } = await open({ fail: (name) => (isOffline && name === 'save' ? 'offline' : null) });
    await write(page, 'amox 500 c8 7d', 0);
    isOffline = true;
    await line(page, 0).getByLabel('Por', { exact: true }).fill('5');
    await page.keyboard.press('Enter');
    await page.locator('[data-rx-sync=offline]').waitFor();
    await page.keyboard.press('Control+Enter');
    assert.equal(await page.getByRole('dialog').count(), 0);
    isOffline = false;
    await saved(page).waitFor();
    assert.deepEqual(fake.content().lines[0]?.duration, { days: 5 });
    await close();
  });

  await t.test('changed in another window: said so, and opened again on request', async () => {
    const { fake, page, close } = await open({ content: { ...emptyRx, lines: [amoxicillin] } });
    fake.saveElsewhere();
    await line(page, 0).getByLabel('Por', { exact: true }).fill('5');
    await page.keyboard.press('Enter');
    await page.getByText('cambió en otra ventana').waitFor();
    await axe(page, 'changed elsewhere');
    await page.getByRole('button', { name: 'Volver a abrir' }).click();
    await saved(page).waitFor();
    assert.equal(await line(page, 0).getByLabel('Por', { exact: true }).inputValue(), '7 días');
    await close();
  });

  await t.test('F7 repeats the last signed prescription; a removed line comes back', async () => {
    const { fake, page, close } = await open();
    await page.keyboard.press('F7');
    await line(page, 0).waitFor();
    await until(() => fake.content().lines.length === 1);
    await page.getByRole('button', { name: 'Quitar Amoxicilina' }).click();
    await page.getByRole('button', { name: /Deshacer/ }).click();
    await line(page, 0).waitFor();
    await close();
  });

  await t.test('a failed reading says so and keeps what was typed', async () => {
    const { page, close } = await open({ fail: (name) => (name === 'read' ? refused(500, 'unexpected', 'Algo falló.') : null) });
    await entry(page).fill('amox 500 c8 7d');
    await page.keyboard.press('Enter');
    await page.getByText('No se pudo leer el renglón').waitFor();
    assert.equal(await entry(page).inputValue(), 'amox 500 c8 7d');
    await close();
  });

  for (const look of looks) {
    await t.test(`axe minds nothing of it: ${Object.values(look).join(', ')}`, async () => {
      const lines = [amoxicillin, aLine({ dose: null, frequency: null }), aLine({ ingredients: ['ibuprofeno'], generic: 'Ibuprofeno' }), aLine({ ingredients: ['ketorolaco'], generic: 'Ketorolaco' }), aLine({ ingredients: [], generic: 'Ungüento de la abuela' })];
      const fake = fakePrescriptions({ language: look.language, content: { ...emptyRx, lines } });
      const { page, faults, close } = await openPage({ ...look, api: fake.api, path });
      await line(page, 4).waitFor();
      await axe(page, 'a prescription in work');
      await shoot(page, `rx-${look.language}-${look.scheme}-${look.viewport}`);
      await page.goto(page.url().replace(/\/recetas\/.*/, `/recetas/${rxIds.signed}`));
      await page.getByText('RX-0004100').waitFor();
      await axe(page, 'a signed prescription');
      await shoot(page, `rx-signed-${look.language}-${look.scheme}-${look.viewport}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
