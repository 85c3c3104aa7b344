import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { canary, exifWith, pdfWith, pngChunk, pngSignature } from '#modules/attachments/testing.ts';
import type { Attachment } from '#modules/attachments/contract.ts';
import { addFile } from '../upload.ts';
import { writeNote } from '../house.ts';
import { axe, noBrowser, shoot, until } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, registerNamed, speak } from './real-server.ts';

/** A made-up picture of skin with a round mark, so that a person who looks at the screens sees something. */
const skin = (width: number, height: number, radius: number): Buffer => {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const isMark = (x - width / 2) ** 2 + (y - height / 2) ** 2 < radius ** 2;
      rows.set(isMark ? [150 + (x % 9), 60, 58] : [226 - (y % 11), 184, 160], y * (1 + width * 3) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([pngSignature, pngChunk('IHDR', header), pngChunk('tEXt', Buffer.from(`GPS\0${canary}`)), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))]);
};

/** What the browser itself makes of a picture in that format. */
const encoded = async (page: Page, type: string, picture: Buffer): Promise<Buffer> => Buffer.from(await page.evaluate<string>(`(async () => {
  const image = await createImageBitmap(await (await fetch('data:image/png;base64,${picture.toString('base64')}')).blob());
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.width, image.height];
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('${type}', 0.9).split(',')[1];
})()`), 'base64');

/** A telephone's picture: turned by its metadata, with the place in them. */
const fromTelephone = (jpeg: Buffer): Buffer => {
  const exif = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifWith(6)]);
  const head = Buffer.of(0xff, 0xe1, 0, 0);
  head.writeUInt16BE(exif.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
};

const choose = (page: Page, name: string, buffer: Buffer, mimeType = 'image/jpeg') => page.locator('input[type=file][multiple]').setInputFiles({ name, mimeType, buffer });

/** Hands a file over as a drop on the page's place for it, or as a paste. */
const handOver = (page: Page, how: 'drop' | 'paste', { name, type, bytes }: { readonly name: string; readonly type: string; readonly bytes: Buffer }): Promise<unknown> => page.evaluate(`(() => {
  const data = new DataTransfer();
  data.items.add(new File([Uint8Array.from(atob('${bytes.toString('base64')}'), (letter) => letter.charCodeAt(0))], '${name}', { type: '${type}' }));
  const how = { bubbles: true, cancelable: true };
  if ('${how}' === 'drop') document.querySelector('[data-over]').dispatchEvent(new DragEvent('drop', { ...how, dataTransfer: data }));
  else document.activeElement.dispatchEvent(new ClipboardEvent('paste', { ...how, clipboardData: data }));
})()`);

const shownSize = (page: Page, nth = 0): Promise<string> => page.evaluate<string>(`(async () => {
  const image = document.querySelectorAll('[role=dialog] img')[${String(nth)}];
  await image.decode();
  return image.naturalWidth + ' x ' + image.naturalHeight;
})()`);

