import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Note } from '#modules/record/contract.ts';
import { completeNote, writeNote } from '../house.ts';
import { chooseFiles, givePassphrase } from './consult-steps.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

test('several drafts are signed with one opening of the e.firma; what blocks the others is said, and one that fails stops none', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const write = async (surname: string, changes: object = {}) => writeNote(doctor, await house.register(desk, surname), { ...completeNote, ...changes });
  const [first, second, third] = [await write('Primera'), await write('Segunda'), await write('Tercera')];
  const lacking = await write('Incompleta', { prognosis: '' });
  const note = async (noteId: string): Promise<Note> => (await doctor.call('GET', `/api/notes/${noteId}`)).body as Note;

  for (const look of looks) {
    await t.test(`the list shows nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/mis-borradores`);
      await opened.page.locator('[data-draft]').first().waitFor();
      await axe(opened.page, 'notes to be signed');
      await shoot(opened.page, `unsigned-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }

  await speak(house, 'es-MX');
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();

  await t.test('the keys lead there and choose all that are complete; the incomplete one names its numeral and cannot be chosen', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('n');
    await page.locator(`[data-draft="${lacking.noteId}"]`).getByText('NOM-004-SSA3-2012, 6.2.5').waitFor();
    assert.ok(await page.locator(`[data-draft="${lacking.noteId}"] input[type=checkbox]`).isDisabled());
    await page.keyboard.press('a');
    await page.getByRole('button', { name: 'Firmar 3 notas' }).waitFor();
  });

  await t.test('each document is shown before the one act; a draft that changed meanwhile fails alone', async () => {
    const efirma = house.efirmaOf(physician);
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, efirma);
    await givePassphrase(page, efirma.passphrase);
    await page.locator('iframe').waitFor();
    await axe(page, 'several documents before they are signed');
    await shoot(page, 'batch-review');
    assert.equal(await page.getByRole('group', { name: 'Documentos' }).getByRole('button').count(), 3);
    await page.getByRole('group', { name: 'Documentos' }).getByRole('button').nth(2).click();
    await page.locator('iframe').waitFor();
    const changed = await doctor.call('POST', `/api/notes/${second.noteId}/discard`, { reason: 'duplicada en otra ventana' });
    assert.ok(changed.status < 300, JSON.stringify(changed.body));
    await page.keyboard.press('Control+Enter');
    await page.getByText('Se firmaron 2 notas. 1 no se firmó.').waitFor();
    await axe(page, 'what was signed and what was not');
    await shoot(page, 'batch-done');
  });

  await t.test('each signed note has signatures of its own; the list keeps only what is still to be signed', async () => {
    const [one, other] = [await note(first.noteId), await note(third.noteId)];
    assert.deepEqual([one.state, (await note(second.noteId)).state, other.state], ['signed', 'discarded', 'signed']);
    assert.notEqual(one.signed?.payloadSha256, other.signed?.payloadSha256);
    for (const { noteId } of [first, third]) assert.equal((await doctor.call('POST', `/api/notes/${noteId}/verification`)).body['ok'], true);
    await page.getByRole('button', { name: 'Cerrar', exact: true }).last().click();
    await page.locator(`[data-draft="${first.noteId}"]`).waitFor({ state: 'detached' });
    assert.equal(await page.locator('[data-draft]').count(), 1);
  });
  assert.deepEqual(faults, []);
});
