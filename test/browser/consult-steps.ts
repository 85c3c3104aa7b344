import type { Page } from 'playwright-core';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import { issueTestEfirma } from '#platform/efirma/testing.ts';

/** What a physician does on the consult screen, for walks. */

const validFrom = new Date('2026-01-01T00:00:00Z');

/** A pair of files of the made-up signer, in force in November 2026. */
export const testPair = (kind: Parameters<typeof issueTestEfirma>[0] = 'fiel', changes: Parameters<typeof issueTestEfirma>[1] = {}): DemoEfirma =>
  issueTestEfirma(kind, { notBefore: validFrom, ...changes });

export const field = (page: Page, name: string) => page.locator(`#campo-${name.replaceAll('.', '-')}`);
export const syncState = (page: Page, state: string) => page.locator(`[data-sync="${state}"]`);

export const chooseFiles = async (page: Page, { certificateDer, keyDer }: Pick<DemoEfirma, 'certificateDer' | 'keyDer'>): Promise<void> => {
  await page.getByRole('dialog').locator('input[type=password]').waitFor();
  const [certificate, key] = await page.getByRole('dialog').locator('input[type=file]').all();
  await certificate?.setInputFiles({ name: 'firma.cer', mimeType: 'application/octet-stream', buffer: Buffer.from(certificateDer) });
  await key?.setInputFiles({ name: 'firma.key', mimeType: 'application/octet-stream', buffer: Buffer.from(keyDer) });
};

/** Types the passphrase where the focus belongs and goes on. */
export const givePassphrase = async (page: Page, passphrase: string): Promise<void> => {
  await page.getByRole('dialog').locator('button[type=submit]:enabled').waitFor();
  await page.getByRole('dialog').locator('input[type=password]').fill(passphrase);
  await page.keyboard.press('Enter');
};

/** A complete note, by keyboard alone. */
export const writeByKeyboard = async (page: Page): Promise<void> => {
  await field(page, 'subjective').waitFor();
  await page.keyboard.type('Odinofagia de tres días con fiebre. “Comillas”, ; select drop < > 😀');
  for (const value of ['118', '76', '96', '18', '38.4', '97', '72.4', '160']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(value);
  }
  await page.keyboard.press('F4');
  await page.keyboard.type('faringitis');
  await page.getByRole('listbox').waitFor();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Cuadro viral probable.');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sintomático; datos de alarma explicados.');
  await page.keyboard.press('F6');
  for (const part of ['Paracetamol 500 mg tabletas', '1 tableta', 'Oral', 'Cada 8 horas', '3 días']) {
    await page.keyboard.type(part);
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('F7');
  await page.keyboard.type('Bueno para la vida y la función.');
};