test('photographs and papers come into a record, stripped, and are seen by keyboard', { skip: noBrowser, timeout: 240_000 }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const desk = await house.hire(['receptionist']);
  const patientId = await registerNamed(await house.signIn(desk), 'Cuauhtlehuanitzin');
  await house.home.asSuperuser('insert into clin.earlier_history (clinic_id, patient_id, attested_by, attested_at, kept_at) select $1, $2, id, now(), \'\\x00\' from org.staff_member where clinic_id = $1 limit 1', [house.clinicId, patientId]);
  const { noteId } = await writeNote(doctor, patientId);
  const listed = async (): Promise<readonly Attachment[]> => (await doctor.call('GET', `/api/patients/${patientId}/attachments`)).body['attachments'] as Attachment[];
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  page.setDefaultTimeout(8_000);
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();

  // the page's own policy fetches nothing from data addresses: a page without one makes the pictures
  const maker = await openPage({ address, path: '/healthz', now: null });
  const [jpeg, webp] = [fromTelephone(await encoded(maker.page, 'image/jpeg', skin(640, 400, 90))), await encoded(maker.page, 'image/webp', skin(500, 500, 60))];
  await maker.close();
  assert.ok(jpeg.includes(canary) && webp.toString('latin1', 8, 12) === 'WEBP');

  await t.test('from the chart by one key; chosen, named and kept without a mouse', async () => {
    await page.goto(`${address}/pacientes/${patientId}`);
    await page.getByRole('button', { name: /Nueva nota|Continuar/ }).first().waitFor();
    await page.keyboard.press('a');
    await page.getByText('Aún no hay fotografías ni archivos').waitFor();
    await page.getByText('requiere la autorización por escrito').waitFor();
    await axe(page, 'an empty list');
    await shoot(page, 'attachments-empty');
    await choose(page, 'IMG_0001.JPG', jpeg);
    await page.getByRole('img', { name: 'Vista previa de IMG_0001.JPG' }).waitFor();
    await page.keyboard.type('Lesión inicial');
    await page.getByRole('combobox', { name: 'Región del cuerpo' }).fill('Antebrazo derecho');
    await page.keyboard.press('Escape');
    await axe(page, 'a photograph being added');
    await shoot(page, 'attachments-adding');
    await page.getByLabel('Título').press('Enter');
    await page.getByText('Guardado en el expediente, sin datos ocultos').waitFor();
    const [kept] = await listed();
    assert.deepEqual([kept?.title, kept?.site, kept?.mediaType, kept?.width, kept?.height], ['Lesión inicial', 'Antebrazo derecho', 'image/jpeg', 640, 400]);
    const served = await doctor.call('GET', `/api/attachments/${String(kept?.id)}/content`);
    assert.ok(!served.raw.includes(canary) && served.raw.length > 1_000);
  });

  await t.test('dropped and pasted, a picture of what the browser made and one of another part', async () => {
    await handOver(page, 'drop', { name: 'despues.webp', type: 'image/webp', bytes: webp });
    await page.getByRole('img', { name: 'Vista previa de despues.webp' }).waitFor();
    await page.keyboard.type('Lesión a dos semanas');
    await page.getByRole('combobox', { name: 'Región del cuerpo' }).fill('antebrazo derecho');
    await page.getByLabel('Título').press('Enter');
    await page.getByRole('button', { name: /Lesión a dos semanas/ }).waitFor();
    await page.getByRole('heading', { name: 'Fotografías y archivos' }).click();
    await handOver(page, 'paste', { name: 'pegada.png', type: 'image/png', bytes: skin(300, 200, 40) });
    await page.getByRole('img', { name: 'Vista previa de pegada.png' }).waitFor();
    await page.keyboard.type('Rodilla');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Rodilla/ }).waitFor();
    assert.deepEqual((await listed()).map(({ mediaType }) => mediaType), ['image/png', 'image/webp', 'image/jpeg']);
  });

  await t.test('what is not a picture is told before it is sent, and a paper that runs something is refused with its reason', async () => {
    await choose(page, 'foto.jpg', Buffer.from('<svg onload="alert(1)"/>'));
    await page.getByText('Esta imagen no se puede mostrar').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Guardar en el expediente' }).isDisabled(), true);
    await axe(page, 'a refused picture');
    await shoot(page, 'attachments-unreadable');
    await page.getByRole('button', { name: 'No agregar' }).click();
    await choose(page, 'estudio.pdf', pdfWith(['<</S/JavaScript/JS(1)>>'], '/OpenAction 4 0 R'), 'application/pdf');
    await page.keyboard.type('Ultrasonido');
    await page.keyboard.press('Enter');
    await page.getByText('El PDF trae instrucciones que se ejecutan').waitFor();
    await shoot(page, 'attachments-refused');
    await page.getByRole('region', { name: 'Avisos' }).getByRole('button').first().click();
    await page.getByRole('button', { name: 'No agregar' }).click();
    await choose(page, 'estudio.pdf', pdfWith(), 'application/pdf');
    await page.keyboard.type('Ultrasonido');
    await page.keyboard.press('Enter');
    await page.getByText('PDF guardado en el expediente').waitFor();
    assert.equal((await listed()).length, 4);
  });

  await t.test('by keyboard: down the list, open, on and back, nearer, two side by side, and out', async () => {
    const rows = page.locator('button[data-entry]');
    assert.equal(await rows.count(), 4);
    await page.getByRole('heading', { name: 'Fotografías y archivos' }).click();
    for (let nth = 0; nth < 4; nth += 1) await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Lesión inicial' });
    await dialog.locator('img').waitFor();
    assert.equal(await shownSize(page), '400 x 640', 'upright, as the telephone was held');
    await axe(page, 'a photograph');
    await shoot(page, 'attachments-viewer');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await dialog.getByText('Ampliación: 200%').waitFor();
    await page.keyboard.press('0');
    await page.keyboard.press('c');
    await until(async () => await dialog.locator('img').count() === 2);
    assert.equal(await shownSize(page, 1), '500 x 500', 'of the same part of the body, not the newest');
    await axe(page, 'two photographs side by side');
    await shoot(page, 'attachments-compare');
    await page.keyboard.press('k');
    await page.getByRole('dialog', { name: 'Lesión a dos semanas' }).locator('img').first().waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('k');
    const paper = page.getByRole('dialog', { name: 'Ultrasonido' });
    await paper.getByText('no se abre dentro de Amate').waitFor();
    assert.equal(await paper.locator('img, iframe, embed, object').count(), 0);
    const [download] = await Promise.all([page.waitForEvent('download'), paper.getByRole('button', { name: 'Descargar' }).click()]);
    assert.match(download.suggestedFilename(), /^adjunto-[0-9a-f]{8}\.pdf$/);
    await page.keyboard.press('Escape');
    await until(async () => await page.getByRole('dialog').count() === 0);
  });

  await t.test('recorded by mistake: marked with the reason, and it stays', async () => {
    await page.getByRole('button', { name: /Rodilla/ }).click();
    await page.getByRole('button', { name: 'Registrado por error…' }).click();
    await page.getByLabel('Motivo').fill('Es de otra paciente');
    await axe(page, 'a file being marked');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Marcado por').waitFor();
    await shoot(page, 'attachments-marked');
    await page.keyboard.press('Escape');
    assert.deepEqual((await listed()).filter(({ error }) => error !== null).map(({ title }) => title), ['Rodilla']);
  });

  await t.test('among the notes of the chart, at its day, and one key away', async () => {
    await page.getByRole('link', { name: 'Volver al expediente' }).click();
    await page.getByRole('button', { name: /Lesión inicial/ }).waitFor();
    await axe(page, 'a chart with photographs');
    await shoot(page, 'attachments-timeline');
    await page.getByRole('button', { name: /Lesión inicial/ }).click();
    await page.getByRole('dialog', { name: 'Lesión inicial' }).waitFor();
    await page.keyboard.press('Escape');
  });

  await t.test('from a note in work, by the palette: what is added hangs from the note, and the way back leads to it', async () => {
    await page.goto(`${address}/consulta/${noteId}`);
    await page.getByText('Odinofagia de tres días').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('fotografía o un archivo a esta');
    await page.getByRole('option', { name: /Agregar una fotografía o un archivo a esta nota/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('En el expediente').waitFor();
    await choose(page, 'garganta.png', skin(120, 90, 20), 'image/png');
    await page.keyboard.type('Faringe');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Faringe/ }).waitFor();
    assert.deepEqual((await listed()).filter((each) => each.noteId === noteId).map(({ title }) => title), ['Faringe']);
    await page.getByRole('link', { name: 'Volver a la nota' }).click();
    await page.getByText('Odinofagia de tres días').first().waitFor();
  });

  await t.test('reception finds no such screen', async () => {
    const opened = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(opened.page, desk);
    await opened.page.getByRole('navigation').first().waitFor();
    await opened.page.goto(`${address}/pacientes/${patientId}/archivos`);
    await opened.page.getByRole('navigation').first().waitFor();
    assert.equal(await opened.page.getByText('Lesión inicial').count(), 0);
    await opened.close();
  });
  assert.deepEqual(faults, []);

  const bytes = skin(320, 200, 30);
  assert.equal((await addFile(house, doctor, patientId, { bytes, said: { title: 'Control de la lesión con título largo para ver cómo se acomoda en el renglón' } })).status, 201);
  for (const look of looks) {
    await t.test(`the list, a photograph and two side by side show nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const shot = `${look.language}-${look.scheme}-${look.viewport}`;
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      await opened.page.goto(`${address}/pacientes/${patientId}/archivos`);
      await opened.page.getByRole('button', { name: /Ultrasonido/ }).waitFor();
      await axe(opened.page, 'the list');
      await shoot(opened.page, `attachments-list-${shot}`);
      await opened.page.getByRole('button', { name: /Lesión inicial/ }).click();
      await opened.page.getByRole('dialog').locator('img').first().waitFor();
      await opened.page.getByRole('button', { name: /^(Comparar|Compare)/ }).click();
      await until(async () => await opened.page.getByRole('dialog').locator('img').count() === 2);
      await axe(opened.page, 'two side by side');
      await shoot(opened.page, `attachments-compare-${shot}`);
      await opened.page.goto(`${address}/pacientes/${patientId}`);
      await opened.page.getByRole('button', { name: /Lesión inicial/ }).waitFor();
      await axe(opened.page, 'the chart');
      await shoot(opened.page, `attachments-chart-${shot}`);
      assert.deepEqual(opened.faults, []);
      await opened.close();
    });
  }
});
