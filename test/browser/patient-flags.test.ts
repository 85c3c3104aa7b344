import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, civilDateIn, formatCivilDate, parseCivilDate } from '#kernel/civil-date.ts';
import { field, syncState } from './consult-steps.ts';
import { fakeRecord, lastVisit, recordIds } from './fake-record.ts';
import { axe, noBrowser, openStage, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

const options = { skip: noBrowser };
const consultPath = `/consulta/${recordIds.draft}`;

test('vital signs are judged by age as they are typed', options, async (t) => {
  const { openPage } = await openStage(t);

  await t.test('a word and a shape beside what is out of the usual, at once; what is rare is asked when the field is left', async () => {
    const record = fakeRecord({ version: 1, content: { ...lastVisit, vitals: { ...lastVisit.vitals, heartRate: null, temperature: null, weight: null } } });
    const { page, faults, close } = await openPage({ api: record.api, path: consultPath });
    const level = (code: string) => page.locator(`#campo-vitals-${code}-nivel [data-level]`);
    await field(page, 'vitals.heartRate').fill('101');
    await level('heartRate').getByText('Alta').waitFor();
    await field(page, 'vitals.heartRate').fill('100');
    assert.equal(await level('heartRate').count(), 0);
    await field(page, 'vitals.heartRate').fill('38');
    await level('heartRate').getByText('Muy baja').waitFor();
    assert.match(await field(page, 'vitals.heartRate').getAttribute('aria-describedby') ?? '', /nivel/);
    await field(page, 'vitals.temperature').fill('42.5');
    await page.getByText('El informe a la DGIS solo admite de 40 a 220 /min.').waitFor();
    await field(page, 'vitals.weight').fill('251');
    await page.keyboard.press('Tab');
    await page.getByText('¿Es correcto? Es muy raro a esta edad.').first().waitFor();
    await field(page, 'vitals.weight').fill('651');
    await page.keyboard.press('Tab');
    await page.getByText('De 0.3 a 650 kg.').waitFor();
    await field(page, 'vitals.weight').fill('72.4');
    await syncState(page, 'saved').waitFor();
    const { vitals } = record.draft().content as typeof lastVisit;
    assert.deepEqual([vitals.heartRate, vitals.temperature, vitals.weight], [38, 42.5, 72.4]);
    assert.deepEqual(faults, []);
    await close();
  });

  for (const look of looks) {
    await t.test(`nothing that axe minds: ${Object.values(look).join(', ')}`, async () => {
      const record = fakeRecord({ language: look.language, version: 1, content: { ...lastVisit, vitals: { ...lastVisit.vitals, systolic: 186, diastolic: 112, heartRate: 104, oxygenSaturation: 88 } } });
      const { page, faults, close } = await openPage({ ...look, api: record.api, path: consultPath });
      await page.locator('#campo-vitals-systolic-nivel [data-level=very-high]').waitFor();
      await field(page, 'vitals.heartRate').scrollIntoViewIfNeeded();
      await axe(page, 'flagged vital signs');
      await shoot(page, `vital-flags-${look.viewport}-${look.scheme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }
});

const daysAgo = (days: number): string => addDays(civilDateIn('America/Mexico_City', new Date()), -days);

test('pregnancy and kidneys stand in the strip, recorded from the palette without a mouse', options, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const receptionist = await house.hire(['receptionist']);
  const desk = await house.signIn(receptionist);
  const patientId = await registerNamed(desk, 'Ontiveros');
  const add = async (content: object): Promise<void> => { assert.equal((await doctor.call('POST', `/api/patients/${patientId}/summary`, { content })).status, 201); };

  await t.test('a pregnancy with its last period, then a creatinine: words, weeks and why nothing is estimated', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, physician);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.locator('[data-group=pregnancy]').getByText('No se ha preguntado.').waitFor();
    const order = async (words: string): Promise<void> => {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(words);
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByRole('button', { name: 'Guardar' }).waitFor();
    };
    await order('agregar a embarazo');
    await page.getByRole('dialog').getByLabel('Última menstruación').fill(formatCivilDate(parseCivilDate(daysAgo(18 * 7 + 3)), 'es-MX'));
    await page.getByRole('dialog').getByText('18 semanas 3 días.').waitFor();
    await axe(page, 'a pregnancy being recorded');
    await shoot(page, 'pregnancy-dialog');
    await page.keyboard.press('Enter');
    await page.locator('[data-mark=pregnancy]').getByText('Embarazo de 18 semanas 3 días').waitFor();
    await order('función renal');
    await page.getByRole('dialog').getByLabel('Creatinina en suero (mg/dL)').fill('0,9x');
    await page.keyboard.press('Enter');
    await page.getByText('Escriba un número de 0.1 a 40.').waitFor();
    await page.getByRole('dialog').getByLabel('Creatinina en suero (mg/dL)').fill('0,9');
    await page.keyboard.press('Enter');
    await page.locator('[data-mark=kidneys]').getByText('en el embarazo no se estima la TFG').waitFor();
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('reception puts and dismisses a note for the team, and no clinical flag ever reaches her', async () => {
    await add({ kind: 'flag', status: 'active', since: null, until: null, text: 'Prefiere que se le explique todo por escrito; oye poco del lado derecho.', severity: 'warning' });
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, receptionist);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.getByText('Ningún aviso.').waitFor();
    for (const words of ['Trae su cartilla', 'Prefiere citas por la tarde']) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type('poner un aviso');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').getByText('También los ve recepción').waitFor();
      await page.keyboard.type(words);
      if (words === 'Trae su cartilla') await axe(page, 'a note for the team being written');
      await page.keyboard.press('Enter');
      await page.locator('[data-group=sticky]').getByText(words).waitFor();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await page.getByRole('button', { name: 'Quitar: Trae su cartilla' }).click();
    await page.getByText('1 aviso quitado').click();
    await page.getByText('Lo quitó').waitFor();
    await axe(page, 'a patient’s data with notes for the team');
    await shoot(page, 'sticky-notes-reception');
    assert.equal((await page.content()).includes('oye poco'), false);
    assert.deepEqual(faults, []);
    await close();
  });

  await t.test('a pregnancy whose date has passed is asked, not told; the estimate stands again with its stage in words', async () => {
    await add({ kind: 'pregnancy', status: 'pregnant', since: daysAgo(300), until: null, on: daysAgo(0), source: 'patient', note: '' });
    await add({ kind: 'creatinine', status: 'final', since: daysAgo(0), until: null, value: 2.1, height: null, note: '' });
    for (const look of looks) {
      await speak(house, look.language);
      const { page, faults, close } = await openPage({ ...look, address, path: '/entrar', now: null });
      await enterWithPassword(page, physician);
      await page.getByRole('navigation').first().waitFor();
      await page.goto(`${address}/pacientes/${patientId}`);
      await page.locator('[data-mark=pregnancy]').getByText(look.language === 'es-MX' ? /Embarazo por confirmar: el parto era para el/ : /Pregnancy to be confirmed: birth was due/).waitFor();
      await page.locator('[data-mark=kidneys]').getByText(/G[345]/).waitFor();
      await page.locator('[data-mark=flag]').getByText(/oye poco del lado derecho/).waitFor();
      await page.locator('[data-mark=sticky]').getByText('Prefiere citas por la tarde').waitFor({ state: look.viewport === 'phone' ? 'hidden' : 'visible' });
      await axe(page, 'a chart with flags');
      if (look === looks[0]) {
        await page.getByRole('button', { name: /^Quitar: Prefiere que se le explique/ }).waitFor();
        assert.equal(await page.locator('[data-group=flag] li').count(), 1);
      }
      await shoot(page, `patient-flags-${look.viewport}-${look.scheme}`);
      assert.deepEqual(faults, []);
      await close();
    }
    await speak(house, 'es-MX');
  });

  await t.test('a clinical flag is dismissed with one press and leaves strip and rail', async () => {
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(page, physician);
    await page.getByRole('navigation').first().waitFor();
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.getByRole('button', { name: /^Quitar: Prefiere que se le explique/ }).click();
    await page.locator('[data-mark=flag]').waitFor({ state: 'detached' });
    assert.equal(await page.locator('[data-group=flag]').count(), 0);
    assert.deepEqual(faults, []);
    await close();
  });
});
