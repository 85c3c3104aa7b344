import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { writeNote } from '../house.ts';
import { chooseFiles, field, givePassphrase, syncState } from './consult-steps.ts';
import { axe, noBrowser, shoot, until } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

const box = (page: Page) => page.locator('[data-phrase-box]');
const valueOf = (page: Page, name: string): Promise<string> => field(page, name).inputValue();
const selected = (page: Page): Promise<string> => page.evaluate('document.activeElement.value?.slice(document.activeElement.selectionStart, document.activeElement.selectionEnd) ?? ""');
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.id');

const begun = { kind: 'evolution', subjective: '', vitals: { temperature: 36.5, systolic: 118, diastolic: 76, heartRate: 72, respiratoryRate: 16, oxygenSaturation: 97, weight: 72.4, height: 160, glucose: null }, vitalsNotTaken: '', examination: '', results: '', assessment: 'Estable.', medicines: [], prognosis: 'Bueno para la vida y la función.' };

test('phrases: written by a short name, walked with Tab, blocked while open, renewed when stale, saved from a selection', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const efirma = house.efirmaOf(physician);
  const doctor = await house.signIn(physician);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const patientId = await registerNamed(desk, 'Frasario');
  assert.equal((await doctor.call('POST', '/api/earlier-histories', { patientId, keptAt: 'Archivo del consultorio' })).status, 201);
  const hits = (await doctor.call('GET', '/api/terminology/diagnoses?q=diabetes&limit=1')).body as { readonly diagnoses: readonly { readonly code: string; readonly display: { readonly es: string } }[] };
  const diagnosis = hits.diagnoses[0] ?? assert.fail();
  const catalogue = (await import('#modules/terminology/public.ts')).catalogueText();
  const { noteId } = await writeNote(doctor, patientId, { ...begun, plan: 'Igual.', diagnoses: [{ code: diagnosis.code, term: diagnosis.display.es, catalogue, certainty: 'confirmed', firstTime: false }] });
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/consulta/${noteId}`);
  await field(page, 'subjective').waitFor();
  await page.waitForLoadState('networkidle');

  await t.test('a full stop and letters open a short list; its name and a space write the phrase at the caret', async () => {
    await field(page, 'subjective').focus();
    await page.keyboard.type('Acude sola. .dm');
    await box(page).waitFor();
    assert.equal(await box(page).getByRole('option', { selected: true }).innerText().then((text) => text.startsWith('.dm2')), true);
    await axe(page, 'the list of phrases at the caret');
    await shoot(page, 'phrases-list');
    await page.keyboard.type('2 ');
    assert.match(await valueOf(page, 'subjective'), /^Acude sola\. Control de diabetes tipo 2 a los \d+ años\. Apego al tratamiento \[bueno\|parcial\|malo\]\./);
  });

  await t.test('picks are answered by digit, wildcards typed over, and an optional one passed over vanishes', async () => {
    assert.equal(await selected(page), '[bueno|parcial|malo]');
    await box(page).waitFor();
    await axe(page, 'the choices of a pick');
    await shoot(page, 'phrases-pick');
    await page.keyboard.press('2');
    await page.keyboard.press('Tab');
    assert.equal(await selected(page), '***');
    await page.keyboard.type('diario, 110 a 130');
    await page.keyboard.press('Tab');
    assert.equal(await selected(page), '[?Niega poliuria, polidipsia y pérdida de peso.]');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.match(await selected(page), /^\[\?Refiere hipoglucemias/);
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    assert.match(await selected(page), /^\[\?Refiere hipoglucemias/);
    await page.keyboard.press('Tab');
    assert.match(await selected(page), /^\[sin lesiones/);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await selected(page), '***');
    await page.keyboard.type('úlcera en primer ortejo');
    assert.match(await valueOf(page, 'subjective'), /Apego al tratamiento parcial\. Automonitoreo: diario, 110 a 130\. Niega poliuria, polidipsia y pérdida de peso\. Revisión de pies con lesiones: úlcera en primer ortejo\.$/);
    await page.keyboard.press('Tab');
    assert.notEqual(await focused(page), 'campo-subjective');
  });

  await t.test('Ctrl+Z brings back what was typed', async () => {
    await field(page, 'examination').focus();
    await page.keyboard.type('Nota. .ef');
    await page.keyboard.press('Tab');
    assert.match(await valueOf(page, 'examination'), /^Nota\. \[\?Consciente/);
    await page.keyboard.press('Control+z');
    assert.equal(await valueOf(page, 'examination'), 'Nota. .ef');
  });

  await t.test('an examination by exception says only what was named; Escape and then Tab leave the field', async () => {
    await page.keyboard.press('Tab');
    for (const key of ['Tab', '1', 'Tab', 'Tab', '1', 'Tab']) await page.keyboard.press(key);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    assert.notEqual(await focused(page), 'campo-examination');
    assert.match(await valueOf(page, 'examination'), /^Nota\. Cabeza y cuello sin alteraciones\. Tórax: murmullo vesicular/);
  });

  await t.test('vital signs of this note are written by .sv', async () => {
    await field(page, 'results').focus();
    await page.keyboard.type('.sv ');
    assert.match(await valueOf(page, 'results'), /^Presión arterial 118\/76 mmHg, Frec\. cardiaca 72 \/min/);
  });

  await t.test('the palette writes a phrase at the caret and saves the selection as one', async () => {
    const before = await valueOf(page, 'results');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('frase sv');
    await page.getByRole('option', { name: /^\.sv/ }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await valueOf(page, 'results')).split('Presión arterial').length === 3);
    assert.equal(await focused(page), 'campo-results');
    await page.keyboard.press('Control+z');
    assert.equal(await valueOf(page, 'results'), before);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('guardar selección');
    await page.getByRole('option', { name: /^Guardar selección como frase/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Guardar selección como frase' }).waitFor();
    assert.equal((await page.getByRole('dialog').getByLabel('Texto').inputValue()).startsWith('Presión arterial 118/76'), true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  await t.test('what is left open blocks signing and leads there; passed-over picks vanish', async () => {
    await page.keyboard.press('Control+Enter');
    await page.getByText('Queda *** por escribir.').first().waitFor();
    await until(async () => await focused(page) === 'campo-examination');
    assert.equal(await selected(page), '***');
    assert.ok(!(await valueOf(page, 'examination')).includes('[?'));
    await axe(page, 'a wildcard that blocks');
    await shoot(page, 'phrases-blocked');
    await page.keyboard.type('nada más');
    await syncState(page, 'saved').waitFor();
  });

  await t.test('the selection is saved as a phrase and works at once', async () => {
    await field(page, 'plan').fill('Continuar metformina y caminar a diario con Rosalía Frasario.');
    await field(page, 'plan').press('Control+a');
    await page.keyboard.press('Alt+8');
    await page.getByRole('dialog').waitFor();
    assert.equal(await page.getByRole('dialog').getByLabel('Texto').inputValue(), 'Continuar metformina y caminar a diario con {nombre}.');
    await page.keyboard.type('caminar');
    // nothing behind the dialog lies half under the strip
    await field(page, 'subjective').evaluate((area) => { area.scrollIntoView({ block: 'center' }); });
    await axe(page, 'a phrase being saved');
    await shoot(page, 'phrases-save');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Guardada. Escriba .caminar para usarla.').waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await field(page, 'plan').press('Control+a');
    await page.keyboard.type('.caminar ');
    await until(async () => (await valueOf(page, 'plan')).includes('metformina'));
    assert.equal((await valueOf(page, 'plan')).trim(), 'Continuar metformina y caminar a diario con Rosalía Frasario.');
  });

  await t.test('a datum that changed since it was written is shown as one goes to sign, and renewed with one key', async () => {
    await field(page, 'vitals.systolic').fill('152');
    await field(page, 'vitals.systolic').press('Tab');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').getByText('Estos datos cambiaron').waitFor();
    await axe(page, 'stale data');
    await shoot(page, 'phrases-stale');
    await page.keyboard.press('Enter');
    await chooseFiles(page, efirma);
    assert.match(await valueOf(page, 'results'), /^Presión arterial 152\/76 mmHg/);
    await givePassphrase(page, efirma.passphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: 'Volver a la agenda' }).waitFor();
  });

  await t.test('the library: one’s own is found, shared with the clinic and retired', async () => {
    await page.goto(`${address}/frases`);
    await page.getByRole('searchbox', { name: 'Buscar frases' }).fill('caminar');
    await page.getByRole('button', { name: /^Compartir/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('El consultorio ya tiene esta frase.').waitFor();
    await page.getByText('No se usa: otra más cercana').waitFor();
    await page.getByRole('button', { name: /^Retirar/ }).first().click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Frase retirada.').waitFor();
    await page.getByText('No se usa: otra más cercana').waitFor({ state: 'detached' });
  });
  assert.deepEqual(faults, []);

  const started = await doctor.call('POST', '/api/documents', { patientId, kind: 'history' });
  const historyId = String(started.body['noteId']);
  for (const look of looks) {
    await t.test(`the library and a new phrase show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/frases`);
      await opened.page.getByText('.dm2').first().waitFor();
      await axe(opened.page, 'the library of phrases');
      await shoot(opened.page, `phrases-library-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.keyboard.press('n');
      await opened.page.getByRole('dialog').waitFor();
      await opened.page.keyboard.type('Mala!');
      await axe(opened.page, 'a new phrase with a wrong name');
      await shoot(opened.page, `phrases-new-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.keyboard.press('Escape');
      await opened.page.goto(`${address}/consulta/${historyId}`);
      await field(opened.page, 'pastIllnesses').waitFor();
      await opened.page.waitForLoadState('networkidle');
      await field(opened.page, 'currentIllness').focus();
      await opened.page.keyboard.type('.g');
      await box(opened.page).waitFor();
      await axe(opened.page, 'the list of phrases in a history');
      await opened.page.keyboard.type('ea ');
      await opened.page.locator('[data-phrase-box=pick]').waitFor();
      await axe(opened.page, 'the choices of a pick in a history');
      await opened.page.keyboard.press('Escape');
      await field(opened.page, 'currentIllness').click({ position: { x: 170, y: 22 } });
      await opened.page.locator('[data-phrase-box=pick]').waitFor();
      await shoot(opened.page, `phrases-history-${look.language}-${look.scheme}-${look.viewport}`);
      await field(opened.page, 'currentIllness').fill('');
      await syncState(opened.page, 'saved').waitFor();
      await opened.close();
    });
  }
});
