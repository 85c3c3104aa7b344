import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { completeNote, signNote, writeNote } from '../house.ts';
import { field, syncState } from './consult-steps.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

const valueOf = (page: Page, name: string): Promise<string> => field(page, name).inputValue();
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.id');
const selected = (page: Page): Promise<string> => page.evaluate('document.activeElement.value?.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd) ?? ""');
const regimens = (page: Page) => page.locator('[data-regimens]');

const empty = { kind: 'evolution', subjective: '', vitals: completeNote.vitals, vitalsNotTaken: '', examination: '', results: '', diagnoses: [], assessment: '', plan: '', medicines: [], prognosis: '' };
const losartan = { name: 'Losartán', dose: '50 mg', route: 'oral', frequency: 'cada 12 horas', duration: '30 días' };

test('templates: fill what is empty by keyboard, are saved from a note without saying whose, and medicines come as they are prescribed', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const efirma = house.efirmaOf(physician);
  const doctor = await house.signIn(physician);
  const desk = await house.signIn(await house.hire(['receptionist']));
  for (let n = 0; n < 2; n += 1) {
    const { noteId, version } = await writeNote(doctor, await house.register(desk), { ...completeNote, medicines: [losartan] });
    assert.equal((await signNote(doctor, noteId, version, efirma)).status, 200);
  }
  const patientId = await registerNamed(desk, 'Plantillero');
  assert.equal((await doctor.call('POST', '/api/earlier-histories', { patientId, keptAt: 'Archivo del consultorio' })).status, 201);
  const { noteId } = await writeNote(doctor, patientId, { ...empty, plan: 'Lo que ya escribí.' });
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/consulta/${noteId}`);
  await field(page, 'subjective').waitFor();
  await page.waitForLoadState('networkidle');

  await t.test('a key opens the templates with what each would write; Enter fills, keeps what was typed, and goes to the first thing to answer', async () => {
    await field(page, 'subjective').focus();
    await page.keyboard.press('Alt+7');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('hipertension');
    await page.getByRole('region', { name: 'Lo que escribe' }).getByText('ya tiene texto: no cambia').waitFor();
    await axe(page, 'the templates to choose from');
    await shoot(page, 'templates-choose');
    await page.keyboard.press('Enter');
    await page.getByText(/No cambió lo que ya tenía texto: Plan/).waitFor();
    assert.match(await valueOf(page, 'subjective'), /^Acude a control de hipertensión arterial\./);
    assert.equal(await valueOf(page, 'plan'), 'Lo que ya escribí.');
    await page.locator('#campo-subjective:focus').waitFor();
    assert.equal(await selected(page), '[bueno|parcial|malo]');
    await page.keyboard.press('1');
    await page.keyboard.press('Tab');
    assert.equal(await selected(page), '***');
    await syncState(page, 'saved').waitFor();
    await shoot(page, 'templates-filled');
  });

  await t.test('the palette names them too, and a note that is full is left alone', async () => {
    for (const name of ['results', 'assessment', 'prognosis']) if (await valueOf(page, name) === '') await field(page, name).fill('Escrito.');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('plantilla diabetes');
    await page.getByRole('option', { name: /Control de diabetes tipo 2/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(/No se llenó nada/).waitFor();
    assert.match(await valueOf(page, 'subjective'), /hipertensión/);
  });

  await t.test('what signed notes of several patients repeat is offered by the name, and Enter fills the line', async () => {
    await page.keyboard.press('Escape');
    await field(page, 'plan').focus();
    await page.keyboard.press('F6');
    await page.keyboard.type('losar');
    await regimens(page).waitFor();
    await axe(page, 'usual regimens under a medicine’s name');
    await shoot(page, 'templates-regimens');
    await page.keyboard.press('Enter');
    assert.deepEqual(await Promise.all(['name', 'dose', 'route', 'frequency', 'duration'].map((part) => valueOf(page, `medicines.0.${part}`))), Object.values(losartan));
    assert.equal(await focused(page), 'campo-medicines-0-name');
    await page.keyboard.press('Enter');
    await page.locator('#campo-medicines-1-name:focus').waitFor();
    await page.keyboard.type('los');
    await regimens(page).waitFor();
    await page.keyboard.press('Escape');
    await regimens(page).waitFor({ state: 'detached' });
    await page.keyboard.press('Control+a');
    for (const [part, text] of [['name', 'Enalapril'], ['dose', '10 mg'], ['route', 'oral'], ['frequency', 'cada 12 horas']] as const) await field(page, `medicines.1.${part}`).fill(text);
    await page.keyboard.press('Alt+9');
    await page.getByText('Guardado como habitual: Enalapril.').waitFor();
    await page.keyboard.press('F6');
    await page.keyboard.type('ena');
    await regimens(page).getByText('Guardado').waitFor();
    await page.keyboard.press('Enter');
    assert.equal(await valueOf(page, 'medicines.2.dose'), '10 mg');
  });

  await t.test('a note becomes a template without saying whose it was, and the server refuses what does', async () => {
    await field(page, 'subjective').fill('Rosalía Plantillero, femenina de 42 años, acude con su esposo Anselmo Ruiz el 12/03/2026. Tel. 222 555 0134. Cefalea desde hace 3 días.');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('guardar esta nota como');
    await page.getByRole('option', { name: /Guardar esta nota como plantilla/ }).waitFor();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Guardar esta nota como plantilla' });
    await dialog.waitFor();
    assert.equal(await dialog.locator('textarea').first().inputValue(), '***, femenina de ***, acude con su esposo *** el ***. Tel. ***. Cefalea desde hace ***.');
    await dialog.getByLabel('Nombre de la plantilla').fill('Cefalea de Rosalía');
    await axe(page, 'a note that becomes a template');
    await shoot(page, 'templates-save');
    await page.keyboard.press('Control+Enter');
    await page.getByText(/El texto todavía dice de quién es la nota/).waitFor();
    await dialog.getByLabel('Nombre de la plantilla').fill('Cefalea');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Plantilla guardada: Cefalea.').waitFor();
    await dialog.waitFor({ state: 'detached' });
  });

  await t.test('the library: one’s own is found, changed, shared with the clinic and retired', async () => {
    await page.goto(`${address}/plantillas`);
    await page.getByRole('searchbox', { name: 'Buscar plantillas' }).fill('cefalea');
    await page.getByRole('button', { name: 'Editar: Cefalea' }).click();
    await page.getByRole('dialog').getByLabel('Nombre de la plantilla').fill('Cefalea primaria');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Plantilla guardada: Cefalea primaria.').waitFor();
    await page.getByRole('button', { name: 'Compartir: Cefalea primaria' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('El consultorio ya tiene esta plantilla.').waitFor();
    await page.getByRole('button', { name: 'Retirar: Cefalea primaria' }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Plantilla retirada.').waitFor();
    await page.getByRole('button', { name: 'Dejar de guardar: Enalapril' }).click();
    await page.getByText('Ya no se guarda: Enalapril.').waitFor();
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`the library, a new template and the list in a note show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/plantillas`);
      await opened.page.getByText('Control de diabetes tipo 2').first().waitFor();
      await axe(opened.page, 'the library of templates');
      await shoot(opened.page, `templates-library-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.keyboard.press('n');
      await opened.page.getByRole('dialog').waitFor();
      await axe(opened.page, 'a new template');
      await shoot(opened.page, `templates-new-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.keyboard.press('Escape');
      await opened.page.goto(`${address}/consulta/${noteId}`);
      await field(opened.page, 'subjective').waitFor();
      await opened.page.waitForLoadState('networkidle');
      await field(opened.page, 'subjective').focus();
      await opened.page.keyboard.press('Alt+7');
      await opened.page.getByRole('dialog').waitFor();
      await axe(opened.page, 'the templates to choose from');
      await shoot(opened.page, `templates-choose-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }
});
