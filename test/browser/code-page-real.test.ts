import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCodeServer } from '#modules/dispensing/testing.ts';
import { createTestDatabase, testRootKey } from '../database.ts';
import { openHouse } from '../house.ts';
import { printPrescription } from '../prescriptions.ts';
import { axe, noBrowser, openStage, shoot } from './harness.ts';

const narrow = { width: 360, height: 740 } as const;

test('RX-VERIFY: on a phone of 360 pixels a pharmacy reads, hands over, is told what is missing, and takes back', { skip: noBrowser }, async (t) => {
  const home = await createTestDatabase();
  const house = await openHouse(home);
  t.after(async () => {
    await house.close();
    await home.close();
  });
  const member = await house.hire(['physician']);
  const doctor = await house.signIn(member);
  const { token } = await printPrescription({ doctor, efirma: house.efirmaOf(member), patientId: await house.register(await house.signIn(await house.hire(['receptionist']))) });
  const codes = await openCodeServer({ ownerUrl: home.ownerUrl, rootKey: testRootKey }, [house.authority.certificateDer]);
  t.after(codes.close);
  const address = `http://127.0.0.1:${String(codes.port)}`;
  const { openPage } = await openStage(t);

  for (const { language, scheme } of [{ language: 'es-MX', scheme: 'light' }, { language: 'es-MX', scheme: 'dark' }, { language: 'en-US', scheme: 'light' }, { language: 'en-US', scheme: 'dark' }] as const) {
    await t.test(`the page in ${language}, ${scheme}, fits and axe finds nothing`, async () => {
      const { page, faults, close } = await openPage({ address, path: `/v/${token}`, language, scheme, viewport: 'phone', now: null });
      await page.setViewportSize(narrow);
      await page.getByRole('status').getByText(language === 'es-MX' ? 'Receta vigente' : 'Prescription in force').waitFor();
      assert.ok(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth'), 'nothing runs out of the screen');
      await axe(page, `the page behind the code, ${language}, ${scheme}`);
      await shoot(page, `code-page-${language}-${scheme}`);
      await page.locator('form').first().scrollIntoViewIfNeeded();
      await shoot(page, `code-page-form-${language}-${scheme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  const { page } = await openPage({ address, path: `/v/${token}`, scheme: 'dark', viewport: 'phone', now: null });
  await page.setViewportSize(narrow);

  await t.test('a form that lacks something says what, and keeps what was typed', async () => {
    await page.getByLabel('Lote').fill('L-PRUEBA');
    await page.getByRole('button', { name: 'Registrar' }).click();
    const notice = page.getByRole('alert').getByRole('link', { name: 'Revise los datos marcados. No se registró nada.' });
    await notice.waitFor();
    assert.ok(((await notice.boundingBox())?.y ?? narrow.height) < narrow.height / 2, 'it is seen without scrolling');
    await shoot(page, 'code-page-faults');
    await notice.click();
    assert.equal(await page.getByLabel('Lote').inputValue(), 'L-PRUEBA');
    await axe(page, 'a form with faults');
  });

  await t.test('handed over in part: the receipt shows its code, and the page what is left', async () => {
    await page.getByLabel('Cantidad (tableta)').fill('4');
    await page.getByLabel('Marca o laboratorio').fill('Genérico Inventado');
    await page.getByLabel('Caducidad (AAAA-MM)').fill('2031-05');
    await page.getByLabel('Cédula o licencia').fill('7654321');
    await page.getByLabel('Nombre de quien surte').fill('Farmacéutica de Prueba');
    await page.getByLabel('Farmacia', { exact: true }).fill('Farmacia Inventada');
    await page.getByRole('button', { name: 'Registrar' }).click();
    await page.getByText('Quedó registrado').first().waitFor();
    const code = await page.locator('.code').innerText();
    await axe(page, 'a receipt');
    await shoot(page, 'code-page-receipt');
    await page.getByRole('link', { name: 'Volver a la receta' }).click();
    await page.getByText('Por surtir: 5 tableta').waitFor();
    await page.getByText('Anular un registro').click();
    await page.getByLabel('Código para anular').fill(code);
    await page.getByLabel('Motivo').fill('era otro lote');
    await axe(page, 'the form to take back');
    await page.getByRole('button', { name: 'Anular' }).click();
    await page.getByText('Se anuló el registro.').first().waitFor();
    await page.getByRole('link', { name: 'Volver a la receta' }).click();
    await page.getByText('Por surtir: 9 tableta').waitFor();
    await axe(page, 'a prescription with a voided act');
    await shoot(page, 'code-page-voided');
  });

  await t.test('cancelled: it says so and offers no form', async () => {
    const [row] = await home.asSuperuser<{ id: string }>('select prescription_id as id from rx.signed', []);
    assert.equal((await doctor.call('POST', `/api/prescriptions/${String(row?.id)}/cancellation`, { reason: 'wrong-medicine', words: '' })).status, 200);
    await page.reload();
    await page.getByText('No surtir: receta cancelada').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Registrar' }).count(), 0);
    await axe(page, 'a cancelled prescription');
    await shoot(page, 'code-page-cancelled');
  });
});
