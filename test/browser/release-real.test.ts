import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { systemClock } from '#kernel/clock.ts';
import { openCheckpointMemory, openSigningKey, sealPending } from '#modules/audit/public.ts';
import { signNote, writeNote } from '../house.ts';
import type { House } from '../house.ts';
import { verifyArchive } from '../../verifier/amate-record-verifier.mjs';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

const sealAudit = async (house: House): Promise<void> => {
  const folder = join(house.dataFolder, 'keys');
  const key = await openSigningKey(house.api.database, folder).catch(() => null) ?? await openSigningKey(house.home.database, folder);
  while (await sealPending({ database: house.home.database, key, memory: openCheckpointMemory(folder), clock: systemClock }) > 0);
};


/** Drags an archive onto the page. */
const dropOn = async (page: Page, bytes: Buffer): Promise<void> => {
  const file = `new File([Uint8Array.from(atob('${bytes.toString('base64')}'), (sign) => sign.charCodeAt(0))], 'expediente.zip')`;
  const dragged = await page.evaluateHandle(`(() => { const dragged = new DataTransfer(); dragged.items.add(${file}); return dragged; })()`);
  await page.dispatchEvent('#drop', 'drop', { dataTransfer: dragged });
  await page.locator('#verdict').waitFor({ timeout: 10_000 });
};

/** Chooses an archive on the verifier as it lies in a folder, and answers what it says. */
const saysOf = async (page: Page, file: string): Promise<string> => {
  await page.locator('#file').setInputFiles(file, { timeout: 10_000 });
  await page.locator('#verdict').waitFor({ timeout: 10_000 });
  return page.locator('#result').innerText();
};

