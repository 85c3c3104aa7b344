import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDay, aSession, fakeApi, ids, ok, patients, refused, sessionEnded } from './fake-api.ts';
import type { FakeApi, FakeAnswer } from './fake-api.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';

const options = { skip: noBrowser };
const looks = [
  { language: 'es-MX', scheme: 'light', viewport: 'desktop' }, { language: 'en-US', scheme: 'dark', viewport: 'desktop' },
  { language: 'es-MX', scheme: 'dark', viewport: 'phone' }, { language: 'en-US', scheme: 'light', viewport: 'phone' },
] as const;

const calledWith = (api: FakeApi, name: string): readonly unknown[] => api.calls.filter((call) => call.name === name).map(({ body }) => body);

test('signing in', options, async (t) => {
  const { openPage } = await openStage(t);

  for (const look of looks) {
    await t.test(`shows nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const { page, faults, close } = await openPage({ ...look, path: '/entrar', api: fakeApi({ 'POST /api/session': () => refused(401, 'sign-in-failed', 'El correo o la contraseña no son correctos.') }, null) });
      await page.getByRole('button', { name: /Arrieta/ }).click();
      await page.locator('input[name=password]').fill('equivocada');
      await page.keyboard.press('Enter');
      await page.getByRole('alert').waitFor();
      await axe(page, 'sign-in with a refusal');
      await shoot(page, `sign-in-${look.viewport}-${look.scheme}`);
      assert.deepEqual(faults, []);
      await close();
    });
  }

  await t.test('a demo card fills the e-mail and leads to the password', async () => {
    const api = fakeApi({ 'POST /api/session': () => ok(aSession()) }, null);
    const { page, close } = await openPage({ api, path: '/entrar' });
    await page.getByRole('button', { name: /Arrieta/ }).click();
    await page.keyboard.type('secreto de demostración');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
    const [body] = calledWith(api, 'POST /api/session') as [{ email: string; deviceId: string }];
    assert.equal(body.email, 'medica@demo.amate');
    assert.match(body.deviceId, /^[0-9a-f-]{36}$/);
    await close();
  });

  await t.test('a lock-out counts its seconds and only then lets one try again', async () => {
    const api = fakeApi({ 'POST /api/session': () => refused(429, 'too-many-attempts', 'Demasiados intentos.', { retryAfterSeconds: 90 }) }, null);
    const { page, close } = await openPage({ api, path: '/entrar', drivesClock: true });
    await page.locator('input[name=email]').fill('medica@demo.amate');
    await page.locator('input[name=password]').fill('x');
    await page.keyboard.press('Enter');
    const button = page.getByRole('button', { name: /Espere 1 min 30 s/ });
    await button.waitFor();
    assert.ok(await button.isDisabled());
    await page.clock.runFor(91_000);
    assert.ok(await page.getByRole('button', { name: 'Entrar', exact: true }).isEnabled());
    await close();
  });

  await t.test('the second step is asked for when the server says so', async () => {
    const api = fakeApi({ 'POST /api/session': ({ body }) => ((body as { code?: string }).code === '123456' ? ok(aSession()) : ok({ next: 'totp', others: ['passkey'] })) }, null);
    const { page, close } = await openPage({ api, path: '/entrar' });
    await page.locator('input[name=email]').fill('medica@demo.amate');
    await page.locator('input[name=password]').fill('x');
    await page.keyboard.press('Enter');
    const code = page.getByLabel('Código de 6 dígitos');
    await code.waitFor();
    await axe(page, 'second step');
    await code.fill('12 34 56');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Agenda', level: 1 }).waitFor();
    await close();
  });

  await t.test('a duty that needs a second factor enrols one on the spot', async () => {
    const enrolment = { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Amate:medica?secret=JBSWY3DPEHPK3PXP&issuer=Amate' };
    const { page, faults, close } = await openPage({ path: '/entrar', api: fakeApi({ 'POST /api/session': () => ok({ next: 'enrol', enrolment }) }, null) });
    await page.locator('input[name=email]').fill('medica@demo.amate');
    await page.locator('input[name=password]').fill('x');
    await page.keyboard.press('Enter');
    await page.getByAltText('Código QR para la aplicación de autenticación').waitFor();
    await page.getByText('JBSW Y3DP EHPK 3PXP').waitFor();
    await axe(page, 'enrolment');
    await shoot(page, 'enrolment');
    assert.deepEqual(faults, []);
    await close();
  });
});

test('the shell', options, async (t) => {
  const { openPage } = await openStage(t);

  for (const look of looks) {
    await t.test(`agenda, menus and dialogs pass axe: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const session = aSession('physician', { language: look.language, duties: [{ clinicId: ids.clinic, clinicName: 'Consultorio Jacaranda', duty: 'physician' }, { clinicId: ids.otherClinic, clinicName: 'Clínica Nopal', duty: 'administrator' }] });
      const { page, faults, close } = await openPage({ ...look, api: fakeApi({}, session) });
      const step = async (what: string, open: () => Promise<void>): Promise<void> => {
        await open();
        await page.waitForTimeout(250);
        await axe(page, what);
        await shoot(page, `${what}-${look.viewport}-${look.scheme}`);
        await page.keyboard.press('Escape');
        await page.waitForTimeout(150);
      };
      await page.locator('tr[data-row]').first().waitFor();
      await step('agenda', async () => undefined);
      await step('palette', async () => { await page.keyboard.press('Control+K'); await page.keyboard.type('ar'); await page.getByRole('option').nth(2).waitFor(); });
      await step('palette-nothing', async () => { await page.keyboard.press('Control+K'); await page.keyboard.type('zzzz'); });
      await step('shortcuts', async () => { await page.keyboard.press('?'); });
      await step('person-menu', async () => { await page.getByRole('button', { name: /Arrieta/ }).click(); });
      await step('row-menu', async () => { await page.locator('tr[data-row]').nth(3).getByRole('button').last().click(); });
      await step('booking', async () => { await page.keyboard.press('n'); await page.keyboard.type('ar'); await page.getByRole('option').first().waitFor(); });
      await step('lock', async () => { await page.keyboard.press('Escape'); await page.keyboard.press('g'); await page.keyboard.press('b'); });
      assert.deepEqual(faults, []);
      await close();
    });
  }

  await t.test('two keys go to a section; focus lands on its heading and the tab has its name', async () => {
    const { page, close } = await openPage({ api: fakeApi() });
    await page.locator('tr[data-row]').first().waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('y');
    await page.waitForURL(/\/cuenta$/);
    await page.locator('h1:focus').waitFor();
    assert.match(await page.title(), / · Amate$/);
    await close();
  });

  await t.test('the palette finds a patient as one types and Enter opens the record, without the mouse', async () => {
    const api = fakeApi();
    const { page, close } = await openPage({ api });
    await page.locator('tr[data-row]').first().waitFor();
    await page.keyboard.press('Control+K');
    await page.keyboard.type('itzel');
    await page.getByRole('option', { name: /Itzel/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/pacientes/${patients[5]?.id ?? ''}$`));
    await close();
  });

  await t.test('single keys can be switched off, and never act while one types', async () => {
    const { page, close } = await openPage({ api: fakeApi() });
    await page.locator('tr[data-row]').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('switch').click();
    await page.keyboard.press('Escape');
    await page.keyboard.press('n');
    await page.waitForTimeout(150);
    assert.equal(await page.getByRole('dialog').count(), 0);
    await page.keyboard.press('Control+K');
    await page.keyboard.type('gn?');
    assert.equal(await page.getByRole('combobox').inputValue(), 'gn?');
    await close();
  });

  await t.test('an address that the duty may not open looks like one that does not exist', async () => {
    for (const path of ['/auditoria', '/no-existe']) {
      const { page, close } = await openPage({ api: fakeApi(), path });
      await page.getByText('No encontramos esa página').first().waitFor();
      await axe(page, 'not found');
      await close();
    }
  });

  await t.test('the language is kept in the account', async () => {
    const api = fakeApi();
    const { page, close } = await openPage({ api });
    await page.getByRole('button', { name: /Switch to English/ }).click();
    await page.getByRole('link', { name: 'Patients' }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en-US');
    assert.deepEqual(calledWith(api, 'PUT /api/session/language'), [{ language: 'en-US' }]);
    await close();
  });

  await t.test('without the server the page says so, keeps what it has and recovers alone', async () => {
    let isAway = false;
    const { page, close } = await openPage({ api: fakeApi({ 'GET /api/agenda/day': (): FakeAnswer => (isAway ? 'offline' : ok(aDay)) }), now: null });
    await page.route('**/readyz', (route) => (isAway ? route.abort() : route.fulfill({ status: 200, json: {} })));
    await page.locator('tr[data-row]').first().waitFor();
    isAway = true;
    await page.getByRole('button', { name: 'Día siguiente' }).click();
    await page.getByText(/Sin conexión con Amate/).first().waitFor();
    await axe(page, 'offline');
    isAway = false;
    await page.locator('tr[data-row]').first().waitFor({ timeout: 10_000 });
    assert.equal(await page.getByText(/Sin conexión con Amate/).count(), 0);
    await close();
  });
});

test('the session’s end', options, async (t) => {
  const { openPage } = await openStage(t);

  await t.test('an ended session asks for the password over the same screen; what was typed and asked for goes on', async () => {
    let isEnded = true;
    const api = fakeApi({
      'POST /api/appointments': () => (isEnded ? sessionEnded() : ok({ id: ids.note }, 201)),
      'POST /api/session': () => { isEnded = false; return ok(aSession()); },
    });
    const { page, close } = await openPage({ api });
    await page.locator('tr[data-row]').first().waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('ulises');
    await page.getByRole('option', { name: /Ulises/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('Hora').fill('1530');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('dialog', { name: 'Pantalla bloqueada' }).waitFor();
    assert.equal(await page.getByText('Ulises Cuitzeo Barragán').first().isVisible(), false, 'the screen underneath is hidden');
    await axe(page, 'locked');
    await page.keyboard.type('mi contraseña');
    await page.keyboard.press('Enter');
    await page.getByText('Cita agendada').waitFor();
    const [first, second] = calledWith(api, 'POST /api/appointments');
    assert.deepEqual(first, second);
    assert.deepEqual(second, { patientId: patients[1]?.id, practitionerId: ids.physician, startsAt: '2026-11-23T21:30:00.000Z', minutes: 30, kind: 'follow-up' });
    const [signIn] = calledWith(api, 'POST /api/session') as [{ duty: object }];
    assert.deepEqual(signIn.duty, { clinicId: ids.clinic, duty: 'physician' });
    await close();
  });

  await t.test('someone else signing in there gets a fresh page and nothing of the first', async () => {
    let present = aSession();
    const api = fakeApi({
      'GET /api/session': () => ok(present),
      'POST /api/session': () => { present = aSession('receptionist'); return ok(present); },
    });
    const { page, close } = await openPage({ api });
    await page.locator('tr[data-row]').first().waitFor();
    await page.evaluate('window.isFirstPage = true');
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('dialog', { name: 'Pantalla bloqueada' }).waitFor();
    await page.locator('input[name=password]').fill('x');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Tzintzun/ }).waitFor();
    assert.equal(await page.evaluate('window.isFirstPage'), undefined);
    await close();
  });

  await t.test('an idle screen warns a minute before and then locks, ending the session', async () => {
    const api = fakeApi();
    const { page, close } = await openPage({ api, drivesClock: true });
    await page.locator('tr[data-row]').first().waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('ar');
    await page.clock.runFor(14 * 60_000 + 5_000);
    await page.getByText(/La pantalla se bloqueará en 5\d segundos/).waitFor();
    await axe(page, 'idle warning');
    await shoot(page, 'idle');
    await page.clock.runFor(56_000);
    await page.getByRole('dialog', { name: 'Pantalla bloqueada' }).waitFor();
    await until(() => calledWith(api, 'DELETE /api/session').length === 1);
    assert.equal(await page.title(), 'Amate');
    await close();
  });

  await t.test('a page locked while the server was away does not open by reloading it', async () => {
    let isAway = false;
    let isOpen = true;
    const api = fakeApi({
      'GET /api/session': () => (isOpen ? ok(aSession()) : sessionEnded()),
      'DELETE /api/session': (): FakeAnswer => {
        if (isAway) return 'offline';
        isOpen = false;
        return ok({ done: true });
      },
    });
    const { page, close } = await openPage({ api });
    await page.locator('tr[data-row]').first().waitFor();
    isAway = true;
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.getByRole('dialog', { name: 'Pantalla bloqueada' }).waitFor();
    await page.waitForTimeout(200);
    isAway = false;
    await page.reload();
    await page.waitForURL(/\/entrar$/);
    await close();
  });

  await t.test('nothing but preferences is kept in the browser', async () => {
    const { page, close } = await openPage({ api: fakeApi() });
    await page.locator('tr[data-row]').first().waitFor();
    const kept = await page.evaluate<{ local: string[]; session: number; text: string }>('({ local: Object.keys(localStorage), session: sessionStorage.length, text: JSON.stringify(localStorage) })');
    assert.deepEqual(kept.local, ['amate.preferences']);
    assert.equal(kept.session, 0);
    assert.doesNotMatch(kept.text, /Maribel|Quetzal|demo\.amate/);
    await close();
  });
});
