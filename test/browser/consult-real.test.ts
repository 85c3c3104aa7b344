import assert from 'node:assert/strict';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Note } from '#modules/record/contract.ts';
import { ensureWebBuild } from '#platform/supervisor/web-build.ts';
import { createTestDatabase } from '../database.ts';
import { housePassword, openHouse } from '../house.ts';
import { chooseFiles, field, givePassphrase, syncState, writeByKeyboard } from './consult-steps.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';
import { freePort } from './real-server.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The whole api process over a database of its own, with a physician, a patient and the built web app. */
const openRealPractice = async (t: TestContext) => {
  const home = await createTestDatabase();
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const webFolder = await ensureWebBuild({ root, fallbackFolder: await mkdtemp(join(tmpdir(), 'amate-web-')), log: () => undefined, isDebug: false, interrupt: () => undefined });
  const house = await openHouse(home, { publicUrl: address, webFolder });
  await house.api.app.listen({ host: '127.0.0.1', port });
  t.after(async () => { await house.close(); await home.close(); });
  const physician = await house.hire(['physician']);
  const desk = await house.signIn(await house.hire(['receptionist']));
  return { house, address, physician, patientId: await house.register(desk, 'Recorrido'), doctor: await house.signIn(physician) };
};

test('on the real server: a patient is opened, a note written, left in mid-word, resumed, signed with an e.firma, verified and corrected', { skip: noBrowser }, async (t) => {
  const { openPage } = await openStage(t);
  const { house, address, physician, patientId, doctor } = await openRealPractice(t);
  const { page, faults } = await openPage({ address, path: `/pacientes/${patientId}` });
  await page.locator('input[name=email]').fill(physician.email);
  await page.locator('input[name=password]').fill(housePassword);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/pacientes/${patientId}`);
  await page.getByText('Este expediente todavía no tiene notas').waitFor();
  await page.keyboard.press('n');
  await writeByKeyboard(page);
  const noteId = page.url().split('/').at(-1) ?? '';
  const stored = async (): Promise<Note> => (await doctor.call('GET', `/api/notes/${noteId}`)).body as Note;

  await t.test('CAP-24: closing the page in mid-word loses nothing, and the draft comes back with its time', async () => {
    await page.keyboard.type(' A media pala');
    await page.goto(`${address}/icon.svg`);
    await until(async () => (await stored()).content.kind === 'evolution' && JSON.stringify((await stored()).content).includes('función. A media pala'));
    await page.goto(`${address}/consulta/${noteId}`);
    await page.getByText('Se retomó el borrador').waitFor();
    await field(page, 'prognosis').fill('Bueno para la vida y la función.');
    await syncState(page, 'saved').waitFor();
  });

  await t.test('a diagnosis of the note goes into the problem list with one key, once', async () => {
    const problems = async (): Promise<number> => ((await doctor.call('GET', `/api/patients/${patientId}/summary`)).body['items'] as readonly { content: { kind: string } }[]).filter(({ content }) => content.kind === 'problem').length;
    const offer = page.getByRole('button', { name: 'Pasar a la lista de problemas' });
    await offer.waitFor();
    await axe(page, 'a diagnosis to be taken into the problem list');
    await shoot(page, 'real-promote');
    await field(page, 'prognosis').focus();
    await page.keyboard.press('Alt+P');
    await offer.waitFor({ state: 'detached' });
    assert.equal(await problems(), 1);
    await page.keyboard.press('Alt+P');
    assert.equal(await problems(), 1);
  });

  await t.test('a wrong passphrase, then the right one; what is signed is what is shown', async () => {
    const efirma = house.efirmaOf(physician);
    await page.getByText('Nada falta').waitFor();
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, efirma);
    await givePassphrase(page, 'no es');
    await page.getByText('No se pudo abrir la llave.').waitFor();
    await givePassphrase(page, efirma.passphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: 'Volver a la agenda' }).waitFor();
    const note = await stored();
    assert.equal(note.state, 'signed');
    assert.equal(note.signed?.revocation, 'not-checked');
    await axe(page, 'signed on the real server');
    await shoot(page, 'real-signed');
  });

  await t.test('the signed note verifies and shows its PDF', async () => {
    await page.getByRole('button', { name: 'Verificar firma' }).click();
    await page.getByText('Nota íntegra').waitFor();
    await page.getByRole('button', { name: 'Ver PDF firmado' }).click();
    await page.locator('iframe').waitFor();
  });

  await t.test('WF-08: an addendum is signed; the original stays as it was, both are shown', async () => {
    const before = (await stored()).content;
    await page.getByRole('button', { name: 'Agregar adenda' }).click();
    await field(page, 'reason').waitFor();
    await page.keyboard.type('Dato que faltaba.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Alergia a penicilina referida al final de la consulta.');
    await page.getByText('Nada falta').waitFor();
    const efirma = house.efirmaOf(physician);
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, efirma);
    await givePassphrase(page, efirma.passphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Nota original').waitFor();
    await page.getByText('Alergia a penicilina referida al final de la consulta.').waitFor();
    const after = await stored();
    assert.deepEqual(after.content, before);
    assert.deepEqual(after.addenda.map(({ state }) => state), ['signed']);
  });
  assert.deepEqual(faults, []);
});
