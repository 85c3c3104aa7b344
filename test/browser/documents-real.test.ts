import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { FormContent } from '#modules/documents/contract.ts';
import type { Note } from '#modules/record/contract.ts';
import { chooseFiles, field, givePassphrase, syncState, writeByKeyboard } from './consult-steps.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

const signWith = async (page: Page, efirma: Parameters<typeof chooseFiles>[1] & { readonly passphrase: string }): Promise<void> => {
  await page.keyboard.press('Control+Enter');
  await chooseFiles(page, efirma);
  await givePassphrase(page, efirma.passphrase);
  await page.locator('iframe').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('link', { name: 'Volver a la agenda' }).waitFor();
};

const texts: Readonly<Record<string, string>> = {
  pastIllnesses: 'Apendicectomía a los 20 años.', allergies: 'Penicilina: urticaria.', personalHistory: 'Casa propia, todos los servicios.', currentIllness: 'Odinofagia de tres días.',
  earlierTreatments: 'Té de bugambilia.', habitus: 'Consciente, orientada.', results: 'Sin estudios previos.', prognosis: 'Bueno para la vida y la función.', plan: 'Sintomático.',
};
const signs: Readonly<Record<string, string>> = { systolic: '118', diastolic: '76', heartRate: '72', respiratoryRate: '16', temperature: '36.5', weight: '72.4', height: '160' };

/** What the one-key fills leave to be told, from top to bottom. */
const fillHistory = async (page: Page): Promise<void> => {
  await field(page, 'ethnicGroup').selectOption('not-applicable');
  await page.getByRole('radio', { name: 'Interrogados y negados' }).check();
  for (const substance of ['Tabaco', 'Alcohol', 'Otras sustancias psicoactivas']) await page.getByRole('radiogroup', { name: substance, exact: true }).getByRole('radio', { name: 'Nunca' }).check();
  for (const [id, text] of Object.entries(texts)) await field(page, id).fill(text);
  for (const [code, value] of Object.entries(signs)) await field(page, `vitals.${code}`).fill(value);
  await page.getByRole('button', { name: 'Llenar lo vacío con «Interrogado y negado»' }).click();
  await page.getByRole('button', { name: 'Llenar lo vacío con «Sin alteraciones»' }).click();
  await field(page, 'diagnoses').fill('faringitis');
  await page.getByRole('listbox').waitFor();
  await page.keyboard.press('Enter');
};

test('N004-6.1 a new patient: allergies are asked, the history is written and signed, and then her first note', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const efirma = house.efirmaOf(physician);
  const doctor = await house.signIn(physician);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const patientId = await house.register(desk, 'Primera', { hasHistory: false });
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/pacientes/${patientId}`);

  await t.test('that nobody asked for allergies is said, and an allergy shows before anything is written', async () => {
    await page.getByText('Alergias no interrogadas').waitFor();
    await page.getByRole('button', { name: 'Agregar a alergias' }).click();
    await page.getByRole('dialog').getByLabel('Sustancia').fill('Penicilina');
    await page.getByRole('dialog').getByLabel('Reacción').fill('Urticaria');
    await axe(page, 'an allergy being recorded');
    await page.getByRole('dialog').getByRole('button', { name: 'Guardar' }).click();
    await page.getByText('Alergia: Penicilina').waitFor();
  });

  let noteId = '';
  await t.test('the first note says that the history is missing and leads to it', async () => {
    await page.keyboard.press('n');
    await writeByKeyboard(page);
    noteId = page.url().split('/').at(-1) ?? '';
    await page.getByText('Falta la historia clínica de este paciente').waitFor();
    await page.getByRole('button', { name: 'Escribir historia clínica' }).click();
    await field(page, 'informant').waitFor();
  });

  await t.test('the history is written with what one key fills, and signed', async () => {
    await fillHistory(page);
    await syncState(page, 'saved').waitFor();
    await page.getByText('Nada falta').waitFor();
    await axe(page, 'a complete history');
    await shoot(page, 'history-complete');
    const historyId = page.url().split('/').at(-1) ?? '';
    await signWith(page, efirma);
    const history = (await doctor.call('GET', `/api/notes/${historyId}`)).body as Note;
    assert.equal(history.state, 'signed');
    assert.equal((history.content as FormContent).values['respiratory'], 'Interrogado y negado.');
    assert.equal((history.content as FormContent).values['abdomen'], 'Sin alteraciones.');
    await axe(page, 'a signed history being read');
  });

  await t.test('then the first note is signed', async () => {
    await page.goto(`${address}/consulta/${noteId}`);
    await page.getByText('Nada falta').waitFor();
    await signWith(page, efirma);
    const { body } = await doctor.call('GET', `/api/patients/${patientId}/chart`);
    assert.deepEqual((body['entries'] as readonly { kind: string; state: string }[]).map(({ kind, state }) => `${kind} ${state}`).toSorted(), ['evolution signed', 'history signed']);
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`the list of documents, a consent and the summary show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/pacientes/${patientId}`);
      await opened.page.getByText('Penicilina').first().waitFor();
      await axe(opened.page, 'chart with a summary');
      await opened.page.keyboard.press('d');
      await opened.page.getByRole('dialog').waitFor();
      await axe(opened.page, 'the list of documents');
      await shoot(opened.page, `documents-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.keyboard.type('consent');
      await opened.page.keyboard.press('Enter');
      await field(opened.page, 'actDetail').waitFor();
      await opened.page.keyboard.press('Control+Enter');
      await axe(opened.page, 'a consent that lacks everything');
      await shoot(opened.page, `consent-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }
});
