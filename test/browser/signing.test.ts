import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import type { Prepared } from '#modules/record/contract.ts';
import type { DemoEfirma } from '#platform/efirma/demo-authority.ts';
import { testPassphrase } from '#platform/efirma/testing.ts';
import { chooseFiles, field, givePassphrase, syncState, testPair } from './consult-steps.ts';
import { refused } from './fake-api.ts';
import type { FakeAnswer } from './fake-api.ts';
import { fakeRecord, lastVisit, recordIds } from './fake-record.ts';
import type { FakeRecordOptions } from './fake-record.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';

const options = { skip: noBrowser };
const path = `/consulta/${recordIds.draft}`;
const complete = { version: 3, content: lastVisit } as const;
const pair = testPair();
const looks = [
  { language: 'es-MX', scheme: 'light', viewport: 'desktop' }, { language: 'en-US', scheme: 'dark', viewport: 'desktop' },
  { language: 'es-MX', scheme: 'dark', viewport: 'phone' }, { language: 'en-US', scheme: 'light', viewport: 'phone' },
] as const;

const openCeremony = async (page: Page): Promise<void> => {
  await field(page, 'subjective').waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('dialog').waitFor();
};

const toReview = async (page: Page): Promise<void> => {
  await openCeremony(page);
  await chooseFiles(page, pair);
  await givePassphrase(page, testPassphrase);
  await page.locator('iframe').waitFor();
};

