import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { EvolutionContent, Note } from '#modules/record/contract.ts';
import { catalogueText, diagnosisByCode } from '#modules/terminology/public.ts';
import { completeNote, signNote, writeNote } from '../house.ts';
import { chooseFiles, field, givePassphrase, syncState } from './consult-steps.ts';
import { axe, noBrowser, shoot, until } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed } from './real-server.ts';

const aDiagnosis = (code: string) => ({ code, term: diagnosisByCode(code)?.display.es ?? '', catalogue: catalogueText(), certainty: 'confirmed' as const, firstTime: false });
const aMedicine = (name: string, dose: string) => ({ name, dose, route: 'Oral', frequency: 'Cada 12 horas', duration: '3 meses' });
const chronic: EvolutionContent = {
  ...completeNote, subjective: 'Acude a control. Sin síntomas.', diagnoses: [aDiagnosis('E119'), aDiagnosis('I10X')],
  assessment: 'DM2: HbA1c 7.2 % el 20/oct/2026, en meta.\nHTA: TA 150/90, sin control.',
  plan: 'Diabetes: continuar metformina.\nHTA: subir losartán a 100 mg; meta TA 130/80.\nDieta y caminata diaria.\nCita en tres meses.',
  medicines: [aMedicine('Metformina 850 mg tabletas', '1 tableta'), aMedicine('Losartán 50 mg tabletas', '2 tabletas')], prognosis: 'Bueno a corto plazo.',
};

const command = async (page: Page, typed: string): Promise<void> => {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('textbox').or(page.getByRole('dialog').getByRole('combobox')).waitFor();
  await page.keyboard.type(typed);
  await page.getByRole('dialog').getByRole('option').filter({ hasText: /copia|copy|revisado/i }).first().waitFor();
  await page.keyboard.press('Enter');
};
/** Scrolls to the carried text so that no control is cut by the edge of the note: what is half out of sight is too small for axe. */
const showWhole = (page: Page): Promise<unknown> => page.evaluate(`(() => {
  const line = document.querySelector('#arrastre-assessment');
  const note = line.closest('[data-note]');
  const top = () => document.querySelector('[data-note] nav').getBoundingClientRect().bottom;
  const isCut = (control) => { const { top: from, bottom, height } = control.getBoundingClientRect(); const end = note.getBoundingClientRect().bottom; return height < 60 && ((from < top() && bottom > top()) || (from < end && bottom > end)); };
  line.scrollIntoView({ block: 'center' });
  for (let step = 0; step < 60 && [...note.querySelectorAll('section button, section input, section select')].some(isCut); step += 1) note.scrollTop += 3;
})()`);
const share = (page: Page) => page.locator('[data-fresh]');

