import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EvolutionContent, NoteContent } from '#modules/record/contract.ts';
import { field, syncState } from './consult-steps.ts';
import { aSession, ok, refused, sessionEnded } from './fake-api.ts';
import type { FakeAnswer } from './fake-api.ts';
import { fakeRecord, lastVisit, recordIds } from './fake-record.ts';
import type { FakeRecord } from './fake-record.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';

const options = { skip: noBrowser };
const path = `/consulta/${recordIds.draft}`;
const textOf = (record: FakeRecord): string => (record.draft().content as EvolutionContent).subjective;
type SaveBody = { readonly version: number; readonly saveId: string; readonly content: NoteContent };
const savesOf = ({ api }: FakeRecord): readonly SaveBody[] => api.calls.filter(({ name }) => name.startsWith('PUT /api/notes')).map(({ body }) => body as SaveBody);

test('no word is lost', options, async (t) => {
  const { openPage } = await openStage(t);

  await t.test('S-06: what is typed without a pause is on the server within two seconds', async () => {
    const record = fakeRecord();
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    const typing = page.keyboard.type('palabra '.repeat(40), { delay: 20 });
    await until(() => textOf(record).length > 0, 3_000);
    const seen = textOf(record).length;
    await until(() => textOf(record).length > seen, 2_500);
    await typing;
    await syncState(page, 'saved').waitFor();
    await until(() => textOf(record) === 'palabra '.repeat(40));
    await close();
  });

  await t.test('without a connection it says so, keeps every word, sends the lost save again unchanged and then the rest', async () => {
    let isDown = false;
    const record = fakeRecord({ fail: (name) => (isDown && name === 'save' ? 'offline' : null) });
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    isDown = true;
    await page.keyboard.type('Sin red. ');
    await page.getByText('Sin conexión: se guardará').first().waitFor();
    await axe(page, 'offline');
    await page.keyboard.type('Sigue escribiendo.');
    await until(() => savesOf(record).length >= 2);
    isDown = false;
    await syncState(page, 'saved').waitFor({ timeout: 20_000 });
    await until(() => textOf(record) === 'Sin red. Sigue escribiendo.');
    const lost = savesOf(record).filter(({ saveId }) => saveId === savesOf(record)[0]?.saveId);
    assert.ok(lost.length >= 2);
    assert.equal(new Set(lost.map((body) => JSON.stringify(body))).size, 1);
    await close();
  });

  await t.test('an answer lost after the server stored the words makes no conflict', async () => {
    let isDeaf = true;
    const record = fakeRecord();
    const store = record.api.answers['PUT /api/notes/:id/draft'];
    assert.ok(store !== undefined);
    record.api.answers['PUT /api/notes/:id/draft'] = async (call): Promise<FakeAnswer> => {
      const answer = await store(call);
      return isDeaf ? 'offline' : answer;
    };
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    await page.keyboard.type('Uno. ');
    await until(() => textOf(record) === 'Uno. ');
    await page.keyboard.type('Dos.');
    isDeaf = false;
    await syncState(page, 'saved').waitFor({ timeout: 20_000 });
    await until(() => textOf(record) === 'Uno. Dos.');
    assert.equal(await page.getByRole('dialog').count(), 0);
    await close();
  });

  await t.test('another window’s changes join these while one writes, and the caret stays at the same words', async () => {
    const record = fakeRecord({ version: 1, content: { ...lastVisit, subjective: 'Base.' } });
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    record.saveElsewhere({ ...lastVisit, subjective: 'De la otra ventana.\nBase.', plan: 'Otro plan.' });
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('De aquí');
    await page.getByText('Se unieron los cambios de la otra ventana.').waitFor();
    await page.keyboard.type(', sin parar.');
    await until(() => textOf(record) === 'De la otra ventana.\nBase.\nDe aquí, sin parar.');
    assert.equal(await field(page, 'plan').inputValue(), 'Otro plan.');
    assert.equal(await page.getByRole('dialog').count(), 0);
    await close();
  });

  await t.test('what two windows wrote on the same line is shown side by side with its time, both are already saved, and a key chooses', async () => {
    const record = fakeRecord({ version: 1, content: { ...lastVisit, subjective: 'Base.' } });
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    record.saveElsewhere({ ...lastVisit, subjective: 'Escrito en la otra ventana.', plan: 'Otro plan.' });
    await page.keyboard.press('End');
    await page.keyboard.type(' Escrito aquí.');
    const dialog = page.getByRole('dialog', { name: 'El borrador cambió en otra ventana' });
    await dialog.waitFor();
    await dialog.getByText('Escrito en la otra ventana.').waitFor();
    await dialog.getByText('Guardado el 23/nov/2026 10:05').waitFor();
    await axe(page, 'overlap');
    await shoot(page, 'overlap');
    // whoever opens the draft after this window died finds both
    await until(() => textOf(record) === 'Base. Escrito aquí.\nEscrito en la otra ventana.');
    await page.keyboard.press('1');
    await until(() => textOf(record) === 'Base. Escrito aquí.');
    await dialog.waitFor({ state: 'detached' });
    assert.equal(await field(page, 'subjective').inputValue(), 'Base. Escrito aquí.');
    assert.equal(await field(page, 'plan').inputValue(), 'Otro plan.');
    await close();
  });

  await t.test('the session’s end asks for the sign-in over the same words and then saves them', async () => {
    let isOver = false;
    const record = fakeRecord();
    const { answers } = record.api;
    const store = answers['PUT /api/notes/:id/draft'];
    assert.ok(store !== undefined);
    answers['PUT /api/notes/:id/draft'] = (call) => (isOver ? sessionEnded() : store(call));
    answers['POST /api/session'] = () => { isOver = false; return ok(aSession()); };
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    isOver = true;
    await page.keyboard.type('Esto no se pierde.');
    const password = page.locator('input[type=password]');
    await password.waitFor();
    await password.fill('secreto de demostración');
    await page.keyboard.press('Enter');
    await until(() => textOf(record) === 'Esto no se pierde.');
    assert.equal(await field(page, 'subjective').inputValue(), 'Esto no se pierde.');
    await close();
  });

  await t.test('a resumed draft is announced with its time', async () => {
    const record = fakeRecord({ version: 4, content: { ...lastVisit, subjective: 'Antes.' } });
    const { page, close } = await openPage({ api: record.api, path });
    await page.getByText('Se retomó el borrador guardado el 23/nov/2026 10:02.').waitFor();
    await page.getByRole('button', { name: 'Entendido' }).click();
    assert.equal(await page.getByText('Se retomó').count(), 0);
    await close();
  });

  await t.test('going to the chart and back finds the words that could not be sent meanwhile', async () => {
    let isDown = true;
    const record = fakeRecord({ fail: (name) => (isDown && name === 'save' ? 'offline' : null) });
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    await page.keyboard.type('Todavía sin guardar.');
    await syncState(page, 'offline').waitFor();
    await page.getByRole('link', { name: 'Expediente' }).click();
    await page.locator('[data-entry]').first().waitFor();
    await page.goBack();
    await until(async () => (await field(page, 'subjective').inputValue()) === 'Todavía sin guardar.');
    isDown = false;
    await until(() => textOf(record) === 'Todavía sin guardar.', 20_000);
    await close();
  });

  await t.test('words the server refuses, or a draft signed elsewhere, stay on the screen and say why', async () => {
    let code = 'request-invalid';
    const record = fakeRecord({ fail: (name) => (name === 'save' ? refused(code === 'request-invalid' ? 400 : 409, code, 'No.') : null) });
    const { page, close } = await openPage({ api: record.api, path });
    await field(page, 'subjective').waitFor();
    await page.keyboard.type('Uno');
    await syncState(page, 'refused').waitFor();
    code = 'note-already-signed';
    await page.keyboard.type(' dos');
    await syncState(page, 'closed').waitFor();
    await page.getByRole('alert').getByText('Este borrador ya no se puede cambiar').waitFor();
    assert.equal(await field(page, 'subjective').inputValue(), 'Uno dos');
    await close();
  });

  await t.test('a draft is discarded with a reason', async () => {
    const record = fakeRecord({ version: 1, content: lastVisit });
    const { page, close } = await openPage({ api: record.api, path });
    await page.getByRole('button', { name: 'Más acciones' }).click();
    await page.getByRole('menuitem', { name: 'Descartar borrador' }).click();
    await page.getByRole('textbox', { name: 'Motivo' }).fill('Paciente equivocado');
    await axe(page, 'discard');
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-entry]').first().waitFor();
    assert.deepEqual(record.api.calls.find(({ name }) => name.includes('discard'))?.body, { reason: 'Paciente equivocado' });
    await page.getByText('Borradores que usted descartó').click();
    await page.getByText('Motivo: Paciente equivocado').waitFor();
    await axe(page, 'discarded drafts');
    await shoot(page, 'discarded');
    await close();
  });
});
