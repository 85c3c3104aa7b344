import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formKinds } from '#modules/documents/contract.ts';
import { axe, noBrowser, shoot } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

/** Every form in each look when pictures are wanted; else each form in one of them. */
const isWhole = process.env['AMATE_SHOTS'] === '1';

test('every form opens under its name, and refused signing leads to what it lacks; axe minds nothing in any look', { skip: noBrowser }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const patientId = await house.register(doctor, 'Formas');
  const notes = new Map<string, string>();
  for (const kind of formKinds) {
    const { status, body } = await doctor.call('POST', '/api/documents', { patientId, kind });
    assert.equal(status, 201, `${kind}: ${JSON.stringify(body)}`);
    notes.set(kind, String(body['noteId']));
  }
  const { types } = (await doctor.call('GET', '/api/document-types')).body as { types: { kind: string; title: Record<string, string> }[] };
  for (const [nth, look] of looks.entries()) {
    await speak(house, look.language);
    const { page, faults, close } = await openPage({ address, path: '/entrar', now: null, ...look });
    await enterWithPassword(page, physician);
    await page.getByRole('navigation').first().waitFor();
    for (const [kind, noteId] of [...notes].filter((_, at) => isWhole || at % looks.length === nth)) {
      await t.test(`${kind}: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
        await page.goto(`${address}/consulta/${noteId}`);
        await page.getByText(types.find((type) => type.kind === kind)?.title[look.language] ?? '', { exact: true }).first().waitFor();
        await page.locator('[data-note] section').first().waitFor();
        await axe(page, `${kind} as it opens`);
        await shoot(page, `form-${kind}-${look.language}-${look.scheme}-${look.viewport}`);
        await page.keyboard.press('Control+Enter');
        await page.locator('[aria-invalid=true], [id$="-falta"]').first().waitFor();
        assert.equal(await page.evaluate('document.activeElement?.closest("[data-note]") !== null'), true, 'the first thing lacking has the focus');
        await axe(page, `${kind} when signing is refused`);
        await shoot(page, `form-${kind}-lacks-${look.language}-${look.scheme}-${look.viewport}`);
      });
    }
    assert.deepEqual(faults, []);
    await close();
  }
});
