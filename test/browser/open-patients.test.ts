import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed } from './real-server.ts';

const strip = (page: Page) => page.locator('[data-patient-strip]');
const colour = async (page: Page): Promise<string> => /--patient:\s*([^;]+)/.exec((await strip(page).getAttribute('style')) ?? '')?.[1] ?? 'no colour';
const isAsked = (page: Page) => page.getByRole('dialog', { name: /Ya tiene dos pacientes abiertos|Two patients are open already/ });

test('at most two patients are open in the tabs of one browser; who opens a third says which to close', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const people = ['Amapola', 'Bugambilia', 'Cempasúchil'] as const;
  const ids: string[] = [];
  for (const surname of people) ids.push(await registerNamed(desk, surname));
  const { page: first, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(first, await house.hire(['physician']));
  await first.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
  const openTab = async (at: number): Promise<Page> => {
    const tab = await first.context().newPage();
    await tab.goto(`${address}/pacientes/${ids[at] ?? ''}`);
    await strip(tab).waitFor();
    return tab;
  };

  await t.test('two are told apart by name in the tab and by colour', async () => {
    await first.goto(`${address}/pacientes/${ids[0] ?? ''}`);
    await strip(first).waitFor();
    const second = await openTab(1);
    assert.match(await first.title(), /Amapola/);
    assert.match(await second.title(), /Bugambilia/);
    assert.notEqual(await colour(first), await colour(second));
    assert.equal(await isAsked(second).count(), 0);
  });

  await t.test('the third asks, in every look, and goes away when it is not to be opened', async () => {
    const third = await openTab(2);
    await isAsked(third).waitFor();
    for (const look of looks) {
      await third.setViewportSize(look.viewport === 'phone' ? { width: 390, height: 844 } : { width: 1440, height: 900 });
      await third.emulateMedia({ colorScheme: look.scheme });
      await third.evaluate((kept) => { localStorage.setItem('amate.preferences', kept); }, JSON.stringify({ language: look.language, scheme: look.scheme }));
      await third.request.put(`${address}/api/session/language`, { data: { language: look.language }, headers: { origin: address } });
      await third.reload();
      await isAsked(third).waitFor();
      await axe(third, `which to close: ${look.language}, ${look.scheme}, ${look.viewport}`);
      await shoot(third, `open-patients-${look.scheme}-${look.viewport}`);
    }
    await third.request.put(`${address}/api/session/language`, { data: { language: 'es-MX' }, headers: { origin: address } });
    await third.keyboard.press('Escape');
    await third.waitForURL(`${address}/agenda`);
    assert.equal(await isAsked(first).count(), 0, 'who was there first is not disturbed');
    await third.close();
  });

  await t.test('closing one from the third tab sends that tab to the agenda and keeps the draft it held', async () => {
    await first.keyboard.press('n');
    await first.locator('#campo-subjective').waitFor();
    await first.keyboard.type('Dolor de garganta desde ayer.');
    const noteId = first.url().split('/').at(-1) ?? '';
    const third = await openTab(2);
    await isAsked(third).getByRole('button', { name: /Amapola/ }).click();
    await isAsked(third).waitFor({ state: 'detached' });
    await strip(third).getByText(/Cempasúchil/).waitFor();
    await first.waitForURL(`${address}/agenda`);
    await first.getByText(/Se cerró a .*Amapola.* desde otra pestaña/).waitFor();
    await first.goto(`${address}/consulta/${noteId}`);
    await isAsked(first).waitFor();
    await isAsked(first).getByRole('button', { name: /Bugambilia/ }).click();
    await isAsked(first).waitFor({ state: 'detached' });
    assert.equal(await first.locator('#campo-subjective').inputValue(), 'Dolor de garganta desde ayer.');
  });

  await t.test('nothing of this lies in the browser’s storage', async () => {
    assert.deepEqual(await first.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [['amate.preferences'], []]);
  });
  assert.deepEqual(faults, []);
});
