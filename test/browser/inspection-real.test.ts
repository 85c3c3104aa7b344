import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signNote, writeNote } from '../house.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed } from './real-server.ts';

test('N004-ApA a physician sees what the clinic’s records lack, and from a line of it the record and the place', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physicians = { 'es-MX': await house.hire(['physician']), 'en-US': await house.hire(['physician'], { language: 'en-US' }) };
  const doctor = await house.signIn(physicians['es-MX']);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const unknownId = await house.register(desk, 'Sin Nombre');
  const { noteId, version } = await writeNote(doctor, unknownId);
  assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(physicians['es-MX']))).status, 200);
  const namedId = await registerNamed(desk, 'Montemayor');
  await writeNote(doctor, namedId as typeof unknownId);

  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physicians['es-MX']);
  await page.getByRole('navigation').first().waitFor();

  await t.test('by keyboard alone, from anywhere', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'Cumplimiento' }).waitFor();
    await page.getByRole('button', { name: 'Evaluar la muestra' }).press('Enter');
    await page.getByText('Se evaluaron 2 de 2 expedientes').waitFor();
    await axe(page, 'an assessed sample');
    await page.getByRole('row', { name: /Desconocid/ }).getByRole('link').press('Enter');
    await page.getByRole('heading', { name: 'Evaluación del expediente' }).waitFor();
    await page.getByText('Falta el nombre').waitFor();
    await page.getByRole('row', { name: /Nota de evolución/ }).getByText('Todo en orden: 1 de 1').waitFor();
    await page.getByRole('link', { name: 'Volver al expediente' }).press('Enter');
    await page.getByText('Expediente').first().waitFor();
  });

  await t.test('e in a chart assesses that chart', async () => {
    await page.goto(`${address}/pacientes/${namedId}`);
    await page.getByText('Montemayor').first().waitFor();
    await page.keyboard.press('e');
    await page.getByRole('heading', { name: 'Evaluación del expediente' }).waitFor();
    await page.getByText('El expediente aún no tiene documentos firmados').waitFor();
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`both screens show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physicians[look.language]);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/cumplimiento`);
      const isSpanish = look.language === 'es-MX';
      await opened.page.getByRole('button', { name: isSpanish ? 'Evaluar la muestra' : 'Assess the sample' }).click();
      await opened.page.getByText('2', { exact: true }).first().waitFor();
      await axe(opened.page, 'an assessed sample');
      await shoot(opened.page, `inspection-clinic-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.page.goto(`${address}/pacientes/${unknownId}/cumplimiento`);
      await opened.page.getByText(isSpanish ? 'Falta el nombre' : 'The name is missing').waitFor();
      await axe(opened.page, 'an assessed record');
      await shoot(opened.page, `inspection-record-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }
});
