import assert from 'node:assert/strict';
import { test } from 'node:test';
import { completeNote, signNote, writeNote } from '../house.ts';
import { axe, noBrowser, shoot, until } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

test('a physician finds a word in the whole chart by keyboard, opens it, and goes back to the list by date', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await house.register(doctor, 'Buscada');
  const sign = async (changes: object): Promise<string> => {
    const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, ...changes });
    assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(physician))).status, 200);
    return noteId;
  };
  const wanted = await sign({ examination: `${'Exploración sin datos de alarma. '.repeat(20)}Soplo holosistólico en foco mitral grado II.` });
  for (let at = 0; at < 33; at += 1) await sign({ subjective: `Consulta de control número ${String(at)}.` });
  await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: { kind: 'antecedent', status: 'stated', since: null, until: null, area: 'family', text: 'Padre con soplo desde la infancia' } });
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/pacientes/${patientId}`);
  await page.locator('[data-entry]').first().waitFor();

  await t.test('what lies beyond the page that is loaded is found, with the words marked; Enter opens it', async () => {
    assert.equal(await page.locator(`[data-entry="${wanted}"]`).count(), 0, 'too old to be on the first page');
    await page.keyboard.press('f');
    await page.keyboard.type('SOPLO');
    await page.getByText('2 resultados en lo firmado y en el resumen.').waitFor();
    assert.deepEqual(await page.locator('mark').allTextContents(), ['soplo', 'Soplo']);
    await axe(page, 'results of a search in the chart');
    await page.keyboard.type(' mitral');
    await page.getByText('1 resultado en lo firmado y en el resumen.').waitFor();
    await page.keyboard.press('ArrowDown');
    assert.equal(await page.locator(':focus').getAttribute('data-entry'), wanted);
    await page.keyboard.press('Enter');
    await page.getByText('Soplo holosistólico en foco mitral grado II.').last().waitFor();
    assert.match(page.url(), new RegExp(wanted));
  });

  await t.test('the words stand in no address; Esc in the box empties it and the list by date is back', async () => {
    assert.doesNotMatch(page.url(), /soplo/i);
    await page.getByRole('textbox', { name: 'Buscar en el expediente' }).focus();
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('mark').count()) === 0);
    await until(async () => (await page.locator('[data-entry]').count()) >= 30);
  });

  await t.test('`t` chooses a group of kinds, and what is looked for is looked for in these alone, the old ones too', async () => {
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.locator('[data-entry]').first().waitFor();
    await page.keyboard.press('f');
    await page.keyboard.type('soplo');
    await page.getByText('2 resultados en lo firmado y en el resumen.').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('t');
    assert.equal(await page.locator(':focus').getAttribute('id'), 'tipo-de-documento');
    const kinds = page.getByRole('combobox', { name: 'Tipo de documento' });
    await kinds.selectOption({ label: 'Notas y referencias' });
    await page.getByText('1 resultado en lo firmado de este tipo.').waitFor();
    assert.deepEqual(await page.locator('[data-entry]').evaluateAll((all) => all.map((each) => each.getAttribute('data-entry'))), [wanted]);
    await axe(page, 'results of a group of kinds');
    await kinds.selectOption({ label: 'Consentimientos' });
    await page.getByText('Nada firmado de este tipo coincide.').waitFor();
    await kinds.selectOption({ label: 'Todos los tipos' });
    await page.getByText('2 resultados en lo firmado y en el resumen.').waitFor();
  });

  await t.test('Esc on a result ends the search and goes back to the box', async () => {
    await page.locator(`[data-entry="${wanted}"]`).focus();
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('mark').count()) === 0);
    assert.equal(await page.locator(':focus').getAttribute('id'), 'buscar-expediente');
  });

  await t.test('nothing found is said', async () => {
    await page.getByRole('textbox', { name: 'Buscar en el expediente' }).fill('zzzz');
    await page.getByText('Nada en lo firmado ni en el resumen coincide.').waitFor();
    await axe(page, 'nothing found');
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`axe minds nothing in what was found: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/pacientes/${patientId}`);
      await opened.page.locator('#buscar-expediente').fill('soplo');
      await opened.page.locator('mark').first().waitFor();
      await axe(opened.page, 'results');
      await shoot(opened.page, `chart-search-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }
});
