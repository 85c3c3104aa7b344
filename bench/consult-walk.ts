import type { Page } from 'playwright-core';
import { chooseFiles, field, givePassphrase } from '#test/browser/consult-steps.ts';
import { noBrowser, raiseStage, builtWebApp } from '#test/browser/harness.ts';
import { freePort } from '#test/browser/real-server.ts';
import { createTestDatabase } from '#test/database.ts';
import { completeNote, housePassword, openHouse, signNote, writeNote } from '#test/house.ts';
import type { House } from '#test/house.ts';
import { argumentOf, atMost, percentile, report, say } from './parts/figures.ts';

/**
 * WF-02, a known patient on a stable chronic visit, walked by a script in a real Chromium over the whole server in this
 * process, from the physician's agenda to the signed note. Every key takes as long as a practised typist's and every
 * click as long as pointing and pressing (the keystroke-level model's averages: 0.2 s a key, 1.2 s a click); the time
 * thus counts what the hands do and what the program makes them wait, and no thinking. Choosing the e.firma's files
 * is a dialog of the operating system and is left out; the passphrase is typed. `--times N`, `--key MS`.
 */
const times = argumentOf('--times', 5);
const keyMs = argumentOf('--key', 200);
const CLICK_MS = 1_200;

type Walk = { readonly clicks: number; readonly keys: number; readonly firstKey: number; readonly written: number; readonly signed: number };

const chronic = {
  ...completeNote, subjective: 'Asintomática, buen apego al tratamiento.', plan: 'Continuar tratamiento; dieta y ejercicio; control en tres meses.',
  diagnoses: completeNote.diagnoses.map((each) => ({ ...each, certainty: 'confirmed' as const })),
  medicines: [{ name: 'Metformina', dose: '850 mg', route: 'Oral', frequency: 'Cada 12 horas', duration: '90 días' }, { name: 'Losartán', dose: '50 mg', route: 'Oral', frequency: 'Cada 24 horas', duration: '90 días' }],
};

/** Hands that count what they do. */
const handsOn = (page: Page) => {
  let keys = 0;
  let clicks = 0;
  return {
    counted: () => ({ keys, clicks }),
    press: async (key: string): Promise<void> => { keys += 1; await page.waitForTimeout(keyMs); await page.keyboard.press(key); },
    type: async (text: string): Promise<void> => { keys += text.length; await page.keyboard.type(text, { delay: keyMs }); },
    click: async (name: RegExp): Promise<void> => { clicks += 1; await page.waitForTimeout(CLICK_MS); await page.getByRole('button', { name }).click(); },
  };
};

type Hands = ReturnType<typeof handsOn>;

const order = async (page: Page, hands: Hands, words: string): Promise<void> => {
  await hands.press('Control+k');
  await hands.type(words);
  await hands.press('Enter');
  await page.getByRole('combobox', { name: 'Buscar o hacer' }).waitFor({ state: 'detached' });
};

const writeNoteByHand = async (page: Page, hands: Hands): Promise<void> => {
  await hands.type('Asintomática, buen apego.');
  for (const value of ['124', '78', '72', '16', '36.5', '97', '71.8']) {
    await hands.press('Tab');
    await hands.type(value);
  }
  await order(page, hands, 'dx ');
  await order(page, hands, 'plan ');
  await hands.press('F7');
  await page.locator('[data-mends=prognosis]').waitFor();
  await hands.press('1');
  await page.getByText('Nada falta').waitFor();
};

