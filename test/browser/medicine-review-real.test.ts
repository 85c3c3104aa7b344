import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Prescription } from '#modules/prescriptions/contract.ts';
import { aLine, aPrescription, writePrescription } from '../prescriptions.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

const losartan = aLine({ ingredients: ['losartan'], generic: 'Losartán', presentation: { id: null, text: 'tableta 50 mg, envase con 30 tabletas' }, frequency: { kind: 'every', hours: 24 }, duration: { days: 30 }, quantity: { value: 30, unit: 'tableta', packs: 1 } });

test('the review of medicines on the real server: from an unclassified line to its class, by keyboard, and back', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await registerNamed(await house.signIn(await house.hire(['receptionist'])), 'Clasificada');
  const ibuprofen = aLine({ ingredients: ['ibuprofeno'], generic: 'Ibuprofeno', presentation: { id: null, text: 'tableta 400 mg' }, dose: { value: 400, unit: 'mg' } });
  const { id } = await writePrescription(doctor, patientId, aPrescription([losartan, ibuprofen]));
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  const law = async (): Promise<Prescription['law']> => (await doctor.call('GET', `/api/prescriptions/${id}`)).body['law'] as Prescription['law'];

  await t.test('the mark of an unclassified line opens that very row, with what the catalogue proposes and nothing confirmed', async () => {
    assert.equal((await law()).mode, 'IMPRESA_AUTOGRAFA');
    await page.goto(`${address}/recetas/${id}`);
    await page.locator('[data-rx-line="0"]').getByRole('link', { name: /Sin clasificar/ }).click();
    await page.getByRole('heading', { name: 'Revisión de medicamentos' }).waitFor();
    await page.getByText('Propuesta del catálogo: IV').waitFor();
    await page.getByText(/^0 de [\d,]+ confirmados$/).waitFor();
    await axe(page, 'the row of an ingredient');
    await shoot(page, 'review-ingredient');
  });

  await t.test('c confirms it with the physician’s name, and the prescription is judged by it', async () => {
    await page.keyboard.press('c');
    await page.getByText(/^1 de [\d,]+ confirmados$/).waitFor();
    assert.deepEqual((await law()).lines.map(({ fraction, isProposed }) => [fraction, isProposed]), [['IV', false], [null, true]]);
    await page.keyboard.press('z');
    await page.getByText(/^0 de [\d,]+ confirmados$/).waitFor();
    await page.keyboard.press('c');
    await page.getByText(/^1 de [\d,]+ confirmados$/).waitFor();
  });

  await t.test('the words under an alert open its row, and once it is confirmed the alert no longer says that nobody reviewed it', async () => {
    await page.goto(`${address}/recetas/${id}`);
    const alert = page.locator('[data-rx-line="1"] [data-severity]').first();
    await alert.waitFor();
    const unreviewed = await page.getByRole('link', { name: 'sin revisar por un clínico' }).count();
    assert.ok(unreviewed > 0, 'losartan with ibuprofen warns');
    await page.getByRole('link', { name: 'sin revisar por un clínico' }).first().click();
    await page.getByRole('button', { name: /^Confirmar/ }).waitFor();
    await shoot(page, 'review-rule');
    await page.keyboard.press('c');
    await page.getByText(/^1 de [\d,]+ confirmados$/).waitFor();
    await page.goto(`${address}/recetas/${id}`);
    await alert.waitFor();
    assert.ok(await page.getByRole('link', { name: 'sin revisar por un clínico' }).count() < unreviewed);
  });

  await t.test('the list is walked by key, found by words and by state; nothing found says so', async () => {
    await page.goto(`${address}/medicamentos`);
    await page.getByText(/renglones; primero lo que se receta aquí/).waitFor();
    await page.keyboard.press('j');
    await page.locator('button[aria-expanded=true]:focus').waitFor();
    await page.keyboard.press('b');
    await page.keyboard.type('zzzz');
    await page.getByText('Ningún renglón coincide').waitFor();
    await page.goto(`${address}/medicamentos?tipo=ingredient&estado=confirmed`);
    await page.getByRole('button', { name: /Losartán.*Fracción IV/ }).waitFor();
  });

  await t.test('a nurse reads and confirms nothing', async () => {
    const nurse = await house.hire(['nurse']);
    const hers = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(hers.page, nurse);
    await hers.page.getByRole('navigation').first().waitFor();
    await hers.page.goto(`${address}/medicamentos?tipo=interaction&q=ddi-001`);
    await hers.page.getByText('Solo personal médico confirma renglones').waitFor();
    await hers.page.locator('button[aria-expanded=true]').waitFor();
    assert.equal(await hers.page.getByRole('button', { name: /^Confirmar/ }).count(), 0);
    await hers.page.close();
  });

  for (const look of looks) {
    await t.test(`looks right: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      for (const [subject, q] of [['ingredient', ''], ['interaction', 'sildenafil'], ['fact', 'ibuprofeno']] as const) {
        const shown = await openPage({ address, path: '/entrar', now: null, ...look });
        await enterWithPassword(shown.page, physician);
        await shown.page.getByRole('navigation').first().waitFor();
        await shown.page.goto(`${address}/medicamentos?tipo=${subject}&q=${q}`);
        await shown.page.locator('li > button[aria-expanded]').first().click();
        await axe(shown.page, `${subject} ${look.language} ${look.scheme}`);
        await shoot(shown.page, `review-${subject}-${look.language}-${look.scheme}-${look.viewport}`);
        await shown.page.close();
      }
    });
  }
  assert.deepEqual(faults, []);
});
