import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../database.ts';
import { openHouse } from '../house.ts';
import { axe, builtWebApp, noBrowser, openStage, shoot } from './harness.ts';

test('the API’s reference draws every way in that the server declares, and finds one', { skip: noBrowser }, async (t) => {
  const home = await createTestDatabase();
  const house = await openHouse(home, { webFolder: await builtWebApp() });
  t.after(async () => {
    await house.close();
    await home.close();
  });
  const address = await house.api.app.listen({ host: '127.0.0.1', port: 0 });
  const { openPage } = await openStage(t);
  const { page, faults, close } = await openPage({ address, path: '/api/docs', now: null });
  await page.locator('details').first().waitFor();
  assert.equal(await page.locator('details').count(), house.api.routes.length);
  await page.getByLabel('Find').fill('book-appointment');
  assert.equal(await page.locator('details:visible').count(), 1);
  await page.locator('details:visible summary').click();
  await page.locator('details:visible pre').filter({ hasText: 'patientId: uuid' }).waitFor();
  await axe(page, 'API reference');
  await shoot(page, 'api-reference');
  assert.deepEqual(faults, []);
  await close();
});