const walk = async (page: Page, efirma: ReturnType<House['efirmaOf']>): Promise<Walk> => {
  const hands = handsOn(page);
  await page.getByRole('button', { name: /^Abrir consulta/ }).waitFor();
  const began = performance.now();
  await hands.click(/^Abrir consulta/);
  await field(page, 'subjective').waitFor();
  await page.waitForFunction("document.activeElement?.id === 'campo-subjective'");
  const firstKey = performance.now();
  const { clicks } = hands.counted();
  await writeNoteByHand(page, hands);
  await hands.press('Control+Enter');
  await page.getByRole('dialog').locator('input[type=password]').waitFor();
  const written = performance.now();
  const { keys } = hands.counted();
  await chooseFiles(page, efirma);
  const signing = performance.now();
  await page.getByRole('dialog').locator('input[type=password]').focus();
  await page.waitForTimeout(efirma.passphrase.length * keyMs);
  await givePassphrase(page, efirma.passphrase);
  await page.locator('iframe').waitFor();
  await hands.press('Control+Enter');
  await page.getByRole('link', { name: 'Volver a la agenda' }).waitFor();
  return { clicks, keys, firstKey: firstKey - began, written: written - began, signed: performance.now() - signing };
};

const measure = async (): Promise<readonly Walk[]> => {
  const home = await createTestDatabase();
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const house = await openHouse(home, { publicUrl: address, webFolder: await builtWebApp() });
  const stage = await raiseStage();
  try {
    await house.api.app.listen({ host: '127.0.0.1', port });
    const member = await house.hire(['physician']);
    const efirma = house.efirmaOf(member);
    const [doctor, desk] = [await house.signIn(member), await house.signIn(await house.hire(['receptionist']))];
    const { page } = await stage.openPage({ address, path: '/entrar', now: null });
    await page.locator('input[name=email]').fill(member.email);
    await page.locator('input[name=password]').fill(housePassword);
    await page.keyboard.press('Enter');
    await page.getByRole('navigation').first().waitFor();
    const walks: Walk[] = [];
    for (let time = 0; time < times; time += 1) {
      const patientId = await house.register(desk, `Conocida ${String(time)}`);
      const last = await writeNote(doctor, patientId, chronic);
      const signed = await signNote(doctor, last.noteId, last.version, efirma);
      const startsAt = new Date(Date.now() + time * 15 * 60_000).toISOString();
      const booked = await desk.call('POST', '/api/appointments', { patientId, practitionerId: member.personId, startsAt, minutes: 10, kind: 'walk-in' });
      if (signed.status !== 200 || booked.status >= 300) throw new Error(`preparing answered ${String(signed.status)} ${String(booked.status)} ${JSON.stringify(booked.body)}`);
      await page.goto(`${address}/agenda`);
      walks.push(await walk(page, efirma));
      say(`walk ${String(time + 1)} of ${String(times)}`);
    }
    return walks;
  } finally {
    await stage.close();
    await house.close();
    await home.close();
  }
};

if (noBrowser !== false) throw new Error(noBrowser);
const walks = await measure();
const of = `p50 of ${String(times)} walks`;
const middle = (name: keyof Walk, per = 1): number => percentile(walks.map((each) => each[name]), 50) / per;
// what the hands alone need when nothing makes them wait
const hands = (middle('keys') * keyMs + middle('clicks') * CLICK_MS) / 1_000;
report({
  benchmark: 'consult-walk',
  data: `synthetic: a patient with a signed chronic visit and an appointment today; ${String(keyMs)} ms a key, ${String(CLICK_MS)} ms a click; no time to think`,
  figures: [
    atMost({ figure: 'clicks to the first keystroke', value: middle('clicks'), unit: 'clicks', at: of }, 2),
    { figure: 'from the agenda to the caret in the note', value: middle('firstKey', 1_000), unit: 's', at: of },
    { figure: 'keys until the note may be signed', value: middle('keys'), unit: 'keys', at: of },
    atMost({ figure: 'from the agenda to a complete note with the signing dialog open', value: middle('written', 1_000), unit: 's', at: of }, 30),
    { figure: 'apart, the e.firma: passphrase typed, PDF checked and shown, signed and stored', value: middle('signed', 1_000), unit: 's', at: of },
    { figure: 'both together', value: middle('written', 1_000) + middle('signed', 1_000), unit: 's', at: of },
  ],
  yardstick: { figure: 'the same keys and clicks with nothing to wait for', value: hands, unit: 's', at: 'computed from the counts' },
  ratio: middle('written', 1_000) / hands, ratioOf: 'the written note',
});
