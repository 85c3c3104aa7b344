import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvolutionContent } from '#modules/record/contract.ts';
import { testPassphrase } from '#platform/efirma/testing.ts';
import { chooseFiles, field, givePassphrase, syncState, testPair, writeByKeyboard } from './consult-steps.ts';
import { fakeRecord, lastVisit, recordIds } from './fake-record.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';

const options = { skip: noBrowser };
const looks = [
  { language: 'es-MX', scheme: 'light', viewport: 'desktop' }, { language: 'en-US', scheme: 'dark', viewport: 'desktop' },
  { language: 'es-MX', scheme: 'dark', viewport: 'phone' }, { language: 'en-US', scheme: 'light', viewport: 'phone' },
] as const;
const chartPath = `/pacientes/${recordIds.patient}`;
const consultPath = `/consulta/${recordIds.draft}`;
const evolutionOf = (record: ReturnType<typeof fakeRecord>): EvolutionContent => record.draft().content as EvolutionContent;

test('the record', options, async (t) => {
  const { openPage } = await openStage(t);

  for (const look of looks) {
    await t.test(`chart and open note show nothing that axe minds: ${Object.values(look).join(', ')}`, async () => {
      const { page, faults, close } = await openPage({ ...look, api: fakeRecord({ language: look.language, visits: 12 }).api, path: chartPath });
      await page.locator('[data-entry]').first().waitFor();
      await axe(page, 'chart');
      await shoot(page, `chart-${look.viewport}-${look.scheme}`);
      await page.locator('[data-entry]').first().click();
      await page.getByRole('button', { name: /Verificar firma|Verify the signature/ }).click();
      await page.getByText(/Nota íntegra|Note intact/).waitFor();
      await axe(page, 'open note, verified');
      await shoot(page, `note-${look.viewport}-${look.scheme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  await t.test('S-10: a chart of a thousand visits opens with thirty of them and under a second', async () => {
    const { page, close } = await openPage({ api: fakeRecord({ visits: 1_000 }).api, path: `${chartPath}?nota=${recordIds.signed}` });
    await page.locator('[data-reader] h3').first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
    const started = performance.now();
    await page.evaluate(`history.pushState(null, '', '${chartPath}')`);
    await page.locator('[data-entry]').first().waitFor();
    const took = performance.now() - started;
    assert.equal(await page.locator('[data-entry]').count(), 30);
    assert.ok(took < 1_000, `${String(Math.round(took))} ms`);
    await page.getByRole('button', { name: 'Ver más' }).click();
    await until(async () => (await page.locator('[data-entry]').count()) === 130);
    await page.getByText('Firmadas', { exact: true }).click();
    await page.getByText('Se buscó en 130 de 1000 notas.').waitFor();
    await page.keyboard.press('f');
    await page.keyboard.type('resfriado periban');
    await page.getByText('1 resultado en lo firmado y en el resumen.').waitFor();
    assert.deepEqual(await page.locator('[data-entry] mark').allTextContents(), ['resfriado', 'Peribán']);
    await page.keyboard.press('Escape');
    await until(async () => (await page.locator('[data-entry]').count()) === 130);
    await close();
  });

  await t.test('j, k and Enter walk the notes; Esc closes and gives the focus back; n starts a note', async () => {
    const { page, close } = await openPage({ api: fakeRecord().api, path: chartPath });
    await page.locator('[data-entry]').first().waitFor();
    for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
    await page.locator('[data-reader] h2').waitFor();
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'H2');
    assert.match(page.url(), new RegExp(`nota=${recordIds.signed}`));
    await page.keyboard.press('Escape');
    await until(async () => (await page.evaluate('document.activeElement.dataset.entry')) === recordIds.signed);
    await page.keyboard.press('n');
    await field(page, 'subjective').waitFor();
    await close();
  });

  await t.test('the signed PDF shows in the page and offers itself', async () => {
    const { page, faults, close } = await openPage({ api: fakeRecord().api, path: `${chartPath}?nota=${recordIds.signed}` });
    await page.getByRole('button', { name: 'Ver PDF firmado' }).click();
    await page.locator('iframe[title="PDF firmado de la nota"]').waitFor();
    assert.match(await page.getByRole('link', { name: 'Descargar PDF' }).getAttribute('href') ?? '', /^blob:/);
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('a note is written, completed and signed by keyboard alone; the next patient is offered', async () => {
    const record = fakeRecord();
    const { page, faults, close } = await openPage({ api: record.api, path: consultPath });
    await writeByKeyboard(page);
    assert.match(await page.title(), /^Maribel Xochitla Herrera · Consulta/);
    await syncState(page, 'saved').waitFor();
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, testPair());
    await givePassphrase(page, testPassphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /Siguiente paciente/ }).waitFor();
    assert.ok(record.isSigned());
    const { subjective, vitals, diagnoses, medicines, prognosis } = evolutionOf(record);
    assert.deepEqual([subjective, vitals.temperature, vitals.weight, prognosis], ['Odinofagia de tres días con fiebre. “Comillas”, ; select drop < > 😀', 38.4, 72.4, 'Bueno para la vida y la función.']);
    assert.deepEqual([diagnoses.map(({ code }) => code), medicines], [['J029'], [{ name: 'Paracetamol 500 mg tabletas', dose: '1 tableta', route: 'Oral', frequency: 'Cada 8 horas', duration: '3 días' }]]);
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('what is missing is counted, listed with its numeral, said under its field and led to', async () => {
    const { page, close } = await openPage({ api: fakeRecord({ version: 2, content: { ...lastVisit, prognosis: '', medicines: [{ ...lastVisit.medicines[0]!, dose: '' }] } }).api, path: consultPath });
    await page.getByText('Faltan 2 elementos').first().waitFor();
    await page.getByRole('button', { name: /Falta el pronóstico.*6\.2\.5/ }).click();
    assert.equal(await page.evaluate('document.activeElement.id'), 'campo-prognosis');
    await page.keyboard.press('Control+Enter');
    await page.locator('#campo-medicines-0-dose-falta').waitFor();
    assert.equal(await page.getByRole('dialog').count(), 0);
    await field(page, 'medicines.0.dose').fill('1 tableta');
    await field(page, 'prognosis').fill('Bueno.');
    await page.getByText('Nada falta').waitFor();
    await page.getByText('La nota tiene todo lo que pide la norma.').waitFor();
    await close();
  });

  await t.test('the rail brings plan, medicines and problems into the note, and vital signs to the caret', async () => {
    const record = fakeRecord({ version: 1, content: { ...lastVisit, subjective: 'Sin cambios.', plan: '', medicines: [], diagnoses: [] } });
    const { page, close } = await openPage({ api: record.api, path: consultPath });
    await field(page, 'subjective').focus();
    await page.keyboard.press('End');
    await page.getByRole('button', { name: /Escribir los últimos signos/ }).click();
    await page.getByRole('button', { name: 'Traer el plan' }).click();
    await page.getByRole('button', { name: 'Traer los 2 medicamentos' }).click();
    await page.getByRole('button', { name: /Agregar a la nota: Hipertensión/ }).click();
    await until(() => evolutionOf(record).diagnoses.length === 1 && evolutionOf(record).medicines.length === 2);
    const { subjective, plan, diagnoses } = evolutionOf(record);
    assert.match(subjective, /^Sin cambios\. TA sistólica 128 mmHg \(14\/ago\/2026\)/);
    assert.equal(plan, lastVisit.plan);
    assert.equal(diagnoses[0]?.firstTime, false);
    assert.equal(diagnoses[0]?.certainty, 'confirmed', 'an earlier note confirmed it');
    await close();
  });

  await t.test('a vital sign out of its limits is said, not stored, and stops the signature', async () => {
    const record = fakeRecord({ version: 1, content: lastVisit });
    const { page, close } = await openPage({ api: record.api, path: consultPath });
    await field(page, 'vitals.temperature').fill('384');
    await page.keyboard.press('Tab');
    await page.getByText('De 20 a 46 °C.').waitFor();
    await page.getByText('Falta 1 elemento').first().waitFor();
    await until(() => evolutionOf(record).vitals.temperature === null);
    await field(page, 'vitals.temperature').fill('38,4');
    await until(() => evolutionOf(record).vitals.temperature === 38.4);
    await field(page, 'vitals.weight').fill('7.2');
    await page.keyboard.press('Tab');
    await page.getByText('¿Es correcto? La vez pasada fue 72.4 kg.').waitFor();
    await close();
  });

  await t.test('WF-08: an addendum is written beside the untouched original and signed with the same ceremony', async () => {
    const record = fakeRecord({ kind: 'addendum' });
    const { page, faults, close } = await openPage({ api: record.api, path: `${chartPath}?nota=${recordIds.signed}` });
    await page.getByRole('button', { name: 'Agregar adenda' }).click();
    await field(page, 'reason').waitFor();
    await page.getByText(lastVisit.subjective).first().waitFor();
    await page.keyboard.type('Error en la dosis.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('La dosis correcta es media tableta.');
    await axe(page, 'addendum');
    await shoot(page, 'addendum');
    await page.getByText('Nada falta').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: 'Firmar: Adenda' }).waitFor();
    await chooseFiles(page, testPair());
    await givePassphrase(page, testPassphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nota original').waitFor();
    assert.match(page.url(), new RegExp(`nota=${recordIds.signed}&firmada=1`));
    assert.ok(record.isSigned());
    assert.deepEqual(faults, []);
    await close();
  });
});
