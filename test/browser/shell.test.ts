import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeApi } from './fake-api.ts';
import { axe, noBrowser, openStage, shoot } from './harness.ts';

test('the shell opens on the agenda, without a fault of the page or its policy', { skip: noBrowser }, async (t) => {
  const { openPage } = await openStage(t);
  const { page, faults } = await openPage({ api: fakeApi() });
  await page.getByRole('navigation').waitFor();
  assert.match(page.url(), /\/agenda$/);
  await shoot(page, 'shell');
  await axe(page, 'shell');
  assert.deepEqual(faults, []);
});
