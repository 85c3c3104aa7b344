import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { parseId } from '#kernel/ids.ts';
import { amoxicillin, fakePrescriptions, rxIds } from './fake-prescriptions.ts';
import type { FakeRxOptions } from './fake-prescriptions.ts';
import { recordIds } from './fake-record.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';
import { looks } from './real-server.ts';

const entry = (page: Page) => page.locator('[data-rx-entry]');
const line = (page: Page, at: number) => page.locator(`[data-rx-line="${String(at)}"]`);

test('short ways to a prescription', { skip: noBrowser }, async (t) => {
  const { openPage } = await openStage(t);
  const open = async (given: FakeRxOptions = {}) => {
    const fake = fakePrescriptions(given);
    const opened = await openPage({ api: fake.api, path: `/recetas/${rxIds.draft}` });
    await entry(opened.page).waitFor();
    return { fake, ...opened };
  };

  await t.test('of the patient’s own diagnoses the order sets come first; a diagnosis taken up is saved and narrows them', async () => {
    const { fake, page, close } = await open();
    const sets = page.getByRole('region', { name: 'Esquemas para este diagnóstico' });
    await sets.getByRole('button', { name: 'Diabetes tipo 2' }).waitFor();
    assert.equal(await sets.getByRole('button', { name: 'Resfriado común' }).count(), 0);
    await page.getByRole('button', { name: 'Agregar diagnóstico: Hipertensión arterial esencial' }).click();
    await sets.getByRole('button', { name: 'Diabetes tipo 2' }).waitFor({ state: 'detached' });
    await sets.getByRole('button', { name: 'Hipertensión arterial' }).click();
    await line(page, 0).getByRole('heading', { name: /Losartán/ }).waitFor();
    await until(() => fake.content().lines.length === 1 && fake.content().diagnoses.length === 1);
    assert.deepEqual(fake.content().diagnoses.map(({ code }) => code), ['I10X']);
    await axe(page, 'a prescription with its diagnosis');
    await close();
  });

  await t.test('what is taken already goes into the entry field as it is written, and nowhere else', async () => {
    const { fake, page, close } = await open();
    await page.getByRole('button', { name: 'Recetar Losartán 50 mg c/24 h' }).click();
    await page.locator('[data-rx-entry]:focus').waitFor();
    assert.equal(await entry(page).inputValue(), 'Losartán 50 mg c/24 h');
    assert.deepEqual(fake.content().lines, []);
    await close();
  });

  await t.test('Ctrl+K rx in the chart offers a usual line whole; it stands in the prescription that opens', async () => {
    const { fake, page, close } = await open();
    await page.goto(page.url().replace(/\/recetas\/.*/, `/pacientes/${recordIds.patient}`));
    await page.getByRole('link', { name: 'Recetas', exact: true }).waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rx amox');
    await page.getByRole('option', { name: /Amoxicilina · 500 mg/ }).waitFor();
    await axe(page, 'rx in the palette');
    await page.keyboard.press('Enter');
    await line(page, 0).waitFor();
    await until(() => fake.content().lines[0]?.generic === 'Amoxicilina');
    assert.equal(await line(page, 1).count(), 0);
    await close();
  });

  await t.test('Ctrl+K receta in the note takes its diagnoses along', async () => {
    const { fake, page, close } = await open();
    await page.goto(page.url().replace(/\/recetas\/.*/, `/consulta/${recordIds.draft}`));
    await page.locator('#campo-subjective').waitFor();
    await page.keyboard.press('F4');
    await page.keyboard.type('faringitis');
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('receta amox 500 c8 7d');
    await page.getByRole('option', { name: 'Recetar «amox 500 c8 7d»' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('[data-rx-entry]:focus').waitFor();
    await page.keyboard.press('Enter');
    await line(page, 0).waitFor();
    await until(() => fake.content().lines.length === 1 && fake.content().diagnoses.length === 1);
    assert.match(fake.content().diagnoses[0]?.code ?? '', /^J0/);
    await close();
  });

  await t.test('a kept line is kept no longer when asked', async () => {
    const { fake, page, close } = await open({ favourites: [{ line: amoxicillin, keptAs: parseId<'favourite'>('0190a000-0000-7000-8000-0000000000f7'), times: 0 }] });
    await page.getByText('Renglones guardados').click();
    await page.getByRole('button', { name: 'Dejar de guardar Amoxicilina' }).click();
    await until(() => fake.api.calls.some(({ name }) => name === 'DELETE /api/prescription-favourites/:id'));
    await close();
  });

  await t.test('what is typed while a line is being read stays', async () => {
    let answer: (() => void) | null = null;
    const { fake, page, close } = await open();
    const read = fake.api.answers['POST /api/medicines/read-line'];
    fake.api.answers['POST /api/medicines/read-line'] = async (call) => {
      await new Promise<void>((resolve) => { answer = resolve; });
      return read?.(call) ?? 'offline';
    };
    await entry(page).fill('amox 500 c8 7d');
    await page.keyboard.press('Enter');
    await until(() => answer !== null);
    await entry(page).fill('losartan');
    answer!();
    await line(page, 0).waitFor();
    assert.equal(await entry(page).inputValue(), 'losartan');
    await close();
  });

  await t.test('a signed note shows the prescription of its visit as a card, its lines on request', async () => {
    const { page, close } = await open();
    await page.goto(page.url().replace(/\/recetas\/.*/, `/pacientes/${recordIds.patient}?nota=${recordIds.signed}`));
    const card = page.locator('[data-note-rx]');
    await card.getByRole('link', { name: 'RX-0004100' }).waitFor();
    assert.equal(await card.count(), 1);
    await card.getByText('Ver renglones').click();
    await card.getByText('Tome 1 cápsula (500 mg)').waitFor();
    await axe(page, 'a note with its prescription');
    await shoot(page, 'rx-note-card');
    await close();
  });

  for (const look of looks) {
    await t.test(`the patient’s sheet says the signed words in Spanish, in English or in both: ${Object.values(look).join(', ')}`, async () => {
      const fake = fakePrescriptions({ language: look.language });
      const { page, faults, close } = await openPage({ ...look, api: fake.api, path: `/recetas/${rxIds.signed}/hoja` });
      await page.locator('[data-rx-sheet=es]').getByText('Tome 1 cápsula (500 mg)').waitFor();
      assert.equal(await page.locator('[data-rx-sheet=en]').count(), 0);
      await page.locator('select').selectOption('both');
      await page.locator('[data-rx-sheet=en]').getByText('Take 1 capsule (500 mg) by mouth every 8 hours for 7 days.').waitFor();
      await axe(page, 'the sheet');
      await shoot(page, `rx-sheet-${look.language}-${look.scheme}-${look.viewport}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});
