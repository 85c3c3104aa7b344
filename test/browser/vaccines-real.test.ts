import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMonths, civilDateIn } from '#kernel/civil-date.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import type { Caller } from '../house.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

const today = civilDateIn('America/Mexico_City', new Date());

/** A girl of sixteen months. */
const registerChild = async (desk: Caller): Promise<string> => {
  const notice = (await desk.call('GET', '/api/privacy/notice')).body;
  const { status, body } = await desk.call('POST', '/api/patients', {
    identity: anIdentity({ name: { given: 'Alondra', firstSurname: 'Vacunada', secondSurname: null }, birthDate: addMonths(today, -16), guardian: { name: 'Irma Tutora', relationship: 'mother', phone: null } }),
    ground: { basis: 'consent', noticeVersion: notice['version'], noticeSha256: notice['sha256'], mechanism: 'autograph-on-paper', givenBy: 'guardian', giverName: 'Irma Tutora', secondaryPurposes: false },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return String(body['id']);
};

const dose = (code: string, vaccine: string, months: number, more: object = {}) => ({ kind: 'immunisation', status: 'completed', since: addMonths(today, months - 16), until: null, vaccine, dose: '', lot: '', note: '', code, source: 'card', ...more });

test('vaccines: what is late stands beside the notes, a dose is recorded by keyboard, and a mistake stays visible as one', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await registerChild(await house.signIn(await house.hire(['receptionist'])));
  for (const [code, vaccine, months] of [['bcg', 'BCG', 0], ['hepatitis-b', 'Hepatitis B', 0], ['hexavalente', 'Hexavalente acelular', 2], ['hexavalente', 'Hexavalente acelular', 4], ['rotavirus', 'Rotavirus', 2]] as const) {
    assert.equal((await doctor.call('POST', `/api/patients/${patientId}/summary`, { content: dose(code, vaccine, months) })).status, 201);
  }
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });

  await t.test('the rail says what is late, and v opens the schedule', async () => {
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.locator('[data-group=immunisation]').getByText(/con retraso: .*Hexavalente acelular/).waitFor();
    await page.keyboard.press('v');
    await page.getByRole('heading', { name: 'Vacunas', exact: true }).waitFor();
    assert.deepEqual(await row('Hexavalente acelular').first().locator('[data-slot]').evaluateAll((lines) => lines.map((line) => line.getAttribute('data-slot'))), ['given', 'given', 'late', 'upcoming']);
    await page.getByText('por confirmar por el médico responsable').waitFor();
  });

  await t.test('a dose given here wants its lot, is recorded by keyboard, and fills its place', async () => {
    await page.getByRole('button', { name: 'Registrar: Hexavalente acelular' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel('Número de dosis').inputValue(), '3');
    await page.keyboard.press('Control+Enter');
    await dialog.getByText('Anote el lote de lo que se aplicó aquí.').waitFor();
    await axe(page, 'a dose that lacks its lot');
    await dialog.getByLabel('Lote').fill('L-PRUEBA-7');
    await page.keyboard.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await row('Hexavalente acelular').first().locator('[data-slot=given]').nth(2).waitFor();
    await page.getByRole('cell', { name: 'L-PRUEBA-7' }).waitFor();
  });

  await t.test('the lines of a card follow one another without leaving the dialog; a wrong date is not lost in silence', async () => {
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Vacuna', { exact: true }).selectOption('srp');
    await dialog.getByLabel('Cómo se sabe').selectOption('card');
    await dialog.getByLabel('Fecha de aplicación').fill('31/02/2026');
    await dialog.getByRole('button', { name: 'Guardar y registrar otra' }).click();
    await dialog.getByText(/fecha/i).last().waitFor();
    const [year = '', month = '', day = ''] = addMonths(today, -3).split('-');
    await dialog.getByLabel('Fecha de aplicación').fill(`${day}/${month}/${year}`);
    await dialog.getByRole('button', { name: 'Guardar y registrar otra' }).click();
    await page.getByText('Se guardó.').first().waitFor();
    await dialog.getByLabel('Vacuna', { exact: true }).selectOption('neumococica-conjugada');
    await dialog.getByRole('button', { name: 'Guardar', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    for (const name of ['SRP', 'Neumocócica conjugada']) await row(name).first().locator('[data-slot=given]').waitFor();
  });

  await t.test('a dose entered in error leaves its place, and its history stays', async () => {
    await page.getByRole('button', { name: 'Corregir: SRP (triple viral)' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Estado').selectOption('entered-in-error');
    await dialog.getByRole('button', { name: 'Guardar', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await row('SRP').first().locator('[data-slot=given]').waitFor({ state: 'detached' });
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`the schedule and a new dose show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/pacientes/${patientId}/vacunas`);
      await opened.page.locator('[data-slot=late]').first().waitFor();
      await axe(opened.page, 'the vaccines');
      await shoot(opened.page, `vaccines-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.locator('td button').first().click();
      await opened.page.getByRole('dialog').waitFor();
      await axe(opened.page, 'a new dose');
      await shoot(opened.page, `vaccines-new-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.keyboard.press('Escape');
      await opened.page.goto(`${address}/pacientes/${patientId}`);
      await opened.page.locator('[data-group=immunisation]').first().waitFor({ state: 'attached' });
      await axe(opened.page, 'the chart with vaccines');
      await shoot(opened.page, `vaccines-chart-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }
});
