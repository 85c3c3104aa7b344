import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, civilDateIn } from '#kernel/civil-date.ts';
import { lmsAt } from '#modules/growth/public.ts';
import { anIdentity } from '#modules/patients/testing.ts';
import { completeNote, signNote, writeNote } from '../house.ts';
import type { Caller, House, Member } from '../house.ts';
import { axe, noBrowser, shoot, until } from './harness.ts';
import { enterWithPassword, looks, openServedHouse, speak } from './real-server.ts';

const today = civilDateIn('America/Mexico_City', new Date());

/** A made-up child born so many days ago. */
const registerChild = async (desk: Caller, given: string, days: number, sex: 'H' | 'M'): Promise<string> => {
  const notice = (await desk.call('GET', '/api/privacy/notice')).body;
  const identity = anIdentity({
    name: { given, firstSurname: 'Xochitiotzin', secondSurname: null }, birthDate: addDays(today, -days), sex, curp: { state: 'absent', reason: 'not-at-hand' },
    guardian: { name: 'Inés Xochitiotzin', relationship: 'mother', phone: null },
  });
  const { status, body } = await desk.call('POST', '/api/patients', {
    identity, ground: { basis: 'consent', noticeVersion: notice['version'], noticeSha256: notice['sha256'], mechanism: 'autograph-on-paper', givenBy: 'guardian', giverName: 'Inés Xochitiotzin', secondaryPurposes: false },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return String(body['id']);
};

type Clinic = { readonly house: House; readonly doctor: Caller; readonly physician: Member };
type Visit = { readonly age: number; readonly weight: number; readonly height: number; readonly headCircumference?: number };

/** Signed visits at these ages; what a note measured is moved to its day, as no note can be signed in the past. */
const visits = async ({ house, doctor, physician }: Clinic, patientId: string, born: number, of: readonly Visit[]): Promise<void> => {
  await house.home.asSuperuser('insert into clin.earlier_history (clinic_id, patient_id, attested_by, attested_at, kept_at) values ($1, $2, $3, now(), \'\\x00\')', [house.clinicId, patientId, physician.personId]);
  for (const { age, weight, height, headCircumference = null } of of) {
    const { noteId, version } = await writeNote(doctor, patientId, { ...completeNote, vitals: { ...completeNote.vitals, weight, height, headCircumference } });
    assert.equal((await signNote(doctor, noteId, version, house.efirmaOf(physician))).status, 200);
    await house.home.asSuperuser(`do $$ begin
      perform set_config('session_replication_role', 'replica', true);
      update clin.note_vital set taken_at = taken_at - interval '${String(born - age)} days' where note_id = '${noteId}';
    end $$`);
  }
};

const round = (value: number | undefined): number => Math.round((value ?? 0) * 10) / 10;
/** Visits along WHO's own medians, a little lighter each time. */
const alongMedian = (sex: 'H' | 'M', ages: readonly number[]): readonly Visit[] => ages.map((age, at) => ({
  age, weight: round((lmsAt('weight', sex, age)?.m ?? 30) * (1 - at * 0.03)), height: round(lmsAt('height', sex, age)?.m), ...(age > 1_000 ? {} : { headCircumference: round(lmsAt('head', sex, age)?.m) }),
}));

test('a child’s growth is drawn, read by keyboard and in rows, corrected for prematurity, and seen while it is typed', { skip: noBrowser, timeout: 300_000 }, async (t) => {
  const { house, address, openPage } = await openServedHouse(t);
  const physician = await house.hire(['physician']);
  const doctor = await house.signIn(physician);
  const deskMember = await house.hire(['receptionist']);
  const desk = await house.signIn(deskMember);
  const clinic = { house, doctor, physician };
  const infant = await registerChild(desk, 'Itzel', 420, 'M');
  await visits(clinic, infant, 420, alongMedian('M', [8, 61, 122, 183, 274, 365]));
  const girl = await registerChild(desk, 'Nayeli', 3_000, 'M');
  await visits(clinic, girl, 3_000, alongMedian('M', [1_900, 2_300, 2_700, 2_990]));
  const newborn = await registerChild(desk, 'Yaretzi', 60, 'H');
  await visits(clinic, newborn, 60, [{ age: 20, weight: 2.2, height: 45, headCircumference: 31 }, { age: 50, weight: 3, height: 48.5, headCircumference: 34 }]);
  const { page, faults } = await openPage({ address, path: '/entrar', now: null });
  page.setDefaultTimeout(8_000);
  await enterWithPassword(page, physician);
  await page.getByRole('navigation').first().waitFor();
  const readout = page.locator('figcaption');

  await t.test('from the chart by one key; points are read with the arrows, and Enter opens the document', async () => {
    await page.goto(`${address}/pacientes/${infant}`);
    await page.getByRole('link', { name: 'Crecimiento' }).waitFor();
    await page.keyboard.press('w');
    await page.getByRole('heading', { name: 'Peso para la edad, niñas, 0–2 años' }).waitFor();
    await page.getByRole('group', { name: /Peso para la edad, niñas.*6 mediciones/ }).waitFor();
    await page.locator('[data-point]').last().focus();
    await until(async () => /12 meses.*z −\d/.test(await readout.innerText()));
    await page.keyboard.press('Home');
    await until(async () => /3\.4 kg a 8 días.*z 0\.00|3\.4 kg a 8 días.*z \+/.test(await readout.innerText()));
    await page.keyboard.press('ArrowRight');
    await until(async () => /a 2 meses/.test(await readout.innerText()));
    await axe(page, 'the chart of weight');
    await shoot(page, 'growth-weight');
    await page.keyboard.press('Enter');
    await page.waitForURL(/nota=/);
    await page.goBack();
    await page.getByRole('heading', { name: /Peso para la edad/ }).waitFor();
  });

  await t.test('the rows say what the points say', async () => {
    const rows = page.getByRole('table').locator('tbody tr');
    assert.equal(await rows.count(), 6);
    assert.match(await rows.last().innerText(), /8 días\s+3\.4 kg/);
    await page.getByText('Talla', { exact: true }).click();
    await page.getByRole('heading', { name: /Talla para la edad, niñas/ }).waitFor();
    await page.getByText('P. cefálico', { exact: true }).click();
    await page.getByText('0–5 años', { exact: true }).click();
    await page.getByRole('heading', { name: 'Perímetro cefálico para la edad, niñas, 0–5 años' }).waitFor();
    await axe(page, 'the chart of the head');
    await shoot(page, 'growth-head');
    await page.getByText('Peso/talla', { exact: true }).click();
    await page.getByRole('heading', { name: 'Peso para la longitud o talla, niñas, 45–90 cm' }).waitFor();
    await until(async () => /7\.6 kg a 12 meses · longitud 74 cm · z −/.test(await readout.innerText()));
    await axe(page, 'the chart of weight for length');
    await shoot(page, 'growth-size');
  });

  await t.test('the weeks of gestation are asked of an infant, and correct her age', async () => {
    await page.goto(`${address}/pacientes/${newborn}/crecimiento`);
    await page.getByRole('heading', { name: 'Peso para la edad, niños, 0–13 semanas' }).waitFor();
    await page.getByText('Más allá de ±3 DE').first().waitFor();
    await axe(page, 'a preterm child, not yet known as one');
    await shoot(page, 'growth-uncorrected');
    await page.getByLabel('Semanas (22 a 43)').fill('34');
    await page.getByLabel('Semanas (22 a 43)').press('Enter');
    await page.getByText('Prematuro: la edad se corrige').waitFor();
    await page.getByText('34 semanas y 0 días').waitFor();
    const rows = page.getByRole('table').locator('tbody tr');
    assert.match(await rows.first().innerText(), /8 días/, 'fifty days less forty-two');
    assert.match(await rows.last().innerText(), /faltan 22 días para las 40 semanas/);
    assert.match(await rows.last().innerText(), /sin puntuación antes de las 40 semanas/);
    await axe(page, 'a corrected age');
    await shoot(page, 'growth-corrected');
  });

  await t.test('past ten years there is no weight, and it says so; height and BMI go on', async () => {
    const boy = await registerChild(desk, 'Tonatiuh', 4_500, 'H');
    await visits(clinic, boy, 4_500, [{ age: 4_490, weight: 44, height: 151 }]);
    await page.goto(`${address}/pacientes/${boy}/crecimiento`);
    await page.getByRole('heading', { name: 'Talla para la edad, niños, 5–19 años' }).waitFor();
    await page.getByText('Peso', { exact: true }).click();
    await page.getByText('la OMS no da curva a esta edad').waitFor();
    await page.getByText('IMC', { exact: true }).click();
    await page.getByRole('group', { name: /Índice de masa corporal para la edad, niños.*1 medición\./ }).waitFor();
    await shoot(page, 'growth-older');
  });

  await t.test('in the consult: z and percentile beside what is typed, and the charts without leaving the note', async () => {
    const { noteId } = await writeNote(doctor, infant, { ...completeNote, vitals: { ...completeNote.vitals, weight: null, height: null } });
    await page.goto(`${address}/consulta/${noteId}`);
    const weight = page.getByLabel('Peso', { exact: true });
    await weight.fill('9.2');
    await page.locator('[data-growth=weight]').getByText(/z −\d\.\d\d · P\d+/).waitFor();
    await page.getByLabel('Perím. cefálico').fill('45.6');
    await page.locator('[data-growth=head]').waitFor();
    await page.getByLabel('Talla', { exact: true }).fill('75');
    await page.locator('[data-growth=bmi]').waitFor();
    await axe(page, 'the consult of a child');
    await shoot(page, 'growth-consult');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('curvas de crecimiento sin salir');
    await page.getByRole('option', { name: /Ver las curvas de crecimiento sin salir de la nota/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'Crecimiento' }).getByRole('heading', { name: /Peso para la edad/ }).waitFor();
    await page.getByText('En esta nota, sin firmar: 9.2 kg').waitFor();
    await axe(page, 'the charts over a note');
    await shoot(page, 'growth-glance');
    await page.keyboard.press('Escape');
    await until(async () => await page.getByRole('dialog').count() === 0);
  });

  await t.test('an adult has no such thing, and reception no such screen', async () => {
    const adult = await house.register(desk);
    await page.goto(`${address}/pacientes/${adult}`);
    await page.getByRole('button', { name: /Nueva nota|Continuar/ }).first().waitFor();
    assert.equal(await page.getByRole('link', { name: 'Crecimiento' }).count(), 0);
    const opened = await openPage({ address, path: '/entrar', now: null });
    await enterWithPassword(opened.page, deskMember);
    await opened.page.getByRole('navigation').first().waitFor();
    await opened.page.goto(`${address}/pacientes/${infant}/crecimiento`);
    await opened.page.getByRole('navigation').first().waitFor();
    assert.equal(await opened.page.locator('[data-point]').count(), 0);
    await opened.close();
  });
  assert.deepEqual(faults, []);

  for (const look of looks) {
    await t.test(`nothing that axe minds: ${look.language}, ${look.scheme}, ${look.viewport}`, async () => {
      const shot = `${look.language}-${look.scheme}-${look.viewport}`;
      await speak(house, look.language);
      const opened = await openPage({ address, path: '/entrar', now: null, ...look });
      await enterWithPassword(opened.page, physician);
      await opened.page.getByRole('navigation').first().waitFor();
      for (const [name, id] of [['infant', infant], ['girl', girl], ['newborn', newborn]] as const) {
        await opened.page.goto(`${address}/pacientes/${id}/crecimiento`);
        await opened.page.locator('[data-point]').first().waitFor();
        await axe(opened.page, name);
        await shoot(opened.page, `growth-${name}-${shot}`);
      }
      assert.deepEqual(opened.faults, []);
      await opened.close();
    });
  }
});
