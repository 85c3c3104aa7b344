import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EvolutionContent, Note } from '#modules/record/contract.ts';
import { completeNote, signNote, writeNote } from '../house.ts';
import { field, syncState } from './consult-steps.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse } from './real-server.ts';

const clear = (name: string) => async (page: Page): Promise<void> => { await field(page, name).fill(''); };
const type = (text: string) => async (page: Page): Promise<void> => { await page.keyboard.type(text); };

const vitalNames = ['systolic', 'diastolic', 'heartRate', 'respiratoryRate', 'temperature', 'oxygenSaturation', 'weight', 'height'];

/** A mandatory element: how it is taken away, where its name is underlined, and the one key (or the words) that mends it once there. */
type Element = { readonly numeral: string; readonly says: string; readonly at: string; readonly remove: (page: Page) => Promise<void>; readonly mend: (page: Page) => Promise<void> };

const elements: readonly Element[] = [
  { numeral: 'N004-6.2.1', says: 'evolution', at: '[data-lacking=true]:has(#campo-subjective)', remove: clear('subjective'), mend: type('Odinofagia de tres días.') },
  { numeral: 'N004-6.2.2', says: 'vital signs', at: 'fieldset[data-lacking=true]:has(#campo-vitals-systolic)', remove: async (page) => { for (const name of vitalNames) await clear(`vitals.${name}`)(page); }, mend: async (page) => { await page.keyboard.press('2'); } },
  { numeral: 'N004-6.2.4', says: 'diagnosis', at: 'fieldset[data-lacking=true]:has(#campo-diagnoses)', remove: async (page) => { await page.getByRole('button', { name: 'Quitar: Faringitis aguda' }).click(); }, mend: async (page) => { await page.getByRole('option').first().waitFor(); await page.keyboard.press('Enter'); } },
  { numeral: 'N004-6.2.5', says: 'prognosis', at: '[data-lacking=true]:has(#campo-prognosis)', remove: clear('prognosis'), mend: async (page) => { await page.keyboard.press('1'); } },
  { numeral: 'N004-6.2.6', says: 'dose', at: '[data-lacking=true]:has(#campo-medicines-0-dose)', remove: clear('medicines.0.dose'), mend: type('500 mg') },
  { numeral: 'N004-6.2.6', says: 'route', at: '[data-lacking=true]:has(#campo-medicines-0-route)', remove: clear('medicines.0.route'), mend: type('Oral') },
  { numeral: 'N004-6.2.6', says: 'frequency', at: '[data-lacking=true]:has(#campo-medicines-0-frequency)', remove: clear('medicines.0.frequency'), mend: type('Cada 8 horas') },
  { numeral: 'N004-6.2.6', says: 'medicine’s name', at: '[data-lacking=true]:has(#campo-medicines-0-name)', remove: clear('medicines.0.name'), mend: type('Paracetamol') },
  {
    numeral: 'N004-6.2.6', says: 'plan', at: '[data-lacking=true]:has(#campo-plan)',
    remove: async (page) => { await clear('plan')(page); await page.getByRole('button', { name: 'Quitar medicamento 1' }).click(); }, mend: async (page) => { await page.keyboard.press('1'); },
  },
];

test('CAP-16: each mandatory element of an evolution note, taken away, is underlined, blocks the signature, and is mended with one key', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await house.register(await house.signIn(await house.hire(['receptionist'])), 'Completa');
  const last = await writeNote(doctor, patientId);
  assert.equal((await signNote(doctor, last.noteId, last.version, house.efirmaOf(physician))).status, 200);
  const { noteId } = await writeNote(doctor, patientId, { ...completeNote, assessment: 'Faringitis aguda. Sin datos de alarma.' });
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/consulta/${noteId}`);
  await page.getByText('Nada falta').waitFor();

  for (const { numeral, says, at, remove, mend } of elements) {
    await t.test(`${numeral} ${says}`, async () => {
      assert.equal(await page.locator('[data-lacking=true]').count(), 0);
      await remove(page);
      await page.locator(at).waitFor();
      await page.keyboard.press('Control+Enter');
      await page.getByRole('alert').filter({ hasText: 'para firmar' }).waitFor();
      assert.equal(await page.getByRole('dialog').count(), 0);
      await field(page, 'examination').focus();
      await page.keyboard.press('F7');
      if (says === 'vital signs') { await axe(page, 'the list that mends'); await shoot(page, 'mend-vitals'); }
      await mend(page);
      await page.getByText('Nada falta').waitFor();
    });
  }

  await t.test('what was mended is what is stored', async () => {
    await syncState(page, 'saved').waitFor();
    const content = ((await doctor.call('GET', `/api/notes/${noteId}`)).body as Note).content as EvolutionContent;
    assert.deepEqual([content.vitalsNotTaken, content.prognosis, content.plan, content.diagnoses.map(({ code }) => code)], ['No se tomaron: consulta a distancia.', 'Bueno para la vida y la función.', completeNote.plan, ['J029']]);
  });

  await t.test('whoever types goes on in the field, and the list is gone', async () => {
    await field(page, 'prognosis').fill('');
    await page.locator('[data-lacking=true]').waitFor();
    await page.keyboard.press('F7');
    await page.keyboard.type('Reservado.');
    assert.equal(await field(page, 'prognosis').inputValue(), 'Reservado.');
    assert.equal(await page.locator('[data-mends]').count(), 0);
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`the list that mends shows nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/consulta/${noteId}`);
      await field(opened.page, 'prognosis').fill('');
      await opened.page.locator('[data-lacking=true]').waitFor();
      await opened.page.keyboard.press('F7');
      await opened.page.locator('[data-mends]').waitFor();
      await axe(opened.page, 'the list that mends');
      await shoot(opened.page, `mend-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.keyboard.press('1');
      await syncState(opened.page, 'saved').waitFor();
      await opened.close();
    });
  }
});