test('a stable chronic visit: what changed is seen first, the last note is carried by problem, edited, signed; its text is counted', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const efirma = house.efirmaOf(physician);
  const doctor = await house.signIn(physician);
  const colleagueMember = await house.hire(['physician']);
  const colleague = await house.signIn(colleagueMember);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const patientId = await registerNamed(desk, 'Arrastrada');
  assert.equal((await doctor.call('POST', '/api/earlier-histories', { patientId, keptAt: 'Expediente en papel, archivo 3' })).status, 201);
  const add = (content: object) => doctor.call('POST', `/api/patients/${patientId}/summary`, { content });
  const problem = { kind: 'problem', status: 'active', since: '2024-03-01', until: null, code: 'E119', term: aDiagnosis('E119').term, note: '' };
  const diabetes = (await add(problem)).body;
  const first = await writeNote(doctor, patientId, chronic);
  assert.equal((await signNote(doctor, first.noteId, first.version, efirma)).status, 200);
  const between = await writeNote(colleague, patientId, { ...completeNote, vitals: { ...completeNote.vitals, systolic: 146, weight: 70.1 } });
  assert.equal((await signNote(colleague, between.noteId, between.version, house.efirmaOf(colleagueMember))).status, 200);
  const second = await writeNote(colleague, patientId, { ...chronic, subjective: 'Consulta con otro médico.', vitals: { ...chronic.vitals, systolic: 146, weight: 70.1 } });
  assert.equal((await signNote(colleague, second.noteId, second.version, house.efirmaOf(colleagueMember))).status, 200);
  await doctor.call('PUT', `/api/patients/${patientId}/summary/${String(diabetes['itemId'])}`, { version: 1, content: { ...problem, status: 'remission' } });
  await add({ kind: 'allergy', status: 'active', since: null, until: null, substance: 'Penicilina', category: 'medication', criticality: 'high', reaction: 'Urticaria', note: '' });

  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/pacientes/${patientId}`);
  await page.getByRole('button', { name: /Qué cambió/ }).waitFor();

  await t.test('`c` in the chart tells what changed since one’s own last visit, and goes away as it came', async () => {
    await page.keyboard.press('c');
    await page.getByText('Desde su última consulta,').waitFor();
    await page.getByText('Activo → En remisión').waitFor();
    await page.getByRole('region', { name: /Qué cambió/ }).getByText('Penicilina').waitFor();
    assert.equal(await page.getByRole('region', { name: /Qué cambió/ }).getByRole('link').count(), 2, 'two notes of a colleague');
    await axe(page, 'what changed');
    await shoot(page, 'carry-changes');
    await page.keyboard.press('c');
    await until(async () => await page.getByText('Desde su última consulta,').count() === 0);
  });

  await t.test('`p` shows the record by problem; a problem opens to its status over time, its medicines and its notes, without a mouse', async () => {
    await page.keyboard.press('p');
    await page.locator('[data-problem]').first().waitFor();
    await page.keyboard.press('j');
    await until(() => page.evaluate('document.activeElement?.dataset.problem !== undefined'));
    while (await page.evaluate('document.activeElement.dataset.problem') !== 'E119') await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.getByText('Estado en el tiempo').waitFor();
    await page.locator('li').filter({ has: page.locator('[data-problem=E119]') }).getByText(/Metformina 850 mg tabletas, 1 tableta/).waitFor();
    await axe(page, 'by problem');
    await shoot(page, 'carry-by-problem');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Consulta con otro médico.').first().waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('p');
  });

  await page.keyboard.press('n');
  await field(page, 'subjective').waitFor();
  const noteId = page.url().split('/').at(-1) ?? '';
  const stored = async (): Promise<EvolutionContent> => ((await doctor.call('GET', `/api/notes/${noteId}`)).body as Note).content as EvolutionContent;

  await t.test('opening a known patient shows first what changed', async () => {
    await page.getByRole('complementary', { name: 'Resumen' }).getByText('Qué cambió').waitFor();
    await page.getByRole('complementary', { name: 'Resumen' }).getByText('Activo → En remisión').waitFor();
    await shoot(page, 'carry-consult-first');
  });

  await t.test('CAP-09: everything carried and left as it is says 0 % new', async () => {
    await command(page, 'copiar');
    await page.getByRole('dialog').getByRole('checkbox').first().waitFor();
    await axe(page, 'copying by problem');
    await shoot(page, 'carry-dialog');
    await page.keyboard.press('Control+Enter');
    await field(page, 'plan').waitFor();
    await until(async () => (await field(page, 'plan').inputValue()) === chronic.plan);
    assert.equal(await share(page).getAttribute('data-fresh'), '0');
    assert.deepEqual(await Promise.all(['systolic', 'weight'].map((sign) => field(page, `vitals.${sign}`).inputValue())), ['', ''], 'vital signs are never carried');
    await page.getByText('datos de entonces: HbA1c 7.2 %, 20/oct/2026, TA 150/90').waitFor();
    await until(() => page.evaluate('document.activeElement?.id === "campo-subjective"'));
    await axe(page, 'carried, not reviewed');
    await shoot(page, 'carry-unreviewed');
    await field(page, 'plan').scrollIntoViewIfNeeded();
    await shoot(page, 'carry-unreviewed-plan');
  });

  await t.test('the marks outlive the page: they are stored with the draft', async () => {
    await syncState(page, 'saved').waitFor();
    const before = (await stored()).carried;
    assert.ok(before !== undefined && before.plan.length > 0);
    await page.reload();
    await field(page, 'plan').waitFor();
    await page.locator('#arrastre-plan').getByText('4 líneas sin revisar').waitFor();
    assert.equal(await share(page).getAttribute('data-fresh'), '0');
  });

  await t.test('what is typed is new; the line it is typed in is reviewed, the others stay grey', async () => {
    await field(page, 'plan').focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.type(' Traer laboratorio.');
    await page.locator('#arrastre-plan').getByText('3 líneas sin revisar').waitFor();
    assert.notEqual(await share(page).getAttribute('data-fresh'), '0');
    const box = await page.evaluate(`(() => {
      const area = document.querySelector('#campo-plan'); const layer = area.previousElementSibling;
      return { width: layer.clientWidth - area.clientWidth, height: layer.clientHeight - area.clientHeight, text: layer.textContent === area.value };
    })()`);
    assert.deepEqual(box, { width: 0, height: 0, text: true }, 'the marks lie where the text lies');
  });

  await t.test('copying again adds nothing, and nothing typed is lost', async () => {
    await page.keyboard.press('F2');
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByRole('button', { name: 'Copiar 1 elemento' }).waitFor();
    await page.keyboard.press('Escape');
    await until(async () => await page.getByRole('dialog').count() === 0);
  });

  await t.test('what was carried is confirmed from the palette, and the note is signed with its count', async () => {
    await field(page, 'subjective').fill('Acude a control; se siente bien.');
    for (const [sign, value] of Object.entries({ systolic: '128', diastolic: '78', heartRate: '70', weight: '70' })) await field(page, `vitals.${sign}`).fill(value);
    await command(page, 'revisado');
    await until(async () => await page.locator('#arrastre-plan').count() === 0);
    const shown = Number(await share(page).getAttribute('data-fresh'));
    assert.ok(shown > 0 && shown < 100);
    await page.getByText('Nada falta').waitFor();
    await page.keyboard.press('Control+Enter');
    await chooseFiles(page, efirma);
    await givePassphrase(page, efirma.passphrase);
    await page.locator('iframe').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('link', { name: 'Volver a la agenda' }).waitFor();
    const own = (await doctor.call('GET', '/api/own-redundancy')).body;
    assert.equal(own['notes'], 2);
    assert.ok(Number(own['carried']) > 100);
    assert.ok(!('carried' in await stored()));
  });
  assert.deepEqual(faults, []);

  await t.test('axe finds nothing in either language, theme or size', async () => {
    const { noteId: next } = await writeNote(doctor, patientId, chronic);
    const at = '2026-11-02T16:00:00.000Z';
    const whole = (text: string) => [{ from: 0, to: 12, is: 'carried' }, { from: 12, to: 20, is: 'stale' }, { from: 20, to: text.length, is: 'carried' }];
    const saved = await doctor.call('PUT', `/api/notes/${next}/draft`, {
      version: 1, saveId: crypto.randomUUID(), content: { ...chronic, carried: { at, assessment: whole(chronic.assessment), plan: [{ from: 0, to: chronic.plan.length, is: 'seen' }], prognosis: [], medicines: chronic.medicines, medicinesSeen: true } },
    });
    assert.equal(saved.status, 200, JSON.stringify(saved.body));
    for (const { language, scheme, viewport } of looks) {
      const look = `${language} ${scheme} ${viewport}`;
      assert.equal((await doctor.call('PUT', '/api/session/language', { language })).status, 200);
      const opened = await openPage({ address, language, scheme, viewport, path: '/entrar', now: null });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/consulta/${next}`);
      await opened.page.locator('#arrastre-assessment').waitFor();
      await showWhole(opened.page);
      await axe(opened.page, `carried text, ${look}`);
      await shoot(opened.page, `carry-note-${look.replaceAll(' ', '-')}`);
      await field(opened.page, 'subjective').focus();
      await command(opened.page, language === 'es-MX' ? 'copiar' : 'copy from');
      await opened.page.getByRole('dialog').getByRole('checkbox').first().waitFor();
      await axe(opened.page, `copying, ${look}`);
      await shoot(opened.page, `carry-dialog-${look.replaceAll(' ', '-')}`);
      await opened.page.goto(`${address}/pacientes/${patientId}`);
      await opened.page.locator('[data-entry]').first().waitFor();
      await opened.page.getByRole('button', { name: language === 'es-MX' ? /Qué cambió/ : /What changed/ }).click();
      await opened.page.getByText(language === 'es-MX' ? 'Por problema' : 'By problem').click();
      await opened.page.locator('[data-problem]').first().click();
      await axe(opened.page, `by problem, ${look}`);
      await shoot(opened.page, `carry-chart-${look.replaceAll(' ', '-')}`);
      assert.deepEqual(opened.faults, [], look);
      await opened.close();
    }
  });
});