test('signing', options, async (t) => {
  const { openPage } = await openStage(t);
  const open = async (given: FakeRecordOptions = {}) => {
    const record = fakeRecord({ ...complete, ...given });
    return { record, ...await openPage({ api: record.api, path }) };
  };

  for (const look of looks) {
    await t.test(`no step of it shows anything that axe minds: ${Object.values(look).join(', ')}`, async () => {
      const record = fakeRecord({ language: look.language, version: 3, content: { ...lastVisit, prognosis: '' } });
      const { page, faults, close } = await openPage({ ...look, api: record.api, path });
      await field(page, 'subjective').waitFor();
      await axe(page, 'consult');
      await shoot(page, `consult-${look.viewport}-${look.scheme}`);
      await field(page, 'diagnoses').fill('faring');
      await page.getByRole('listbox').waitFor();
      await axe(page, 'diagnosis list');
      await field(page, 'diagnoses').fill('');
      await page.keyboard.press('Control+Enter');
      await page.locator('#campo-prognosis-falta').waitFor();
      await axe(page, 'what is missing');
      await shoot(page, `missing-${look.viewport}-${look.scheme}`);
      await page.keyboard.type('Bueno.');
      await until(async () => (await page.locator('[data-missing="false"]').count()) === 1);
      await page.keyboard.press('Control+Enter');
      await chooseFiles(page, pair);
      await givePassphrase(page, 'no es');
      await page.getByRole('dialog').getByRole('alert').waitFor();
      await axe(page, 'files with a refusal');
      await shoot(page, `files-${look.viewport}-${look.scheme}`);
      await givePassphrase(page, testPassphrase);
      await page.locator('iframe').waitFor();
      await axe(page, 'review');
      await shoot(page, `review-${look.viewport}-${look.scheme}`);
      await page.keyboard.press('Control+Enter');
      await page.locator('[data-reader] h3').first().waitFor();
      await axe(page, 'signed');
      await shoot(page, `signed-${look.viewport}-${look.scheme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  await t.test('key and passphrase never leave the page nor stay in it', async () => {
    const { record, page, close } = await open();
    await toReview(page);
    await page.keyboard.press('Control+Enter');
    await until(() => record.isSigned());
    const sent = JSON.stringify(record.api.calls);
    assert.ok(!sent.includes(testPassphrase) && !sent.includes(Buffer.from(pair.keyDer).toString('base64')));
    const kept = await page.evaluate<string>('JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])');
    assert.equal(kept, '[["amate.preferences"],[],""]');
    assert.equal((await page.evaluate<unknown[]>('indexedDB.databases()')).length, 0);
    await close();
  });

  const opensWith = async (what: string, files: Pick<DemoEfirma, 'certificateDer' | 'keyDer'>, passphrase: string | null, says: string): Promise<void> => {
    await t.test(`${what} has its own plain sentence`, async () => {
      const { record, page, close } = await open();
      await openCeremony(page);
      await chooseFiles(page, files);
      if (passphrase !== null) await givePassphrase(page, passphrase);
      await page.getByRole('dialog').getByText(says).waitFor();
      if (passphrase === null) assert.ok(await page.getByRole('button', { name: 'Continuar' }).isDisabled());
      assert.equal(record.api.calls.filter(({ name }) => name.includes('preparation')).length, 0);
      await close();
    });
  };
  const cannotOpen = 'No se pudo abrir la llave. La contraseña no es correcta, o la llave no corresponde a este certificado.';
  await opensWith('a wrong password', pair, 'no es', cannotOpen);
  await opensWith('a key of another certificate', { certificateDer: pair.certificateDer, keyDer: testPair().keyDer }, testPassphrase, cannotOpen);
  await opensWith('a seal certificate', testPair('csd'), null, 'Es un Certificado de Sello Digital (CSD), que sirve para facturas. Use su e.firma.');
  await opensWith('a company’s e.firma', testPair('fiel-company', { rfc: 'PSI850101AB1' }), null, 'Es la e.firma de una persona moral. Use su e.firma de persona física.');
  await opensWith('an expired e.firma', testPair('fiel', { notBefore: new Date('2020-01-01'), notAfter: new Date('2024-01-01') }), null, 'Esta e.firma está vencida. Renuévela en el SAT.');
  await opensWith('a file that is no certificate', { certificateDer: new Uint8Array([1, 2, 3]) as DemoEfirma['certificateDer'], keyDer: pair.keyDer }, null, 'El archivo .cer no es un certificado que se pueda leer.');

  for (const [code, says] of [
    ['efirma-someone-else', 'Esta e.firma es de otra persona: su CURP o RFC no es el de usted.'],
    ['efirma-untrusted-issuer', 'No se reconoce a la autoridad que emitió este certificado.'],
    ['signer-may-not-practise', 'Lo que dijo el servidor.'],
  ] as const) {
    await t.test(`the server’s ${code} is told and the files stay chosen`, async () => {
      const { page, close } = await open({ fail: (name) => (name === 'prepare' ? refused(403, code, 'Lo que dijo el servidor.') : null) });
      await openCeremony(page);
      await chooseFiles(page, pair);
      await givePassphrase(page, testPassphrase);
      await page.getByRole('dialog').getByText(says).waitFor();
      assert.ok(await page.getByRole('button', { name: 'Continuar' }).isEnabled());
      assert.equal(await page.evaluate('document.activeElement.type'), 'password');
      await close();
    });
  }

  await t.test('a server that prepares other words than those on the screen gets no signature', async () => {
    const { record, page, close } = await open();
    const prepare = record.api.answers['POST /api/notes/:id/preparation'];
    assert.ok(prepare !== undefined);
    record.api.answers['POST /api/notes/:id/preparation'] = async (call): Promise<FakeAnswer> => {
      const answer = await prepare(call) as { status: number; body: Prepared };
      return { ...answer, body: { ...answer.body, payload: answer.body.payload.replace('Metformina', 'Warfarina') } };
    };
    await openCeremony(page);
    await chooseFiles(page, pair);
    await givePassphrase(page, testPassphrase);
    await page.getByText('El documento preparado no dice lo mismo que esta pantalla.').waitFor();
    assert.equal(await page.locator('iframe').count(), 0);
    assert.equal(record.api.calls.filter(({ name }) => name.endsWith('/signature')).length, 0);
    await close();
  });

  await t.test('a lost answer is answered by sending the same signatures of the same preparation again', async () => {
    let losses = 1;
    const { record, page, close } = await open({ fail: (name) => (name === 'signed-answer' && losses-- > 0 ? refused(503, 'not-ready', 'Aún no.') : null) });
    await toReview(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('No llegó la respuesta').waitFor();
    await axe(page, 'unanswered');
    await shoot(page, 'unanswered');
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('dialog').count(), 1);
    await page.keyboard.press('Control+Enter');
    await page.locator('[data-reader]').waitFor();
    const sent = record.api.calls.filter(({ name }) => name.endsWith('/signature')).map(({ body }) => JSON.stringify(body));
    assert.deepEqual([sent.length, new Set(sent).size], [2, 1]);
    await close();
  });

  await t.test('a preparation that expired goes back to the files; leaving drops the ceremony', async () => {
    const { page, close } = await open({ fail: (name) => (name === 'sign' ? refused(409, 'preparation-expired', 'El documento preparado caducó.') : null) });
    await toReview(page);
    await page.keyboard.press('Control+Enter');
    await page.getByText('El documento preparado caducó.').waitFor();
    await page.keyboard.press('Escape');
    await until(async () => (await page.getByRole('dialog').count()) === 0);
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog').waitFor();
    assert.equal(await page.getByRole('dialog').locator('input[type=password]').inputValue(), '');
    await page.getByText('firma.cer').waitFor();
    assert.equal(await page.getByText('firma.key').count(), 0);
    await close();
  });

  await t.test('the PDF shows beside the note with the certificate alone, and says when the note changed after', async () => {
    const { record, page, close } = await open();
    await field(page, 'subjective').focus();
    await page.keyboard.press('F8');
    await page.getByRole('tabpanel').locator('input[type=file]').setInputFiles({ name: 'firma.cer', mimeType: 'application/octet-stream', buffer: Buffer.from(pair.certificateDer) });
    await page.getByRole('button', { name: 'Ver PDF' }).click();
    await page.locator('iframe').waitFor();
    await axe(page, 'preview');
    await shoot(page, 'preview');
    await field(page, 'plan').fill('Otro plan.');
    await page.getByText('La nota cambió después de esta vista.').waitFor();
    await syncState(page, 'saved').waitFor();
    assert.equal(record.isSigned(), false);
    await close();
  });
});
