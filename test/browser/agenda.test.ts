import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDay, aSession, fakeApi, ids, ok, patients, refused } from './fake-api.ts';
import type { FakeAnswer, FakeApi } from './fake-api.ts';
import { axe, noBrowser, openStage, shoot, until } from './harness.ts';

const stateOf = (id: string): string => `PUT /api/appointments/${id}/state`;
const visit = (at: number) => {
  const found = aDay.appointments[at];
  assert.ok(found !== undefined);
  return found;
};
const bodies = (api: FakeApi, name: string): readonly unknown[] => api.calls.filter((call) => call.name === name).map(({ body }) => body);

test('the agenda', { skip: noBrowser }, async (t) => {
  const { openPage } = await openStage(t);
  const started = (): FakeAnswer => ok({ encounter: { id: ids.encounter, patientId: visit(2).patientId, kind: 'outpatient', status: 'open', startedAt: '2026-11-23T16:10:00.000Z', endedAt: null, practitionerId: ids.physician }, noteId: ids.note, resumed: false }, 201);

  await t.test('a physician opens the consult of who waits with two keys', async () => {
    const api = fakeApi({ 'POST /api/encounters': started });
    const { page, close } = await openPage({ api });
    await page.locator('tr[data-row]').first().waitFor();
    await page.keyboard.press('j');
    assert.equal(await page.locator('tr:focus').getAttribute('data-row'), visit(1).id, 'the first with something to do');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/consulta/${ids.note}$`));
    assert.deepEqual(bodies(api, 'POST /api/encounters'), [{ patientId: visit(2).patientId, kind: 'outpatient', appointmentId: visit(2).id }]);
    await close();
  });

  const colleague = { id: ids.receptionist, fullName: 'Ulises Tonalá Ibarra', duties: ['physician'], active: true };
  const twoPractitioners = { 'GET /api/staff/names': () => ok({ names: [{ id: ids.physician, fullName: 'Ximena Quetzal Arrieta', duties: ['physician'], active: true }, colleague] }) };

  await t.test('a physician sees her own day first and everybody’s by one choice; reception sees everybody’s', async () => {
    const asked: (string | null)[] = [];
    const answers = { ...twoPractitioners, 'GET /api/agenda/day': ({ query }: { readonly query: URLSearchParams }) => { asked.push(query.get('practitionerId')); return ok(aDay); } };
    const own = await openPage({ api: fakeApi(answers) });
    await own.page.locator('tr[data-row]').first().waitFor();
    const choice = own.page.getByRole('combobox', { name: 'Profesional' });
    assert.equal(await choice.inputValue(), 'Mi agenda');
    assert.deepEqual([...new Set(asked)], [ids.physician]);
    await axe(own.page, 'own agenda');
    await shoot(own.page, 'own-agenda');
    await choice.click();
    await own.page.getByRole('option', { name: 'Todos los profesionales' }).click();
    await until(() => asked.includes(null));
    await own.close();
    asked.length = 0;
    const desk = await openPage({ api: fakeApi(answers, aSession('receptionist')) });
    await desk.page.locator('tr[data-row]').first().waitFor();
    assert.equal(await desk.page.getByRole('combobox', { name: 'Profesional' }).inputValue(), 'Todos los profesionales');
    assert.deepEqual([...new Set(asked)], [null]);
    await desk.close();
  });

  await t.test('reception marks an arrival with one key; the row shows it before the server has answered', async () => {
    let answer: (value: FakeAnswer) => void = () => undefined;
    const api = fakeApi({ [stateOf(visit(3).id)]: () => new Promise<FakeAnswer>((resolve) => { answer = resolve; }) }, aSession('receptionist'));
    const { page, close } = await openPage({ api });
    const row = page.locator(`tr[data-row="${visit(3).id}"]`);
    await row.focus();
    await page.keyboard.press('l');
    await row.getByText('En sala').waitFor();
    assert.equal(await page.getByRole('button', { name: /Abrir consulta/ }).count(), 0, 'reception opens no consult');
    answer(ok({ id: visit(3).id, status: 'arrived' }));
    await page.getByText('Llegada registrada').waitFor();
    await close();
  });

  await t.test('what the server refuses is taken back and said', async () => {
    const api = fakeApi({ [stateOf(visit(3).id)]: () => refused(409, 'appointment-state-refused', 'La cita ya no admite ese cambio.') }, aSession('receptionist'));
    const { page, close } = await openPage({ api });
    const row = page.locator(`tr[data-row="${visit(3).id}"]`);
    await row.focus();
    await page.keyboard.press('l');
    await page.getByText('La cita ya no admite ese cambio.').waitFor();
    await row.getByText('Confirmada').waitFor();
    await close();
  });

  await t.test('cancelling asks first', async () => {
    const api = fakeApi({ [stateOf(visit(4).id)]: () => ok({ id: visit(4).id, status: 'cancelled' }) }, aSession('receptionist'));
    const { page, close } = await openPage({ api });
    await page.locator(`tr[data-row="${visit(4).id}"]`).focus();
    await page.keyboard.press('x');
    const dialog = page.getByRole('dialog', { name: '¿Cancelar la cita?' });
    await dialog.getByText(/Eleuterio/).waitFor();
    await axe(page, 'cancel dialog');
    await shoot(page, 'cancel');
    assert.deepEqual(bodies(api, stateOf(visit(4).id)), []);
    await dialog.getByRole('button', { name: 'Cancelar cita' }).click();
    await page.getByText('Cita cancelada').waitFor();
    await close();
  });

  await t.test('a known patient is booked by keyboard alone, and a taken slot keeps what was typed', async () => {
    let isTaken = true;
    const api = fakeApi({ 'POST /api/appointments': () => (isTaken ? refused(409, 'slot-taken', 'Ese horario ya está ocupado.') : ok({ id: ids.note }, 201)) }, aSession('receptionist'));
    const { page, close } = await openPage({ api });
    await page.locator('tr[data-row]').first().waitFor();
    await page.keyboard.press('n');
    await page.keyboard.type('refugio');
    await page.getByRole('option', { name: /Refugio/ }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByLabel('Día', { exact: true }).fill('24 nov');
    await page.keyboard.press('Tab');
    await page.getByLabel('Hora').fill('3:30p');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Ese horario ya está ocupado.').waitFor();
    await axe(page, 'booking refused');
    await shoot(page, 'booking-refused');
    isTaken = false;
    await page.keyboard.press('Control+Enter');
    await page.getByText('Cita agendada').waitFor();
    assert.deepEqual(bodies(api, 'POST /api/appointments')[1], { patientId: patients[2]?.id, practitionerId: ids.physician, startsAt: '2026-11-24T21:30:00.000Z', minutes: 30, kind: 'follow-up' });
    await close();
  });

  await t.test('an empty day and a day that does not come say so', async () => {
    for (const [answer, words] of [[ok({ ...aDay, appointments: [] }), 'No hay citas este día'], [refused(500, 'unexpected', 'Algo salió mal.'), 'No se pudo cargar']] as const) {
      const { page, close } = await openPage({ api: fakeApi({ 'GET /api/agenda/day': () => answer }) });
      await page.getByText(words).waitFor();
      await axe(page, words);
      await close();
    }
  });
});
