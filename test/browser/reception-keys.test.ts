import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { noBrowser } from './harness.ts';
import { enterWithPassword, openServedHouse, registerNamed } from './real-server.ts';

/** Hands that count: every key, and a chord as one. No mouse. */
const countingHands = (page: Page) => {
  let pressed = 0;
  return {
    pressed: (): number => pressed,
    press: async (...keys: readonly string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
      pressed += keys.length;
    },
    type: async (text: string): Promise<void> => {
      await page.keyboard.type(text);
      pressed += Array.from(text).length;
    },
  };
};

// docs/keystrokes.md says these figures; a screen that asks for more keys is to say so there.
test('WF-09: reception books a known patient by telephone with 17 keys and no click', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  await house.hire(['physician']);
  const receptionist = await house.hire(['receptionist']);
  const desk = await house.signIn(receptionist);
  for (const surname of ['Quintanar', 'Quiroga', 'Xicoténcatl']) await registerNamed(desk, surname);
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, receptionist);
  await page.getByText('No hay citas este día').waitFor();
  const hands = countingHands(page);
  await hands.press('n');
  await page.getByRole('dialog').getByLabel('Paciente').waitFor();
  await hands.type('quinta');
  await page.getByRole('option', { name: /Quintanar/ }).waitFor();
  await hands.press('Enter');
  await hands.press('Tab', 'Tab', 'Tab', 'Tab');
  await hands.type('2330');
  await hands.press('Control+Enter');
  await page.getByText('Cita agendada').waitFor();
  assert.equal(hands.pressed(), 17);
  const booked = await house.home.asSuperuser<{ status: string; minutes: number }>("select status, extract(epoch from ends_at - starts_at)::int / 60 as minutes from front.appointment");
  assert.deepEqual(booked, [{ status: 'booked', minutes: 30 }]);

  await t.test('and marks the arrival with two more', async () => {
    const row = page.locator('tr[data-row]');
    await row.waitFor();
    const before = hands.pressed();
    await hands.press('j');
    await page.locator('tr[data-row]:focus').waitFor();
    await hands.press('l');
    await row.getByText(/En sala/).waitFor();
    assert.equal(hands.pressed() - before, 2);
  });
  assert.deepEqual(faults, []);
});