test('N004-5.5.1 a request is filed, granted and delivered, and what was delivered is checked off line', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const desk = await house.signIn(await house.hire(['receptionist']));
  const patientId = await registerNamed(desk, 'Entregada');
  await house.home.asSuperuser('insert into clin.earlier_history (clinic_id, patient_id, attested_by, attested_at, kept_at) values ($1, $2, $3, now(), \'\\x00\')', [house.clinicId, patientId, physician.personId]);
  const { noteId, version } = await writeNote(doctor, patientId);
  const signing = await signNote(doctor, noteId, version, house.efirmaOf(physician));
  assert.equal(signing.status, 200, JSON.stringify(signing.body));
  await sealAudit(house);
  const folder = mkdtempSync(join(tmpdir(), 'amate-release-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const archive = join(folder, 'expediente.zip');
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();

  await t.test('what was told is written down, and the request is filed, from the chart by one key', async () => {
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.getByRole('button', { name: /Nueva nota/ }).waitFor();
    await page.keyboard.press('x');
    await page.getByLabel('Qué se informó').fill('Se explicó el diagnóstico y los datos de alarma.');
    await page.getByRole('button', { name: 'Anotar' }).click();
    await page.getByText('Información anotada').waitFor();
    await page.getByLabel('Nombre de quien solicita').fill('La propia paciente');
    await page.getByLabel('Motivo').fill('Segunda opinión');
    await page.getByLabel('Texto de la solicitud').fill('Solicito copia de mi expediente.');
    await axe(page, 'a request being filed');
    await shoot(page, 'release-request');
    await page.getByRole('button', { name: 'Registrar solicitud' }).click();
    await page.getByText('Solicitud registrada').waitFor();
  });

  await t.test('what was told and an observation stand among the notes, and lead to where they were written down', async () => {
    const { body } = await doctor.call('POST', '/api/documents', { patientId, kind: 'emergency-initial' });
    assert.equal((await doctor.call('POST', `/api/encounters/${String(body['encounterId'])}/observation`, { step: 'begun' })).status, 200);
    await page.goto(`${address}/pacientes/${patientId}`);
    const told = page.getByRole('link', { name: /Información dada.*Se explicó el diagnóstico/ });
    await told.waitFor();
    await page.locator('[data-event]', { hasText: 'Queda en observación' }).waitFor();
    await axe(page, 'a chart with what happened among the notes');
    await shoot(page, 'timeline-events');
    await page.keyboard.press('t');
    await page.locator('#tipo-de-documento').selectOption('events');
    assert.equal(await page.locator('[data-entry]').count(), 1, 'the notes step aside');
    await told.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Se explicó el diagnóstico y los datos de alarma.').waitFor();
  });

  await t.test('it is granted with a reason, and delivered as a file', async () => {
    await page.getByRole('link', { name: 'Ver todas las solicitudes' }).click();
    await page.getByRole('button', { name: /^Autorizar:/ }).click();
    await page.getByLabel('Motivo de la decisión').fill('Se comprobó la identidad.');
    await axe(page, 'a request being granted');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: /^Entregar:/ }).click();
    await page.getByRole('dialog').waitFor();
    await axe(page, 'a delivery being confirmed');
    await shoot(page, 'release-delivery');
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Control+Enter')]);
    await download.saveAs(archive);
    await page.getByText('Entregada', { exact: true }).waitFor();
    const verdict = await verifyArchive(readFileSync(archive));
    assert.deepEqual([verdict.sound, verdict.documents.length], [true, 1], JSON.stringify(verdict.faults));
    assert.ok(verdict.entries > 0, 'with the patient’s part of the audit');
  });
  assert.deepEqual(faults, []);

  const zip = readFileSync(archive);
  // a file's header ends with the length of its name, no extra fields, and the name
  const beginOf = (name: string): number => zip.indexOf(Buffer.concat([Buffer.of(name.length, 0, 0, 0), Buffer.from(name)])) + 4 + name.length;
  const contentOf = (name: string): Buffer => {
    const begin = beginOf(name);
    return zip.subarray(begin, begin + zip.readUInt32LE(begin - name.length - 12));
  };
  const verifier = join(folder, 'verificar.html');
  writeFileSync(verifier, contentOf('verificar.html'));
  writeFileSync(join(folder, 'index.html'), contentOf('index.html'));

  await t.test('the verifier in the archive, opened from a folder and off line, passes it and names what was tampered with', async () => {
    const opened = await openPage({ address, path: '/entrar', now: null });
    await opened.page.context().setOffline(true);
    await opened.page.goto(pathToFileURL(verifier).href);
    assert.match(await saysOf(opened.page, archive), /Todo está íntegro[\s\S]*Íntegro y firmado/);
    await shoot(opened.page, 'release-verifier-good');
    const tampered: readonly (readonly [string, RegExp])[] = [
      ['documentos/00001-evolution/documento.pdf', /NO está íntegro[\s\S]*00001-evolution[\s\S]*Falla: .*el PDF cambió después de la firma/],
      ['documentos/00001-evolution/contenido.json', /NO está íntegro[\s\S]*00001-evolution[\s\S]*la firma no corresponde al contenido/],
      ['auditoria/pruebas.jsonl', /NO está íntegro[\s\S]*Íntegro y firmado[\s\S]*la prueba de este acceso no corresponde/],
      ['manifiesto.nota', /NO está íntegro[\s\S]*Íntegro y firmado[\s\S]*la firma de la lista de archivos no corresponde/],
    ];
    for (const [name, says] of tampered) {
      const spoilt = Buffer.from(zip);
      const at = beginOf(name) + 90;
      spoilt[at] = (spoilt[at] ?? 0) ^ 1;
      // a browser tells nobody when the same file is chosen again
      const file = join(folder, `${name.replaceAll(/\W/g, '-')}.zip`);
      writeFileSync(file, spoilt);
      assert.match(await saysOf(opened.page, file), says, name);
    }
    await shoot(opened.page, 'release-verifier-bad');
    await opened.page.goto(pathToFileURL(verifier).href);
    await dropOn(opened.page, zip);
    assert.match(await opened.page.locator('#result').innerText(), /Todo está íntegro/);
    await opened.close();
  });

  for (const look of looks) {
    await t.test(`the requests, the form and the verifier show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const shot = `${look.language}-${look.scheme}-${look.viewport}`;
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/solicitudes`);
      await opened.page.getByText('Segunda opinión').first().waitFor();
      await axe(opened.page, 'the requests');
      await shoot(opened.page, `release-queue-${shot}`);
      await opened.page.goto(`${address}/pacientes/${patientId}/entregas`);
      await opened.page.getByText('datos de alarma').waitFor();
      await axe(opened.page, 'requests and information of a patient');
      await shoot(opened.page, `release-patient-${shot}`);
      await opened.page.goto(pathToFileURL(verifier).href);
      if (look.language === 'en-US') await opened.page.getByRole('button', { name: 'English' }).click();
      await saysOf(opened.page, archive);
      await axe(opened.page, 'the verifier');
      await shoot(opened.page, `release-verifier-${shot}`);
      await opened.page.goto(pathToFileURL(join(folder, 'index.html')).href);
      await axe(opened.page, 'the page for reading');
      await shoot(opened.page, `release-index-${shot}`);
      await opened.close();
    });
  }
});
