import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EvolutionContent, Note } from '#modules/record/contract.ts';
import { completeNote, signNote, writeNote } from '../house.ts';
import { field, syncState } from './consult-steps.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, openServedHouse } from './real-server.ts';

/** Ctrl+K, an order, and the choice that stands first once the answer to exactly these words is there. */
const order = async (page: Page, words: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Buscar o hacer' }).waitFor();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Buscar o hacer' }).waitFor({ state: 'detached' });
};

const chronic: EvolutionContent = {
  ...completeNote, plan: 'Continuar tratamiento; dieta y ejercicio.',
  diagnoses: completeNote.diagnoses.map((each) => ({ ...each, certainty: 'confirmed' as const })),
  medicines: [{ name: 'Metformina', dose: '850 mg', route: 'Oral', frequency: 'Cada 12 horas', duration: '30 días' }],
};

test('Ctrl+K inside a note adds diagnoses, medicines and the plan while the caret stays where it was', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await house.register(await house.signIn(await house.hire(['receptionist'])), 'Conocida');
  const last = await writeNote(doctor, patientId, chronic);
  assert.equal((await signNote(doctor, last.noteId, last.version, house.efirmaOf(physician))).status, 200);
  const { noteId } = (await doctor.call('POST', '/api/encounters', { patientId, kind: 'outpatient' })).body;
  const stored = async (): Promise<EvolutionContent> => ((await doctor.call('GET', `/api/notes/${String(noteId)}`)).body as Note).content as EvolutionContent;
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/consulta/${String(noteId)}`);
  await field(page, 'subjective').waitFor();

  await t.test('`dx diabetes` and Enter add the diagnosis; typing goes on in the middle of the sentence', async () => {
    await page.keyboard.type('Sin molestias.');
    for (let back = 0; back < 'molestias.'.length; back += 1) await page.keyboard.press('ArrowLeft');
    await order(page, 'dx diabetes mellitus tipo 2');
    await page.keyboard.type('otras ');
    await field(page, 'diagnoses.0').waitFor();
    assert.equal(await field(page, 'subjective').inputValue(), 'Sin otras molestias.');
    assert.match(await field(page, 'diagnoses.0').innerText(), /E11/);
  });

  await t.test('`rx` with units fills the whole line; without one it is asked and nothing is written', async () => {
    await order(page, 'rx losartan 50mg vo c24 30d');
    await field(page, 'medicines.0.dose').waitFor();
    assert.deepEqual(await Promise.all(['name', 'dose', 'route', 'frequency', 'duration'].map((part) => field(page, `medicines.0.${part}`).inputValue())), ['Losartan', '50 mg', 'Oral', 'Cada 24 horas', '30 días']);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('rx azitromicina 500 vo c24 3d');
    await page.getByText('¿500 de qué?').waitFor();
    await page.keyboard.press('Enter');
    await axe(page, 'the palette asks for the unit of a dose');
    await shoot(page, 'note-command-unit');
    assert.equal(await field(page, 'medicines.1.name').count(), 0);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await field(page, 'medicines.1.dose').waitFor();
    assert.equal(await field(page, 'medicines.1.dose').inputValue(), '500 mg');
  });

  await t.test('what a medicine lacks is where the caret goes', async () => {
    await order(page, 'rx paracetamol 500mg c8 3d');
    await page.keyboard.type('Oral');
    assert.equal(await field(page, 'medicines.2.route').inputValue(), 'Oral');
  });

  await t.test('`plan` brings the last one with its medicines, `cita` notes the next visit, and all of it is stored', async () => {
    await order(page, 'plan ');
    await order(page, 'cita 3m');
    await syncState(page, 'saved').waitFor();
    const { plan, medicines } = await stored();
    assert.match(plan, /^Continuar tratamiento; dieta y ejercicio\.\nPróxima cita: \d{2}\/\w{3}\/\d{4}\.$/);
    assert.deepEqual(medicines.map(({ name }) => name), ['Losartan', 'Azitromicina', 'Paracetamol', 'Metformina']);
  });

  await t.test('K-05: every order is in the palette with its key, and parts of the note are jumped to', async () => {
    await page.keyboard.press('Control+k');
    for (const word of ['dx', 'rx', 'plan', 'ref', 'doc', 'cita']) await page.getByRole('option').filter({ has: page.locator('b', { hasText: new RegExp(`^${word}$`) }) }).waitFor();
    await axe(page, 'the palette inside a note');
    await shoot(page, 'note-commands');
    await page.keyboard.type('ir a pronostico');
    await page.keyboard.press('Enter');
    await page.keyboard.type('Bueno.');
    assert.equal(await field(page, 'prognosis').inputValue(), 'Bueno.');
  });

  await t.test('`doc consentimiento` starts the document while the note keeps what was written', async () => {
    await order(page, 'doc consentimiento');
    await field(page, 'actDetail').waitFor();
    assert.equal((await stored()).prognosis, 'Bueno.');
  });
  assert.deepEqual(faults, []);
});
