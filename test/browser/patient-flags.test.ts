import assert from 'node:assert/strict';
import { test } from 'node:test';
import { field, syncState } from './consult-steps.ts';
import { fakeRecord, lastVisit, recordIds } from './fake-record.ts';
import { axe, noBrowser, openStage, shoot } from './harness.ts';
import { looks } from './real-server.ts';

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
