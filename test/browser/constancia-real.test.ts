import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { aLine, aStamper, confirmMedicines, constanciaOver, printPrescription } from '#test/prescriptions.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

test('a constancia on the real server: the request is downloaded, a wrong file is refused in words, the right one makes the file the original', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await registerNamed(await house.signIn(await house.hire(['receptionist'])), 'Sellada');
  await confirmMedicines(doctor, ['amoxicilina']);
  const line = aLine({ ingredients: ['amoxicilina'], generic: 'Amoxicilina', presentation: { id: null, text: 'cápsula 500 mg' }, dose: { value: 500, unit: 'mg' }, quantity: { value: 9, unit: 'cápsula', packs: null } });
  const { id } = await printPrescription({ doctor, efirma: house.efirmaOf(physician), patientId }, [line]);
  const stamper = aStamper(house.authority, 'Prestador de prueba, S. A.');
  await mkdir(join(house.dataFolder, 'trusted-stamps', 'nom-151'), { recursive: true });
  await writeFile(join(house.dataFolder, 'trusted-stamps', 'nom-151', 'proveedor.cer'), stamper.certificateDer);
  const pdf = (await doctor.call('GET', `/api/prescriptions/${id}/pdf`)).raw;
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  await page.goto(`${address}/recetas/${id}`);
  const panel = page.getByRole('heading', { name: 'Constancia NOM-151' }).locator('..');

  await t.test('without one it says what is missing, and hands out the request', async () => {
    await panel.getByText('Sin constancia.').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('link', { name: 'Descargar solicitud' }).click()]);
    assert.match(download.suggestedFilename(), /^receta-RX-\d{7}\.tsq$/);
    await shoot(page, 'constancia-none');
  });

  const bring = (name: string, buffer: Buffer): Promise<void> => panel.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  await t.test('a constancia of another file is refused in words, and so is what is none', async () => {
    await bring('otra.tst', constanciaOver(Buffer.from('otro archivo'), stamper));
    await page.getByText('Esa constancia es de otro archivo').waitFor();
    await bring('nota.txt', Buffer.from('no es un sello'));
    await page.getByText('El archivo no es una constancia').waitFor();
    await bring('enorme.bin', Buffer.alloc(200_000));
    await page.getByText('Ese archivo es demasiado grande').waitFor();
    for (let closed = 0; closed < 3; closed += 1) await page.getByRole('button', { name: 'Cerrar', exact: true }).first().click();
  });

  await t.test('the right one is verified: the file is the original, and there is nothing more to bring', async () => {
    await bring('constancia.tst', constanciaOver(pdf, stamper));
    await panel.getByText('Emitida por Prestador de prueba').waitFor();
    await page.getByText('Original electrónico con constancia NOM-151').waitFor();
    assert.equal(await panel.getByRole('button', { name: 'Agregar constancia' }).count(), 0);
    await panel.getByRole('link', { name: 'Descargar constancia' }).waitFor();
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`axe minds nothing: ${Object.values(look).join(', ')}`, async () => {
      await speak(house, look.language);
      const opened = await openPage({ ...look, address, path: '/entrar', now: null });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/recetas/${id}`);
      await opened.page.getByText('Prestador de prueba').waitFor();
      await axe(opened.page, 'a signed prescription with its constancia');
      await shoot(opened.page, `constancia-${look.language}-${look.scheme}-${look.viewport}`);
      await opened.close();
    });
  }
});
